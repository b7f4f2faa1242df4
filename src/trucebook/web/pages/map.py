"""The map: where agreements, violations, acts and figures lie, as sharply as the reports say and no sharper.

Invariant: a place coarser than a town has no pin: its area is shaded where its outline is known, else it has a ring of doubt or none.
"""

from collections.abc import Iterable

import msgspec

from trucebook.matching import fields_of
from trucebook.model import Claim, PeriodValue, PlaceValue
from trucebook.web.asked import Asked
from trucebook.web.claimed import PERIODS
from trucebook.web.outlines import Outlines
from trucebook.web.pages.timeline import Reach, touches
from trucebook.web.shelf import Shelf
from trucebook.web.shown import Pager, paged

SIZE = 60
MOST = 400
RINGS = {"district": 0.25, "province": 0.7, "region": 1.6, "country": 2.5}
PINNED = ("point", "town")


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """One place: name, coordinates in degrees, precision, how it is drawn (pin, area, ring or none) and what lies there.

    `area` names the outline that is shaded; `ring` is the radius of doubt in degrees; `verdicts` are those of its agreements.
    """

    id: str
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    country3: str | None
    precision: str | None
    drawn: str
    area: str | None
    ring: float | None
    agreements: int
    violations: int
    events: int
    figures: int
    verdicts: tuple[str, ...]


class MapPage(msgspec.Struct, frozen=True, kw_only=True):
    """The map from `west` to `east` and `south` to `north` in degrees: the spots drawn, and one page of the table beside it.

    Where days are chosen (`first` to `last`) only what can have been within them counts; `undated` claims of no known day do not.
    """

    as_of: str
    words: str
    first: str | None
    last: str | None
    undated: int
    west: float
    east: float
    south: float
    north: float
    spots: tuple[Spot, ...]
    rows: tuple[Spot, ...]
    pager: Pager
    more_spots: int
    placeless: int


def show(asked: Asked) -> MapPage:
    """Return the map of the places asked for, or of all."""
    shelf, day, words = asked.shelf, asked.as_of(), asked.words()
    first, last = asked.day("from"), asked.day("to")
    if first and last and first > last:
        first, last = last, first
    found, undated = shelf.memo(("spots", day, first, last), lambda: _spots(shelf, day, first, last))
    if words:
        found = [s for s in found if all(w in f"{s.name} {s.country or ''}".lower() for w in words.lower().split())]
    drawn = [s for s in found if s.drawn != "none"][:MOST]
    rows, pager = paged(found, asked.page(), SIZE)
    west, east, south, north = _extent(drawn)
    placeless: int = shelf.memo(
        "placeless", lambda: sum(1 for i in shelf.filed.values() if not any(True for _ in fields_of(i.claim, "place")))
    )
    return MapPage(
        as_of=day,
        words=words,
        first=first,
        last=last,
        undated=undated,
        west=west,
        east=east,
        south=south,
        north=north,
        spots=tuple(drawn),
        rows=tuple(rows),
        pager=pager,
        more_spots=max(sum(1 for s in found if s.drawn != "none") - MOST, 0),
        placeless=placeless,
    )


def _reach(claim: Claim) -> Reach | None:
    """Return the days a claim can speak of; an agreement or siege without an end goes on. None where no day is told."""
    told = {name: f.value for name in PERIODS for f in fields_of(claim, name) if isinstance(f.value, PeriodValue)}
    told = {name: p for name, p in told.items() if p.first or p.last}
    if not told:
        return None
    lasts = [p.last or "9999" for p in told.values()]
    goes_on = claim.kind in ("agreement", "siege") and not {"ended", "to"} & told.keys()
    return Reach(first=min(p.first or "" for p in told.values()), last=None if goes_on else max(lasts))


def _spots(shelf: Shelf, day: str, first: str | None, last: str | None) -> tuple[list[Spot], int]:
    """Return every place the record names within some days, those with most to tell first, and how many claims have no day."""
    undated = 0
    outlines = Outlines.load()
    held: dict[str, PlaceValue] = {}
    counts: dict[str, dict[str, int]] = {}
    verdicts: dict[str, set[str]] = {}
    for item in shelf.filed.values():
        kind = item.claim.kind
        if first or last:
            reach = _reach(item.claim)
            undated += reach is None
            if reach is None or not touches(reach, first, last):
                continue
        for field in fields_of(item.claim, "place"):
            place = field.value
            if isinstance(place, PlaceValue) and (place.place_id or place.name):
                name = place.place_id or f"name:{place.name}"
                held.setdefault(name, place)
                count = counts.setdefault(name, dict.fromkeys(("agreement", "violation", "event", "figure"), 0))
                if kind in count:
                    count[kind] += 1
                if kind == "agreement":
                    noun = shelf.nouns.noun_of.get(item.claim.id)
                    if noun is not None and noun.id in shelf.nouns.agreements:
                        verdicts.setdefault(name, set()).add(shelf.assess(shelf.nouns.agreements[noun.id], day).verdict)
    made = [_spot(name, place, counts[name], verdicts.get(name, ()), outlines) for name, place in held.items()]
    return sorted(made, key=lambda s: (-s.agreements, -(s.violations + s.events + s.figures), s.name, s.id)), undated


def _spot(name: str, place: PlaceValue, count: dict[str, int], verdicts: Iterable[str], outlines: Outlines) -> Spot:
    area = outlines.area_of(place)
    known = place.lat is not None and place.lon is not None
    drawn = "pin" if known and place.precision in PINNED else "area" if area else "ring" if known and place.precision in RINGS else "none"
    return Spot(
        id=name,
        name=place.name or name,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        country3=place.country3,
        precision=place.precision,
        drawn=drawn,
        area=area if drawn == "area" else None,
        ring=RINGS[place.precision or ""] if drawn == "ring" else None,
        agreements=count["agreement"],
        violations=count["violation"],
        events=count["event"],
        figures=count["figure"],
        verdicts=tuple(sorted(verdicts)),
    )


def _extent(spots: Iterable[Spot]) -> tuple[float, float, float, float]:
    """Return west, east, south and north around what has most to tell (the whole world where nothing is drawn), never too close."""
    sharp = [s for s in spots if s.lat is not None and s.lon is not None and s.precision not in ("country", "region")]
    sharp = [s for s in sharp if s.agreements or s.violations or s.figures] or sharp
    sharp = sharp or [s for s in spots if s.lat is not None and s.lon is not None]
    if not sharp:
        return -180.0, 180.0, -60.0, 80.0
    lons, lats = [s.lon or 0.0 for s in sharp], [s.lat or 0.0 for s in sharp]
    middle_lon, middle_lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    wide, high = max(max(lons) - min(lons), 5.0) * 1.3, max(max(lats) - min(lats), 4.0) * 1.3
    wide, high = max(wide, high * 1.55), max(high, wide / 1.9)
    return (
        round(max(middle_lon - wide / 2, -180), 3),
        round(min(middle_lon + wide / 2, 180), 3),
        round(max(middle_lat - high / 2, -85), 3),
        round(min(middle_lat + high / 2, 85), 3),
    )
