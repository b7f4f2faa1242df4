"""Whereabouts: which candidate each toponym of one report means, judged by all its places together.

Invariant: one name has one sense in a report unless its own words say otherwise; the same report gives the same answer.
"""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass

from trucebook.gazetteer import Gazetteer, Place
from trucebook.gazetteer_names import make_key
from trucebook.reading.toponyms import Toponym

ROUNDS = 3
_MOST_CANDIDATES = 40


@dataclass
class _Context:
    """What the places of a report say together: shares of countries and of first-level units, and places settled so far."""

    countries: Counter[str]
    units: Counter[str]
    near: list[Place]


def resolve_toponyms(toponyms: list[Toponym], gazetteer: Gazetteer, nations: Counter[str]) -> list[Place | None]:
    """Return for each toponym the place it means, or None; `nations` counts countries named by their people."""
    groups: dict[tuple[str, str | None, str | None], list[int]] = defaultdict(list)
    for n, toponym in enumerate(toponyms):
        groups[(make_key(toponym.name), toponym.inside, toponym.wanted if toponym.wanted == "admin" else None)].append(n)
    options = {key: _options(toponyms[members[0]], gazetteer) for key, members in groups.items()}
    context = _Context(Counter(nations), Counter(), [])
    chosen: dict[tuple[str, str | None, str | None], Place | None] = {}
    for _ in range(ROUNDS):
        scores = {key: [(_score(place, key, context), place) for place in places] for key, places in options.items()}
        chosen = {key: max(scored, key=lambda s: s[0])[1] if scored else None for key, scored in scores.items()}
        context = _vote(scores, groups, nations)
    answers: list[Place | None] = [None] * len(toponyms)
    settled = _one_sense(groups, chosen)
    for key, members in groups.items():
        for n in members:
            answers[n] = settled[key]
    return answers


def _options(toponym: Toponym, gazetteer: Gazetteer) -> list[Place]:
    """Return the candidates that the words beside the name allow."""
    places = [p for p in toponym.found if p.lat is not None][:_MOST_CANDIDATES]
    if toponym.inside:
        holders = [h for h in gazetteer.find(toponym.inside, loose=False) if h.kind in ("country", "admin1")]
        units = {h.admin1_code for h in holders if h.kind == "admin1"}
        states = {h.country for h in holders if h.kind == "country"}
        inside = [
            p
            for p in toponym.found
            if p.lat is not None and ((p.admin1_code in units and p.kind != "admin1") or (p.country in states and p.kind != "country"))
        ]
        if inside:
            return inside
    return places


def _prior(place: Place) -> float:
    kind = {"country": 3.0, "region": 2.2, "capital": 1.6, "admin1": 1.4, "admin2": -0.4}.get(place.kind, 0.0)
    people = place.population or (20_000 if place.id.startswith("trucebook") else 300)
    return kind + math.log10(people + 10) * 0.8 + (place.match - 1) * 3


def _score(place: Place, key: tuple[str, str | None, str | None], context: _Context) -> float:
    score = _prior(place)
    if key[2] == "admin":
        score += 2.0 if place.kind.startswith("admin") else 0.0
    total = sum(context.countries.values())
    if total and place.country:
        score += 4.0 * context.countries[place.country] / total
    local = sum(context.units.values())
    if local and place.admin1_code:
        score += 4.0 * context.units[place.admin1_code] / local
    if context.near and place.kind != "country":
        score += _closeness(place, context.near)
    return score


def _closeness(place: Place, near: list[Place]) -> float:
    """Return up to 2 points for places of the report within 150 km."""
    total = 0.0
    for other in near:
        if other.id != place.id and other.lat is not None and other.lon is not None and place.lat is not None and place.lon is not None:
            dy = abs(other.lat - place.lat)
            if dy < 1.5:
                dx = abs(other.lon - place.lon) * math.cos(math.radians(place.lat))
                if dx < 1.5:
                    total += 1.0 - (dx + dy) / 3
    return min(2.0, total)


def _vote(
    scores: dict[tuple[str, str | None, str | None], list[tuple[float, Place]]],
    groups: dict[tuple[str, str | None, str | None], list[int]],
    nations: Counter[str],
) -> _Context:
    """Let every name vote for the countries and units of its candidates, by how clearly they lead."""
    countries: Counter[str] = Counter(nations)
    units: Counter[str] = Counter()
    near: list[Place] = []
    for key, scored in scores.items():
        if not scored:
            continue
        top = max(s for s, _ in scored)
        weights = [(math.exp(1.5 * (s - top)), p) for s, p in scored if top - s < 4]
        total = sum(w for w, _ in weights)
        times = 1 + math.log(len(groups[key]))
        for weight, place in weights:
            share = times * weight / total
            if place.country:
                countries[place.country] += share  # type: ignore[assignment]
            if place.admin1_code:
                units[place.admin1_code] += share  # type: ignore[assignment]
            if share > 0.7 * times and place.kind not in ("country", "region"):
                near.append(place)
    return _Context(countries, units, near[:60])


def _one_sense(
    groups: dict[tuple[str, str | None, str | None], list[int]], chosen: dict[tuple[str, str | None, str | None], Place | None]
) -> dict[tuple[str, str | None, str | None], Place | None]:
    """Give a bare name the sense that its own words gave it elsewhere in the report ("Paris, Texas" … "Paris")."""
    told = {key[0]: place for key, place in chosen.items() if key[1] and place is not None}
    return {key: told.get(key[0], place) if key[1] is None and key[2] is None else place for key, place in chosen.items()}
