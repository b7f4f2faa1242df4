"""Upgrades: a small book stored by each release opens in this one with nothing lost."""

import gzip
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy

from tests.books import three_of_daraa
from trucebook.book import Book
from trucebook.migrations import STEPS
from trucebook.seals import KEYS

FOLDER = Path(__file__).parent / "books" / "stored"
STORED = sorted(FOLDER.glob("*.db.gz"))
DUMPED = sorted(FOLDER.glob("*.sql.gz"))
NEWEST = STEPS[-1].name.replace(" ", "-")


def rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table of ours as it is stored."""
    with sqlite3.connect(path) as connection:
        tables = (n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))
        names = [n for n in tables if not n.startswith(("sqlite_", "report_words_"))]
        found = {name: list(connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2")) for name in names}
    connection.close()
    return found


@pytest.mark.parametrize("stored", STORED, ids=lambda p: p.name)
def test_a_stored_book_migrates_without_loss(stored: Path, tmp_path: Path) -> None:
    """Every row of a book of an earlier release, keys aside, is there after opening it, its record and log too, and it verifies."""
    path = tmp_path / "b.db"
    path.write_bytes(gzip.decompress(stored.read_bytes()))
    before = rows(path)
    with Book(path, who="ana") as book:
        book.open()
        after = rows(path)
        for table in before.keys() - {*KEYS}:
            lines = before[table]
            assert [line for line in lines if line not in after[table]] == [], table
        assert_whole(book, stored.name)


def assert_whole(book: Book, name: str) -> None:
    """Hold a book that was brought up to date to what every stored book holds, whatever release made it."""
    assert [(j.act, j.by) for j in book.judgements()][:2] == [("correct", "ana"), ("grade", "ana")]
    record = book.record()
    assert [a.label for a in record.agreements] == ["A truce took effect in Daraa", "A new truce took effect in Daraa"]
    assert record.figures[0].rivals[0].value.low == 5
    assert not book.add(three_of_daraa()[0])
    assert book.verify() == []
    assert (book.underived()[0] == 3) == (NEWEST not in name), "ids of claims of older releases cannot be derived again"


@pytest.mark.parametrize("dumped", DUMPED, ids=lambda p: p.name)
def test_a_dumped_book_migrates_without_loss(dumped: Path, postgres_url: Callable[[], str]) -> None:
    """Every row of what PostgreSQL dumped of a book of an earlier release, keys aside, is there after opening it, and it verifies."""
    url = postgres_url()
    engine = sqlalchemy.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.connection.driver_connection.execute(gzip.decompress(dumped.read_bytes()).decode())  # type: ignore[union-attr]
    before = rows_dumped(engine)
    with Book(url, who="ana") as book:
        book.open()
        after = rows_dumped(engine)
        for table in before.keys() - {*KEYS}:
            assert [line for line in before[table] if line not in after[table]] == [], table
        assert_whole(book, dumped.name)
    engine.dispose()


def rows_dumped(engine: sqlalchemy.Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table of a PostgreSQL book."""
    with engine.connect() as connection:
        names = sqlalchemy.inspect(connection).get_table_names()
        return {name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")] for name in names}


@pytest.mark.parametrize("stored", [p for p in STORED if p.name.startswith("2026-11-28-people")], ids=lambda p: p.name)
def test_who_was_decided_between_is_read_from_an_older_release(stored: Path, tmp_path: Path) -> None:
    """A decision between two coders, told by its reason before it had a field, has the field; a coder's own words are no such thing now."""
    path = tmp_path / "b.db"
    path.write_bytes(gzip.decompress(stored.read_bytes()))
    with Book(path, who="ana") as book:
        book.open()
        found = next(j for j in book.judgements() if j.between is not None)
        assert (found.between, found.why, found.act) == (("ana", "ben"), "the second report agrees", "accept")
        said = book.judge("accept", list(found.claims), why="adjudicated between ana and ben: so they say")
        assert book.judgements()[-1] == said
        assert (said.between, said.why) == (None, "adjudicated between ana and ben: so they say")
        told = book.judge("accept", list(found.claims), between=("ana", "ben"))
        assert book.judgements()[-1].between == told.between == ("ana", "ben")
        assert book.verify() == []


def test_every_schema_has_its_stored_book() -> None:
    """For each migration there is a book stored by the release that ended with it, of either database."""
    names = {step.name.replace(" ", "-") for step in STEPS}
    assert {p.name.removesuffix(".db.gz") for p in STORED} == names
    assert {p.name.removesuffix(".sql.gz") for p in DUMPED} == names
