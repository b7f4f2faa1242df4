"""Anchors: which day, month or year an expression of time means, by the publication day and by the story told so far.

Invariant: no false day: bounds cover every day the words allow, and are None where nothing anchors them.
"""

from collections.abc import Callable
from datetime import date, timedelta

from msgspec.structs import replace

from trucebook.model import PeriodValue
from trucebook.reading.times import calendar as cal
from trucebook.reading.times.calendar import Days
from trucebook.reading.times.expressions import Expression
from trucebook.reading.times.shifts import duration_value, shift_value, span_value
from trucebook.reading.times.story import Setting, Story, goes_on, missing_parts, moves, tells
from trucebook.reading.times.timevalues import (
    bounded,
    century_value,
    date_value,
    decade_value,
    name_date,
    name_duration,
    run_of,
    with_clock,
    with_part,
    year_month,
)


def resolve(expression: Expression, story: Story, setting: Setting) -> PeriodValue:
    """Return the value of an expression and move the story on to it."""
    value = _RESOLVERS[expression.kind](expression, story, setting)
    if setting.before == "since" and value.first and value.last:
        return _since(value, story)
    return value


def _since(value: PeriodValue, story: Story) -> PeriodValue:
    """Return a beginning, open to the day of publication."""
    told = None if story.history or story.told is None else story.told.isoformat()
    if told is None or told < (value.first or ""):
        return value
    return PeriodValue(first=value.first, last=told, precision=value.precision, timex=value.timex)


