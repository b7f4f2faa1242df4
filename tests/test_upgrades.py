"""Upgrades: a small book stored by each release opens in this one with nothing lost."""

import gzip
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.books import three_of_daraa
from trucebook.book import Book
from trucebook.migrations import STEPS
from trucebook.seals import KEYS

STORED = sorted((Path(__file__).parent / "books" / "stored").glob("*.db.gz"))


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
        record = book.record()
        assert [a.label for a in record.agreements] == ["A truce took effect in Daraa", "A new truce took effect in Daraa"]
        assert [(j.act, j.by) for j in book.judgements()][:2] == [("correct", "ana"), ("grade", "ana")]
        assert record.figures[0].rivals[0].value.low == 5
        assert not book.add(three_of_daraa()[0])
        assert book.verify() == []


def test_every_schema_has_its_stored_book() -> None:
    """For each migration there is a book stored by the release that ended with it, save the newest, whose release is this one."""
    assert {p.name.removesuffix(".db.gz") for p in STORED} >= {step.name.replace(" ", "-") for step in STEPS[:-1]}
