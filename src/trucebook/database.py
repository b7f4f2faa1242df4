"""The one keeper of SQL: what a book stores, in a SQLite file or in PostgreSQL by URL.

Invariant: reports, claims, matches, judgements and log entries are only ever added; every change is one transaction, and what
a caller was told is stored is on disk.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DatabaseError, OperationalError

from trucebook.errors import BookError
from trucebook.migrations import STEPS

SCHEMES = ("postgresql://", "postgres://", "postgresql+psycopg://")
WAIT_SECONDS = 30
_MAY_ONLY_READ = (
    "SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on' "
    "OR NOT coalesce(has_table_privilege(to_regclass('log'), 'INSERT'), true)"
)
_PASSWORD = (re.compile(r"(?<=://)([^:/?#]*):[^/?#]*@"), re.compile(r"([?&]password)=[^&#]*"))


class Database:
    """A book's tables behind plain functions; opens lazily and migrates on first use."""

    def __init__(self, place: str) -> None:
        self.place = without_password(place)
        self.is_postgres = place.startswith(SCHEMES)
        self._engine = _postgres(place) if self.is_postgres else _sqlite(Path(place))
        self._has_wal = self.is_postgres

    @property
    def read_only(self) -> bool:
        """Say whether the book stands in a file that, or whose folder or disk, cannot be written, or where its user may only read."""
        if not self.is_postgres:
            return cannot_be_written(Path(self.place))
        with self.reading() as connection:
            return connection.execute(sa.text(_MAY_ONLY_READ)).scalar() is True

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()

    def create(self, after: Callable[[Connection, bool], None] | None = None) -> None:
        """Make the tables, or bring those of an older release up to date, step by named step.

        Nothing is locked or written where no step is missing. `after` runs in the same transaction where steps were taken; it is told
        whether the tables of keys were emptied and need new ones.
        """
        missing_now = self.missing_steps()
        if not missing_now:
            return
        if self.read_only:
            older = f"is of an older release ({missing_now[0]} is missing) and" if len(missing_now) < len(STEPS) else "holds no book and"
            why = "this user may only read it" if self.is_postgres else "the file, its folder or the disk is read-only"
            raise BookError(f"{self.place}: {older} cannot be written: {why}; copy it and open the copy")
        with self.writing() as connection:
            connection.execute(sa.text("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, at TEXT NOT NULL)"))
            done = self._steps_done(connection)
            missing = [step for step in STEPS if step.name not in done]
            for step in missing:
                for statement in step.postgres if self.is_postgres else step.sqlite:
                    connection.execute(sa.text(statement))
                connection.execute(sa.text("INSERT INTO migration VALUES (:name, :at)"), {"name": step.name, "at": step.since})
            if after is not None and missing:
                after(connection, any(step.new_keys for step in missing))

    def missing_steps(self) -> list[str]:
        """Return the migrations that the tables lack, every one where there are no tables; raises BookError for a newer release's book."""
        with self.reading() as connection:
            if not sa.inspect(connection).has_table("migration"):
                return [step.name for step in STEPS]
            done = self._steps_done(connection)
            return [step.name for step in STEPS if step.name not in done]

    def _steps_done(self, connection: Connection) -> set[str]:
        done = {row[0] for row in connection.execute(sa.text("SELECT name FROM migration"))}
        unknown = done - {step.name for step in STEPS}
        if unknown:
            raise BookError(f"{self.place}: was made by a newer trucebook ({min(unknown, key=str)}); upgrade trucebook to open it")
        return done

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes become visible together at the end, or not at all."""
        with _named_errors(self.place), self._engine.connect() as connection:
            if not self._has_wal:
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
                self._has_wal = True
            if not self.is_postgres:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            elif not connection.in_transaction():
                connection.begin()
            if self.is_postgres:
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(7283)"))
            try:
                yield connection
            except BaseException:
                connection.exec_driver_sql("ROLLBACK") if not self.is_postgres else connection.rollback()
                raise
            connection.exec_driver_sql("COMMIT") if not self.is_postgres else connection.commit()

    def broken_words(self) -> list[str]:
        """Return what is wrong with the index of words; nothing is said of a book that cannot be written, which the check needs."""
        if self.is_postgres:
            return []
        try:
            with self._engine.connect() as connection:
                connection.exec_driver_sql("INSERT INTO report_words (report_words) VALUES ('integrity-check')")
        except OperationalError:
            return []
        except DatabaseError:
            return ["report_words: the index of words is not that of the texts"]
        return []

    def wipe(self) -> None:
        """Write the tables anew without what was deleted, and empty the write-ahead log; raises BookError where a reader is in the way."""
        with _named_errors(self.place), self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if self.is_postgres:
                connection.exec_driver_sql("VACUUM FULL")
                return
            connection.exec_driver_sql("PRAGMA secure_delete = ON")
            connection.exec_driver_sql("VACUUM")
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
        if busy:
            raise BookError(f"{self.place}: another program still reads the pages of before; close it, then run the same command again")

    def copy_to(self, path: Path) -> None:
        """Write the book as it is at one moment into a SQLite file, while others may go on writing."""
        with closing(sqlite3.connect(path)) as target:
            with _named_errors(self.place), self._engine.connect() as connection:
                source: Any = connection.connection.driver_connection
                source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the book however long it reads and whoever writes meanwhile."""
        with _named_errors(self.place), self._engine.connect() as connection:
            if self.is_postgres:
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            else:
                connection.exec_driver_sql("BEGIN")
            yield connection
            connection.exec_driver_sql("ROLLBACK")


