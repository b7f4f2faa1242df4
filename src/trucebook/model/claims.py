"""Mentions and claims: what a reader finds in one report, each with the words it came from; and the way back from JSON.

Invariant: `text[start:end]` of the report is the `text` or `quote` that stands beside `start` and `end`.
"""

from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from trucebook.model.reports import MentionKind, Report

ClaimKind = Literal["agreement", "provision", "violation", "event", "siege", "figure", "position", "quotation"]
Assertion = Literal["happened", "ongoing", "announced", "demanded", "refused", "threatened", "denied", "hypothetical"]
Precision = Literal["point", "town", "district", "province", "country", "region"]
Quantifier = Literal["exact", "more_than", "less_than", "about"]

STATUS_WEIGHED = "status weighed"  # the reason of an agreement whose status a learned head gave, for no word around its namings tells it


class ActorValue(msgspec.Struct, frozen=True, kw_only=True):
    """Who is meant: an id of actors.csv or states.csv, or None for an actor known by its words alone.

    `country` is ISO 3166-1 alpha-2; `side` names what the actor stands with ("government", "opposition", …).
    """

    actor_id: str | None = None
    name: str | None = None
    kind: str | None = None
    country: str | None = None
    side: str | None = None


class PlaceValue(msgspec.Struct, frozen=True, kw_only=True):
    """Where: a gazetteer id with coordinates in degrees; `country` is alpha-2 and `country3` alpha-3 of ISO 3166-1."""

    place_id: str | None = None
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    country3: str | None = None
    admin1: str | None = None
    precision: Precision | None = None


class PeriodValue(msgspec.Struct, frozen=True, kw_only=True, rename={"first": "from", "last": "to"}):
    """When: first and last possible ISO day, inclusive, and the TIMEX3-style value of the words."""

    first: str | None = None
    last: str | None = None
    precision: str | None = None
    timex: str | None = None


class FigureValue(msgspec.Struct, frozen=True, kw_only=True):
    """How many: low and high are equal for an exact number, one of them None for an open end."""

    low: int | None = None
    high: int | None = None
    quantifier: Quantifier = "exact"
    unit: str | None = None


class ObjectValue(msgspec.Struct, frozen=True, kw_only=True, rename={"class_": "class"}):
    """What: weapon, vehicle, aircraft, installation, money, document or nationality (which has its country's point)."""

    class_: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


MentionValue = ActorValue | PlaceValue | PeriodValue | FigureValue | ObjectValue
Value = MentionValue | str | int | float | bool | list[str] | None


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A span of the text that names an actor, place, period, figure or object."""

    kind: MentionKind
    start: int
    end: int
    text: str
    value: MentionValue | None = None


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a claim with the words it came from; a value that no word carries has no span."""

    text: str | None = None
    start: int | None = None
    end: int | None = None
    value: Value = None


Fields = dict[str, Field | list[Field]]


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One thing one report asserts, with its quote, fields, status, speaker, score (0–1) and the reasons for it."""

    id: str
    kind: ClaimKind
    start: int
    end: int
    quote: str
    assertion: Assertion = "happened"
    background: bool = False
    speaker: Field | None = None
    score: float = 0.5
    reasons: tuple[str, ...] = ()
    fields: Fields = {}

    def spans(self) -> Iterator[Field]:
        """Yield every field, the speaker too, one by one."""
        if self.speaker is not None:
            yield self.speaker
        for value in self.fields.values():
            yield from value if isinstance(value, list) else (value,)

    def value(self, name: str) -> Value:
        """Return the value of a single field, None where it is absent or a list."""
        field = self.fields.get(name)
        return field.value if isinstance(field, Field) else None

    def many(self, name: str) -> list[Field]:
        """Return the fields of a list by name; empty where it is absent or a single field."""
        fields = self.fields.get(name)
        return list(fields) if isinstance(fields, list) else []


class ReaderInfo(msgspec.Struct, frozen=True, kw_only=True):
    """Who read: name and version of the reader, its language model and the SHA-256 of the model's weights."""

    name: str
    version: str
    model: str
    model_sha256: str


class Skimmed(msgspec.Struct, frozen=True, kw_only=True):
    """How much of a report skimming let the reader see: sentences in all and read, characters in all and read."""

    sentences: int
    read: int
    characters: int
    characters_read: int


class Reading(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one reader made of one report: the JSON contract of one output line; `skimmed` only where it was skimmed."""

    report: Report
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    reader: ReaderInfo
    skimmed: Skimmed | None = None


_VALUES: tuple[tuple[str, Any], ...] = (
    ("timex", PeriodValue),
    ("place_id", PlaceValue),
    ("actor_id", ActorValue),
    ("quantifier", FigureValue),
    ("class", ObjectValue),
)


def decode_value(value: Any) -> Value:
    """Return a field's value from its JSON form; a value of a mention is known by the key only its kind has."""
    if isinstance(value, dict):
        return msgspec.convert(value, next(kind for key, kind in _VALUES if key in value))  # type: ignore[no-any-return]
    return value  # type: ignore[no-any-return]


def decode_field(raw: dict[str, Any]) -> Field:
    """Return a field from its JSON form."""
    return Field(text=raw.get("text"), start=raw.get("start"), end=raw.get("end"), value=decode_value(raw.get("value")))


def decode_claim(raw: dict[str, Any]) -> Claim:
    """Return a claim from its JSON form, the inverse of msgspec's encoding."""
    fields: Fields = {
        name: [decode_field(one) for one in field] if isinstance(field, list) else decode_field(field)
        for name, field in raw["fields"].items()
    }
    speaker = decode_field(raw["speaker"]) if raw.get("speaker") else None
    return Claim(**(raw | {"fields": fields, "speaker": speaker, "reasons": tuple(raw.get("reasons", ()))}))
