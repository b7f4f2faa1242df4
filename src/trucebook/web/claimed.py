"""A claim as people read and correct it: its fields in order, each with its words, its choices and the codebook beside it.

Invariant: what blind coders see holds no one else's decision; a choice offered is one that the codebook knows.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from trucebook.codebook import Code, Codebook
from trucebook.matching import Filed
from trucebook.model import ActorValue, Claim, Field, Judgement, PeriodValue, PlaceValue
from trucebook.record import apply_judgements, rejected_claims
from trucebook.web.asked import Asked
from trucebook.web.shelf import Shelf
from trucebook.wording import one_line, show_code, show_period

FIELDS: dict[str, tuple[str, ...]] = {
    "agreement": (
        "type",
        "status",
        "label",
        "declared",
        "began",
        "ended",
        "duration",
        "place",
        "parties",
        "mediators",
        "monitors",
        "supersedes",
    ),
    "provision": ("action", "status", "agreement", "debtor", "beneficiary", "object", "place", "due", "in_exchange_for"),
    "violation": ("act", "agreement", "perpetrator", "victim", "date", "place", "alleged_by"),
    "event": ("type", "mode", "source", "target", "instrument", "date", "place"),
    "figure": ("category", "low", "high", "quantifier", "unit", "stock_or_flow", "who", "date", "place", "said_by"),
    "siege": ("besieger", "place", "from", "to", "cut"),
    "position": ("actor", "agreement", "stance"),
    "quotation": ("words", "speaker", "organisation", "direct"),
}
CODES = {
    ("agreement", "type"): "agreements",
    ("provision", "action"): "provisions",
    ("violation", "act"): "violations",
    ("event", "type"): "events",
    ("figure", "category"): "figures",
}
CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("agreement", "status"): (
        "proposed", "announced", "in_force", "violated", "collapsed", "expired", "fulfilled", "refused", "superseded", "unknown",
    ),
    ("provision", "status"): ("promised", "demanded", "refused", "under_way", "done", "breached", "unknown"),
    ("figure", "quantifier"): ("exact", "more_than", "less_than", "about"),
    ("figure", "unit"): ("person", "household"),
    ("figure", "stock_or_flow"): ("stock", "flow"),
    ("position", "stance"): ("accepts", "refuses", "demands", "doubts", "guarantees"),
}  # fmt: skip
PERIODS = ("declared", "began", "ended", "due", "date", "from", "to")
NUMBERS = ("low", "high")
LISTS = ("parties", "mediators", "monitors", "cut", "named")
CUT = ("food", "water", "medicine", "power", "movement")
IDS = ("agreement", "supersedes", "in_exchange_for")
LINKED = ("agreement", "supersedes")
MEANING = {
    "declared": "The day it was agreed or announced.",
    "began": "The day it took effect. Leave it empty where no report says so.",
    "ended": "The day it was over.",
    "duration": "A fixed term as ISO 8601: PT72H, P10D, P1M.",
    "place": "Where, in the report's words.",
    "parties": "Who is bound by it, one a line.",
    "mediators": "Who brought it about, one a line.",
    "monitors": "Who watches over it, one a line.",
    "cut": "What is kept out, one a line: food, water, medicine, power, movement, or the report's own words.",
    "debtor": "Who has to do it.",
    "beneficiary": "For whom it is done.",
    "object": "What is handed over, opened, freed.",
    "due": "By when it has to be done.",
    "perpetrator": "Who did it, as the report has it.",
    "victim": "Who or what it was done to.",
    "alleged_by": "Who says so, where the report does not say it itself.",
    "low": "The least number the words allow.",
    "high": "The greatest number the words allow; empty where they leave it open.",
    "quantifier": "How the words bound the number.",
    "stock_or_flow": "Stock: people in that state at a time. Flow: people it happened to within a time.",
    "who": "The people counted.",
    "said_by": "Who counted.",
    "agreement": "The claim of the agreement it belongs to.",
    "supersedes": "The claim of the agreement it takes the place of.",
    "in_exchange_for": "The claims of what is done in return.",
    "label": "What the report calls it.",
    "status": "How it stands by these words.",
    "date": "When; the first and the last possible day.",
}


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """One choice of a field, with what the codebook says of it."""

    id: str
    label: str
    definition: str = ""
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    example: str | None = None


class FieldRow(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a claim as the form shows it.

    `control` is choice, period, number, lines, link or words; `value` and `value2` are what the controls hold (a period's last day is
    `value2`); `shown` says it in words, `words` are the report's own at `start`–`end`; `by` names the person who set it.
    """

    name: str
    label: str
    control: str
    value: str = ""
    value2: str = ""
    shown: str = ""
    words: str | None = None
    start: int | None = None
    end: int | None = None
    by: str | None = None
    meaning: str = ""
    options: tuple[Option, ...] = ()


