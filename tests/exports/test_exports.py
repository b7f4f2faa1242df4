"""Exports as files: each appears whole or not at all, and blanks say why they are blank."""

import csv
import io
import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exports import AS_OF, book_of
from trucebook.book import Book
from trucebook.errors import InputError
from trucebook.export_book import export, gather
from trucebook.exports import FORMATS, TABLES, Dossier, write
from trucebook.exports.columns import safe
from trucebook.model import Reading


def need(format: str) -> None:
    """Skip the test where the library a format needs is not installed."""
    if format in ("xlsx", "parquet"):
        pytest.importorskip({"xlsx": "xlsxwriter", "parquet": "pyarrow"}[format])


def written(dossier: Dossier, folder: Path, format: str) -> Path:
    """Write a format with the least it needs and return the file."""
    need(format)
    path = folder / f"out.{format}"
    first = dossier.record.agreements[0].id if FORMATS[format].takes_agreement else None
    write(dossier, path, format=format, agreement=first)
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_book_gives_the_same_bytes(dossier: Dossier, tmp_path: Path, format: str) -> None:
    """Two exports of one dossier are equal, byte by byte."""
    (tmp_path / "again").mkdir()
    assert written(dossier, tmp_path, format).read_bytes() == written(dossier, tmp_path / "again", format).read_bytes()


