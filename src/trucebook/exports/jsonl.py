"""JSON lines in the contract of reading: one line a report, with the claims as people have corrected them.

Invariant: `text[start:end]` of the report is the quote; mentions are those the claims stand on, for a book keeps no others.
"""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from trucebook.exports.dossier import Dossier
from trucebook.exports.told_tables import ordered
from trucebook.model import (
    ActorValue,
    Claim,
    Field,
    FigureValue,
    Mention,
    MentionKind,
    MentionValue,
    ObjectValue,
    PeriodValue,
    PlaceValue,
    ReaderInfo,
    Reading,
)

UNKNOWN_READER = ReaderInfo(name="unknown", version="", model="", model_sha256="")
_KINDS: tuple[tuple[type[MentionValue], MentionKind], ...] = (
    (ActorValue, "actor"),
    (PlaceValue, "place"),
    (PeriodValue, "period"),
    (FigureValue, "figure"),
    (ObjectValue, "object"),
)


def readings(dossier: Dossier) -> Iterator[Reading]:
    """Yield a reading for each report, by day and id."""
    claims: dict[str, list[Claim]] = {}
    for item in ordered(dossier):
        claims.setdefault(item.report, []).append(item.claim)
    for name, report in sorted(dossier.reports.items(), key=lambda pair: (pair[1].published or "9999", pair[0])):
        mine = tuple(claims.get(name, ()))
        reader = dossier.readers.get(name, UNKNOWN_READER)
        yield Reading(report=report, mentions=tuple(_mentions(mine)), claims=mine, reader=reader)


def _mentions(claims: Iterable[Claim]) -> list[Mention]:
    """Return what the claims' fields name, each span once a kind."""
    found: dict[tuple[int, int, str], Mention] = {}
    for claim in claims:
        for field in claim.spans():
            if (mention := _mention(field)) is not None:
                found.setdefault((mention.start, mention.end, mention.kind), mention)
    return [found[key] for key in sorted(found)]


def _mention(field: Field) -> Mention | None:
    value: Any = field.value
    kind = next((kind for type_, kind in _KINDS if isinstance(value, type_)), None)
    if kind is None or field.start is None or field.end is None or field.text is None:
        return None
    return Mention(kind=kind, start=field.start, end=field.end, text=field.text, value=value)


def write(dossier: Dossier, out: BinaryIO) -> None:
    """Write one JSON line a report."""
    for reading in readings(dossier):
        out.write(b'{"id":' + msgspec.json.encode(reading.report.id) + b"," + msgspec.json.encode(reading)[1:] + b"\n")
