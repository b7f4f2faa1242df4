"""Ranges: what the two sides of "6–7 January", "May 4 and 5", "1990-94" or "April and June 1955" lend each other.

Invariant: every side is an expression of its own with its own words; a pair that bounds one stretch of time is linked.
"""

import re
from dataclasses import dataclass

from msgspec.structs import replace

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.times.expressions import Expression
from trucebook.reading.times.timewords import Tokens

_LEFT_DAYS = re.compile(r"(?:t?[1o](?:,|&|,&|-|T|/))+\Z")
_RIGHT_DAY = re.compile(r"(?P<j>-|/|T|&|,&)t?(?P<d>[1o])(?![MU:.]?[MUp])(?:,?(?P<y>y))?")
_RIGHT_YEAR = re.compile(r"(?P<j>-|/|&|T)(?P<y>[12])(?![M%])")
_LEFT_COUNT = re.compile(r"(?:[N12](?:,|&|,&|-|T))+\Z")
_LEFT_YEAR = re.compile(r"(?P<y>[12y])(?P<j>-|/|T|&|T?,)\Z")
_JOINTS = {"-": "-", "T": "-", "/": "-", "&": "&", ",": "&", ",&": "&", "-,": "-"}


@dataclass(frozen=True)
class Joined:
    """Expressions in text order, and for each the place of the one it spans a stretch of time with, or None."""

    expressions: list[Expression]
    partner: list[int | None]


def join_ranges(t: Tokens, found: list[Expression], parse: Parse) -> Joined:
    """Return the expressions with bare sides added, missing months and years lent by the other side, and pairs linked."""
    grown: list[Expression] = []
    for e in found:
        if grown and e.first < grown[-1].last:
            continue
        grown.extend(_with_sides(t, e, grown[-1].last if grown else 0, parse))
    grown = _lend(t, grown)
    partner: list[int | None] = [None] * len(grown)
    for k in range(len(grown) - 1):
        if _spans(t, grown[k], grown[k + 1]):
            partner[k], partner[k + 1] = k + 1, k
    return Joined(grown, partner)


def _with_sides(t: Tokens, e: Expression, floor: int, parse: Parse) -> list[Expression]:
    if e.kind == "date" and e.day is not None and e.month is not None and e.inner is None:
        left = _left_days(t, e, floor)
        return left + ([e] if left else _right_day(t, e, parse))
    if e.kind == "date" and e.year is not None and e.month is None:
        return [*_left_years(t, e, floor), *_right_year(t, e)]
    if e.kind in ("duration", "shift") and e.n is not None and t.codes[e.first] in "N12":
        return [*_left_counts(t, e, floor), e]
    return [e]


def _new(t: Tokens, k: int, e: Expression, first: int | None = None, **parts: object) -> Expression:
    a = k if first is None else first
    return replace(e, start=t.start[a], end=t.end[k], first=a, last=k + 1, **parts)


def _left_days(t: Tokens, e: Expression, floor: int) -> list[Expression]:
    """ "12-" of "12-14 March", "the 4th to" of "the 4th to the 9th of March", "1, 2 and" of "1, 2 and 3 May"."""
    if not re.match(r"t?[1o]", t.codes[e.first : e.first + 2]):
        return []
    low = max(floor, e.first - 9)
    hit = _LEFT_DAYS.search(t.codes[low : e.first])
    if hit is None:
        return []
    before = t.words[low + hit.start() - 1] if low + hit.start() > 0 else ""
    if "&" in hit[0] and before not in ("on", "between", "of", "the", "both", "during", "in", "(", "from", ",", "until", "by", "since"):
        return []
    sides = []
    for k in range(low + hit.start(), low + hit.end()):
        if t.codes[k] in "1o" and 1 <= t.values[k] <= 31:
            sides.append(
                _new(t, k, e, k - 1 if k and t.codes[k - 1] == "t" else None, day=t.values[k], daypart=None, clock=None, part=None)
            )
    return sides


