"""Datings: how long an arrangement is to last and the days on which it was agreed, took effect and ended.

Invariant: a day hangs on the word that tells of it; an age ("the four-day-old truce") is no length.
"""

import re
from bisect import bisect_left
from datetime import date, timedelta

from msgspec.structs import replace

from trucebook.model import Field, Fields, Mention, PeriodValue
from trucebook.reading.deals.arranging import Arrangement
from trucebook.reading.deals.cues import Cue
from trucebook.reading.deals.daysapart import day_apart, day_of_quiet, tells_beginning
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.namingdays import day_by_age, day_counted, day_made, day_named, day_of_effect, is_truce, periods_in
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.traits import fixed_hours, told_hours
from trucebook.reading.evidence import cut, of_mention
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes

_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_OPENING = deal_words("opening")
_LASTING = {"endure", "hold", "last"}
_GOING_ON = {"continue", "endure", "hold", "stick", "survive"}  # "is holding despite shelling on Sunday" tells no beginning
_UP_TO = {"until", "till", "before", "through"}


def add_datings(notes: Notes, arrangement: Arrangement, cues: list[Cue], fields: Fields) -> None:
    """Add length, and days of effect, declaration and end of an arrangement to its fields, where the words give them."""
    _add_duration(notes, arrangement, fields)
    aged = next((day for n in arrangement.namings if (day := day_by_age(notes, n)) is not None), None)
    if aged is not None and "week" not in (aged.text or ""):
        fields["began"] = aged  # to the day, and surer than what a verb elsewhere tells
    _add_start_to_come(notes, arrangement, fields)
    _add_dates(notes, arrangement, cues, fields)
    _add_named_date(notes, arrangement, fields)
    _add_beside(notes, arrangement, fields)
    _part_span(notes, arrangement, fields)
    _add_beginning(notes, arrangement, cues, fields)


def _add_beginning(notes: Notes, arrangement: Arrangement, cues: list[Cue], fields: Fields) -> None:
    """Take the day on which a truce was announced for that of its beginning where it is told how long it held: "A truce announced on
    3 May lasted five days"."""
    held = any(c.status == "collapsed" and notes.parse.lemma[c.word] in _LASTING | {"stand", "survive"} for c in cues)
    declared = fields.get("declared")
    if held and isinstance(declared, Field) and any(is_truce(n) for n in arrangement.namings):
        fields.setdefault("began", declared)


def _part_span(notes: Notes, arrangement: Arrangement, fields: Fields) -> None:
    """Turn the two days between which a truce is to hold into its beginning and its end: "announced a truce from 12 to 19 June"."""
    told = fields.get("declared")
    value = told.value if isinstance(told, Field) else None
    if not isinstance(told, Field) or told.start is None or not isinstance(value, PeriodValue) or not value.first or not value.last:
        return
    at = notes.parse.word_at(told.start)
    span = value.precision == "day" and value.first < value.last and notes.parse.lower[at - 1] in ("between", "from")
    if span and any(is_truce(n) for n in arrangement.namings) and "began" not in fields:
        fields["began"] = replace(told, value=replace(value, last=value.first))
        end = next((m for m in notes.periods[bisect_left(notes.periods, told.start + 1, key=lambda m: m.start) :][:1]), None)
        if end is not None and isinstance(end.value, PeriodValue) and end.value.last == value.last:
            fields["ended"] = of_mention(end)
        del fields["declared"]


def is_ahead(period: Field, published: str | None) -> bool:
    """Say whether a period begins after the day of the report."""
    value = period.value
    return published is not None and isinstance(value, PeriodValue) and value.first is not None and value.first[:10] > published[:10]


def _add_start_to_come(notes: Notes, arrangement: Arrangement, fields: Fields) -> None:
    """Add the day of effect that a naming opens onto: "a pause starting on Monday", "a truce from Friday", where it lies ahead."""
    parse = notes.parse
    for naming in arrangement.namings:
        last = parse.sentences[parse.sentence_of[naming.word]][1]
        for period in periods_in(notes, parse.end[naming.last], parse.end[min(naming.last + 14, last - 1)]):
            at = parse.word_at(period.start)
            before = parse.lower[max(naming.last + 1, at - 4) : at]
            clause = parse.lower[naming.last + 1 : at]
            if not _OPENING & set(before) or {".", ";", "until", "after", "since", "said"} & set(clause) or len(clause) > 9:
                continue
            if not _opened_now(notes, naming, at):
                continue
            ahead = _ahead(of_mention(period), notes.report.published)
            if is_ahead(ahead, notes.report.published):
                fields.setdefault("began", ahead)
                return


