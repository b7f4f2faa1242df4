"""The SQL of custody: the bytes that reports were made of, kept once each.

Invariant: what is stored is named by the SHA-256 of the bytes as received, and unpacks to exactly those.
"""

import hashlib
import zlib
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from trucebook.model import Original


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


def add_original(connection: Connection, report: str, original: Original, *, now: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Store the bytes of a report, once where several reports share them; returns the rows as stored: (original, origin)."""
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
    return held, came


def original_of(connection: Connection, report: str) -> bytes | None:
    """Return the bytes a report was made of, as received; None where none are kept."""
    query = "SELECT o.packed FROM origin g JOIN original o ON o.sha256 = g.original WHERE g.report = :report"
    row = connection.execute(sa.text(query), {"report": report}).first()
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
