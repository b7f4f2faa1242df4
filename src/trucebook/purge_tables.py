"""The SQL of purging: the only statements that change or delete what a book holds.

Invariant: each is called by `purging` alone, within the transaction that writes the tombstone.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

_MOST_PARAMETERS = 500


def change(connection: Connection, table: str, key: str, name: Any, values: dict[str, Any]) -> None:
    """Set columns of the row that a key names."""
    sets = ", ".join(f"{column} = :{column}" for column in values)
    connection.execute(sa.text(f"UPDATE {table} SET {sets} WHERE {key} = :the_key"), values | {"the_key": name})


def change_reasons(connection: Connection, lower: str, upper: str, reasons: str) -> None:
    """Set the reasons of a suggestion."""
    query = sa.text("UPDATE suggestion SET reasons = :reasons WHERE lower = :lower AND upper = :upper")
    connection.execute(query, {"reasons": reasons, "lower": lower, "upper": upper})


def drop(connection: Connection, table: str, column: str, names: Sequence[str]) -> None:
    """Delete the rows of a table of keys or words that belong to some reports or claims."""
    query = sa.text(f"DELETE FROM {table} WHERE {column} IN :names").bindparams(sa.bindparam("names", expanding=True))
    for n in range(0, len(names), _MOST_PARAMETERS):
        connection.execute(query, {"names": list(names[n : n + _MOST_PARAMETERS])})


def forget_deleted(connection: Connection) -> None:
    """Make SQLite overwrite what is deleted from here on, in this connection."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")


def draw_words_anew(connection: Connection) -> None:
    """Build the index of words anew from the texts: no deleted word stays in it."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO report_words (report_words) VALUES ('rebuild')")


def every(connection: Connection, table: str, columns: Sequence[str], where: str = "", **values: Any) -> Iterator[Sequence[Any]]:
    """Yield the rows of a table; the rows are read at once, as they are about to change."""
    yield from connection.execute(sa.text(f"SELECT {', '.join(columns)} FROM {table} {where}"), values).all()