def _opened_now(notes: Notes, naming: Naming, at: int) -> bool:
    """Say whether no finite verb in the past stands between a naming and the day: "a truce began on Monday" looks back."""
    parse = notes.parse
    told = range(naming.last + 1, at)
    return not any(parse.tag[j] == "VBD" and parse.lower[j] not in ("was", "were") for j in told)


def _ahead(period: Field, published: str | None) -> Field:
    """Return a period that names a bare weekday as the next such day after the report."""
    value = period.value
    if not published or not isinstance(value, PeriodValue) or value.precision != "day" or not value.first or not period.text:
        return period
    if len(published) < 10 or not _WEEKDAY.search(period.text) or any(ch.isdigit() for ch in period.text):
        return period
    told, today = date.fromisoformat(value.first[:10]), date.fromisoformat(published[:10])
    if told > today or (today - told).days > 7:
        return period
    day = (told + timedelta(days=7)).isoformat()
    return replace(period, value=replace(value, first=day, last=day, timex=day))


def _add_beside(notes: Notes, arrangement: Arrangement, fields: Fields) -> None:
    """Add the days that stand in and beside the namings, where no verb has told them."""
    for naming in arrangement.namings:
        told = (
            ("began", day_of_effect(notes, naming)),
            ("began", day_counted(notes, naming)),
            ("declared", day_made(notes, naming)),
            ("began" if is_truce(naming) else "declared", day_named(notes, naming)),
        )
        for name, day in told:
            if day is not None and name not in fields and day.start not in _days_told(fields):
                fields[name] = day
        for apart in (day_apart(notes, naming), day_of_quiet(notes, naming)):
            if apart is not None:
                fields.setdefault(*apart)


def _days_told(fields: Fields) -> set[int | None]:
    """Return where the days stand that fields hold already."""
    return {f.start for f in fields.values() if isinstance(f, Field) and isinstance(f.value, PeriodValue)}


def _add_duration(notes: Notes, arrangement: Arrangement, fields: Fields) -> None:
    parse = notes.parse
    for naming in arrangement.namings:
        hours, words = fixed_hours(parse, naming)
        if hours is None:
            hours, words = told_hours(parse, naming)
        if hours is not None and words is not None:
            iso = f"P{hours // 24}D" if hours % 24 == 0 and hours > 96 else f"PT{hours}H"
            fields["duration"] = cut(parse.text, parse.start[words[0]], parse.end[words[1]], iso)
            return


def _add_dates(notes: Notes, arrangement: Arrangement, cues: list[Cue], fields: Fields) -> None:
    """Add the day of effect, of declaration and of end from the periods that stand close to the verbs that tell of them."""
    names = {
        "in_force": "began",
        "announced": "declared",
        "proposed": "declared",
        "ended": "ended",
        "expired": "ended",
        "collapsed": "ended",
    }
    for cue in sorted(cues, key=lambda c: c.status != "in_force" or c.future or not tells_beginning(notes.parse, c.word)):
        name = names.get(cue.status)
        if (cue.future and cue.status == "announced") or notes.parse.lemma[cue.word] in _LASTING:
            name = "began"  # "a truce in August lasted four days"
        if notes.parse.lemma[cue.word] == "adopt":
            name = "declared"
        after = set(notes.parse.lower[cue.word + 1 : cue.word + 4])
        lemma = notes.parse.lemma[cue.word]
        now = notes.parse.tag[cue.word] in ("VBG", "VBP", "VBZ")
        going_on = (lemma in _GOING_ON and now) or (lemma == "enter" and not {"effect", "force"} & after)
        if name is None or name in fields:
            continue
        period = _period_of(notes, cue)
        if going_on and period is not None and notes.parse.lower[notes.parse.word_at(period.start) - 1] != "since":
            continue  # "entered its third week on Monday" tells no beginning
        if period is not None and isinstance(period.value, PeriodValue) and period.value.first and not _in_name(notes, arrangement, period):
            found = of_mention(period)
            fields[name] = _ahead(found, notes.report.published) if cue.future else found


