"""A claim that a person marks in a report: checked against the text, and guessed at from the words and from what stands near.

Invariant: pure; a marked claim holds text[start:end] == quote in every span, and a guess is only ever a proposal with its reasons.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from trucebook.claim_ids import PERSON, marked_id
from trucebook.codebook import Codebook
from trucebook.errors import EvidenceError, InputError
from trucebook.model import Assertion, Claim, ClaimKind, Field, Fields, PeriodValue, PlaceValue, Report

CODED: dict[str, tuple[str, str]] = {
    "agreement": ("type", "agreements"),
    "provision": ("action", "provisions"),
    "violation": ("act", "violations"),
    "event": ("type", "events"),
    "figure": ("category", "figures"),
}
_NUMBER = re.compile(r"\d{1,3}(?:[,\u00a0 ]\d{3})+|\d+")
_SMALL = "one two three four five six seven eight nine ten eleven twelve".split()
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_ENDS = ("ing", "ed", "es", "s", "al", "d")
_NEAR = 400


class Guess(msgspec.Struct, frozen=True, kw_only=True):
    """What marked words may claim: a kind, fields, and why each was proposed."""

    kind: ClaimKind
    fields: Fields = {}
    reasons: tuple[str, ...] = ()


def mark(
    report: Report,
    kind: ClaimKind,
    start: int,
    end: int,
    *,
    by: str,
    at: str,
    fields: Fields | None = None,
    assertion: Assertion = "happened",
) -> Claim:
    """Return the claim a person makes of `report.text[start:end]`; raises EvidenceError where a span is not in the text.

    Its id follows from report, kind, span, person and instant, so that two people who mark the same words make two claims.
    """
    quote = report.text[start:end]
    if not 0 <= start < end <= len(report.text) or not quote.strip():
        raise EvidenceError(f"report {report.id}: there are no words at {start}:{end}")
    claim = Claim(
        id=marked_id(report, kind, start, end, by=by, at=at),
        kind=kind,
        start=start,
        end=end,
        quote=quote,
        assertion=assertion,
        score=1.0,
        reasons=(f"marked by {PERSON}{by}",),
        fields=fields or {},
    )
    for field in claim.spans():
        if (field.start, field.end, field.text) != (None, None, None) and report.text[field.start : field.end] != field.text:
            raise EvidenceError(f"report {report.id}: field {field.text!r} is not at {field.start}:{field.end}")
    return claim


def guess(report: Report, start: int, end: int, near: Sequence[Claim], codebook: Codebook) -> Guess:
    """Return what marked words may claim: a code whose words they hold, a number, and the date, place and agreement told beside them."""
    words = report.text[start:end]
    number = _NUMBER.search(words)
    found = _coded(words, codebook)
    if number is not None or any(w in _SMALL for w in _WORD.findall(words.lower())[:3]):
        counted = [f for f in found if f[0] == "figure"] or _coded(_sentence(report.text, start, end), codebook, "figure")
        if counted:
            found = counted
    if not found:
        return Guess(kind="event", reasons=("no word of the codebook stands in it",))
    kind, code, word = found[0]
    fields: Fields = {CODED[kind][0]: Field(value=code)}
    reasons = [f"{code} by the codebook's “{word}”"]
    if kind == "figure":
        fields |= _count(report.text, start, end)
    if kind == "provision":
        fields["status"] = Field(value="promised")
    for name, field, reason in _beside(kind, start, end, near):
        fields.setdefault(name, field)
        reasons.append(reason)
    return Guess(kind=kind, fields=fields, reasons=tuple(reasons))  # type: ignore[arg-type]


def _coded(words: str, codebook: Codebook, only: str | None = None) -> list[tuple[str, str, str]]:
    """Return (kind, code, word) of codes whose words stand in some text, the longest word first."""
    lower = words.lower()
    stems = {s for w in _WORD.findall(lower) for s in _stems(w)}
    order = ("provision", "violation", "figure", "agreement", "event")
    found = []
    for rank, kind in enumerate(order):
        if only is not None and kind != only:
            continue
        for code in codebook.codes[CODED[kind][1]].values():
            hit = next((w for w in _lexicon(code.lexicon) if (w in lower if " " in w else w in stems)), None)
            if hit is not None:
                found.append(((-hit.count(" "), rank, -len(hit)), (kind, code.id, hit)))
    return [row for _, row in sorted(found)]


def _lexicon(lexicon: dict[str, list[str]]) -> Iterator[str]:
    """Yield the plain words of a code: bare acts, verbs, nouns, phrases; of a frame only where it names one act and one theme."""
    for name in ("phrases", "bare", "heads", "verbs", "nouns", "intransitive", "outcomes", "adjectives"):
        yield from (w.replace("_", " ") for w in lexicon.get(name, ()))
    for frame in lexicon.get("frames", ()):
        acts, _, themes = frame.partition(">")
        for act in acts.split():
            yield from (f"{act} the {theme}" for theme in themes.split() if not theme.startswith("@"))


def _stems(word: str) -> Iterator[str]:
    yield word
    for tail in _ENDS:
        if word.endswith(tail) and len(word) - len(tail) > 2:
            yield word[: -len(tail)]
            yield word[: -len(tail)] + "e"


def _sentence(text: str, start: int, end: int) -> str:
    """Return the words around a span up to the next full stops or line breaks."""
    before = max(text.rfind(". ", 0, start), text.rfind("\n", 0, start)) + 1
    after = min((i for i in (text.find(". ", end), text.find("\n", end)) if i >= 0), default=len(text))
    return text[before:after]


def _count(text: str, start: int, end: int) -> Fields:
    """Return low and high of the first number in a span, with its words."""
    match = _NUMBER.search(text, start, end)
    if match is not None:
        value = int(re.sub(r"\D", "", match[0]))
        words: dict[str, Any] = {"text": match[0], "start": match.start(), "end": match.end()}
        return {"low": Field(**words, value=value), "high": Field(**words, value=value), "quantifier": Field(value="exact")}
    for word in re.finditer(r"[A-Za-z]+", text[start:end]):
        if word[0].lower() in _SMALL:
            value = _SMALL.index(word[0].lower()) + 1
            words = {"text": word[0], "start": start + word.start(), "end": start + word.end()}
            return {"low": Field(**words, value=value), "high": Field(**words, value=value), "quantifier": Field(value="exact")}
    return {}


def _beside(kind: str, start: int, end: int, near: Iterable[Claim]) -> Iterator[tuple[str, Field, str]]:
    """Yield (field, value, reason) taken from the claims of the same report that stand nearest."""
    ranked = sorted(near, key=lambda c: (max(c.start - end, start - c.end, 0), c.start, c.id))
    if kind in ("provision", "violation"):
        told = next((c for c in ranked if c.kind == "agreement" and not c.background), None) or next(
            (c for c in ranked if c.kind == "agreement"), None
        )
        if told is not None:
            yield "agreement", Field(value=told.id), f"the nearest agreement is “{told.quote}”"
    close = [c for c in ranked if max(c.start - end, start - c.end, 0) <= _NEAR]
    for name, shape in (("place", PlaceValue), ("date", PeriodValue)):
        if kind == "agreement" and name == "date":
            continue
        field = next((f for c in close if isinstance(f := c.fields.get(name), Field) and isinstance(f.value, shape)), None)
        if field is not None and field.text and not (kind == "provision" and name == "date"):
            yield name, field, f"{name} “{field.text}” stands beside it"


def check_kind(kind: str) -> ClaimKind:
    """Return a claim's kind; raises InputError for one that people cannot mark."""
    if kind not in CODED and kind not in ("siege", "position", "quotation"):
        raise InputError(f"{kind}: no such kind of claim; there are {', '.join((*CODED, 'siege', 'position', 'quotation'))}")
    return kind  # type: ignore[return-value]