def test_the_contract_comes_back(dossier: Dossier, tmp_path: Path) -> None:
    """Each JSON line decodes as a reading whose quotes stand in its text, and holds every claim."""
    lines = [json.loads(line) for line in written(dossier, tmp_path, "jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["r1", "r2", "r4", "r3"]
    for line in lines:
        text = line["report"]["text"]
        assert all(text[c["start"] : c["end"]] == c["quote"] for c in line["claims"])
        assert all(text[m["start"] : m["end"]] == m["text"] for m in line["mentions"])
        assert msgspec.convert({k: line[k] for k in ("report", "reader")}, dict[str, object])
    assert lines[0]["reader"]["name"] == "hand"
    assert set(lines[0]) == {"id", *Reading.__struct_fields__} - {"skimmed"}


def test_acled_rows_say_what_is_known_and_why_the_rest_is_blank(dossier: Dossier, tmp_path: Path) -> None:
    """Shelling is a row with pin and day; an arrest in a province has neither; a promise is no row; an open count is no number."""
    shelled, arrested = sorted(rows_of(written(dossier, tmp_path, "acled")), key=lambda row: row["sub_event_type"], reverse=True)
    assert (shelled["event_type"], shelled["sub_event_type"]) == ("Explosions/Remote violence", "Shelling/artillery/missile attack")
    assert (shelled["event_date"], shelled["time_precision"], shelled["year"]) == ("2021-09-03", "1", "2021")
    assert (shelled["latitude"], shelled["longitude"], shelled["geo_precision"]) == ("-1.7", "29.2", "1")
    assert (shelled["actor1"], shelled["inter1"], shelled["inter2"]) == ("River Front", "Rebel group", "Civilians")
    assert shelled["fatalities"] == ""
    assert "fatalities: only a bound is told: 12 or more" in shelled["blank_because"]
    assert (arrested["event_date"], arrested["time_precision"]) == ("", "3")
    assert (arrested["latitude"], arrested["geo_precision"], arrested["admin1"]) == ("", "3", "North Kivu")
    assert "event_date: known only as 2021-08-01 to 2021-08-31" in arrested["blank_because"]
    assert "latitude: the place is a province, not a point" in arrested["blank_because"]


def test_ged_counts_only_what_is_told(dossier: Dossier, tmp_path: Path) -> None:
    """At least 12 is a low of 12 with no best and no high; rebels against villagers is one-sided."""
    (row,) = rows_of(written(dossier, tmp_path, "ged"))
    assert (row["low"], row["best"], row["high"]) == ("12", "", "")
    assert (row["type_of_violence"], row["geom_wkt"]) == ("3", "POINT (29.2 -1.7)")
    assert (row["date_prec"], row["date_start"], row["date_end"]) == ("1", "2021-09-03", "2021-09-03")


def test_ethprio_has_a_row_a_party(dossier: Dossier, tmp_path: Path) -> None:
    """The first truce has one party told, disarming makes it definitive; dates are split; silence is blank, never 0."""
    first, second = rows_of(written(dossier, tmp_path, "ethprio"))
    assert (first["cf_effect_yr"], first["cf_effect_month"], first["cf_effect_day"]) == ("2021", "9", "1")
    assert (first["ceasefire_class"], first["ddr"], first["ended"]) == ("3", "1", "1")
    assert (second["actor_name"], second["mediator_nego"], second["ended"]) == ("", "", "")
    assert "actor_name: no party is told" in second["blank_because"]


def test_idmc_keeps_the_quantifier(dossier: Dossier, tmp_path: Path) -> None:
    """More than 900 who fled is a flow of persons with its words and no date."""
    (row,) = rows_of(written(dossier, tmp_path, "idmc"))
    assert (row["quantifier"], row["reported"], row["unit"], row["term"], row["category"]) == (
        "More than",
        "900",
        "Person",
        "Forced to flee",
        "Flow",
    )
    assert row["source_excerpt"] == "More than 900 people fled"
    assert "start_date: no date is told" in row["blank_because"]


@pytest.mark.parametrize("name", [t.name for t in TABLES])
def test_no_blank_is_minus_one(dossier: Dossier, name: str) -> None:
    """No table uses -1 for unknown, and each row is as long as its header."""
    table = next(t for t in TABLES if t.name == name)
    for row in table.cells(dossier):
        assert len(row) == len(table.names())
        assert -1 not in [cell for cell in row if isinstance(cell, int)]


def test_every_column_is_explained() -> None:
    """Each column of each format has a sentence of its own, and no name stands twice."""
    for table in [*TABLES, *(f.table for f in FORMATS.values() if f.table)]:
        assert len(set(table.names())) == len(table.names())
        assert all(c.about.endswith((".", "…")) for c in table.columns), table.name


def test_formulas_are_words_in_csv(dossier: Dossier, tmp_path: Path) -> None:
    """A headline that begins like a formula gets an apostrophe; numbers do not."""
    path = tmp_path / "reports.csv"
    write(dossier, path, format="csv", table="reports", columns=["id", "title"])
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,title")
    assert rows_of(path)[2] == {"id": "r4", "title": "'=cmd|'/c calc'!A1"}


@given(st.text())
def test_no_word_can_begin_a_formula(words: str) -> None:
    """Whatever a cell holds, what is written begins with none of the signs a spreadsheet runs."""
    assert not safe(words).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_brief_escapes_every_word(dossier: Dossier, tmp_path: Path) -> None:
    """Markup in a report is shown as text; the page has no script and loads nothing."""
    page = written(dossier, tmp_path, "brief").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "://" not in page
    assert "superseded" in page
    assert "hand over their arms" in page


def test_refusals_say_what_there_is(dossier: Dossier, tmp_path: Path) -> None:
    """Unknown formats, tables, columns and folders are refused by name, and nothing is left behind."""
    for words, options in (
        ("no such format", {"format": "pdf"}),
        ("no such table", {"format": "csv", "table": "wars"}),
        ("no column", {"format": "csv", "columns": ["colour"]}),
        ("takes no --table", {"format": "hxl", "table": "Events"}),
        ("no columns", {"format": "jsonl", "columns": ["id"]}),
        ("brief is of one", {"format": "brief"}),
    ):
        with pytest.raises(InputError, match=words):
            write(dossier, tmp_path / "out", **options)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="no such folder"):
        write(dossier, tmp_path / "none" / "out", format="csv")
    with pytest.raises(InputError, match="is a folder"):
        write(dossier, tmp_path, format="csv")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_export_leaves_the_old_file(dossier: Dossier, tmp_path: Path) -> None:
    """A writer that fails in the middle changes nothing."""
    path = tmp_path / "out"
    path.write_bytes(b"old")
    with pytest.raises(InputError):
        write(dossier, path, format="brief")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_an_export_is_logged_with_filter_and_hash(tmp_path: Path) -> None:
    """The log names format, filter and the file's hash, and the chain stands."""
    with book_of(tmp_path / "b.db") as book:
        digest = export(book, tmp_path / "a.csv", format="csv", agreement="Daraa")
        line = book.log()[-1]
        detail = json.loads(line.detail)
        assert (line.what, line.subject) == ("export", "a.csv")
        assert (detail["format"], detail["agreement"], detail["sha256"]) == ("csv", "Daraa", digest)
        assert book.verify() == []
        with pytest.raises(InputError, match="no agreement matches"):
            export(book, tmp_path / "b.csv", format="csv", agreement="Kivu")
        with pytest.raises(InputError, match="day a brief speaks of"):
            export(book, tmp_path / "b.csv", format="csv", as_of=AS_OF)
        with pytest.raises(InputError, match="2 agreements match"):
            export(book, tmp_path / "b.html", format="brief", agreement="Daraa")


def test_a_filter_keeps_what_belongs_to_the_agreement(tmp_path: Path) -> None:
    """Only reports, claims and acts of the truces named are written."""
    with book_of(tmp_path / "b.db") as book:
        export(book, tmp_path / "a.jsonl", format="jsonl", agreement="Daraa")
    assert [json.loads(line)["id"] for line in (tmp_path / "a.jsonl").read_text().splitlines()] == ["r1", "r2", "r3"]


def test_corrections_and_rejections_reach_the_export(tmp_path: Path) -> None:
    """A corrected value stands in the export, a rejected claim does not."""
    with book_of(tmp_path / "b.db") as book:
        fled = next(i.claim for i in book.claims(["figure"]) if i.claim.quote.startswith("More"))
        arrest = next(i.claim for i in book.claims(["event"]) if "arrested" in i.claim.quote)
        book.judge("correct", [fled.id], field="low", value=950)
        book.judge("reject", [arrest.id])
        dossier = gather(book, as_of=AS_OF)
    assert arrest.id not in dossier.filed
    assert rows_of(written(dossier, tmp_path, "idmc"))[0]["reported"] == "950"


def test_an_empty_book_gives_empty_tables(tmp_path: Path) -> None:
    """Every format but the brief can be written of nothing."""
    with Book(tmp_path / "b.db", who="ana") as book:
        book.create()
        for name, known in FORMATS.items():
            if not known.takes_agreement:
                need(name)
                assert len(export(book, tmp_path / name, format=name)) == 64
