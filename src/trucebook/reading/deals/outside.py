"""Outside: who stands outside a war: by his calling, or as a state whose country is not the one that is fought over.

Invariant: where a report does not say which country is fought over, no state stands outside.
"""

from collections import Counter

from trucebook.model import ActorValue, PlaceValue
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.doing import FIRST_PERSON
from trucebook.reading.deals.phrases import phrase_of
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at

_TITLES = deal_words("outsiders")
_OUTSIDE = {"international_organisation", "mediator", "ngo"}
_FIGHTING = {"force", "militia", "rebel_group"}
_COMMANDS = {"army", "coalition", "command", "junta", "staff"}
_SENT = {"emissary", "envoy"}
_HEADS = deal_words("high_offices") | {"chair", "chairman", "chairwoman", "commander", "deputy", "head", "leader"}
_ENOUGH = 3


def is_outsider(notes: Notes, word: int) -> bool:
    """Say whether a word names one who by his calling stands between sides: an envoy, a bishop, an international body, "I"."""
    parse = notes.parse
    if parse.lower[word] in FIRST_PERSON:
        return True
    if is_titled_outsider(notes, word):
        return True
    if parse.lemma[word] in _SENT and any(parse.lower[c] in ("of", "for") for c in parse.children[word]):
        return False
    mention = actor_at(notes, word)
    value = mention.value if mention is not None else None
    if isinstance(value, ActorValue) and value.kind == "person" and value.side == "international":
        return True
    return isinstance(value, ActorValue) and value.kind in _OUTSIDE


def leads_body(notes: Notes, word: int) -> bool:
    """Say whether a word names an international body or mission, or one who heads it or speaks for it: "the head of the UN mission"."""
    parse = notes.parse
    of = [k for c in parse.children[word] if parse.lower[c] == "of" for k in parse.children[c] if parse.dep[k] == "pobj"]
    named = [word, *of] if parse.lemma[word] in _HEADS or not of else [word]
    values = [m.value for w in named if (m := actor_at(notes, w)) is not None]
    return any(isinstance(v, ActorValue) and v.kind == "international_organisation" for v in values)


def is_titled_outsider(notes: Notes, word: int) -> bool:
    """Say whether a word names one by a calling that is never a side's: an envoy or a bishop who is not told to be a side's own."""
    parse = notes.parse
    first, last = phrase_of(parse, word)
    said = set(parse.lemma[first : last + 1])
    sent = said & _SENT and any(parse.lower[c] in ("of", "for") for c in parse.children[word])
    titled = bool(said & _TITLES) or ("contact" in said and parse.lower[word] == "group")
    return titled and not sent and not said & {"government", "rebel", "opposition", "regime", "for"}


def is_armed(notes: Notes, word: int) -> bool:
    """Say whether a word names an armed group or a force, by the actor that stands there."""
    mention = actor_at(notes, word)
    return mention is not None and isinstance(mention.value, ActorValue) and mention.value.kind in _FIGHTING


def in_arms(notes: Notes, word: int) -> bool:
    """Say whether a word names men in arms or those who command them: an army, a militia, a general command."""
    return is_armed(notes, word) or notes.parse.lemma[word] in _COMMANDS


def country_of(notes: Notes, word: int) -> str | None:
    """Return the country of the state, leader or body named at a word, or of the place whose name stands there."""
    mention = actor_at(notes, word)
    value = mention.value if mention is not None else None
    if isinstance(value, ActorValue) and value.country:
        return value.country
    at = notes.parse.start[word]
    named = next((m.value for m in notes.places if m.start <= at < m.end), None)
    return named.country if isinstance(named, PlaceValue) else None


def fought_over(notes: Notes) -> str | None:
    """Return the country in which most places and armed men of a report are, where it is plain."""
    return _most_told(notes, "fought over", _ENOUGH)


def told_most(notes: Notes) -> str | None:
    """Return the country of most places and armed men of a report, however few they are."""
    return _most_told(notes, "told most", 1)


def _most_told(notes: Notes, name: str, enough: int) -> str | None:
    kept = notes.parse.kept
    if name not in kept:
        kept[name] = _fought_over(notes, enough)
    found: str | None = kept[name]
    return found


def _fought_over(notes: Notes, enough: int) -> str | None:
    places = [m.value.country for m in notes.places if isinstance(m.value, PlaceValue) and m.value.precision != "country"]
    armed = [m.value.country for m in notes.actors if isinstance(m.value, ActorValue) and m.value.kind in _FIGHTING]
    ranked = Counter(c for c in (*places, *armed) if c).most_common(2)
    if not ranked or ranked[0][1] < enough or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    return ranked[0][0]


def has_men_there(notes: Notes, country: str) -> bool:
    """Say whether a report tells of armed men of a country."""
    return any(isinstance(m.value, ActorValue) and m.value.kind in _FIGHTING and m.value.country == country for m in notes.actors)


def are_foreign(notes: Notes, words: list[int]) -> bool:
    """Say whether two or more are leaders or states of different countries, none of them the one that is fought over."""
    home = fought_over(notes)
    countries = {country_of(notes, w) for w in words}
    return home is not None and len(countries) > 1 and None not in countries and home not in countries
