"""Periods: every expression of time, as an interval of days with its TIMEX3-style value.

Invariant: no false day: what the words leave open stays open (None, or the whole month).
"""

import re
from datetime import date

from msgspec.structs import replace

from trucebook.model import Mention, PeriodValue, Report
from trucebook.reading.evidence import new_mention
from trucebook.reading.grammar.parse import Parse, reading_copy
from trucebook.reading.times import calendar as cal
from trucebook.reading.times.anchors import resolve
from trucebook.reading.times.expressions import Expression
from trucebook.reading.times.ranges import join_ranges
from trucebook.reading.times.story import Setting, Story
from trucebook.reading.times.timewords import Tokens, cut_tokens, find_stretches
from trucebook.reading.times.timex import find_expressions
from trucebook.reading.times.timings import bare, extend, is_time, tense_of

__all__ = ["find_periods", "printed_date"]

ENOUGH_YEARS = 6  # explicit years that make a text a history rather than a dispatch
DATED = {"date", "weekday", "feast", "season"}
TENSED = {"date", "weekday", "season", "feast", "duration", "shift"}
NEWS_WEIGHT = 12  # years that a bare weekday or "yesterday" outweighs: chronicles have next to none of these


def find_periods(report: Report, parse: Parse, *, south: bool = False) -> tuple[Mention, ...]:
    """Return the period mentions of a report in text order, resolved against its publication day and its story.

    Bounds are ISO days; the two ends of a range are two mentions that both carry the bounds of the whole range. BC years
    have a timex and no bounds. `south` says that the seasons are those of the southern hemisphere.
    """
    t = cut_tokens(parse.smooth, find_stretches(parse.smooth, parse.start, parse.end, parse.lower, parse.sentences))
    found = find_expressions(t)
    if not found:
        return ()
    told = cal.parse_day(report.published) or _told_by(parse.smooth, found)
    story = Story(told=told, history=is_history(found, told), south=south)
    kept = [e for e in found if is_time(e, t, parse) and (story.history or (e.kind != "present" and e.rule != "age"))]
    joined = join_ranges(t, _extended(kept, t, parse), parse)
    values = _resolve_all(joined.expressions, story, t, parse)
    values = [_stretch(v, values[p], p > k) if (p := joined.partner[k]) is not None else v for k, v in enumerate(values)]
    text = parse.text
    return tuple(new_mention(text, "period", e.start, e.end, v) for e, v in zip(joined.expressions, values, strict=True))


def _told_by(smooth: str, found: list[Expression]) -> date | None:
    """Return the day the text prints as its own, unless it tells of years after that day."""
    day = cal.parse_day(_printed(smooth, found))
    later = {e.year for e in found if e.kind == "date" and e.year is not None and day is not None and e.year > day.year + 1}
    return day if len(later) < 3 else None


def _resolve_all(found: list[Expression], story: Story, t: Tokens, parse: Parse) -> list[PeriodValue]:
    """Return the values in text order; a clock time or part of day waits for the day that follows it ("at dawn on Friday")."""
    values: list[PeriodValue] = [PeriodValue()] * len(found)
    ahead = _ahead(found)
    waiting: list[int] = []
    for k, e in enumerate(found):
        setting = _setting(e, k, found, t, parse, ahead[k])
        if (e.kind in ("clock", "daypart") or e.rule == "today") and k + 1 < len(found) and _dated_by(e, found[k + 1], t):
            waiting.append(k)
            continue
        values[k] = resolve(e, story, setting)
        for w in waiting:
            if values[k].first is None and not story.history:
                story.day = None
            values[w] = resolve(_undated(found[w]), story, _setting(found[w], w, found, t, parse, None))
        waiting.clear()
    return values


def _undated(e: Expression) -> Expression:
    """Return a clock time or part of day that takes the day of the story ("overnight" too)."""
    return e if e.kind == "clock" else replace(e, kind="daypart", part="THAT", n=None)


def _dated_by(e: Expression, follower: Expression, t: Tokens) -> bool:
    """Say whether the next expression is the day of a clock time: "10:30 a.m. local time on 3 May"."""
    if e.rule == "today" and (e.daypart != "NI" or t.words[e.first] != "overnight"):
        return False
    if e.kind == follower.kind == "clock":
        return t.codes[e.last : follower.first] in ("-", "T", "&")
    if follower.kind not in ("date", "weekday", "shift") or (follower.kind == "date" and follower.day is None):
        return False
    between = t.words[e.last : follower.first]
    return len(between) <= 4 and all(w in _JOINS_CLOCK or w.endswith("time") for w in between)


_JOINS_CLOCK = {"on", "of", "local", "time", ",", "(", "gmt", "utc", "est", "early", "late", "a", "m", "."}


def _ahead(found: list[Expression]) -> list[tuple[int, int] | None]:
    """Return for each expression year and month of the next date given in full, at most a dozen expressions on."""
    ahead: list[tuple[int, int] | None] = [None] * len(found)
    last: tuple[int, int, int] | None = None
    for k in range(len(found) - 1, -1, -1):
        ahead[k] = last[1:] if last and last[0] - k <= 12 else None
        e = found[k]
        if e.kind == "date" and e.year is not None and e.year > 0 and e.month is not None:
            last = (k, e.year, e.month)
    return ahead


