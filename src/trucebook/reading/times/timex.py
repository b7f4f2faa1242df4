"""The grammar of time: token classes in, unresolved expressions out ("two days later", "early May", "the end of July").

Invariant: an expression says only what its words say; which year "in April" means is decided in anchors.py.
"""

import re
from collections.abc import Callable

from trucebook.reading.times import countedtimes, namedtimes, relativetimes
from trucebook.reading.times.expressions import Expression, Found, make, modifier_of, value_of, widen
from trucebook.reading.times.timewords import Tokens

_STARTERS = re.compile(r"[12yoDCKQMSWPURZFscBY]|[tahHeqLXINOVkbmGvA](?=.{0,9}(?:[yoDMSWPUFcv]|[12]B))|[NV1](?=.{0,5}U)", re.S)


_TOO_DEEP = re.compile(r"(?:[^x,.&\n]{0,6}?[fi]){5}")  # a chain of "of" and "in" that nobody wrote


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


def parse_at(t: Tokens, i: int) -> Found:
    """Return the longest expression that begins at token i, or None."""
    best: Found = None
    if i >= len(t.codes) or _TOO_DEEP.match(t.codes, i):
        return None
    for rule in _RULES.get(t.codes[i], ()):
        found = rule(t, i)
        if found is not None and (best is None or found.last > best.last):
            best = found
    return best


_EDGE_PATTERN = re.compile(r"(?P<t>[tHha])?(?:m)?(?P<e>e-?i?)?t?(?P<b>[bPS])(?:-|f|f(?=')|if)")


def _edge(t: Tokens, i: int) -> Found:
    """ "the end of the month", "the middle of December", "the night of 8 February", "end-July", "the second half of 2008"."""
    hit = _EDGE_PATTERN.match(t.codes, i)
    if not hit or (t.codes[hit.end() - 1] == "-" and hit["b"] != "b"):
        return None
    at = hit.start("b")
    inner = _inside(t, hit.end())
    if inner is None or inner.kind in ("duration", "set", "clock", "present", "time"):
        return None
    value = t.values[at]
    if hit["b"] == "S":
        return make(t, "season", i, inner.last, season=value, inner=inner) if inner.unit == "Y" else None
    if hit["b"] == "P" or value in ("MO", "AF", "EV", "NI"):
        return widen(t, inner, i, daypart=value) if len(str(value)) == 2 else None
    if value == "ALL" and t.words[at] == "duration":
        return None
    if value in ("EARLYHOURS", "LATEHOURS"):
        return widen(t, inner, i, daypart="MO" if value == "EARLYHOURS" or inner.daypart == "MO" else "NI")
    if inner.part and inner.part not in ("THAT",):
        return widen(t, inner, i)
    return widen(t, inner, i, part=value)


def _whole(t: Tokens, i: int) -> Found:
    """ "the duration of the war": a length that only the event knows."""
    if t.codes[i : i + 3] == "tbf" and t.words[i + 1] == "duration" and _inside(t, i + 3) is None:
        return make(t, "time", i, i + 2)
    if t.codes[i : i + 2] == "tL" and t.words[i + 1] == "past" and t.codes[i + 2 : i + 3] not in tuple("NV12OUWMSPG-"):
        return make(t, "present", i, i + 2, timex="PAST_REF") if t.words[i - 1 : i] == ["in"] else None
    return None


_EARLY_IN_PATTERN = re.compile(r"(?P<e>e)i(?P<t>t)?")


def _week_of(t: Tokens, i: int) -> Found:
    """ "the week of 5 July"; "mid of July"."""
    if t.codes[i : i + 3] == "tUf" and t.values[i + 1] == "W":
        inner = parse_at(t, i + 3)
        return _widened(t, inner, i, "WEEK") if inner and inner.kind == "date" and inner.day else None
    if t.codes[i : i + 2] == "ef" and t.words[i] == "mid":
        inner = parse_at(t, i + 2)
        return _widened(t, inner, i, "MID") if inner and inner.kind == "date" and not inner.day else None
    return None


def _widened(t: Tokens, inner: Expression, i: int, part: str) -> Found:
    return widen(t, inner, i, part=part) if inner.part is None else None


def _early_in(t: Tokens, i: int) -> Found:
    """ "early in 1914", "late in spring", "early on Sunday", "early in the evening of 3 July", "sometime in 1990"."""
    hit = _EARLY_IN_PATTERN.match(t.codes, i)
    if not hit:
        return None
    inner = parse_at(t, hit.end()) or (parse_at(t, hit.end("e") + 1))
    if inner is None or inner.kind not in ("date", "season", "decade", "century", "weekday") or inner.part:
        return None
    return widen(t, inner, i, part=str(t.values[i]) if inner.daypart is None and inner.day is None else None)


_INSIDE_PATTERN = re.compile(r"t(?P<u>[US])(?!l)")


def _inside(t: Tokens, i: int) -> Found:
    """Return the expression an edge is an edge of; here "the month" and "the year" are expressions too."""
    hit = _INSIDE_PATTERN.match(t.codes, i)
    found = parse_at(t, i)
    if hit and (found is None or found.last <= hit.end()):
        value = value_of(t, hit, "u")
        if hit["u"] == "S":
            return make(t, "season", i, hit.end(), season=value)
        if value in ("D", "W", "WE", "M", "Y", "DE", "CE", "Q"):
            return make(t, "shift", i, hit.end(), n=0, unit=value)
    if found is None and t.codes[i : i + 2] in ("tc", "Hc", "hc"):
        return None
    return found


