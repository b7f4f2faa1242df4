"""Idle words: verbs that tell no act by what they meet: captives received, dates offered, warnings that only close a quotation.

Invariant: the answer rests on what stands beside the word; a word that may tell an act is left alone.
"""

from collections.abc import Callable

from trucebook.reading.acts.eventcase import Case
from trucebook.reading.people.who import actor_at

_GUESTS = frozenset(
    "delegation envoy minister president ambassador leader chief official team mission guest elder visitor governor".split()
)
_STEPS = frozenset({"passage", "halt", "pause", "term", "exchange", "swap", "release"})


def _received(case: Case) -> bool:
    """Say whether no guest is received: "received 14 captives", "received a term of ten years"."""
    nouns, whom = case.nouns(case.clause.patient), case.clause.patient
    counted = whom is not None and any(case.notes.parse.dep[c] == "nummod" for c in case.notes.parse.children[whom])
    return not nouns & _GUESTS and (counted or actor_at(case.notes, whom) is None)


def _ringed(case: Case) -> bool:
    """Say whether a place is ringed and nobody rung up: "the quarter that gunmen have ringed"."""
    return bool(case.nouns(case.clause.agent) & case.lexicon.armed)


def _warned(case: Case) -> bool:
    """Say whether a warning only closes a quotation: "…," an elder warned."""
    content = case.notes.parse.child(case.clause.word, "ccomp", "xcomp")
    told = {"of", "about", "against", "that"} & case.clause.preps.keys()
    return case.clause.patient is None and not told and (content is None or content < case.clause.word)


def _worked_out(case: Case) -> bool:
    """Say whether a thing is only worked out with somebody."""
    return case.notes.parse.lower[case.clause.word + 1 : case.clause.word + 2] == ["out"]


def _trained(case: Case) -> bool:
    """Say whether men are only trained by nobody told."""
    return case.clause.passive and case.clause.agent is None


def _offered(case: Case) -> bool:
    """Say whether what is offered settles nothing: "offered another date"."""
    clause = case.clause
    bound = case.lexicon.accords | case.lexicon.yielding | case.lexicon.aid_nouns | _STEPS
    content = case.notes.parse.child(clause.word, "xcomp", "ccomp")
    return not clause.nominal and clause.patient is not None and content is None and not case.nouns(clause.patient) & bound


def _held_so_far(case: Case) -> bool:
    """Say whether captives are only said to be held: "the foreigners it holds", "holds two hundred men"."""
    return not case.clause.passive and case.notes.parse.tag[case.clause.word] in ("VBZ", "VBP")


def _harmed(case: Case) -> bool:
    """Say whether those harmed are only named so: "evacuated 57 people, most of them injured"."""
    parse, clause = case.notes.parse, case.clause
    if parse.tag[clause.word] != "VBN" or any(parse.dep[c] in ("aux", "auxpass", "agent", "prep") for c in parse.children[clause.word]):
        return False
    whose = parse.child(clause.word, "nsubj")
    some = whose is not None and parse.lower[whose] in ("most", "many", "some", "all", "several")
    bare = parse.dep[clause.word] in ("acl", "advcl", "amod", "conj", "dobj", "nsubj", "appos")
    return parse.child(clause.word, "dobj") is None and (bare or (some and parse.dep[clause.word] == "relcl"))


IDLE: dict[str, Callable[[Case], bool]] = {
    "receive": _received,
    "ring": _ringed,
    "warn": _warned,
    "work with": _worked_out,
    "train": _trained,
    "offer": _offered,
    "hold": _held_so_far,
    "wound": _harmed,
    "injure": _harmed,
}
