"""The nouns of trucebook: frozen records, as they go over the wire.

Invariant: every `start` and `end` counts characters of `report.text`, end exclusive, and `text[start:end]` is the
`text` or `quote` that stands beside them. Unknown is None (or an empty list), never a default.
"""

import hashlib
from collections.abc import Iterator
from typing import Literal

import msgspec

MentionKind = Literal["actor", "place", "period", "figure", "object"]
ClaimKind = Literal["agreement", "provision", "violation", "event", "siege", "figure", "position", "quotation"]
Assertion = Literal["happened", "ongoing", "announced", "demanded", "refused", "threatened", "denied", "hypothetical"]
Precision = Literal["point", "town", "district", "province", "country", "region"]
Quantifier = Literal["exact", "more_than", "less_than", "about"]


class Caption(msgspec.Struct, frozen=True, kw_only=True):
    """A picture's caption printed among the text, with its credit line and dates (ISO days)."""

    start: int
    end: int
    text: str
    credit: str | None = None
    taken: str | None = None
    released: str | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One document as received: its text and what is known of its source.

    `id` names it in output, `sha256` is the hash of the text's UTF-8 bytes (or of the file's bytes where a file was
    read), `published` an ISO day or None, `mentions` spans given with the input that reading takes as they are.
    """

    id: str
    text: str
    sha256: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    agencies: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None
    captions: tuple[Caption, ...] = ()
    given: tuple["GivenMention", ...] = ()


class GivenMention(msgspec.Struct, frozen=True):
    """A mention that came with the input: its kind and span."""

    kind: MentionKind
    start: int
    end: int


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


class ReaderInfo(msgspec.Struct, frozen=True, kw_only=True):
    """Who read: name and version of the reader, its language model and the SHA-256 of the model's weights."""

    name: str
    version: str
    model: str
    model_sha256: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What one reader made of one report: the JSON contract of one output line."""

    report: Report
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    reader: ReaderInfo


def hash_text(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def valid_text(text: str) -> str:
    """Return the text with lone surrogates, which no file can hold, replaced by U+FFFD; the length stays."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("�" if "\ud800" <= ch <= "\udfff" else ch for ch in text)
    return text


def new_report(
    text: str,
    *,
    id: str | None = None,
    published: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    given: tuple[GivenMention, ...] = (),
    sha256: str | None = None,
) -> Report:
    """Make a report of a text; its id is the first 16 hex digits of the hash unless one is given."""
    text = valid_text(text)
    sha256 = sha256 or hash_text(text)
    return Report(
        id=id or sha256[:16], text=text, sha256=sha256, title=title, published=published, publisher=publisher, url=url, given=given
    )
