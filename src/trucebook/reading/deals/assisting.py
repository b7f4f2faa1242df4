"""Assisting: who helped others to terms, told by a noun of help, by a role he took on, or by how he brought them to sit down.

Invariant: who is found bears no arms in the war of the report, and whoever is bound by the arrangement near him is left out.
"""

from collections.abc import Iterator

from trucebook.model import Claim
from trucebook.reading.deals.brokers import reach_of
from trucebook.reading.deals.claimroles import added, alike
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.doing import carries_out, doers, noun_of, things_done
from trucebook.reading.deals.grounds import ground_of
from trucebook.reading.deals.outside import country_of, in_arms, told_most
from trucebook.reading.deals.phrases import actor_field, people, people_after
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes

_HELP, _STEPPING_IN = deal_words("help_given"), deal_words("stepping_in")
_TRUCES, _STAND_INS = deal_words("truces_told"), deal_words("stand_ins")
_EFFORTS, _RULERS = deal_words("mediating_efforts"), {"authority", "government", "regime", "state"}
_TALKS = deal_words("talks_held")
_BROKERS = deal_words("brokers") | {"host", "witness"}
_MAKING = deal_words("signing") | {"broker", "craft", "draft", "draw", "hammer", "mediate", "negotiate", "tie", "work"}
_FIGHTERS = deal_words("armed") | deal_words("at_odds") | {"party", "side"}
_SENT = {"delegate", "delegation", "representative"}  # who takes part for a side
_POWERS = {"country", "government", "nation", "power", "state"}
_ROLES = {"capacity", "part", "role"}
_GATHERING = {"bring", "call", "gather", "get", "sit"}
_BOTH = {"camp", "delegation", "faction", "leader", "party", "side"}
_SPONSORING = {"back", "broker", "guarantee", "sponsor", "underwrite"}
_BROUGHT_IN = {"appoint", "bring", "call", "draft", "invite", "name"}
_HELPING = {"aid", "assist", "help"}
_CLIMB, _AHEAD, _BACK = 5, 8, 20
Found = Iterator[tuple[int, list[int], bool]]  # (where it is told, who, whether he is no side whatever was found before)


def with_assistants(notes: Notes, claims: list[Claim]) -> list[Claim]:
    """Return the claims with those who helped their sides to terms as brokers, where they are none of the sides."""
    ground, reach = ground_of(notes.parse, tuple(claims)), reach_of(claims)
    filled = {c.id: c for c in claims}
    for at, row, sure in _assisting(notes):
        near = ground.near(notes.parse, at, reach=reach)
        if near is None or near.value("type") == "offer":
            continue
        for who in row:
            name, told = actor_field(notes, who), filled[near.id]
            if sure or (_can_assist(notes, who) and not any(alike(name, f) for f in told.many("parties"))):
                filled[near.id] = added(told, "mediators", name)
    return [filled[c.id] for c in claims]


def _assisting(notes: Notes) -> Found:
    """Yield (word, who, sure) of every help to terms that a report tells of."""
    parse = notes.parse
    for i, pos in enumerate(parse.pos):
        if pos not in ("NOUN", "VERB"):
            continue
        lemma = noun_of(parse, i)
        if pos == "NOUN":
            if lemma in _HELP:
                yield i, _by_help(parse, i), False
            elif lemma in _EFFORTS:
                yield i, _after_efforts(parse, i), False
            elif lemma in _BROKERS:
                yield i, _in_role(parse, i), True
        elif parse.child(i, "neg") is not None:
            continue
        elif lemma in _SPONSORING and parse.dep[i] == "relcl":
            yield i, _powers(parse, i), True
        elif lemma in _GATHERING:
            yield i, _gathering(parse, i), False
        elif lemma in _STEPPING_IN and parse.dep[i] == "advcl":
            yield i, _stepping_in(parse, i), False


def _can_assist(notes: Notes, word: int) -> bool:
    """Say whether a word names somebody who does not fight: no force of the land fought over, no fighters, no side."""
    parse = notes.parse
    if parse.pos[word] not in ("NOUN", "PROPN") or noun_of(parse, word) in _FIGHTERS | _SENT:
        return False
    return not in_arms(notes, word) or country_of(notes, word) not in (None, told_most(notes))


