"""PLOVER JSON: one object an act, one line each, in the words of the PLOVER manual.

Invariant: an act that is only announced, demanded, threatened or denied keeps its type and says so in `assertion`; null is unknown.
"""

from typing import Any, BinaryIO

import msgspec

from trucebook.exports.dossier import Dossier, Told, day_of
from trucebook.exports.tolls import Toll, tolls
from trucebook.model import Event

KEYS = (
    ("id", "The event's id in the record."),
    ("date", "The day, null where it is not known to the day; `dateRange` holds the first and last possible day."),
    ("dateRange", "The first and the last possible day."),
    ("eventType", "The PLOVER type."),
    ("mode", "The PLOVER mode."),
    ("quad", "The quad class: VC, MC, VX or MX."),
    ("assertion", "Whether it happened, is announced, demanded, denied …"),
    ("source", "Who did it: `text`, `id`, `name`, `kind`, `country`, `side`."),
    ("target", "To whom, in the same form."),
    (
        "location",
        "Where: `text`, `id`, `name`, `precision`, `country`, `admin1`, `lat`, `lon` (no coordinates where wider than a district).",
    ),
    ("magnitude", "What is told in the event's own words: `killed` and `injured`, each with `best`, `low`, `high`."),
    ("text", "The words of the claim that scores best."),
    ("publications", "The reports: `id`, `publisher`, `published`, `url`, `claim`."),
)


def event_object(told: Told, event: Event, magnitude: dict[str, Toll]) -> dict[str, Any]:
    """Return an event as PLOVER's JSON has it."""
    code = told.dossier.codebook.codes["events"].get(event.type)
    return {
        "id": event.id,
        "date": day_of(event.date),
        "dateRange": [event.date.first, event.date.last] if event.date else None,
        "eventType": event.type,
        "mode": told.code("mode"),
        "quad": code.props.get("quad") if code else None,
        "assertion": event.assertion,
        "source": _actor(told, "source"),
        "target": _actor(told, "target"),
        "location": _location(told),
        "magnitude": {name: {"best": t.best, "low": t.low, "high": t.high} for name, t in magnitude.items()} or None,
        "text": told.quote(),
        "publications": _publications(told),
    }


def _actor(told: Told, role: str) -> dict[str, Any] | None:
    words, actor = told.text(role), told.actor(role)
    if words is None and actor is None:
        return None
    kept = ("actor_id", "name", "kind", "country", "side")
    return {"text": words} | {k.removeprefix("actor_"): getattr(actor, k) if actor else None for k in kept}


def _location(told: Told) -> dict[str, Any] | None:
    words, place, pin = told.text("place"), told.place(), told.pin()
    if words is None and place is None:
        return None
    kept = ("place_id", "name", "precision", "country", "admin1")
    found = {"text": words} | {k.removeprefix("place_"): getattr(place, k) if place else None for k in kept}
    return found | {"lat": pin[0] if pin else None, "lon": pin[1] if pin else None}


def _publications(told: Told) -> list[dict[str, Any]]:
    found = []
    for item in told.claims:
        report = told.dossier.reports.get(item.report)
        found.append(
            {
                "id": item.report,
                "publisher": report.publisher if report else None,
                "published": item.published,
                "url": report.url if report else None,
                "claim": item.claim.id,
            }
        )
    return found


def write(dossier: Dossier, out: BinaryIO) -> None:
    """Write one JSON object an event, one line each."""
    counted = {name: tolls(dossier, name) for name in ("killed", "injured")}
    for event in dossier.record.events:
        magnitude = {name: found[event.id] for name, found in counted.items() if event.id in found}
        out.write(msgspec.json.encode(event_object(dossier.told(event), event, magnitude)) + b"\n")
