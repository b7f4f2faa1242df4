"""The check of a book: any one byte that differs, in any table, is found and named."""

import itertools
import random
import shutil
import sqlite3
import struct
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy.engine import Connection

from tests.books import three_of_daraa
from trucebook import custody_tables
from trucebook.book import Book
from trucebook.errors import BookError
from trucebook.model import Original

# Each table with the columns that tell which of its rows it is, and what a finding may call the row by.
TABLES = {
    "report": ("id",),
    "report_place": ("report",),
    "report_words_content": ("c0",),
    "band": ("report",),
    "claim": ("id", "report"),
    "claim_key": ("claim",),
    "suggestion": ("lower", "upper"),
    "judgement": ("id",),
    "judged": ("judgement",),
    "log": ("seq",),
    "original": ("sha256",),
    "origin": ("report",),
    "migration": ("name",),
    "person": ("name",),
}

# Columns that hold one table to another: PostgreSQL itself refuses to change them.
KEYED = ("id", "report", "claim", "sha256", "original")


def fill(book: Book) -> None:
    """Put reports with originals, a claim of a person's, judgements and notes into a book."""
    for number, one in enumerate(three_of_daraa()):
        book.add(one, original=Original(raw=f"page {number}".encode() * 50, name=f"{number}.html", media_type="text/html"))
    added = book.add_claim("r2", "event", 0, 9, fields={})
    figure = book.record().figures[0].claims[0]
    book.judge("correct", [figure], field="low", value=5, why="the hospital counted five")
    book.judge("merge", [added.id, figure])
    book.judge("grade", ["r1"], field="source", value="B")
    book.undo()
    book.set_person("ben", "coder", "hash of a password")
    book.note("at_risk", "Amina Kone", {})


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a small book with something in every table."""
    path = tmp_path_factory.mktemp("whole") / "b.db"
    with Book(path, who="ana") as book:
        book.create()
        fill(book)
        assert book.verify() == []
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path.read_bytes()


def flip(value: Any, chance: random.Random) -> Any:
    """Return a stored value with one of its bytes changed."""
    if isinstance(value, int | float):
        kind = ">q" if isinstance(value, int) else ">d"
        raw = bytearray(struct.pack(kind, value))
    else:
        raw = bytearray(value.encode() if isinstance(value, str) else value)
    raw[chance.randrange(len(raw))] ^= chance.randrange(1, 256)
    if isinstance(value, int | float):
        return struct.unpack(kind, raw)[0]
    return sqlite3.Binary(bytes(raw))


def flip_one(path: Path, table: str, chance: random.Random) -> tuple[str, list[str]]:
    """Change one byte of a table behind the book's back; returns the place and what a finding may call it by."""
    with sqlite3.connect(path) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute(f"SELECT * FROM {table}").fetchall()
        row = chance.choice(rows)
        columns = [name for name in row.keys() if row[name] not in (None, "", b"")]  # noqa: SIM118
        column = chance.choice(columns)
        value = row[column]
        wanted = flip(value, chance) if column != "seq" else value + 2 ** chance.randrange(8, 40)
        shown = "CAST(? AS TEXT)" if isinstance(value, str) else "?"
        keys = " AND ".join(f"{name} IS ?" for name in row.keys())  # noqa: SIM118
        changed = connection.execute(f"UPDATE {table} SET {column} = {shown} WHERE {keys}", [wanted, *tuple(row)]).rowcount
        assert changed == 1, "the row was found again and changed"
        names = [
            "report_words" if table == "report_words_content" else str(row[TABLES[table][0]]),
            *(str(row[name]) for name in TABLES[table]),
        ]
        if table in ("claim_key", "suggestion"):
            reports = connection.execute("SELECT report FROM claim WHERE id IN (?, ?)", [names[1], names[-1]])
            names += [r[0] for r in reports]
        if table == "original":
            names += [r[0] for r in connection.execute("SELECT report FROM origin WHERE original = ?", names[1:])]
    connection.close()
    return f"{table}.{column}", names


@pytest.mark.parametrize("seed", range(10 * len(TABLES)))
def test_one_flipped_byte_is_found_and_named(whole: bytes, tmp_path: Path, seed: int) -> None:
    """Ten flips in each table, at chance: row, column and byte; each is found, and the row is named."""
    chance = random.Random(seed)
    path = tmp_path / "b.db"
    path.write_bytes(whole)
    table = list(TABLES)[seed % len(TABLES)]
    where, names = flip_one(path, table, chance)
    with Book(path) as book:
        wrong = book.verify()
    assert wrong, where
    assert any(name in said for said in wrong for name in names), (where, names, wrong)


@pytest.mark.parametrize("seed", range(20))
def test_a_flipped_byte_of_the_index_of_words_is_found(whole: bytes, tmp_path: Path, seed: int) -> None:
    """The index that full-text search runs on is held against the texts."""
    path = tmp_path / "b.db"
    path.write_bytes(whole)
    chance = random.Random(seed)
    with sqlite3.connect(path) as connection:
        key, block = chance.choice(connection.execute("SELECT id, block FROM report_words_data WHERE id > 10").fetchall())
        connection.execute("UPDATE report_words_data SET block = ? WHERE id = ?", [flip(block, chance), key])
    connection.close()
    with Book(path) as book:
        assert any("words" in said for said in book.verify())


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("DELETE FROM claim WHERE kind = 'figure'", "report r2"),
        ("DELETE FROM report WHERE id = 'r1'", "report r1: rows of report are not"),
        ("DELETE FROM log WHERE seq = 2", "line 2 should stand here"),
        ("DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)", "the last line of the log is gone"),
        ("DELETE FROM judgement WHERE seq = 1", "is not what the log says was decided"),
        ("INSERT INTO judgement (id, data) SELECT 'x', data FROM judgement LIMIT 1", "judgement x: is not in the log"),
        ("INSERT INTO claim_key VALUES ('k', 'nobody')", "belongs to no report"),
        ("UPDATE original SET packed = NULL", "no purge in the log says so"),
    ],
)
def test_rows_taken_away_or_slipped_in_are_named(whole: bytes, tmp_path: Path, change: str, named: str) -> None:
    """What the log tells of and the book lacks, and what the book holds and the log does not tell of."""
    path = tmp_path / "b.db"
    path.write_bytes(whole)
    with sqlite3.connect(path) as connection:
        connection.execute(change)
    connection.close()
    with Book(path) as book:
        assert any(named in said for said in book.verify())


