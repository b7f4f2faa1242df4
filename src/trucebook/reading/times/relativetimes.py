"""The grammar of relative times: "yesterday", "last week", "the following day", "that month", "the same time".

Invariant: a rule looks at one place of the class string and returns one expression or None.
"""

import re

from trucebook.reading.times.countedtimes import DIRECTION, sum_of
from trucebook.reading.times.expressions import Found, make, modifier_of, value_of
from trucebook.reading.times.timewords import Tokens

_RELATIVE = re.compile(
    r"(?P<t>t|h|H|a)?(?P<e>e)?t?(?:(?P<d>[LX])(?:(?P<v>V|N-?N?|[12])(?:-?m)?)?|(?P<v2>N-?N?|V|[12])(?P<d2>[LX]))-?(?P<u>[UMWSPF])(?P<p>P)?"
)


_DEICTIC = re.compile(r"(?P<e>e(?:i)?)?(?P<h>[hHt])(?P<h2>[hHX])?(?:(?P<n>[12N])-)?(?P<u>[UWMSPF])(?P<p>P)?(?:(?P<l>[leX]))?")


def day_word_rule(t: Tokens, i: int) -> Found:
    """Words for a day: "today", "yesterday evening", "overnight"."""
    daypart = {"tonight": "NI", "overnight": "NI", "last night": "NI", "yesterday night": "NI"}.get(t.words[i])
    daypart = daypart or {"this morning": "MO", "this afternoon": "AF", "this evening": "EV"}.get(t.words[i])
    last = i + 1
    if daypart is None and t.codes[last : last + 1] == "P" and len(str(t.values[last])) == 2:
        daypart, last = t.values[last], last + 1
    return make(t, "shift", i, last, n=t.values[i], unit="D", sign=1, base="told", daypart=daypart, rule="today")


def relative_rule(t: Tokens, i: int) -> Found:
    """ "last week", "the following day", "the past four days", "next summer", "last July", "the next morning"."""
    hit = _RELATIVE.match(t.codes, i)
    if not hit or hit["t"] == "a":
        return None
    if hit["t"] is None and t.words[hit.start("d" if hit["d"] else "d2")] in ("following", "coming", "preceding", "succeeding", "ensuing"):
        return None
    way = "d" if hit["d"] else "d2"
    sign = -1 if hit[way] == "L" else 1
    word = t.words[hit.start(way)]
    code, value = hit["u"], value_of(t, hit, "u")
    has_count = hit["v"] or hit["v2"]
    unit_word = t.words[hit.start("u")]
    part = modifier_of(t, hit)
    base = "told" if word in ("last", "next", "past", "coming", "upcoming") and hit["t"] not in ("t", "H") else "story"
    if word in ("past", "coming", "upcoming", "latest", "forthcoming") or (has_count and word in ("last", "next")):
        base = "told"
    if code == "P":
        if len(str(value)) != 2:
            return None
        return make(t, "shift", i, hit.end(), n=1, unit="D", sign=sign, base=base, daypart=value, part=part)
    if value in ("TM", "S") and not unit_word.endswith("s") and t.codes[hit.start("u") - 1] == "-":
        return None
    if value == "WE" and word == "past":
        return make(t, "shift", i, hit.end(), n=1, unit="WE", sign=-1, base="told")
    if code in "MWSF":
        return _named(t, i, hit, sign=sign, base=base, part=part)
    if hit["p"] and value not in ("D",):
        return None
    plural = unit_word.endswith("s") or unit_word in ("centuries",)
    if has_count or plural or word == "past":
        n = None
        if has_count:
            at = hit.start("v") if hit["v"] else hit.start("v2")
            n = sum_of(t, at, hit.end("v") if hit["v"] else hit.end("v2")) if t.codes[at] != "V" else None
        elif not plural:
            n = 1
        return make(t, "span", i, hit.end(), n=n, unit=value, sign=sign, base=base)
    return make(t, "shift", i, hit.end(), n=1, unit=value, sign=sign, base=base, part=part, daypart=value_of(t, hit, "p"))


def _named(t: Tokens, i: int, hit: "re.Match[str]", *, sign: int, base: str, part: str | None) -> Found:
    """Return "last July", "next Friday", "the previous April", "last Ramadan"."""
    code, value = hit["u"], value_of(t, hit, "u")
    if hit["v"] or hit["v2"]:
        return None
    if code == "W":
        return make(t, "weekday", i, hit.end(), weekday=value, sign=sign, base=base, daypart=value_of(t, hit, "p"))
    if code == "M":
        return make(t, "date", i, hit.end(), month=value, sign=sign, base=base, part=part)
    if code == "S":
        return make(t, "season", i, hit.end(), season=value, sign=sign, base=base, part=part)
    return make(t, "feast", i, hit.end(), rule=value, sign=sign, base=base)


def deictic_rule(t: Tokens, i: int) -> Found:
    """ "that day", "this month", "the same year", "later that month", "late in the year", "the day before"."""
    hit = _DEICTIC.match(t.codes, i)
    if not hit:
        return None
    code, value = hit["u"], value_of(t, hit, "u")
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
        return make(t, "duration", i, last, n=float(value_of(t, hit, "n")), unit=value) if code == "U" else None
    if code == "U":
        return make(
            t, "shift", i, last, n=0, unit=value, base=base, part=modifier, daypart=value_of(t, hit, "p"), rule=None if this else "that"
        )  # fmt: skip
    if code == "P":
        return make(t, "daypart", i, last, daypart=value, base=base, part="THAT") if len(str(value)) == 2 else None
    if code == "W":
        return make(t, "weekday", i, last, weekday=value, base=base, daypart=value_of(t, hit, "p"), rule="this")
    if code == "M":
        return make(t, "date", i, last, month=value, base=base, part=modifier)
    if code == "S":
        return make(t, "season", i, last, season=value, base=base, part=modifier)
    return make(t, "feast", i, last, rule=value, base=base)


def _definite(t: Tokens, i: int, hit: "re.Match[str]", modifier: str | None) -> Found:
    """ "late in the year", "later in the day", "the day before", "the weekend"; a bare "the day" is none."""
    code, value, u = hit["u"], value_of(t, hit, "u"), hit.start("u")
    if modifier and hit["e"] and hit["e"].endswith("i"):
        if code == "U":
            return make(t, "shift", i, u + 1, n=0, unit=value, part=modifier)
        return make(t, "season", i, u + 1, season=value, part=modifier) if code == "S" else None
    if hit["e"]:
        return None
    if hit["l"] and code in "UP" and t.words[hit.start("l")] in DIRECTION:
        word = t.words[hit.start("l")]
        unit, daypart = (value, None) if code == "U" else ("D", value)
        rule = "after" if word in ("after", "before", "following") else None
        return make(t, "shift", i, hit.end(), n=1, unit=unit, sign=DIRECTION[word], daypart=daypart, rule=rule)
    if value == "WE":
        return make(t, "shift", i, u + 1, n=0, unit="WE", base="told")
    return None


_TIME_NOUN_PATTERN = re.compile(r"(?P<h>[hH]|a|t)?(?P<m>m|r|x|q)?(?P<c>c)")


def time_noun_rule(t: Tokens, i: int) -> Found:
    """ "that time", "the same period", "a short time"; a bare "the time" only after "at" or "by"."""
    hit = _TIME_NOUN_PATTERN.match(t.codes, i)
    if not hit:
        return None
    word = t.words[hit.start("c")]
    if value_of(t, hit, "c") == "season":
        return make(t, "time", i, hit.end()) if not hit["m"] else None
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
    return make(t, "time", i, hit.end(), timex=None) if ok else None
