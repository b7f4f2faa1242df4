"""Wording: how a day, a period, a number, a code and a run of words are written for people, in the terminal, in files and in the browser.

Invariant: what is written holds no more than the value does; an open end is shown as open.
"""

import datetime as dt

from trucebook.model import Claim, FigureValue, PeriodValue


def show_day(day: str | None) -> str:
    """Return an ISO day as people write it, "2 September 2021"; anything else comes back as it is."""
    try:
        date = dt.date.fromisoformat(day or "")
    except ValueError:
        return day or ""
    return f"{date.day} {date:%B} {date.year}"


def show_period(period: PeriodValue | None) -> str:
    """Return a period as short as it can be said: a day, a month, a year, or from–to with an open end shown as open; nothing for none."""
    if period is None:
        return ""
    first, last = period.first, period.last
    if first and last:
        if first == last:
            return show_day(first)
        if first[:4] == last[:4] and first[5:] == "01-01" and last[5:] == "12-31":
            return first[:4]
        if first[:7] == last[:7]:
            whole = first[8:] == "01" and last[8:] >= "28"
            month = f"{dt.date.fromisoformat(first):%B} {first[:4]}"
            return month if whole else f"{int(first[8:])}–{int(last[8:])} {month}"
        return f"{show_day(first)} – {show_day(last)}"
    if first:
        return f"since {show_day(first)}"
    return f"until {show_day(last)}" if last else ""


def show_figure(claim: Claim) -> str:
    """Return a figure claim's number; see `show_number`."""
    return show_number(claim.value("low"), claim.value("high"), str(claim.value("quantifier")), claim.value("unit"))


def show_amount(value: FigureValue) -> str:
    """Return the number of a figure of a record; see `show_number`."""
    return show_number(value.low, value.high, value.quantifier, value.unit)


def show_number(low: object, high: object, quantifier: str, unit: object = None) -> str:
    """Return a number with its bounds as people write it: "more than 38,000", "30–40", "about 24", "120 households"."""
    lower, upper = (f"{n:,}" if isinstance(n, int) else "" for n in (low, high))
    lead = {"more_than": "more than ", "less_than": "less than ", "about": "about "}.get(quantifier, "")
    households = " households" if unit == "household" else ""
    if lower and upper and low != high:
        return f"{lower}–{upper}{households}"
    return lead + (lower or upper) + households


def show_code(code: str | None) -> str:
    """Return a code as words: "in_force" → "in force"; nothing for none."""
    return (code or "").replace("_", " ")


def show_named(name: str, words: str | None) -> str:
    """Return words behind their name, "due 2 September 2021"; nothing where there are none."""
    return f"{name} {words}" if words else ""


def one_line(words: str) -> str:
    """Return words on one line: every run of blanks and line ends is one space."""
    return " ".join(words.split())
