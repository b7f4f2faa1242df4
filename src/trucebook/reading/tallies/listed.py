"""Listed: the codebook's lists of words that stand around counts, under short names.

Invariant: a list is what the codebook says it is; nothing is added here.
"""

from dataclasses import dataclass
from functools import cache

from trucebook import codebook


@dataclass(frozen=True)
class Lists:
    """The codebook's lists for parts, homes, attackers, fighters and deals; `between` and `labels` may part count and cue."""

    parts: frozenset[str]
    destroyed: frozenset[str]
    damaged: frozenset[str]
    attackers: frozenset[str]
    fighters: frozenset[str]
    deals: frozenset[str]
    between: frozenset[str]
    labels: frozenset[str]
    stays: frozenset[str]
    shelters: frozenset[str]
    roofs: frozenset[str]
    sieges: frozenset[str]
    dwells: frozenset[str]
    freeing: frozenset[str]
    visitors: frozenset[str]
    anybody: frozenset[str]


@cache
def lists() -> Lists:
    """Return the lists of the codebook that ships with trucebook."""
    book = codebook.load()
    return Lists(
        *(
            book.terms("figures", name)
            for name in (
                "parts",
                "destroyed",
                "damaged",
                "attackers",
                "fighters",
                "deals",
                "between",
                "labels",
                "stays",
                "shelters",
                "roofs",
                "sieges",
                "dwells",
                "freeing",
                "visitors",
                "anybody",
            )
        )
    )
