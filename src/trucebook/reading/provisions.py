"""Provisions: who owes what to whom under an agreement, in exchange for what, and how it stands.

Invariant: every provision names an agreement claim of the same report.
"""

from trucebook.codebook import Codebook
from trucebook.model import Claim
from trucebook.reading.notes import Notes


def find_provisions(notes: Notes, codebook: Codebook) -> tuple[Claim, ...]:
    """Return the provision claims of a report in text order."""
    return ()
