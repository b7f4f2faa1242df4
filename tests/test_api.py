"""The Python interface: public names, reading, tables, and how things look in a notebook."""

import ast
import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import trucebook
from trucebook import notebook
from trucebook.errors import InputError
from trucebook.model import PeriodValue

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))


@pytest.fixture(scope="module")
def readings() -> list[trucebook.Reading]:
    """The samples as the interface reads them."""
    return list(trucebook.read_files(*SAMPLES))


def test_public_names_exist_are_documented_and_typed() -> None:
    """`__all__`, the names that can be had, and the type stub are one list; each name has a docstring."""
    stub = ast.parse((ROOT / "src" / "trucebook" / "__init__.pyi").read_text(encoding="utf-8"))
    typed = {alias.asname for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    typed |= {node.target.id for node in stub.body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)}
    assert set(trucebook.__all__) == typed - {"__all__"} == set(dir(trucebook))
    for name in trucebook.__all__:
        assert name == "__version__" or (getattr(trucebook, name).__doc__ or "").strip(), name


def test_an_unknown_name_is_refused() -> None:
    """A name that is not public raises AttributeError as any module's does."""
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = trucebook.nothing  # type: ignore[attr-defined]


def test_importing_the_package_imports_no_library() -> None:
    """`import trucebook` costs nothing until a name is used."""
    code = "import sys, trucebook; print(*{'spacy', 'sqlalchemy', 'msgspec', 'yaml'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == ""


def test_the_examples_of_the_package_are_true() -> None:
    """The docstring's example prints what it says."""
    assert doctest.testmod(trucebook).failed == 0


def test_read_anchors_relative_days() -> None:
    """`published` gives "on Wednesday" its day; without it there is none."""
    words = "Ten civilians were killed in shelling on Wednesday."
    dated, loose = trucebook.read(words, published="2021-09-02"), trucebook.read(words)
    days = [[m.value.first for m in r.mentions if isinstance(m.value, PeriodValue)] for r in (dated, loose)]
    assert days == [["2021-09-01"], [None]]


def test_a_missing_file_is_named() -> None:
    """An error names the file."""
    with pytest.raises(InputError, match=r"nowhere\.txt"):
        list(trucebook.read_files("nowhere.txt"))


def test_tables_of_readings_are_those_of_a_book(readings: list[trucebook.Reading], tmp_path: Path) -> None:
    """Joined without a book, the samples give the same agreements, provisions and figures as a book of them."""
    with trucebook.Book(tmp_path / "book.db", who="ana") as book:
        book.create()
        for reading in readings:
            book.add(reading)
        kept, loose = trucebook.tables(book), trucebook.tables(readings)
        assert list(kept) == list(loose)
        for name in ("Agreements", "Parties", "Provisions", "Events", "Figures", "Claims"):
            assert list(kept[name]) == list(loose[name]), name
            assert list(loose[name]), name


def test_a_table_goes_to_arrow_pandas_and_polars(readings: list[trucebook.Reading]) -> None:
    """Rows, columns and whole numbers stay as they are in every library's table."""
    frame = trucebook.tables(readings)["Figures"]
    rows = list(frame)
    assert frame.to_arrow().num_rows == len(frame.to_pandas()) == len(frame.to_polars()) == len(rows) > 3
    assert frame.to_pandas()["low"].dtype == "Int64"
    assert frame.to_polars()["low"].to_list() == [row["low"] for row in rows]
    assert set(frame.columns) <= set(frame.to_pandas().columns)
    assert "<table" in frame._repr_html_()


def test_a_notebook_shows_the_words_and_escapes_them() -> None:
    """A reading's HTML holds its text once, marked, with markup in it made harmless."""
    shown = notebook.show_reading(trucebook.read("The army shelled Daraa on <b>Monday</b>, killing 12 civilians.", published="2021-09-02"))
    assert "&lt;b&gt;" in shown
    assert "<b>Monday" not in shown
    assert "<mark" in shown
    assert shown.count("12") >= 2


def test_an_answer_shows_verdict_rule_and_quotes(readings: list[trucebook.Reading], tmp_path: Path) -> None:
    """An answer's HTML names the verdict, the day and the words it rests on."""
    with trucebook.Book(tmp_path / "book.db", who="ana") as book:
        book.create()
        for reading in readings:
            book.add(reading)
        answer = book.ask("Daraa", "2021-09-04")[0]
    shown = notebook.show_answer(answer)
    assert answer.assessment.verdict.replace("_", " ").upper() in shown
    assert all(f"<q>{' '.join(e.quote.split())}</q>" in shown for e in answer.assessment.evidence)
