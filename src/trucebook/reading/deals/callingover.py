"""Calling over: who tells that a truce is over or ends it by what he does: only a side of it can.

Invariant: what is called over is a truce told by name or by "it"; whether the one who does so can be a side is left to the one who asks.
"""

from trucebook.reading.deals.behalf import tells_truce
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.doing import doers, noun_of
from trucebook.reading.deals.outside import is_armed
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes

_PEOPLE = deal_words("sides") | deal_words("armed") | deal_words("commanding") | deal_words("at_odds")
_DECLARING = {"call", "consider", "declare", "pronounce"}
_OVER = {"dead", "ended", "off", "over", "void"}


def calling_over(parse: Parse, verb: int, lemma: str) -> list[int]:
    """Return who calls a truce over: "the army declared it over", "pronounced the truce dead"."""
    if lemma not in _DECLARING:
        return []
    below = parse.children_of(verb, "ccomp", "xcomp")
    things = [*parse.children_of(verb, "dobj"), *(k for b in below for k in parse.children_of(b, "nsubj"))]
    told = {parse.lower[k] for b in below for k in (b, *parse.children[b])} | {parse.lower[c] for c in parse.children[verb]}
    return doers(parse, verb) if told & _OVER and tells_truce(parse, things) else []


def ending_it(notes: Notes, verb: int) -> list[int]:
    """Return the men in arms who end or break a truce: "government forces ended it with an assault"."""
    parse = notes.parse
    if not tells_truce(parse, parse.children_of(verb, "dobj")):
        return []
    return [w for w in doers(parse, verb) if is_armed(notes, w) or noun_of(parse, w) in _PEOPLE]
