"""WARC file → Reports, one an HTML page that was fetched well.

Invariant: a record is read up to the limit, whatever length it declares; a page without an article is passed over.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from trucebook.errors import InputError
from trucebook.extras import load
from trucebook.intake.html import MOST_OF_A_PAGE, report_of
from trucebook.intake.origin import Origin
from trucebook.model import Report

MOST_DECLARED = 2**30


def reports_of(file: BinaryIO, origin: Origin) -> Iterator[tuple[Report, bytes]]:
    """Yield the articles of an archive with the bytes of their pages; raises InputError where it holds no record."""
    seen = False
    for record in responses_of(file, origin):
        seen = True
        if (record.content_length or 0) > MOST_DECLARED:
            raise InputError(f"{origin.name}: declares a record of {record.content_length:,} bytes, more than is taken in; cut it out")
        found = report_of_response(record, origin)
        if found is not None:
            yield found
    if not seen:
        raise InputError(f"{origin.name}: holds no web page that was fetched, or is no WARC file")


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
