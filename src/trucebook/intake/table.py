"""CSV, XLSX, Parquet or JSON lines → Reports, one a row.

Invariant: a column is used only under a name that is known or given; a row without text is no report; a cell is words, never a formula.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from trucebook.errors import InputError
from trucebook.extras import load
from trucebook.intake.archive import refuse_bomb
from trucebook.intake.origin import Origin, read_whole, real_day
from trucebook.intake.spread import refuse_spread
from trucebook.intake.text import decode
from trucebook.model import Report, new_report, valid_text

NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "full_text", "fulltext", "article_text", "story", "notes", "source_article_text"),
    "id": ("id", "report_id", "doc_id", "document_id", "article_id"),
    "title": ("title", "headline", "source_headline"),
    "published": ("published", "date", "publication_date", "published_at", "publish_date", "source_date", "pub_date"),
    "publisher": ("publisher", "source", "outlet", "site", "newspaper", "source_office"),
    "url": ("url", "link", "source_url", "address"),
}
LONGEST_CELL = 16 * 2**20
_ENDINGS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xlsx": "xlsx",
    ".xls": "xlsx",
    ".ods": "xlsx",
    ".parquet": "parquet",
}
ENDINGS = tuple(_ENDINGS)


def reports_of(file: BinaryIO, origin: Origin, *, columns: Mapping[str, str] | None = None) -> Iterator[Report]:
    """Yield a report for each row; `columns` maps our names (text, title, published …) to the table's."""
    ending = next(e for e in ENDINGS if origin.kind().endswith(e))
    read = {"csv": _csv_rows, "jsonl": _json_rows, "xlsx": _sheet_rows, "parquet": _parquet_rows}[_ENDINGS[ending]]
    found: dict[str, str] | None = None
    for number, row in enumerate(read(file, origin), 1):
        if found is None:
            found = names_of(row, columns or {}, origin)
        report = report_of_row(row, found, Origin(f"{origin.name}, row {number}", origin.published))
        if report is not None:
            yield report


def names_of(row: Mapping[str, Any], given: Mapping[str, str], origin: Origin) -> dict[str, str]:
    """Return our name → the table's; raises InputError where no column holds the text."""
    known = {str(name).strip().lower(): str(name) for name in row}
    for ours, theirs in given.items():
        if ours not in NAMES:
            raise InputError(f"{origin.name}: {ours} is none of {', '.join(NAMES)}")
        if theirs not in row:
            raise InputError(f"{origin.name}: has no column {theirs}; it has {', '.join(map(str, row))}")
    found = {ours: known[name] for ours, names in NAMES.items() for name in reversed(names) if name in known} | dict(given)
    if "text" not in found:
        has = ", ".join(map(str, row))[:200]
        raise InputError(f"{origin.name}: no column holds the text; call one `text`, or name it with --column text=NAME; it has {has}")
    return found


def report_of_row(row: Mapping[str, Any], names: Mapping[str, str], origin: Origin) -> Report | None:
    """Return the report of a row, None where it holds no text; `names` maps our names to the table's."""
    cells = {ours: _words(row.get(theirs)) for ours, theirs in names.items()}
    text = cells["text"]
    if text is None:
        return None
    if len(text) > LONGEST_CELL:
        raise InputError(f"{origin.name}: has a cell of more than {LONGEST_CELL >> 20} MB; split it")
    published, basis = origin.day(real_day(cells.get("published")), "table")
    return new_report(
        text,
        id=cells.get("id"),
        title=cells.get("title"),
        publisher=cells.get("publisher"),
        url=cells.get("url"),
        published=published,
        published_basis=basis,
    )


def _words(cell: Any) -> str | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, dict | list | bool):
        return None
    words = valid_text(str(cell))
    return words if words.strip() else None


def _csv_rows(file: BinaryIO, origin: Origin) -> Iterator[dict[str, Any]]:
    text = decode(read_whole(file, origin), name=origin.name)
    csv.field_size_limit(LONGEST_CELL)
    head = text[:65536]
    mark = max(",;\t|", key=head.partition("\n")[0].count)
    try:
        yield from csv.DictReader(io.StringIO(text, newline=""), delimiter=mark, restkey="", strict=True)
    except csv.Error as error:
        raise InputError(f"{origin.name}: is no CSV table ({error})") from error


def _json_rows(file: BinaryIO, origin: Origin) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(io.BytesIO(read_whole(file, origin)), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise InputError(f"{origin.name}, line {number}: is no JSON ({error})") from error
            if not isinstance(row, dict):
                raise InputError(f"{origin.name}, line {number}: is no object with `text`")
            yield row


def _sheet_rows(file: BinaryIO, origin: Origin) -> Iterator[dict[str, Any]]:
    """Yield the rows of a workbook's first sheet; a formula's cell is the value it last had."""
    calamine = load("python_calamine", extra="formats", what=f"{origin.name}: a spreadsheet")
    raw = read_whole(file, origin)
    if raw.startswith(b"PK"):
        refuse_bomb(raw, origin)
        refuse_spread(raw, origin)
    try:
        book = calamine.load_workbook(io.BytesIO(raw))
        rows = book.get_sheet_by_index(0).to_python() if book.sheet_names else []
    except Exception as error:
        raise InputError(f"{origin.name}: is no whole spreadsheet ({error})") from error
    if rows:
        yield from (dict(zip(map(str, rows[0]), row, strict=False)) for row in rows[1:])


def _parquet_rows(file: BinaryIO, origin: Origin) -> Iterable[dict[str, Any]]:
    parquet = load("pyarrow.parquet", extra="formats", what=f"{origin.name}: Parquet")
    arrow = load("pyarrow", extra="formats", what=f"{origin.name}: Parquet")
    try:
        for batch in parquet.ParquetFile(file).iter_batches(batch_size=1000):
            yield from batch.to_pylist()
    except (arrow.ArrowException, OSError, ValueError) as error:
        raise InputError(f"{origin.name}: is no whole Parquet file ({error})") from error
