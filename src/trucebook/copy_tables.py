"""The SQL of moving a whole book: every row of every table from one database into an empty other one.

Invariant: numbers, hashes and bytes stay as they are, so that the copy verifies like the book it was made of.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from trucebook.seals import JUDGED, PERSON, TABLES

# In the order in which rows may refer to rows.
ORDER = (
    *("report", "report_place", "report_words", "band", "claim", "claim_key", "suggestion"),
    *("original", "origin", "judgement", "judged", "person", "log"),
)
COLUMNS = {
    **TABLES,
    **JUDGED,
    "person": PERSON,
    "report": (*TABLES["report"], "copies"),
    "log": ("seq", "at", "who", "what", "subject", "detail", "previous", "hash"),
}
NUMBERED = ("claim", "judgement", "log")


def is_empty(connection: Connection) -> bool:
    """Say whether a book holds nothing yet."""
    return connection.execute(sa.text("SELECT 1 FROM log LIMIT 1")).first() is None


def copy_rows(source: Connection, target: Connection) -> None:
    """Copy every row of a book into an empty one of the same release."""
    postgres = target.dialect.name == "postgresql"
    for table in ORDER:
        columns = COLUMNS[table]
        over = "OVERRIDING SYSTEM VALUE " if postgres and table in NUMBERED else ""
        query = sa.text(f"INSERT INTO {table} ({', '.join(columns)}) {over}VALUES (:{', :'.join(columns)})")
        for rows in _lots(source, table, columns):
            target.execute(query, [dict(zip(columns, row, strict=True)) for row in rows])
        if over:
            target.execute(sa.text(f"SELECT setval(pg_get_serial_sequence('{table}', 'seq'), coalesce(max(seq), 1)) FROM {table}"))


def _lots(source: Connection, table: str, columns: Sequence[str]) -> Iterator[list[Any]]:
    """Yield a table's rows, some hundred at a time."""
    query = sa.text(f"SELECT {', '.join(columns)} FROM {table}").execution_options(yield_per=200)
    with source.execute(query) as found:
        for rows in found.partitions():
            yield [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in rows]
