"""One agreement with all that vouches for it, in one zip: record, evidence, reports, originals, log, codebook and a verifier.

Invariant: whoever holds the bundle can check it with plain Python; lines of the log that concern other reports are withheld but for their
hashes; nothing leaves that would show a person marked at risk.
"""

import base64
import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from trucebook.book import Book
from trucebook.errors import InputError
from trucebook.export_book import at_risk, gather, narrow
from trucebook.exports import Dossier
from trucebook.log_tables import LogEntry
from trucebook.redaction import refuse_at_risk

ALWAYS = ("seal", "purge", "timestamp")
README = """A bundle of trucebook on: {label}

record.json      the record as it was on {as_of}
evidence.jsonl   every claim of the reports, with its words and their place in the text
reports.jsonl    the reports as read; originals/ holds the bytes as received, named by their SHA-256
rows.jsonl       what the book stores of them, row by row, as the log sealed it
log.jsonl        the log; lines on other reports are withheld but for their hashes, which the chain needs
codebook/        what each code means
timestamps/      time-stamps of the log by others, where there are any (RFC 3161)

Check it with: python3 verify.py   (Python 3.9 or newer, nothing else)
The book this came from can show that the head of its log, line {seq},
{hash}, is the one named here.
"""


def bundle(book: Book, words: str, path: Path) -> str:
    """Write the bundle of the agreements that an id or words name; returns the file's SHA-256. Raises InputError."""
    named = list(book.agreements(words))
    if not named:
        raise InputError(f"no agreement matches {words!r}; `trucebook agreements` lists them")
    whole = gather(book)
    dossier = narrow(whole, [a.id for a in named], words)
    refuse_at_risk(dossier, at_risk(book), texts=True)
    files = dict(_files(book, dossier, named[0].label))
    manifest = {"head": _head(book.log()), "made": dossier.about.as_of, "version": dossier.about.version}
    files["manifest.json"] = _json(manifest | {"files": {name: hashlib.sha256(raw).hexdigest() for name, raw in sorted(files.items())}})
    digest = _write(path, files)
    if not book.read_only:
        book.note("bundle", path.name, {"agreements": [a.id for a in named], "sha256": digest})
    return digest


def _files(book: Book, dossier: Dossier, label: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file but the manifest."""
    log, reports = book.log(), sorted(dossier.reports)
    rows = book.stored_rows(reports)
    named = {*reports, *(str(row[1].split(" ", 1)[1]) for row in rows)}
    yield "README.txt", README.format(label=label, as_of=dossier.about.as_of, **_head(log)).encode()
    yield "record.json", _json(dossier.record)
    yield "evidence.jsonl", _lines({"report": f.report, "claim": f.claim} for f in book.claims(reports=reports))
    yield "reports.jsonl", _lines(dossier.reports[name] for name in reports)
    yield "rows.jsonl", _lines({"table": table, "unit": unit, "values": [_plain(v) for v in values]} for table, unit, values in rows)
    yield "log.jsonl", _lines(_shown(line, named) for line in log)
    for sha256 in {origin.sha256: origin for origin in book.origins() if origin.report in reports and origin.kept}:
        yield f"originals/{sha256}", book.original_bytes(sha256)
    for line in log:
        if line.what == "timestamp":
            yield f"timestamps/line-{line.subject}.tsr", base64.b64decode(msgspec.json.decode(line.detail)["token"])
    for entry in sorted((resources.files("trucebook") / "codebook").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".yaml"):
            yield f"codebook/{entry.name}", entry.read_bytes()
    yield "verify.py", (resources.files("trucebook") / "bundle_verifier.py").read_bytes()


def _head(log: list[LogEntry]) -> dict[str, Any]:
    return {"seq": log[-1].seq, "hash": log[-1].hash}


def _shown(line: LogEntry, named: set[str]) -> dict[str, Any]:
    """Return a line of the log, but for its hashes withheld where it concerns other reports."""
    concerned = line.what in ALWAYS or bool(named & set(line.subject.split(","))) or _id_of(line) in named
    return {k: v for k, v in msgspec.to_builtins(line).items() if concerned or k in ("seq", "previous", "hash")}


def _id_of(line: LogEntry) -> str | None:
    detail = msgspec.json.decode(line.detail)
    return detail.get("id") if isinstance(detail, dict) else None


def _plain(value: Any) -> Any:
    return {"bytes": base64.b64encode(value).decode()} if isinstance(value, bytes | memoryview) else value


def _json(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1)


def _lines(values: Iterable[Any]) -> bytes:
    return b"".join(msgspec.json.encode(value) + b"\n" for value in values)


def _write(path: Path, files: dict[str, bytes]) -> str:
    part = path.with_name(path.name + ".part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, raw in sorted(files.items()):
                archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), raw, zipfile.ZIP_DEFLATED)
        digest = hashlib.sha256(part.read_bytes()).hexdigest()
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise InputError(f"{path}: cannot be written ({error.strerror})") from error
    return digest
