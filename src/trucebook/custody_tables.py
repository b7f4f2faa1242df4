"""The SQL of custody: the bytes that reports were made of, kept once each, and every row as it is stored, for the check.

Invariant: what is stored is named by the SHA-256 of the bytes as received, and unpacks to exactly those.
"""

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from trucebook.migrations import STEPS
from trucebook.model import Original, Report


@dataclass(frozen=True)
class Origin:
    """How a report's bytes came: the hash and size of the bytes, method, name, media type and instant; `kept` is False once purged."""

    report: str
    sha256: str
    size: int
    method: str
    name: str | None
    media_type: str | None
    retrieved_at: str
    kept: bool


def add_original(connection: Connection, report: str, original: Original | None, *, now: str) -> dict[str, list[dict[str, Any]]]:
    """Store the bytes of a report, once where several reports share them; returns the rows as stored."""
    if original is None:
        return {"original": [], "origin": []}
    held = {
        "sha256": hashlib.sha256(original.raw).hexdigest(),
        "size": len(original.raw),
        "packed": zlib.compress(original.raw, 6),
    }
    came = {
        "report": report,
        "original": held["sha256"],
        "method": original.method,
        "name": original.name,
        "media_type": original.media_type,
        "retrieved_at": original.retrieved_at or now,
    }
    known = connection.execute(sa.text("SELECT size, packed FROM original WHERE sha256 = :sha256"), {"sha256": held["sha256"]}).first()
    if known is None:
        _insert(connection, "original", held)
    else:
        held |= {"size": known[0], "packed": None if known[1] is None else bytes(known[1])}
    _insert(connection, "origin", came)
    return {"original": [held], "origin": [came]}


def original_of(connection: Connection, report: str) -> bytes | None:
    """Return the bytes a report was made of, as received; None where none are kept."""
    query = "SELECT o.packed FROM origin g JOIN original o ON o.sha256 = g.original WHERE g.report = :report"
    row = connection.execute(sa.text(query), {"report": report}).first()
    return None if row is None or row[0] is None else zlib.decompress(row[0])


def original_named(connection: Connection, sha256: str) -> bytes | None:
    """Return the bytes that a hash names, as received; None where none are kept."""
    row = connection.execute(sa.text("SELECT packed FROM original WHERE sha256 = :sha256"), {"sha256": sha256}).first()
    return None if row is None or row[0] is None else zlib.decompress(row[0])


def origins(connection: Connection) -> list[Origin]:
    """Return how the bytes of every report came, by report; reports without kept bytes are left out."""
    query = (
        "SELECT g.report, g.original, o.size, g.method, g.name, g.media_type, g.retrieved_at, o.packed IS NOT NULL "
        "FROM origin g JOIN original o ON o.sha256 = g.original ORDER BY g.report"
    )
    return [Origin(*(*row[:7], bool(row[7]))) for row in connection.execute(sa.text(query))]


def _insert(connection: Connection, table: str, row: dict[str, Any]) -> None:
    connection.execute(sa.text(f"INSERT INTO {table} ({', '.join(row)}) VALUES (:{', :'.join(row)})"), row)


@contextmanager
def as_stored(connection: Connection) -> Iterator[None]:
    """Read text as it is stored, even where a byte of it is no longer UTF-8."""
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name != "sqlite":
        yield
        return
    before, driver.text_factory = driver.text_factory, lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = before


def rows(connection: Connection, table: str, columns: Sequence[str]) -> Iterator[Sequence[Any]]:
    """Yield a table's rows, few at a time."""
    yield from _few(connection, f"SELECT {', '.join(columns)} FROM {table}")


def report_columns(connection: Connection) -> Iterator[tuple[str, tuple[Any, ...], str, bytes]]:
    """Yield (id, columns beside the data, copy group, data) of every report."""
    for row in _few(connection, "SELECT id, sha256, title, publisher, published, copies, data FROM report"):
        yield row[0], tuple(row[1:5]), row[5], row[6]


def claim_rows(connection: Connection) -> Iterator[Sequence[Any]]:
    """Yield the rows of every claim, those of a report together."""
    yield from _few(connection, "SELECT seq, id, report, kind, quote, score, agreement, data FROM claim ORDER BY report, seq")


def claims_in_order(connection: Connection, report: str) -> list[str]:
    """Return the ids of a report's claims in the order they were added; those that a person added later come last."""
    found = connection.execute(sa.text("SELECT id FROM claim WHERE report = :report ORDER BY seq"), {"report": report})
    return [row[0] for row in found]


def readable_report(connection: Connection, name: str) -> Report | None:
    """Return a report whole, None where it is missing or cannot be read."""
    try:
        row = connection.execute(sa.text("SELECT data FROM report WHERE id = :id"), {"id": name}).first()
        return None if row is None else msgspec.json.decode(zlib.decompress(row[0]), type=Report)
    except (msgspec.DecodeError, zlib.error, UnicodeError, TypeError, ValueError):
        return None


def broken_pages(connection: Connection) -> Iterator[str]:
    """Yield what the database itself finds wrong: pages, indexes, the index of words, the names of migrations."""
    taken = {(row[0], row[1]) for row in rows(connection, "migration", ("name", "at"))}
    for name, at in sorted(taken ^ {(step.name, step.since) for step in STEPS}, key=str):
        yield f"migration {name} of {at}: {'is none of trucebook' if (name, at) in taken else 'is not in the book'}"
    if connection.dialect.name == "sqlite":
        for (said,) in connection.execute(sa.text("PRAGMA integrity_check(20)")):
            if said != "ok":
                yield f"database: {said}"
        told = connection.execute(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'log'")).scalar() or 0
        if told > (connection.execute(sa.text("SELECT max(seq) FROM log")).scalar() or 0):
            yield "log: the last line of the log is gone"
    elif connection.execute(sa.text(_STALE_WORDS)).scalar_one():
        yield "report_words: the index of words is not that of the texts"


_STALE_WORDS = "SELECT count(*) FROM report_words WHERE words <> to_tsvector('simple', coalesce(title, '') || ' ' || coalesce(body, ''))"


def _few(connection: Connection, query: str) -> Iterator[Sequence[Any]]:
    with connection.execute(sa.text(query).execution_options(yield_per=200)) as found:
        yield from found
