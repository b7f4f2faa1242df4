"""Whereabouts: which candidate each toponym of one report means, judged by all its places together.

Every name votes for the countries and first-level units its candidates lie in, by how likely each is; every name is then
judged by the votes of the others, three times over. Population alone never decides: it only opens the vote.

Invariant: one name has one sense in a report unless its own words say otherwise; the same report gives the same answer.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

from msgspec import Struct

from trucebook.gazetteer import LOOSE, Gazetteer, Place, lies_in
from trucebook.gazetteer_names import make_key
from trucebook.gazetteer_table import TRANSLITERATED
from trucebook.reading.spaces.toponyms import Toponym

SHARPNESS = (0.6, 1.2, 1.6)
FOR_KIND = {"country": 2.6, "region": 2.4, "capital": 2.2, "admin1": 1.1, "admin2": -0.4}
FOR_WIDE = 2.2
FOR_PEOPLE = 0.8
OWN_PEOPLE = 30_000
FOR_COUNTRY = 4.0
FOR_UNIT = 7.0
FOR_NEAR = 2.0
FOR_ADMIN = 2.0
FOR_NAME = 3.0
DAMPING = 1.0
SEATS = frozenset(("town", "capital"))
SEAT_SHARE = 0.1
STRAY_TOWN = 100_000
STRAY_NAMED = 1_000_000
HAMLET = 20_000
_MOST_CANDIDATES = 60
_MOST_NEAR = 40
_FAR = 1.4

Key = tuple[str, str | None, bool]
Votes = dict[str, float]


class _Ballot(Struct, frozen=True):
    """What one name votes for: countries, first-level units, and its place where it is clear."""

    countries: Votes
    units: Votes
    clear: Place | None


def resolve_toponyms(toponyms: list[Toponym], gazetteer: Gazetteer, nations: Counter[str]) -> list[Place | None]:
    """Return for each toponym the place it means, or None; `nations` counts countries named by their people."""
    keys = [(make_key(t.name), t.inside, t.wanted == "admin") for t in toponyms]
    times = Counter(keys)
    options: dict[Key, list[Place]] = {}
    for key, toponym in zip(keys, toponyms, strict=True):
        if key not in options:
            options[key] = _options(toponym, gazetteer)
    scores = {key: [(_prior(place, key), place) for place in places] for key, places in options.items()}
    for sharpness in SHARPNESS:
        ballots = {key: _cast(scored, 1 + math.log(times[key]), sharpness) for key, scored in scores.items() if scored}
        countries, units = _count(ballots.values(), nations)
        for key, ballot in ballots.items():
            others = [b.clear for k, b in ballots.items() if b.clear and k[0] != key[0]]
            judge = _Judge(_Others(countries, ballot.countries), _Others(units, ballot.units), others[:_MOST_NEAR])
            scores[key] = [(_prior(place, key) + judge.weigh(place), place) for place in options[key]]
    chosen = {key: max(scored, key=lambda s: s[0])[1] if scored else None for key, scored in scores.items()}
    for key, place in chosen.items():
        if place is not None and key[1] is None and _is_stray(place, countries, ballots[key]):
            chosen[key] = None
    told = {key[0]: place for key, place in chosen.items() if key[1] and place is not None}
    return [told.get(key[0], chosen[key]) if key[1] is None and not key[2] else chosen[key] for key in keys]


def _is_stray(place: Place, countries: Votes, ballot: _Ballot) -> bool:
    """Say whether a place lies in a country that nothing else in the report speaks of, where it speaks of another: a small
    place, one that only has this name in another tongue, or one whose name agrees only when folded."""
    if not place.country or (
        place.match == 1 and (place.kind in ("country", "region", "capital", "admin1") or place.population > STRAY_TOWN)
    ):
        return False
    if place.match > LOOSE and (place.kind in ("country", "region") or place.population > STRAY_NAMED):
        return False
    others = _Others(countries, ballot.countries)
    own = others.share(place.country)
    top = max((others.share(code) for code in countries if code != place.country), default=0.0)
    if place.match <= LOOSE:
        return own < 0.2 and top > 0.4
    return (own < 0.1 and top > 0.6) or (own < 0.03 and top > 0.35 and place.population < HAMLET)


def _options(toponym: Toponym, gazetteer: Gazetteer) -> list[Place]:
    """Return the candidates that the words beside the name allow."""
    places = [p for p in toponym.found if p.lat is not None]
    if toponym.inside:
        holders = gazetteer.find(toponym.inside, loose=False)
        for kind in ("admin1", "country", "admin2"):
            held = [p for p in places if any(h.kind == kind and lies_in(p, h) for h in holders)]
            if held:
                places = held
                break
    if toponym.wanted == "admin":
        return _with_units(places, gazetteer)[:_MOST_CANDIDATES]
    wide = {p.kind for p in places if p.match == 1}
    if "country" in wide:
        places = [p for p in places if p.match == 1]
    seats = [p for p in places if p.kind in SEATS and (p.match == 1 or p.country in TRANSLITERATED)]
    kept = [p for p in places if not (p.kind.startswith("admin") and _yields(p, seats, places))]
    if wide & {"capital", "region", "admin1"}:
        kept = [p for p in kept if p.match == 1 or p.kind != "town" or p in seats]
    return kept[:_MOST_CANDIDATES]


def _yields(unit: Place, seats: list[Place], places: list[Place]) -> bool:
    """Say whether a unit gives way to its country or to the town it is named after, where no type word asks for the unit."""
    if any(p.kind == "country" and p.country == unit.country for p in places):
        return True
    return any(s.admin1_code == unit.admin1_code and s.population >= SEAT_SHARE * unit.population for s in seats)


def _with_units(places: list[Place], gazetteer: Gazetteer) -> list[Place]:
    """Return the candidates for "Deraa Governorate": units by that name, or the units that towns of that name give theirs to."""
    if any(p.kind.startswith("admin") for p in places):
        return places
    found = list(places)
    for town in places:
        unit = town.admin1 or ""
        if make_key(unit) in {make_key(n) for n in (town.name, *town.names)}:
            found.extend(
                u for u in gazetteer.find(unit, loose=False) if u.kind == "admin1" and u.admin1_code == town.admin1_code and u not in found
            )
    return found


def _prior(place: Place, key: Key) -> float:
    """Return how likely a place is before the report is looked at: its kind, its people, its name, the type word beside it."""
    people = place.population or (OWN_PEOPLE if place.id.startswith("trucebook") else 300)
    score = (
        FOR_KIND.get(place.kind, FOR_WIDE if place.precision == "region" else 0.0)
        + math.log10(people + 10) * FOR_PEOPLE
        + (place.match - 1) * FOR_NAME
    )
    return score + (FOR_ADMIN if key[2] and place.kind.startswith("admin") else 0.0)


def _cast(scored: list[tuple[float, Place]], times: float, sharpness: float) -> _Ballot:
    top = max(s for s, _ in scored)
    weights = [(math.exp(sharpness * (s - top)), p) for s, p in scored]
    total = sum(w for w, _ in weights)
    countries: Votes = defaultdict(float)
    units: Votes = defaultdict(float)
    clear = None
    for weight, place in weights:
        share = weight / total
        if place.country:
            countries[place.country] += times * share
        if place.admin1_code:
            units[place.admin1_code] += times * share
        if share > 0.6 and place.kind not in ("country", "region"):
            clear = place
    return _Ballot(countries, units, clear)


def _count(ballots: Iterable[_Ballot], nations: Counter[str]) -> tuple[Votes, Votes]:
    countries: Votes = defaultdict(float)
    units: Votes = defaultdict(float)
    for code, count in nations.items():
        countries[code] += 1 + math.log(count)
    for ballot in ballots:
        for code, votes in ballot.countries.items():
            countries[code] += votes
        for code, votes in ballot.units.items():
            units[code] += votes
    return countries, units


class _Others:
    """The votes that all names but one gave."""

    def __init__(self, votes: Votes, own: Votes) -> None:
        self.votes, self.own = votes, own
        self.total = max(0.0, sum(votes.values()) - sum(own.values())) + DAMPING

    def share(self, code: str | None) -> float:
        """Return the share of the others' votes that a country or unit has; few votes give small shares."""
        if not code or code not in self.votes:
            return 0.0
        return max(0.0, self.votes[code] - self.own.get(code, 0.0)) / self.total


class _Judge(Struct, frozen=True):
    """The votes of the other names, and the places that are clear among them."""

    countries: _Others
    units: _Others
    clear: list[Place]

    def weigh(self, place: Place) -> float:
        score = FOR_COUNTRY * self.countries.share(place.country) + FOR_UNIT * self.units.share(place.admin1_code)
        if self.clear and place.kind not in ("country", "region"):
            score += FOR_NEAR * self._nearness(place)
        return score

    def _nearness(self, place: Place) -> float:
        """Return how near a place is to the clear ones, at most 1; in a crowd of candidates this is asked most."""
        total, lat = 0.0, place.lat
        if lat is None:
            return total
        for other in self.clear:
            if other.lat is not None and abs(other.lat - lat) <= _FAR:
                total += _closeness(place, other)
                if total >= 1.0:
                    return 1.0
        return total


def _closeness(place: Place, other: Place) -> float:
    """Return 0 to 1: how near two places are, 0 beyond about 150 km."""
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None or place.id == other.id:
        return 0.0
    dy = abs(other.lat - place.lat)
    if dy > _FAR:
        return 0.0
    dx = abs(other.lon - place.lon) * math.cos(math.radians(place.lat))
    return max(0.0, 1 - (dx * dx + dy * dy) / 2)
