"""Naming days: the days that stand in and right beside a naming: in its own words, on the verb that made it, where it takes effect,
in its age.

Invariant: a day counted back ("entered its third day") stands on the words that count it.
"""

from bisect import bisect_left
from datetime import date, timedelta

from trucebook.model import Field, Mention, PeriodValue
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.idioms import is_agreeing
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.predicates import participles
from trucebook.reading.deals.traits import count_at
from trucebook.reading.evidence import cut, of_mention
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.times.calendar import parse_day

_MAKING = deal_words("made") | deal_words("bringing") | {"accept", "decree", "draw", "make", "proclaim", "seal", "strike", "unveil"}
_BEGINNING = {"begin", "commence", "start"}
_TAKING = {"come", "enter", "go", "take"}
_INTO = {"effect", "force", "hold"}
_OUTRIGHT = (
    *(("as", w) for w in ("of", "from")),
    *(("effective", w) for w in ("from", "on", "since")),
    ("with", "effect", "from"),
    *(("in", state, w) for state in ("effect", "force", "place") for w in ("from", "since")),
)
_AGES = {"minute": 0, "hour": 0, "day": 1, "week": 7}
_PARTS = {"afternoon", "day", "evening", "morning", "night"}
_NEAR, _FAR = 12, 18  # words behind a naming in which its day is told by its turn
_ORDINALS = {w: n for n, w in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1)}
_TRUCE = ("ceasefire", "pause")


def periods_in(notes: Notes, low: int, high: int) -> list[Mention]:
    """Return the mentions of periods that begin from character `low` on and before `high`, in text order."""
    first = bisect_left(notes.periods, low, key=lambda m: m.start)
    return [m for m in notes.periods[first : bisect_left(notes.periods, high, key=lambda m: m.start)] if isinstance(m.value, PeriodValue)]


def day_named(notes: Notes, naming: Naming) -> Field | None:
    """Return the month or year that a naming carries before its noun or right behind it: "a February ceasefire", "the 2016 peace"."""
    parse = notes.parse
    inside = periods_in(notes, parse.start[naming.first], parse.start[naming.word])
    behind = periods_in(notes, parse.end[naming.word], parse.end[min(naming.word + 2, len(parse) - 1)])
    told = [m for m in (*inside, *behind) if is_dated(m)]
    if not told:
        return None
    at = parse.word_at(told[0].start)
    return of_mention(told[0]) if told[0] in inside or parse.lower[at - 1] in ("in", "of", "on") else None


def is_dated(period: Mention) -> bool:
    """Say whether a period is a day, week, month or year of the calendar, and no length or time of day."""
    value = period.value
    return isinstance(value, PeriodValue) and value.first is not None and value.precision in ("day", "week", "month", "year")


def day_made(notes: Notes, naming: Naming) -> Field | None:
    """Return the day on the participle or clause that tells who made it: "a truce arranged by elders in 2014", "that A and B agreed
    on Monday", "the accord, reached on Monday, lets …" (whose participle the parser may take for the verb)."""
    parse = notes.parse
    over = parse.head[naming.word]
    torn = parse.dep[naming.word] == "nsubj" and parse.tag[over] == "VBN" and parse.child(over, "aux", "auxpass") is None
    told = [j for j in (*participles(parse, naming), *([over] if torn else []), *_next_verb(notes, naming)) if parse.lemma[j] in _MAKING]
    told += [c for c in parse.children[naming.word] if parse.dep[c] == "relcl" and (is_agreeing(parse, c) or _made_by(parse, c))]
    for verb in told:
        for period in periods_in(notes, parse.end[verb], parse.end[min(verb + 14, len(parse) - 1)]):
            if _hangs_on(notes, period, verb):
                return of_mention(period)
    return None


def _made_by(parse: Parse, verb: int) -> bool:
    """Say whether a relative clause tells who made an arrangement: "the accord that the two countries made in Lomé in 2019"."""
    return parse.lemma[verb] in _MAKING and parse.child(verb, "nsubj") is not None and parse.child(verb, "neg") is None


def _next_verb(notes: Notes, naming: Naming) -> list[int]:
    """Return the participle that is the first full verb behind a naming: "a ceasefire between A and B (that was) brokered by C in May"."""
    parse = notes.parse
    last = min(parse.sentences[parse.sentence_of[naming.word]][1], naming.last + 14)
    verb = next((j for j in range(naming.last + 1, last) if parse.pos[j] == "VERB"), None)
    return [verb] if verb is not None and parse.tag[verb] == "VBN" and parse.dep[verb] in ("acl", "relcl") else []


def _hangs_on(notes: Notes, period: Mention, verb: int) -> bool:
    """Say whether a dated period is told of a verb: no other verb, and no full stop, lies between."""
    parse, at = notes.parse, notes.parse.word_at(period.start)
    if not is_dated(period) or parse.sentence_of[at] != parse.sentence_of[verb]:
        return False
    return not any(parse.pos[j] in ("VERB", "AUX") or parse.lower[j] in ("after", "before", "until", "since") for j in range(verb + 1, at))


