"""Proposers: which outsider put an offer to others: by his name before it, by "by" behind it, or as the subject of the verb.

Invariant: one who has men in the fight, or whose country is fought over, is a side and no broker of his own offer.
"""

from trucebook.model import ActorValue, Claim
from trucebook.reading.deals.claimroles import added
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.doing import doers, noun_of
from trucebook.reading.deals.outside import country_of, fought_over, has_men_there, is_outsider, leads_body
from trucebook.reading.deals.phrases import actor_field, people, people_meant, phrase_of
from trucebook.reading.deals.placing import by_country
from trucebook.reading.evidence import cut
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at
from trucebook.reading.spaces.places import demonyms

_PLANS, _PUTTING = deal_words("plans_of_somebody"), deal_words("offering") | {"ask", "call", "float", "put", "table"}
_OFFICES, _TOWNSMEN = deal_words("high_offices"), deal_words("townsmen")
_FIGHTING = {"force", "militia", "rebel_group"}
_TALKERS = {"generals", "officer", "officers", "officials"}
_BEFORE = ("amod", "compound", "nmod", "poss")


def with_proposers(notes: Notes, claims: list[Claim]) -> list[Claim]:
    """Return the claims with the outsiders who put an offer to others as its brokers."""
    return [_proposed(notes, c) if c.value("type") == "offer" else c for c in claims]


def _proposed(notes: Notes, claim: Claim) -> Claim:
    for word in _authors(notes, _words(notes, claim)):
        if not _is_foreign(notes, word):
            continue
        adjective = notes.parse.words[word] in demonyms()
        said = cut(notes.parse.text, notes.parse.start[word], notes.parse.end[word]) if adjective else actor_field(notes, word)
        claim = added(claim, "mediators", by_country(notes, said, joined=True))
    return claim


def _words(notes: Notes, claim: Claim) -> list[int]:
    """Return the words of a claim's quote and of the names of its offer."""
    parse, spans = notes.parse, [(claim.start, claim.end)]
    spans += [(f.start, f.end) for f in claim.many("named") if f.start is not None and f.end is not None]
    return sorted({w for start, end in spans for w in parse.words_in(start, end)})


def _authors(notes: Notes, words: list[int]) -> list[int]:
    """Return whose plan is told of, or who puts it, at the words of an offer."""
    parse = notes.parse
    found: list[int] = []
    for w in words:
        if noun_of(parse, w) in _PLANS and parse.pos[w] == "NOUN":
            found += _of_plan(parse, w)
        elif parse.pos[w] == "VERB" and parse.lemma[w] in _PUTTING and parse.child(w, "neg") is None:
            found += _putting(notes, w)
    for top in sorted({parse.head[w] for w in words} - set(words)):
        if parse.pos[top] == "VERB" and parse.lemma[top] in _PUTTING and parse.dep[top] not in ("acl", "amod"):
            found += _putting(notes, top)
        elif parse.lower[top] in ("for", "of") and noun_of(parse, parse.head[top]) in _PLANS:
            found += _of_plan(parse, parse.head[top])  # "a Ghanaian proposal for a truce"
    return list(dict.fromkeys(found))


def _putting(notes: Notes, verb: int) -> list[int]:
    """Return who puts an offer by a verb, also where only a pronoun stands for him: "He proposed that both hold their fire"."""
    subject = notes.parse.child(verb, "nsubj")
    return doers(notes.parse, verb) or (people_meant(notes, subject) if subject is not None else [])


def _of_plan(parse: Parse, plan: int) -> list[int]:
    """Return whose plan it is: "a Ghanaian proposal", "the proposal of Ghana", "an initiative in which Ghana proposed …"."""
    found = [c for c in parse.children[plan] if c < plan and parse.dep[c] in _BEFORE and parse.words[c][:1].isupper()]
    by = [c for c in parse.children[plan] if parse.lower[c] in ("by", "from", "of")]
    by += [k for c in parse.children_of(plan, "acl") for k in parse.children[c] if parse.dep[k] == "agent" or parse.lower[k] == "by"]
    found += [w for c in by for k in parse.children_of(c, "pobj") for w in people(parse, k)]
    told = [c for c in parse.children_of(plan, "relcl") if parse.lemma[c] in _PUTTING]
    return found + [w for c in told for w in doers(parse, c)]


def _is_foreign(notes: Notes, word: int) -> bool:
    """Say whether one stands outside the war: by his calling, or as a state or its officer with no men in it and of another land."""
    if is_outsider(notes, word) or leads_body(notes, word):
        return True
    parse, home = notes.parse, fought_over(notes)
    mention = actor_at(notes, word)
    state = parse.words[word] in demonyms() or parse.lemma[word] in _OFFICES or (mention is not None and parse.pos[word] == "PROPN")
    country = demonyms().get(parse.words[word]) or country_of(notes, word)
    if state and home is not None and country not in (None, home) and not has_men_there(notes, str(country)):
        return True
    adjectives = [demonyms()[w] for w in parse.words[phrase_of(parse, word)[0] : word] if w in demonyms()]
    townsman = noun_of(parse, word) in _TOWNSMEN
    return townsman or (bool(adjectives) and home not in (None, adjectives[0]) and not _fight_there(notes, adjectives[0]))


def _fight_there(notes: Notes, country: str) -> bool:
    """Say whether a report tells of men of a country in the fight, apart from its officers, who may be there to talk."""
    told = [m.value for m in notes.actors if m.text.lower().split()[-1] not in _TALKERS]
    return any(isinstance(v, ActorValue) and v.kind in _FIGHTING and v.country == country for v in told)
