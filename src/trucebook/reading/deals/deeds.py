"""Deeds: what stands around a verb of force that tells whether it is a deed at all.

Invariant: every answer looks only at the verb, what it governs and what it hangs on.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.grammar.parse import Parse

_DAYS = deal_words("time_nouns")
_DEALS = deal_words("truces_told") | {"balance", "chord"}


def fights_somewhere(parse: Parse, i: int) -> bool:
    """Say whether a verb tells that sides fought then and there: "fought again near the mill", "fought for days around the dam"."""
    if parse.tag[i] not in ("VBD", "VBN", "VBP", "VBZ") or parse.child(i, "nsubj") is None or parse.child(i, "auxpass") is not None:
        return False
    times = (k for c in parse.children_of(i, "prep") if parse.lower[c] == "for" for k in parse.children_of(c, "pobj"))
    placed = any(parse.lower[c] in ("again", "around", "at", "in", "inside", "near", "outside") for c in parse.children[i])
    return parse.child(i, "dobj") is None and (placed or any(parse.lemma[k] in _DAYS for k in times))


def only_believed(parse: Parse, i: int) -> bool:
    """Say whether a participle is only what somebody takes for true: "a side that believed itself attacked"."""
    bare = parse.tag[i] == "VBN" and parse.child(i, "aux", "auxpass", "dobj", "agent") is None
    return bare and parse.dep[i] in ("ccomp", "oprd", "xcomp") and parse.lemma[parse.head[i]] in ("believe", "consider", "feel", "think")


def of_deal(parse: Parse, i: int) -> bool:
    """Say whether it is a deal that is struck: "the deal struck in May", "A bargain was struck"."""
    near = [*parse.children_of(i, "dobj", "nsubjpass"), *range(max(0, i - 1), i)]
    return any(parse.lemma[w] in _DEALS for w in near)


def takes_by_name(parse: Parse, i: int) -> bool:
    """Say whether a town is taken that is only named: "took Memba a day later"."""
    obj = parse.child(i, "dobj")
    if obj is not None and parse.lower[obj] in _SHARES and parse.lower[obj + 1 : obj + 2] == ["of"]:
        obj = parse.child(obj + 1, "pobj")  # "took most of Memba"
    return obj is not None and parse.pos[obj] == "PROPN" and parse.lower[obj] not in _DAYS and parse.child(i, "prt") is None


_SHARES = {"all", "half", "most", "much", "part", "parts", "some"}


def has_object(parse: Parse, i: int) -> bool:
    """Say whether a verb of hitting has what it hits: an object, a phrase after "on", "at" or "with", or "first" ("fired first")."""
    return any(
        parse.dep[c] in ("dobj", "nsubjpass", "agent")
        or (parse.dep[c] == "advmod" and parse.lower[c] == "first")
        or (parse.dep[c] == "prep" and parse.lower[c] in ("with", "on", "upon", "at", "against", "in", "into", "toward", "towards"))
        for c in parse.children[i]
    )


def beside_taking(parse: Parse, verb: int, obj: int | None, theme: int) -> bool:
    """Say whether a word is not what is taken: "took its guns back to the base", "take positions at the mill"."""
    if parse.lemma[verb] not in ("hold", "keep", "take") or obj is None:
        return False
    if parse.lemma[verb] != "take":
        return parse.first_conjunct(theme) != obj and parse.head[theme] != obj  # "kept an open mind on who shot a driver"
    return parse.lower[obj] == "positions" and parse.left_edge(obj) == obj if theme == obj else parse.first_conjunct(theme) != obj
