"""Giving: sides told by what passes between them: both who free or hand over in an exchange, and who answers an offer with yes or no.

Invariant: who is found does the act himself, in the sentence of a naming or the two after it; one who only receives is none.
"""

from trucebook.model import Claim
from trucebook.reading.deals.bound import can_be_side
from trucebook.reading.deals.brokers import bound_by
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.doing import doers, noun_of
from trucebook.reading.deals.outside import is_outsider
from trucebook.reading.deals.phrases import actor_field
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes

_FREEING = {"deliver", "free", "hand", "release", "return", "surrender"}
_ANSWERING = deal_words("refusing") | {"accept", "answer", "reply", "respond", "welcome"}
_TURNED = {("turn", "down"), ("throw", "out"), ("brush", "aside"), ("shrug", "off")}
_OFFERS = deal_words("plans_of_somebody") | deal_words("terms") | deal_words("truces_told")
_REACH = {"exchange": 1, "offer": 2}  # sentences after a naming


def with_givers(notes: Notes, claims: list[Claim]) -> list[Claim]:
    """Return exchanges with both who give something up, and offers with those who answer them, where fewer than two sides are known."""
    return [_given(notes, claim) if claim.value("type") in _REACH else claim for claim in claims]


def _given(notes: Notes, claim: Claim) -> Claim:
    parse, kind = notes.parse, str(claim.value("type"))
    at = parse.word_at(claim.start)
    if at is None:
        return claim
    here = parse.sentence_of[at]
    last = parse.sentences[min(here + _REACH[kind], len(parse.sentences) - 1)][1]
    verbs = range(parse.sentences[here][0], last) if kind == "exchange" else range(at, last)
    told = [w for v in verbs if parse.pos[v] == "VERB" for w in _who(parse, v, kind)]
    row = [w for w in dict.fromkeys(told) if can_be_side(notes, w) and not is_outsider(notes, w)]
    if not row or (kind == "exchange" and len(row) < 2):
        return claim
    return bound_by(claim, [actor_field(notes, w) for w in row])


def _who(parse: Parse, verb: int, kind: str) -> list[int]:
    """Return who frees by a verb under an exchange, or who answers by it an offer."""
    lemma = parse.lemma[verb]
    if kind == "exchange":
        return _torn(parse, verb) or doers(parse, verb) if lemma in _FREEING and parse.child(verb, "nsubjpass") is None else []
    turned = any((lemma, parse.lower[c]) in _TURNED for c in parse.children_of(verb, "prt"))
    if not turned and lemma not in _ANSWERING:
        return []
    things = parse.children_of(verb, "dobj", "nsubjpass")
    answered = any(parse.lower[t] in ("it", "them", "this") or noun_of(parse, t) in _OFFERS for t in things)
    return doers(parse, verb) if answered or (not things and lemma in ("accept", "refuse", "reply", "answer")) else []


def _torn(parse: Parse, verb: int) -> list[int]:
    """Return the subject that the parser hung on the object before it: "freed 20 people and Accra handed over 30" gives Accra."""
    before = verb - 1
    while before > 0 and parse.pos[before] in ("ADV", "AUX"):
        before -= 1
    top = parse.first_conjunct(before)
    torn = parse.dep[before] == "conj" and parse.dep[top] == "dobj" and parse.head[top] == parse.head[verb]
    return [before] if torn and parse.pos[before] in ("NOUN", "PROPN") else []
