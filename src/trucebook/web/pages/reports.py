"""The reports: a list with full-text search, and the register of sources with their grades.

Invariant: words searched for are words, never a query; wire copies of one text are shown as copies.
"""

import msgspec

from trucebook.web.asked import Asked
from trucebook.web.shelf import Shelf
from trucebook.web.shown import Pager, paged

SIZE = 50


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One report of the list; `copies` is how many reports share its text, `open` how many of its claims nobody has judged."""

    id: str
    title: str | None
    published: str | None
    publisher: str | None
    grade: str
    claims: int
    open: int
    copies: int


class Publisher(msgspec.Struct, frozen=True, kw_only=True):
    """One publisher of the register: how many reports, the days they span, and how many carry each grade."""

    name: str
    reports: int
    first: str | None
    last: str | None
    grades: dict[str, int]


class ReportsPage(msgspec.Struct, frozen=True, kw_only=True):
    """One page of reports, the latest first or the best match first, and the register of sources."""

    words: str
    publisher: str
    reports: tuple[Row, ...]
    pager: Pager
    publishers: tuple[Publisher, ...]
    more_publishers: int


def show(asked: Asked) -> ReportsPage:
    """Return the list of reports."""
    shelf, words, publisher = asked.shelf, asked.words(), asked.words("publisher")
    names: list[str] = shelf.memo("reports", lambda: _newest(shelf))
    if words:
        names = [n for n in asked.desk.book.search(words) if n in shelf.sources]
    if publisher:
        names = [n for n in names if (shelf.sources[n].publisher or "unknown") == publisher]
    shown, pager = paged(names, asked.page(), SIZE)
    register: list[Publisher] = shelf.memo("publishers", lambda: _register(shelf))
    closed = shelf.closed(asked.session.who if asked.session.blind else None)
    return ReportsPage(
        words=words,
        publisher=publisher,
        reports=tuple(_row(shelf, name, closed) for name in shown),
        pager=pager,
        publishers=tuple(register[:30]),
        more_publishers=max(len(register) - 30, 0),
    )


def _row(shelf: Shelf, name: str, closed: set[tuple[str, ...]]) -> Row:
    source, claims = shelf.sources[name], shelf.claims_of.get(name, [])
    return Row(
        id=name,
        title=source.title,
        published=source.published,
        publisher=source.publisher,
        grade=source.grade,
        claims=len(claims),
        open=sum(1 for c in claims if (c,) not in closed),
        copies=len(shelf.copies_of.get(source.group, ())),
    )


def _newest(shelf: Shelf) -> list[str]:
    return sorted(shelf.sources, key=lambda n: (shelf.sources[n].published or "", n), reverse=True)


def _register(shelf: Shelf) -> list[Publisher]:
    """Return the publishers, the one with most reports first."""
    found: dict[str, list[str]] = {}
    for name, source in shelf.sources.items():
        found.setdefault(source.publisher or "unknown", []).append(name)
    rows = []
    for publisher, names in found.items():
        days = sorted(d for n in names if (d := shelf.sources[n].published))
        grades: dict[str, int] = {}
        for name in names:
            grades[shelf.sources[name].grade] = grades.get(shelf.sources[name].grade, 0) + 1
        rows.append(
            Publisher(
                name=publisher,
                reports=len(names),
                first=days[0] if days else None,
                last=days[-1] if days else None,
                grades=dict(sorted(grades.items())),
            )
        )
    return sorted(rows, key=lambda p: (-p.reports, p.name))
