"""The position lists of the codebook as sets.

Invariant: built once a codebook, never changed; the lists are data (codebook/positions.yaml).
"""

from collections.abc import Callable
from functools import partial

from trucebook.codebook import Codebook

_BUILT: dict[int, tuple[Codebook, "StanceWords"]] = {}


class StanceWords:
    """What takes a stance and which: verbs, verbs with a preposition, adjectives, nouns → stance; and the words between."""

    def __init__(self, codebook: Codebook) -> None:
        term: Callable[[str], frozenset[str]] = partial(codebook.terms, "positions")
        self.verbs, self.parted = codebook.words("positions", "verbs"), codebook.words("positions", "parted")
        self.adjectives, self.nouns = codebook.words("positions", "adjectives"), codebook.words("positions", "nouns")
        self.terms, self.between, self.keeping, self.willing = term("terms"), term("between"), term("keeping"), term("willing")
        self.carrying, self.lasting, self.fearing, self.frail = term("carrying"), term("lasting"), term("fearing"), term("frail")
        self.not_actors = term("not_actors")


def stance_words(codebook: Codebook) -> StanceWords:
    """Return the position lists of a codebook, built on first use."""
    known = _BUILT.get(id(codebook))
    if known is None or known[0] is not codebook:
        _BUILT.clear()
        known = _BUILT[id(codebook)] = (codebook, StanceWords(codebook))
    return known[1]
