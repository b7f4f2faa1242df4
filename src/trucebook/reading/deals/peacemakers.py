"""Peacemakers: outsiders told at an act of making peace near an arrangement: they led the talks, saw both sides, pressed for a truce.

Invariant: a peacemaker stands between the sides by calling, by country or by standing in the town, and is none of the arrangement's sides.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from trucebook.model import ActorValue, Claim, Field
from trucebook.reading.deals.assisting import with_assistants
from trucebook.reading.deals.brokers import reach_of
from trucebook.reading.deals.claimroles import added, alike
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.doing import doers, noun_of, things_done
from trucebook.reading.deals.grounds import Ground, ground_of
from trucebook.reading.deals.outside import (
    are_foreign,
    country_of,
    has_men_there,
    in_arms,
    is_outsider,
    is_titled_outsider,
    leads_body,
    told_most,
)
from trucebook.reading.deals.phrases import actor_field, people_after, phrase_of
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.spaces.places import demonyms

_TOWNSMEN, _TALKS, _LEADING = deal_words("townsmen"), deal_words("talks_held"), deal_words("leading_talks")
_CALLING, _COMING, _ERRANDS = deal_words("calling_for"), deal_words("coming"), deal_words("errands")
_MEETING, _PRESSING, _STEPPING_IN = deal_words("meeting_sides"), deal_words("pressing"), deal_words("stepping_in")
_GETTING, _GOT = deal_words("getting_to"), deal_words("got_to")
_PUTTING, _PLANS, _TAKING_PART = deal_words("putting_plans"), deal_words("plans_of_somebody"), deal_words("taking_part")
_TRUCES = deal_words("truces_told") | {"exchange", "swap", "evacuation"}
_WINNING, _ROLES = deal_words("winning") | {"guarantee"}, deal_words("brokers") | {"host", "witness"}
_PAIRED = {"both", "opposing", "rival", "two", "warring"}
_SIDES = {"camp", "delegation", "enemy", "faction", "foe", "leader", "party", "president", "side"}
_TRIPS = {"journey", "shuttle", "tour", "trip", "visit"}
_EFFORTS, _WISHES = deal_words("mediating_efforts"), deal_words("wishes_of_others")
_LED = {"bring", "end", "lead", "produce", "result", "secure", "succeed", "yield"}
_NEW = {"a", "an", "another", "his", "its", "their"}
_AGREEING = {"accept", "agree", "consent", "sign"}
_FREED = {"release", "passage", "agreement", "withdrawal"}
_NEAR = 2  # words between "stand" and "as guarantor"
_AHEAD = {"will", "would", "could", "should", "may", "might", "can", "must"}
Made = Iterator[tuple[int, list[int]]]  # (where it is told, who)


def with_peacemakers(notes: Notes, claims: list[Claim]) -> list[Claim]:
    """Return the claims with the outsiders told near them at acts of making peace, where they are none of their sides."""
    ground, reach = ground_of(notes.parse, tuple(claims)), reach_of(claims)
    filled = {c.id: c for c in with_assistants(notes, claims)}
    for at, row in _peacemaking(notes, ground):
        near = ground.near(notes.parse, at, reach=reach)
        if near is None:
            continue
        for who in row:
            field = actor_field(notes, who)
            if not _is_side(notes, filled[near.id], who, field) and not _is_known(notes, filled[near.id], who):
                filled[near.id] = added(filled[near.id], "mediators", field)
    return [_without_outsiders(notes, filled[c.id]) for c in claims]


def _is_known(notes: Notes, claim: Claim, who: int) -> bool:
    """Say whether an adjective of a country stands for a broker who is named already: "Chinese" beside "China"."""
    land = demonyms().get(notes.parse.words[who])
    return land is not None and any(isinstance(f.value, ActorValue) and f.value.country == land for f in claim.many("mediators"))


def _without_outsiders(notes: Notes, claim: Claim) -> Claim:
    """Return the claim with those of its sides as brokers who stand outside by their calling, and foreign states beside a side at home;
    where a world body and far states are all it has ("announced by the bloc and Norway"), it is between others."""
    placed = [(f, notes.parse.head_of(f.start, f.end)) for f in claim.many("parties") if f.start is not None and f.end is not None]
    heads = [(f, w) for f, w in placed if w is not None]
    called = [f for f, w in heads if is_titled_outsider(notes, w) and notes.parse.pos[w] in ("NOUN", "PROPN")]
    bodies = [f for f, w in heads if f not in called and _is_body(notes, w)]
    called += bodies if len(placed) - len(called) - len(bodies) > 1 else []
    if len(heads) == len(placed) == 1:
        called = [f for f, w in heads if is_titled_outsider(notes, w) or _is_international(f)]
        return added(claim, "mediators", called[0]) if called else claim
    foreign = _foreign_states(notes, [w for _, w in heads])
    called += [f for f, w in heads if w in foreign and f not in called] if len(foreign) < len(placed) else []
    beside = any(notes.parse.lower[notes.parse.head[w]] in ("with", "between") for _, w in heads)
    if bodies and not beside and len(heads) == len(placed) and all(stands_between(notes, w) for _, w in heads):
        rest = {name: told for name, told in claim.fields.items() if name != "parties"}
        return replace(claim, fields={**rest, "mediators": [*claim.many("mediators"), *(f for f, _ in heads)]})
    for field in called if len(called) < len(placed) else []:
        claim = added(claim, "mediators", field)
    return claim


def _is_international(field: Field) -> bool:
    """Say whether a field names a person who serves an international body."""
    return isinstance(field.value, ActorValue) and field.value.kind == "person" and field.value.side == "international"


def _is_body(notes: Notes, word: int) -> bool:
    """Say whether a word names an international body without men in arms, or the elders or clerics of a town."""
    return (leads_body(notes, word) and not in_arms(notes, word)) or notes.parse.lemma[word] in _TOWNSMEN


def _foreign_states(notes: Notes, words: list[int]) -> list[int]:
    """Return the sides that are states of other countries, where one has no men in the fight; none where one agreed "with" another."""
    parse = notes.parse
    states = [w for w in words if parse.pos[w] == "PROPN" and not in_arms(notes, w)]
    if any(parse.lower[parse.head[w]] == "with" for w in states):
        return []
    foreign = [w for w in states if stands_between(notes, w)]
    unarmed = any(not has_men_there(notes, country_of(notes, w) or "") for w in foreign)
    return foreign if unarmed and are_foreign(notes, foreign) else []


def _is_side(notes: Notes, claim: Claim, who: int, field: Field) -> bool:
    """Say whether one is bound by an agreement himself, or his country is."""
    country = country_of(notes, who)
    bound = claim.many("parties")
    if len([f for f in bound if not alike(field, f)]) > 1 and is_outsider(notes, who):
        return False
    lands = {f.value.country for f in bound if isinstance(f.value, ActorValue) and f.value.kind in ("state", "force", "person")}
    return any(alike(field, f) for f in bound) or (country is not None and country in lands)


def _peacemaking(notes: Notes, ground: Ground) -> Made:
    """Yield (word, who) of every act of making peace by those who stand between sides."""
    parse = notes.parse
    for i, pos in enumerate(parse.pos):
        if pos == "NOUN" and noun_of(parse, i) in _EFFORTS:
            yield i, _whose_efforts(notes, i)
        elif pos == "NOUN" and noun_of(parse, i) in _WISHES and parse.lower[parse.head[i]] in ("after", "at", "following", "under", "upon"):
            yield i, [w for w in _whose(parse, i) if stands_between(notes, w)]
        if pos not in ("VERB", "AUX") or parse.child(i, "neg") is not None:
            continue
        lemma = parse.lemma[i]
        if not _makes_peace(parse, i, lemma) and not _asks_for(parse, ground, i, lemma) and not _tells_accord(notes, i, lemma):
            continue
        who = doers(parse, i) + (_beside(parse, i) if lemma in _LEADING else [])
        yield i, [w for w in who if stands_between(notes, w) and noun_of(parse, w) not in _EFFORTS]


def _beside(parse: Parse, verb: int) -> list[int]:
    """Return with whom somebody leads talks: "the sheikh led the mediation with three other elders"."""
    spots = [verb, *parse.children_of(verb, "dobj")]
    return [w for s in spots for c in parse.children[s] if parse.lower[c] == "with" for w in people_after(parse, c)]


def _whose_efforts(notes: Notes, noun: int) -> list[int]:
    """Return whose efforts or mediation led to something: "Egyptian efforts led to the deal", "reached after Egyptian efforts"."""
    parse, over = notes.parse, notes.parse.head[noun]
    after = parse.dep[noun] == "pobj" and parse.lower[over] in ("after", "following", "through")
    led = parse.dep[noun] == "nsubj" and parse.lemma[over] in _LED and parse.tag[over] in ("VBD", "VBN", "VBZ")
    if not after and not led:
        return []
    lands = {j: demonyms().get(parse.words[j]) for j in _whose(parse, noun)}
    return [j for j, land in lands.items() if (land != told_most(notes) if land is not None else stands_between(notes, j))]


def _whose(parse: Parse, noun: int) -> list[int]:
    """Return whose efforts, calls or contacts a noun tells of: "Egyptian efforts", "the contacts by Oman", "pressure from the bloc"."""
    before = [c for c in parse.children[noun] if parse.dep[c] in ("amod", "compound", "poss") and parse.words[c][:1].isupper()]
    after = [k for c in parse.children[noun] if parse.lower[c] in ("by", "from", "of") for k in parse.children_of(c, "pobj")]
    return [j for c in (*before, *after) for j in parse.conjuncts(c)]


def stands_between(notes: Notes, word: int) -> bool:
    """Say whether a word names an outsider by calling, one of another country than that fought over, or a town's elder or cleric."""
    parse = notes.parse
    if is_outsider(notes, word) or leads_body(notes, word):
        return parse.pos[word] in ("NOUN", "PROPN")
    first, last = phrase_of(parse, word)
    if _TOWNSMEN & set(parse.lemma[first : last + 1]):
        return True
    home = told_most(notes)
    adjectives = [demonyms()[w] for w in parse.words[first : word + 1] if w in demonyms()]
    owners = [c for c in parse.children_of(word, "poss") if parse.pos[c] == "PROPN"]
    country = adjectives[0] if adjectives else next((country_of(notes, w) for w in (word, *owners) if parse.pos[w] == "PROPN"), None)
    return home is not None and country not in (None, home) and (bool(adjectives) or not in_arms(notes, word))


