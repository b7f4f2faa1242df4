"""Agreements: each distinct arrangement a report names, with parties, mediators, status and dates.

Invariant: one claim an arrangement; unspecified plurals ("previous truces") are none.
"""

from trucebook.codebook import Codebook
from trucebook.model import Claim
from trucebook.reading.notes import Notes


def find_agreements(notes: Notes, codebook: Codebook) -> tuple[Claim, ...]:
    """Return the agreement claims of a report in text order."""
    return ()
