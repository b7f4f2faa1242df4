"""Outlines of countries and of their first-level units, from Natural Earth's lines.

Invariant: an outline is drawn as it is in the file; no statement on any border is meant.
"""

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import msgspec

from trucebook.model import PlaceValue

Ring = tuple[tuple[float, float], ...]


class _Raw(msgspec.Struct, frozen=True):
    name: str
    rings: list[list[int]]


class _File(msgspec.Struct, frozen=True):
    note: str
    scale: int
    countries: list[_Raw]
    admin1: dict[str, list[_Raw]]


@dataclass(frozen=True)
class Outline:
    """One outline: its key, name, rings in degrees (longitude, latitude) and the box around them (west, south, east, north)."""

    key: str
    name: str
    rings: tuple[Ring, ...]
    box: tuple[float, float, float, float]

    def holds(self, lon: float, lat: float) -> bool:
        """Say whether a point lies inside, by counting the borders crossed on the way out."""
        west, south, east, north = self.box
        if not (west <= lon <= east and south <= lat <= north):
            return False
        inside = False
        for ring in self.rings:
            for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
                if (y0 > lat) != (y1 > lat) and lon < (x1 - x0) * (lat - y0) / (y1 - y0) + x0:
                    inside = not inside
        return inside


class Outlines:
    """All outlines; a country's units are unpacked when they are first asked for."""

    def __init__(self, file: _File) -> None:
        self.note = file.note
        self._scale = file.scale
        self._raw = file.admin1
        self._units: dict[str, tuple[Outline, ...]] = {}
        self.countries = tuple(_outline(f"country:{n}", raw, file.scale) for n, raw in enumerate(file.countries))

    @staticmethod
    @cache
    def load() -> "Outlines":
        """Return the outlines that ship with trucebook, once a process."""
        raw = (resources.files("trucebook") / "data" / "outlines.json.gz").read_bytes()
        return Outlines(msgspec.json.decode(gzip.decompress(raw), type=_File))

    def units(self, country: str) -> tuple[Outline, ...]:
        """Return the first-level units of a country by its alpha-3 code, none where there are no lines of it."""
        if country not in self._units:
            self._units[country] = tuple(_outline(f"{country}:{n}", raw, self._scale) for n, raw in enumerate(self._raw.get(country, ())))
        return self._units[country]

    def area_of(self, place: PlaceValue) -> str | None:
        """Return the key of the outline of a province or a country, by the place's point; None where none is known."""
        if place.lat is None or place.lon is None:
            return None
        candidates: Sequence[Outline] = ()
        if place.precision == "province":
            candidates = self.units(place.country3 or "")
        elif place.precision == "country":
            candidates = self.countries
        return next((o.key for o in candidates if o.holds(place.lon or 0.0, place.lat or 0.0)), None)

    def named(self, key: str) -> Outline:
        """Return an outline by its key."""
        country, _, number = key.partition(":")
        return self.countries[int(number)] if country == "country" else self.units(country)[int(number)]

    def within(self, west: float, south: float, east: float, north: float) -> Iterator[Outline]:
        """Yield the countries that touch a box."""
        for outline in self.countries:
            box = outline.box
            if box[0] <= east and box[2] >= west and box[1] <= north and box[3] >= south:
                yield outline


def _outline(key: str, raw: _Raw, scale: int) -> Outline:
    rings = tuple(_ring(steps, scale) for steps in raw.rings)
    xs, ys = [x for ring in rings for x, _ in ring], [y for ring in rings for _, y in ring]
    return Outline(key, raw.name, rings, (min(xs), min(ys), max(xs), max(ys)))


def _ring(steps: Sequence[int], scale: int) -> Ring:
    x = y = 0
    points = []
    for n in range(0, len(steps), 2):
        x, y = x + steps[n], y + steps[n + 1]
        points.append((x / scale, y / scale))
    return tuple(points)
