"""Cues: the words of a report that tell in what state an arrangement is.

Invariant: a cue points at one word of the text and says one thing of it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cue:
    """A word that tells the status of an arrangement: `word` is the predicate, `status` what it says, `future` whether it is to come,
    `renewed` whether it tells of a truce taken up again, `firm` whether a verb in the past tells it, `void` whether those
    who had to ratify it turned it down."""

    word: int
    status: str
    future: bool = False
    renewed: bool = False
    firm: bool = False
    void: bool = False