def _by_help(parse: Parse, noun: int) -> list[int]:
    """Return with whose help a truce came about: "worked out with the help of Togolese officers", "talks led by A with help from B"."""
    prep = parse.head[noun]
    if parse.dep[noun] != "pobj" or parse.lower[prep] not in ("with", "through", "by") or carries_out(parse, prep):
        return []
    above = [a for n, a in enumerate(parse.ancestors(prep)) if n < _CLIMB and parse.pos[a] in ("NOUN", "VERB")]
    if not any(_is_making(parse, a) for a in above):
        return []
    of = [k for c in parse.children[noun] if parse.lower[c] in ("of", "from", "by") for k in parse.children_of(c, "pobj")]
    return [w for k in of for w in people(parse, k) or _countries(parse, k)]


def _countries(parse: Parse, word: int) -> list[int]:
    """Return a word that tells of some countries with nothing but a count or an adjective: "ten friendly countries"."""
    told = any(parse.dep[c] in ("amod", "nummod") for c in parse.children[word])
    return [word] if told and parse.tag[word] == "NNS" and parse.lemma[word] in _POWERS else []


def _after_efforts(parse: Parse, noun: int) -> list[int]:
    """Return after whose efforts a truce came about: "after efforts exerted by the notables", "following contacts by a committee"."""
    if parse.dep[noun] != "pobj" or parse.lower[parse.head[noun]] not in ("after", "following", "through"):
        return []
    by = [c for c in parse.children[noun] if parse.lower[c] in ("by", "of", "from")]
    by += [c for v in parse.children_of(noun, "acl") for c in parse.children_of(v, "agent")]
    who = [w for c in by for w in people_after(parse, c)]
    return [w for w in who if noun_of(parse, w) not in _RULERS]


def _is_making(parse: Parse, word: int) -> bool:
    """Say whether a word names talks or a truce, or is a verb by which one comes about."""
    if parse.pos[word] == "NOUN":
        return noun_of(parse, word) in _TRUCES | _TALKS
    things = {noun_of(parse, t) for t in things_done(parse, word)}
    return noun_of(parse, word) in _MAKING and bool(things & (_TRUCES | _STAND_INS | {"it"}))


def _in_role(parse: Parse, word: int) -> list[int]:
    """Return who is a guarantor "in the role of" one, or was called in "as" one: "with Togo and Benin in the role of guarantors"."""
    over = parse.head[word]
    if parse.dep[word] != "pobj" or parse.lower[over] not in ("as", "of"):
        return []
    acting = parse.head[over]
    if parse.lower[over] == "as":
        subject = parse.child(acting, "nsubjpass") if parse.lemma[acting] in _BROUGHT_IN else None
        return people(parse, subject) if subject is not None else []
    if parse.lemma[acting] not in _ROLES or parse.lower[parse.head[acting]] != "in":
        return []
    first = max(parse.sentences[parse.sentence_of[word]][0], acting - _BACK)
    start = next((j for j in range(acting - 1, first - 1, -1) if parse.lower[j] == "with"), None)
    return [w for k in (parse.children_of(start, "pobj") if start is not None else []) for w in people(parse, k) if w < acting]


def _powers(parse: Parse, verb: int) -> list[int]:
    """Return the names behind "the countries that sponsor the truce, A and B"."""
    truce = next((t for t in parse.children_of(verb, "dobj") if noun_of(parse, t) in _TRUCES), None)
    if truce is None or parse.lemma[parse.head[verb]] not in _POWERS:
        return []
    row = [*parse.conjuncts(truce)[1:], *(k for c in parse.children_of(truce, "appos") for k in parse.conjuncts(c))]
    return [w for w in row if parse.pos[w] == "PROPN"]


def _gathering(parse: Parse, verb: int) -> list[int]:
    """Return who called the sides together, and who assisted him: "the bishop called the two sides together, assisted by two elders"."""
    last = min(verb + _AHEAD, parse.sentences[parse.sentence_of[verb]][1])
    whom = [t for t in parse.children_of(verb, "dobj", "nsubjpass") if noun_of(parse, t) in _BOTH or parse.lower[t] in ("them", "both")]
    if parse.tag[verb] not in ("VBD", "VBN") or "together" not in parse.lower[verb + 1 : last] or not whom:
        return []
    beside = [c for c in parse.children_of(verb, "advcl", "acl") if parse.lemma[c] in _HELPING]
    return [*doers(parse, verb), *(w for c in beside for w in doers(parse, c))]


def _stepping_in(parse: Parse, verb: int) -> list[int]:
    """Return after whose stepping in a truce was made: "reached on Monday after the governor intervened"."""
    marked = {parse.lower[c] for c in parse.children_of(verb, "mark", "advmod")} & {"after", "once", "when"}
    over = parse.head[verb]
    agreed = parse.lemma[over] in _MAKING | {"announce", "come", "declare"}
    return doers(parse, verb) if marked and agreed and not things_done(parse, verb) else []
