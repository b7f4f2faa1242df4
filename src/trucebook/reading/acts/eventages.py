"""Ages: how long before its report an act took place, and what it loses for being old or for standing late without a day; acts that
did not take place.

Invariant: an act without a period that can be compared with the report's day has no age.
"""

from trucebook.reading.acts.eventtypes import Typed
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause, Notes
from trucebook.reading.times.when import days_ago, period_for

_OLD, _RECENT = 120, 14
_LATE = 0.55
# what an act of a type loses for being months old: accords of other years are history, old force is at times the story
_LOST = {"AGREE": 0.4, "ASSAULT": 0.05}
_NOBODY = frozenset({"no", "neither", "none", "nobody", "few", "hardly", "nothing"})
_LOST_BY_OTHERS = 0.15
_LOST_LATE = 0.2


def age_of(notes: Notes, clause: Clause) -> int | None:
    """Return how many days before the report's day an act took place at the latest; None where nothing tells."""
    period = period_for(notes.parse, notes.periods, clause.start, clause.end)
    return days_ago(period.value, notes.report.published) if period is not None else None


def lost_to_age(notes: Notes, clause: Clause, typed: Typed, *, sided: bool) -> float:
    """Return what an act loses for its age: "a truce signed in Norvik two years ago"; an accord told late in a report and by
    nobody who makes it, or whose sides (`sided`) are not named, loses something too where no day of the last two weeks makes it news."""
    age = age_of(notes, clause) if clause.assertion != "ongoing" else None
    if age is not None and age > _OLD:
        return _LOST.get(typed.type, _LOST_BY_OTHERS)
    if typed.type != "AGREE" or (age is not None and age <= _RECENT):
        return 0.0
    told = not clause.nominal and not clause.passive and notes.parse.dep[clause.word] != "relcl"
    return 0.0 if told or sided or clause.start <= _LATE * len(notes.report.text) else _LOST_LATE


def done_by_none(parse: Parse, clause: Clause) -> bool:
    """Say whether nobody did a thing or nothing was done: "no captive was freed", "not one rifle has been handed over"."""
    words = [w for w in (clause.agent, clause.patient) if w is not None and not clause.nominal]
    for word in words:
        first = parse.noun_phrase(word)[0]
        before = parse.lower[max(first - 1, 0) : first + 2]
        if parse.lower[word] in _NOBODY or parse.lower[first] in _NOBODY or before[:2] == ["not", "one"] or before[1:] == ["not", "one"]:
            return True
    return False
