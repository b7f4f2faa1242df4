"""Tables: flat, typed, the same in every part, and readings that come back from Parquet as they went in."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import msgspec
import pandas
import pyarrow as arrow
import pytest
from pyarrow import parquet

from tests.batch.fakes import FakeReader, archive
from trucebook.batch import ErrorLine, Options, code, encode
from trucebook.batch.parts import Parts, empty_tables
from trucebook.batch.tables import CLAIMS, TABLES, arrow_schema, columns_of, line_of_row, reading_row, rows_of
from trucebook.model import Claim, Field, PeriodValue, PlaceValue, ReaderInfo, Reading, new_report
from trucebook.reading import Sources, read_many

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
ALL = (
    "AMMAN, 2 September 2021 - A ceasefire took effect on Wednesday in Daraa between the Syrian army and the local committee. "
    "Under the deal the army will lift the siege of the old quarter. At least nine people were killed on Monday, a rights group said. "
    '"We will not accept the terms," said Adnan Saleh, a spokesman for the committee.'
)


def some_claim(kind: str, **fields: Field | list[Field]) -> Claim:
    """Return a claim of a kind with fields, whose words do not matter here."""
    return Claim(id=f"x-{kind}", kind=kind, start=0, end=3, quote="AMM", fields=fields)  # type: ignore[arg-type]


def test_a_reading_comes_back_from_its_row(read_text: Callable[..., Reading]) -> None:
    """The row of a reading, and of an error, gives its JSON line again, value by value."""
    for line in (encode(read_text(ALL, "2021-09-02")), encode(ErrorLine(id="a", error="b"))):
        whole = msgspec.json.decode(line)
        assert line_of_row(reading_row(whole)) == whole


def test_parts_of_parquet_hold_what_the_lines_hold(tmp_path: Path, read_text: Callable[..., Reading]) -> None:
    """A part written to disk gives the lines again, and its tables one row a claim and a mention."""
    line = encode(read_text(ALL, "2021-09-02"))
    with Parts(tmp_path, 0, form="parquet", tables=True) as parts:
        parts.add(line)
        parts.add(encode(ErrorLine(id="a", error="b")))
    rows = parquet.read_table(tmp_path / "readings" / "part-000000.parquet").to_pylist()
    whole = msgspec.json.decode(line)
    assert [line_of_row(row) for row in rows] == [whole, {"id": "a", "error": "b"}]
    empty_tables(tmp_path)
    counts = {table: duckdb.sql(f"SELECT count(*) FROM '{tmp_path}/{table}/*.parquet'").fetchall()[0][0] for table in TABLES}
    assert counts["reports"] == 2
    assert counts["mentions"] == len(whole["mentions"])
    assert sum(counts.values()) - counts["reports"] - counts["mentions"] == len(whole["claims"])
    words = duckdb.sql(f'SELECT quote, "start", "end" FROM \'{tmp_path}/agreements/*.parquet\'').fetchall()
    assert words
    assert all(ALL[start:end] == quote for quote, start, end in words)


def test_no_field_of_the_samples_is_without_a_column(sources: Sources) -> None:
    """Whatever the reader gives for the samples has its place in a table, and every row fits its table's types."""
    known = {kind: dict(fields) for kind, fields in CLAIMS.values()}
    reports = [new_report(path.read_text(encoding="utf-8"), published=path.name[:10]) for path in sorted(SAMPLES.glob("*.txt"))]
    for reading in read_many(reports, sources=sources):
        assert not [(claim.kind, name) for claim in reading.claims for name in claim.fields if name not in known[claim.kind]]
        for table, row in rows_of(msgspec.json.decode(encode(reading))):
            arrow.Table.from_pylist([row], schema=arrow_schema(arrow, columns_of(table)))


def test_every_kind_of_field_has_its_columns() -> None:
    """Codes, actors, places, periods, numbers and references land in columns of their own."""
    place = PlaceValue(place_id="7", name="Daraa", lat=32.6, lon=36.1, country="SY", precision="town")
    day = PeriodValue(first="2021-09-01", last="2021-09-02", timex="2021-09-01")
    who = Field(text="the army", start=0, end=8)
    reading = Reading(
        report=new_report("AMMAN", id="r", published="2021-09-02"),
        mentions=(),
        claims=(
            some_claim("agreement", parties=[who, who], place=Field(text="Daraa", start=0, end=5, value=place), began=Field(value=day)),
            some_claim("provision", agreement=Field(value="x-agreement"), in_exchange_for=[Field(value="x-event")], debtor=who),
            some_claim("figure", low=Field(text="nine", start=0, end=4, value=9), quantifier=Field(value="exact")),
            some_claim("siege", besieger=who, cut=[Field(value="food"), Field(value="water")]),
            some_claim("position", actor=who, stance=Field(value="refuses")),
            some_claim("quotation", speaker=who, direct=Field(value=True)),
        ),
        reader=ReaderInfo(name="n", version="1", model="m", model_sha256="h"),
    )
    found = dict(rows_of(msgspec.json.decode(encode(reading))))
    assert {name: found["agreements"][name] for name in ("parties", "place_id", "lat", "began_from", "published")} == {
        "parties": ["the army", "the army"],
        "place_id": "7",
        "lat": 32.6,
        "began_from": "2021-09-01",
        "published": "2021-09-02",
    }
    assert (found["provisions"]["agreement"], found["provisions"]["in_exchange_for"]) == ("x-agreement", ["x-event"])
    assert (found["figures"]["low"], found["figures"]["quantifier"]) == (9, "exact")
    assert found["sieges"]["cut"] == ["food", "water"]
    assert (found["positions"]["stance"], found["quotations"]["direct"]) == ("refuses", True)
    for table, row in found.items():
        assert {name for name, _ in columns_of(table)} >= set(row) - {"speaker_id"}, table


def test_a_run_gives_tables_that_open_together(tmp_path: Path) -> None:
    """Parts of one table have one schema, tables without a row can be opened too, and two runs agree."""
    source = archive(tmp_path, 30, {4: "POISON"})
    for name, jobs, size in (("a", 1, 30), ("b", 2, 7)):
        code([source], tmp_path / name, options=Options(reader=FakeReader(), jobs=jobs, size=size, tables=True))
    for table in (*TABLES, "readings"):
        one, two = (pandas.read_parquet(tmp_path / name / table) for name in ("a", "b"))
        pandas.testing.assert_frame_equal(one, two)
    events = duckdb.sql(f"SELECT place, type FROM '{tmp_path}/b/events/*.parquet'")
    assert set(events.fetchall()) == {("Goma", "AID")}


def test_one_parquet_file_is_joined_from_parts(tmp_path: Path) -> None:
    """A .parquet output holds the same rows in the same order as JSON lines."""
    source = archive(tmp_path, 30, {4: "POISON"})
    code([source], tmp_path / "out.parquet", options=Options(reader=FakeReader(), jobs=2, size=7))
    code([source], tmp_path / "out.jsonl", options=Options(reader=FakeReader(), size=1000))
    rows = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    lines = [msgspec.json.decode(line) for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    assert [line_of_row(row) for row in rows] == lines
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl", "out.parquet"]


def test_an_unwritable_part_leaves_nothing(tmp_path: Path) -> None:
    """A block that raises takes its temporary files with it."""
    with pytest.raises(ZeroDivisionError), Parts(tmp_path, 0, form="jsonl", tables=True):
        raise ZeroDivisionError
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
