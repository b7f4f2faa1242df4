"""Purging a person's name from a book: every place it stands in is covered, and a tombstone says that and why, never what.

Invariant: offsets stay true, nothing is left unsealed, and whatever could not be covered (original bytes) is gone.
"""

import mmap
import os
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from sqlalchemy.engine import Connection

from trucebook import claim_tables, log_tables, report_tables
from trucebook import purge_tables as tables
from trucebook.errors import BookError
from trucebook.matching import bands_of, keys_of, sketch
from trucebook.model import Claim, Field, Report, decode_claim
from trucebook.naming_patterns import Names
from trucebook.sealed_log import sealed_by
from trucebook.seals import chain
from trucebook.verifying import judgement_seals, seals_of


@dataclass
class Purge:
    """One purge as it goes: the names, and per report touched the parts of names that are covered in it."""

    names: Names
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    claims: dict[str, str] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)
    originals: list[str] = field(default_factory=list)


def purge(connection: Connection, names: Sequence[str]) -> dict[str, Any]:
    """Cover names in every row of a book; returns the tombstone's detail: seals of what changed, hashes of log lines, originals dropped.

    Raises BookError where the id of a report holds a name.
    """
    work = Purge(Names(names))
    tables.forget_deleted(connection)
    for name, packed in tables.every(connection, "report", ("id", "data")):
        if work.names.in_words(name):
            raise BookError("the id of a report holds the name; such a report must be taken out by making the book anew without it")
        _report(connection, work, msgspec.json.decode(zlib.decompress(packed), type=Report))
    _suggestions(connection, work)
    _origins(connection, work)
    _judgements(connection, work)
    _people(connection, work)
    _log(connection, work)
    tables.draw_words_anew(connection)
    return _tombstone(connection, work)


def _report(connection: Connection, work: Purge, report: Report) -> None:
    """Cover the names in a report, its words for search and its claims, where any of those holds one."""
    rows = tables.every(connection, "claim", ("id", "data"), "WHERE report = :report", report=report.id)
    claims = [decode_claim(msgspec.json.decode(data)) for _, data in rows]
    raw = msgspec.to_builtins(report)
    origin = list(tables.every(connection, "origin", ("name",), "WHERE report = :report", report=report.id))
    if not work.names.inside([raw, [msgspec.to_builtins(c) for c in claims], [list(row) for row in origin]]):
        return
    safe = {word.casefold() for claim in claims for word in _place_words(claim)}
    parts = tuple(p for p in work.names.parts if p.casefold() not in safe)
    work.parts[report.id] = parts
    work.claims |= {claim.id: report.id for claim in claims}
    covered = msgspec.convert({**work.names.mask_all(raw, parts=parts), "id": report.id, "sha256": report.sha256}, Report)
    drawn = sketch(covered.text)
    told = {"title": covered.title, "publisher": covered.publisher, "sketch": drawn, "data": zlib.compress(msgspec.json.encode(covered))}
    tables.change(connection, "report", "id", report.id, told)
    for table in ("report_words", "band"):
        tables.drop(connection, table, "report", [report.id])
    report_tables.add_words(connection, covered)
    report_tables.add_bands(connection, report.id, bands_of(drawn))
    _claims(connection, work, claims, covered, parts)


def _claims(connection: Connection, work: Purge, claims: Sequence[Claim], report: Report, parts: tuple[str, ...]) -> None:
    """Cut the words of claims anew from the covered text, and cover their values."""
    covered = [_covered_claim(work, claim, report.text, parts) for claim in claims]
    for claim in covered:
        tables.change(connection, "claim", "id", claim.id, {"quote": claim.quote, "data": msgspec.json.encode(claim)})
    tables.drop(connection, "claim_key", "claim", [claim.id for claim in covered])
    claim_tables.add_keys(connection, [(claim.id, key) for claim in covered for key in sorted(keys_of(claim))])


def _covered_claim(work: Purge, claim: Claim, text: str, parts: tuple[str, ...]) -> Claim:
    raw = work.names.mask_all(msgspec.to_builtins(claim), parts=parts)
    raw |= {"id": claim.id, "kind": claim.kind, "quote": text[claim.start : claim.end]}
    for one in _raw_fields(raw):
        if one.get("start") is not None:
            one["text"] = text[one["start"] : one["end"]]
    return decode_claim(raw)


def _raw_fields(raw: dict[str, Any]) -> list[dict[str, Any]]:
    found = [raw["speaker"]] if raw.get("speaker") else []
    for value in raw["fields"].values():
        found += value if isinstance(value, list) else [value]
    return found


