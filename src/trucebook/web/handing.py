"""A file handed on from a page: the same export as on the command line, with its line in the log.

Invariant: the file's name is made here from letters and digits; no word of a form becomes a path.
"""

import re
import tempfile
from pathlib import Path

from starlette.responses import Response

from trucebook.errors import InputError
from trucebook.export_book import export
from trucebook.exports import FORMATS
from trucebook.redaction import DEFAULT, profiles
from trucebook.web.asked import Asked, NotThereError
from trucebook.web.deeds import Deed

ENDINGS = {"xlsx": "xlsx", "csv": "csv", "parquet": "parquet", "geojson": "geojson", "brief": "html"}
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
    "geojson": "application/geo+json",
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
}


def _profile(name: str) -> str:
    """Return one of the shipped profiles by the name a form gives, the default where it gives none; a form names no file."""
    if name and name not in profiles():
        raise InputError(f"{name[:40]}: no such profile")
    return name or DEFAULT


def hand_original(asked: Asked, report: str) -> Response:
    """Return the bytes a report was made of, to be saved and never shown; raises NotThereError where the book keeps none."""
    raw = asked.desk.book.original(report) if report in asked.shelf.sources else None
    if raw is None:
        raise NotThereError("the book keeps no original of such a report")
    name = "original-" + (re.sub(r"[^A-Za-z0-9]+", "-", report).strip("-")[:60] or "report")
    headers = {"content-disposition": f'attachment; filename="{name}.bin"', "content-security-policy": "sandbox; default-src 'none'"}
    return Response(raw, media_type="application/octet-stream", headers=headers)


def hand(deed: Deed) -> Response:
    """Return a file of the book, or of one agreement, in a format; raises InputError for a format nobody knows."""
    format, agreement = deed.word("format"), deed.word("agreement")
    if format not in FORMATS:
        raise InputError(f"{format[:40]}: no such format")
    as_of = deed.word("as_of") or None
    if agreement and agreement not in deed.asked.shelf.refreshed().nouns.agreements:
        raise InputError("the book holds no such agreement")
    ending = ENDINGS.get(format, "jsonl" if format in ("jsonl", "plover", "ftm") else "csv")
    name = "-".join(re.sub(r"[^A-Za-z0-9]+", "-", part).strip("-") for part in (deed.asked.desk.name, format, agreement[:8]) if part)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.{ending}"
        export(
            deed.book,
            path,
            format=format,
            agreement=agreement or None,
            as_of=as_of if FORMATS[format].takes_agreement else None,
            profile=_profile(deed.word("profile")),
        )
        body = path.read_bytes()
    headers = {"content-disposition": f'attachment; filename="{path.name}"', "content-security-policy": "sandbox; default-src 'none'"}
    return Response(body, media_type=TYPES.get(ending, "application/octet-stream"), headers=headers)
