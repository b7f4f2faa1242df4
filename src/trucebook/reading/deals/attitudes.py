"""Attitudes: bonds by a verb of promising, demanding, refusing or failing over an act.

Invariant: what a deed delays, what somebody who is no side plans, and what is asked only so that something may be are no terms.
"""

from itertools import islice

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import Bond
from trucebook.reading.deals.links import UNBOUND, Link, Verdict
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.deals.seeming import asks, only_so_that, undone
from trucebook.reading.deals.telling import is_side
from trucebook.reading.grammar.parse import Parse

_DEEDS = deal_words("things_that_act")
_PLANNING = deal_words("planning")
_PUTTING = {"intend", "offer", "plan", "prepare", "propose", "volunteer"}
_KINDS = ("refuse", "promise", "demand")


def attitude(link: Link) -> Verdict:
    """Say what binds an act that somebody refuses, promises or demands; the first kind whose verbs hold the verb and that speaks."""
    kinds = (kind for kind in _KINDS if link.lemma in link.frames.terms[f"{kind}_verbs"])
    return next((said for kind in kinds if (said := _of_kind(link, kind)) is not None), None)


def _of_kind(link: Link, kind: str) -> Verdict:
    """Say what binds an act under a verb of one kind."""
    parse, verb = link.parse, link.over
    if kind == "refuse" and _is_deed(parse, verb):
        return UNBOUND
    if kind == "demand" and (
        (only_so_that(parse, link.act.word, verb) and not _asks_for_truce(link)) or not asks(parse, verb, link.below, link.lemma)
    ):
        return None
    near = link.ground.near(parse, verb)
    if near is None:
        return UNBOUND
    if kind == "promise" and link.lemma in _PUTTING and undone(parse, verb):
        return UNBOUND  # "did not propose that they go into exile", "no one has offered to renew it"
    if kind == "promise" and link.lemma in _PLANNING and not is_side(parse, near, verb, known=True):
        return UNBOUND  # "Norway plans to hold a conference"
    return Bond(_meant(link, kind), verb, near)


def _asks_for_truce(link: Link) -> bool:
    """Say whether what is asked for is a truce, whose purpose is asked for with it: "asked for a pause so that aid can enter"."""
    things = (k for c in link.parse.children[link.over] if link.parse.lower[c] == "for" for k in link.parse.children[c])
    humane = link.act.action in ("aid", "depart", "release", "lift_siege")
    return humane and any(k in link.ground.at for k in (*things, *link.parse.children_of(link.over, "dobj")))


def _is_deed(parse: Parse, verb: int) -> bool:
    """Say whether no side but a deed does what a verb tells: "A bombing delayed the transfer"."""
    doer = subject_of(parse, verb)
    return doer is not None and parse.pos[doer] == "NOUN" and parse.lemma[doer] in _DEEDS


def _meant(link: Link, kind: str) -> str:
    """Return the kind that is meant: who does not promise refuses, and what a promise depends on is demanded."""
    if link.lemma in ("fail", "neglect", "omit"):
        return "fail"
    if kind == "promise" and _is_condition_of(link.parse, link.act.word, link.over):
        return "demand"  # "promised to lift the ban once they have handed in their guns"
    if kind == "promise" and _is_asked_for(link):
        return "demand"  # "urged both to meet and to agree on the departure of the militias"
    return "refuse" if kind == "promise" and link.parse.child(link.over, "neg") is not None else kind


def _is_asked_for(link: Link) -> bool:
    """Say whether a promise is only what somebody asks for: its verb is an infinitive under one of asking."""
    parse, verb = link.parse, link.over
    if not parse.is_infinitive(verb):
        return False
    for a in islice(parse.ancestors(verb), 4):
        if parse.pos[a] in ("VERB", "AUX") and not parse.is_infinitive(a):
            asked = parse.lemma[a] in link.frames.terms["demand_verbs"] - _NOT_ASKING
            return asked and parse.child(a, "neg", "nsubjpass") is None
    return False


_NOT_ASKING = {"say", "tell", "expect", "want", "require", "oblige"}


def _is_condition_of(parse: Parse, word: int, verb: int) -> bool:
    """Say whether an act stands in the clause on which a promise depends."""
    for a in islice([word, *parse.ancestors(word)], 6):
        if a == verb:
            return False
        if parse.dep[a] == "advcl" and any(
            parse.dep[c] in ("mark", "advmod") and parse.lower[c] in ("once", "if") for c in parse.children[a]
        ):
            return True
    return False
