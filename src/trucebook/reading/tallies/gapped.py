"""Gapped: counts whose verb is said once for several places ("20 people died in Norvik and 13 in Sudvik").

Invariant: the verb stands before both counts in one sentence, and the second count is told with a place of its own.
"""

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.tallies.counts import Count

_ROW = 16
_PLACED = frozenset({"in", "at", "near", "outside", "around", "on", "from"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def is_elsewhere(parse: Parse, count: Count, before: Count, cue: int) -> bool:
    """Say whether a count without a noun tells of another place what `before`, whose harm is told at `cue`, tells of one."""
    gap = range(before.last + 1, count.first)
    words = parse.lower[gap.start : gap.stop]
    if count.noun is not None or cue >= count.first or not 2 < len(words) <= _ROW or "." in words or ";" in words:
        return False
    if not (words[-1] in ("and", ",", "with") and _PLACED.intersection(words)):
        return False
    if any(parse.tag[i] in _FINITE for i in gap if i > cue):
        return False
    return _has_place(parse, count.last + 1)


def _has_place(parse: Parse, i: int) -> bool:
    """Say whether a place opens at word i: "in Sudvik", "in the town of Sudvik", "at the mill"."""
    if i + 1 >= len(parse) or parse.lower[i] not in _PLACED:
        return False
    return parse.pos[i + 1] == "PROPN" or (parse.pos[i + 1] == "DET" and parse.pos[i + 2 : i + 3] in (["NOUN"], ["ADJ"], ["PROPN"]))


def goes_on_with(parse: Parse, count: Count, cue: int) -> bool:
    """Say whether a count without a noun has the verb of the count before it once more: "300 leaving Norvik and 20 leaving Sudvik"."""
    after = count.last + 1
    return (
        count.noun is None
        and after < len(parse)
        and cue < count.first
        and parse.tag[after] == "VBG"
        and parse.lemma[after].lower() == parse.lemma[cue].lower()
    )