def _place_words(claim: Claim) -> list[str]:
    """Return the words of the places a claim names: a part of a name that is one of those is left alone."""
    found = [claim.fields.get(name) for name in ("place", "places")]
    flat = [f for one in found if one is not None for f in (one if isinstance(one, list) else [one])]
    return [word for f in flat if isinstance(f, Field) and f.text for word in f.text.split()]


def _suggestions(connection: Connection, work: Purge) -> None:
    for lower, upper, reasons in tables.every(connection, "suggestion", ("lower", "upper", "reasons")):
        parts = {p for claim in (lower, upper) if claim in work.claims for p in work.parts[work.claims[claim]]}
        covered = work.names.mask(reasons, parts=sorted(parts, key=len, reverse=True))
        if covered != reasons:
            tables.change_reasons(connection, lower, upper, covered)


def _origins(connection: Connection, work: Purge) -> None:
    """Cover names of files, and drop the bytes that touched reports were made of or that hold a name anywhere."""
    touched = set()
    for report, original, name in tables.every(connection, "origin", ("report", "original", "name")):
        if report in work.parts:
            touched.add(original)
            covered = work.names.mask(name, parts=work.parts[report]) if name else name
            tables.change(connection, "origin", "report", report, {"name": covered})
    for sha256, packed in tables.every(connection, "original", ("sha256", "packed")):
        if packed is not None and (sha256 in touched or work.names.in_bytes(zlib.decompress(packed))):
            tables.change(connection, "original", "sha256", sha256, {"packed": None})
            work.originals.append(sha256)


def _judgements(connection: Connection, work: Purge) -> None:
    for name, data in tables.every(connection, "judgement", ("id", "data")):
        raw = msgspec.json.decode(data)
        covered = work.names.mask_all(raw, parts=_parts_of(work, raw.get("claims")))
        if covered != raw:
            tables.change(connection, "judgement", "id", name, {"data": msgspec.json.encode(covered)})


def _people(connection: Connection, work: Purge) -> None:
    for (name,) in tables.every(connection, "person", ("name",)):
        if work.names.mask(name) != name:
            tables.change(connection, "person", "name", name, {"name": work.names.mask(name)})


def _parts_of(work: Purge, claims: Any) -> tuple[str, ...]:
    homes = [work.claims.get(c, c) for c in claims or ()]
    return tuple(sorted({p for home in homes for p in work.parts.get(home, ())}, key=len, reverse=True))


def _log(connection: Connection, work: Purge) -> None:
    """Cover names in lines of the log; a line keeps its hash, and the tombstone tells what it says now."""
    for line in log_tables.log(connection):
        detail = msgspec.json.decode(line.detail)
        claims = detail.get("claims") if isinstance(detail, dict) else None
        parts = _parts_of(work, claims if isinstance(claims, list) else [line.subject])
        said = work.names.mask_all(detail, parts=parts)
        entry = {"at": line.at, "who": work.names.mask(line.who), "what": line.what, "subject": work.names.mask(line.subject, parts=parts)}
        entry |= {"detail": msgspec.json.encode(said, order="deterministic").decode() if said != detail else line.detail}
        if (line.who, line.subject, line.detail) != (entry["who"], entry["subject"], entry["detail"]):
            tables.change(connection, "log", "seq", line.seq, {k: entry[k] for k in ("who", "subject", "detail")})
            work.lines[str(line.seq)] = chain(line.previous, entry)


def _tombstone(connection: Connection, work: Purge) -> dict[str, Any]:
    sealed = sealed_by(log_tables.log(connection))
    found, _ = seals_of(connection, list(sealed.units))
    judged = judgement_seals(connection)
    return {
        "units": {name: seal for name, seal in found.items() if seal != sealed.units.get(name)},
        "judgements": {name: seal for name, seal in judged.items() if seal != sealed.judgements.get(name)},
        "lines": work.lines,
        "originals": work.originals,
    }


def still_there(names: Sequence[str], path: Path) -> bool:
    """Say whether a file holds one of the names in UTF-8 or UTF-16, as given or in small or capital letters."""
    words = {form for name in names for form in (name, name.lower(), name.upper())}
    forms = [form.encode(code) for form in words for code in ("utf-8", "utf-16-le", "utf-16-be")]
    if not path.is_file():
        return False
    with path.open("rb") as file, mmap_of(file) as raw:
        return any(raw.find(form) >= 0 for form in forms)


@contextmanager
def mmap_of(file: BinaryIO) -> Iterator[mmap.mmap | bytes]:
    """Give the bytes of an open file without reading them all."""
    if not os.fstat(file.fileno()).st_size:
        yield b""
        return
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
        yield raw
