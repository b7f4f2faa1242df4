"""A book that cannot be written is read all the same, and reading locks and writes nothing."""

import errno
import gzip
import os
import sqlite3
import subprocess
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy
import typer
from typer.testing import CliRunner

from tests.books import truce_report
from tests.test_verify import fill
from trucebook import database
from trucebook.book import Book
from trucebook.cli import app
from trucebook.desk import BARRED, speaking_plainly
from trucebook.errors import BookError
from trucebook.export_book import export

STORED = sorted((Path(__file__).parent / "books" / "stored").glob("*.db.gz"))
Lock = Callable[[], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that `lock` makes read-only."""
    path = tmp_path / "shelf"
    path.mkdir()
    return path


@pytest.fixture
def lock(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lock]:
    """A function that takes away the right to write: by a read-only mount, by modes, or else by telling the program."""
    undo: list[Callable[[], object]] = []

    def shut() -> None:
        if os.geteuid() != 0:
            folder.chmod(0o555)
            undo.append(lambda: folder.chmod(0o755))
        elif subprocess.run(["mount", "--bind", folder, folder], capture_output=True, check=False).returncode == 0:
            undo.append(lambda: subprocess.run(["umount", folder], check=True))
            subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
        else:
            monkeypatch.setattr(database, "cannot_be_written", Path.is_file)

    yield shut
    for step in undo:
        step()


def held(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_book_on_a_read_only_disk_is_read(folder: Path, lock: Lock, tmp_path: Path) -> None:
    """Every command that reads does, a file handed on says that the log cannot note it, and nothing is written beside the book."""
    place = folder / "b.db"
    with Book(place, who="ana") as book:
        book.create()
        fill(book)
    lock()
    before, out = held(folder), str(tmp_path / "out")
    assert list(before) == ["b.db"]
    for command in (
        ["show", "Daraa"],
        ["ask", "Daraa", "--as-of", "2021-09-06"],
        ["agreements"],
        ["reports"],
        ["log"],
        ["verify"],
        ["export", "-f", "csv", "-o", out],
        ["backup", out],
    ):
        done = CliRunner().invoke(app, ["--book", str(place), *command])
        assert (done.exit_code in (0, 1), "trucebook:" in done.output) == (True, False), (command, done.output)
        assert ("does not note this" in done.output) == (out in command)
    with Book(place) as book, pytest.raises(BookError, match="read-only"):
        book.add(truce_report("new", "2021-09-08", "A truce took effect in Goma.", type="ceasefire"))
    assert held(folder) == before


def test_an_older_book_on_a_read_only_disk_says_what_to_do(folder: Path, lock: Lock) -> None:
    """It cannot be brought up to date where it is, and is left as it was."""
    (folder / "b.db").write_bytes(gzip.decompress(STORED[0].read_bytes()))
    lock()
    before = held(folder)
    with Book(folder / "b.db") as book, pytest.raises(BookError, match=r"older release .* copy it and open the copy"):
        book.open()
    assert held(folder) == before


def test_changes_beside_a_read_only_book_are_never_passed_over(folder: Path, lock: Lock, tmp_path: Path) -> None:
    """A copy taken with its write-ahead log shows what the log holds, or says that it cannot."""
    (tmp_path / "live").mkdir()
    with Book(tmp_path / "live" / "b.db", who="ana") as book:
        book.create()
        fill(book)
        for path in (tmp_path / "live").glob("b.db*"):
            if not path.name.endswith("-shm"):
                (folder / path.name).write_bytes(path.read_bytes())
        log = len(book.log())
    assert (folder / "b.db-wal").stat().st_size
    lock()
    with Book(folder / "b.db") as copied:
        said = None
        try:
            copied.open()
        except BookError as error:
            said = str(error)
        assert "b.db-wal holds changes" in said if said else len(copied.log()) == log


def test_opening_to_read_waits_for_no_writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another program holds the right to write, a book is opened and read at once."""
    monkeypatch.setattr(database, "WAIT_SECONDS", 0)
    with Book(tmp_path / "b.db", who="ana") as book:
        book.create()
        fill(book)
    other = sqlite3.connect(tmp_path / "b.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Book(tmp_path / "b.db") as book:
        book.open()
        assert book.verify() == []
        assert book.agreements("Daraa")
        with pytest.raises(BookError, match="another program"):
            book.note("at_risk", "Amina Kone", {})
    other.close()


def test_reading_a_backup_leaves_its_bytes_alone(tmp_path: Path) -> None:
    """Opening a backup and reading it changes no byte of it; writing into it does."""
    with Book(tmp_path / "b.db", who="ana") as book:
        book.create()
        fill(book)
        book.backup(tmp_path / "backup.db")
    before = (tmp_path / "backup.db").read_bytes()
    with Book(tmp_path / "backup.db") as opened:
        opened.open()
        assert opened.verify() == []
    assert (tmp_path / "backup.db").read_bytes() == before
    with Book(tmp_path / "backup.db") as opened:
        opened.note("at_risk", "Amina Kone", {})
    assert (tmp_path / "backup.db").read_bytes() != before


def test_a_folder_that_may_not_be_entered_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it cannot even be seen whether there is a book, the error says so and asks for the folder's rights."""

    def barred(self: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "is_file", barred)
    for deed in (Book.open, Book.create):
        with Book(tmp_path / "b.db") as book, pytest.raises(BookError, match="may you enter its folder"):
            deed(book)


@pytest.mark.parametrize("code", BARRED)
def test_a_file_that_may_not_be_written_ends_in_a_line(code: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever a command writes: rights, a read-only disk and a full one end in one line that names the file, and exit code 2."""
    with pytest.raises(typer.Exit) as end, speaking_plainly():
        raise OSError(code, os.strerror(code), "/shut/x.jsonl")
    assert end.value.exit_code == 2
    assert capsys.readouterr().err == f"trucebook: /shut/x.jsonl: cannot be read or written ({os.strerror(code)})\n"
    with pytest.raises(BrokenPipeError), speaking_plainly():
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("postgresql://ana:p@ss:w0rd@host:5432/book?sslmode=require", "postgresql://ana:***@host:5432/book?sslmode=require"),
        ("postgresql+psycopg://ana@/book?host=/run&password=s3cret&port=1", "postgresql+psycopg://ana@/book?host=/run&password=***&port=1"),
        ("postgresql://host/book", "postgresql://host/book"),
        ("a:b@c.db", "a:b@c.db"),
    ],
)
def test_a_password_is_never_shown(place: str, shown: str) -> None:
    """Errors and pages name the place of a book: the password in a server's address is covered, and a file's name is not touched."""
    assert database.without_password(place) == shown


def test_a_user_who_may_only_read_a_shared_book(postgres_url: Callable[[], str], tmp_path: Path) -> None:
    """On PostgreSQL such a user asks, verifies and exports like anybody; what would write says so, and the book stays as it was."""
    url = postgres_url()
    with Book(url, who="ana") as book:
        book.create()
        fill(book)
        head = book.head()
    engine = sqlalchemy.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    name = f"reader_{uuid.uuid4().hex[:8]}"
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {name} LOGIN PASSWORD 's3cret'")
        connection.exec_driver_sql(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}")
    with Book(url.replace("postgres:@", f"{name}:s3cret@"), who="ben") as book:
        book.open()
        assert book.read_only
        assert len(book.ask("Daraa", "2021-09-06")) == 2
        assert book.verify() == []
        export(book, tmp_path / "a.jsonl", format="jsonl")
        with pytest.raises(BookError, match="this user may only read it; nothing was changed") as said:
            book.judge("grade", ["r1"], field="source", value="A")
        assert "s3cret" not in str(said.value)
        assert book.head() == head
    with Book(url) as book:
        assert not book.read_only
    with engine.begin() as connection:
        connection.exec_driver_sql(f"DROP OWNED BY {name}")
        connection.exec_driver_sql(f"DROP ROLE {name}")
    engine.dispose()
