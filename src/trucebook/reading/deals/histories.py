"""Histories: whether a report looks back on wars of other years, and how an arrangement stands that is only told there as agreed.

Invariant: a report that names a day by today ("on Sunday", "last week") is news, whatever years stand in it.
"""

import re

from trucebook.model import Field, Fields, Mention, PeriodValue
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.notes import Notes

_YEAR = re.compile(r"\b(?:1\d{3}|20\d\d)\b|\b\d{1,4} ?(?:B\.?C|A\.?D|BCE|CE)\b")
_OF_YEAR = re.compile(r"\b\d{1,2} [A-Z][a-z]{2,8}\b|\b[A-Z][a-z]{2,8} \d{1,2}\b")
_DAY = re.compile(r"^(-?\d{4})(?:-(\d\d))?")
_NEWS = deal_words("news_days")
_SINCE = 12  # months after which an arrangement told as agreed must have begun


def is_history(notes: Notes) -> bool:
    """Say whether a report tells of years gone by: it dates by the year, none of them its own or the one before, and never from today;
    one whose day is not known may date by day and month too."""
    latest: int | None = None
    days = False
    for period in notes.periods:
        dated = _YEAR.search(period.text) is not None
        said = period.text.lower().split()
        if not dated and (not _NEWS.isdisjoint(said) or said[0] in ("last", "next")):
            return False
        days = days or _OF_YEAR.search(period.text) is not None
        month = _told_month(period) if dated else None
        latest = max(month, latest or month) if month is not None else latest
    today = _month(notes.report.published)
    if today is None:
        return days or latest is not None
    return latest is not None and latest // 12 < today // 12 - 1


def has_settled(notes: Notes, fields: Fields) -> bool:
    """Say whether an arrangement was agreed a year or more before the report, so that it has long taken effect."""
    declared, today = fields.get("declared"), _month(notes.report.published)
    value = declared.value if isinstance(declared, Field) else None
    agreed = _month(value.last) if isinstance(value, PeriodValue) else None
    return agreed is not None and today is not None and today - agreed >= _SINCE


def _told_month(period: Mention) -> int | None:
    """Return the number of the last month of a period told by its year; 0 for one before our era, which has no day."""
    value = period.value
    if not isinstance(value, PeriodValue):
        return None
    return 0 if (value.timex or "").startswith("BC") else _month(value.last)


def _month(day: str | None) -> int | None:
    """Return the number of a day's month, counted through the years, the last where only the year is known; None for no day."""
    hit = _DAY.match(day or "")
    return int(hit[1]) * 12 + int(hit[2] or 12) - 1 if hit else None
