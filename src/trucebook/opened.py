"""A book that is open: its connections, the hand and clock that sign, and its log.

Invariant: whatever changes a book is written to its log in the same transaction, under the hash of the line before.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from copy import copy
from pathlib import Path
from typing import Self

import msgspec
from sqlalchemy.engine import Connection

from trucebook import database as db
from trucebook import log_tables
from trucebook.sealed_log import broken_links, sealed_by
from trucebook.seals import chain

Clock = Callable[[], dt.datetime]


class OpenedBook:
    """A book and whoever holds it: everything else that a book can do rests on this."""

    def __init__(self, place: str | Path, *, who: str = "unknown", clock: Clock | None = None) -> None:
        self.place = db.without_password(str(place))
        self.who = who
        self._clock = clock or (lambda: dt.datetime.now(dt.UTC))
        self._database = db.Database(str(place))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._database.close()

    def signed(self, who: str) -> Self:
        """Return the same book, on the same connections, in another person's hand; closing it closes both."""
        other = copy(self)
        other.who = who
        return other

    @property
    def read_only(self) -> bool:
        """Say whether the book stands where it can be read and not written; what would note itself in its log then goes unnoted."""
        return self._database.read_only

    def head(self) -> tuple[int, str]:
        """Return number and hash of the log's last line, (0, "") for a new book: while it stays, nothing in the book has changed."""
        with self._database.reading() as connection:
            return log_tables.log_head(connection)

    def log(self, limit: int | None = None, *, after: int | None = None, most: int | None = None) -> list[log_tables.LogEntry]:
        """Return the log, oldest first: whole, its last lines, or the lines after one, the first `most` of them."""
        with self._database.reading() as connection:
            return log_tables.log(connection, limit=limit, after=after, most=most)

    def broken_links(self, log: Iterable[log_tables.LogEntry], previous: str = "") -> list[str]:
        """Return, in words, the lines of a stretch of the log that do not follow from the line before."""
        with self._database.reading() as connection:
            purged = sealed_by(log_tables.purge_lines(connection)).lines
        return broken_links(log, purged, previous=previous)

    def note(self, what: str, subject: str, detail: object) -> None:
        """Write a line of the log about something that changes nothing in the book, such as an export."""
        with self._database.writing() as connection:
            self._log(connection, what, subject, detail, self._now())

    def now(self) -> str:
        """Return the instant by the book's clock, ISO 8601."""
        return self._now()

    def _now(self) -> str:
        return self._clock().isoformat(timespec="microseconds")

    def _log(self, connection: Connection, what: str, subject: str, detail: object, at: str) -> None:
        previous = log_tables.last_hash(connection)
        entry = {
            "at": at,
            "who": self.who,
            "what": what,
            "subject": subject,
            "detail": msgspec.json.encode(detail, order="deterministic").decode(),
        }
        log_tables.add_log(connection, entry | {"previous": previous, "hash": chain(previous, entry)})
