"""The learned head of arrangements apart: a linear model over named features that says how likely a naming that rules would put to an
arrangement is of another one.

Invariant: pure arithmetic on plain data that ships with trucebook; the head only sets apart what rules put together.
"""

from trucebook.reading.deals.apartfeatures import Pair, features_of
from trucebook.reading.linearhead import shipped_heads

MODEL, APART = "apart_head.json", "arrangements apart"
LEAST = 0.5  # chance from which a naming opens an arrangement of its own


def is_weighed_apart(pair: Pair) -> bool:
    """Say whether a naming is likely of another arrangement than the one that rules would put it to; texts of a few sentences are left
    to rules."""
    if not pair.notes.parse.is_whole:
        return False
    return shipped_heads(MODEL)[APART].chance(features_of(pair)) >= LEAST