def _date(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    year, month, day = e.year, e.month, e.day
    if e.inner is not None:
        inner = replace(e.inner)
        value = resolve(inner, story, setting)
        year, inner_month = year_month(value)
        month = month or inner_month
    elif year is None:
        year, month = missing_parts(e, story, setting)
    value = date_value(year, month, day, e.part)
    if e.daypart and value.timex:
        value = with_part(value, e.daypart)
    if e.clock and value.timex:
        value = with_clock(value, e.clock)
    story.named = year or story.named
    if year and month and (e.year is not None or goes_on(story, setting)):
        story.sentence = setting.sentence
    if moves(e, story, setting):
        story.move(year, month, day)
    return value


def _nth(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    """ "the last week of May", "the first six months of 1936", "the third day of the siege"."""
    unit, nth = str(e.unit), int(e.rule or 1)
    if unit == "Q" and e.inner is None and 1 <= nth <= 4:
        return _quarter(nth, story, setting)
    inner = resolve(e.inner, story, setting) if e.inner is not None else None
    days = _nth_days(inner, nth, e.n, unit)
    if unit == "Q" and inner is not None and inner.timex and 1 <= nth <= 4:
        year = year_month(inner)[0]
        return bounded(cal.quarter_days(year, nth), "quarter", f"{inner.timex[:4]}-Q{nth}") if year else inner
    if unit == "Q" and nth == -1 and inner is not None and inner.precision == "year" and (year := year_month(inner)[0]):
        return bounded(cal.quarter_days(year, 4), "quarter", f"{year:04d}-Q4")
    if unit == "D" and e.n == 1:
        if days and inner is not None:
            value = bounded(days, "day", days[0].isoformat())
        else:
            at = story.at if inner is None and nth == 1 else None
            value = bounded(
                cal.between(at, at),
                "day",
                at.isoformat() if at else f"{name_date(story.year, story.month)}-XX" if story.month else "XXXX-XX-XX",
            )
        return with_part(value, e.daypart) if e.daypart else value
    return bounded(days, "part" if days else "duration", name_duration(e.n, unit))


def _quarter(nth: int, story: Story, setting: Setting) -> PeriodValue:
    """Return a quarter of the year that only its number names: the last one begun on the publication day, the next in the future."""
    told = None if story.history else story.told
    if told is None:
        return PeriodValue(precision="quarter", timex=f"XXXX-Q{nth}")
    begun = nth <= (told.month + 2) // 3
    year = told.year + (not begun if setting.tense == "future" else begun - 1)
    return bounded(cal.quarter_days(year, nth), "quarter", f"{year:04d}-Q{nth}")


def _nth_days(inner: PeriodValue | None, nth: int, n: float | None, unit: str) -> Days | None:
    """Return the days of the nth run of units within a span."""
    first, last = (cal.parse_day(inner.first), cal.parse_day(inner.last)) if inner else (None, None)
    if not first or not last or n is None:
        return None
    if nth < 0:
        days = run_of(cal.shift(last, 1) or last, n, unit, -1)
        return cal.between(max(days[0], first), last) if days else None
    at: date | None = first
    if nth > 1:
        ahead = run_of(first, nth - 1, unit, 1)
        at = ahead[1] if ahead else None
    run = run_of(at, n, unit, 1) if at else None
    return cal.between(run[0], min(run[1] - timedelta(days=1), last)) if run else None


def _weekday(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    wanted = int(e.weekday or 1)
    told = story.told if not story.history or story.at is None else None
    at = told if told is not None and not (setting.named and story.at) else story.at if story.history or setting.named else None
    if at is None:
        value = PeriodValue(precision="day", timex=f"XXXX-WXX-{wanted}")
        return _within_day(value, e)
    back = (at.isoweekday() - wanted) % 7
    if e.sign > 0 or (e.sign == 0 and setting.tense == "future"):
        gap = (wanted - at.isoweekday()) % 7 or (7 if e.sign > 0 else 0)
    elif e.sign < 0:
        gap = -(back or 7)
    elif setting.tense is None and setting.before in ("until", "till", "by", "next", "coming"):
        gap = (wanted - at.isoweekday()) % 7
    else:
        gap = -back
    day = cal.shift(at, gap)
    value = bounded(cal.between(day, day), "day", day.isoformat() if day else None)
    if day is not None:
        story.move(day.year, day.month, day.day)
    return _within_day(value, e)


def _within_day(value: PeriodValue, e: Expression) -> PeriodValue:
    """Return a day's value with the part of the day or the clock time that its words add."""
    if e.clock:
        return with_clock(value, e.clock)
    return with_part(value, e.daypart) if e.daypart else value


def _season(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    season, year = str(e.season), e.year
    if e.inner is not None:
        year = year_month(resolve(e.inner, story, setting))[0]
    elif year is None:
        year = _season_year(e, story, setting)
    timex = f"{name_date(year)}-{season}"
    if year is None or year < 0:
        return PeriodValue(precision="season", timex=timex)
    if e.year is not None:
        story.move(year, None if season == "WI" else cal.NORTHERN[season] + 1)
    days = cal.winter_days(year) if e.n == 2 else cal.season_days(year, season, south=story.south)
    if e.year is None and season == "WI" and days and not story.south:
        days = cal.winter_days(year - 1)
    return bounded(days, "season", timex, e.part)


def _season_year(e: Expression, story: Story, setting: Setting) -> int | None:
    """Return the year of a season named without one; a winter is named by the year it ends in."""
    start = cal.NORTHERN[str(e.season)] % 12
    by_told = (e.base == "told" and not story.history) or tells(story, setting)
    year, month = (story.told.year, story.told.month) if by_told and story.told else (story.year, story.month)
    if year is None or (story.told is None and not goes_on(story, setting)):
        return None
    if e.sign:
        now = month or 6
        return year if (e.sign < 0 and start + 4 < now) or (e.sign > 0 and start > now) else year + e.sign
    if e.season == "WI" and by_told and month and 3 <= month <= 11 and setting.tense in ("past", "perfect"):
        return year
    if e.season == "WI":
        return year + 1 if month and month >= 7 else year
    if by_told and month and start > month and setting.tense in ("past", "perfect") and e.base == "story":
        return year - 1
    return year


def _feast(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    rule, year = str(e.rule), e.year
    if rule.startswith("once"):
        return bounded(cal.feast_days(rule, int(rule[5:9]))[0], "day", rule[5:])
    by_told = story.told is not None and not story.history and not (setting.named and story.year)
    at = story.told if by_told else story.at if goes_on(story, setting) else None
    anchor = year or (at.year if at else story.year if not by_told and goes_on(story, setting) else None)
    if anchor is None or anchor < 1:
        return PeriodValue(
            precision="day" if "hijri 9" not in rule else "month", timex=None if rule.startswith("hijri") else _feast_name(rule)
        )
    if year is not None:
        spans = cal.feast_days(rule, year)
    else:
        spans = tuple(d for y in (anchor - 1, anchor, anchor + 1) for d in cal.feast_days(rule, y))
        spans = _nearest(spans, at, anchor, e.sign, setting.tense)
    if not spans:
        return PeriodValue(precision="day", timex=None)
    days = spans[0]
    timex = days[0].isoformat() if (days[1] - days[0]).days < 5 else f"{days[0].isoformat()}/{days[1].isoformat()}"
    precision = "day" if (days[1] - days[0]).days < 5 else "month"
    if rule.startswith("hijri"):
        days = (cal.shift(days[0], -1) or days[0], cal.shift(days[1], 1) or days[1])
    return bounded(days, precision, timex, e.part)


def _feast_name(rule: str) -> str | None:
    return f"XXXX-{rule.split()[1]}" if rule.startswith("fixed") else None


def _nearest(spans: tuple[Days, ...], at: date | None, year: int, sign: int, tense: str | None) -> tuple[Days, ...]:
    """Return the span of a feast that is meant: the last one begun, the next to come, or the nearest."""
    if at is None:
        return tuple(s for s in spans if s[0].year == year)[:1]
    past = [s for s in spans if s[0] <= at]
    ahead = [s for s in spans if s[1] >= at]
    if (sign > 0 or tense == "future") and ahead:
        return (ahead[0],)
    if (sign < 0 or tense in ("past", "perfect")) and past:
        return (past[-1],)
    return tuple(sorted(spans, key=lambda s: min(abs((s[0] - at).days), abs((s[1] - at).days))))[:1]


def _decade(e: Expression, _story: Story, _setting: Setting) -> PeriodValue:
    return decade_value(int(e.year or 0), e.part)


def _century(e: Expression, _story: Story, _setting: Setting) -> PeriodValue:
    return century_value(int(e.n or 1) * (-1 if e.bc else 1), e.part)


def _day_name(story: Story) -> tuple[str, date | None]:
    if story.day and story.month:
        return name_date(story.year, story.month, story.day), story.at
    return "XXXX-XX-XX", None


def _clock(e: Expression, story: Story, _setting: Setting) -> PeriodValue:
    name, day = _day_name(story)
    value = bounded(cal.between(day, day), "hour", name)
    return with_clock(value, e.clock or (0, 0))


def _daypart(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    if e.n is not None and e.n != 1:
        return PeriodValue(precision="duration", timex=f"P{int(e.n)}{'NI' if e.daypart == 'NI' else 'D'}")
    name, day = ("XXXX-XX-XX", None) if e.part != "THAT" and setting.before != "the" else _day_name(story)
    return bounded(cal.between(day, day), "part", f"{name}T{e.daypart}")


def _fixed(e: Expression, _story: Story, _setting: Setting) -> PeriodValue:
    return PeriodValue(precision="vague", timex=e.timex)


def _anniversary(_e: Expression, story: Story, _setting: Setting) -> PeriodValue:
    return bounded(
        cal.between(story.at, story.at) if story.history else None, "day", story.at.isoformat() if story.at and story.history else None
    )


_RESOLVERS: dict[str, Callable[[Expression, Story, Setting], PeriodValue]] = {
    "date": _date,
    "shift": shift_value,
    "span": span_value,
    "duration": duration_value,
    "nth": _nth,
    "weekday": _weekday,
    "season": _season,
    "feast": _feast,
    "decade": _decade,
    "century": _century,
    "clock": _clock,
    "daypart": _daypart,
    "present": _fixed,
    "set": _fixed,
    "time": _fixed,
    "anniversary": _anniversary,
}
