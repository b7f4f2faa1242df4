"""The grammar of times that have a name: dates, seasons, decades, centuries, weekdays, feasts, clock times.

Invariant: a rule looks at one place of the class string and returns one expression or None.
"""

import re

from msgspec.structs import replace

from trucebook.reading.times.expressions import Expression, Found, make, modifier_of, value_of, widen
from trucebook.reading.times.timewords import Tokens

# Patterns run over the class string of timewords.py; upper-case groups of a date are its parts.
_DATES = [
    re.compile(p)
    for p in (
        r"(?:h?W\.?P?,?)?t?(?P<d>[1o])(?:-?f)?-?(?P<m>M)(?P<dot>\.?)(?:(?:,|f|-)?(?P<y>y)|,?(?P<q>Q))?(?P<b>\(?B)?",
        r"(?:h?W\.?P?,?)?tOf(?P<m>M)(?P<dot>\.?)(?:,?(?P<y>y))?",
        r"(?:h?W\.?P?,?)?(?P<e>e-?)?(?P<m>M)(?P<dot>\.?)t?(?P<d>[1o])(?!M)(?:,?(?P<y>y)(?P<b>B)?|,?(?P<q>Q))?",
        r"(?P<e>t?e-?)?(?P<m>M)(?P<dot>\.?)(?:,|f|-|/)?(?:(?P<y>y)|(?P<q>Q))(?P<b>B)?",
        r"(?P<e>t?e-?)?(?P<m>M)(?P<n>[2])(?P<b>B)",
        r"(?P<e>t?e-?)?(?P<m>M)(?P<dot>\.?)",
        r"(?P<e>t?e-?)?(?:q\.?)?(?P<y>[y12])(?P<b>B)",
        r"(?P<b>B)(?P<y>[y12])",
        r"(?P<e>t?e-?)?(?:q\.?)?(?P<y>y)",
        r"(?P<e>t?e-?)?(?P<q>Q)",
        r"(?P<k>K)",
    )
]


_SEASON = re.compile(r"(?P<t>[th])?(?P<e>e-?)?(?P<s>S)(?:(?:,|f)?(?:(?P<y>y)(?:[-/](?P<y2>[12y]))?|(?P<yb>[12y])(?P<b>B)))?")


_DECADE = re.compile(r"t?(?P<e>e-?)?(?P<v>D)(?P<b>B)?")


_CENTURY = re.compile(r"t?(?P<e>e-?|e)?(?P<o>[oO])-?(?P<u>U)(?P<b>B)?")


_FEAST = re.compile(r"t?(?P<e>e-?)?(?P<v>F)(?P<y>y)?")


_WEEKDAY = re.compile(r"(?P<e>e-?)?(?P<w>W)\.?(?P<p>P)?")


_CLOCK = re.compile(r"(?:(?P<c>C)(?P<p>p)?|(?P<h>1)(?P<p2>p))z?")


_ROUGHLY = {"about", "around", "circa", "ca", "c", "approximately", "roughly"}


def date_rule(t: Tokens, i: int) -> Found:
    """Dates of any precision: "3 May 2014", "May 10, 1940", "early April", "2016", "490 BC", "2021-09-02"."""
    best: Found = None
    for pattern in _DATES:
        hit = pattern.match(t.codes, i)
        if hit and (best is None or hit.end() > best.last):
            best = _date_of(t, hit) or best
    if best and i and t.words[i - 1] == "fiscal" and best.month is None and best.year is not None:
        best = widen(t, best, i - 1)
    return _with_clock(t, best) if best else None


def _date_of(t: Tokens, hit: "re.Match[str]") -> Found:
    """Return the expression of a match of one of the date patterns."""
    groups = hit.groupdict()
    first, last = hit.span()
    if groups.get("k"):
        return _numeric(t, first)
    year, month, day = (value_of(t, hit, g) if g in groups else None for g in ("y", "m", "d"))
    if "n" in groups:
        year = value_of(t, hit, "n")
    if groups.get("q"):
        year = 1900 + value_of(t, hit, "q") if value_of(t, hit, "q") > 30 else 2000 + value_of(t, hit, "q")
    if "tOf" in hit[0]:
        day = t.values[hit.start() + hit[0].index("O")]
    if day is not None and not 1 <= day <= 31:
        return None
    bc = False
    if groups.get("b"):
        era = t.values[hit.end("b") - 1]
        bc = era == "BC"
    if isinstance(year, float):
        return None
    if month is not None and groups.get("dot"):
        if not short_name(t, hit.start("m")) and last > hit.end("dot"):
            return None
        last -= last == hit.end("dot") and not short_name(t, hit.start("m"))
    if "q" in hit[0] and t.words[first + hit[0].index("q")] not in _ROUGHLY:
        return None
    if hit[0].startswith("W.") and not short_name(t, first):
        return None
    if "W" in hit[0] and day is None:
        return None
    part = modifier_of(t, hit) if groups.get("e") else None
    evening = hit[0].find("P")
    daypart = t.values[first + evening] if evening >= 0 and len(str(t.values[first + evening])) == 2 else None
    return make(t, "date", first, last, daypart=daypart, year=-year if bc and year else year, month=month, day=day, part=part, bc=bc)


