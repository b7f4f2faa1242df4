"""A partition → its items, one a line, row, page or file, each turned into reports only when asked.

Invariant: an item's number in its partition never changes, so that one that does harm can be named and left out.
"""

import csv
import gzip
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

import msgspec

from trucebook.batch.lines import report_of_json
from trucebook.batch.partitions import Columns, Files, Lines, Pages, Partition, Rows, delimiter_of
from trucebook.errors import InputError
from trucebook.extras import load
from trucebook.intake import open_reports, with_language
from trucebook.intake.origin import Origin
from trucebook.intake.table import LONGEST_CELL, names_of, report_of_row
from trucebook.intake.text import decode
from trucebook.intake.warc import report_of_response, responses_of
from trucebook.model import Report

_OPENED: dict[str, IO[bytes]] = {}


@dataclass(frozen=True)
class Item:
    """One line, row, page or file: where it stands, and what turns it into reports (none where it holds no article)."""

    where: str
    reports: Callable[[], Iterable[Report]]


def open_items(partition: Partition, low: int, high: int, *, root: str = "") -> Iterator[Item]:
    """Yield the items `low` to `high` (exclusive) of a partition; raises InputError where its file has changed or gone.

    `root` is the folder that relative paths start from; an item's place is named as the input was.
    """
    try:
        match partition:
            case Lines(kind="jsonl"):
                yield from _json_items(partition, low, high, root)
            case Lines():
                yield from _csv_items(partition, low, high, root)
            case Rows():
                yield from _row_items(partition, low, high, root)
            case Pages():
                yield from _page_items(partition, low, high, root)
            case Files():
                yield from (_file_item(path, partition.columns, root) for path in partition.paths[low:high])
    except OSError as error:
        raise InputError(f"{error.filename or getattr(partition, 'path', 'input')}: cannot be read ({error.strerror or error})") from error


def _json_items(part: Lines, low: int, high: int, root: str) -> Iterator[Item]:
    lines = enumerate(io.BytesIO(_stretch(part, root)), part.first)
    for number, line in islice(((n, one) for n, one in lines if one.strip()), low, high):
        if part.columns:
            line = _renamed(line, part.columns)
        where = f"{part.path}, line {number}"
        yield Item(where, lambda line=line, where=where: [report_of_json(line, where)])  # type: ignore[misc]


def _renamed(line: bytes, columns: Columns) -> bytes:
    """Return a line with the user's keys under the contract's names; a line that is no object is left as it is."""
    try:
        row = msgspec.json.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return line
    if not isinstance(row, dict):
        return line
    named = {("source" if ours == "publisher" else ours): row[theirs] for ours, theirs in columns if theirs in row}
    return msgspec.json.encode(row | named)


def _csv_items(part: Lines, low: int, high: int, root: str) -> Iterator[Item]:
    text = decode(part.head + _stretch(part, root), name=part.path).removeprefix("\ufeff")
    csv.field_size_limit(LONGEST_CELL)
    mark = delimiter_of(text[:65536])
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark, restkey="", strict=True)
    yield from _table_items(islice(enumerate(rows, part.first), low, high), part.path, part.columns)


def _row_items(part: Rows, low: int, high: int, root: str) -> Iterator[Item]:
    rows = islice(_parquet_rows(str(Path(root, part.path)), part.start + low), high - low)
    yield from _table_items(enumerate(rows, part.start + low + 1), part.path, part.columns)


def _table_items(rows: Iterable[tuple[int, Mapping[str, Any]]], path: str, columns: Columns) -> Iterator[Item]:
    names: dict[str, str] | None = None
    for number, row in rows:
        names = names or names_of(row, dict(columns), Origin(path))
        yield Item(f"{path}, row {number}", lambda row=row, number=number, names=names: [_of_row(row, names, path, number)])  # type: ignore[misc]


def _of_row(row: Mapping[str, Any], names: Mapping[str, str], path: str, number: int) -> Report:
    report = report_of_row(row, names, Origin(f"{path}, row {number}"))
    if report is None:
        raise InputError(f"{path}, row {number}: has no text")
    return with_language(report)


def _parquet_rows(path: str, start: int) -> Iterator[dict[str, Any]]:
    """Yield the rows from `start` on; row groups before it are not opened, rows before it in its group are passed over."""
    parquet = load("pyarrow.parquet", extra="formats", what=f"{path}: Parquet")
    arrow = load("pyarrow", extra="formats", what=f"{path}: Parquet")
    try:
        with parquet.ParquetFile(path) as file:
            groups = range(file.metadata.num_row_groups)
            for group in groups:
                rows = file.metadata.row_group(group).num_rows
                if start < rows:
                    break
                start -= rows
            for batch in file.iter_batches(batch_size=256, row_groups=list(groups)[group:]) if groups else ():
                if start >= batch.num_rows:
                    start -= batch.num_rows
                    continue
                yield from batch.slice(start).to_pylist()
                start = 0
    except (arrow.ArrowException, ValueError) as error:
        raise InputError(f"{path}: is no whole Parquet file ({error})") from error


def _page_items(part: Pages, low: int, high: int, root: str) -> Iterator[Item]:
    origin = Origin(part.path)
    with _archive(part, root) as file:
        file.seek(part.offset)
        for record in islice(responses_of(cast(BinaryIO, file), origin), low, high):
            where = f"{part.path}, {record.headers.get('WARC-Target-URI')}"
            yield Item(where, lambda record=record: [with_language(r) for r, _ in filter(None, [report_of_response(record, origin)])])  # type: ignore[misc]


def _archive(part: Pages, root: str) -> IO[bytes]:
    if part.member is None:
        return Path(root, part.path).open("rb")
    return zipfile.ZipFile(Path(root, part.path)).open(part.member)


def _file_item(path: str, columns: Columns, root: str) -> Item:
    return Item(path, lambda: open_reports(Path(root, path), columns=dict(columns) or None))


def _stretch(part: Lines, root: str) -> bytes:
    """Return the bytes of a stretch of lines."""
    if part.path.lower().endswith(".gz"):
        file = _unpacked(str(Path(root, part.path)))
        file.seek(part.start)
        found = file.read(part.end - part.start)
    else:
        with Path(root, part.path).open("rb") as plain:
            plain.seek(part.start)
            found = plain.read(part.end - part.start)
    if len(found) != part.end - part.start:
        raise InputError(f"{part.path}: has become shorter since the run began")
    return found


def _unpacked(path: str) -> IO[bytes]:
    """Return the unpacked bytes of a gzip file, kept open: stretches come in order, so a process unpacks each byte once."""
    if path not in _OPENED:
        while _OPENED:
            _OPENED.popitem()[1].close()
        _OPENED[path] = cast(IO[bytes], gzip.GzipFile(path, "rb"))
    return _OPENED[path]