def _makes_peace(parse: Parse, verb: int, lemma: str) -> bool:
    """Say whether a verb tells an act of making peace by itself: who does it stands between others."""
    if any(parse.lower[c] in _AHEAD for c in parse.children_of(verb, "aux")):
        return False
    things = {noun_of(parse, t) for t in things_done(parse, verb)}
    if lemma == "host":
        spots = (verb, *parse.children_of(verb, "dobj"))
        things |= {noun_of(parse, k) for s in spots for c in parse.children[s] if parse.lower[c] == "for" for k in parse.children[c]}
    return (
        (lemma in _LEADING and bool(things & _TALKS))
        or (lemma in _STEPPING_IN and not things)
        or (lemma in _PUTTING and bool(things & _PLANS))
        or (lemma in _WINNING and bool(things & (_TRUCES | _FREED)))
        or _plays_part(parse, verb, lemma)
        or _deals_with_both(parse, verb, lemma)
        or _goes_for(parse, verb, lemma)
    )


def _plays_part(parse: Parse, verb: int, lemma: str) -> bool:
    """Say whether one "stands as guarantor", "is host to the talks", "is behind the deal", "sat in on the talks"."""
    below = {parse.lower[c]: {noun_of(parse, k) for k in parse.children[c]} for c in parse.children_of(verb, "prep")}
    inner = {k for t in parse.children_of(verb, "attr", "dobj") for c in parse.children[t] for k in _under(parse, c)}
    if lemma == "be":
        host = [a for a in parse.children_of(verb, "attr") if noun_of(parse, a) in ("host", "guarantor")]
        of = inner | below.get("to", set())
        return bool(below.get("behind", set()) & _TRUCES) or (bool(host) and (not of or bool(of & (_TALKS | _TRUCES))))
    if any(parse.lower[c] == "as" and c - verb <= _NEAR and _under(parse, c) & _ROLES for c in parse.children_of(verb, "prep")):
        return True
    trips = {noun_of(parse, t) for t in parse.children_of(verb, "dobj")} & _TRIPS
    if lemma in ("make", "pay") and trips:
        return True
    told = set().union(*below.values(), inner) if below else inner
    return lemma in _TAKING_PART and bool(told & (_TALKS | {"table"}))


