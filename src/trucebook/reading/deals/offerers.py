"""Offerers: who makes an offer, to whom, who refuses it, and who only brings it in.

Invariant: an international body that asks or drafts mediates; who votes a draft down is no side of it.
"""

from trucebook.model import ActorValue
from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.outside import is_outsider
from trucebook.reading.deals.petitions import asked_by, asking_verb, letter_of
from trucebook.reading.deals.phrases import people, people_meant, phrase_of
from trucebook.reading.deals.predicates import doer_of
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at

_IN_ARMS = {"alliance", "force", "local_body", "militia", "political_body", "rebel_group", "state"}
_OUTSIDE = {"international_organisation", "ngo"}
_PEOPLE = deal_words("sides") | deal_words("armed") | deal_words("delegates") | deal_words("at_odds")
_GIVING = deal_words("giving_an_ultimatum")
_BODIES = {"un", "u.n.", "council"}
_Roles = tuple[list[int], list[int]]


def find_offerers(notes: Notes, lexicon: Lexicon, naming: Naming) -> _Roles:
    """Return the head words of the sides of an offer and of those who only bring it in."""
    sides, outsiders = _of_plea(notes, naming)
    more, others = _of_authors(notes, lexicon, naming)
    put, senders = _of_put(notes, lexicon, naming)
    sides += [*_of_refusal(notes, lexicon, naming), *more, *_of_given(notes, naming), *put]
    return sides, [*outsiders, *others, *senders]


def _of_put(notes: Notes, lexicon: Lexicon, naming: Naming) -> _Roles:
    """Return from whom an offer comes and to whom it goes: "a proposal from the junta to the rebels", "made them an offer"."""
    parse = notes.parse
    ways = {"from", "by", "to"} if not _is_draft(parse, naming) else {"from", "by"}
    spots = [c for c in parse.children[naming.word] if parse.lower[c] in ways and c > naming.word]
    found = [w for c in spots for k in parse.children[c] if parse.dep[k] == "pobj" for w in people(parse, k)]
    who = [w for w in found if actor_at(notes, w) is not None or parse.lemma[w] in _PEOPLE]
    outside = [w for w in who if is_outsider(notes, w) or is_brokering(parse, lexicon, [w])]
    return [w for w in who if w not in outside], outside


def is_brokering(parse: Parse, lexicon: Lexicon, who: list[int]) -> bool:
    """Say whether those who reached an agreement are told to be its brokers: "the accord that envoy A reached with B"."""
    titles = lexicon.terms("mediator_nouns") | lexicon.terms("go_betweens")
    return all(
        any(parse.lower[j] in titles for j in range(phrase_of(parse, w)[0], w + 1))
        and (not any(parse.lower[c] == "for" for c in parse.children[w]) or "special" in parse.lower[phrase_of(parse, w)[0] : w])
        for w in who
    )


def _is_draft(parse: Parse, naming: Naming) -> bool:
    return parse.lemma[naming.word] == "resolution"


def _of_refusal(notes: Notes, lexicon: Lexicon, naming: Naming) -> list[int]:
    """Return who refuses an offer; who votes a draft resolution down is no side."""
    parse = notes.parse
    top = parse.first_conjunct(naming.word)
    refusing = {entry.split()[0] for entry in lexicon.terms("refused_by_object")}
    if parse.dep[top] != "dobj" or parse.lemma[parse.head[top]] not in refusing or _is_draft(parse, naming):
        return []
    subject = doer_of(parse, parse.head[top])
    return people_meant(notes, subject) if subject is not None else []


def _of_authors(notes: Notes, lexicon: Lexicon, naming: Naming) -> _Roles:
    """Return whose offer it is where that is a side, and the outside authors and sponsors ("the bloc's plan", "a French draft")."""
    parse = notes.parse
    sides: list[int] = []
    outsiders: list[int] = []
    for c in (c for c in parse.children[naming.word] if c < naming.word):
        if _is_draft(parse, naming):
            named = parse.words[c][:1].isupper() and parse.pos[c] != "DET" and parse.lower[c] not in _BODIES
            outsiders += [w for w in parse.conjuncts(c) if named and parse.words[w][:1].isupper()]
            continue
        author = actor_at(notes, c) if parse.dep[c] in ("poss", "compound", "amod", "nmod") else None
        if parse.dep[c] == "compound" and parse.lemma[c] in _PEOPLE:
            sides.append(c)
        if author is None or not isinstance(author.value, ActorValue):
            continue
        if author.value.kind == "international_organisation" or (author.value.kind == "person" and is_brokering(parse, lexicon, [c])):
            outsiders.append(c)
        elif author.value.kind in _IN_ARMS and c not in sides:
            sides.append(c)
    return sides, outsiders


def _of_given(notes: Notes, naming: Naming) -> list[int]:
    """Return who gives an ultimatum or repeats a demand, and to whom: "A delivered an ultimatum to B"."""
    parse, verb = notes.parse, notes.parse.head[naming.word]
    if parse.dep[naming.word] != "dobj" or parse.lemma[verb] not in _GIVING:
        return []
    subject = doer_of(parse, verb)
    to = [c for v in (verb, naming.word) for c in parse.children[v] if parse.lower[c] == "to" and parse.dep[c] in ("dative", "prep")]
    given = [k for c in to for k in parse.children[c] if parse.dep[k] == "pobj"]
    given += [c for c in parse.children_of(verb, "dative", "dobj") if parse.dep[c] != "prep" and c not in (naming.word, *to)]
    return [*(people_meant(notes, subject) if subject is not None else []), *(w for k in given for w in people(parse, k))]


def _of_plea(notes: Notes, naming: Naming) -> _Roles:
    """Return who asks for a truce and who is asked for it; an international body that asks only mediates."""
    parse = notes.parse
    verb = asking_verb(parse, naming.word)
    if verb is None:
        return [], []
    letter = letter_of(parse, verb)
    sent = verb if letter is None else parse.head[letter]
    subject = doer_of(parse, sent)
    if subject is None:
        return [], []
    sides: list[int] = []
    outsiders: list[int] = []
    for w in people_meant(notes, subject):
        actor = actor_at(notes, w)
        outside = is_outsider(notes, w) or (actor is not None and isinstance(actor.value, ActorValue) and actor.value.kind in _OUTSIDE)
        (outsiders if outside else sides).append(w)
    asked = [k for v in dict.fromkeys((verb, sent)) for k in asked_by(parse, v, naming.word) if k != letter]
    return [*sides, *(w for k in asked for w in people(parse, k))], outsiders
