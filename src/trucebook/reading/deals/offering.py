"""Offering: who offers a truce to whom, who takes or turns down a plan, and whose plan it is.

Invariant: an offer is told by its verb or by what is answered; whose plan it is brokers only where others answer and it has no men there.
"""

from trucebook.reading.deals.answered import COUNTERING, answer_of, answers_to
from trucebook.reading.deals.counterparts import is_side
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.doing import doers
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.offers import refusal
from trucebook.reading.deals.outside import country_of, has_men_there, is_outsider
from trucebook.reading.deals.phrases import people, people_meant
from trucebook.reading.deals.predicates import doer_of
from trucebook.reading.notes import Notes

_OFFERING = deal_words("offering")
_TO = {"to", "toward", "towards"}
_CLIMB = 10


def find_offering(notes: Notes, naming: Naming) -> tuple[list[int], list[int]]:
    """Return the head words of the sides of what is offered or answered, and of those who only put it to them."""
    sides = [w for w in (*_of_verb(notes, naming), *_own_answer(notes, naming)) if is_side(notes, w) and not is_outsider(notes, w)]
    if not naming.offer or notes.parse.lemma[naming.word] == "resolution":
        return sides, []  # who votes a draft down is no side of it
    answerers = [w for w in _answerers(notes, naming) if is_side(notes, w)]
    owners = _owners(notes, naming) if answerers else []
    outside = [w for w in owners if is_outsider(notes, w) or not _fights(notes, w)]
    return [*sides, *answerers, *(w for w in owners if w not in outside)], outside


def _of_verb(notes: Notes, naming: Naming) -> list[int]:
    """Return who offers, to whom, and who refuses it: "A offered B a truce", "A offered to … in exchange for a truce. B refused"."""
    parse, verb = notes.parse, _offering_verb(notes, naming)
    if verb is None:
        return []
    torn = parse.dep[verb] == "acl" and parse.tag[verb] == "VBD" and parse.dep[parse.head[verb]] == "ROOT"
    subject = parse.head[verb] if torn else doer_of(parse, verb)
    to = [k for spot in (verb, naming.word) for c in parse.children[spot] if parse.lower[c] in _TO for k in parse.children[c]]
    given = [c for c in parse.children_of(verb, "dative") if parse.pos[c] != "ADP"]
    turned = refusal(parse, verb)
    found = people_meant(notes, subject) if subject is not None else []
    found += [w for k in (*given, *to) for w in people(parse, k)]
    return found + (doers(parse, turned) if turned is not None else [])


def _offering_verb(notes: Notes, naming: Naming) -> int | None:
    """Return the verb that offers a naming, or offers something "in exchange for" it; None where none does, or it is denied."""
    parse, over = notes.parse, notes.parse.head[naming.word]
    if parse.dep[naming.word] == "dobj":
        found = over
    elif parse.lower[over] == "for" and parse.lower[over - 1] in ("exchange", "return"):
        above = (a for n, a in enumerate(parse.ancestors(over)) if n < _CLIMB and parse.pos[a] == "VERB")
        found = next((a for a in above if parse.lemma[a] in _OFFERING), over)
    else:
        return None
    offering = parse.pos[found] == "VERB" and parse.lemma[found] in _OFFERING
    return found if offering and parse.child(found, "neg") is None else None


def _own_answer(notes: Notes, naming: Naming) -> list[int]:
    """Return who answers with a paper of his own."""
    parse, over = notes.parse, notes.parse.head[notes.parse.head[naming.word]]
    if parse.lower[parse.head[naming.word]] != "with" or parse.lemma[over] not in COUNTERING:
        return []
    return doers(parse, over)


def _answerers(notes: Notes, naming: Naming) -> list[int]:
    """Return who takes or turns down a plan: "which A took and B turned down", "was rejected by A and accepted by B"."""
    parse = notes.parse
    verbs = [verb for verb, _ in answers_to(parse, naming.word)]
    verbs += [c for v in verbs for c in parse.conjuncts(v)[1:] if c not in verbs and answer_of(parse, c) is not None]
    found: list[int] = []
    for verb in verbs:
        by = [k for c in parse.children_of(verb, "agent") for k in parse.children_of(c, "pobj")]
        found += [w for k in by for w in people(parse, k)] or ([] if parse.child(verb, "nsubjpass") is not None else doers(parse, verb))
    return found


def _owners(notes: Notes, naming: Naming) -> list[int]:
    """Return whose plan a naming is: "Ghana's plan"."""
    parse = notes.parse
    return [c for c in parse.children_of(naming.word, "poss") if parse.pos[c] == "PROPN"]


def _fights(notes: Notes, word: int) -> bool:
    """Say whether a report tells of men in arms of the state named at a word."""
    country = country_of(notes, word)
    return country is None or has_men_there(notes, country)
