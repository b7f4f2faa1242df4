"""Driven: people who are made to leave, by an order or by force.

Invariant: fighters who are driven from a place are no displaced people.
"""

from trucebook.reading.grammar.parse import Parse

Hit = tuple[str, int]
_DRIVES = frozenset("force oblige compel order drive pressure coerce tell instruct".split())
_PUTS = frozenset({"set", "put", "send", "throw", "drive", "force"})
_ON_ROAD = (["on", "the", "road"], ["on", "the", "roads"], ["onto", "the", "roads"])
_NEAR = 12
_AWAY = frozenset("leave abandon move go depart quit vacate".split())
_OVER = frozenset({"across", "from", "into", "out", "over", "toward", "towards"})


def driven(parse: Parse, v: int, fighters: frozenset[str]) -> Hit | None:
    """Return the hit of a verb that drives people away: "forced 300 to leave", "were driven across the border"."""
    if parse.lemma[v] in ("drive", "chase", "hound", "send") and _over(parse, v, fighters):
        return "displaced", v
    road = any(parse.lower[i : i + 3] in _ON_ROAD for i in range(v + 1, min(v + _NEAR, len(parse))))
    whom = parse.child(v, "dobj", "nsubjpass")
    if parse.lemma[v] in _PUTS and road and whom is not None and parse.lower[whom] not in fighters:
        return "displaced", v
    if parse.lemma[v] not in _DRIVES:
        return None
    for c in parse.children_of(v, "xcomp", "ccomp", "advcl", "acl"):
        if c > v and parse.lemma[c] in _AWAY and parse.tag[c] == "VB":
            return "displaced", v
    return None


def _over(parse: Parse, v: int, fighters: frozenset[str]) -> bool:
    """Say whether people who are no fighters are driven over a border or out of a place."""
    whom = parse.child(v, "nsubjpass", "dobj")
    over = [*parse.children_of(v, "prep"), *(parse.children_of(whom, "prep") if whom is not None else ())]
    way = any(parse.lower[c] in _OVER for c in over if c > v) or parse.lower[v + 1 : v + 2] == ["away"]
    return way and whom is not None and parse.lower[whom] not in fighters


def driven_out(parse: Parse, c: int) -> Hit | None:
    """Return the hit of a participle behind a count: people "driven from the valley"."""
    out = parse.lower[c + 1 : c + 2] in (["from"], ["out"])
    return ("displaced", c) if out and parse.lemma[c] in ("drive", "chase") else None