def _under(parse: Parse, prep: int) -> set[str]:
    return {noun_of(parse, j) for k in parse.children[prep] for j in parse.conjuncts(k)} if parse.dep[prep] == "prep" else set()


def _deals_with_both(parse: Parse, verb: int, lemma: str) -> bool:
    """Say whether one met, wrote to or had pressed both sides, or got them to sit down."""
    whom = [*parse.children_of(verb, "dobj")]
    whom += [k for c in parse.children_of(verb, "prep") if parse.lower[c] in ("to", "with", "between", "on") for k in parse.children[c]]
    both = any(_is_both(parse, w) for w in whom)
    before = any(parse.lower[c] in ("had", "has", "have") for c in parse.children_of(verb, "aux"))
    got = lemma in _GETTING and any(parse.lemma[c] in _GOT for c in parse.children_of(verb, "xcomp", "ccomp"))
    return got or (both and (lemma in _MEETING or (before and lemma in _PRESSING)))


def _is_both(parse: Parse, word: int) -> bool:
    """Say whether a word means both sides: "both", "the two sides", "the warring parties"."""
    if parse.lower[word] in ("both", "sides", "parties"):
        return True
    return noun_of(parse, word) in _SIDES and any(parse.lower[c] in _PAIRED for c in parse.children[word])


