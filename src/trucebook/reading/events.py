"""Events: PLOVER types with source and target, from clauses and the codebook's lexicon.

Invariant: an event's type comes from a word of its quote; the reason says which.
"""

from trucebook.codebook import Codebook
from trucebook.model import Claim
from trucebook.reading.notes import Notes


def find_events(notes: Notes, codebook: Codebook) -> tuple[Claim, ...]:
    """Return the event claims of a report in text order."""
    return ()
