"""The nouns of trucebook: frozen records, as they go over the wire.

Invariant: every `start` and `end` counts characters of `report.text`, end exclusive, and `text[start:end]` is the
`text` or `quote` that stands beside them. Unknown is None (or an empty list), never a default.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

MentionKind = Literal["actor", "place", "period", "figure", "object"]
ClaimKind = Literal["agreement", "provision", "violation", "event", "siege", "figure", "position", "quotation"]
Assertion = Literal["happened", "ongoing", "announced", "demanded", "refused", "threatened", "denied", "hypothetical"]
Precision = Literal["point", "town", "district", "province", "country", "region"]
Method = Literal["file", "stdin", "fetched"]
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
    read), `published` an ISO day or None with what it was taken from (`published_basis`: given, page, e-mail, feed, table, file
    name, address), `pages` where each page of a PDF begins in the text, `given` spans with the input that reading takes as they are.
    A translation is a report of its own: `translation_of` is the id of the report it was made from, `translated_by` who made it.
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
    media_type: str | None = None
    published_basis: str | None = None
    pages: tuple[int, ...] = ()
    given: tuple["GivenMention", ...] = ()
    translation_of: str | None = None
    translated_by: str | None = None


class GivenMention(msgspec.Struct, frozen=True):
    """A mention that came with the input: its kind and span."""

    kind: MentionKind
    start: int
    end: int


class Original(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes a report was made of, as received: where from, how and when.

    `method` is file, stdin or fetched; `name` a path or address; `retrieved_at` an ISO instant, None where the book is to say when it took
    them in. The reports of one archive or table share its bytes, which a book keeps once.
    """

    raw: bytes
    method: Method = "file"
    name: str | None = None
    media_type: str | None = None
    retrieved_at: str | None = None


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


