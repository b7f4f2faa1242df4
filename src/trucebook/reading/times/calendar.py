"""The calendar: first and last days of years, months, seasons, weeks and feasts, and parts of them.

Invariant: pure arithmetic on days of the Gregorian calendar; a span is (first day, last day), both inclusive, and what
the calendar cannot hold (a year before 1 or after 9999) is None.
"""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from hijridate import Hijri

Days = tuple[date, date]

NORTHERN = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
SOUTHERN = {"FA": 3, "WI": 6, "SP": 9, "SU": 12}
THIRDS = {"START": 0, "MID": 1, "END": 2}


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_day(text: str | None) -> date | None:
    """Return the day of an ISO string ("2021-09-02", a time after it is left out), or None."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def shift(day: date, days: int) -> date | None:
    """Return the day so many days later (earlier where negative), or None outside of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def between(first: date | None, last: date | None) -> Days | None:
    """Return the span, or None where an end is unknown or the two are the wrong way round."""
    return (first, last) if first and last and first <= last else None


def year_days(year: int, years: int = 1) -> Days | None:
    """Return the days of a year, or of so many years from it on."""
    return between(day_of(year, 1, 1), day_of(year + years - 1, 12, 31)) if year > 0 else None


def month_days(year: int, month: int) -> Days | None:
    """Return the days of a month."""
    if not 0 < year < 10000 or not 1 <= month <= 12:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Return year and month so many months later."""
    total = year * 12 + month - 1 + months
    return total // 12, total % 12 + 1


def week_days(day: date) -> Days | None:
    """Return Monday to Sunday of the week a day lies in (ISO 8601)."""
    first = shift(day, -day.weekday())
    return between(first, shift(first, 6)) if first else None


def week_name(day: date) -> str:
    """Return the ISO 8601 name of the week a day lies in ("2021-W35")."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def season_days(year: int, season: str, *, south: bool = False) -> Days | None:
    """Return the days of a meteorological season; the season that runs over New Year may begin in either winter of
    the year named, so both are covered: no false day."""
    first = (SOUTHERN if south else NORTHERN)[season]
    if first < 12:
        return between(day_of(year, first, 1), (month_days(year, first + 2) or (None, None))[1])
    return between(day_of(year, 1, 1), (month_days(year + 1, 2) or (None, None))[1])


def winter_days(year: int) -> Days | None:
    """Return the days of the northern winter that begins in December of a year."""
    return between(day_of(year, 12, 1), (month_days(year + 1, 2) or (None, None))[1])


def quarter_days(year: int, quarter: int) -> Days | None:
    """Return the days of a quarter of the calendar year (1 to 4)."""
    return between(day_of(year, 3 * quarter - 2, 1), (month_days(year, 3 * quarter) or (None, None))[1])


def part_days(days: Days, part: str) -> Days:
    """Return the days of a part of a span: START, MID and END are thirds by the calendar, H1 and H2 halves, EVE the day before.

    A month is cut after the 10th and the 20th, anything longer at its months, or years.
    """
    first, last = days
    length = (last - first).days + 1
    if part == "EVE":
        eve = shift(first, -1) or first
        return eve, eve
    if length < 3:
        return days
    if part in ("H1", "H2"):
        half = first + timedelta(days=(length + 1) // 2 if length < 300 else 181 + monthrange(first.year, 2)[1] - 28)
        return (first, half - timedelta(days=1)) if part == "H1" else (half, last)
    if part not in THIRDS:
        return days
    one, two = _cuts(first, last, length)
    return {"START": (first, one - timedelta(days=1)), "MID": (one, two - timedelta(days=1)), "END": (two, last)}[part]


def _cuts(first: date, last: date, length: int) -> tuple[date, date]:
    """Return the first days of the second and the third third of a span."""
    if 28 <= length <= 31 and first.day == 1:
        return first.replace(day=11), first.replace(day=21)
    if length > 1000:
        years = last.year - first.year + 1
        one, two = round(years / 3 + 0.2), round(2 * years / 3 + 0.2)
        return date(first.year + one, 1, 1), date(first.year + two, 1, 1)
    if first.day == 1 and length > 80:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        (y1, m1), (y2, m2) = (add_months(first.year, first.month, round(months * k / 3)) for k in (1, 2))
        return date(y1, m1, 1), date(y2, m2, 1)
    return first + timedelta(days=length // 3), first + timedelta(days=length - length // 3)


def easter(year: int) -> date:
    """Return Easter Sunday of the Western churches (Meeus/Jones/Butcher algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Return Easter Sunday of the Orthodox churches as a Gregorian day (Meeus's Julian algorithm; 13 days hold 1900–2099)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """Return the nth (from the end where negative) ISO weekday of a month."""
    days = [date(year, month, d) for d in range(1, monthrange(year, month)[1] + 1)]
    return [d for d in days if d.isoweekday() == weekday][n - 1 if n > 0 else n]


@lru_cache(maxsize=256)
def hijri_days(year: int, month: int, day: int, length: int) -> tuple[Days, ...]:
    """Return every span of so many days from a day of the Islamic calendar on that begins in a Gregorian year.

    Umm al-Qura calendar, which the `hijridate` package holds for 1924 to 2077; local sightings differ by a day or two.
    """
    found = []
    for hijri in range(int((year - 622) * 33 / 32) - 1, int((year - 622) * 33 / 32) + 3):
        try:
            first = Hijri(hijri, month, day).to_gregorian()
            size = min(length, Hijri(hijri, month, 1).month_length()) if length > 28 else length
        except (ValueError, OverflowError):
            continue
        start = date(first.year, first.month, first.day)
        if start.year == year:
            found.append((start, start + timedelta(days=size - 1)))
    return tuple(found)


def feast_days(rule: str, year: int) -> tuple[Days, ...]:
    """Return the spans of a feast that begin in a year; `rule` is written as in data/periods.yaml."""
    kind, *rest = rule.split()
    if not 1 < year < 9999:
        return ()
    if kind == "once":
        day = date.fromisoformat(rest[0])
        return ((day, day),) if day.year == year else ()
    if kind == "hijri":
        return hijri_days(year, *map(int, rest))
    if kind == "fixed":
        first = date.fromisoformat(f"{year:04d}-{rest[0]}")
        return ((first, first + timedelta(days=int(rest[1]) - 1 if rest[1:] else 0)),)
    if kind == "nth":
        first = nth_weekday(year, *map(int, rest))
    else:
        first = (easter if kind == "easter" else orthodox_easter)(year) + timedelta(days=int(rest[0]))
    return ((first, first),)