@pytest.mark.parametrize("seed", range(8))
def test_one_flipped_byte_is_found_on_postgresql(postgres_book: tuple[Book, str], seed: int) -> None:
    """A byte of a column changed by UPDATE and put back: each is found and its row is named."""
    book, url = postgres_book
    chance, tables = random.Random(seed), ("report", "claim", "judgement", "log", "original", "origin", "claim_key", "person")
    engine = sqlalchemy.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    table = tables[seed]
    with engine.begin() as connection:
        row = chance.choice(connection.exec_driver_sql(f"SELECT ctid::text AS place, * FROM {table}").mappings().all())
        column = chance.choice([k for k, v in row.items() if isinstance(v, str | bytes) and v and k not in ("place", *KEYED)])
        old = row[column]
        raw = bytearray(old.encode() if isinstance(old, str) else old)
        raw[chance.randrange(len(raw))] ^= 1
        new = raw.decode() if isinstance(old, str) else bytes(raw)
        change = sqlalchemy.text(f"UPDATE {table} SET {column} = :value WHERE ctid = CAST(:place AS tid) RETURNING ctid::text")
        place = connection.execute(change, {"value": new, "place": row["place"]}).scalar_one()
    wrong = book.verify()
    with engine.begin() as connection:
        connection.execute(change, {"value": old, "place": place})
    engine.dispose()
    names = [str(row[name]) for name in TABLES[table]]
    if table in ("claim_key", "original"):
        names += [f"report r{n}" for n in (1, 2, 3)]
    assert any(name in said for said in wrong for name in names), (table, column, names, wrong)
    assert book.verify() == []


@pytest.fixture(scope="module")
def postgres_book(postgres_server: str) -> Iterator[tuple[Book, str]]:
    """A book on PostgreSQL with something in every table, in a database of this module's own."""
    name = f"flip_{uuid.uuid4().hex[:12]}"
    engine = sqlalchemy.create_engine(postgres_server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    head, _, query = postgres_server.partition("?")
    url = f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")
    with Book(url, who="ana") as book:
        book.create()
        fill(book)
        assert book.verify() == []
        yield book, url
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()


@pytest.mark.parametrize("table", [name for name in TABLES if name != "report_words_content"])
def test_a_value_of_another_kind_is_a_finding_and_never_a_crash(whole: bytes, tmp_path: Path, table: str) -> None:
    """Nothing, a number, bytes that are no text, a claim of senseless parts, in every column of a row: a finding, or a clear error."""
    senseless = b'{"id":1,"kind":[],"fields":{"type":3},"start":"a","end":1.5,"quote":null}'
    loose, path = tmp_path / "loose.db", tmp_path / "b.db"
    loose.write_bytes(whole)
    with sqlite3.connect(loose) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '') WHERE type = 'table'")
        connection.row_factory = sqlite3.Row
        row = dict(connection.execute(f"SELECT * FROM {table}").fetchone())
    connection.close()
    for column, new in itertools.product(row, (None, 7, b"\x00\xff", senseless)):
        shutil.copy(loose, path)
        if row[column] != new and put(path, table, column, new, row):
            assert findings(path), (table, column, new)


def findings(path: Path) -> list[str]:
    """Return what the check finds in a book, or the error that it cannot be opened with."""
    with Book(path) as book:
        try:
            book.open()
            return book.verify()
        except BookError as error:
            return [str(error)]


def put(path: Path, table: str, column: str, new: object, row: dict[str, Any]) -> bool:
    """Store a value behind the book's back; returns False where SQLite itself refuses it."""
    where = " AND ".join(f"{name} IS ?" for name in row)
    with sqlite3.connect(path) as connection:
        try:
            changed = connection.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", [new, *row.values()]).rowcount
        except sqlite3.Error:
            changed = 0
    connection.close()
    return changed > 0


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_check_is_of_one_state_while_another_writes(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another program stores once the check has read the log is no finding, and the next check takes it in."""
    place = str(tmp_path / "b.db") if kind == "sqlite" else request.getfixturevalue("postgres_url")()
    look_at_pages = custody_tables.broken_pages

    def while_another_writes(connection: Connection) -> Iterator[str]:
        with Book(place, who="ben") as other:
            reading = three_of_daraa()[0]
            other.add(reading, original=Original(raw=reading.report.text.encode()))
            other.judge("accept", [reading.claims[0].id])
        return look_at_pages(connection)

    with Book(place, who="ana") as book:
        book.create()
        with monkeypatch.context() as patch:
            patch.setattr(custody_tables, "broken_pages", while_another_writes)
            assert book.verify() == []
        assert len(book.judgements()) == 1
        assert book.verify() == []
