"""Quotation marks: which stretches of the text stand between marks, whatever the marks.

Invariant: the spans lie in text order and do not overlap, and no open mark reaches over a blank line unless the next
paragraph opens with a mark again.
"""

import re
from bisect import bisect_left
from functools import lru_cache

from msgspec import Struct

_MARK = re.compile("\"\"|[\"“”„‟«»]|''|``|(?<!\\w)[‘'](?=[\\w\\[(…])|(?<=[\\w.,!?;:…)\\]])[’'](?![\\w])")
_OPEN = {"“": "“", "„": "“", "‟": "“", "«": "«", "``": "''", "‘": "'"}
_CLOSE = {"”": "“", "»": "«", "’": "'"}
_BREAK = re.compile(r"\n[ \t\r]*\n|[\u2029]")
_SINGLE_LIMIT = 400
_CELL = 2000
_LIMIT = 6000


class Quoted(Struct, frozen=True):
    """A stretch between marks: `start`, `end` the words inside, `first`, `last` the characters with the marks.

    `closed` is false where no closing mark was found; `single` is true for single marks.
    """

    start: int
    end: int
    first: int
    last: int
    closed: bool = True
    single: bool = False


@lru_cache(maxsize=32)
def find_quoted(text: str) -> tuple[Quoted, ...]:
    """Return the stretches of a text that stand between quotation marks.

    A quotation of several paragraphs that opens each of them with a mark and closes the last comes as one.
    """
    breaks = [m.start() for m in _BREAK.finditer(text)]
    found: list[Quoted] = []
    opened: tuple[int, int, str] | None = None
    marks = [m for m in _MARK.finditer(text) if not _is_stray(text, m)]
    for n, m in enumerate(marks):
        mark, at = m[0], m.start()
        if opened is not None and _cut(breaks, opened, at):
            found.extend(_unclosed(text, breaks, opened))
            opened = None
        role, family = _role(text, mark, at, m.end(), opened)
        if role == "open" and mark == '"' and opened is not None and opened[2] == mark and _opens(text, marks, n + 1):
            role = "close"
        if role == "open":
            if opened is not None:
                if family == "'":
                    continue
                found.extend(_unclosed(text, breaks, opened, at))
            opened = (at, m.end(), family)
        elif role == "close" and opened is not None and _same(opened[2], family):
            found.extend(_closed(text, opened, at, m.end()))
            opened = None
    if opened is not None:
        found.extend(_unclosed(text, breaks, opened))
    return _joined(text, found)


def _opens(text: str, marks: list[re.Match[str]], n: int) -> bool:
    """Say whether the next straight mark looks like an opening one, which makes a doubtful mark before it a closing one."""
    if n >= len(marks) or marks[n][0] != '"':
        return False
    return _role(text, '"', marks[n].start(), marks[n].end(), None) == ("open", '"')


def _is_stray(text: str, m: re.Match[str]) -> bool:
    """Say whether a mark is none: it wraps a table's cell, or is the rest of a dash in broken encoding ("â “")."""
    if m[0] == '"':
        return _wraps_cell(text, m.start())
    return m[0] in "“”" and text[max(m.start() - 2, 0) : m.start()] in ("â ", "â€", "Ââ")


def _wraps_cell(text: str, at: int) -> bool:
    """Say whether a straight mark wraps a table's cell, in which marks are doubled, rather than speech."""
    if at > 0 and text[at - 1] not in "\n,":
        return (at + 1 == len(text) or text[at + 1] in "\n,") and '""' in text[max(0, at - _CELL) : at]
    line = text.find("\n", at, at + _CELL)
    return '""' in text[at + 1 : line if line >= 0 else at + _CELL]


def _joined(text: str, found: list[Quoted]) -> tuple[Quoted, ...]:
    """Return the stretches with the paragraphs of one quotation made one: each but the last stays open before the next."""
    joined: list[Quoted] = []
    for q in found:
        before = joined[-1] if joined else None
        if (
            before is not None
            and not before.closed
            and not q.single
            and not text[before.last : q.first].strip()
            and "\n" in text[before.last : q.first]
        ):
            joined[-1] = Quoted(before.start, q.end, before.first, q.last, q.closed)
        else:
            joined.append(q)
    return tuple(joined)


def _same(opened: str, family: str) -> bool:
    return opened == family or (opened in '“"' and family in '“"')


def _role(text: str, mark: str, at: int, end: int, opened: tuple[int, int, str] | None) -> tuple[str, str]:
    """Return whether a mark opens or closes, and its family."""
    before = text[at - 1] if at else " "
    after = text[end] if end < len(text) else " "
    if mark in ("'", "‘", "’"):
        if mark == "‘" or (mark == "'" and not before.isalnum() and before not in ".,!?;:…)]"):
            return ("open" if opened is None else "skip"), "'"
        return "close", "'"
    if mark in _OPEN:
        if mark == "“" and opened is not None and text[opened[0]] == "„":
            return "close", "“"
        if mark == "«" and opened is not None and text[opened[0]] == "»":
            return "close", "«"
        return "open", _OPEN[mark]
    if mark == "»" and opened is None and not after.isspace() and (before.isspace() or before in "([-—–"):
        return "open", "«"
    if mark in _CLOSE:
        return "close", _CLOSE[mark]
    family = mark if mark in ('"', '""') else "''"
    opens = (before.isspace() or before in "([{-—–/>:\u200b") and not after.isspace()
    closes = not before.isspace() and (after.isspace() or after in ".,;:!?)]}-—–/<")
    if opens and not closes:
        return "open", family
    if closes and not opens:
        return "close", family
    return ("close" if opened is not None and _same(opened[2], family) else "open"), family


def _cut(breaks: list[int], opened: tuple[int, int, str], at: int) -> bool:
    """Say whether an open mark cannot reach as far as here: a blank line lies between, or too much text."""
    limit = _SINGLE_LIMIT if opened[2] == "'" else _LIMIT
    return at - opened[1] > limit or _next_break(breaks, opened[1], at) < at


def _next_break(breaks: list[int], start: int, end: int) -> int:
    """Return where the first blank line after a place begins, `end` where none comes before it."""
    at = bisect_left(breaks, start)
    return min(breaks[at], end) if at < len(breaks) else end


def _closed(text: str, opened: tuple[int, int, str], at: int, end: int) -> list[Quoted]:
    start, stop = _trim(text, opened[1], at)
    single = opened[2] == "'"
    return [Quoted(start, stop, opened[0], end, True, single)] if stop > start else []


def _unclosed(text: str, breaks: list[int], opened: tuple[int, int, str], until: int | None = None) -> list[Quoted]:
    """Return the paragraph after an open mark that is never closed; a single mark without its fellow is an apostrophe."""
    if opened[2] == "'":
        return []
    limit = min(until if until is not None else len(text), opened[1] + _LIMIT)
    start, stop = _trim(text, opened[1], _next_break(breaks, opened[1], limit))
    return [Quoted(start, stop, opened[0], stop, False)] if stop > start else []


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
