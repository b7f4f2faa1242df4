"""The siege lists of the codebook as sets.

Invariant: built once a codebook, never changed; the lists are data (codebook/sieges.yaml).
"""

from collections.abc import Callable
from functools import partial

from trucebook.codebook import Codebook

_BUILT: dict[int, tuple[Codebook, "SiegeWords"]] = {}
ADJECTIVES = frozenset({"besieged", "encircled", "blockaded"})


class SiegeWords:
    """What besieges, ends a siege, can be besieged and can be cut off, by the codebook's words."""

    def __init__(self, codebook: Codebook) -> None:
        term: Callable[[str], frozenset[str]] = partial(codebook.terms, "sieges")
        self.verbs, self.weak, self.parted, self.nouns = term("verbs"), term("weak_verbs"), term("parted_verbs"), term("nouns")
        self.laying, self.beginning, self.lifting, self.easing = term("laying"), term("beginning"), term("lifting"), term("easing")
        self.lifting_nouns, self.places, self.people = term("lifting_nouns"), term("places"), term("people")
        self.figurative, self.not_sieges = term("figurative"), term("not_sieges")
        self.buildings, self.titles = term("buildings"), term("titles")
        self.cutting, self.entering, self.letting, self.lacking = term("cutting"), term("entering"), term("letting"), term("lacking")
        self.supplies = codebook.words("sieges", "nouns")
        self.phrases = {tuple(p.split()): code for p, code in codebook.words("sieges", "phrases").items()}
        said = self.verbs | self.weak | self.nouns
        self.triggers = (
            frozenset(form for word in said for form in _forms(word)) | {p.split()[0] for p in self.parted} | {"hemmed", "sealed"}
        )
        self.opened = frozenset(self.supplies) | {p[0] for p in self.phrases}


def _forms(word: str) -> tuple[str, ...]:
    """Return a word with its regular endings, as they stand in a text."""
    stem = word.removesuffix("e")
    return word, word + "s", stem + "ed", stem + "ing"


def siege_words(codebook: Codebook) -> SiegeWords:
    """Return the siege lists of a codebook, built on first use."""
    known = _BUILT.get(id(codebook))
    if known is None or known[0] is not codebook:
        _BUILT.clear()
        known = _BUILT[id(codebook)] = (codebook, SiegeWords(codebook))
    return known[1]
