"""The grammar of counted times: "72 hours", "nearly two weeks", "three days later", "per month".

Invariant: a rule looks at one place of the class string and returns one expression or None.
"""

import re

from trucebook.reading.times.expressions import Found, make, value_of
from trucebook.reading.times.timewords import Tokens, load_words

_COUNT = re.compile(
    r"(?P<q>(?:q|V(?=[N12]))*)(?:"
    r"(?P<half>[aN12]&a?G)|(?P<part>a?Ga?)"
    r"|(?:[aA]?(?P<v>V)f?)"
    r"|(?P<n>A?N(?:-?N)*(?:&a?N)?|A?[12])"
    r"|(?P<a>[aA])"
    r")"
)


BEFORE_UNITS = {"for", "in", "within", "after", "of", "over", "took", "lasted", "lasting", "and", "or", "by"}
_UNIT = re.compile(r"-?(?:m|x(?=U))?-?(?P<u>[UP])(?:'|x')?")


DIRECTION = {
    "later": 1, "after": 1, "afterwards": 1, "afterward": 1, "hence": 1, "following": 1, "thereafter": 1,
    "earlier": -1, "before": -1, "previously": -1, "beforehand": -1, "prior": -1,
}  # fmt: skip


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


_WITHIN = {"for", "in", "within", "after", "only", "just", "than", "about", "over", "under", "least", "nearly", "almost"}


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
    return sum_of(t, first, last), hit.end()


def sum_of(t: Tokens, first: int, last: int) -> float | None:
    """Return the number that tokens `first` to `last` (exclusive) spell, or None where one of them has no value."""
    total = 0.0
    for k in range(first, last):
        if t.codes[k] in "N12":
            if t.values[k] is None:
                return None
            total = max(total, 1) * 100 if t.words[k] == "hundred" else total + float(t.values[k])
    return total


_PERIOD_OF_PATTERN = re.compile(r"[at](?P<n>[N12V])-?(?P<u>U)-?c")


def period_of_rule(t: Tokens, i: int) -> Found:
    """ "a three year period", "a sixty-day period"."""
    hit = _PERIOD_OF_PATTERN.match(t.codes, i)
    if not hit or t.words[hit.end() - 1] not in ("period", "interval", "spell"):
        return None
    n = None if hit["n"] == "V" else value_of(t, hit, "n")
    return make(t, "duration", i, hit.end(), n=n, unit=value_of(t, hit, "u"))


def counted_rule(t: Tokens, i: int) -> Found:
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


_COUNTED_BACK_PATTERN = re.compile(r"[LX](?P<u>U)")


def _counted_back(t: Tokens, i: int, n: float | None, k: int) -> Found:
    """ "four previous weeks", "two following days"."""
    hit = _COUNTED_BACK_PATTERN.match(t.codes, k)
    if not hit:
        return None
    return make(t, "span", i, hit.end(), n=n, unit=value_of(t, hit, "u"), sign=-1 if t.codes[k] == "L" else 1)


def _with_tail(t: Tokens, i: int, n: float | None, u: int) -> Found:
    """Return count and unit with the word that makes them a distance: ago, later, earlier, before, after."""
    unit, word, last = t.values[u], t.words[u], u + 1
    if unit == "Q" and t.codes[i] not in "N1":
        return None
    if unit == "Q" and t.codes[last : last + 1] == "f":
        return None
    if t.codes[u] == "P":
        return make(t, "daypart", i, last, daypart=unit, n=n) if len(str(unit)) == 2 and t.codes[i] != "a" else None
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
        return make(t, "shift", i, last + 1, n=n, unit=unit, sign=-1, base="told", about=about, rule="ago")
    if after == "-" and t.words[last + 1 : last + 2] == ["old"]:
        return None
    if after == "-" and t.words[last + 1 : last + 2] == ["long"]:
        return make(t, "duration", i, last + 2, n=n, unit=unit)
    if after in ("l", "L", "e", "X") and t.words[last] in DIRECTION:
        return make(
            t,
            "shift",
            i,
            last + 1,
            n=n,
            unit=unit,
            sign=DIRECTION[t.words[last]],
            rule="after" if t.words[last] in ("after", "before", "following") else None,
            about=about,
        )
    if after == "r":
        return make(t, "duration", i, last + 1, n=n, unit=unit, rule="age" if t.words[last] == "old" else None)
    return make(t, "duration", i, last, n=n, unit=unit)


def bare_units_rule(t: Tokens, i: int) -> Found:
    """Units without a number: "weeks later", "for months", "month-long", "days of fighting"."""
    word = t.words[i]
    plural = word.endswith("s") or word in ("centuries", "millennia")
    found = _with_tail(t, i, None if plural else 1, i)
    if found is None:
        return None
    if found.kind == "shift" and found.base == "story" and not plural:
        return None
    if found.kind == "duration" and not plural and "-" not in t.codes[i : found.last]:
        return None
    if found.kind == "duration" and plural and found.last == i + 1:
        before = t.words[i - 1] if i else ""
        if before not in BEFORE_UNITS and t.words[i + 1 : i + 2] != ["of"]:
            return None
    return found


_RECENT_PATTERN = re.compile(r"t?(?P<r>R)(?P<u>U)")


def recent_rule(t: Tokens, i: int) -> Found:
    """ "recent days", "the recent weeks"."""
    hit = _RECENT_PATTERN.match(t.codes, i)
    if not hit or t.words[hit.start("r")] != "recent" or not t.words[hit.start("u")].endswith("s"):
        return None
    return make(t, "span", i, hit.end(), unit=value_of(t, hit, "u"), sign=-1, base="told")


_EACH_PATTERN = re.compile(r"k(?P<n>[N1])?(?P<u>[UWPMS])")


def each_rule(t: Tokens, i: int) -> Found:
    """Rates and repeated times: "per day", "every week", "each Friday"."""
    hit = _EACH_PATTERN.match(t.codes, i)
    if not hit:
        return None
    value, code = value_of(t, hit, "u"), hit["u"]
    if i and t.words[i - 1] in load_words()["distances"]:
        return None
    if code == "U" and t.words[i] == "per":
        return make(t, "duration", i, hit.end(), n=1, unit=value)
    sets = {"W": f"XXXX-WXX-{value}", "P": f"XXXX-XX-XXT{value}", "S": f"XXXX-{value}"}
    timex = sets.get(code) or (f"XXXX-{value:02d}" if code == "M" else _SETS.get(value))
    return make(t, "set", i, hit.end(), timex=timex) if timex else None


def fixed_rule(t: Tokens, i: int) -> Found:
    """Words whose value is fixed: "now", "former", "daily"."""
    kind = {"R": "present", "s": "set"}[t.codes[i]]
    return make(t, kind, i, i + 1, timex=t.values[i])
