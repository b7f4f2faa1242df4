"""Storylines: acts told day by day after a report has told that an agreement took effect, with no word that ties them to it.

Invariant: an act of a storyline has a time of its own or follows one in its sentence; what ended with a time of its own is followed by
none of the report's own days.
"""

from trucebook.model import Claim, Field, PeriodValue
from trucebook.reading.deals.breaches import Hostile, HostileWords, find_hostile
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import Ground
from trucebook.reading.deals.weighing import counts, has_earlier_year
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.times.when import period_for

_REACH = 6  # sentences between the naming of an agreement, or the last act of its storyline, and the next act
_TOOK_EFFECT = ("in_force", "violated", "collapsed", "expired", "superseded", "fulfilled", "announced")
_ENDED = ("collapsed", "expired", "superseded", "fulfilled")
_PAST = ("collapsed", "expired", "superseded")
_NEWS_DAYS = deal_words("news_days")
_TURNING = {"but", "yet", "before", "when", "while", "until"}
_BEGINNING = {"begin", "break", "erupt", "start"}


def find_storylines(notes: Notes, words: HostileWords, ground: Ground) -> list[tuple[Hostile, Claim]]:
    """Return the acts that carry on the story of an agreement that took effect, with that agreement."""
    parse, found = notes.parse, []
    last: tuple[int, Claim] | None = None  # where the storyline stands, and of which agreement
    for s, (first, end) in enumerate(parse.sentences):
        for hostile in find_hostile(parse, words, first, end) if end - first > 3 else ():
            claim = _story_of(parse, ground, hostile, last)
            if claim is None or not _is_told(parse, hostile) or not _in_its_time(notes, ground, hostile, claim, s, last):
                continue
            if counts(parse, words, hostile, claim, "story"):
                found.append((hostile, claim))
                last = (s, claim)
    return found


def _story_of(parse: Parse, ground: Ground, hostile: Hostile, last: tuple[int, Claim] | None) -> Claim | None:
    """Return the agreement whose story a report is telling at an act: the one named last, or whose story goes on."""
    claim = ground.before(parse, hostile.first, reach=_REACH)
    here = parse.sentence_of[hostile.word]
    if claim is None and last is not None and here - last[0] <= 3:
        claim = last[1]
    fit = claim is not None and claim.value("status") in _TOOK_EFFECT and claim.value("type") != "offer"
    return claim if fit else None


def _is_told(parse: Parse, hostile: Hostile) -> bool:
    """Say whether an act is told as one that happened then: in the simple past, and not as the outbreak of a war."""
    verb = hostile.word if hostile.verb is None else hostile.verb
    if hostile.nominal and hostile.verb is None:
        return False
    if hostile.nominal and parse.lower[hostile.first] == "the" and parse.lemma[verb].lower() in _BEGINNING:
        return False
    helping = {parse.lower[c] for c in parse.children_of(verb, "aux", "auxpass")}
    if parse.tag[verb] == "VBD":
        return True
    return parse.tag[verb] == "VBN" and (bool(helping & {"was", "were"}) or (not helping and parse.dep[verb] == "conj"))


def _in_its_time(notes: Notes, ground: Ground, hostile: Hostile, claim: Claim, s: int, last: tuple[int, Claim] | None) -> bool:
    """Say whether an act has a time that belongs to the story of its agreement."""
    parse = notes.parse
    named = max((w for w, c in ground.words if c.id == claim.id and w < hostile.first), default=None)
    if _ended_between(parse, claim, named, hostile) or _of_another_year(notes, hostile, claim):
        return False
    if named is not None and parse.sentence_of[named] == s:
        return any(parse.lower[j] in _TURNING for j in range(named + 1, hostile.first + 1))
    if last is not None and last[0] == s and last[1].id == claim.id:
        return True
    period = period_for(parse, notes.periods, parse.start[hostile.first], parse.end[hostile.last])
    if period is None or not isinstance(period.value, PeriodValue) or period.value.precision == "duration":
        return False
    news = bool(set((period.text or "").lower().split()) & _NEWS_DAYS)
    return not (news and claim.value("status") in _ENDED)


def _ended_between(parse: Parse, claim: Claim, named: int | None, hostile: Hostile) -> bool:
    """Say whether the end of an agreement is told between its naming and an act in a later sentence."""
    cue = claim.fields.get("status")
    if named is None or claim.value("status") not in _ENDED or not isinstance(cue, Field) or cue.start is None:
        return False
    end = parse.word_at(cue.start)
    return named - 8 <= end < hostile.first and parse.sentence_of[end] < parse.sentence_of[hostile.word]


def _of_another_year(notes: Notes, hostile: Hostile, claim: Claim) -> bool:
    """Say whether a report of its own days goes back to an earlier year with an act, its agreement being none of the past."""
    today = notes.report.published
    if today is None or claim.value("status") in _PAST or not _NEWS_DAYS & notes.parse.vocabulary:
        return False
    return has_earlier_year(notes.parse, hostile.word, int(today[:4]))
