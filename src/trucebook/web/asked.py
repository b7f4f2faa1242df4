"""What a page is asked: the desk it is served from, the visitor, and the address's parts, checked.

Invariant: whatever comes from an address is checked here before a page sees it; a day is a day, a page number is small and positive.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from trucebook.book import Book
from trucebook.codebook import Codebook
from trucebook.errors import InputError
from trucebook.web.sessions import Session
from trucebook.web.shelf import Shelf


class NotThereError(InputError):
    """Raise when an address names something the book does not hold."""


@dataclass(frozen=True)
class Desk:
    """What all pages share: the book and its shelf, the codebook, the clock, and whether anything may be changed."""

    book: Book
    shelf: Shelf
    codebook: Codebook
    clock: Callable[[], dt.datetime]
    readonly: bool = False
    token: str | None = None

    @property
    def name(self) -> str:
        """Return a short name of the book; never its address, which may hold a password."""
        return "shared book" if "://" in self.book.place else Path(self.book.place).stem

    def say(self, session: Session, words: str, address: str) -> str:
        """Leave words for the visitor's next page, and return the address of it."""
        session.said = words
        return address


@dataclass(frozen=True)
class Asked:
    """One request: desk, visitor, and the address's path parts and query."""

    desk: Desk
    session: Session
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    address: str = "/"
    theme: str = "auto"
    fragment: bool = False

    @property
    def shelf(self) -> Shelf:
        """Return the shelf as of the log's head."""
        return self.desk.shelf

    def words(self, name: str = "q") -> str:
        """Return words of the query, at most 200 characters of them."""
        return " ".join(self.query.get(name, "").replace("\x00", " ").split())[:200]

    def today(self) -> str:
        """Return today's ISO day."""
        return self.desk.clock().date().isoformat()

    def as_of(self) -> str:
        """Return the ISO day asked about, today where none is; raises InputError for what is no day."""
        return self.day("as_of") or self.today()

    def day(self, name: str) -> str | None:
        """Return an ISO day of the query, None where there is none; raises InputError for what is no day."""
        asked = self.query.get(name, "").strip()
        if not asked:
            return None
        try:
            return dt.date.fromisoformat(asked).isoformat()
        except ValueError as error:
            raise InputError(f"{asked[:40]} is no day; write it as 2021-09-04") from error

    def page(self) -> int:
        """Return the number of the page asked for, from 1."""
        asked = self.query.get("page", "1")
        return min(max(int(asked), 1), 100_000) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
