"""Abroad: whether those who agree on a truce or announce it are of another land than the one that is fought over.

Invariant: a land is known by the actor or the place that is named; where none is known, nobody is held to be foreign.
"""

from bisect import bisect_right

from trucebook.model import ActorValue, PlaceValue
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.outside import country_of, fought_over, has_men_there
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at

_OFFICIALS = frozenset("ambassador centre center diplomat envoy general minister ministry officer official".split())


def are_powers(notes: Notes, who: list[int]) -> bool:
    """Say whether two are states of whose men a report tells nothing: they negotiate for others."""
    countries = [
        country_of(notes, w) for w in who if (m := actor_at(notes, w)) and isinstance(m.value, ActorValue) and m.value.kind == "state"
    ]
    return len(who) == 2 == len(countries) and not any(c and has_men_there(notes, c) for c in countries)


def has_men(notes: Notes, word: int) -> bool:
    """Say whether a report tells of armed men of the country that is named at a word."""
    country = country_of(notes, word)
    return country is not None and has_men_there(notes, country)


def elsewhere(notes: Notes, naming: Naming, who: list[int]) -> bool:
    """Say whether a truce in one country is announced by others: states all, and none of them the country of its place."""
    parse = notes.parse
    inside = {
        k for c in parse.children[naming.word] if parse.lower[c] in ("in", "for") for k in parse.children[c] if parse.pos[k] == "PROPN"
    }
    names = {parse.words[k] for k in inside}
    if who and all(parse.lemma[w] in _OFFICIALS for w in who):
        home = {_country_at(notes, k) for k in inside} | {fought_over(notes)}
        return all((abroad := country_of(notes, w)) is not None and abroad not in home for w in who) and home != {None}
    if not who or any(parse.pos[w] != "PROPN" or parse.words[w] in names for w in who):
        return False
    if len(who) == 1 and not names and (country := country_of(notes, who[0])) is not None:
        return fought_over(notes) not in (None, country) and not has_men_there(notes, country)
    if not names:
        return False
    if len(who) > 1:
        home = {_country_at(notes, k) for k in inside}
        return not {country_of(notes, w) for w in who} & (home - {None})
    spots = {_country_at(notes, k) for k in inside} - {None}
    actor = actor_at(notes, who[0])
    value = actor.value if actor is not None else None
    return bool(spots) and isinstance(value, ActorValue) and value.kind == "state" and value.country not in spots


def _country_at(notes: Notes, word: int) -> str | None:
    """Return the country of the place named at a word."""
    start = notes.parse.start[word]
    at = bisect_right(notes.places, start, key=lambda m: m.start) - 1
    value = notes.places[at].value if at >= 0 and notes.places[at].end > start else None
    return value.country if isinstance(value, PlaceValue) else None