Act = Literal["accept", "correct", "reject", "merge", "split", "grade", "undo"]
Verdict = Literal["not_in_force", "superseded", "fulfilled", "expired", "broken", "no_information", "strained", "too_early", "holding"]


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided about one or more claims: who, when (ISO instant), what, why.

    `accept`, `correct` and `reject` speak of `claims[0]`; `correct` sets `field` to `value` with the words it stands on,
    or to the list `members`, each with its own words;
    `merge` says that claims speak of one thing, `split` that they do not; `grade` sets `field` "source" of a report
    (`claims[0]` is then the report's id) or "credibility" of a claim; `undo` takes back the judgement `value` names.
    `between` names the two coders where an adjudicator decides between them; such a judgement is no coding of its own.
    """

    id: str
    act: Act
    claims: tuple[str, ...]
    by: str
    at: str
    field: str | None = None
    value: Value = None
    text: str | None = None
    start: int | None = None
    end: int | None = None
    why: str | None = None
    members: tuple[Field, ...] | None = None
    between: tuple[str, str] | None = None


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A suggestion that two claims speak of one thing, with its score (0–1) and the reasons for it."""

    kind: ClaimKind
    left: str
    right: str
    score: float
    reasons: tuple[str, ...] = ()


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How a thing stood by one claim: the day that claim can be placed on (None where no day is known) and the status."""

    status: str
    claim: str
    day: str | None = None


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement as many claims have it; `standings` are in day order, `supersedes` and `superseded_by` are agreement ids."""

    id: str
    label: str
    kind: str | None = None
    place: str | None = None
    began: PeriodValue | None = None
    declared: PeriodValue | None = None
    ended: PeriodValue | None = None
    duration: str | None = None
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    monitors: tuple[str, ...] = ()
    supersedes: str | None = None
    superseded_by: str | None = None
    background: bool = False
    standings: tuple[Standing, ...] = ()
    claims: tuple[str, ...] = ()


class Provision(msgspec.Struct, frozen=True, kw_only=True):
    """One obligation as many claims have it, with its status over time; `in_exchange_for` are provision ids."""

    id: str
    agreement: str
    action: str
    debtor: str | None = None
    beneficiary: str | None = None
    object: str | None = None
    place: str | None = None
    due: PeriodValue | None = None
    in_exchange_for: tuple[str, ...] = ()
    standings: tuple[Standing, ...] = ()
    claims: tuple[str, ...] = ()


class Violation(msgspec.Struct, frozen=True, kw_only=True):
    """One act that breaks an agreement; `alleged_by` is None where a report states it itself."""

    id: str
    agreement: str
    act: str | None = None
    perpetrator: str | None = None
    victim: str | None = None
    date: PeriodValue | None = None
    alleged_by: str | None = None
    reported: str | None = None
    claims: tuple[str, ...] = ()


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One act as many claims have it, with its PLOVER type."""

    id: str
    type: str
    source: str | None = None
    target: str | None = None
    place: str | None = None
    date: PeriodValue | None = None
    assertion: str = "happened"
    claims: tuple[str, ...] = ()


class Rival(msgspec.Struct, frozen=True, kw_only=True):
    """One of the numbers given for a figure, with how many independent reports print it and who is said to have counted."""

    value: FigureValue
    sources: int
    counted_by: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One count of people harmed or moved with every number given for it, side by side; nothing is added up."""

    id: str
    category: str
    measure: str | None = None
    who: str | None = None
    place: str | None = None
    date: PeriodValue | None = None
    rivals: tuple[Rival, ...] = ()
    claims: tuple[str, ...] = ()


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """One of the times given for the beginning or end of something, with how many independent reports give it."""

    period: PeriodValue
    sources: int
    claims: tuple[str, ...] = ()


class Siege(msgspec.Struct, frozen=True, kw_only=True):
    """One siege as an interval of uncertain ends; every time given for an end stands in `beginnings` and `ends`, side by side.

    `provision` is the promise that is to lift it and `agreement` the agreement of that promise, as ids of the record.
    """

    id: str
    place: str | None = None
    besiegers: tuple[str, ...] = ()
    began: PeriodValue | None = None
    ended: PeriodValue | None = None
    beginnings: tuple[Edge, ...] = ()
    ends: tuple[Edge, ...] = ()
    cut: tuple[str, ...] = ()
    provision: str | None = None
    agreement: str | None = None
    background: bool = False
    standings: tuple[Standing, ...] = ()
    claims: tuple[str, ...] = ()


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """An actor's stance on an agreement, with the day it was first reported; stances that change stand one after the other."""

    id: str
    agreement: str
    actor: str
    stance: str
    reported: str | None = None
    conditional: bool = False
    claims: tuple[str, ...] = ()


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A report as the record knows it: its day, publisher, wire-copy group (the id of the group's first report) and grade."""

    report: str
    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    group: str
    grade: str = "F"
    places: tuple[str, ...] = ()


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a set of claims and judgements amounts to; a pure function of them."""

    agreements: tuple[Agreement, ...] = ()
    provisions: tuple[Provision, ...] = ()
    violations: tuple[Violation, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    sieges: tuple[Siege, ...] = ()
    positions: tuple[Position, ...] = ()
    sources: tuple[Source, ...] = ()


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """A claim called as evidence: its words, where they stand, the report and its day, and what the claim is called for."""

    claim: str
    report: str
    quote: str
    start: int
    end: int
    published: str | None = None
    shows: str = ""


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """Whether an agreement holds on a day: verdict, the rule that fired, its evidence, and what would change it."""

    agreement: str
    as_of: str
    verdict: Verdict
    rule: str
    evidence: tuple[Evidence, ...] = ()
    would_change: tuple[str, ...] = ()
    facts: dict[str, Any] = {}


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


_ADJUDICATED = re.compile(r"adjudicated between (?P<one>.+?) and (?P<two>.+?)(?:: (?P<why>.+))?", re.DOTALL)


def decode_judgement(raw: dict[str, Any]) -> Judgement:
    """Return a judgement from its JSON form; one that an older release wrote tells in its reason whom it decides between."""
    held: dict[str, Any] = {"claims": tuple(raw["claims"]), "value": decode_value(raw.get("value"))}
    if raw.get("members") is not None:
        held["members"] = tuple(decode_field(member) for member in raw["members"])
    if raw.get("between") is not None:
        held["between"] = tuple(raw["between"])
    elif "between" not in raw and (told := _ADJUDICATED.fullmatch(raw.get("why") or "")) is not None:
        held |= {"between": (told["one"], told["two"]), "why": told["why"]}
    return Judgement(**(raw | held))


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
    media_type: str | None = None,
    published_basis: str | None = None,
    pages: tuple[int, ...] = (),
) -> Report:
    """Make a report of a text; its id is the first 16 hex digits of the hash unless one is given."""
    text = valid_text(text)
    sha256 = sha256 or hash_text(text)
    return Report(
        id=id or sha256[:16],
        text=text,
        sha256=sha256,
        title=valid_text(title) if title else title,
        published=published,
        publisher=valid_text(publisher) if publisher else publisher,
        url=valid_text(url) if url else url,
        given=given,
        media_type=media_type,
        published_basis=published_basis,
        pages=pages,
    )
