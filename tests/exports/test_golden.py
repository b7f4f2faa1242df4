"""Golden files of the samples in every format, and the stored readings that they are made from."""

import importlib
import io
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.exports.samples import GOLDEN, SAMPLES, STORED, decode_reading, dossier_of_samples, files, plain, stored
from trucebook.exports import FORMATS, Dossier
from trucebook.intake import open_reports
from trucebook.model import Reading
from trucebook.reading import Sources, read_many

LIBRARIES = ("xlsxwriter", "openpyxl", "pyarrow.parquet", "typst", "pypdfium2")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """What the book of the stored readings holds."""
    return dossier_of_samples(tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="module")
def written(samples: Dossier, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every golden file as the code writes it now."""
    for name in LIBRARIES:
        pytest.importorskip(name)
    return {name: plain(raw, samples) for name, raw in files(samples, tmp_path_factory.mktemp("files"))}


@pytest.mark.parametrize("name", sorted(p.name for p in GOLDEN.iterdir()))
def test_each_file_equals_its_golden_file(written: dict[str, bytes], name: str) -> None:
    """What is written is what was read and approved; `python -m tests.exports.samples` writes the golden files anew."""
    assert written[name].decode() == (GOLDEN / name).read_bytes().decode()


def test_no_golden_file_is_missing(written: dict[str, bytes]) -> None:
    """Each format and each table of the record has one."""
    assert set(written) == {p.name for p in GOLDEN.iterdir()}
    assert {name.split(".")[1] for name in written} >= set(FORMATS) - {"csv", "brief"} | {"html", "pdf", "Agreements"}


def test_stored_readings_are_in_the_contract() -> None:
    """Each decodes, encodes to what it was, and every quote, field and mention stands at its place in the sample."""
    texts = [next(open_reports(path)).text for path in sorted(SAMPLES.glob("*.txt"))]
    for line, text in zip(STORED.read_bytes().splitlines(), texts, strict=True):
        reading = decode_reading(line)
        assert reading.report.text == text
        assert _within(json.loads(line), json.loads(msgspec.json.encode(reading)))
        for span in (*reading.mentions, *(f for c in reading.claims for f in c.spans() if f.start is not None)):
            assert text[span.start : span.end] == span.text
        assert all(text[c.start : c.end] == c.quote for c in reading.claims)


def _within(old: Any, new: Any) -> bool:
    """Say whether everything in one value is in another, which may have gained keys."""
    if isinstance(old, dict):
        return isinstance(new, dict) and all(key in new and _within(value, new[key]) for key, value in old.items())
    if isinstance(old, list):
        return isinstance(new, list) and len(old) == len(new) and all(map(_within, old, new))
    return bool(old == new)


def test_the_reader_still_speaks_as_the_stored_readings_do(sources: Sources) -> None:
    """What the reader makes of the samples now has every kind of claim and value that the stored readings have."""
    now = list(read_many([r.report for r in stored()], sources=sources))
    assert _shapes(now) >= {kind for kind in _shapes(stored()) if kind[0] in ("agreement", "provision", "figure", "event", "quotation")}


def _shapes(readings: list[Reading]) -> set[tuple[str, str]]:
    return {(c.kind, type(f.value).__name__) for r in readings for c in r.claims for f in c.spans()}


def test_libhxl_finds_nothing_wrong_by_its_own_schema(samples: Dossier, tmp_path: Path) -> None:
    """The schema that comes with libhxl has no error to report on the HXL of the samples."""
    hxl = pytest.importorskip("hxl")
    importlib.import_module("trucebook.exports").write(samples, tmp_path / "a.csv", format="hxl")
    wrong: list[Any] = []
    schema = hxl.schema()
    schema.callback = wrong.append
    assert schema.validate(hxl.data(io.BytesIO((tmp_path / "a.csv").read_bytes())))
    assert wrong == []


def test_consumers_open_the_samples(samples: Dossier, tmp_path: Path) -> None:
    """geopandas, pandas, duckdb and openpyxl see as many things as the record holds."""
    geopandas, pandas = pytest.importorskip("geopandas"), pytest.importorskip("pandas")
    duckdb, openpyxl = pytest.importorskip("duckdb"), pytest.importorskip("openpyxl")
    write = importlib.import_module("trucebook.exports").write
    for format in ("geojson", "acled", "parquet", "xlsx"):
        write(samples, tmp_path / f"a.{format}", format=format)
    record = samples.record
    map_ = geopandas.read_file(tmp_path / "a.geojson")
    placed = (record.agreements, record.violations, record.events, record.sieges, record.figures)
    assert len(map_) == sum(map(len, placed))
    assert (map_[map_.kind == "agreement"].geometry.y > 32.5).all()
    assert pandas.read_csv(tmp_path / "a.acled").event_date.dropna().str.startswith("20").all()
    assert duckdb.connect().execute(f"SELECT count(*) FROM '{tmp_path}/a.parquet'").fetchone() == (len(record.agreements),)
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["Provisions"].max_row == 1 + len(record.provisions)
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["Positions"].max_row == 1 + sum(len(p.claims) for p in record.positions)