class ClaimView(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as read: kind, words and place, standing, score with reasons, fields, and what was decided on it."""

    id: str
    kind: str
    code: str | None
    report: str
    start: int
    end: int
    quote: str
    assertion: str
    background: bool
    speaker: str | None
    score: float
    reasons: tuple[str, ...]
    decision: str | None
    credibility: int | None
    fields: tuple[FieldRow, ...]


def seen_by(asked: Asked, claims: Iterable[str]) -> list[tuple[Filed, list[Judgement], bool]]:
    """Return (claim as judged, its judgements, whether it was rejected), of some claims; a blind coder's own judgements alone count."""
    shelf, found = asked.shelf, []
    for name in claims:
        item = shelf.raw.get(name)
        if item is None or (asked.session.blind and shelf.marked.get(name, (asked.session.who, ""))[0] != asked.session.who):
            continue
        judged = [j for j in shelf.judged.get(name, ()) if not asked.session.blind or j.by == asked.session.who]
        rejected = name in rejected_claims(judged)
        kept = apply_judgements([item], [j for j in judged if j.act != "reject"])
        found.append((kept[0], judged, rejected))
    return found


def view(shelf: Shelf, codebook: Codebook, item: Filed, judged: Sequence[Judgement], rejected: bool, *, form: bool) -> ClaimView:
    """Return a claim as pages show it; with `form`, fields that are empty are there too, with their choices."""
    claim = item.claim
    grades = [int(str(j.value)) for j in judged if j.act == "grade" and str(j.value).isdigit()]
    decided = "rejected" if rejected else next((f"{j.act}ed" for j in reversed(judged) if j.act in ("accept", "correct")), None)
    name = next((n for (k, n) in CODES if k == claim.kind), None)
    return ClaimView(
        id=claim.id,
        kind=claim.kind,
        code=str(claim.value(name)) if name and claim.value(name) is not None else None,
        report=item.report,
        start=claim.start,
        end=claim.end,
        quote=claim.quote,
        assertion=claim.assertion,
        background=claim.background,
        speaker=claim.speaker.text if claim.speaker else None,
        score=claim.score,
        reasons=claim.reasons,
        decision=decided,
        credibility=grades[-1] if grades else None,
        fields=tuple(_fields(shelf, codebook, claim, judged, form, item.report)),
    )


def _fields(shelf: Shelf, codebook: Codebook, claim: Claim, judged: Sequence[Judgement], form: bool, report: str) -> Iterator[FieldRow]:
    known = FIELDS.get(claim.kind, ())
    names = [*known, *(n for n in claim.fields if n not in known and n not in ("named", "term"))]
    setter = {j.field: j.by for j in judged if j.act == "correct"}
    for name in names:
        value = claim.fields.get(name)
        if value is not None or (form and name in known):
            yield field_row(shelf, codebook, claim, name, value, by=setter.get(name), report=report)


def field_row(
    shelf: Shelf,
    codebook: Codebook,
    claim: Claim | str,
    name: str,
    value: Field | list[Field] | None,
    *,
    report: str,
    by: str | None = None,
) -> FieldRow:
    """Return one field of a claim (or of one of that kind yet to be made) as the form shows it."""
    kind, own = (claim, "") if isinstance(claim, str) else (claim.kind, claim.id)
    rows = value if isinstance(value, list) else [value] if value is not None else []
    control = control_of(kind, name)
    held, last = _held(control, rows)
    single = rows[0] if len(rows) == 1 else None
    options = options_of(codebook, kind, name) if control == "choice" else ()
    if control == "link" and name in LINKED:
        options = tuple(_agreements_told(shelf, report, own, held))
    return FieldRow(
        name=name,
        label=show_code(name),
        control=control,
        value=held,
        value2=last,
        shown=" · ".join(s for f in rows if (s := _said(shelf, name, f))),
        words=one_line(single.text) if single and single.text else None,
        start=single.start if single else None,
        end=single.end if single else None,
        by=by,
        meaning=MEANING.get(name, ""),
        options=options,
    )


def _agreements_told(shelf: Shelf, report: str, own: str, held: str) -> Iterator[Option]:
    """Yield the agreements a report tells of, and the one that is held wherever it is told."""
    names = [c for c in shelf.claims_of.get(report, ()) if shelf.raw[c].claim.kind == "agreement" and c != own]
    for name in names if held in names or held not in shelf.raw else [held, *names]:
        yield Option(id=name, label=f"“{one_line(shelf.raw[name].claim.quote)[:90]}”")


def control_of(kind: str, name: str) -> str:
    """Return which control a field is edited with."""
    if (kind, name) in CODES or (kind, name) in CHOICES:
        return "choice"
    if name in PERIODS:
        return "period"
    if name in NUMBERS:
        return "number"
    if name in IDS:
        return "link"
    return "lines" if name in LISTS else "words"


def options_of(codebook: Codebook, kind: str, name: str) -> tuple[Option, ...]:
    """Return the choices of a field."""
    file = CODES.get((kind, name))
    if file is not None:
        return tuple(_option(code) for code in codebook.codes[file].values())
    return tuple(Option(id=c, label=show_code(c)) for c in CHOICES.get((kind, name), ()))


def _option(code: Code) -> Option:
    return Option(
        id=code.id,
        label=code.label,
        definition=code.definition,
        includes=tuple(code.includes),
        excludes=tuple(code.excludes),
        example=code.example.text if code.example else None,
    )


def _held(control: str, rows: Sequence[Field]) -> tuple[str, str]:
    """Return what a field's controls hold."""
    if not rows:
        return "", ""
    value = rows[0].value
    if control == "period":
        return (value.first or "", value.last or "") if isinstance(value, PeriodValue) else ("", "")
    if control == "lines":
        return "\n".join(words_of(f) for f in rows), ""
    if control in ("choice", "number", "link"):
        return ", ".join(value) if isinstance(value, list) else "" if value is None else str(value), ""
    return words_of(rows[0]), ""


def words_of(field: Field) -> str:
    """Return what a field's control holds: the report's words, else the name or value."""
    if field.text:
        return one_line(field.text)
    return field.value.name or "" if isinstance(field.value, ActorValue | PlaceValue) else "" if field.value is None else str(field.value)


def _said(shelf: Shelf, name: str, field: Field) -> str:
    """Return a field in words: a period's days, an actor's or place's known name, a claim's quote, a code without its underscores."""
    value = field.value
    if isinstance(value, PeriodValue):
        return show_period(value)
    if isinstance(value, ActorValue | PlaceValue):
        return value.name or (one_line(field.text) if field.text else "")
    if name in IDS:
        names = value if isinstance(value, list) else [str(value)]
        return " · ".join(f"“{one_line(shelf.raw[n].claim.quote)}”" for n in names if n in shelf.raw)
    return show_code(str(value)) if value is not None else one_line(field.text or "")