def short_name(t: Tokens, k: int) -> bool:
    """Say whether a month or weekday is written short, so that a full stop after it is its own."""
    return len(t.words[k]) <= 5 and t.words[k] not in ("may", "june", "july", "march", "april")


def _numeric(t: Tokens, i: int) -> Found:
    """Return the date of a token like 2021-09-02, 02/09/2021 (day first unless that cannot be) or 2021/9/2."""
    numbers = [int(n) for n in re.findall(r"\d+", t.words[i])[:3]]
    year, month, day = numbers if numbers[0] > 31 else (numbers[2], numbers[1], numbers[0])
    if month > 12 and day <= 12:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return make(t, "date", i, i + 1, year=year, month=month, day=day)


def _with_clock(t: Tokens, date: Expression) -> Expression:
    """Return a date with the clock time or part of day that follows it directly ("8 May 1:00AM", "Sunday morning")."""
    if date.day is None:
        return date
    if t.codes[date.last : date.last + 1] == "P" and len(str(t.values[date.last])) == 2 and t.words[date.last] != "night time":
        return replace(date, end=t.end[date.last], last=date.last + 1, daypart=t.values[date.last])
    clock = clock_rule(t, date.last) if t.codes[date.last : date.last + 1] in ("C", "1") else None
    if clock is not None and "\n" not in t.codes[date.last : clock.last]:
        return replace(date, end=clock.end, last=clock.last, clock=clock.clock)
    return date


