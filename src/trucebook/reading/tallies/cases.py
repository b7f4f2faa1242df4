"""Cases: people counted as cases of an illness or of a crime ("212 cases of measles", "cholera cases: eleven").

Invariant: the word for the illness or the crime stands right beside the cases.
"""

from functools import cache

from trucebook import codebook
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.tallies.counts import Count
from trucebook.reading.tallies.cue_words import cues
from trucebook.reading.tallies.harms import Hit

_CASES = frozenset({"case", "cases", "infections", "patients"})
_BEFORE, _BEHIND = 4, 4


@cache
def _ills() -> frozenset[str]:
    """Return the names of illnesses in the codebook that ships with trucebook."""
    return codebook.load().terms("figures", "ills")


def of_cases(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of cases of an illness, whose people are affected, or of a crime: "100 cases of disappearance"."""
    at = _cases_at(parse, count)
    if at is None:
        return None
    behind = parse.lower[at + 1 : at + 1 + _BEHIND]
    if behind[:1] == ["of"]:
        crime = next((i for i in range(at + 2, min(at + 4, len(parse))) if parse.lemma[i] in cues().nouns), None)
        if crime is not None:
            return cues().nouns[parse.lemma[crime]], crime
    near = (*range(max(0, min(at, count.first) - _BEFORE), at), *range(at + 1, min(at + _BEHIND, len(parse))))
    return next((("affected", i) for i in near if parse.lower[i] in _ills()), None)


def _cases_at(parse: Parse, count: Count) -> int | None:
    """Return the word "cases" that a number counts: "212 suspected cases", "cases: eleven"."""
    for i in range(count.number.last + 1, min(count.number.last + 4, len(parse))):
        if parse.lower[i] in _CASES:
            return i
        if parse.tag[i] not in ("JJ", "NN", "VBN", "NNP"):
            break
    label = count.noun is None and parse.lower[count.first - 2 : count.first] == ["cases", ":"]
    return count.first - 2 if label else None