@contextmanager
def _named_errors(place: str) -> Iterator[None]:
    """Turn the driver's errors into ones that name the book and what to do."""
    try:
        yield
    except OperationalError as error:
        said = str(error.orig)
        if "locked" in said:
            raise BookError(f"{place}: another program has been writing for {WAIT_SECONDS} s; try again when it is done") from error
        if "readonly" in said or "read-only" in said:
            raise BookError(f"{place}: cannot be written: the file, its folder or the disk is read-only; nothing was changed") from error
        if "is full" in said or "disk I/O" in said or "No space" in said:
            raise BookError(
                f"{place}: the disk is full or failing ({said.strip()}); nothing was changed; free space, then run it again"
            ) from error
        if "unable to open" in said:
            raise BookError(f"{place}: cannot be opened; does its folder exist, and may you read and write there?") from error
        raise BookError(f"{place}: {said.strip()}") from error
    except DatabaseError as error:
        said = str(error.orig).strip()
        if "permission denied" in said or "read-only transaction" in said:
            raise BookError(f"{place}: cannot be written: this user may only read it; nothing was changed") from error
        raise BookError(f"{place}: is no book of trucebook ({said})") from error
    except UnicodeDecodeError as error:
        raise BookError(f"{place}: is damaged: bytes stand where text should ({error.reason}); bring back a backup of it") from error


def without_password(place: str) -> str:
    """Return where a book stands as it may be shown: a server's address without the password in it."""
    if place.startswith(SCHEMES):
        place = _PASSWORD[1].sub(r"\1=***", _PASSWORD[0].sub(r"\1:***@", place))
    return place


def stands(path: Path) -> bool:
    """Say whether a book's file exists; raises BookError where that cannot be seen."""
    try:
        return path.is_file()
    except OSError as error:
        raise BookError(f"{path}: cannot be looked at ({error.strerror}); may you enter its folder?") from error


def cannot_be_written(path: Path) -> bool:
    """Say whether a file that exists, or the folder beside it that a write needs too, cannot be written."""
    return stands(path) and not (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK))


def _connect(path: Path) -> sqlite3.Connection:
    """Return a connection that writes where the file can be written, and else one that reads.

    Without a folder to keep its lock in, SQLite reads only a file that it may take for unchanging, which leaves out the write-ahead log.
    """

    def connect(how: str) -> sqlite3.Connection:
        address = f"file:{quote(str(path.absolute()))}{how}"
        return sqlite3.connect(address, uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)

    if not cannot_be_written(path):
        return connect("")
    connection = connect("?mode=ro")
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        log = Path(f"{path}-wal")
        if log.is_file() and log.stat().st_size:
            raise BookError(
                f"{path}: cannot be read where it is: {log.name} holds changes not in it yet; copy both to where you may write"
            ) from error
        return connect("?immutable=1")
    return connection


def _sqlite(path: Path) -> Engine:
    engine = sa.create_engine(f"sqlite:///{path}", creator=lambda: _connect(path))

    @sa.event.listens_for(engine, "connect")
    def _set_up(connection: Any, _: Any) -> None:
        for pragma in (
            "synchronous = FULL",
            "cache_size = -16384",
            "wal_autocheckpoint = 8000",
            "foreign_keys = ON",
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _postgres(url: str) -> Engine:
    tail = url.split("://", 1)[1]
    try:
        return sa.create_engine(f"postgresql+psycopg://{tail}", pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise BookError("a PostgreSQL book needs the driver: pip install 'trucebook[postgres]'") from error
