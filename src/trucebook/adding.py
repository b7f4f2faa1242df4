"""Documents on their way into a book: gathered whole, then read and added with the bytes they were made of.

Invariant: nothing is added before every document could be opened; originals wait on disk, so that memory holds texts alone.
"""

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from msgspec.structs import replace

from trucebook.book import Book
from trucebook.errors import InputError
from trucebook.fetching import Fetcher
from trucebook.intake import Columns, Document, documents_from_bytes, open_documents
from trucebook.model import Original, Reading, Report

ReadAll = Callable[[Iterable[Report]], Iterator[Reading]]


def documents(
    files: Sequence[Path], addresses: Sequence[str] = (), *, fetcher: Fetcher | None = None, published: str | None = None,
    columns: Columns | None = None, now: Callable[[], str] | None = None,
) -> Iterator[Document]:  # fmt: skip
    """Yield the reports of files, folders and addresses with their bytes; raises InputError for what cannot be opened or fetched."""
    for path in files:
        if str(path) == "-":
            yield from documents_from_bytes(sys.stdin.buffer.read(), name="standard input", published=published, columns=columns)
            continue
        if str(path).lower().startswith(("http:/", "https:/")):
            raise InputError(f"{path}: is an address; nothing is fetched unless you ask for it: trucebook add --fetch ADDRESS")
        yield from open_documents(path, published=published, columns=columns)
    for address in addresses:
        yield from fetched(address, fetcher or Fetcher(), published=published, columns=columns, now=now)


def fetched(
    address: str, fetcher: Fetcher, *, published: str | None = None, columns: Columns | None = None, now: Callable[[], str] | None = None
) -> Iterator[Document]:
    """Yield the reports of an address, which becomes theirs where they name none."""
    page = fetcher.fetch(address)
    at = now() if now is not None else None
    found = documents_from_bytes(
        page.raw, name=page.url, method="fetched", published=published, columns=columns, ending=page.ending, retrieved_at=at
    )
    for report, original in found:
        yield replace(report, url=report.url or page.url), original


def add_documents(book: Book, found: Iterable[Document], read_all: ReadAll) -> tuple[list[str], list[str]]:
    """Read documents and add them to a book; returns (ids added, ids known already)."""
    with _Spool() as spool:
        reports = [spool.keep(report, original) for report, original in found]
        book.create()
        fresh = {r.id: r for r in reports if not book.has(r.id)}
        added = [r.report.id for r in read_all(fresh.values()) if book.add(r, original=spool.original(r.report.id))]
    return added, [r.id for r in reports if r.id not in set(added)]


class _Spool:
    """Originals on disk while their reports are read; the same bytes are written once."""

    def __init__(self) -> None:
        self._file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115
        self._last: tuple[bytes, int] = (b"", 0)
        self._places: dict[str, tuple[int, int, Original]] = {}

    def __enter__(self) -> "_Spool":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def keep(self, report: Report, original: Original | None) -> Report:
        """Write down the bytes of a report and return it."""
        if original is not None:
            raw, place = self._last
            if original.raw is not raw:
                place = self._file.seek(0, 2)
                self._file.write(original.raw)
                self._last = (original.raw, place)
            self._places.setdefault(report.id, (place, len(original.raw), replace(original, raw=b"")))
        return report

    def original(self, report: str) -> Original | None:
        """Return the bytes of a report, None where it came without."""
        if report not in self._places:
            return None
        place, size, known = self._places[report]
        self._file.seek(place)
        return replace(known, raw=self._file.read(size))
