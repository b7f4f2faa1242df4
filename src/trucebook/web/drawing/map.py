"""The map drawn: outlines, shaded areas, rings of doubt, and pins where a place is a town or sharper.

Invariant: degrees become positions by one projection (equirectangular at the map's middle latitude); a ring is as wide as the doubt.
"""

import math
from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from trucebook.web.outlines import Outline, Outlines
from trucebook.web.pages.map import MapPage, Spot

WIDTH = 900.0
LABELS = 14


class Projection:
    """Degrees to positions in the drawing."""

    def __init__(self, page: MapPage) -> None:
        squeeze = math.cos(math.radians((page.south + page.north) / 2))
        self.scale = WIDTH / max((page.east - page.west) * squeeze, 0.01)
        self.squeeze, self.west, self.north = squeeze, page.west, page.north
        self.height = max((page.north - page.south) * self.scale, 120.0)
        self.box = (page.west, page.south, page.east, page.north)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return the position of a point."""
        return (lon - self.west) * self.squeeze * self.scale, (self.north - lat) * self.scale


def draw(page: MapPage) -> Markup:
    """Return the map as SVG."""
    projection, outlines = Projection(page), Outlines.load()
    parts = [*_grounds(projection, outlines, page.spots), *_units(projection, outlines, page.spots)]
    parts += [_area(projection, outlines, s) for s in page.spots if s.area]
    parts += [_ring(projection, s) for s in page.spots if s.drawn == "ring"]
    pins = [s for s in page.spots if s.drawn == "pin"]
    parts += [_pin(projection, s) for s in reversed(pins)]
    parts += _labels(projection, [s for s in page.spots if s.drawn in ("pin", "ring")])
    said = f"map of {len(page.spots)} places; the table says the same in words"
    return Markup(
        f'<svg class="map" viewBox="0 0 {WIDTH:.0f} {projection.height:.0f}" role="group" aria-label="{escape(said)}">'
        f'<rect class="sea" width="{WIDTH:.0f}" height="{projection.height:.0f}"/>{"".join(parts)}</svg>'
    )


def _grounds(projection: Projection, outlines: Outlines, spots: Iterable[Spot]) -> Iterator[str]:
    """Yield the land, and the names of the countries that the reports speak of; no others are named."""
    points = [(s.lon, s.lat) for s in spots if s.lon is not None and s.lat is not None]
    west, south, east, north = projection.box
    for outline in outlines.within(west, south, east, north):
        yield f'<path class="land" d="{_path(projection, outline)}"><title>{escape(outline.name)}</title></path>'
    for outline in outlines.within(west, south, east, north):
        box = outline.box
        lon, lat = (max(box[0], west) + min(box[2], east)) / 2, (max(box[1], south) + min(box[3], north)) / 2
        x, y = projection.at(lon, lat)
        wide = min(box[2], east) - max(box[0], west) > (east - west) / 9
        if wide and outline.holds(lon, lat) and any(outline.holds(*p) for p in points):
            yield f'<text class="country" x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{escape(outline.name)}</text>'


def _units(projection: Projection, outlines: Outlines, spots: Iterable[Spot]) -> Iterator[str]:
    """Yield the first-level lines of the countries that have something to show, where the map is close enough for them."""
    if projection.box[2] - projection.box[0] > 30:
        return
    for country in sorted({s.country3 for s in spots if s.country3}):
        for outline in outlines.units(country):
            yield f'<path class="unit" d="{_path(projection, outline)}"/>'


def _area(projection: Projection, outlines: Outlines, spot: Spot) -> str:
    path = _path(projection, outlines.named(spot.area or ""))
    return f'<a href="#s-{escape(spot.id)}"><path class="area" d="{path}"><title>{escape(_said(spot))}</title></path></a>'


def _ring(projection: Projection, spot: Spot) -> str:
    x, y = projection.at(spot.lon or 0.0, spot.lat or 0.0)
    radius = (spot.ring or 0.0) * projection.scale
    return (
        f'<a href="#s-{escape(spot.id)}"><circle class="ring" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}">'
        f"<title>{escape(_said(spot))}</title></circle></a>"
    )


def _pin(projection: Projection, spot: Spot) -> str:
    x, y = projection.at(spot.lon or 0.0, spot.lat or 0.0)
    told = spot.agreements + spot.violations + spot.events + spot.figures
    radius = 3.5 + min(math.sqrt(told), 12)
    verdict = f" v-{spot.verdicts[0]}" if len(spot.verdicts) == 1 else ""
    return (
        f'<a href="#s-{escape(spot.id)}" aria-label="{escape(_said(spot))}">'
        f'<circle class="pin{verdict}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}">'
        f"<title>{escape(_said(spot))}</title></circle></a>"
    )


def _labels(projection: Projection, spots: Iterable[Spot]) -> Iterator[str]:
    """Yield the names of the places with most to tell, where no name stands already."""
    taken: list[tuple[float, float, float]] = []
    for spot in spots:
        x, y = projection.at(spot.lon or 0.0, spot.lat or 0.0)
        wide = 8.5 * len(spot.name)
        if len(taken) < LABELS and all(abs(y - b) > 17 or x + wide < a or a + w < x for a, b, w in taken):
            taken.append((x, y, wide))
            yield f'<text class="name" x="{x + 14:.1f}" y="{y + 4:.1f}">{escape(spot.name)}</text>'


def _path(projection: Projection, outline: Outline) -> str:
    parts = []
    for ring in outline.rings:
        points = " ".join(f"{x:.1f} {y:.1f}" for x, y in (projection.at(*p) for p in ring))
        parts.append(f"M{points}z")
    return "".join(parts)


def _said(spot: Spot) -> str:
    told = ((spot.agreements, "agreements"), (spot.violations, "violations"), (spot.events, "acts"), (spot.figures, "figures"))
    return f"{spot.name} ({spot.precision or 'extent unknown'}): " + ", ".join(f"{n} {name}" for n, name in told if n)
