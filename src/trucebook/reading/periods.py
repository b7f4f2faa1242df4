"""Periods: every expression of time, as an interval of days with its TIMEX3-style value.

Invariant: no false day: what the words leave open stays open (None, or the whole month).
"""

from trucebook.model import Mention, Report
from trucebook.reading.parse import Parse


def find_periods(report: Report, parse: Parse) -> tuple[Mention, ...]:
    """Return the period mentions of a report in text order, resolved against its publication day and its story."""
    return ()
