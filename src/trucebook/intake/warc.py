"""WARC file → Reports, one an HTML page that was fetched well.

Invariant: a record is read up to the limit, whatever length it declares; a page without an article is passed over,
and a file that is cut short and gives none ends in an error.
"""

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from trucebook.errors import InputError
from trucebook.extras import load
from trucebook.intake.html import MOST_OF_A_PAGE, report_of
from trucebook.intake.origin import Origin
from trucebook.model import Report

MOST_DECLARED = 2**30
_CHUNK = 2**20
_PACKED = b"\x1f\x8b"


def reports_of(file: BinaryIO, origin: Origin) -> Iterator[tuple[Report, bytes]]:
    """Yield the articles of an archive with the bytes of their pages.

    Raises InputError where it holds no record, or where it holds no article and is cut short.
    """
    seen, given = False, False
    for record in responses_of(file, origin):
        seen = True
        if (record.content_length or 0) > MOST_DECLARED:
            raise InputError(f"{origin.name}: declares a record of {record.content_length:,} bytes, more than is taken in; cut it out")
        found = report_of_response(record, origin)
        if found is not None:
            given = True
            yield found
    if not seen:
        raise InputError(f"{origin.name}: holds no web page that was fetched, or is no WARC file")
    if not given and is_cut_short(file):
        raise InputError(f"{origin.name}: is cut short, and what is left of it holds no article; fetch it again")


def is_cut_short(file: BinaryIO, start: int = 0) -> bool:
    """Say whether an archive, walked record by record from byte `start` on, ends within a record or its packing.

    One that is too long to unpack, or that says of a record neither that it is one nor how long it is, is taken as whole.
    """
    file.seek(start)
    if not file.read(5).startswith((_PACKED, b"WARC/")):
        start = 0  # the sign of one packed stream, which cannot be entered midway
    file.seek(start)
    packed = file.read(2) == _PACKED
    file.seek(start)
    stream = io.BufferedReader(cast(Any, gzip.GzipFile(fileobj=file) if packed else _Open(file)))
    seen = 0
    try:
        while seen <= MOST_DECLARED and (length := _declared(stream)) is not None:
            if _skip(stream, length) < length:
                return True
            seen += length
    except (EOFError, OSError, zlib.error):
        return True
    return False


def _declared(stream: io.BufferedReader) -> int | None:
    """Return the length that the next record declares, None where there is no other; raises EOFError where its head is cut off."""
    line = b"\n"
    while line and not line.strip():
        line = stream.readline(_CHUNK)
    if not line.startswith(b"WARC/"):
        if line and b"WARC/".startswith(line.strip()):
            raise EOFError
        return None
    length = None
    while line.strip():
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            length = int(value)
        line = stream.readline(_CHUNK)
        if not line.endswith(b"\n"):
            raise EOFError
    return length


def _skip(stream: io.BufferedReader, length: int) -> int:
    """Read past so many bytes; returns how many there were."""
    left = length
    while left and (chunk := stream.read(min(left, _CHUNK))):
        left -= len(chunk)
    return length - left


class _Open(io.RawIOBase):
    """A file read from where it stands, which stays open afterwards."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        found = self.file.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)


def responses_of(file: BinaryIO, origin: Origin) -> Iterator[Any]:
    """Yield what was fetched, record by record, from where the file stands; each is valid until the next is taken."""
    warc = load("fastwarc.warc", extra="intake", what=f"{origin.name}: a WARC file")
    try:
        yield from warc.ArchiveIterator(file, record_types=warc.WarcRecordType.response, parse_http=True)
    except (RuntimeError, ValueError, OSError, EOFError) as error:
        raise InputError(f"{origin.name}: is no whole WARC file ({error})") from error


def report_of_response(record: Any, origin: Origin) -> tuple[Report, bytes] | None:
    """Return the article of a record and the bytes of its page, None where it is no page that was fetched well or holds no article."""
    if not _is_page(record):
        return None
    raw = record.reader.read(MOST_OF_A_PAGE)
    try:
        return report_of(raw, Origin(f"{origin.name}, {_url(record)}", origin.published), url=_url(record)), raw
    except InputError:
        return None


def _is_page(record: object) -> bool:
    http = record.http_headers  # type: ignore[attr-defined]
    kind = (record.http_content_type or "") if http is not None else ""  # type: ignore[attr-defined]
    return http is not None and http.status_code == 200 and kind in ("text/html", "application/xhtml+xml")


def _url(record: object) -> str | None:
    return record.headers.get("WARC-Target-URI")  # type: ignore[attr-defined, no-any-return]
