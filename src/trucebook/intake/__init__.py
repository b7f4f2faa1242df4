"""Bytes → Report: one door, `open_reports(path)`, and beside it `open_documents(path)`, which hands on the bytes too.

Invariant: what a file is, is told by its bytes before its name; the hash is that of the bytes as received; what cannot be read ends in an
InputError that names it.
"""

import datetime as dt
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import BinaryIO

from trucebook.errors import InputError
from trucebook.intake import archive, docx, feed, html, mail, pdf, table, warc
from trucebook.intake.language import identify, with_language
from trucebook.intake.origin import MOST_BYTES, Origin, read_whole
from trucebook.intake.text import decode
from trucebook.model import Method, Original, Report, new_report

__all__ = [
    "columns_of",
    "day",
    "documents_from_bytes",
    "identify",
    "open_documents",
    "open_reports",
    "report_from_bytes",
    "reports_from_bytes",
    "with_language",
]

TEXT_ENDINGS = (".txt", ".text", ".md")
PAGE_ENDINGS = (".html", ".htm", ".xhtml")
ENDINGS = (
    *(*TEXT_ENDINGS, *PAGE_ENDINGS, *table.ENDINGS),
    *(".pdf", ".docx", ".eml", ".rss", ".atom", ".xml", ".warc", ".warc.gz", ".wacz", ".zip"),
)
_MAIL_HEAD = re.compile(rb"(?:[A-Za-z-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3,}\r?\n")
Columns = Mapping[str, str]
Found = tuple[Report, bytes | None]
Document = tuple[Report, Original | None]


def open_reports(path: Path, *, published: str | None = None, columns: Columns | None = None) -> Iterator[Report]:
    """Yield the reports of a file or of every file in a folder whose ending is known; raises InputError where one cannot be read.

    A publication day that is not given is taken from the document, else from an ISO day in the file's name. `columns` maps text, title,
    published, publisher, url and id to the columns of a table.
    """
    for report, _ in _opened(path, published, columns, keep=False):
        yield report


def open_documents(path: Path, *, published: str | None = None, columns: Columns | None = None) -> Iterator[Document]:
    """Yield the reports of a file or folder, each with the bytes it was made of; see `open_reports`.

    A document in an archive comes with its own bytes, a row or an entry with those of its table or feed. A table larger than
    `MOST_BYTES` comes without.
    """
    for report, raw in _opened(path, published, columns, keep=True):
        yield report, Original(raw=raw, method="file", name=str(path), media_type=report.media_type) if raw is not None else None


def _opened(path: Path, published: str | None, columns: Columns | None, *, keep: bool) -> Iterator[Found]:
    if path.is_dir():
        files = [file for file in archive.files_under(path) if file.name.lower().endswith(ENDINGS)]
        if not files:
            raise InputError(f"{path}: is a folder without a file that can be read")
        for file in files:
            yield from _opened(file, published, columns, keep=keep)
        return
    try:
        with path.open("rb") as opened:
            for report, raw in _reports(opened, Origin(str(path), published), columns=columns, keep=keep):
                yield with_language(report), raw
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error


def reports_from_bytes(raw: bytes, *, name: str, published: str | None = None, columns: Columns | None = None) -> Iterator[Report]:
    """Yield the reports of a file's bytes, such as those of standard input, by what they are; `name` is what an error calls the file."""
    for report, _ in documents_from_bytes(raw, name=name, published=published, columns=columns):
        yield report


def documents_from_bytes(
    raw: bytes,
    *,
    name: str,
    method: Method = "stdin",
    published: str | None = None,
    columns: Columns | None = None,
    ending: str = "",
    retrieved_at: str | None = None,
) -> Iterator[Document]:
    """Yield the reports of bytes with the bytes each was made of; `ending` says what they are where neither they nor `name` do."""
    for report, own in _reports(io.BytesIO(raw), Origin(name, published, ending), columns=columns):
        kept = raw if own is None else own
        yield with_language(report), Original(raw=kept, method=method, name=name, media_type=report.media_type, retrieved_at=retrieved_at)


def columns_of(words: Sequence[str] | None) -> Columns | None:
    """Return a mapping of columns from words like text=Dispatch; raises InputError for others."""
    pairs = [word.partition("=") for word in words or ()]
    for ours, mark, theirs in pairs:
        if not (ours.strip() and mark and theirs.strip()):
            raise InputError(f"--column {ours}{mark}{theirs}: write it as text=NAME, with the name of the table's column")
    return {ours.strip(): theirs.strip() for ours, _, theirs in pairs} or None


def _reports(file: BinaryIO, origin: Origin, *, columns: Columns | None = None, depth: int = 0, keep: bool = True) -> Iterator[Found]:
    """Yield the reports of an open file with the bytes they were made of, by what its bytes are."""
    name, head = origin.kind(), file.read(4096)
    file.seek(0)
    if head.startswith(b"WARC/") or name.endswith((".warc", ".warc.gz")):
        yield from warc.reports_of(file, origin)
    elif name.endswith(table.ENDINGS):
        raw = _bytes_of(file) if keep else None
        for report in table.reports_of(file, origin, columns=columns):
            yield report, raw
    else:
        yield from _whole(read_whole(file, origin), origin, columns, depth)