_NTH_PATTERN = re.compile(r"t(?P<o>[OoLXe])(?P<n>N|V|[12])?(?:m|x(?=U))?(?P<u>[UP])")


def _nth(t: Tokens, i: int) -> Found:
    """ "the last week of May", "the first six months of 1936", "the third day of the siege", "the seventh day"."""
    hit = _NTH_PATTERN.match(t.codes, i)
    if not hit:
        return None
    order = value_of(t, hit, "o")
    nth = -1 if hit["o"] == "L" or order == "END" else 0 if hit["o"] == "X" else 1 if hit["o"] == "e" else int(order)
    if hit["o"] == "e" and (hit["n"] or not t.words[hit.start("u")].endswith("s")):
        return None
    unit_word = t.words[hit.start("u")]
    if unit_word.startswith("second"):
        return None
    n: float | None = 1.0
    if hit["n"]:
        n = float(value_of(t, hit, "n")) if hit["n"] in "N12" else None
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
        if len(str(value_of(t, hit, "u"))) != 2:
            return None
        return make(t, "nth", i, last, rule=str(nth), n=n, unit="D", daypart=value_of(t, hit, "u"), inner=inner)
    if value_of(t, hit, "u") == "Q" and (inner is None or n != 1):
        return None
    return make(t, "nth", i, last, rule=str(nth), n=n, unit=value_of(t, hit, "u"), inner=inner)


_OF_YEAR_PATTERN = re.compile(
    r"(?P<t>t)?(?P<e>e-?)?(?P<m>M)\.?(?P<d>[1o])?f|"
    r"(?P<t2>t)?(?P<d2>[1o])f?(?P<m2>M)f|"
    r"(?P<t3>[ta])?(?P<s>S)f|t(?P<d3>o)f"
)
_BEFORE_YEAR_PATTERN = re.compile(r"t?(?:(?P<d>[1o])f?)?(?P<m>M)\.?(?P<d2>[1o])?(?=[LXH]U)")
_OF_YEAR_2_PATTERN = re.compile(r"t(?P<d>o)(?![OoUMxFS&-])")


def _of_year(t: Tokens, i: int) -> Found:
    """ "August of that year", "July 25 of that year", "12 March last year", "the spring of next year", "the 20th"."""
    hit = _OF_YEAR_PATTERN.match(t.codes, i)
    if hit:
        inner = _inside(t, hit.end())
        if inner is not None and inner.kind == "shift" and inner.unit == ("M" if hit["d3"] else "Y"):
            if hit["s"]:
                return make(t, "season", i, inner.last, season=value_of(t, hit, "s"), inner=inner)
            month, day = (
                value_of(t, hit, "m") or value_of(t, hit, "m2"),
                value_of(t, hit, "d") or value_of(t, hit, "d2") or value_of(t, hit, "d3"),
            )
            return make(t, "date", i, inner.last, month=month, day=day, inner=inner, part=modifier_of(t, hit) if hit["e"] else None)
    hit = _BEFORE_YEAR_PATTERN.match(t.codes, i)
    if hit:
        inner = parse_at(t, hit.end())
        if inner is not None and inner.kind == "shift" and inner.unit == "Y" and inner.base == "told":
            day = value_of(t, hit, "d") or value_of(t, hit, "d2")
            return make(t, "date", i, inner.last, month=value_of(t, hit, "m"), day=day, inner=inner)
    hit = _OF_YEAR_2_PATTERN.match(t.codes, i)
    if (
        hit
        and t.words[hit.end() : hit.end() + 1] not in ([""],)
        and t.words[i - 1 : i] in (["on"], ["by"], ["until"], ["till"], ["since"], ["from"], ["to"])
    ):
        return make(t, "date", i, hit.end(), day=value_of(t, hit, "d"))
    return None


_ALL: tuple[tuple[str, Callable[[Tokens, int], Found]], ...] = (
    ("to1yeMqBKQW2h", namedtimes.date_rule),
    ("theS", namedtimes.season_rule),
    ("teD", namedtimes.decade_rule),
    ("teoO", namedtimes.century_rule),
    ("teF", namedtimes.feast_rule),
    ("eW", namedtimes.weekday_rule),
    ("C1", namedtimes.clock_rule),
    ("tahHeP", namedtimes.daypart_rule),
    ("Z", relativetimes.day_word_rule),
    ("Rs", countedtimes.fixed_rule),
    ("k", countedtimes.each_rule),
    ("tR", countedtimes.recent_rule),
    ("qaAVN12G", countedtimes.counted_rule),
    ("at", countedtimes.period_of_rule),
    ("U", countedtimes.bare_units_rule),
    ("thHaeLXNV1", relativetimes.relative_rule),
    ("ehHt", relativetimes.deictic_rule),
    ("thHaebPSm", _edge),
    ("e", _early_in),
    ("te", _week_of),
    ("t", _whole),
    ("t", _nth),
    ("teM1oSa", _of_year),
    ("thHU", namedtimes.years_rule),
    ("tOoN1", namedtimes.anniversary_rule),
    ("Y", namedtimes.quarter_rule),
    ("tOo", namedtimes.ordinal_quarter_rule),
    ("hHatc", relativetimes.time_noun_rule),
)


_RULES: dict[str, list[Callable[[Tokens, int], Found]]] = {}


for _codes, _rule in _ALL:
    for _code in _codes:
        _RULES.setdefault(_code, []).append(_rule)
