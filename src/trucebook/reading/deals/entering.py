"""Entering: moves into a place that are acts only of people in arms or their machines.

Invariant: whoever moves is the subject of the verb or of the verb it stands in a row with.
"""

from collections.abc import Mapping

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.deeds import takes_by_name
from trucebook.reading.grammar.parse import Parse

_ARMS = deal_words("armed") | deal_words("machines_of_war") | {"bulldozer", "column", "patrol", "unit"}
_TOWNS = {"community", "district", "ground", "hamlet", "suburb", "town", "village"} | deal_words("houses")
_CARRYING = deal_words("convoys") | deal_words("let_in") - {"team"}
_TRYING = {"attempt", "begin", "start", "try"}


def by_force(parse: Parse, terms: Mapping[str, frozenset[str]], i: int) -> bool:
    """Say whether those who move are people in arms or their machines: "tanks rolled into the village", no lorries of food."""
    over = parse.head[i] if parse.dep[i] == "xcomp" and parse.lemma[parse.head[i]] in _TRYING else parse.first_conjunct(i)
    subject = parse.child(i, "nsubj") or parse.child(over, "nsubj")
    if subject is None or parse.child(i, "dobj") is not None:
        return False
    return _is_in_arms(terms, _said(parse, subject)) or parse.pos[subject] in ("PROPN", "PRON")


def enters(parse: Parse, terms: Mapping[str, frozenset[str]], i: int) -> bool:
    """Say whether those who enter a town or village are people in arms, no convoy: "Soldiers entered two hamlets"; a line or a zone that
    is closed to all may be entered by anybody."""
    entered = [t for c in parse.children_of(i, "dobj") for t in parse.conjuncts(c)]
    if not any(parse.lemma[t] in _TOWNS for t in entered):
        return not takes_by_name(parse, i)  # "entered Koru", which may be in keeping with the terms
    subject = parse.child(i, "nsubj") or parse.child(parse.first_conjunct(i), "nsubj")
    said = _said(parse, subject) if subject is not None else set()
    return _is_in_arms(terms, said) and not said & _CARRYING


def in_arms(parse: Parse, terms: Mapping[str, frozenset[str]], i: int) -> bool:
    """Say whether those who cross a line or fly somewhere are people in arms or their machines: "five drones crossed the border"."""
    subject = parse.child(i, "nsubj") or parse.child(parse.first_conjunct(i), "nsubj")
    return subject is not None and _is_in_arms(terms, _said(parse, subject))


def _said(parse: Parse, subject: int) -> set[str]:
    """Return the words of a subject up to its noun, and the noun in the singular."""
    return {*parse.lower[parse.left_edge(subject) : subject + 1], parse.lemma[subject]}


def _is_in_arms(terms: Mapping[str, frozenset[str]], said: set[str]) -> bool:
    return not said.isdisjoint(_ARMS | terms["state_words"] | terms["rebel_words"])
