"""When a siege began and ended, as uncertain periods, from "since", dates of laying and lifting, and its length.

Invariant: a length counts back from its end, or from the report's day while the siege lasts; what has no anchor gives nothing.
"""

import calendar
import datetime as dt
import re
from itertools import pairwise

from trucebook.model import Field, Mention, PeriodValue
from trucebook.reading.evidence import of_mention
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.sieges.besieging import Besieging
from trucebook.reading.times.when import period_for

_LENGTH = re.compile(r"P(\d+)(D|W|M|Y)$")
_DAYS = {"D": 1, "W": 7, "M": 30.44, "Y": 365.25}
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?$")
_AT_LEAST = ("more than", "over", "at least", "longer than")


def began_at(notes: Notes, item: Besieging) -> Field | None:
    """Return when a siege began: by "since" or "between A and B", or by the date of a besieging that is told as done."""
    span = _from_to(notes, item)
    if span is not None:
        return Field(text=span[0].text, start=span[0].start, end=span[0].end, value=_window(span[0]))
    since = _beside(notes, item)
    if since is not None:
        return Field(text=since.text, start=since.start, end=since.end, value=_window(since))
    if not item.begins or _length_of(notes, item) is not None:
        return None
    start, end = _span(notes, item)
    period = period_for(notes.parse, notes.periods, start, end)
    return (
        of_mention(period)
        if period is not None and isinstance(period.value, PeriodValue) and period.value.precision != "duration"
        else None
    )


def ended_at(notes: Notes, item: Besieging) -> Field | None:
    """Return when a siege was lifted or broken, by the date of that or "between A and B"; None where none is told."""
    span = _from_to(notes, item)
    if span is not None:
        return Field(text=span[1].text, start=span[1].start, end=span[1].end, value=_window(span[1]))
    if item.ended is None:
        return None
    parse = notes.parse
    period = period_for(parse, notes.periods, parse.start[item.ended], parse.end[item.ended])
    dated = period is not None and isinstance(period.value, PeriodValue) and period.value.precision != "duration"
    if period is not None and _is_since(parse, period):
        return None
    return of_mention(period) if dated and period is not None else None


def began_by_length(notes: Notes, item: Besieging, ended: Field | None) -> Field | None:
    """Return when a siege began by how long it is said to have lasted."""
    length = _length_of(notes, item)
    value = ended.value if ended is not None else None
    anchor = value.last if isinstance(value, PeriodValue) else None if item.background else notes.report.published
    if length is None or anchor is None or not isinstance(length.value, PeriodValue):
        return None
    match = _LENGTH.match(length.value.timex or "")
    if match is None:
        return None
    days, slack = int(match[1]) * _DAYS[match[2]], _DAYS[match[2]] / 2
    last = _back(anchor, days - slack)
    first = None if length.text.lower().startswith(_AT_LEAST) else _back(anchor, days + slack)
    if last is None:
        return None
    found = PeriodValue(
        first=first, last=last, precision={"D": "day", "W": "week", "M": "month", "Y": "year"}[match[2]], timex=length.value.timex
    )
    return Field(text=length.text, start=length.start, end=length.end, value=found)


def _back(day: str, days: float) -> str | None:
    try:
        return (dt.date.fromisoformat(day) - dt.timedelta(days=int(days))).isoformat()
    except (ValueError, OverflowError):
        return None


def _window(since: Mention) -> PeriodValue:
    """Return the days on which something that holds "since" a time may have begun: all of that day, month or year."""
    value = since.value if isinstance(since.value, PeriodValue) else PeriodValue()
    match = _DAY.match(value.timex or "")
    if match is None:
        return PeriodValue(first=value.first, last=None, precision=value.precision, timex=value.timex)
    year, month, day = match[1], match[2], match[3]
    first = f"{year}-{month or '01'}-{day or '01'}"
    last = first if day else f"{year}-{month}-{calendar.monthrange(int(year), int(month))[1]:02}" if month else f"{year}-12-31"
    return PeriodValue(first=first, last=last, precision=value.precision, timex=value.timex)


def _span(notes: Notes, item: Besieging) -> tuple[int, int]:
    word = item.light if item.light is not None else item.word
    return notes.parse.start[word], notes.parse.end[word]


def _beside(notes: Notes, item: Besieging) -> Mention | None:
    """Return the period of the wording's sentence that "since" leads, where it hangs on the wording and no other verb."""
    parse = notes.parse
    for period in _periods(notes, item):
        at = parse.word_at(period.start)
        if _is_since(parse, period) and isinstance(period.value, PeriodValue) and period.value.first and _near(parse, at, item):
            return period
    return None


def _is_since(parse: Parse, period: Mention) -> bool:
    at = parse.word_at(period.start)
    return "since" in parse.lower[max(at - 1, 0) : at + 1]


def _from_to(notes: Notes, item: Besieging) -> tuple[Mention, Mention] | None:
    """Return the two times of "besieged between A and B" or "from A to B"."""
    periods = _periods(notes, item)
    for one, other in pairwise(periods):
        at = notes.parse.word_at(one.start)
        between = notes.parse.lower[at - 1] if at else ""
        if between in ("between", "from") and _same_days(one, other):
            return one, other
    return None


def _same_days(one: Mention, other: Mention) -> bool:
    """Say whether two mentions have been read as the two ends of one span of days."""
    left, right = one.value, other.value
    spans = isinstance(left, PeriodValue) and isinstance(right, PeriodValue)
    return spans and left.first is not None and (left.first, left.last) == (right.first, right.last)  # type: ignore[union-attr]


def _near(parse: Parse, at: int, item: Besieging) -> bool:
    """Say whether a period belongs to a wording: its verb, or one above it, governs both."""
    over = {item.word, *parse.ancestors(item.word)} | ({item.light} if item.light is not None else set())
    verb = next(
        (a for a in parse.ancestors(at) if parse.pos[a] in ("VERB", "AUX", "NOUN", "PROPN", "ADJ") and parse.dep[a] != "pobj"), None
    )
    return verb is None or verb in over or abs(at - item.word) <= 6


def _periods(notes: Notes, item: Besieging) -> list[Mention]:
    parse = notes.parse
    first, last = parse.sentences[parse.sentence_of[item.word]]
    return [p for p in notes.periods if parse.start[first] <= p.start < parse.end[last - 1]]


def _length_of(notes: Notes, item: Besieging) -> Mention | None:
    """Return the length of a siege told in its sentence, next to the wording: "75-day siege", "besieged for two months"."""
    parse = notes.parse
    for period in _periods(notes, item):
        if isinstance(period.value, PeriodValue) and period.value.precision == "duration" and _LENGTH.match(period.value.timex or ""):
            words = parse.words_in(period.start, period.end)
            if len(words) and (item.word in words or (_measures(parse, words, item) and _near(parse, words[-1], item))):
                return period
    return None


def _measures(parse: Parse, words: range, item: Besieging) -> bool:
    """Say whether a length is that of the siege: it modifies its noun, or "for", "of", "lasting" leads it; not "within three days"."""
    before = parse.lower[words[0] - 1] if words[0] else ""
    return before in ("for", "of", "lasting") or any(parse.head[w] == item.word and w < item.word for w in words)
