"""Figures: how many people were killed, injured, displaced …, with bounds, who, when, where and who counted.

Invariant: a count keeps the quantifier its words give it; a number of things is no figure.
"""

from trucebook.codebook import Codebook
from trucebook.model import Claim, Mention
from trucebook.reading.notes import Notes


def find_figures(notes: Notes) -> tuple[Mention, ...]:
    """Return the mentions of counted people and households in text order."""
    return ()


def find_figure_claims(notes: Notes, codebook: Codebook) -> tuple[Claim, ...]:
    """Return the figure claims of a report in text order."""
    return ()
