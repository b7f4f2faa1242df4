"""Anchors: which day, month or year an expression of time means, by the publication day and by the story told so far.

Invariant: no false day: bounds cover every day the words allow, and are None where nothing anchors them.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from trucebook.model import PeriodValue
from trucebook.reading import calendar as cal
from trucebook.reading.calendar import Days
from trucebook.reading.timex import Expression

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


@dataclass(frozen=True)
class Setting:
    """Where an expression stands: the word before it, the tense of its verb ("past", "perfect", "future" or None),
    whether the sentence already named a year, whether it stands in brackets, whether it opens its sentence, and the
    year and month of the next date that is given in full."""

    before: str = ""
    tense: str | None = None
    named: bool = False
    apart: bool = False
    opens: bool = False
    sentence: int = 0
    ahead: tuple[int, int] | None = None


@dataclass
class Story:
    """The time of the last event told: year (negative BC), month and day, each None where unknown.

    `told` is the day of publication, `history` true for a text that tells of years long before it; `named` is the last
    year that any date had, `sentence` the last sentence that told of a dated month, `past` year and month of the event before the story last went on to a later year.
    """

    told: date | None = None
    history: bool = False
    year: int | None = None
    month: int | None = None
    day: int | None = None
    south: bool = False
    named: int | None = None
    past: tuple[int, int] | None = None
    sentence: int = -9

    def move(self, year: int | None, month: int | None = None, day: int | None = None) -> None:
        """Make this the time of the last event."""
        if year and self.year and self.month and year > self.year:
            self.past = (self.year, self.month)
        self.year, self.month, self.day = year, month, day

    @property
    def at(self) -> date | None:
        """The day of the last event, or None."""
        return cal.day_of(self.year, self.month, self.day) if self.year and self.month and self.day and self.year > 0 else None


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


# ---------------------------------------------------------------- dates


def _date(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    year, month, day = e.year, e.month, e.day
    if e.inner is not None:
        inner = replace(e.inner)
        value = resolve(inner, story, setting)
        year, inner_month = _year_month(value)
        month = month or inner_month
    elif year is None:
        year, month = _missing(e, story, setting)
    value = date_value(year, month, day, e.part)
    if e.daypart and value.timex:
        value = _with_part(value, e.daypart)
    if e.clock and value.timex:
        value = _with_clock(value, e.clock)
    story.named = year or story.named
    if year and month and (e.year is not None or _goes_on(story, setting)):
        story.sentence = setting.sentence
    if _moves(e, story, setting):
        story.move(year, month, day)
    return value


def date_value(year: int | None, month: int | None, day: int | None, part: str | None = None) -> PeriodValue:
    """Return the value of a date of any precision, cut down to a part of it."""
    timex = name_date(year, month, day)
    if year is None or year < 0:
        return PeriodValue(precision="day" if day else "month" if month else "year", timex=timex)
    if day:
        at = cal.day_of(year, month, day) if month else None
        return bounded(cal.between(at, at), "day", timex, part if part == "EVE" else None)
    if month:
        return bounded(cal.month_days(year, month), "month", timex, part)
    if part in ("H1", "H2"):
        timex += f"-{part}"
    return bounded(cal.year_days(year), "year", timex, part)


def _with_part(value: PeriodValue, daypart: str) -> PeriodValue:
    return PeriodValue(
        first=value.first, last=value.last, precision="part" if value.first else value.precision, timex=f"{value.timex}T{daypart}"
    )


def _with_clock(value: PeriodValue, clock: tuple[int, int]) -> PeriodValue:
    return PeriodValue(first=value.first, last=value.last, precision="hour", timex=f"{value.timex}T{clock[0]:02d}:{clock[1]:02d}")


def _year_month(value: PeriodValue) -> tuple[int | None, int | None]:
    timex = value.timex or ""
    sign, digits = (-1, timex[2:]) if timex.startswith("BC") else (1, timex)
    year = sign * int(digits[:4]) if digits[:4].isdecimal() else None
    month = int(digits[5:7]) if digits[4:5] == "-" and digits[5:7].isdecimal() else None
    return year, month


def _moves(e: Expression, story: Story, setting: Setting) -> bool:
    """Say whether a date is one the story moves to: a day, a month, or a year that opens an account, not one that looks
    back from afar or merely names a thing ("the 1960 election")."""
    if setting.before == "since" and not e.day:
        return False
    if e.month or story.year is None:
        return True
    if setting.apart:
        return False
    return setting.opens or (story.month is None and setting.tense != "future")


_ACCOUNT = {"in", "by", "during", "throughout", "until", "of", "from", "to", "early", "late", "between", "\n"}


def _missing(e: Expression, story: Story, setting: Setting) -> tuple[int | None, int | None]:
    """Return year and month of a date whose year the words leave out."""
    month = e.month
    if month is None:
        return _missing_month(e, story)
    if e.sign:
        return _stepped(month, e.sign, e.base, story), month
    if _tells(story, setting):
        return _told_year(month, e.day, story, setting), month
    if story.year is None or (story.told is None and not _goes_on(story, setting)):
        return None, month
    return rolled(story, month, setting.ahead), month


def rolled(story: Story, month: int, ahead: tuple[int, int] | None = None) -> int | None:
    """Return the year a bare month falls in, going on from the last event: months that wrap roll over to the next year,
    but not past the next date that the text gives in full (`ahead`, year and month)."""
    if story.year is None or story.month is None:
        return story.year
    now = (story.year, story.month)
    if ahead is not None and ahead < now and story.past is not None and story.past <= ahead:
        now = story.past
    if ahead is not None and now <= ahead and ahead[0] <= now[0] + 1:
        return min(range(now[0], ahead[0] + 1), key=lambda y: _misfit(y * 12 + month, now, ahead))
    gap = month - story.month
    if gap <= -7:
        return story.year + 1
    if gap >= 10:
        return story.year - 1
    return story.year


def _misfit(month: int, now: tuple[int, int], ahead: tuple[int, int]) -> float:
    """Return how badly a month (counted from year 0) lies between the last event and the next date given in full."""
    first, last = now[0] * 12 + now[1], ahead[0] * 12 + ahead[1]
    return 1.2 * max(0, first - month) + max(0, month - last) + 0.01 * (month - first)


def _tells(story: Story, setting: Setting) -> bool:
    """Say whether the publication day, not the story, anchors what is left open."""
    if story.told is None or story.history:
        return False
    return not _goes_on(story, setting)


def _goes_on(story: Story, setting: Setting) -> bool:
    """Say whether a text still tells the story it was in: a history always, a dispatch for one more sentence."""
    return story.history or (story.year is not None and (setting.named or setting.sentence - story.sentence <= 1))


_AHEAD = {"for", "until", "till", "by", "before"}


def _told_year(month: int, day: int | None, story: Story, setting: Setting) -> int | None:
    """Return the year of a bare date in a dispatch: the latest past, or the next to come after a future verb."""
    told = story.told
    assert told is not None
    days = cal.month_days(told.year, month)
    first = (cal.day_of(told.year, month, min(day, 28)) if day else days[0] if days else None) or told
    gap = (first - told).days if day else (month - told.month) * 30
    if setting.tense == "future":
        return told.year + 1 if gap < 0 and (day or month != told.month) and gap < -60 else told.year
    if 0 < gap <= 200 and setting.before in _AHEAD:
        return told.year
    if gap <= 0:
        return told.year + 1 if gap < -300 and setting.tense is None else told.year
    if setting.tense is None and gap <= 75:
        return told.year
    return told.year if gap <= 3 else told.year - 1


def _missing_month(e: Expression, story: Story) -> tuple[int | None, int | None]:
    """Return year and month of a bare day ("on the 20th")."""
    if story.month is not None:
        return story.year, story.month
    if story.told is not None and not story.history and e.day:
        year, month = story.told.year, story.told.month
        return cal.add_months(year, month, -1) if e.day > story.told.day else (year, month)
    return story.year, None


def _stepped(month: int, sign: int, base: str, story: Story) -> int | None:
    """Return the year of "last July" or "the following April"."""
    if base == "told" and not story.history:
        year, now = (story.told.year, story.told.month) if story.told else (None, None)
    else:
        year, now = story.year, story.month
    if year is None:
        return None
    if now is None:
        return year + sign
    return year if (sign < 0 and month < now) or (sign > 0 and month > now) else year + sign


# ---------------------------------------------------------------- shifts: so many units from an anchor


def _anchor(e: Expression, story: Story) -> tuple[int | None, int | None, int | None]:
    """Return year, month and day that a relative expression counts from."""
    if e.rule == "that" and e.unit == "Y" and story.named is not None and story.named != story.year:
        return story.named, None, None
    if e.base == "told" and not story.history:
        return (story.told.year, story.told.month, story.told.day) if story.told else (None, None, None)
    if story.year is None and story.told is not None and not story.history:
        return story.told.year, story.told.month, story.told.day
    return story.year, story.month, story.day


def _shift(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    value = _shifted(e, story, setting)
    if e.daypart and value.timex and value.timex != "PRESENT_REF":
        value = _with_part(value, e.daypart)
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
        if e.n and e.rule != "decade" and e.first < e.last and e.timex is None and e.daypart is None and e.sign and e.n != 1:
            return date_value(year + 10 * steps, None, None)
        return decade_value((year if year > 0 else -(-year // 10 * 10)) // 10 * 10 + 10 * steps, e.part)
    return _clipped(date_value(year + steps, None, None, e.part))


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


def _clipped(value: PeriodValue) -> PeriodValue:
    return value


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


# ---------------------------------------------------------------- spans, durations, nth


def _span(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    """ "the past four days": units that end (or begin) at the anchor."""
    timex = name_duration(e.n, str(e.unit))
    year, month, day = _anchor(e, story)
    at = cal.day_of(year, month, day) if year and month and day and year > 0 else None
    if at is None or e.n is None:
        return PeriodValue(precision="duration", timex=timex)
    return bounded(run_of(at, e.n, str(e.unit), e.sign), "duration", timex)


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


def _duration(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    """A length of time; "in" or "for" with a perfect verb it ends on the day of publication, "in" with a future one it begins there."""
    timex = name_duration(e.n, str(e.unit))
    if story.told is None or story.history or e.n is None or setting.before not in ("in", "for", "within", "over", "during", "after"):
        return PeriodValue(precision="duration", timex=timex)
    if setting.tense == "perfect" and setting.before != "after":
        return bounded(run_of(story.told, e.n, str(e.unit), -1), "duration", timex)
    if setting.tense == "future" and setting.before in ("in", "within", "over"):
        return bounded(run_of(story.told, e.n, str(e.unit), 1), "duration", timex)
    return PeriodValue(precision="duration", timex=timex)


def _nth(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    """ "the last week of August", "the first ten months of 1915", "the first day of the battle"."""
    unit, nth = str(e.unit), int(e.rule or 1)
    inner = resolve(e.inner, story, setting) if e.inner is not None else None
    days = _nth_days(inner, nth, e.n, unit)
    if unit == "Q" and inner is not None and inner.timex and 1 <= nth <= 4:
        year = _year_month(inner)[0]
        return bounded(cal.quarter_days(year, nth), "quarter", f"{inner.timex[:4]}-Q{nth}") if year else inner
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
        return _with_part(value, e.daypart) if e.daypart else value
    return bounded(days, "part" if days else "duration", name_duration(e.n, unit))


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


# ---------------------------------------------------------------- weekdays, seasons, feasts, decades, centuries


def _weekday(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    wanted = int(e.weekday or 1)
    told = story.told if not story.history or story.at is None else None
    at = told if told is not None and not (setting.named and story.at) else story.at if story.history or setting.named else None
    if at is None:
        value = PeriodValue(precision="day", timex=f"XXXX-WXX-{wanted}")
        return _with_part(value, e.daypart) if e.daypart else value
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
    return _with_part(value, e.daypart) if e.daypart else value


def _season(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    season, year = str(e.season), e.year
    if e.inner is not None:
        year = _year_month(resolve(e.inner, story, setting))[0]
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
    tells = (e.base == "told" and not story.history) or _tells(story, setting)
    year, month = (story.told.year, story.told.month) if tells and story.told else (story.year, story.month)
    if year is None or (story.told is None and not _goes_on(story, setting)):
        return None
    if e.sign:
        now = month or 6
        return year if (e.sign < 0 and start + 4 < now) or (e.sign > 0 and start > now) else year + e.sign
    if e.season == "WI":
        return year + 1 if month and month >= 7 else year
    if tells and month and start > month and setting.tense in ("past", "perfect") and e.base == "story":
        return year - 1
    return year


def _feast(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    rule, year = str(e.rule), e.year
    if rule.startswith("once"):
        return bounded(cal.feast_days(rule, int(rule[5:9]))[0], "day", rule[5:])
    tells = story.told is not None and not story.history and not (setting.named and story.year)
    at = story.told if tells else story.at if _goes_on(story, setting) else None
    anchor = year or (at.year if at else story.year if not tells and _goes_on(story, setting) else None)
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


def _decade(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    return decade_value(int(e.year or 0), e.part)


def _century(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    return century_value(int(e.n or 1) * (-1 if e.bc else 1), e.part)


# ---------------------------------------------------------------- clock times, parts of the day, fixed values


def _day_name(story: Story) -> tuple[str, date | None]:
    if story.day and story.month:
        return name_date(story.year, story.month, story.day), story.at
    return "XXXX-XX-XX", None


def _clock(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    name, day = _day_name(story)
    value = bounded(cal.between(day, day), "hour", name)
    return _with_clock(value, e.clock or (0, 0))


def _daypart(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    if e.n is not None and e.n != 1:
        return PeriodValue(precision="duration", timex=f"P{int(e.n)}{'NI' if e.daypart == 'NI' else 'D'}")
    name, day = ("XXXX-XX-XX", None) if e.part != "THAT" and setting.before != "the" else _day_name(story)
    return bounded(cal.between(day, day), "part", f"{name}T{e.daypart}")


def _fixed(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    return PeriodValue(precision="vague", timex=e.timex)


def _anniversary(e: Expression, story: Story, setting: Setting) -> PeriodValue:
    return bounded(
        cal.between(story.at, story.at) if story.history else None, "day", story.at.isoformat() if story.at and story.history else None
    )


_RESOLVERS: dict[str, Callable[[Expression, Story, Setting], PeriodValue]] = {
    "date": _date,
    "shift": _shift,
    "span": _span,
    "duration": _duration,
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
