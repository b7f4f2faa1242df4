"""Recency: whether a naming is of a truce of these days or of one long gone, by what it says of its age and by the days it names.

Invariant: both answers rest on words of the naming and on the day of the report; without that day nothing is long gone.
"""

from bisect import bisect_right

from trucebook.model import PeriodValue
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.telltales import ORDINALS
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.times.calendar import parse_day
from trucebook.reading.times.when import days_ago, period_for

_NEW = {"current", "latest", "new", "newest", "present", "today"}
_AGES = {"day", "days", "hour", "hours", "week", "weeks"}
_BEGINNING = {"announce", "begin", "enter", "start", "take", "come", "go", "sign", "agree", "reach", "declare"}
_MAKING = deal_words("made") | deal_words("bringing") | {"agree", "strike"}
_LONG = 25  # days after which a truce of another day is one of the past
_RECENT = 10  # days within which one is of now


def is_long_gone(notes: Notes, naming: Naming, edge: int) -> bool:
    """Say whether a period within a naming ended weeks before the report: "the truce of last May", "a truce declared in December"."""
    return is_past(notes, _period_in(notes, naming, edge) or _period_made(notes, naming))


def is_past(notes: Notes, value: object) -> bool:
    """Say whether a period ended weeks before the report."""
    age = days_ago(value, notes.report.published)
    return age is not None and age > _LONG


def is_of_now(notes: Notes, naming: Naming) -> bool:
    """Say whether a naming is of these days: "the latest truce", one that is "four days old", one that began or was made last week."""
    if naming.mods & _NEW or _has_age(notes.parse, naming):
        return True
    parse, published = notes.parse, parse_day(notes.report.published)
    verb = parse.head[naming.word]
    agreed = parse.dep[naming.word] == "pobj" and parse.lower[verb] in ("on", "to") and parse.lemma[parse.head[verb]] == "agree"
    told = agreed or (parse.lemma[verb] in _BEGINNING and parse.dep[naming.word] in ("nsubj", "nsubjpass", "dobj"))
    if published is None or not told:
        return False
    period = period_for(parse, notes.periods, parse.start[naming.first], parse.end[naming.last])
    value = period.value if period is not None else None
    day = parse_day(value.last) if isinstance(value, PeriodValue) else None
    return day is not None and -_RECENT < (published - day).days < _RECENT


def _has_age(parse: Parse, naming: Naming) -> bool:
    """Say whether a naming has its age beside it: "four days old", "the week-old truce", "now in its third day"."""
    if "old" in naming.mods and naming.mods & _AGES:
        return True
    first, last = parse.sentences[parse.sentence_of[naming.word]]
    near = range(max(first, naming.first - 8), min(naming.last + 8, last - 1))
    return any(parse.lower[j] in _AGES and (parse.lower[j + 1] == "old" or _is_counted(parse, naming, j)) for j in near)


def _is_counted(parse: Parse, naming: Naming, j: int) -> bool:
    """Say whether a day is one of those a truce has lasted: "entered its fourth day", "on the second day of the truce"."""
    if parse.lower[j - 1] not in ORDINALS:
        return False
    return parse.lower[j - 2] == "its" or (parse.lower[j + 1] == "of" and j < naming.word <= j + 6)


def _period_made(notes: Notes, naming: Naming) -> PeriodValue | None:
    """Return when a new one is told to have been made before what is told beside it: "The two had signed on 10 March an accord"."""
    parse = notes.parse
    verb = parse.head[naming.word]
    had = any(parse.lower[c] == "had" and parse.dep[c] == "aux" for c in parse.children[verb])
    if not had or not naming.indefinite or parse.dep[naming.word] not in ("dobj", "nsubjpass") or parse.lemma[verb] not in _MAKING:
        return None
    period = period_for(parse, notes.periods, parse.start[naming.first], parse.end[naming.last])
    return period.value if period is not None and isinstance(period.value, PeriodValue) else None


def _period_in(notes: Notes, naming: Naming, edge: int) -> PeriodValue | None:
    """Return the period that lies within a naming, the first where it has two."""
    low, high = notes.parse.start[naming.first], notes.parse.end[edge]
    at = bisect_right(notes.periods, low, key=lambda m: m.start)
    return next((m.value for m in notes.periods[at : at + 2] if m.end <= high and isinstance(m.value, PeriodValue) and m.value.last), None)
