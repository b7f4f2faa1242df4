"""Backup and restore: a book copied whole while it is in use, and brought back on either kind of database."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.books import three_of_daraa, truce_report
from tests.test_verify import fill
from trucebook.book import Book
from trucebook.errors import BookError

MakePlace = Callable[[], str]


@pytest.fixture(params=["sqlite", "postgres"])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> MakePlace:
    """A function that names a place for a book that does not exist yet, on each kind of database."""
    count = iter(range(100))
    if request.param == "postgres":
        url: MakePlace = request.getfixturevalue("postgres_url")
        return url
    return lambda: str(tmp_path / f"book{next(count)}.db")


@pytest.fixture
def book(new_place: MakePlace) -> Iterator[Book]:
    """A book with something in every table."""
    with Book(new_place(), who="ana") as made:
        made.create()
        fill(made)
        yield made


def test_a_restored_backup_is_the_book_it_was_made_of(book: Book, new_place: MakePlace, tmp_path: Path) -> None:
    """Record, judgements, originals and log come back as they were, verify, and the book goes on from there."""
    record, log = book.record(), book.log()
    backup = tmp_path / "backup.db"
    book.backup(backup)
    book.add(truce_report("later", "2021-09-07", "A truce took effect in Goma.", type="ceasefire"))
    with Book(new_place(), who="ben") as other:
        other.restore(backup)
        assert other.record() == record
        assert other.judgements() == book.judgements()
        assert other.original("r1") == book.original("r1")
        assert other.log()[: len(log)] == log
        assert other.verify() == []
        assert other.add(truce_report("new", "2021-09-08", "A truce took effect in Goma again.", type="ceasefire"))
        other.judge("grade", ["new"], field="source", value="A")
        assert other.verify() == []


def test_a_backup_between_the_two_kinds_of_database(book: Book, tmp_path: Path, postgres_url: MakePlace, new_place: MakePlace) -> None:
    """A backup is a SQLite file and opens as a book; it goes into PostgreSQL and back."""
    book.backup(tmp_path / "a.db")
    with Book(tmp_path / "a.db") as opened:
        opened.open()
        assert opened.verify() == []
    with Book(postgres_url()) as other:
        other.restore(tmp_path / "a.db")
        assert other.verify() == []
        other.backup(tmp_path / "b.db")
        assert other.record() == book.record()
    with Book(tmp_path / "b.db") as again:
        assert again.verify() == []
        assert again.record() == book.record()


def test_a_backup_in_use_holds_whole_reports(tmp_path: Path) -> None:
    """While another thread adds, each backup verifies and holds the reports that were there before it began."""
    with Book(tmp_path / "b.db", who="ana") as book, Book(tmp_path / "b.db", who="ben") as writer:
        book.create()
        done = threading.Event()

        def add() -> None:
            for n in range(60):
                writer.add(truce_report(f"r{n:03}", "2021-09-02", f"A truce took effect in Daraa. Line {n}.", type="ceasefire"))
            done.set()

        thread = threading.Thread(target=add)
        thread.start()
        while not done.is_set():
            before = len(book.reports())
            book.backup(tmp_path / "copy.db")
            with Book(tmp_path / "copy.db") as copy:
                assert copy.verify() == []
                assert len(copy.reports()) >= before
        thread.join()
        assert book.verify() == []


def test_what_cannot_be_backed_up_or_restored_is_refused(tmp_path: Path) -> None:
    """The book itself as target, a folder that is not there, a place that holds a book, and a backup that does not verify."""
    with Book(tmp_path / "b.db", who="ana") as book:
        book.create()
        for one in three_of_daraa():
            book.add(one)
        with pytest.raises(BookError, match="the book itself"):
            book.backup(tmp_path / "b.db")
        with pytest.raises(BookError, match="cannot be written"):
            book.backup(tmp_path / "no" / "such.db")
        book.backup(tmp_path / "c.db")
        with pytest.raises(BookError, match="holds a book already"):
            book.restore(tmp_path / "c.db")
        raw = bytearray((tmp_path / "c.db").read_bytes())
        where = raw.rindex(b"A truce took effect in Daraa")
        raw[where] ^= 1
        (tmp_path / "c.db").write_bytes(raw)
        with Book(tmp_path / "d.db") as other, pytest.raises(BookError, match="does not verify"):
            other.restore(tmp_path / "c.db")
        assert not (tmp_path / "d.db").exists()
        assert sorted(p.name for p in tmp_path.glob("*.part*")) == []
