"""FollowTheMoney entities as JSON lines: actors, places, agreements, acts and sieges as events, stances as links, reports as documents.

Invariant: every entity's schema and properties exist in FollowTheMoney (a test asks its own library); dates keep their precision.
"""

import hashlib
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from trucebook.exports.acled import HAPPENED
from trucebook.exports.dossier import Dossier, Noun, Told
from trucebook.exports.hxl import Line
from trucebook.model import ActorValue, Agreement, Event, PeriodValue, PlaceValue, Position, Siege, Violation

SCHEMATA = (
    ("Article", "A report: title, publisher, publishedAt, sourceUrl, language."),
    (
        "Event",
        "An agreement, violation, act that happened or siege: name, date, startDate, endDate, country, location, involved, proof, summary.",
    ),
    ("Organization", "An actor that is a state, force, group or body."),
    ("Person", "An actor that is a person."),
    ("UnknownLink", "An actor's stance on an agreement: subject, object, role (the stance), status, date, proof, summary."),
    ("Address", "A place: full, city, state, country, latitude, longitude."),
)
_ROLES = ("parties", "source", "target", "perpetrator", "victim", "besieger")


def entities(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Yield each entity once: reports, then what happened, each behind its actors and place."""
    for report in dossier.reports.values():
        yield _entity(
            _id("report", report.id),
            "Article",
            title=report.title or report.id,
            publisher=report.publisher,
            publishedAt=report.published,
            sourceUrl=report.url,
            language=_language(report.language),
        )
    seen: set[str] = set()
    for entity in _things(dossier):
        if entity["id"] not in seen:
            seen.add(entity["id"])
            yield entity


def _things(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Yield what happened and who took which stance, each behind what it speaks of, however often that comes."""
    for noun in _nouns(dossier):
        yield from _around(dossier.told(noun))
    for position in dossier.record.positions:
        yield from _stance(dossier.told(position), position)


def _stance(told: Told, position: Position) -> Iterator[dict[str, Any]]:
    """Yield who takes a stance, then its link to the agreement; FollowTheMoney's own Position is an office that a person holds."""
    field = next((f for f in told.fields("actor") if f.text), None)
    actor = _actor(field.value if field else None, field.text if field else position.actor)
    yield actor
    yield _entity(
        _id("position", position.id),
        "UnknownLink",
        subject=actor["id"],
        object=_id("event", position.agreement),
        role=position.stance,
        status="conditional" if position.conditional else None,
        summary=told.quote(),
        **_dates(Line(told).period()),
        proof=[_id("report", r.id) for r in told.reports()],
    )


def _nouns(dossier: Dossier) -> Iterator[Noun]:
    record = dossier.record
    yield from record.agreements
    yield from record.violations
    yield from (e for e in record.events if e.assertion in HAPPENED)
    yield from record.sieges


def _around(told: Told) -> Iterator[dict[str, Any]]:
    """Yield the actors and the place of a thing, then the thing."""
    actors = [_actor(field.value, field.text) for role in _ROLES for field in told.fields(role) if field.text]
    yield from actors
    place = told.place()
    address = _address(place) if place else None
    if address:
        yield address
    line = Line(told)
    yield _entity(
        _id("event", told.noun.id),
        "Event",
        name=_name(told),
        summary=told.quote(),
        **_dates(line.period()),
        country=place.country.lower() if place and place.country else None,
        location=told.text("place"),
        address=(address or {}).get("caption"),
        addressEntity=address["id"] if address else None,
        involved=sorted({a["id"] for a in actors}),
        proof=[_id("report", r.id) for r in told.reports()],
    )


def _name(told: Told) -> str:
    noun = told.noun
    if isinstance(noun, Agreement):
        return noun.label
    if isinstance(noun, Siege):
        return f"siege of {told.text('place') or 'a place not told'}"
    what = noun.type if isinstance(noun, Event) else (noun.act if isinstance(noun, Violation) else None) or "violation"
    return " ".join(w for w in (what, "by", told.text("source") or told.text("perpetrator") or "unknown") if w)


def _dates(period: PeriodValue | None) -> dict[str, str | None]:
    if period is None:
        return {}
    return {"date": period.first} if period.first == period.last else {"startDate": period.first, "endDate": period.last}


def _actor(value: Any, words: str | None) -> dict[str, Any]:
    actor = value if isinstance(value, ActorValue) else ActorValue()
    name = (actor.name if actor.actor_id else None) or " ".join((words or "").split())
    return _entity(
        _id("actor", actor.actor_id or name.lower()),
        "Person" if actor.kind == "person" else "Organization",
        name=name,
        country=actor.country.lower() if actor.country else None,
    )


def _address(place: PlaceValue) -> dict[str, Any]:
    town = place.precision in ("point", "town")
    pin = place.precision in ("point", "town", "district")
    full = ", ".join(p for p in (place.name, place.admin1 if place.admin1 != place.name else None, place.country) if p)
    return _entity(
        _id("place", place.place_id or full),
        "Address",
        full=full,
        city=place.name if town else None,
        state=place.admin1,
        country=place.country.lower() if place.country else None,
        latitude=str(place.lat) if pin and place.lat is not None else None,
        longitude=str(place.lon) if pin and place.lon is not None else None,
    )


def _language(code: str | None) -> str | None:
    return {"en": "eng", "fr": "fra", "ar": "ara", "es": "spa", "ru": "rus", "pt": "por", "de": "deu", "tr": "tur"}.get(code or "")


def _id(kind: str, name: str) -> str:
    return f"trucebook-{kind}-{hashlib.sha256(name.encode()).hexdigest()[:24]}"


def _entity(id: str, schema: str, **properties: Any) -> dict[str, Any]:
    """Return an entity; every property is a list of words, and one without any is left out."""
    listed = {k: v if isinstance(v, list) else [v] for k, v in properties.items() if v}
    caption = next((listed[k][0] for k in ("name", "title", "full", "role") if k in listed), id)
    return {"id": id, "caption": caption, "schema": schema, "properties": {k: v for k, v in listed.items() if v}, "datasets": ["trucebook"]}


def write(dossier: Dossier, out: BinaryIO) -> None:
    """Write one entity a line."""
    for entity in entities(dossier):
        out.write(msgspec.json.encode(entity) + b"\n")
