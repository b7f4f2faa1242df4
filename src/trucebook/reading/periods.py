"""Periods: every expression of time, as an interval of days with its TIMEX3-style value.

Invariant: no false day: what the words leave open stays open (None, or the whole month).
"""

import re
from datetime import date

from msgspec.structs import replace as with_

from trucebook.model import Mention, PeriodValue, Report
from trucebook.reading import calendar as cal
from trucebook.reading.anchors import Setting, Story, resolve
from trucebook.reading.evidence import new_mention
from trucebook.reading.parse import Parse, reading_copy
from trucebook.reading.ranges import join_ranges
from trucebook.reading.timewords import Tokens, cut_tokens
from trucebook.reading.timex import Expression, find_expressions
from trucebook.reading.timings import extend, is_time, tense_of

__all__ = ["find_periods", "printed_date"]

ENOUGH_YEARS = 4  # explicit years that make a text a history rather than a dispatch


def find_periods(report: Report, parse: Parse) -> tuple[Mention, ...]:
    """Return the period mentions of a report in text order, resolved against its publication day and its story.

    Bounds are ISO days; the two ends of a range are two mentions that both carry the bounds of the whole range. BC years
    have a timex and no bounds.
    """
    t = cut_tokens(parse.smooth)
    found = find_expressions(t)
    if not found:
        return ()
    told = cal.parse_day(report.published)
    story = Story(told=told, history=is_history(found, told))
    kept = [extend(e, t, parse) for e in found if is_time(e, t, parse) and (story.history or e.kind != "present")]
    joined = join_ranges(t, _apart(kept))
    values = [resolve(e, story, _setting(e, k, joined.expressions, t, parse)) for k, e in enumerate(joined.expressions)]
    values = [_stretch(v, values[p], p > k) if (p := joined.partner[k]) is not None else v for k, v in enumerate(values)]
    text = parse.text
    return tuple(new_mention(text, "period", e.start, e.end, v) for e, v in zip(joined.expressions, values, strict=True))


def _apart(found: list[Expression]) -> list[Expression]:
    """Return the expressions without those that an extended one before them covers."""
    kept: list[Expression] = []
    for e in found:
        if not kept or e.start >= kept[-1].end:
            kept.append(e)
    return kept


def is_history(found: list[Expression], told: date | None) -> bool:
    """Say whether a text tells of years past (an article, a chronicle) rather than of the days before its publication."""
    years = [e.year for e in found if e.year is not None and e.kind in ("date", "season")]
    if len(years) < ENOUGH_YEARS:
        return False
    if told is None:
        return len(years) >= 2 * ENOUGH_YEARS and len(set(years)) >= 3
    return sum(y < told.year - 1 for y in years) >= 0.6 * len(years)


def _setting(e: Expression, k: int, found: list[Expression], t: Tokens, parse: Parse) -> Setting:
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
    return Setting(before=before, tense=tense_of(parse, word), named=_named(k, found, parse), apart=apart)


def _named(k: int, found: list[Expression], parse: Parse) -> bool:
    """Say whether the sentence named a year before the expression."""
    word = parse.word_at(found[k].start)
    if word < 0:
        return False
    first = parse.start[parse.sentences[parse.sentence_of[word]][0]]
    for other in reversed(found[:k]):
        if other.start < first:
            return False
        if other.year is not None and other.kind in ("date", "season"):
            return True
    return False


def _stretch(value: PeriodValue, other: PeriodValue, opens: bool) -> PeriodValue:
    """Return one end of a range with the bounds of the whole."""
    first, last = (value.first, other.last) if opens else (other.first, value.last)
    return with_(value, first=first, last=last) if first and last and first <= last else value


_PRINTED = re.compile(
    r"\b(?:date(?:d)?(?: of (?:publication|issue|release))?|published(?: on| at)?|posted(?: on)?|publication date|release[d]?(?: date| on)?|updated|issued(?: on)?)\s*:?\s*\Z",
    re.I,
)


def printed_date(text: str) -> str | None:
    """Return the ISO day a text prints as its own date ("Date of publication 7 July 2016", a dateline), or None.

    A day that a label names wins; else a full date that opens one of the first lines.
    """
    head = reading_copy(text[:3000])
    t = cut_tokens(head)
    opening: str | None = None
    for e in find_expressions(t):
        if e.kind != "date" or not (e.year and e.month and e.day):
            continue
        day = cal.day_of(e.year, e.month, e.day)
        if day is None:
            continue
        if _PRINTED.search(head[max(0, e.start - 40) : e.start]):
            return day.isoformat()
        line = head.rfind("\n", 0, e.start) + 1
        if opening is None and e.start < 600 and _opens(head[line : e.start], head[e.end : e.end + 3]):
            opening = day.isoformat()
    return opening


def _opens(before: str, after: str) -> bool:
    """Say whether a date stands where a dateline has it: first in its line, or after a place in capitals."""
    before = before.strip()
    if not before:
        return True
    return (
        len(before) < 50
        and bool(re.fullmatch(r"[^\d.!?]*[,|(/–—-]", before))
        and (before.isupper() or after[:1] in ")-–—(:\n" or after.strip()[:1] in ("-", "–", "—", "("))
    )
