"""The three samples as a book for golden files, from stored readings, so that the files change with the exports and not with the reader.

python -m tests.exports.samples             writes the golden files anew; read the difference before you commit it
python -m tests.exports.samples --readings  reads the samples anew first, with the reader as it is now
"""

import datetime as dt
import importlib
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from trucebook.book import Book
from trucebook.export_book import gather
from trucebook.exports import FORMATS, TABLES, Dossier, write
from trucebook.model import Mention, ReaderInfo, Reading, Report, decode_claim, decode_value
from trucebook.redaction import DEFAULT, load_profile, redact

HERE = Path(__file__).parent
STORED = HERE / "samples.jsonl"
GOLDEN = HERE / "golden"
SAMPLES = HERE.parents[1] / "samples"
AS_OF = "2021-09-06"
WORDS = ("jsonl", "geojson", "hxl", "acled", "ged", "ethprio", "plover", "idmc", "ftm", "brief")


def decode_reading(line: bytes | str) -> Reading:
    """Return a reading from a line of the contract."""
    raw = msgspec.json.decode(line)
    return Reading(
        report=msgspec.convert(raw["report"], Report),
        mentions=tuple(Mention(**(m | {"value": decode_value(m.get("value"))})) for m in raw["mentions"]),
        claims=tuple(decode_claim(c) for c in raw["claims"]),
        reader=msgspec.convert(raw["reader"], ReaderInfo),
    )


def stored() -> list[Reading]:
    """Return the stored readings of the samples."""
    return [decode_reading(line) for line in STORED.read_bytes().splitlines()]


def book_of_samples(path: Path) -> Book:
    """Return an open book of the stored readings with a correction, a grade of a source and one of a claim."""
    book = Book(path, who="ana", clock=lambda: dt.datetime(2021, 9, 6, 12, tzinfo=dt.UTC))
    book.create()
    readings = stored()
    for reading in readings:
        book.add(reading)
    figure = next(c for c in readings[0].claims if c.kind == "figure")
    book.judge("accept", [figure.id])
    book.judge("grade", [figure.id], field="credibility", value=2)
    book.judge("grade", [readings[0].report.id], field="source", value="B")
    return book


def dossier_of_samples(folder: Path) -> Dossier:
    """Return what that book holds, as an export shows it that asks for no other profile."""
    with book_of_samples(folder / "samples.db") as book:
        return redact(gather(book, as_of=AS_OF), load_profile(DEFAULT), secret="samples")


def files(dossier: Dossier, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of every golden file: text formats as they are, the others as what their readers see."""
    first = next(a.id for a in dossier.record.agreements if a.supersedes and a.superseded_by)
    for format in WORDS:
        path = folder / f"{format}.out"
        write(dossier, path, format=format, agreement=first if FORMATS[format].takes_agreement else None)
        yield f"samples.{'html' if format == 'brief' else format}", path.read_bytes()
    for table in TABLES:
        if table.name != "Codebook":
            path = folder / f"{table.name}.csv"
            write(dossier, path, format="csv", table=table.name)
            yield f"samples.{table.name}.csv", path.read_bytes()
    for name, dump in DUMPS.items():
        path = folder / f"samples.{name}"
        write(dossier, path, format="brief" if name == "pdf" else name, agreement=first if name == "pdf" else None)
        yield f"samples.{name}.json", json.dumps(dump(path), ensure_ascii=False, indent=1, default=str).encode() + b"\n"


def _workbook(path: Path) -> dict[str, Any]:
    """Return what openpyxl sees of each sheet: where it is frozen, hidden columns, rows; of the codebook its first rows."""
    book = importlib.import_module("openpyxl").load_workbook(path)
    found = {}
    for sheet in book:
        rows = [[c.value for c in row] for row in sheet.iter_rows(max_row=4 if sheet.title == "Codebook" else None)]
        hidden = [name for name, column in sheet.column_dimensions.items() if column.hidden]
        found[sheet.title] = {
            "frozen": sheet.freeze_panes,
            "hidden": hidden,
            "rows": [json.dumps(r, ensure_ascii=False, default=str) for r in rows],
        }
    return found


def _parquet(path: Path) -> dict[str, Any]:
    """Return what pyarrow sees: the types of the columns, what the file says of itself, its rows."""
    table = importlib.import_module("pyarrow.parquet").read_table(path)
    about = {k.decode(): v.decode() for k, v in (table.schema.metadata or {}).items()}
    return {"types": {f.name: str(f.type) for f in table.schema}, "about": about, "rows": table.to_pylist()}


def _pdf(path: Path) -> dict[str, Any]:
    """Return what pdfium sees: title and words of each page."""
    document = importlib.import_module("pypdfium2").PdfDocument(path)
    pages = [document[n].get_textpage().get_text_bounded().splitlines() for n in range(len(document))]
    return {"title": document.get_metadata_dict()["Title"], "pages": pages}


DUMPS: dict[str, Callable[[Path], dict[str, Any]]] = {"xlsx": _workbook, "parquet": _parquet, "pdf": _pdf}


def plain(raw: bytes, dossier: Dossier) -> bytes:
    """Return bytes with the version taken out, so that a release leaves the golden files alone."""
    return raw.replace(f"trucebook {dossier.about.version}".encode(), b"trucebook VERSION").replace(
        f'"trucebook": "{dossier.about.version}"'.encode(), b'"trucebook": "VERSION"'
    )


def read_samples() -> None:
    """Read the samples with the reader as it is now and store the readings."""
    reading, intake = importlib.import_module("trucebook.reading"), importlib.import_module("trucebook.intake")
    room = {name: importlib.import_module(f"trucebook.{name}") for name in ("codebook", "gazetteer", "actors")}
    sources = reading.Sources(**{name: module.load() for name, module in room.items()})
    reports = [r for path in sorted(SAMPLES.glob("*.txt")) for r in intake.open_reports(path)]
    STORED.write_bytes(b"".join(msgspec.json.encode(r) + b"\n" for r in reading.read_many(reports, sources=sources)))


def main() -> None:
    """Write the golden files anew."""
    if "--readings" in sys.argv[1:]:
        read_samples()
    with tempfile.TemporaryDirectory() as folder:
        dossier = dossier_of_samples(Path(folder))
        GOLDEN.mkdir(exist_ok=True)
        for old in GOLDEN.iterdir():
            old.unlink()
        for name, raw in files(dossier, Path(folder)):
            (GOLDEN / name).write_bytes(plain(raw, dossier))


if __name__ == "__main__":
    main()
