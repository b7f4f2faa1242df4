"""Every export opened by the program it is meant for."""

import importlib
import io
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.exports.test_exports import written
from trucebook.errors import InputError
from trucebook.exports import TABLES, Dossier, write
from trucebook.model import Reading


def library(name: str) -> Any:
    """Return a consumer, or skip where it is not installed."""
    return pytest.importorskip(name)


@pytest.mark.parametrize("name", [t.name for t in TABLES])
def test_duckdb_and_pyarrow_read_every_table(dossier: Dossier, tmp_path: Path, name: str) -> None:
    """Rows, columns, types and what the file says of itself survive."""
    duckdb, parquet = library("duckdb"), library("pyarrow.parquet")
    path = tmp_path / "t.parquet"
    write(dossier, path, format="parquet", table=name)
    table = next(t for t in TABLES if t.name == name)
    assert parquet.read_table(path).column_names == table.names()
    assert parquet.read_schema(path).metadata[b"as_of"] == dossier.about.as_of.encode()
    assert duckdb.connect().execute(f"SELECT count(*) FROM '{path}'").fetchone() == (len(list(table.cells(dossier))),)


def test_duckdb_counts_with_types(dossier: Dossier, tmp_path: Path) -> None:
    """Numbers are numbers and blanks are null."""
    duckdb = library("duckdb")
    path = tmp_path / "f.parquet"
    write(dossier, path, format="parquet", table="Figures", columns=["category", "low", "high"])
    found = duckdb.connect().execute(f"SELECT category, low + 0, high FROM '{path}' ORDER BY low").fetchall()
    assert found == [("killed", 4, 4), ("killed", 12, None), ("displaced", 900, None)]


def test_openpyxl_opens_the_workbook(dossier: Dossier, tmp_path: Path) -> None:
    """Every sheet is there with its header frozen; words that look like formulas are words; the README says what it holds."""
    openpyxl = library("openpyxl")
    book = openpyxl.load_workbook(written(dossier, tmp_path, "xlsx"))
    assert book.sheetnames == ["README", *(t.name for t in TABLES)]
    for table in TABLES:
        sheet = book[table.name]
        assert sheet.freeze_panes == "B2"
        assert [c.value for c in sheet[1]][: len(table.names())] == table.names()
        assert sheet.max_row == 1 + len(list(table.cells(dossier))), table.name
        assert all(c.data_type != "f" for row in sheet.iter_rows() for c in row)
    said = {row[0].value: row[1].value for row in book["README"].iter_rows()}
    assert said["As of"] == dossier.about.as_of
    assert said["Holds"] == "everything"
    assert said["Events.mode"] == "The finer code below the type."
    titles = {row[0].value: row[1].value for row in book["Reports"].iter_rows()}
    assert titles["r4"] == "=cmd|'/c calc'!A1"


def test_pandas_reads_the_tables(dossier: Dossier, tmp_path: Path) -> None:
    """The CSV and the workbook agree."""
    pandas = library("pandas")
    library("openpyxl")
    sheet = pandas.read_excel(written(dossier, tmp_path, "xlsx"), sheet_name="Agreements")
    table = pandas.read_csv(written(dossier, tmp_path, "csv"))
    assert list(sheet["id"]) == list(table["id"])
    assert set(table["kind"]) == {"ceasefire"}


def test_shapely_reads_the_features(dossier: Dossier, tmp_path: Path) -> None:
    """Each geometry is a valid point; the province has none and says why."""
    geometry = library("shapely.geometry")
    whole = json.loads(written(dossier, tmp_path, "geojson").read_bytes())
    assert whole["type"] == "FeatureCollection"
    points = [geometry.shape(f["geometry"]) for f in whole["features"] if f["geometry"]]
    assert all(point.is_valid for point in points)
    assert (29.2, -1.7) in {(point.x, point.y) for point in points}
    (wide,) = [f["properties"] for f in whole["features"] if f["properties"]["precision"] == "province"]
    assert wide["no_geometry_because"] == "the place is a province, not a point"


def test_libhxl_validates_the_tags(dossier: Dossier, tmp_path: Path) -> None:
    """The tags are well formed, dates and numbers are of their kind by HXL's own schema."""
    hxl = library("hxl")
    raw = written(dossier, tmp_path, "hxl").read_bytes()
    source = hxl.data(hxl.input.make_input(io.BytesIO(raw)) if hasattr(hxl, "input") else io.BytesIO(raw))
    assert "#affected+killed" in source.display_tags
    assert len(list(source)) == len([r for r in raw.decode().splitlines() if r]) - 2
    schema = hxl.schema(
        [
            ["#valid_tag", "#valid_datatype", "#description"],
            ["#date", "date", "a day"],
            ["#geo", "number", "degrees"],
            ["#affected", "number", "people"],
        ]
    )
    problems: list[Any] = []
    schema.callback = problems.append
    assert schema.validate(hxl.data(io.BytesIO(raw)))
    assert problems == []


def test_followthemoney_accepts_every_entity(dossier: Dossier, tmp_path: Path) -> None:
    """Each entity is valid by the library's own model, and keeps every value."""
    ftm = library("followthemoney")
    lines = [json.loads(line) for line in written(dossier, tmp_path, "ftm").read_bytes().splitlines()]
    for line in lines:
        schema = ftm.model.get(line["schema"])
        assert schema is not None
        schema.validate({"properties": line["properties"]})
        for name, values in line["properties"].items():
            assert name in schema.properties, f"{line['schema']} has no {name}"
            for value in values:
                assert schema.properties[name].type.name == "entity" or schema.properties[name].type.validate(value), (name, value)
    named = {line["id"] for line in lines}
    assert all(i in named for line in lines for i in line["properties"].get("involved", []) + line["properties"].get("proof", []))


def test_msgspec_decodes_plover(dossier: Dossier, tmp_path: Path) -> None:
    """Each line is an object with the keys that the docs explain."""
    module = importlib.import_module("trucebook.exports.plover")
    for line in written(dossier, tmp_path, "plover").read_bytes().splitlines():
        assert list(msgspec.json.decode(line)) == [key for key, _ in module.KEYS]


def test_a_missing_library_names_its_command(dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without xlsxwriter the error says which extra to install."""
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(InputError, match=r"pip install 'trucebook\[formats\]'"):
        write(dossier, tmp_path / "a.xlsx", format="xlsx")


def test_exports_of_a_reading_of_the_samples(sources: Any, tmp_path: Path) -> None:
    """A book read from the three samples can be written in every format."""
    intake = importlib.import_module("trucebook.intake")
    reading = importlib.import_module("trucebook.reading")
    exporting = importlib.import_module("trucebook.export_book")
    book_room = importlib.import_module("trucebook.book")
    samples = sorted((Path(__file__).resolve().parents[2] / "samples").glob("*.txt"))
    with book_room.Book(tmp_path / "b.db", who="ana") as book:
        book.create()
        readings: list[Reading] = list(reading.read_many([r for p in samples for r in intake.open_reports(p)], sources=sources))
        for one in readings:
            book.add(one)
        for format in ("jsonl", "geojson", "hxl", "acled", "ged", "ethprio", "plover", "idmc", "ftm"):
            exporting.export(book, tmp_path / format, format=format)
    back = [json.loads(line) for line in (tmp_path / "jsonl").read_bytes().splitlines()]
    assert {line["id"]: len(line["claims"]) for line in back} == {r.report.id: len(r.claims) for r in readings}
