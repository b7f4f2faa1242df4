"""Storylines: acts told day by day after a report has told that an agreement took effect, with no word that ties them to it.

Invariant: an act of a storyline has a time of its own or follows one in its sentence; what ended with a time of its own is followed by
none of the report's own days.
"""

from trucebook.model import Claim, Field, PeriodValue
from trucebook.reading.deals.breaches import Hostile, HostileWords, find_hostile
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import SETTLED, Ground
from trucebook.reading.deals.perpetrators import perpetrator_of
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
_BLAMING = deal_words("accusing")
_GOING_ON = {"continue", "go", "keep", "persist", "resume"}
_NEXT = {"ensuing", "following", "next", "same", "subsequent", "those"}
_SPANS = {"day", "evening", "hour", "month", "morning", "night", "week"}
_THEY = {"he", "it", "they"}
_BEGINNING = {"begin", "break", "erupt", "start"}


def find_storylines(notes: Notes, words: HostileWords, ground: Ground, tied: dict[int, Claim]) -> list[tuple[Hostile, Claim]]:
    """Return the acts that carry on the story of an agreement that took effect, with that agreement; `tied` holds the agreements of acts
    that other words tie, by their word."""
    parse, found = notes.parse, []
    last: tuple[int, Claim] | None = None  # where the storyline stands, and of which agreement
    for s, (first, end) in enumerate(parse.sentences):
        for hostile in find_hostile(parse, words, first, end) if end - first > 3 else ():
            if hostile.word in tied:
                last = (s, tied[hostile.word])
                continue
            claim = _story_of(parse, ground, hostile, last)
            if claim is None or not _is_told(parse, hostile) or not _in_its_time(notes, words, ground, hostile, claim, last):
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
    old = claim is not None and SETTLED in claim.reasons  # one of years ago that the news only names took effect then
    fit = claim is not None and (old or claim.value("status") in _TOOK_EFFECT) and claim.value("type") not in ("offer", "exchange")
    return claim if fit else None


def _is_told(parse: Parse, hostile: Hostile) -> bool:
    """Say whether an act is told as one that happened then: in the simple past, and not as the outbreak of a war."""
    verb = hostile.word if hostile.verb is None else hostile.verb
    if _is_omission(hostile):
        return True
    if hostile.nominal and hostile.verb is None:
        return False
    if hostile.nominal and parse.lower[hostile.first] == "the" and parse.lemma[verb] in _BEGINNING:
        return False
    helping = {parse.lower[c] for c in parse.children_of(verb, "aux", "auxpass")}
    if parse.tag[verb] == "VBD" or _lasts(parse, verb):
        return True
    over = parse.head[parse.head[verb]]
    if parse.dep[verb] == "pcomp" and parse.tag[verb] == "VBG" and parse.lemma[over] in _BLAMING:
        return True  # "accused the army of using drones in June"
    return parse.tag[verb] == "VBN" and (bool(helping & {"was", "were"}) or (not helping and parse.dep[verb] == "conj"))


def _lasts(parse: Parse, verb: int) -> bool:
    """Say whether somebody is told to have gone on with an act: "went on shelling the suburb", "continued to raid"."""
    over = parse.head[verb]
    return parse.dep[verb] == "xcomp" and parse.tag[over] == "VBD" and parse.lemma[over] in _GOING_ON


def _in_days_after(parse: Parse, s: int) -> bool:
    """Say whether a sentence opens with a stretch counted from what was told: "Over the next three weeks", "During those two days"."""
    first, last = parse.sentences[s]
    opening = [j for j in range(first, min(first + 5, last - 1)) if parse.lower[j] in _NEXT]
    return any(parse.lemma[k] in _SPANS for j in opening for k in range(j + 1, min(j + 3, last)))


def _goes_on(parse: Parse, hostile: Hostile, before: int) -> bool:
    """Say whether an act follows one of its storyline in the same sentence, or in the next by those who are meant by a pronoun."""
    s = parse.sentence_of[hostile.word]
    doer = perpetrator_of(parse, hostile)
    return s == before or (s == before + 1 and doer is not None and parse.lower[doer] in _THEY)


def _is_omission(hostile: Hostile) -> bool:
    """Say whether an act is what a side did not do, which has no day."""
    return hostile.verb is None and not hostile.nominal


def _in_its_time(notes: Notes, words: HostileWords, ground: Ground, hostile: Hostile, claim: Claim, last: tuple[int, Claim] | None) -> bool:
    """Say whether an act has a time that belongs to the story of its agreement."""
    parse, s = notes.parse, notes.parse.sentence_of[hostile.word]
    named = ground.named_before(hostile.first, claim)
    back = "those" in parse.lower[parse.sentences[s][0] : hostile.first] and _in_days_after(parse, s)
    if (not back and _ended_between(parse, words, claim, named, hostile)) or _of_another_year(notes, hostile, claim):
        return False
    if named is not None and parse.sentence_of[named] == s:
        return any(parse.lower[j] in _TURNING for j in range(named + 1, hostile.first + 1))
    if _is_omission(hostile) or (last is not None and _goes_on(parse, hostile, last[0])):
        return True
    if _lasts(parse, hostile.word) or _in_days_after(parse, s):
        return True
    period = period_for(parse, notes.periods, parse.start[hostile.first], parse.end[hostile.last])
    if period is None or not isinstance(period.value, PeriodValue) or period.value.precision == "duration":
        return False
    news = bool(set((period.text or "").lower().split()) & _NEWS_DAYS)
    return not (news and claim.value("status") in _PAST and not _ends_later(claim, parse.start[hostile.first]))


def _ends_later(claim: Claim, start: int) -> bool:
    """Say whether the end of an agreement is told only after character `start`."""
    cue = claim.fields.get("status")
    return claim.value("status") == "collapsed" and isinstance(cue, Field) and cue.start is not None and cue.start > start


def _ended_between(parse: Parse, words: HostileWords, claim: Claim, named: int | None, hostile: Hostile) -> bool:
    """Say whether the end of an agreement is told between its naming and an act in a later sentence, and not by an act that ended it."""
    cue = claim.fields.get("status")
    if named is None or claim.value("status") not in _ENDED or not isinstance(cue, Field) or cue.start is None:
        return False
    end = parse.word_at(cue.start)
    apart = named - 8 <= end < hostile.first and parse.sentence_of[end] < parse.sentence_of[hostile.word]
    return apart and not find_hostile(parse, words, end, end + 1)


def _of_another_year(notes: Notes, hostile: Hostile, claim: Claim) -> bool:
    """Say whether a report of its own days goes back to an earlier year with an act, its agreement being none of the past."""
    today = notes.report.published
    if today is None or claim.value("status") in _PAST or not _NEWS_DAYS & notes.parse.vocabulary:
        return False
    return has_earlier_year(notes.parse, hostile.word, int(today[:4]))
