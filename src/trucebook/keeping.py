"""Backup and restore: a book copied whole while it is in use, and brought back, between a file and PostgreSQL too.

Invariant: a backup is one SQLite file that appears whole or not at all; nothing is restored over a book that holds something, and nothing
that does not verify.
"""

import hashlib
import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from trucebook.copy_tables import copy_rows, is_empty
from trucebook.database import Database
from trucebook.errors import BookError


def write_backup(database: Database, path: Path) -> str:
    """Write a book as it is at one moment into a SQLite file, replacing an older backup; returns the file's SHA-256. Raises BookError."""
    if not database.is_postgres and path.resolve() == Path(database.place).resolve():
        raise BookError(f"{path}: is the book itself; name another file for the backup")
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        if database.is_postgres:
            _copy_into(database, part)
        else:
            database.copy_to(part)
        digest = _flushed(part)
        part.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise BookError(f"{path}: the backup cannot be written ({error}); the book and any older backup are as they were") from error
    finally:
        for leftover in (part, Path(f"{part}-wal"), Path(f"{part}-shm"), Path(f"{part}-journal")):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)
    return digest


def bring_back(backup: Path, database: Database) -> None:
    """Copy a backup into a place that holds no book, or an empty one; raises BookError where it holds something."""
    if not backup.is_file():
        raise BookError(f"{backup}: no such backup")
    source = Database(str(backup))
    try:
        database.create()
        with source.reading() as rows, database.writing() as connection:
            if not is_empty(connection):
                raise BookError(f"{database.place}: holds a book already; restore into a new place, or move it away first")
            copy_rows(rows, connection)
    finally:
        source.close()


def _copy_into(database: Database, path: Path) -> None:
    target = Database(str(path))
    try:
        target.create()
        with database.reading() as rows, target.writing() as connection:
            copy_rows(rows, connection)
        target.wipe()
    finally:
        target.close()


def _flushed(path: Path) -> str:
    """Return a file's SHA-256 once it is on disk."""
    with path.open("rb+") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    return digest
