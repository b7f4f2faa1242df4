"""Gapped: counts whose verb is said once for several places ("20 people died in Norvik and 13 in Sudvik").

Invariant: the verb stands before both counts in one sentence, and the second count is told with a place of its own.
"""

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.tallies.counts import Count

_ROW = 16
_PLACED = frozenset({"in", "at", "near", "outside", "around", "on", "from", "to"})
_PEOPLES = frozenset({"NNPS", "NNS", "NNP", "JJ", "NN"})
_SIDE = 4
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def is_elsewhere(parse: Parse, count: Count, before: Count, cue: int) -> bool:
    """Say whether a count without a noun tells of another place what `before`, whose harm is told at `cue`, tells of one."""
    gap = range(before.last + 1, count.first)
    words = parse.lower[gap.start : gap.stop]
    if count.noun is not None or cue >= count.first or not 2 <= len(words) <= _ROW or "." in words or ";" in words:
        return False
    placed = max((i for i in gap if parse.lower[i] in _PLACED), default=gap[-1])
    bare = placed < gap[-1] and all(parse.pos[i] == "PROPN" for i in range(placed + 1, gap.stop))  # where the commas of a row were lost
    if not ((words[-1] in ("and", ",", "with") and _PLACED.intersection(words)) or bare):
        return False
    if any(parse.tag[i] in _FINITE and parse.lower[i] not in ("were", "was") for i in gap if i > cue):
        return False
    return has_place(parse, count.last + 1)


def has_place(parse: Parse, i: int) -> bool:
    """Say whether a place opens at word i: "in Sudvik", "in the town of Sudvik", "at the mill"."""
    if i + 1 >= len(parse) or parse.lower[i] not in _PLACED:
        return False
    return parse.pos[i + 1] == "PROPN" or (parse.pos[i + 1] == "DET" and parse.pos[i + 2 : i + 3] in (["NOUN"], ["ADJ"], ["PROPN"]))


def is_of_other_side(parse: Parse, count: Count, before: Count) -> bool:
    """Say whether a bare number ends a clause with nothing but another side before it: "the French lost 700 men; the British 300."."""
    words = parse.lower[before.last + 1 : count.first]
    start = max((i for i, word in enumerate(words) if word in (";", ",", "and", "against")), default=None)
    if count.noun is not None or start is None or not 0 < len(words) - start - 1 <= _SIDE:
        return False
    side = range(count.first - (len(words) - start - 1), count.first)
    named = all(parse.pos[i] in ("DET", "PROPN", "NOUN", "ADJ") for i in side) and parse.tag[count.first - 1] in _PEOPLES
    return named and parse.lower[count.last + 1 : count.last + 2] in ([], ["."], [";"], [","])


def is_of_other_force(parse: Parse, count: Count, before: Count) -> bool:
    """Say whether a bare number stands in a row with a count, each over its own "of": "12 men of the army and 9 of the militia"."""
    gap = range(before.last + 1, count.first)
    if not 2 < len(gap) <= _ROW or parse.lower[gap[0]] != "of" or parse.lower[gap[-1]] != "and":
        return False
    return parse.lower[count.number.last + 1 : count.number.last + 2] == ["of"] and not any(parse.tag[i].startswith("VB") for i in gap)


def goes_on_with(parse: Parse, count: Count, cue: int) -> bool:
    """Say whether a count without a noun has the verb of the count before it once more: "300 leaving Norvik and 20 leaving Sudvik"."""
    after = count.last + 1
    return (
        count.noun is None
        and after < len(parse)
        and cue < count.first
        and parse.tag[after] == "VBG"
        and parse.lemma[after] == parse.lemma[cue]
    )