def season_rule(t: Tokens, i: int) -> Found:
    """Seasons: "the summer of 1941", "winter 2015-16", "late autumn"."""
    hit = _SEASON.match(t.codes, i)
    if not hit:
        return None
    year, second = value_of(t, hit, "y"), value_of(t, hit, "y2")
    last = hit.end()
    if hit["b"]:
        year = value_of(t, hit, "yb")
    if second is not None and (second if second > 99 else year // 100 * 100 + second) != year + 1:
        last = hit.end("y")
        second = None
    bc = bool(hit["b"]) and t.values[hit.start("b")] == "BC"
    base = "told" if hit["t"] == "h" else "story"
    return make(
        t, "season", hit.start(), last, year=-year if bc and year else year, season=value_of(t, hit, "s"),
        part=modifier_of(t, hit), n=2 if second is not None else None, bc=bc, base=base,
    )  # fmt: skip


def decade_rule(t: Tokens, i: int) -> Found:
    """Decades: "the 1990s", "the late 1980s", "the 470s BC"; "the 1800s" are a century."""
    hit = _DECADE.match(t.codes, i)
    if not hit:
        return None
    year = value_of(t, hit, "v")
    bc = bool(hit["b"])
    if year >= 1000 and year % 100 == 0 and not bc and year < 2000:
        return make(t, "century", i, hit.end(), n=year // 100 + 1, part=modifier_of(t, hit))
    if not bc and year < 100:
        year += 1900
    return make(t, "decade", i, hit.end(), year=-year if bc else year, part=modifier_of(t, hit), bc=bc)


def century_rule(t: Tokens, i: int) -> Found:
    """Centuries: "the early 21st century", "the 4th century BC"."""
    hit = _CENTURY.match(t.codes, i)
    if not hit or value_of(t, hit, "u") != "CE":
        return None
    bc = bool(hit["b"]) and t.values[hit.start("b")] == "BC"
    return make(t, "century", i, hit.end(), n=value_of(t, hit, "o"), part=modifier_of(t, hit), bc=bc)


def feast_rule(t: Tokens, i: int) -> Found:
    """Feasts: "Ramadan", "Christmas 1963", "the Eid al-Fitr"."""
    hit = _FEAST.match(t.codes, i)
    return make(t, "feast", i, hit.end(), rule=value_of(t, hit, "v"), year=value_of(t, hit, "y"), part=modifier_of(t, hit)) if hit else None


def weekday_rule(t: Tokens, i: int) -> Found:
    """Weekdays: "Friday", "early Saturday", "Sunday morning"."""
    hit = _WEEKDAY.match(t.codes, i)
    if not hit:
        return None
    daypart, last = value_of(t, hit, "p"), hit.end()
    if "." in hit[0] and not short_name(t, hit.start("w")):
        daypart, last = None, hit.end("w")
    clock = (int(daypart[1:3]), 0) if daypart and daypart.startswith("T") else None
    return make(t, "weekday", i, last, weekday=value_of(t, hit, "w"), daypart=None if clock else daypart, clock=clock)


def clock_rule(t: Tokens, i: int) -> Found:
    """Clock times: "10:30", "5:30PM", "11 a.m.", "03:00hrs", "noon" is a part of the day."""
    hit = _CLOCK.match(t.codes, i)
    if not hit:
        return None
    hour, minute = value_of(t, hit, "c") or (value_of(t, hit, "h"), 0)
    half = value_of(t, hit, "p") or value_of(t, hit, "p2")
    if half and hour > 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    last = hit.end()
    last += t.words[last : last + 1] in (["hrs"], ["hr"], ["hours"])
    return _with_day(t, make(t, "clock", i, last, clock=(hour, minute))) if hour <= 24 else None


def _with_day(t: Tokens, clock: Expression) -> Expression:
    """Return a clock time with the day that follows it directly ("3 p.m. Tuesday", "midnight 4 May")."""
    code = t.codes[clock.last : clock.last + 1]
    day = weekday_rule(t, clock.last) if code == "W" else date_rule(t, clock.last) if code in ("M", "1", "o") else None
    if day is None or day.clock or day.daypart or (day.kind == "date" and (day.day is None or day.month is None)):
        return clock
    return replace(day, start=clock.start, first=clock.first, clock=clock.clock)


_DAYPART_PATTERN = re.compile(r"(?P<t>[tahH])?(?P<e>e-?)?(?P<p>P)")


def daypart_rule(t: Tokens, i: int) -> Found:
    """Parts of the day: "night", "that afternoon", "noon" (a clock time)."""
    hit = _DAYPART_PATTERN.match(t.codes, i)
    if not hit:
        return None
    value = str(value_of(t, hit, "p"))
    n = 1 if hit["t"] == "a" or t.words[i] == "one" else None
    base = "told" if hit["t"] == "h" else "story"
    if value.startswith("T"):
        clock = (int(value[1:3]), 0)
        return _with_day(t, make(t, "clock", i, hit.end(), clock=clock)) if hit["t"] in (None, "t") else None
    if hit["t"] == "t" and value in ("NI", "DT") and t.codes[hit.end() : hit.end() + 1] != "f":
        n = None
    return make(t, "daypart", i, hit.end(), daypart=value, base=base, n=n, sign=0, part="THAT" if hit["t"] in ("h", "H") else None)


_YEARS_PATTERN = re.compile(r"(?P<t>t)?(?P<u>U)(?P<y>y)(?P<b>B)?")
_YEARS_2_PATTERN = re.compile(r"(?P<t>[thH])?(?P<u>U)(?:'x)?-?(?P<b>b)")


def years_rule(t: Tokens, i: int) -> Found:
    """ "the years 1955", "the year 1990"; "month's end", "the year's end"."""
    hit = _YEARS_PATTERN.match(t.codes, i)
    if hit and value_of(t, hit, "u") == "Y":
        year = value_of(t, hit, "y")
        bc = bool(hit["b"]) and t.values[hit.start("b")] == "BC"
        first = i - 1 if i and t.words[i - 1] == "fiscal" else i
        return make(t, "date", first, hit.end(), year=-year if bc else year, bc=bc)
    hit = _YEARS_2_PATTERN.match(t.codes, i)
    if hit and value_of(t, hit, "u") in ("M", "Y", "W") and value_of(t, hit, "b") in ("START", "END", "MID"):
        return make(t, "shift", i, hit.end(), n=0, unit=value_of(t, hit, "u"), part=value_of(t, hit, "b"))
    return None


_QUARTER_PATTERN = re.compile(r"Y-?y")


def quarter_rule(t: Tokens, i: int) -> Found:
    """ "Q3 2019", "H1 2020"."""
    hit = _QUARTER_PATTERN.match(t.codes, i)
    if not hit:
        return None
    inner = make(t, "date", hit.end() - 1, hit.end(), year=t.values[hit.end() - 1])
    if t.values[i][0] == "H":
        return widen(t, inner, i, part=t.values[i])
    return make(t, "nth", i, hit.end(), rule=t.values[i][1], n=1, unit="Q", inner=inner)


_ORDINAL_QUARTER = re.compile(r"t?(?P<o>[Oo])-?(?P<u>U)(?!f)")


def ordinal_quarter_rule(t: Tokens, i: int) -> Found:
    """ "the fourth quarter", "third-quarter": the one begun last before the publication day."""
    hit = _ORDINAL_QUARTER.match(t.codes, i)
    if not hit or t.words[hit.start("u")] != "quarter" or not 1 <= value_of(t, hit, "o") <= 4:
        return None
    return make(t, "nth", i, hit.end(), rule=str(int(value_of(t, hit, "o"))), n=1, unit="Q")


_ANNIVERSARY_PATTERN = re.compile(r"t?(?:[OoN1](?:U)?)?-?v")


def anniversary_rule(t: Tokens, i: int) -> Found:
    """ "the sixth anniversary", "its 93rd anniversary"."""
    hit = _ANNIVERSARY_PATTERN.match(t.codes, i)
    return make(t, "anniversary", i, hit.end()) if hit and hit.end() - i > 1 else None
