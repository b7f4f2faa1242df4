"""The log: who did what, when, why; and whether its chain of hashes is whole.

Invariant: the chain is checked from its first line on; lines checked once are not checked again while this process runs.
"""

from typing import Any

import msgspec

from trucebook.web.asked import Asked
from trucebook.web.shown import Pager

SIZE = 100


class LogRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line: its number, instant, who, what, what it is about, the reason given, and its hash."""

    seq: int
    at: str
    who: str
    what: str
    subject: str
    why: str | None
    detail: str
    hash: str


class LogPage(msgspec.Struct, frozen=True, kw_only=True):
    """One page of the log, the latest line first; `broken` says in words which lines do not follow from the line before."""

    rows: tuple[LogRow, ...]
    pager: Pager
    checked: int
    head: str
    broken: tuple[str, ...]


def show(asked: Asked) -> LogPage:
    """Return a page of the log."""
    book, head = asked.desk.book, asked.shelf.head
    checked, broken = asked.shelf.check_log()
    pages = max(-(-head[0] // SIZE), 1)
    page = min(asked.page(), pages)
    last = head[0] - (page - 1) * SIZE
    lines = [line for line in book.log(after=max(last - SIZE, 0), most=SIZE) if line.seq <= last]
    return LogPage(
        rows=tuple(_row(line) for line in reversed(lines)),
        pager=Pager(page=page, pages=pages, total=head[0]),
        checked=checked,
        head=head[1],
        broken=tuple(broken[:20]),
    )


def _row(line: Any) -> LogRow:
    detail = msgspec.json.decode(line.detail)
    held = detail if isinstance(detail, dict) else {}
    shown = {k: v for k, v in held.items() if k not in ("rows", "units", "id", "at", "by", "act", "claims", "why") and v is not None}
    said = ", ".join(f"{k} {v if isinstance(v, str | int | float) else msgspec.json.encode(v).decode()}" for k, v in shown.items())
    return LogRow(
        seq=line.seq,
        at=line.at[:19].replace("T", " "),
        who=line.who,
        what=line.what,
        subject=line.subject[:200],
        why=held.get("why"),
        detail=said[:300],
        hash=line.hash,
    )
