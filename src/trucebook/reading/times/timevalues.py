"""Values of periods: their TIMEX2 names and the days they cover.

Invariant: bounds cover every day that the value allows; BC years, which no calendar of ours holds, have a name and no bounds.
"""

from datetime import date

from trucebook.model import PeriodValue
from trucebook.reading.times import calendar as cal
from trucebook.reading.times.calendar import Days

DAYS = {"D": 1, "W": 7, "FN": 14}


MONTHS = {"M": 1, "Q": 3, "HY": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}


PRECISION = {
    "D": "day",
    "W": "week",
    "WE": "day",
    "FN": "week",
    "M": "month",
    "Q": "quarter",
    "HY": "part",
    "Y": "year",
    "DE": "decade",
    "CE": "century",
}


CODES = {"S": "T{}S", "TM": "T{}M", "TH": "T{}H", "FN": "{}W", "HY": "{}M", "Q": "{}M", "ML": "{}ML"}


FACTOR = {"FN": 2, "HY": 6, "Q": 3}


def name_date(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """Return the TIMEX2 value of a date; what is unknown before something known is written with X."""
    text = "XXXX" if year is None else f"BC{-year:04d}" if year < 0 else f"{year:04d}"
    if month is None and day is None:
        return text
    text += "-XX" if month is None else f"-{month:02d}"
    return text if day is None else f"{text}-{day:02d}"


def name_duration(n: float | None, unit: str) -> str:
    """Return the TIMEX2 value of so many units; a vague number is X."""
    if n is not None:
        n *= FACTOR.get(unit, 1)
    count = "X" if n is None else str(int(n)) if n == int(n) else f"{n:g}"
    return "P" + CODES.get(unit, "{}" + unit).format(count)


def bounded(days: Days | None, precision: str, timex: str | None, part: str | None = None) -> PeriodValue:
    """Return a value over a span of days, cut down to a part of it (START, MID, END, H1, H2)."""
    if days and part in ("START", "MID", "END", "H1", "H2", "EVE"):
        days, precision = cal.part_days(days, part), "part"
    if days is None:
        return PeriodValue(precision=precision, timex=timex)
    return PeriodValue(first=days[0].isoformat(), last=days[1].isoformat(), precision=precision, timex=timex)


def date_value(year: int | None, month: int | None, day: int | None, part: str | None = None) -> PeriodValue:
    """Return the value of a date of any precision, cut down to a part of it."""
    timex = name_date(year, month, day)
    if year is None or year < 0:
        return PeriodValue(precision="day" if day else "month" if month else "year", timex=timex)
    if day:
        at = cal.day_of(year, month, day) if month else None
        if part == "WEEK" and at is not None:
            return bounded(cal.week_days(at), "week", cal.week_name(at))
        return bounded(cal.between(at, at), "day", timex, part if part == "EVE" else None)
    if month:
        return bounded(cal.month_days(year, month), "month", timex, part)
    if part in ("H1", "H2"):
        timex += f"-{part}"
    return bounded(cal.year_days(year), "year", timex, part)


def decade_value(year: int, part: str | None = None) -> PeriodValue:
    """Return the value of the decade that begins in a year (the 470s BC begin in -470)."""
    if year < 0:
        return PeriodValue(precision="decade", timex=f"BC{-year // 10:03d}")
    return bounded(cal.year_days(year, 10) if 0 < year < 9990 else None, "decade", f"{year // 10:03d}", part)


def century_value(number: int, part: str | None = None) -> PeriodValue:
    """Return the value of a century by its number (the 20th is 20, the 4th BC is -4)."""
    if number < 0:
        return PeriodValue(precision="century", timex=f"BC{-number - 1:02d}")
    first = (number - 1) * 100 + 1
    return bounded(cal.year_days(first, 100) if 0 < first < 9900 else None, "century", f"{number - 1:02d}", part)


def with_part(value: PeriodValue, daypart: str) -> PeriodValue:
    """Return a day's value cut down to a part of the day ("2021-09-01TMO")."""
    return PeriodValue(
        first=value.first, last=value.last, precision="part" if value.first else value.precision, timex=f"{value.timex}T{daypart}"
    )


def with_clock(value: PeriodValue, clock: tuple[int, int]) -> PeriodValue:
    """Return a day's value with a clock time ("2021-09-01T10:30")."""
    return PeriodValue(first=value.first, last=value.last, precision="hour", timex=f"{value.timex}T{clock[0]:02d}:{clock[1]:02d}")


def year_month(value: PeriodValue) -> tuple[int | None, int | None]:
    """Return year (negative BC) and month that a value names, None where it names none."""
    timex = value.timex or ""
    sign, digits = (-1, timex[2:]) if timex.startswith("BC") else (1, timex)
    year = sign * int(digits[:4]) if digits[:4].isdecimal() else None
    month = int(digits[5:7]) if digits[4:5] == "-" and digits[5:7].isdecimal() else None
    return year, month


def run_of(at: date, n: float, unit: str, sign: int) -> Days | None:
    """Return the days from so many units before a day to it (sign -1), or from it to so many units after."""
    if unit in ("S", "TM", "TH"):
        days = {"S": 86400, "TM": 1440, "TH": 24}[unit]
        to = cal.shift(at, sign * -(-int(n) // days))
    elif unit in DAYS:
        to = cal.shift(at, sign * round(n * DAYS[unit]))
    elif unit in MONTHS:
        year, month = cal.add_months(at.year, at.month, sign * round(n * MONTHS[unit]))
        days_there = cal.month_days(year, month)
        to = days_there[0].replace(day=min(at.day, days_there[1].day)) if days_there else None
    else:
        return None
    return cal.between(to, at) if sign < 0 else cal.between(at, to)