def _right_day(t: Tokens, e: Expression, parse: Parse) -> list[Expression]:
    """ "-26, 2016" of "October 25-26, 2016"."""
    hit = _RIGHT_DAY.match(t.codes, e.last) if t.codes[e.first] in "MWe" and t.codes[e.last - 1] in "1o" else None
    if hit is None:
        return [e]
    follower = parse.word_at(t.start[hit.end()]) if hit.end() < len(t.start) else -1
    counts = follower >= 0 and parse.start[follower] == t.start[hit.end()] and parse.pos[follower] in ("NOUN", "PROPN", "ADJ", "NUM")
    if counts and not hit["y"] and (hit["j"] in ("&", ",&") or (hit["j"] == "T" and t.values[hit.start("d")] <= (e.day or 0))):
        return [e]
    at = hit.start("d")
    year = t.values[hit.start("y")] if hit["y"] else e.year
    right = _new(t, hit.end() - 1, e, at, day=t.values[at], year=year, part=None)
    return [replace(e, year=e.year or year), right]


def _right_year(t: Tokens, e: Expression) -> list[Expression]:
    """ "-94" of "1990-94"."""
    hit = _RIGHT_YEAR.match(t.codes, e.last) if e.year and e.year > 0 and t.codes[e.last - 1] == "y" else None
    if hit is None or len(t.words[hit.start("y")]) != 2 or hit["j"] in "&T":
        return [e]
    at = hit.start("y")
    year = (e.year or 0) // 100 * 100 + int(t.values[at])
    year += 100 if year < (e.year or 0) and year % 100 < 30 and (e.year or 0) % 100 > 70 else 0
    return [e, _new(t, at, e, year=year, part=None)] if year > (e.year or 0) and year - (e.year or 0) < 60 else [e]


def _left_years(t: Tokens, e: Expression, floor: int) -> list[Expression]:
    """ "499-" of "499-493 BC"."""
    if not e.bc or e.year is None:
        return []
    low = max(floor, e.first - 3)
    hit = _LEFT_YEAR.search(t.codes[low : e.first])
    if hit is None:
        return []
    at = low + hit.start("y")
    return [_new(t, at, e, year=-int(t.values[at]), part=None)] if isinstance(t.values[at], int) and t.values[at] >= -e.year else []


def _left_counts(t: Tokens, e: Expression, floor: int) -> list[Expression]:
    """ "twelve to" of "twelve to eighteen months"."""
    low = max(floor, e.first - 8)
    hit = _LEFT_COUNT.search(t.codes[low : e.first])
    if hit is None or (hit[0].endswith(",") and hit[0].count(",") < 2):
        return []
    places = [k for k in range(low + hit.start(), low + hit.end()) if t.codes[k] in "N12" and t.values[k] is not None]
    if any(t.values[k] > (e.n or 0) for k in places):
        return []
    return [_new(t, k, e, n=float(t.values[k])) for k in places]


def _joint(t: Tokens, a: Expression, b: Expression) -> str | None:
    """Return "-" or "&" where two expressions are joined directly, else None."""
    between = t.codes[a.last : b.first].replace("B", "").replace("(", "").replace(")", "")
    return _JOINTS.get(between)


def _lend(t: Tokens, found: list[Expression]) -> list[Expression]:
    """Give a left side without a year the year of its right side, right to left so that chains work."""
    lent = list(found)
    for k in range(len(lent) - 2, -1, -1):
        a, b = lent[k], lent[k + 1]
        if a.inner is not None or _joint(t, a, b) is None:
            continue
        if a.kind == "date" and a.month and a.year is None and b.kind in ("date", "season") and b.year is not None and b.month:
            later = (a.month, a.day or 0) > (b.month, b.day or 99)
            lent[k] = replace(a, year=b.year - 1 if later else b.year, bc=b.bc)
        elif a.kind == "season" and a.year is None and b.kind == "season" and (b.year is not None or b.inner is not None):
            lent[k] = replace(a, year=b.year, inner=b.inner, bc=b.bc)
        elif a.kind == "date" and a.month and a.year is None and b.inner is not None and b.kind == "date":
            lent[k] = replace(a, inner=b.inner)
    return lent


def _spans(t: Tokens, a: Expression, b: Expression) -> bool:
    """Say whether two neighbours are the ends of one stretch: "from a to b", "a–b", "between a and b"."""
    days = ("date", "season", "weekday", "feast")
    if not (a.kind in days and b.kind in days) and not a.kind == b.kind == "clock":
        return False
    joint = _joint(t, a, b)
    before = t.words[a.first - 1] if a.first else ""
    return joint == "-" or (joint == "&" and before == "between")
