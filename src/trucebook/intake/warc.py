"""WARC file → Reports, one an HTML page that was fetched well.

Invariant: a record is read up to the limit, whatever length it declares; a page without an article is passed over.
"""

from collections.abc import Iterator
from typing import BinaryIO

from trucebook.errors import InputError
from trucebook.extras import load
from trucebook.intake.html import MOST_OF_A_PAGE, report_of
from trucebook.intake.origin import Origin
from trucebook.model import Report


def reports_of(file: BinaryIO, origin: Origin) -> Iterator[tuple[Report, bytes]]:
    """Yield the articles of an archive with the bytes of their pages; raises InputError where it holds no record."""
    warc = load("fastwarc.warc", extra="intake", what=f"{origin.name}: a WARC file")
    seen = False
    try:
        for record in warc.ArchiveIterator(file, record_types=warc.WarcRecordType.response, parse_http=True):
            seen = True
            if _is_page(record):
                raw = record.reader.read(MOST_OF_A_PAGE)
                try:
                    report = report_of(raw, Origin(f"{origin.name}, {_url(record)}", origin.published), url=_url(record))
                except InputError:
                    continue
                yield report, raw
    except (RuntimeError, ValueError, OSError, EOFError) as error:
        raise InputError(f"{origin.name}: is no whole WARC file ({error})") from error
    if not seen:
        raise InputError(f"{origin.name}: holds no web page that was fetched, or is no WARC file")


def _is_page(record: object) -> bool:
    http = record.http_headers  # type: ignore[attr-defined]
    kind = (record.http_content_type or "") if http is not None else ""  # type: ignore[attr-defined]
    return http is not None and http.status_code == 200 and kind in ("text/html", "application/xhtml+xml")


def _url(record: object) -> str | None:
    return record.headers.get("WARC-Target-URI")  # type: ignore[attr-defined, no-any-return]
