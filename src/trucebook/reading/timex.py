"""The grammar of time: token classes in, unresolved expressions out ("two days later", "early May", "the 1990s").

Invariant: an expression says only what its words say; which year "in April" means is decided in anchors.py.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from trucebook.reading.timewords import Tokens

# Patterns run over the class string of timewords.py; upper-case groups of a date are its parts.
_DATES = [
    re.compile(p)
    for p in (
        r"(?:W\.?,?)?t?(?P<d>[1o])(?:-?f)?-?(?P<m>M)(?P<dot>\.?)(?:(?:,|f|-)?(?P<y>y)|,?(?P<q>Q))?(?P<b>\(?B)?",
        r"(?:W\.?,?)?tOf(?P<m>M)(?P<dot>\.?)(?:,?(?P<y>y))?",
        r"(?:W\.?,?)?(?P<e>e-?)?(?P<m>M)(?P<dot>\.?)t?(?P<d>[1o])(?!M)(?:,?(?P<y>y)(?P<b>B)?|,?(?P<q>Q))?",
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
_COUNT = re.compile(
    r"(?P<q>(?:q|V(?=[N12]))*)(?:"
    r"(?P<half>[aN12]&a?G)|(?P<part>a?Ga?)"
    r"|(?:a?(?P<v>V)f?)"
    r"|(?P<n>N(?:-?N)*(?:&a?N)?|[12])"
    r"|(?P<a>a)"
    r")"
)


@dataclass(frozen=True)
class Expression:
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


def find_expressions(t: Tokens) -> list[Expression]:
    """Return the expressions of time in a text, the longest at each place, left to right, without overlap."""
    found: list[Expression] = []
    i, last = 0, 0
    for hit in _STARTERS.finditer(t.codes):
        i = hit.start()
        if i < last:
            continue
        expression = parse_at(t, i)
        if expression is not None:
            found.append(expression)
            last = expression.last
    return found


_STARTERS = re.compile(r"[12yoDCKQMSWPURZFscBY]|[tahHeqLXINOVkbmGv](?=.{0,9}(?:[yoDMSWPUFcv]|[12]B))|[NV1](?=.{0,5}U)", re.S)


_DEEPEST = 4  # "of" and "in" ahead: more of them is no expression that anybody wrote


def parse_at(t: Tokens, i: int) -> Found:
    """Return the longest expression that begins at token i, or None."""
    best: Found = None
    if i >= len(t.codes) or t.codes.count("f", i, i + 18) + t.codes.count("i", i, i + 18) > _DEEPEST:
        return None
    for rule in _RULES.get(t.codes[i], ()):
        found = rule(t, i)
        if found is not None and (best is None or found.last > best.last):
            best = found
    return best


def _make(t: Tokens, kind: str, first: int, last: int, **parts: Any) -> Expression:
    return Expression(kind, t.start[first], t.end[last - 1], first, last, **parts)


def _widen(t: Tokens, expression: Expression, first: int, **parts: Any) -> Expression:
    return replace(expression, start=t.start[first], first=first, **parts)


def _value(t: Tokens, hit: "re.Match[str]", group: str) -> Any:
    at = hit.start(group)
    return None if at < 0 or hit.end(group) == at else t.values[at]


def _modifier(t: Tokens, hit: "re.Match[str]") -> str | None:
    """Return early, mid or late of a match whose group e holds it."""
    for k in range(hit.start("e"), hit.end("e")):
        if t.codes[k] == "e":
            return str(t.values[k])
    return None


def short_name(t: Tokens, k: int) -> bool:
    """Say whether a month or weekday is written short, so that a full stop after it is its own."""
    return len(t.words[k]) <= 5 and t.words[k] not in ("may", "june", "july", "march", "april")


_ROUGHLY = {"about", "around", "circa", "ca", "c", "approximately", "roughly"}


def _date(t: Tokens, i: int) -> Found:
    best: Found = None
    for pattern in _DATES:
        hit = pattern.match(t.codes, i)
        if hit and (best is None or hit.end() > best.last):
            best = _date_of(t, hit) or best
    return _with_clock(t, best) if best else None


def _date_of(t: Tokens, hit: "re.Match[str]") -> Found:
    """Return the expression of a match of one of the date patterns."""
    groups = hit.groupdict()
    first, last = hit.span()
    if groups.get("k"):
        return _numeric(t, first)
    year, month, day = (_value(t, hit, g) if g in groups else None for g in ("y", "m", "d"))
    if "n" in groups:
        year = _value(t, hit, "n")
    if groups.get("q"):
        year = 1900 + _value(t, hit, "q") if _value(t, hit, "q") > 30 else 2000 + _value(t, hit, "q")
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
    part = _modifier(t, hit) if groups.get("e") else None
    return _make(t, "date", first, last, year=-year if bc and year else year, month=month, day=day, part=part, bc=bc)


def _numeric(t: Tokens, i: int) -> Found:
    """Return the date of a token like 2021-09-02, 02/09/2021 (day first unless that cannot be) or 2021/9/2."""
    numbers = [int(n) for n in re.findall(r"\d+", t.words[i])[:3]]
    year, month, day = numbers if numbers[0] > 31 else (numbers[2], numbers[1], numbers[0])
    if month > 12 and day <= 12:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _make(t, "date", i, i + 1, year=year, month=month, day=day)


def _with_clock(t: Tokens, date: Expression) -> Expression:
    """Return a date with the clock time or part of day that follows it directly ("8 May 1:00AM", "Sunday morning")."""
    if date.day is None:
        return date
    if t.codes[date.last : date.last + 1] == "P" and len(str(t.values[date.last])) == 2 and t.words[date.last] != "night time":
        return replace(date, end=t.end[date.last], last=date.last + 1, daypart=t.values[date.last])
    clock = _clock(t, date.last) if t.codes[date.last : date.last + 1] in ("C", "1") else None
    if clock is not None and "\n" not in t.codes[date.last : clock.last]:
        return replace(date, end=clock.end, last=clock.last, clock=clock.clock)
    return date


def _season(t: Tokens, i: int) -> Found:
    hit = _SEASON.match(t.codes, i)
    if not hit:
        return None
    year, second = _value(t, hit, "y"), _value(t, hit, "y2")
    last = hit.end()
    if hit["b"]:
        year = _value(t, hit, "yb")
    if second is not None and (second if second > 99 else year // 100 * 100 + second) != year + 1:
        last = hit.end("y")
        second = None
    bc = bool(hit["b"]) and t.values[hit.start("b")] == "BC"
    base = "told" if hit["t"] == "h" else "story"
    return _make(
        t, "season", hit.start(), last, year=-year if bc and year else year, season=_value(t, hit, "s"),
        part=_modifier(t, hit), n=2 if second is not None else None, bc=bc, base=base,
    )  # fmt: skip


def _decade(t: Tokens, i: int) -> Found:
    hit = _DECADE.match(t.codes, i)
    if not hit:
        return None
    year = _value(t, hit, "v")
    bc = bool(hit["b"])
    if year >= 1000 and year % 100 == 0 and not bc and year < 2000:
        return _make(t, "century", i, hit.end(), n=year // 100 + 1, part=_modifier(t, hit))
    if not bc and year < 100:
        year += 1900
    return _make(t, "decade", i, hit.end(), year=-year if bc else year, part=_modifier(t, hit), bc=bc)


def _century(t: Tokens, i: int) -> Found:
    hit = _CENTURY.match(t.codes, i)
    if not hit or _value(t, hit, "u") != "CE":
        return None
    bc = bool(hit["b"]) and t.values[hit.start("b")] == "BC"
    return _make(t, "century", i, hit.end(), n=_value(t, hit, "o"), part=_modifier(t, hit), bc=bc)


def _feast(t: Tokens, i: int) -> Found:
    hit = _FEAST.match(t.codes, i)
    return _make(t, "feast", i, hit.end(), rule=_value(t, hit, "v"), year=_value(t, hit, "y"), part=_modifier(t, hit)) if hit else None


def _weekday(t: Tokens, i: int) -> Found:
    hit = _WEEKDAY.match(t.codes, i)
    if not hit:
        return None
    daypart, last = _value(t, hit, "p"), hit.end()
    if "." in hit[0] and not short_name(t, hit.start("w")):
        daypart, last = None, hit.end("w")
    return _make(t, "weekday", i, last, weekday=_value(t, hit, "w"), daypart=daypart)


def _clock(t: Tokens, i: int) -> Found:
    hit = _CLOCK.match(t.codes, i)
    if not hit:
        return None
    hour, minute = _value(t, hit, "c") or (_value(t, hit, "h"), 0)
    half = _value(t, hit, "p") or _value(t, hit, "p2")
    if half and hour > 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return _make(t, "clock", i, hit.end(), clock=(hour, minute)) if hour <= 24 else None


def _daypart(t: Tokens, i: int) -> Found:
    hit = re.compile(r"(?P<t>[tahH])?(?P<e>e)?(?P<p>P)").match(t.codes, i)
    if not hit:
        return None
    value = str(_value(t, hit, "p"))
    n = 1 if hit["t"] == "a" or t.words[i] == "one" else None
    base = "told" if hit["t"] == "h" else "story"
    if value.startswith("T"):
        clock = (int(value[1:3]), 0)
        return _make(t, "clock", i, hit.end(), clock=clock) if hit["t"] in (None, "t") else None
    if hit["t"] == "t" and value in ("NI", "DT") and t.codes[hit.end() : hit.end() + 1] != "f":
        n = None
    return _make(t, "daypart", i, hit.end(), daypart=value, base=base, n=n, sign=0, part="THAT" if hit["t"] in ("h", "H") else None)


def _day_word(t: Tokens, i: int) -> Found:
    daypart = {"tonight": "NI", "overnight": "NI", "last night": "NI", "yesterday night": "NI"}.get(t.words[i])
    daypart = daypart or {"this morning": "MO", "this afternoon": "AF", "this evening": "EV"}.get(t.words[i])
    last = i + 1
    if daypart is None and t.codes[last : last + 1] == "P" and len(str(t.values[last])) == 2:
        daypart, last = t.values[last], last + 1
    return _make(t, "shift", i, last, n=t.values[i], unit="D", sign=1, base="told", daypart=daypart, rule="today")


def _fixed(t: Tokens, i: int) -> Found:
    kind = {"R": "present", "s": "set"}[t.codes[i]]
    return _make(t, kind, i, i + 1, timex=t.values[i])


def _recent(t: Tokens, i: int) -> Found:
    """ "recent days", "the recent weeks"."""
    hit = re.compile(r"t?(?P<r>R)(?P<u>U)").match(t.codes, i)
    if not hit or t.words[hit.start("r")] != "recent" or not t.words[hit.start("u")].endswith("s"):
        return None
    return _make(t, "span", i, hit.end(), unit=_value(t, hit, "u"), sign=-1, base="told")


def _each(t: Tokens, i: int) -> Found:
    """Rates and repeated times: "per day", "every week", "each Friday"."""
    hit = re.compile(r"k(?P<n>[N1])?(?P<u>[UWPMS])").match(t.codes, i)
    if not hit:
        return None
    value, code = _value(t, hit, "u"), hit["u"]
    if code == "U" and t.words[i] == "per":
        return _make(t, "duration", i, hit.end(), n=1, unit=value)
    sets = {"W": f"XXXX-WXX-{value}", "P": f"XXXX-XX-XXT{value}", "S": f"XXXX-{value}"}
    timex = sets.get(code) or (f"XXXX-{value:02d}" if code == "M" else _SETS.get(value))
    return _make(t, "set", i, hit.end(), timex=timex) if timex else None


_SETS = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "M": "XXXX-XX",
    "Y": "XXXX",
    "TH": "XXXX-XX-XXTXX",
    "WE": "XXXX-WXX-WE",
    "DE": "XXX",
    "CE": "XX",
}


def read_count(t: Tokens, i: int) -> tuple[float | None, int] | None:
    """Return the number that begins at token i (None for a vague one) and the token after it; approximations are skipped."""
    hit = _COUNT.match(t.codes, i)
    if not hit:
        return None
    if hit["a"]:
        at = hit.start("a")
        return (1.0, at + 1) if not t.codes.startswith("V", at + 1) else (None, hit.end())
    if hit["part"]:
        return 0.5, hit.end("part")
    if hit["v"]:
        return None, hit.end()
    if hit["half"]:
        at = hit.start("half")
        whole = 1.0 if t.codes[at] == "a" else t.values[at]
        return whole + 0.5, hit.end("half")
    first, last = hit.span("n")
    if "&" in hit["n"] and t.words[first + hit["n"].index("&") - 1] != "hundred":
        return None
    return _sum(t, first, last), hit.end()


def _sum(t: Tokens, first: int, last: int) -> float | None:
    total = 0.0
    for k in range(first, last):
        if t.codes[k] in "N12":
            if t.values[k] is None:
                return None
            total = max(total, 1) * 100 if t.words[k] == "hundred" else total + float(t.values[k])
    return total


_UNIT = re.compile(r"-?(?:m|x(?=U))?-?(?P<u>[UP])(?:'|x')?")


def _period_of(t: Tokens, i: int) -> Found:
    """ "a three year period", "a sixty-day period"."""
    hit = re.compile(r"[at](?P<n>[N12V])-?(?P<u>U)-?c").match(t.codes, i)
    if not hit or t.words[hit.end() - 1] not in ("period", "interval", "spell"):
        return None
    n = None if hit["n"] == "V" else _value(t, hit, "n")
    return _make(t, "duration", i, hit.end(), n=n, unit=_value(t, hit, "u"))


def _counted(t: Tokens, i: int) -> Found:
    """A number of units: "72 hours", "nearly two bloody weeks", "a day", and what follows it: ago, later, long."""
    count = read_count(t, i)
    if count is None:
        return None
    n, k = count
    hit = _UNIT.match(t.codes, k)
    if hit is None and t.codes[k : k + 1] in "LX" and t.codes[k : k + 1]:
        return _counted_back(t, i, n, k)
    if hit is None or (t.codes[i : i + 2] == "ax" and "x" in hit[0]):
        return None
    found = _with_tail(t, i, n, hit.start("u"))
    loose = t.words[i - 1] not in _WITHIN if i else True
    return None if found and found.kind == "duration" and t.words[i : k + 1] == ["one", "day"] and loose else found


_WITHIN = {"for", "in", "within", "after", "only", "just", "than", "about", "over", "under", "least", "nearly", "almost"}


def _counted_back(t: Tokens, i: int, n: float | None, k: int) -> Found:
    """ "four previous weeks", "two following days"."""
    hit = re.compile(r"[LX](?P<u>U)").match(t.codes, k)
    if not hit:
        return None
    return _make(t, "span", i, hit.end(), n=n, unit=_value(t, hit, "u"), sign=-1 if t.codes[k] == "L" else 1)


def _with_tail(t: Tokens, i: int, n: float | None, u: int) -> Found:
    """Return count and unit with the word that makes them a distance: ago, later, earlier, before, after."""
    unit, word, last = t.values[u], t.words[u], u + 1
    if unit == "Q" and t.codes[i] not in "N1":
        return None
    if unit == "Q" and t.codes[last : last + 1] == "f":
        return None
    if t.codes[u] == "P":
        return _make(t, "daypart", i, last, daypart=unit, n=n) if len(str(unit)) == 2 and t.codes[i] != "a" else None
    if word == "second" and t.codes[i] != "1":
        return None
    after = t.codes[last : last + 1]
    if after == "&" and t.codes[last : last + 3] == "&aG":
        n, last = (n or 0) + 0.5, last + 3
        after = t.codes[last : last + 1]
    if after == "-" and t.codes[last + 1 : last + 2] == "T":
        return None
    about = "q" in t.codes[i:u]
    if after == "g":
        return _make(t, "shift", i, last + 1, n=n, unit=unit, sign=-1, base="told", about=about, rule="ago")
    if after == "-" and t.words[last + 1 : last + 2] == ["old"]:
        return None
    if after == "-" and t.words[last + 1 : last + 2] == ["long"]:
        return _make(t, "duration", i, last + 2, n=n, unit=unit)
    if after in ("l", "L", "e", "X") and t.words[last] in _DIRECTION:
        return _make(
            t,
            "shift",
            i,
            last + 1,
            n=n,
            unit=unit,
            sign=_DIRECTION[t.words[last]],
            rule="after" if t.words[last] in ("after", "before", "following") else None,
            about=about,
        )
    if after == "r":
        return _make(t, "duration", i, last + 1, n=n, unit=unit, rule="age" if t.words[last] == "old" else None)
    return _make(t, "duration", i, last, n=n, unit=unit)


_DIRECTION = {
    "later": 1, "after": 1, "afterwards": 1, "afterward": 1, "hence": 1, "following": 1, "thereafter": 1,
    "earlier": -1, "before": -1, "previously": -1, "beforehand": -1, "prior": -1,
}  # fmt: skip


def _bare_units(t: Tokens, i: int) -> Found:
    """Units without a number: "weeks later", "for months", "month-long", "days of fighting"."""
    word = t.words[i]
    found = _with_tail(t, i, None if word.endswith("s") or word in ("centuries",) else 1, i)
    if found is None:
        return None
    plural = word.endswith("s") or word in ("centuries", "millennia")
    if found.kind == "shift" and found.base == "story" and not plural:
        return None
    if found.kind == "duration" and not plural and "-" not in t.codes[i : found.last]:
        return None
    if found.kind == "duration" and plural and found.last == i + 1:
        before = t.words[i - 1] if i else ""
        if before not in ("for", "in", "within", "after", "of", "over", "took", "lasted", "lasting", "and", "or", "by") and t.words[
            i + 1 : i + 2
        ] != ["of"]:
            return None
    return found


_RELATIVE = re.compile(
    r"(?P<t>t|h|H|a)?(?P<e>e)?t?(?:(?P<d>[LX])(?:(?P<v>V|N-?N?|1)(?:-?m)?)?|(?P<v2>N-?N?|V|1)(?P<d2>[LX]))-?(?P<u>[UMWSPF])(?P<p>P)?"
)


def _relative(t: Tokens, i: int) -> Found:
    """ "last week", "the following day", "the past four days", "next summer", "last July", "the next morning"."""
    hit = _RELATIVE.match(t.codes, i)
    if not hit or hit["t"] == "a":
        return None
    way = "d" if hit["d"] else "d2"
    sign = -1 if hit[way] == "L" else 1
    word = t.words[hit.start(way)]
    code, value = hit["u"], _value(t, hit, "u")
    has_count = hit["v"] or hit["v2"]
    unit_word = t.words[hit.start("u")]
    part = _modifier(t, hit)
    base = "told" if word in ("last", "next", "past", "coming", "upcoming") and hit["t"] not in ("t", "H") else "story"
    if word in ("past", "coming", "upcoming", "latest", "forthcoming") or (has_count and word in ("last", "next") and hit["t"] == "h"):
        base = "told"
    if code == "P":
        if len(str(value)) != 2:
            return None
        return _make(t, "shift", i, hit.end(), n=1, unit="D", sign=sign, base=base, daypart=value, part=part)
    if value in ("TM", "S") and not unit_word.endswith("s") and t.codes[hit.start("u") - 1] == "-":
        return None
    if value == "WE" and word == "past":
        return _make(t, "shift", i, hit.end(), n=1, unit="WE", sign=-1, base="told")
    if code in "MWSF":
        return _named(t, i, hit, sign=sign, base=base, part=part)
    if hit["p"] and value not in ("D",):
        return None
    plural = unit_word.endswith("s") or unit_word in ("centuries",)
    if has_count or plural or word == "past":
        n = None
        if has_count:
            at = hit.start("v") if hit["v"] else hit.start("v2")
            n = _sum(t, at, hit.end("v") if hit["v"] else hit.end("v2")) if t.codes[at] != "V" else None
        elif not plural:
            n = 1
        return _make(t, "span", i, hit.end(), n=n, unit=value, sign=sign, base=base)
    return _make(t, "shift", i, hit.end(), n=1, unit=value, sign=sign, base=base, part=part, daypart=_value(t, hit, "p"))


def _named(t: Tokens, i: int, hit: "re.Match[str]", *, sign: int, base: str, part: str | None) -> Found:
    """Return "last July", "next Friday", "the previous April", "last Ramadan"."""
    code, value = hit["u"], _value(t, hit, "u")
    if hit["v"] or hit["v2"]:
        return None
    if code == "W":
        return _make(t, "weekday", i, hit.end(), weekday=value, sign=sign, base=base, daypart=_value(t, hit, "p"))
    if code == "M":
        return _make(t, "date", i, hit.end(), month=value, sign=sign, base=base, part=part)
    if code == "S":
        return _make(t, "season", i, hit.end(), season=value, sign=sign, base=base, part=part)
    return _make(t, "feast", i, hit.end(), rule=value, sign=sign, base=base)


_DEICTIC = re.compile(r"(?P<e>e(?:i)?)?(?P<h>[hHt])(?P<h2>[hHX])?(?:(?P<n>[1N])-)?(?P<u>[UWMSPF])(?P<p>P)?(?:(?P<l>[leX]))?")


def _deictic(t: Tokens, i: int) -> Found:
    """ "that day", "this month", "the same year", "later that month", "late in the year", "the day before"."""
    hit = _DEICTIC.match(t.codes, i)
    if not hit:
        return None
    code, value = hit["u"], _value(t, hit, "u")
    at_h = hit.start("h")
    this = t.words[at_h] in ("this", "these") and not hit["h2"]
    base = "told" if this else "story"
    modifier = str(t.values[hit.start("e")]) if hit["e"] else None
    if modifier and t.words[hit.start("e")] in ("later", "earlier"):
        modifier = t.words[hit.start("e")].upper()
    last = hit.end("p") if hit["p"] else hit.end("u")
    if hit["h"] == "t" and not hit["h2"]:
        return _definite(t, i, hit, modifier)
    if hit["h2"] == "X":
        return None
    if hit["n"]:
        last += t.codes[last : last + 1] == "c"
        return _make(t, "duration", i, last, n=float(_value(t, hit, "n")), unit=value) if code == "U" else None
    if code == "U":
        return _make(
            t, "shift", i, last, n=0, unit=value, base=base, part=modifier, daypart=_value(t, hit, "p"), rule=None if this else "that"
        )  # fmt: skip
    if code == "P":
        return _make(t, "daypart", i, last, daypart=value, base=base, part="THAT") if len(str(value)) == 2 else None
    if code == "W":
        return _make(t, "weekday", i, last, weekday=value, base=base, daypart=_value(t, hit, "p"), rule="this")
    if code == "M":
        return _make(t, "date", i, last, month=value, base=base, part=modifier)
    if code == "S":
        return _make(t, "season", i, last, season=value, base=base, part=modifier)
    return _make(t, "feast", i, last, rule=value, base=base)


def _definite(t: Tokens, i: int, hit: "re.Match[str]", modifier: str | None) -> Found:
    """ "late in the year", "later in the day", "the day before", "the weekend"; a bare "the day" is none."""
    code, value, u = hit["u"], _value(t, hit, "u"), hit.start("u")
    if modifier and hit["e"] and hit["e"].endswith("i"):
        if code == "U":
            return _make(t, "shift", i, u + 1, n=0, unit=value, part=modifier)
        return _make(t, "season", i, u + 1, season=value, part=modifier) if code == "S" else None
    if hit["e"]:
        return None
    if hit["l"] and code in "UP" and t.words[hit.start("l")] in _DIRECTION:
        word = t.words[hit.start("l")]
        unit, daypart = (value, None) if code == "U" else ("D", value)
        rule = "after" if word in ("after", "before", "following") else None
        return _make(t, "shift", i, hit.end(), n=1, unit=unit, sign=_DIRECTION[word], daypart=daypart, rule=rule)
    if value == "WE":
        return _make(t, "shift", i, u + 1, n=0, unit="WE", base="told")
    return None


def _edge(t: Tokens, i: int) -> Found:
    """ "the end of the month", "the middle of December", "the night of 8 February", "end-July", "the second half of 2008"."""
    hit = re.compile(r"(?P<t>[tHha])?(?:m)?(?P<e>e-?i?)?t?(?P<b>[bPS])(?:-|f|f(?=')|if)").match(t.codes, i)
    if not hit or (t.codes[hit.end() - 1] == "-" and hit["b"] != "b"):
        return None
    at = hit.start("b")
    inner = _inside(t, hit.end())
    if inner is None or inner.kind in ("duration", "set", "clock", "present", "time"):
        return None
    value = t.values[at]
    if hit["b"] == "S":
        return _make(t, "season", i, inner.last, season=value, inner=inner) if inner.unit == "Y" else None
    if hit["b"] == "P" or value in ("MO", "AF", "EV", "NI"):
        return _widen(t, inner, i, daypart=value) if len(str(value)) == 2 else None
    if value == "ALL" and t.words[at] == "duration":
        return None
    if value in ("EARLYHOURS", "LATEHOURS"):
        return _widen(t, inner, i, daypart="MO" if value == "EARLYHOURS" or inner.daypart == "MO" else "NI")
    if inner.part and inner.part not in ("THAT",):
        return _widen(t, inner, i)
    return _widen(t, inner, i, part=value)


def _whole(t: Tokens, i: int) -> Found:
    """ "the duration of the war": a length that only the event knows."""
    if t.codes[i : i + 3] == "tbf" and t.words[i + 1] == "duration" and _inside(t, i + 3) is None:
        return _make(t, "time", i, i + 2)
    if t.codes[i : i + 2] == "tL" and t.words[i + 1] == "past" and t.codes[i + 2 : i + 3] not in tuple("NV12OUWMSPG-"):
        return _make(t, "present", i, i + 2, timex="PAST_REF") if t.words[i - 1 : i] == ["in"] else None
    return None


def _early_in(t: Tokens, i: int) -> Found:
    """ "early in 1914", "late in spring", "early on Sunday", "early in the morning of 29 April", "sometime in 1990"."""
    hit = re.compile(r"(?P<e>e)i(?P<t>t)?").match(t.codes, i)
    if not hit:
        return None
    inner = parse_at(t, hit.end()) or (parse_at(t, hit.end("e") + 1))
    if inner is None or inner.kind not in ("date", "season", "decade", "century", "weekday") or inner.part:
        return None
    return _widen(t, inner, i, part=str(t.values[i]) if inner.daypart is None and inner.day is None else None)


def _inside(t: Tokens, i: int) -> Found:
    """Return the expression an edge is an edge of; here "the month" and "the year" are expressions too."""
    hit = re.compile(r"t(?P<u>[US])(?!l)").match(t.codes, i)
    found = parse_at(t, i)
    if hit and (found is None or found.last <= hit.end()):
        value = _value(t, hit, "u")
        if hit["u"] == "S":
            return _make(t, "season", i, hit.end(), season=value)
        if value in ("D", "W", "WE", "M", "Y", "DE", "CE", "Q"):
            return _make(t, "shift", i, hit.end(), n=0, unit=value)
    if found is None and t.codes[i : i + 2] in ("tc", "Hc", "hc"):
        return None
    return found


def _nth(t: Tokens, i: int) -> Found:
    """ "the last week of August", "the first ten months of 1915", "the first day of the battle", "the seventh day"."""
    hit = re.compile(r"t(?P<o>[OoLXe])(?P<n>N|V|1)?(?:m|x(?=U))?(?P<u>[UP])").match(t.codes, i)
    if not hit:
        return None
    order = _value(t, hit, "o")
    nth = -1 if hit["o"] == "L" or order == "END" else 0 if hit["o"] == "X" else 1 if hit["o"] == "e" else int(order)
    if hit["o"] == "e" and (hit["n"] or not t.words[hit.start("u")].endswith("s")):
        return None
    unit_word = t.words[hit.start("u")]
    if unit_word.startswith("second"):
        return None
    n: float | None = 1.0
    if hit["n"]:
        n = float(_value(t, hit, "n")) if hit["n"] in "N1" else None
    elif unit_word.endswith("s"):
        n = None
    inner = None
    last = hit.end()
    if t.codes[last : last + 1] == "f" or t.words[last : last + 1] == ["in"]:
        inner = _inside(t, last + 1)
        if inner is not None and inner.kind in ("duration", "set", "clock", "present", "time"):
            inner = None
        last = inner.last if inner else last
    if hit["o"] in "LXe" and inner is None and t.codes[hit.end() : hit.end() + 1] != "f":
        return None
    if hit["u"] == "P":
        if len(str(_value(t, hit, "u"))) != 2:
            return None
        return _make(t, "nth", i, last, rule=str(nth), n=n, unit="D", daypart=_value(t, hit, "u"), inner=inner)
    if _value(t, hit, "u") == "Q" and (inner is None or n != 1):
        return None
    return _make(t, "nth", i, last, rule=str(nth), n=n, unit=_value(t, hit, "u"), inner=inner)


def _of_year(t: Tokens, i: int) -> Found:
    """ "August of that year", "July 25 of that year", "the spring of next year", "the 19th of the month", "the 20th"."""
    hit = re.compile(
        r"(?P<t>t)?(?P<e>e-?)?(?P<m>M)\.?(?P<d>[1o])?f|(?P<t2>t)?(?P<d2>[1o])f?(?P<m2>M)f|(?P<t3>[ta])?(?P<s>S)f|t(?P<d3>o)f"
    ).match(t.codes, i)
    if hit:
        inner = _inside(t, hit.end())
        if inner is not None and inner.kind == "shift" and inner.unit == ("M" if hit["d3"] else "Y"):
            if hit["s"]:
                return _make(t, "season", i, inner.last, season=_value(t, hit, "s"), inner=inner)
            month, day = _value(t, hit, "m") or _value(t, hit, "m2"), _value(t, hit, "d") or _value(t, hit, "d2") or _value(t, hit, "d3")
            return _make(t, "date", i, inner.last, month=month, day=day, inner=inner, part=_modifier(t, hit) if hit["e"] else None)
    hit = re.compile(r"t(?P<d>o)(?![OoUMxFS&-])").match(t.codes, i)
    if (
        hit
        and t.words[hit.end() : hit.end() + 1] not in ([""],)
        and t.words[i - 1 : i] in (["on"], ["by"], ["until"], ["till"], ["since"], ["from"], ["to"])
    ):
        return _make(t, "date", i, hit.end(), day=_value(t, hit, "d"))
    return None


def _quarter(t: Tokens, i: int) -> Found:
    """ "Q3 2019", "H1 2020"."""
    hit = re.compile(r"Y-?y").match(t.codes, i)
    if not hit:
        return None
    inner = _make(t, "date", hit.end() - 1, hit.end(), year=t.values[hit.end() - 1])
    if t.values[i][0] == "H":
        return _widen(t, inner, i, part=t.values[i])
    return _make(t, "nth", i, hit.end(), rule=t.values[i][1], n=1, unit="Q", inner=inner)


def _anniversary(t: Tokens, i: int) -> Found:
    """ "the sixth anniversary", "its 93rd anniversary"."""
    hit = re.compile(r"t?(?:[OoN1](?:U)?)?-?v").match(t.codes, i)
    return _make(t, "anniversary", i, hit.end()) if hit and hit.end() - i > 1 else None


def _years(t: Tokens, i: int) -> Found:
    """ "the years 1955", "the year 1990"; "month's end", "the year's end"."""
    hit = re.compile(r"(?P<t>t)?(?P<u>U)(?P<y>y)(?P<b>B)?").match(t.codes, i)
    if hit and _value(t, hit, "u") == "Y":
        year = _value(t, hit, "y")
        bc = bool(hit["b"]) and t.values[hit.start("b")] == "BC"
        return _make(t, "date", i, hit.end(), year=-year if bc else year, bc=bc)
    hit = re.compile(r"(?P<t>[thH])?(?P<u>U)(?:'x)?-?(?P<b>b)").match(t.codes, i)
    if hit and _value(t, hit, "u") in ("M", "Y", "W") and _value(t, hit, "b") in ("START", "END", "MID"):
        return _make(t, "shift", i, hit.end(), n=0, unit=_value(t, hit, "u"), part=_value(t, hit, "b"))
    return None


def _time_noun(t: Tokens, i: int) -> Found:
    """ "that time", "the same period", "a short time"; a bare "the time" only after "at" or "by"."""
    hit = re.compile(r"(?P<h>[hH]|a|t)?(?P<m>m|r|x|q)?(?P<c>c)").match(t.codes, i)
    if not hit:
        return None
    word = t.words[hit.start("c")]
    if _value(t, hit, "c") == "season":
        return _make(t, "time", i, hit.end()) if not hit["m"] else None
    if hit["h"] is None:
        return None
    before = t.words[i - 1] if i else ""
    adjective = t.words[hit.start("m")] if hit["m"] else ""
    if hit["h"] in "hH":
        ok = word in ("time", "period", "era", "date", "moment", "juncture", "point") and not hit["m"]
        ok = ok and (
            before
            in ("at", "by", "during", "around", "in", "until", "since", "from", "over", "throughout", "before", "after", "of", "about")
            or word in ("period", "era")
        )
    elif hit["h"] == "t":
        ok = word == "time" and before in ("at", "by") and not hit["m"]
    else:
        ok = word in ("time", "period", "while") and adjective in (
            "short",
            "long",
            "brief",
            "prolonged",
            "while",
            "certain",
            "limited",
            "considerable",
        )
    return _make(t, "time", i, hit.end(), timex=None) if ok else None


_ALL: tuple[tuple[str, Callable[[Tokens, int], Found]], ...] = (
    ("to1yeMqBKQW2", _date),
    ("theS", _season),
    ("teD", _decade),
    ("teoO", _century),
    ("teF", _feast),
    ("eW", _weekday),
    ("C1", _clock),
    ("tahHeP", _daypart),
    ("Z", _day_word),
    ("Rs", _fixed),
    ("k", _each),
    ("tR", _recent),
    ("qaVN12G", _counted),
    ("at", _period_of),
    ("U", _bare_units),
    ("thHaeLXNV1", _relative),
    ("ehHt", _deictic),
    ("thHaebPSm", _edge),
    ("e", _early_in),
    ("t", _whole),
    ("t", _nth),
    ("teM1oSa", _of_year),
    ("thHU", _years),
    ("tOoN1", _anniversary),
    ("Y", _quarter),
    ("hHatc", _time_noun),
)
_RULES: dict[str, list[Callable[[Tokens, int], Found]]] = {}
for _codes, _rule in _ALL:
    for _code in _codes:
        _RULES.setdefault(_code, []).append(_rule)
