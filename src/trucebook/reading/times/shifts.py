"""Shifts: times that lie so many units from an anchor, the day of publication or the last event told.

Invariant: a count of weeks, or one called rough, names no single day.
"""

from datetime import date, timedelta

from trucebook.model import PeriodValue
from trucebook.reading.times import calendar as cal
from trucebook.reading.times.calendar import Days
from trucebook.reading.times.expressions import Expression
from trucebook.reading.times.story import Setting, Story
from trucebook.reading.times.timevalues import (
    DAYS,
    PRECISION,
    bounded,
    century_value,
    date_value,
    decade_value,
    name_date,
    name_duration,
    run_of,
    with_part,
)


def _anchor(e: Expression, story: Story) -> tuple[int | None, int | None, int | None]:
    """Return year, month and day that a relative expression counts from."""
    if e.rule == "that" and e.unit == "Y" and story.named is not None and story.named != story.year:
        return story.named, None, None
    if e.base == "told" and not story.history:
        return (story.told.year, story.told.month, story.told.day) if story.told else (None, None, None)
    if story.year is None and story.told is not None and not story.history and e.n == 0 and e.rule != "that":
        return story.told.year, story.told.month, story.told.day
    return story.year, story.month, story.day


def shift_value(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    """Return the value of a time so many units from its anchor, and let the story follow it."""
    value = _shifted(e, story, setting)
    if e.daypart and value.timex and value.timex != "PRESENT_REF":
        value = with_part(value, e.daypart)
    if e.base == "story" and value.first and e.sign >= 0 and (e.n or e.part is None) and e.unit in ("D", "M", "Y", "W"):
        _follow(value, story, str(e.unit))
    return value


def _follow(value: PeriodValue, story: Story, unit: str) -> None:
    first = cal.parse_day(value.first)
    if first is None:
        return
    if unit == "D":
        story.move(first.year, first.month, first.day)
    elif unit == "Y":
        if story.year != first.year:
            story.move(first.year)
    elif unit == "M" and (story.year, story.month) != (first.year, first.month):
        story.move(first.year, first.month)


def _shifted(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    unit, n = str(e.unit), e.n
    if e.rule == "event":
        return PeriodValue(precision="vague", timex=_unknown(unit))
    year, month, day = _anchor(e, story)
    if unit == "D" and n == 0 and setting.before in ("to", "until", "till") and e.rule is None:
        return PeriodValue(precision="vague", timex="PRESENT_REF")
    if unit == "D" and e.base == "told" and n == 0 and e.rule == "today" and (story.history or story.told is None):
        return PeriodValue(precision="day", timex="PRESENT_REF")
    if n is None:
        return PeriodValue(precision="vague", timex="FUTURE_REF" if e.sign > 0 else "PAST_REF")
    steps = n * e.sign
    if unit in ("TH", "TM", "S"):
        return PeriodValue(precision="hour", timex=f"{name_date(year, month, day)}TXX" if year and day else "XXXX-XX-XXTXX")
    if unit in ("Y", "DE", "CE"):
        return _years_on(e, year, int(steps))
    if unit in ("M", "Q", "HY"):
        return _months_on(e, year, month, int(steps), day)
    return _days_on(e, setting, year, month, day, steps)


def _unknown(unit: str) -> str:
    """Return the value of a point whose distance is known but whose anchor is an event."""
    return {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX"}.get(unit, "XXXX-XX-XX")


def _years_on(e: Expression, year: int | None, steps: int) -> PeriodValue:
    if year is None:
        return PeriodValue(precision=PRECISION[str(e.unit)], timex={"Y": "XXXX", "DE": "XXX", "CE": "XX"}[str(e.unit)])
    if e.unit == "CE":
        return century_value(year // 100 + 1 + steps if year > 0 else -(-year // 100 + 1) + steps, e.part)
    if e.unit == "DE":
        return decade_value((year if year > 0 else -(-year // 10 * 10)) // 10 * 10 + 10 * steps, e.part)
    return date_value(year + steps, None, None, e.part)


def _months_on(e: Expression, year: int | None, month: int | None, steps: int, day: int | None) -> PeriodValue:
    if year is None or month is None:
        return PeriodValue(precision=PRECISION[str(e.unit)], timex=f"{name_date(year)}-XX" if e.unit == "M" else f"{name_date(year)}-QX")
    if e.unit == "M":
        year, month = cal.add_months(year, month, steps)
        value = date_value(year, month, None, e.part)
        if e.part in ("LATER", "EARLIER") and day and steps == 0:
            return _after(value, year, month, day, e.part)
        return value
    if e.unit == "Q":
        year, month = cal.add_months(year, (month - 1) // 3 * 3 + 1, 3 * steps)
        return bounded(cal.quarter_days(year, (month + 2) // 3), "quarter", f"{year:04d}-Q{(month + 2) // 3}", e.part)
    year, month = cal.add_months(year, month, 6 * steps)
    return date_value(year, month, None)


def _after(value: PeriodValue, year: int, month: int, day: int, part: str) -> PeriodValue:
    """Return the rest of a month after (or before) a day."""
    at = cal.day_of(year, month, day)
    if at is None or value.first is None or value.last is None:
        return value
    if part == "LATER":
        first, last = min(at.isoformat(), value.last), value.last
    else:
        first, last = value.first, at.isoformat()
    return PeriodValue(first=first, last=last, precision="part", timex=value.timex)


def _days_on(e: Expression, setting: Setting, year: int | None, month: int | None, day: int | None, steps: float) -> PeriodValue:
    unit = str(e.unit)
    at = cal.day_of(year, month, day) if year and month and day and year > 0 else None
    if at is None:
        return _dayless(e, year, month)
    if unit == "WE":
        back = steps == 0 and setting.tense in ("past", "perfect") and at.isoweekday() < 6
        return _weekend(at, -1 if back else int(steps))
    to = cal.shift(at, round(steps * DAYS.get(unit, 1)))
    if to is None:
        return PeriodValue(precision="vague", timex="XXXX-XX-XX")
    if unit == "D":
        days = _around(to, max(1, round((e.n or 0) / 5))) if e.about else (to, to)
        return bounded(days, "part" if e.part or e.about else "day", to.isoformat())
    if e.base == "told" and e.sign < 0 and e.first + 1 < e.last and e.rule == "ago":
        return bounded(_around(to, 3), "week", cal.week_name(to))
    if (e.n or 0) > 1:
        return bounded(_around(to, 3), "week", to.isoformat())
    return bounded(cal.week_days(to), "week", cal.week_name(to), e.part)


def _around(day: date, slack: int) -> Days | None:
    """Return the days at most so many away: a count of weeks, or one called rough, names no single day."""
    return cal.between(cal.shift(day, -slack), cal.shift(day, slack))


def _dayless(e: Expression, year: int | None, month: int | None) -> PeriodValue:
    """Return the value of a day or week counted from an anchor that has no day."""
    if e.unit == "WE":
        return PeriodValue(precision="day", timex=f"{name_date(year)}-WXX-WE")
    if e.unit in ("W", "FN"):
        return PeriodValue(precision="week", timex=f"{name_date(year)}-WXX")
    days = cal.month_days(year, month) if year and month and year > 0 and (e.n or 0) <= 1 else None
    timex = f"{name_date(year, month)}-XX" if month else f"{name_date(year)}-XX-XX"
    return bounded(days, "month" if days else "day", timex)


def _weekend(at: date, steps: int) -> PeriodValue:
    monday = at - timedelta(days=at.weekday())
    saturday = cal.shift(monday, 5 + 7 * steps)
    days = cal.between(saturday, cal.shift(saturday, 1)) if saturday else None
    return bounded(days, "day", f"{cal.week_name(saturday)}-WE" if saturday else None)


def span_value(e: Expression, story: Story, _setting: Setting) -> PeriodValue:
    """ "the past four days": units that end (or begin) at the anchor."""
    timex = name_duration(e.n, str(e.unit))
    year, month, day = _anchor(e, story)
    at = cal.day_of(year, month, day) if year and month and day and year > 0 else None
    if at is None or e.n is None:
        return PeriodValue(precision="duration", timex=timex)
    return bounded(run_of(at, e.n, str(e.unit), e.sign), "duration", timex)


def duration_value(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    """A length of time; "in" or "for" with a perfect verb it ends on the day of publication, "in" with a future one it begins there."""
    timex = name_duration(e.n, str(e.unit))
    if story.told is None or story.history or e.n is None or setting.before not in ("in", "for", "within", "over", "during", "after"):
        return PeriodValue(precision="duration", timex=timex)
    if setting.tense == "perfect" and setting.before != "after":
        return bounded(run_of(story.told, e.n, str(e.unit), -1), "duration", timex)
    if setting.tense == "future" and setting.before in ("in", "within", "over"):
        return bounded(run_of(story.told, e.n, str(e.unit), 1), "duration", timex)
    return PeriodValue(precision="duration", timex=timex)