def _goes_for(parse: Parse, verb: int, lemma: str) -> bool:
    """Say whether one went, worked or helped to bring others to terms: "flew in to see the rebels", "worked to avert a war"."""
    if lemma not in _COMING:
        return False
    ends = [k for v in (verb, *parse.children_of(verb, "dobj")) for k in parse.children_of(v, "xcomp", "advcl", "ccomp", "relcl", "acl")]
    wanted = [k for k in ends if parse.tag[k] in ("VB", "VBG") and parse.lemma[k] in _ERRANDS]
    things = {noun_of(parse, t) for k in wanted for t in things_done(parse, k)}
    return bool(wanted) and (lemma != "help" or bool(things & (_TRUCES | _FREED | _TALKS)))


def _asks_for(parse: Parse, ground: Ground, verb: int, lemma: str) -> bool:
    """Say whether a verb asks for an arrangement of the report itself: "had called for a truce", "demanded a pause of ten days"."""
    if lemma not in _CALLING:
        return False
    asked = [t for t in things_done(parse, verb) if lemma not in ("call", "appeal")]
    asked += [k for c in parse.children_of(verb, "prep") if parse.lower[c] == "for" for k in parse.children_of(c, "pobj")]
    before = any(parse.lower[c] == "had" for c in parse.children_of(verb, "aux"))
    here = slice(*parse.sentences[parse.sentence_of[verb]])
    first, last = parse.start[here][0], parse.end[here][-1]
    new = [t for t in asked if t in ground.at and any(parse.lower[c] in _NEW for c in parse.children[t])]
    return any(before or first <= ground.at[t].start < last for t in new)


def _tells_accord(notes: Notes, verb: int, lemma: str) -> bool:
    """Say whether one makes known that others have agreed: "announced that the two armies had agreed to stop"."""
    parse = notes.parse
    if lemma not in ("announce", "say", "tell", "declare"):
        return False
    for told in parse.children_of(verb, "ccomp"):
        others = doers(parse, told) if parse.lemma[told] in _AGREEING else []
        if others and (lemma == "announce" or len(others) > 1 or any(_is_both(parse, w) for w in others)):
            return not any(parse.lower[w] in ("we", "i", "they", "he", "it", "she") for w in parse.children_of(told, "nsubj"))
    return False
