"""Violations: acts that break an agreement, stated or alleged.

Invariant: every violation names an agreement claim of the same report; what a speaker alleges keeps its speaker.
"""

from trucebook.codebook import Codebook
from trucebook.model import Claim
from trucebook.reading.notes import Notes


def find_violations(notes: Notes, codebook: Codebook, events: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return the violation claims of a report in text order."""
    return ()