def day_of_effect(notes: Notes, naming: Naming) -> Field | None:
    """Return the day from which it is told to hold: "effective from 1 July", "since it came into effect on Monday", "as of midnight on"."""
    parse = notes.parse
    last = parse.sentences[parse.sentence_of[naming.word]][1]
    for period in periods_in(notes, parse.end[naming.last], parse.end[last - 1]):
        if not is_dated(period):
            continue
        at = parse.word_at(period.start)
        between = parse.lower[naming.last + 1 : at]
        if at - naming.last <= 16 and any(_ends_with(between, words) for words in _OUTRIGHT):
            return of_mention(period)
        if _it_began(notes, naming, at):
            return of_mention(period)
    return None


def _ends_with(between: list[str], words: tuple[str, ...]) -> bool:
    """Say whether words stand close before the end: "as of 00:00 local time on"."""
    n = len(words)
    return any(tuple(between[j : j + n]) == words and len(between) - j <= n + 4 for j in range(len(between)))


def _it_began(notes: Notes, naming: Naming, at: int) -> bool:
    """Say whether "it", "which" or "that" is told right before a day to have begun or come into force."""
    parse = notes.parse
    for j in range(max(naming.word + 1, at - 6), at):
        lemma = parse.lemma[j]
        told = lemma in _BEGINNING or (lemma in _TAKING and _INTO & set(parse.lower[j + 1 : j + 3]))
        if not told or parse.tag[j] not in ("VBD", "VBN", "VBZ"):
            continue
        subject = parse.child(j, "nsubj")
        if subject is None:
            return j == max(naming.word, naming.last) + 1 and parse.lower[at - 1] in ("on", "at")
        told_of = naming.first <= subject <= max(naming.word, naming.last) or parse.lower[subject] in ("it", "which", "that")
        return told_of and parse.lower[at - 1] in ("at", "from", "on", "in", "force", "effect", "hold", parse.lower[j])
    return False


def day_counted(notes: Notes, naming: Naming) -> Field | None:
    """Return the day it took effect, counted back: "the four-day-old truce", "the truce entered its third day"."""
    return day_by_age(notes, naming) or _by_turn(notes, naming)


def day_by_age(notes: Notes, naming: Naming) -> Field | None:
    """Return the day counted back from an age before the noun: "the four-day-old truce"."""
    parse, published = notes.parse, notes.report.published
    if not published or len(published) < 10:
        return None
    for old in range(naming.first + 1, naming.word):
        unit = next((w for w in reversed(parse.lower[max(0, old - 2) : old]) if w != "-"), "")
        if parse.lower[old] != "old" or unit.removesuffix("s") not in _AGES:
            continue
        at = max(j for j in range(old) if parse.lower[j] == unit)
        before = next((j for j in range(at - 1, max(-1, at - 3), -1) if parse.lower[j] != "-"), None)
        number = count_at(parse, before) if before is not None else None
        days = _AGES[unit.removesuffix("s")] * (1 if number is None else number)
        return counted_back(notes, at if number is None or before is None else before, old, date.fromisoformat(published[:10]), days)
    return None


def _by_turn(notes: Notes, naming: Naming) -> Field | None:
    """Return the day counted back from "its third day" behind a naming or "the second day of" before it."""
    parse = notes.parse
    first, last = parse.sentences[parse.sentence_of[naming.word]]
    for j in range(max(first, naming.first - 5), min(naming.last + _FAR, last - 1)):
        turn = _ORDINALS.get(parse.lower[j])
        if turn is None or parse.lower[j + 1] not in _PARTS:
            continue
        near = ("enter", "in", "into", "on") if j < naming.last + _NEAR else ("enter", "into")  # "a raid in May on its second day"
        own = j > naming.last and parse.lower[j - 1] == "its" and parse.lemma[parse.head[j + 1]] in near
        of = j < naming.first and parse.lower[j + 2 : j + 3] == ["of"] and naming.first - j <= 5
        today = story_day(notes, first, last) if own or of else None
        if today is not None:
            return counted_back(notes, j, j + 1, today, turn - 1)
    return None


def story_day(notes: Notes, first: int, last: int) -> date | None:
    """Return the one day that a sentence names, else the day of the report."""
    parse, published = notes.parse, notes.report.published
    days = {
        m.value.first[:10]
        for m in periods_in(notes, parse.start[first], parse.end[last - 1])
        if isinstance(m.value, PeriodValue) and m.value.precision == "day" and m.value.first
    }
    told = days.pop() if len(days) == 1 else published if not days else None
    return parse_day(told)


def counted_back(notes: Notes, first: int, last: int, today: date, days: int) -> Field:
    """Return the field of a day so many days before another, on the words that count it."""
    day = (today - timedelta(days=days)).isoformat()
    value = PeriodValue(first=day, last=day, precision="day", timex=day)
    return cut(notes.parse.text, notes.parse.start[first], notes.parse.end[last], value)


def is_truce(naming: Naming) -> bool:
    """Say whether what is named is dated by when it held ("a February ceasefire"), and not by its signing ("the 2016 accord")."""
    return naming.kind in _TRUCE
