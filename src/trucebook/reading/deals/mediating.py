"""Mediating: who brought an arrangement about, by nouns and compounds ("A-brokered", "the auspices of A") or as who announces it.

Invariant: who is found here is not the agent of a verb of agreeing.
"""

from trucebook.model import ActorValue
from trucebook.reading.deals.counterparts import objects
from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.doing import carries_out
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.phrases import people
from trucebook.reading.deals.roles import Roles
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at

_TELLING = {"announcement", "news"}
_STATES = deal_words("outside_states")
_GOOD_OFFICES = deal_words("good_offices")
_OFFICES = deal_words("high_offices")
_COMING_TO = deal_words("signing") | deal_words("making_peace") | {"announce", "confirm", "declare", "endorse", "hold", "renew"}


def mediators_before(parse: Parse, lexicon: Lexicon, naming: Naming) -> list[int]:
    """Return who stands before "-brokered" in "a Russian-brokered deal", and before a bare head in "a Kenya-Norway truce deal"."""
    suffixes = lexicon.terms("mediator_suffixes")
    found: list[int] = []
    for j in range(naming.first, naming.word - 2):
        states = parse.words[j + 1] == "-" and {parse.lower[j], parse.lower[j + 2]} <= _STATES
        if states and parse.lower[j + 3] not in suffixes:
            found += [j, j + 2]
    for j in range(naming.first, naming.word):
        if parse.lower[j] in suffixes and j > naming.first:
            found += _chain_before(parse, naming, j)
        elif parse.lower[j].rpartition("-")[2] in suffixes and "-" in parse.lower[j]:
            found.append(j)
    return found


def _chain_before(parse: Parse, naming: Naming, suffix: int) -> list[int]:
    """Return the names that a suffix hangs on, in text order: "A-", "A- and B-", "A-B-"."""
    k = suffix - 1
    while k > naming.first and (parse.words[k] in ("-", "–") or parse.lower[k] == "and"):
        k -= 1
    chain = [k]
    while k - 2 >= naming.first and parse.words[k - 1] in ("-", "and", "–"):
        k -= 2
        chain.append(k)
    return [c for c in reversed(chain) if parse.words[c][:1].isupper()]


def add_beside(parse: Parse, lexicon: Lexicon, verb: int, roles: Roles) -> None:
    """Add the mediators of "under the auspices of A", "after talks negotiated by A", "with the mediation of A"."""
    for prep in (c for c in parse.children[verb] if parse.dep[c] == "prep"):
        for noun in (n for n in parse.children[prep] if parse.dep[n] == "pobj"):
            _mediating_noun(parse, lexicon, noun, roles)
            go_between = parse.pos[noun] == "PROPN" or parse.lemma[noun] in lexicon.terms("go_betweens")
            if parse.lower[prep] in ("through", "via") and go_between:
                roles.mediators += people(parse, noun)
            for inner in (i for k in parse.children[noun] if parse.lower[k] == "of" for i in parse.children[k]):
                _mediating_noun(parse, lexicon, inner, roles)


def add_of_nouns(parse: Parse, lexicon: Lexicon, naming: Naming, roles: Roles) -> None:
    """Add "guarantors of the truce", "by the mediation of A", and the author of "India's proposed truce" where it was taken up."""
    if "proposed" in naming.mods and not naming.offer:
        roles.mediators += [c for c in parse.children[naming.word] if parse.dep[c] == "poss" and parse.pos[c] == "PROPN"]
    for prep in (c for c in parse.children[naming.word] if parse.dep[c] == "prep"):
        for noun in (n for n in parse.children[prep] if parse.dep[n] == "pobj"):
            _mediating_noun(parse, lexicon, noun, roles)


def add_by_order(parse: Parse, naming: Naming, roles: Roles) -> None:
    """Add "under the auspices of A", "through the mediation of A" wherever it follows a naming in its sentence."""
    last = parse.sentences[parse.sentence_of[naming.word]][1]
    for j in range(naming.last + 2, last - 1):
        if parse.lower[j] in _GOOD_OFFICES and parse.lower[j + 1] == "of" and _is_of_naming(parse, naming, j):
            roles.mediators += [w for w in objects(parse, j + 1) if w not in roles.mediators]


def _is_of_naming(parse: Parse, naming: Naming, office: int) -> bool:
    """Say whether good offices are those by which a naming came about, not "in the presence of" whom something is done under it."""
    if parse.lower[office] != "presence":
        return not carries_out(parse, office)
    verb = next((a for a in parse.ancestors(office) if parse.pos[a] == "VERB" or a == naming.word), None)
    return verb is None or verb == naming.word or parse.lemma[verb] in _COMING_TO


def _mediating_noun(parse: Parse, lexicon: Lexicon, noun: int, roles: Roles) -> None:
    """Add who mediates by a noun: "the mediation of A", "A's auspices", "talks hosted by A"."""
    if parse.lemma[noun] in lexicon.terms("mediator_nouns") or parse.lower[noun] in lexicon.terms("mediator_nouns"):
        for k in parse.children[noun]:
            if parse.lower[k] in ("of", "by", "from"):
                roles.mediators += objects(parse, k)
            elif parse.dep[k] in ("poss", "amod", "compound") and parse.words[k][:1].isupper():
                roles.mediators.append(k)
    for k in parse.children[noun]:
        if parse.dep[k] in ("acl", "relcl") and parse.lemma[k] in lexicon.terms("mediator_verbs"):
            roles.mediators += [
                w for b in parse.children[k] if parse.dep[b] == "agent" or parse.lower[b] == "by" for w in objects(parse, b)
            ]


def told_by_others(notes: Notes, naming: Naming) -> list[int]:
    """Return the states, bodies and officials that announce a truce between others: "…, A and B announced", "the news from A that"."""
    parse = notes.parse
    above = list(parse.ancestors(naming.word))[:5]
    told = [c for a in above if parse.lemma[a] in _TELLING for c in parse.children[a] if parse.lower[c] in ("by", "from", "of")]
    if told:
        return [w for c in told for w in objects(parse, c) if _is_outsider(notes, w)]
    over = (a for a in above if parse.pos[a] == "VERB")
    joint = {"joint", "jointly"} & set(parse.lower[slice(*parse.sentences[parse.sentence_of[naming.word]])])
    verb = next((a for a in over if parse.lemma[a] == "announce" or (joint and parse.lemma[a] == "say")), None)
    subject = parse.child(verb, "nsubj") if verb is not None else None
    return [w for w in (people(parse, subject) if subject is not None else []) if _is_outsider(notes, w)]


def _is_outsider(notes: Notes, word: int) -> bool:
    """Say whether a word names a state, an international body or one of their officials."""
    mention = actor_at(notes, word)
    if mention is None or not isinstance(mention.value, ActorValue):
        return False
    titled = not _OFFICES.isdisjoint(mention.text.lower().replace("-", " ").split())
    named = notes.parse.pos[word] == "PROPN" and mention.value.kind in ("state", "international_organisation")
    return named or (mention.value.kind == "person" and titled)
