"""The SQL of what people decided and of the log.

Invariant: judgements and lines of the log are only ever added; lines are numbered without a gap.
"""

from dataclasses import dataclass

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from trucebook.model import Judgement, decode_judgement
from trucebook.statements import Stored


@dataclass(frozen=True)
class LogEntry:
    """One line of the book's log: who did what to which thing, when, and the hash that chains it to the line before."""

    seq: int
    at: str
    who: str
    what: str
    subject: str
    detail: str
    previous: str
    hash: str


def add_judgement(connection: Connection, judgement: Judgement) -> Stored:
    """Store what a person decided; returns the rows."""
    row = {"id": judgement.id, "data": msgspec.json.encode(judgement)}
    connection.execute(sa.text("INSERT INTO judgement (id, data) VALUES (:id, :data)"), row)
    seq = connection.execute(sa.text("SELECT seq FROM judgement WHERE id = :id"), row).scalar_one()
    things = [*judgement.claims, *([str(judgement.value)] if judgement.act == "undo" else [])]
    judged = [{"judgement": judgement.id, "thing": t} for t in things]
    connection.execute(sa.text("INSERT INTO judged (judgement, thing) VALUES (:judgement, :thing)"), judged)
    return {"judgement": [row | {"seq": seq}], "judged": judged}


def has_judgement(connection: Connection, name: str) -> bool:
    """Say whether a judgement is stored."""
    return connection.execute(sa.text("SELECT 1 FROM judgement WHERE id = :id"), {"id": name}).first() is not None


def judgements(connection: Connection, *, past: int = 0) -> list[Judgement]:
    """Return every judgement in the order they were made, or those past the first so many."""
    found = []
    every = "" if connection.dialect.name == "postgresql" else "LIMIT -1 "
    for (data,) in connection.execute(sa.text(f"SELECT data FROM judgement ORDER BY seq {every}OFFSET {int(past)}")):
        found.append(decode_judgement(msgspec.json.decode(data)))
    return found


def last_hash(connection: Connection) -> str:
    """Return the hash of the log's last line, empty for a new book."""
    row = connection.execute(sa.text("SELECT hash FROM log ORDER BY seq DESC LIMIT 1")).first()
    return row[0] if row else ""


def add_log(connection: Connection, entry: dict[str, str]) -> None:
    """Store one line of the log under the number after the last: lines are numbered without a gap."""
    names, over = ", ".join(entry), "OVERRIDING SYSTEM VALUE " if connection.dialect.name == "postgresql" else ""
    number = log_head(connection)[0] + 1
    query = f"INSERT INTO log (seq, {names}) {over}VALUES (:seq, :{', :'.join(entry)})"
    connection.execute(sa.text(query), entry | {"seq": number})


def log(connection: Connection, *, limit: int | None = None, after: int | None = None, most: int | None = None) -> list[LogEntry]:
    """Return the log in order: whole, its last lines, or the lines after one, the first `most` of them."""
    query = f"SELECT seq, at, who, what, subject, detail, previous, hash FROM log WHERE seq > {int(after or 0)} ORDER BY seq"
    if limit is not None:
        query = f"SELECT * FROM ({query} DESC LIMIT {int(limit)}) t ORDER BY seq"
    if most is not None:
        query += f" LIMIT {int(most)}"
    return [LogEntry(*row) for row in connection.execute(sa.text(query))]


def purge_lines(connection: Connection) -> list[LogEntry]:
    """Return the lines of the log that tell of purges."""
    query = "SELECT seq, at, who, what, subject, detail, previous, hash FROM log WHERE what = 'purge' ORDER BY seq"
    return [LogEntry(*row) for row in connection.execute(sa.text(query))]


def log_head(connection: Connection) -> tuple[int, str]:
    """Return number and hash of the log's last line, (0, "") for a new book."""
    row = connection.execute(sa.text("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1")).first()
    return (int(row[0]), str(row[1])) if row else (0, "")