def _in_name(notes: Notes, arrangement: Arrangement, period: Mention) -> bool:
    """Say whether a period is part of a name: "a 2008 ceasefire"."""
    start, end = notes.parse.start, notes.parse.end
    return any(start[n.first] <= period.start and period.end <= end[n.word] for n in arrangement.namings)


def _period_of(notes: Notes, cue: Cue) -> Mention | None:
    """Return the period that hangs on a cue's own word, no other verb between; a mere length ("24 hours") is none."""
    parse = notes.parse
    first, last = parse.sentences[parse.sentence_of[cue.word]]
    low = bisect_left(notes.periods, parse.start[first], key=lambda m: m.start)
    high = bisect_left(notes.periods, parse.end[last - 1], key=lambda m: m.start)
    for period in notes.periods[low:high]:
        value = period.value
        if not isinstance(value, PeriodValue) or (value.timex or "")[:1] == "P":
            continue
        at = parse.word_at(period.start)
        if at < 0 or abs(at - cue.word) > 20 or parse.sentence_of[at] != parse.sentence_of[cue.word]:
            continue
        head = parse.head_of(period.start, period.end)
        if parse.lower[at - 1] in _UP_TO or head is None or _of_another_verb(parse, at, cue.word):
            continue
        told = cue.status == "in_force" or (cue.status == "announced" and parse.dep[cue.word] in ("advcl", "relcl"))
        if told and _when_behind(parse, period) and at < cue.word < at + 16:
            return period  # "on Thursday, when the truce came into effect"
        above = [head, *parse.ancestors(head)]
        verb = next((a for a in above if parse.pos[a] == "VERB" or a == cue.word), None)
        if verb == cue.word and not _names_noun(notes, period):
            return period
    return None


def _of_another_verb(parse: Parse, at: int, verb: int) -> bool:
    """Say whether a period before a verb closes a clause on its subject: "a truce that was brokered last week has ended"."""
    clause = next((j for j in range(at - 1, max(-1, at - 14), -1) if parse.words[j] in (",", ";") or parse.pos[j] == "VERB"), None)
    own = clause is not None and parse.dep[clause] in ("relcl", "acl") and parse.head[clause] < clause
    return at < verb and own and "," not in parse.words[at:verb]


def _when_behind(parse: Parse, period: Mention) -> bool:
    """Say whether a period opens onto a clause with "when", a comma between or not."""
    after = parse.word_at(period.end - 1) + 1
    return "when" in parse.lower[after : after + 2] and parse.lower[after] in ("when", ",")


def _names_noun(notes: Notes, period: Mention) -> bool:
    """Say whether a period tells one noun from others of its kind: "the ceasefire of 5 March"."""
    parse, at = notes.parse, notes.parse.word_at(period.start)
    return at > 1 and parse.lower[at - 1] == "of" and parse.pos[parse.head[at - 1]] in ("NOUN", "PROPN") and parse.head[at - 1] == at - 2


def _add_named_date(notes: Notes, arrangement: Arrangement, fields: Fields) -> None:
    """Add the day by which an agreement is told from others, "the ceasefire of 5 March", as that of its declaration."""
    if "began" in fields or "declared" in fields:
        return
    parse = notes.parse
    for naming in arrangement.namings:
        for period in notes.periods[bisect_left(notes.periods, parse.end[naming.word], key=lambda m: m.start) :][:1]:
            value = period.value
            told = isinstance(value, PeriodValue) and value.first is not None and value.precision == "day"
            if told and parse.word_at(period.start) == naming.word + 2 and _names_noun(notes, period):
                fields["declared"] = of_mention(period)
                return


def is_behind(began: Field, published: str | None) -> bool:
    """Say whether a day on which an arrangement began had passed when the report was published."""
    value = began.value
    return published is not None and isinstance(value, PeriodValue) and value.last is not None and value.last < published[:10]
