"""Quotation marks: which stretches of the text stand between marks, whatever the marks.

Invariant: the spans lie in text order, do not overlap, hold no outer mark of their own, and no open mark reaches over
a blank line unless the next paragraph opens with a mark again.
"""

import re
from dataclasses import dataclass

_MARK = re.compile("[\"“”„‟«»]|''|``|(?<!\\w)[‘'](?=[\\w\\[(…])|(?<=[\\w.,!?;:…)\\]])[’'](?![\\w])")
_OPEN = {"“": "“", "„": "“", "‟": "“", "«": "«", "``": "''", "‘": "'"}
_CLOSE = {"”": "“", "»": "«", "’": "'"}
_BREAK = re.compile(r"\n[ \t\r]*\n|[\u2029]")
_SINGLE_LIMIT = 1500
_LIMIT = 6000


@dataclass(frozen=True)
class Quoted:
    """A stretch between marks: `start`, `end` the words inside, `first`, `last` the characters with the marks.

    `closed` is false where no closing mark was found; `single` is true for single marks.
    """

    start: int
    end: int
    first: int
    last: int
    closed: bool = True
    single: bool = False


def find_quoted(text: str) -> tuple[Quoted, ...]:
    """Return the stretches of a text that stand between quotation marks; multi-paragraph quotations come as one a paragraph."""
    found: list[Quoted] = []
    opened: tuple[int, int, str] | None = None
    for m in _MARK.finditer(text):
        mark, at = m[0], m.start()
        if opened is not None and _cut(text, opened, at):
            found.extend(_unclosed(text, opened))
            opened = None
        role, family = _role(text, mark, at, m.end(), opened)
        if role == "open":
            if opened is not None:
                if family == "'":
                    continue
                found.extend(_unclosed(text, opened, at))
            opened = (at, m.end(), family)
        elif role == "close" and opened is not None and _same(opened[2], family):
            found.extend(_closed(text, opened, at, m.end()))
            opened = None
    if opened is not None:
        found.extend(_unclosed(text, opened))
    return tuple(found)


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
    family = '"' if mark == '"' else "''"
    opens = (before.isspace() or before in "([{-—–/>:\u200b") and not after.isspace()
    closes = not before.isspace() and (after.isspace() or after in ".,;:!?)]}-—–/<")
    if opens and not closes:
        return "open", family
    if closes and not opens:
        return "close", family
    return ("close" if opened is not None and _same(opened[2], family) else "open"), family


def _cut(text: str, opened: tuple[int, int, str], at: int) -> bool:
    """Say whether an open mark cannot reach as far as here: a blank line lies between, or too much text."""
    limit = _SINGLE_LIMIT if opened[2] == "'" else _LIMIT
    return at - opened[1] > limit or _BREAK.search(text, opened[1], at) is not None


def _closed(text: str, opened: tuple[int, int, str], at: int, end: int) -> list[Quoted]:
    start, stop = _trim(text, opened[1], at)
    single = opened[2] == "'"
    return [Quoted(start, stop, opened[0], end, True, single)] if stop > start else []


def _unclosed(text: str, opened: tuple[int, int, str], until: int | None = None) -> list[Quoted]:
    """Return the paragraph after an open mark that is never closed; a single mark without its fellow is an apostrophe."""
    if opened[2] == "'":
        return []
    limit = min(until if until is not None else len(text), opened[1] + _LIMIT)
    broken = _BREAK.search(text, opened[1], limit)
    start, stop = _trim(text, opened[1], broken.start() if broken else limit)
    return [Quoted(start, stop, opened[0], stop, False)] if stop > start else []


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