def _bytes_of(file: BinaryIO) -> bytes | None:
    """Return a table's bytes and go back to its beginning; None where they are too many to keep."""
    raw = file.read(MOST_BYTES + 1)
    file.seek(0)
    return raw if len(raw) <= MOST_BYTES else None


def _whole(raw: bytes, origin: Origin, columns: Columns | None, depth: int) -> Iterator[Found]:
    name = origin.kind()
    if raw.startswith(b"%PDF-") or name.endswith(".pdf"):
        yield pdf.report_of(raw, origin), raw
    elif raw.startswith(b"PK\x03\x04") or name.endswith((".zip", ".docx", ".wacz")):
        yield from _zipped(raw, origin, columns, depth)
    elif raw.startswith(b"\x1f\x8b"):
        _refuse_depth(origin, depth)
        inner = Origin(origin.name, origin.published, PurePath(name.removesuffix(".gz")).suffix)
        yield from _reports(io.BytesIO(archive.unzipped(raw, origin)), inner, columns=columns, depth=depth + 1)
    elif name.endswith(".eml") or (not name.endswith(TEXT_ENDINGS) and _MAIL_HEAD.match(raw[:65536])):
        message, attached = mail.report_of(raw, origin)
        if message is not None:
            yield message, raw
        yield from _below([(f"{origin.name}/{n}", content) for n, content in attached], origin, columns, depth)
    elif feed.looks_like(raw) or name.endswith((".rss", ".atom")):
        for report in feed.reports_of(raw, origin):
            yield report, raw
    elif html.looks_like(raw) or name.endswith(PAGE_ENDINGS):
        yield html.report_of(raw, origin), raw
    elif name.endswith(".xml"):
        raise InputError(f"{origin.name}: is XML, but no feed and no web page; save its text as a .txt file and read that")
    else:
        report = report_from_bytes(raw, name=origin.name, published=origin.published)
        if not report.text.strip():
            raise InputError(f"{origin.name}: holds no text")
        yield report, raw


def _zipped(raw: bytes, origin: Origin, columns: Columns | None, depth: int) -> Iterator[Found]:
    names = archive.names_in(raw)
    if docx.BODY in names or origin.kind().endswith(".docx"):
        yield docx.report_of(raw, origin), raw
    elif "xl/workbook.xml" in names:
        for report in table.reports_of(io.BytesIO(raw), Origin(origin.name, origin.published, ".xlsx"), columns=columns):
            yield report, raw
    else:
        pages_only = any(name.startswith("archive/") and ".warc" in name for name in names) and "datapackage.json" in names
        members = archive.members_of(raw, origin)
        inside = ((f"{origin.name}/{name}", content) for name, content in members if not pages_only or ".warc" in name)
        yield from _below(inside, origin, columns, depth)


def _below(inside: Iterable[tuple[str, bytes]], origin: Origin, columns: Columns | None, depth: int) -> Iterator[Found]:
    """Yield the reports of the documents in a document; those whose ending is not known are passed over."""
    for name, content in inside:
        if name.lower().endswith(ENDINGS):
            _refuse_depth(origin, depth)
            yield from _reports(io.BytesIO(content), Origin(name, origin.published), columns=columns, depth=depth + 1)


def _refuse_depth(origin: Origin, depth: int) -> None:
    if depth >= 2:
        raise InputError(f"{origin.name}: holds archives within archives; unpack it and name the files")


def report_from_bytes(raw: bytes, *, name: str, published: str | None = None) -> Report:
    """Return the report of a text file's bytes; `name` is what an error calls the file."""
    digest = hashlib.sha256(raw).hexdigest()
    text = decode(raw, name=name)
    known, basis = Origin(name, published).day(None, "")
    return new_report(text, title=_title(text), published=known, published_basis=basis, media_type="text/plain", sha256=digest)


def report_from_markup(markup: str, *, name: str, published: str | None = None, url: str | None = None) -> Report:
    """Return the report of a web page given as text: its article, or all its words where it is too short to hold one."""
    raw = markup.encode("utf-8", "replace")
    try:
        return html.report_of(raw, Origin(name, published), url=url)
    except InputError:
        words = html.bare_text(markup)
        if not words.strip():
            raise
    return new_report(words, published=published, url=url, media_type="text/html", sha256=hashlib.sha256(raw).hexdigest())


def _title(text: str) -> str | None:
    """Return the first line where it stands alone like a headline: short, no full stop, an empty line below."""
    first, _, rest = text.lstrip().partition("\n")
    words = first.strip()
    return words if 0 < len(words) <= 150 and words[-1] not in ".,:;" and ". " not in words and rest[:1] in ("\n", "\r") else None


def day(words: str, *, what: str) -> str:
    """Return an ISO day as it was given, or raise InputError naming what it was given for."""
    try:
        return dt.date.fromisoformat(words.strip()).isoformat()
    except ValueError as error:
        raise InputError(f"{what}: {words!r} is not a day; write it as YYYY-MM-DD, for example 2021-09-02") from error
