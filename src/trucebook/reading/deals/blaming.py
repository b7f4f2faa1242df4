"""Blaming: the perpetrator of an act that its own words leave open, by a charge beside it or by acts of its kind told before.

Invariant: who is blamed is named in the act's sentence or the next five; a charge that goes both ways names nobody.
"""

from trucebook.reading.deals.breaches import Hostile
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.phrases import people
from trucebook.reading.grammar.parse import Parse

_REACH = 5  # sentences after the act in which somebody is blamed for it
_KIN = 12  # sentences before it in which an act of its kind names who did it
_BLAMING = deal_words("blaming")
_FROM_AFAR = ("shelling", "airstrike")


def blamed_for(parse: Parse, hostile: Hostile, until: int) -> int | None:
    """Return who is blamed right after an act and before the next one, which begins at word `until`: "The front blamed the army", "which
    the junta laid at the door of the clans"."""
    here = parse.sentence_of[hostile.word]
    last = min(until, parse.sentences[min(here + _REACH, len(parse.sentences) - 1)][1])
    for v in range(hostile.word, last):
        if parse.lemma[v] not in _BLAMING or parse.pos[v] != "VERB" or parse.child(v, "neg") is not None:
            continue
        if {"each", "other", "mutually"} & set(parse.lower[parse.left_edge(v) : min(parse.right_edge(v), v + 8) + 1]):
            return None
        return _charged(parse, v)
    return None


def _charged(parse: Parse, verb: int) -> int | None:
    """Return who is charged by a verb, where what he is charged with is not told apart."""
    on = [k for c in parse.children[verb] if parse.lower[c] == "on" for k in parse.children[c] if parse.dep[k] == "pobj"]
    if on:
        return on[0] if people(parse, on[0]) else None
    apart = any(parse.lower[c] == "of" and not _is_of_it(parse, c) for c in parse.children[verb])
    charged = parse.child(verb, "dobj", "nsubjpass")
    return charged if not apart and charged is not None and people(parse, charged) and parse.lemma[verb] != "condemn" else None


def _is_of_it(parse: Parse, of: int) -> bool:
    """Say whether a charge only points to what was told: "of carrying out the strike", "of it"."""
    done = next((c for c in parse.children[of] if parse.dep[c] in ("pcomp", "pobj")), None)
    if done is None:
        return False
    obj = parse.child(done, "dobj")
    obj = done if obj is None else obj
    return parse.lower[obj] in ("it", "them", "this") or (
        parse.right_edge(obj) == obj and any(parse.lower[c] in ("the", "that") for c in parse.children[obj])
    )


def kin_of(parse: Parse, hostile: Hostile, before: list[tuple[Hostile, int]]) -> int | None:
    """Return the one side that did all shelling, or all bombing, told in the sentences before; None where two did or nobody is named."""
    if hostile.act not in _FROM_AFAR:
        return None
    here = parse.sentence_of[hostile.word]
    by = {parse.lemma[p]: p for h, p in before if h.act == hostile.act and 0 <= here - parse.sentence_of[h.word] <= _KIN}
    return next(iter(by.values())) if len(by) == 1 else None
