"""GeoJSON (RFC 7946): agreements, violations, acts, sieges and figures at their places; a position has no place and is no feature.

Invariant: a place wider than a district has no geometry, so that no map shows a pin nobody reported; `precision` says how wide it is.
"""

from typing import Any, BinaryIO

import msgspec

from trucebook.exports.dossier import Dossier, Told
from trucebook.exports.hxl import Line
from trucebook.model import Agreement, Event, Figure, Siege, Violation

PROPERTIES = (
    ("kind", "agreement, violation, event, siege or figure."),
    ("type", "The code; of a siege how it stood by the last report: under_siege, eased or lifted."),
    ("place", "The place's name, or its words where the gazetteer does not know it."),
    ("place_id", "The place's id in the gazetteer."),
    ("precision", "point, town, district, province, country or region; null where no place is known."),
    ("country", "ISO 3166-1 alpha-2."),
    ("admin1", "The first-level unit."),
    ("from", "The first possible day; of a siege, of its beginning."),
    ("to", "The last possible day; of a siege, of its end."),
    ("first_reported", "The day of the first report."),
    ("independent_sources", "Reports that tell of it, wire copies counted once."),
    ("quote", "The words of the claim that scores best."),
    ("claims", "Ids of the claims."),
    ("no_geometry_because", "Why the geometry is null."),
)


def feature(told: Told) -> dict[str, Any]:
    """Return one feature; its geometry is a point, or null with the reason among the properties."""
    line, place, pin = Line(told), told.place(), told.pin()
    period = line.period()
    properties = {
        "kind": type(told.noun).__name__.lower(),
        "type": line.type(),
        "place": (place.name if place else None) or told.text("place"),
        "place_id": place.place_id if place else None,
        "precision": place.precision if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "from": period.first if period else None,
        "to": period.last if period else None,
        "first_reported": told.first_published(),
        "independent_sources": len(told.groups()),
        "quote": told.quote(),
        "claims": [item.claim.id for item in told.claims],
        "no_geometry_because": None if pin else told.no_pin(),
    }
    geometry = {"type": "Point", "coordinates": [pin[1], pin[0]]} if pin else None
    return {"type": "Feature", "id": told.noun.id, "geometry": geometry, "properties": properties}


def write(dossier: Dossier, out: BinaryIO) -> None:
    """Write one FeatureCollection, a feature a line."""
    record = dossier.record
    nouns: list[Agreement | Violation | Event | Siege | Figure] = [*record.agreements, *record.violations, *record.events]
    nouns += [*record.sieges, *record.figures]
    out.write(b'{"type":"FeatureCollection","features":[')
    for number, noun in enumerate(nouns):
        out.write((b",\n" if number else b"\n") + msgspec.json.encode(feature(dossier.told(noun))))
    out.write(b"\n]}\n")
