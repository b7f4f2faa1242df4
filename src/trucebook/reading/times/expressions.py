"""Expressions of time as their words give them, before anybody asks which day they mean.

Invariant: an expression says only what its words say, and lies on whole tokens.
"""

import re
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from trucebook.reading.times.timewords import Tokens


class Expression(Struct, frozen=True):
    """One expression of time as its words give it; `start` and `end` are characters, `first` and `last` tokens (last + 1).

    kind: date, season, decade, century, weekday, feast, clock, daypart, shift (n units from an anchor), span (n units
    that end or begin at an anchor), duration, nth (the nth unit of an inner expression), set, present, time.
    `year` is negative BC; `base` is "told" for the day of publication, "story" for the event time; `sign` the direction.
    """

    kind: str
    start: int
    end: int
    first: int
    last: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    part: str | None = None
    daypart: str | None = None
    clock: tuple[int, int] | None = None
    n: float | None = None
    unit: str | None = None
    sign: int = 0
    base: str = "story"
    timex: str | None = None
    rule: str | None = None
    inner: "Expression | None" = None
    bc: bool = False
    about: bool = False


Found = Expression | None


def make(t: Tokens, kind: str, first: int, last: int, **parts: Any) -> Expression:
    """Return an expression over tokens `first` to `last` (exclusive)."""
    return Expression(kind, t.start[first], t.end[last - 1], first, last, **parts)


def widen(t: Tokens, expression: Expression, first: int, **parts: Any) -> Expression:
    """Return an expression made to begin at an earlier token, with some of its parts set."""
    return replace(expression, start=t.start[first], first=first, **parts)


def value_of(t: Tokens, hit: "re.Match[str]", group: str) -> Any:
    """Return the value of the first token of a group of a match over the class string, None where the group is empty."""
    at = hit.start(group)
    return None if at < 0 or hit.end(group) == at else t.values[at]


def modifier_of(t: Tokens, hit: "re.Match[str]") -> str | None:
    """Return early, mid or late of a match whose group e holds it."""
    for k in range(hit.start("e"), hit.end("e")):
        if t.codes[k] == "e":
            return str(t.values[k])
    return None