def _extended(found: list[Expression], t: Tokens, parse: Parse) -> list[Expression]:
    """Return the expressions with their tails; a tail that would swallow a date is cut off, other times in it are dropped."""
    kept: list[Expression] = []
    for k, e in enumerate(found):
        if kept and e.start < kept[-1].end:
            continue
        longer = extend(e, t, parse)
        swallowed = longer.end > e.end and any(o.kind in DATED and e.end <= o.start < longer.end for o in found[k + 1 : k + 6])
        kept.append(bare(e, t) if swallowed else longer)
    return kept


def is_history(found: list[Expression], told: date | None) -> bool:
    """Say whether a text tells of years past (an article, a chronicle) rather than of the days before its publication."""
    years = [e.year for e in found if e.year is not None and e.kind in ("date", "season")]
    news = sum(e.kind == "weekday" or (e.kind == "shift" and e.base == "told") for e in found)
    if len(years) < ENOUGH_YEARS or news * NEWS_WEIGHT > len(years):
        return False
    if told is None:
        return len(set(years)) >= 3
    return sum(y < told.year - 1 for y in years) >= 0.6 * len(years)


def _setting(e: Expression, k: int, found: list[Expression], t: Tokens, parse: Parse, ahead: tuple[int, int] | None) -> Setting:
    """Return where an expression stands."""
    before = t.words[e.first - 1] if e.first else "\n"
    if t.codes[e.first - 1 : e.first] == "\n":
        before = "\n"
    if before in ("early", "late", "the") and e.first > 1 and e.kind != "daypart":
        before = t.words[e.first - 2]
    word = parse.word_at(e.start)
    open_bracket = t.codes.rfind("(", max(0, e.first - 12), e.first)
    apart = open_bracket >= 0 and ")" not in t.codes[open_bracket : e.first]
    if e.kind == "daypart" and t.codes[e.first] == "t":
        before = "the"
    return Setting(
        before=before,
        tense=tense_of(parse, word) if e.year is None and e.kind in TENSED else None,
        named=_named(k, found, parse),
        apart=apart,
        opens=_opens_sentence(parse, word),
        ahead=ahead,
        sentence=parse.sentence_of[word] if word >= 0 else 0,
    )


def _named(k: int, found: list[Expression], parse: Parse) -> bool:
    """Say whether the sentence named a year before the expression."""
    word = parse.word_at(found[k].start)
    if word < 0:
        return False
    first = parse.start[parse.sentences[parse.sentence_of[word]][0]]
    for other in reversed(found[max(0, k - 40) : k]):
        if other.start < first:
            return False
        if other.year is not None and other.kind in ("date", "season"):
            return True
    return False


def _opens_sentence(parse: Parse, word: int) -> bool:
    """Say whether a word is one of the first three of its sentence."""
    return word >= 0 and word - parse.sentences[parse.sentence_of[word]][0] < 3


def _stretch(value: PeriodValue, other: PeriodValue, opens: bool) -> PeriodValue:
    """Return one end of a range with the bounds of the whole."""
    first, last = (value.first, other.last) if opens else (other.first, value.last)
    return replace(value, first=first, last=last) if first and last and first <= last else value


_LABEL = re.compile(
    r"(?:^|[\n|.;)\]])\s*(?:last )?"
    r"(?:dated?(?: of (?:publication|issue|release))?|published|posted|publication date|release date|updated?|issued)"
    r"(?: on| at)?\s*:?\s*\Z",
    re.I,
)

_LABEL_WORD = re.compile(r"date|published|posted|issued", re.I)
_YEAR = re.compile(r"[12]\d{3}")
_OPENING, _LONGEST_DATE, _WIDEST_DATE = 600, 200, 80


def printed_date(text: str) -> str | None:
    """Return the ISO day that a text prints as its own date, or None.

    That is the first full date behind a label ("Date of publication 12 May 2014", "Posted on …") or at the place of a
    dateline: first in one of the opening lines, or behind a place in capitals. Only the first 3,000 characters count.
    """
    head = reading_copy(text[:3000])
    head = head if _LABEL_WORD.search(head, _OPENING) else head[: _OPENING + _LONGEST_DATE]
    years = [m.start() for m in _YEAR.finditer(head)]
    return _printed(head, find_expressions(cut_tokens(head, _around(head, years[0], years[-1])))) if years else None


def _around(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """Return the stretch of whole words in which a date may lie that has its year between two places."""
    low, high = max(0, first - _WIDEST_DATE), min(len(text), last + _WIDEST_DATE)
    while low and not text[low - 1].isspace():
        low -= 1
    while high < len(text) and not text[high].isspace():
        high += 1
    return [(low, high)]


def _printed(head: str, found: list[Expression]) -> str | None:
    for e in found:
        if e.kind != "date" or not (e.year and e.month and e.day) or e.start > 3000:
            continue
        day = cal.day_of(e.year, e.month, e.day)
        if day is None:
            continue
        line = head.rfind("\n", 0, e.start) + 1
        opens = e.start < _OPENING and _opens(head[line : e.start], head[e.end : e.end + 3])
        if opens or _LABEL.search(head[max(0, e.start - 50) : e.start]):
            return day.isoformat()
    return None


def _opens(before: str, after: str) -> bool:
    """Say whether a date stands where a dateline has it: first in its line, or after a place and before a dash or bracket."""
    before = before.strip()
    if not before:
        return True
    if len(before) > 50 or not re.fullmatch(r"[^\d.!?]*[,|(/–—-]", before):
        return False
    return before.isupper() or after[:1] in (")", "\n") or after.strip()[:1] in ("-", "–", "—", "(", ":")
