"""Outrun: what was over by the day of the report though no word says so: truces whose time had run out or in whose stead a newer one
stood, evacuations and exchanges that had begun weeks before.

Invariant: only days and lengths that the report gives are counted; one that was renewed or extended is given its length three times over.
"""

import re
from datetime import date, timedelta

from msgspec.structs import replace

from trucebook.model import Claim, Field, PeriodValue
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import SETTLED
from trucebook.reading.deals.lengths import PROLONGING
from trucebook.reading.evidence import GUESSED, coded
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.times.calendar import parse_day

_TRUCES = ("ceasefire", "pause")
_LENGTH = re.compile(r"^P(?:(\d+)D)?(?:T(\d+)H)?$")
_LONG, _RECENT = 45, 25  # days after which a truce that was broken has given way to one of these days
_FEASTS = deal_words("feasts")  # "the Christmas truce" tells no day on which it was agreed
_LASTING = ("ceasefire", "pause", "peace_agreement", "settlement")  # types that another can stand in the place of
_UNMADE = ("proposed", "refused")
_UNTOLD = ("announced", "in_force", "unknown")  # how one may be left of which a report tells only that it was made
_SEQUEL = 7  # days by which a newer arrangement is one that an older, told in passing, did not spare the sides
_APART = 45  # days by which a newer arrangement is another, and no more of the same talks
_MOVES = ("evacuation", "exchange")
_MOVED = 14  # days after which an evacuation or exchange that had begun was carried out
_TERMS = 3  # lengths after which one that was renewed has run out too
_SHORT = 120  # hours of a truce that the last day in its sentence dates, where nothing else does
_GRACE = 1  # days that a truce may run on, as its hour of effect is not known
_OVER = {"violated": "collapsed", "announced": "expired", "in_force": "expired", "unknown": "expired"}


def with_outrun(notes: Notes, claims: list[Claim]) -> list[Claim]:
    """Return the claims with truces whose length ran out before the report as expired, and broken ones of weeks ago beside a newer one
    as collapsed."""
    today = parse_day(notes.report.published)
    if today is None:
        return claims
    truces = [c for c in claims if _is_truce(c)]
    aged = [_outrun(notes, c, today, _newest_like(c, truces, today)) if _is_truce(c) else c for c in claims]
    return [_carried_off(notes, c, today) for c in aged]


def with_given_way(notes: Notes, claims: list[Claim]) -> list[Claim]:
    """Return the claims with those as collapsed that were broken and made weeks before another of these days that could stand in their
    place."""
    today = parse_day(notes.report.published)
    lasting = [c for c in claims if c.value("type") in _LASTING and c.value("status") not in _UNMADE]
    if today is None:
        return claims
    days = [day_of(c) or (today if k == 0 else None) for k, c in enumerate(lasting)]  # what a report opens on, with no day, is its news
    newest = max((day for day in days if day is not None and day <= today), default=None)
    given = [_given_way(notes, c, today, newest) if c in lasting else c for c in claims]
    return [_faded(notes, c, newest) if k and c.value("type") in _LASTING else c for k, c in enumerate(given)]


def _given_way(notes: Notes, claim: Claim, today: date, newest: date | None) -> Claim:
    day = day_of(claim)
    if day is None or newest is None or is_upheld(claim) or not _broken_in_passing(notes.parse, claim):
        return claim
    gone = (newest - day).days > _APART and (today - newest).days <= _RECENT
    return replace(claim, fields={**claim.fields, "status": coded("collapsed")}) if gone else claim


def _faded(notes: Notes, claim: Claim, newest: date | None) -> Claim:
    """Return an arrangement told after another, with no word that it took effect, as collapsed where a newer one was made since: "A first
    truce was signed in March" beside one of July."""
    day = day_of(claim) or _day_beside(notes, claim)
    standing = is_upheld(claim) or any(reason.startswith("agreed:") for reason in claim.reasons)  # "a square that it keeps under the pact"
    known = claim.value("status") not in _UNTOLD or (claim.value("status") == "unknown" and SETTLED in claim.reasons)
    if day is None or newest is None or standing or known:
        return claim
    return replace(claim, fields={**claim.fields, "status": coded("collapsed")}) if (newest - day).days > _SEQUEL else claim


def _carried_off(notes: Notes, claim: Claim, today: date) -> Claim:
    """Return an evacuation or exchange that had begun weeks before the report as carried out."""
    day = day_of(claim) or _day_beside(notes, claim)
    if claim.value("type") not in _MOVES or claim.value("status") != "in_force" or day is None or (today - day).days <= _MOVED:
        return claim
    return replace(claim, fields={**claim.fields, "status": coded("fulfilled")})


def _day_beside(notes: Notes, claim: Claim) -> date | None:
    """Return the last of the days told in the sentence in which an arrangement is named; None where it tells none."""
    parse = notes.parse
    low, high = parse.sentences[parse.sentence_of[parse.word_at(claim.start)]]
    told = (m.value for m in notes.periods if parse.start[low] <= m.start < parse.end[high - 1])
    days = (parse_day(v.last) for v in told if isinstance(v, PeriodValue) and v.precision != "duration")
    return max((day for day in days if day is not None), default=None)


def _newest_like(claim: Claim, truces: list[Claim], today: date) -> date | None:
    """Return the day of the newest truce that could stand in the place of another: one of the same place, or of no place of its own."""
    days = (day_of(c) for c in truces if c.id != claim.id and _place_of(c) in (None, _place_of(claim)))
    return max((day for day in days if day is not None and day <= today), default=None)


def _place_of(claim: Claim) -> str | None:
    field = claim.fields.get("place")
    return field.text if isinstance(field, Field) else None


def _outrun(notes: Notes, claim: Claim, today: date, newest: date | None) -> Claim:
    status, hours = str(claim.value("status")), _hours_of(claim)
    short = hours is not None and hours <= _SHORT
    day = day_of(claim) or (_day_beside(notes, claim) if short or (hours is not None and status == "unknown") else None)
    if status not in _OVER or day is None:
        return claim
    renewed = any(v in reason for reason in claim.reasons for v in PROLONGING)
    ran_out = hours is not None and day + timedelta(days=hours // 24 * (_TERMS if renewed else 1) + (_LONG if renewed else _GRACE)) < today
    if ran_out and (status != "violated" or (newest is not None and newest > day)):
        return replace(claim, fields={**claim.fields, "status": coded(_OVER[status])})
    stale = newest is not None and not (renewed or is_upheld(claim)) and newest > day and (today - newest).days <= _RECENT
    if status == "violated" and stale and GUESSED not in claim.reasons:
        return replace(claim, fields={**claim.fields, "status": coded("collapsed")})
    return claim


def _broken_in_passing(parse: Parse, claim: Claim) -> bool:
    """Say whether one breath tells of an arrangement and of its breach as past: it is named in one sentence only, which tells the breach
    or stands right before it."""
    status = claim.fields.get("status")
    if not isinstance(status, Field) or status.value != "violated" or status.start is None:
        return False
    told = {parse.sentence_of[parse.word_at(f.start)] for f in claim.many("named") if f.start is not None}
    act = parse.word_at(status.start)
    verb = act if parse.pos[act] == "VERB" else parse.head[act]
    lasting = parse.tag[verb] not in ("VBD", "VBN") or any(parse.lower[c] in ("has", "have", "is", "are") for c in parse.children[verb])
    return not lasting and len(told) == 1 and parse.sentence_of[act] - min(told) in (0, 1)


def is_upheld(claim: Claim) -> bool:
    """Say whether any word has it that an arrangement took effect, holds or is kept."""
    return any(reason.startswith("in_force:") for reason in claim.reasons)


def _is_truce(claim: Claim) -> bool:
    return claim.value("type") in _TRUCES


def day_of(claim: Claim) -> date | None:
    """Return the last possible day on which a truce began or was agreed."""
    for name in ("began", "declared"):
        field = claim.fields.get(name)
        value = field.value if isinstance(field, Field) and (field.text or "").lower() not in _FEASTS else None
        if isinstance(value, PeriodValue) and (day := parse_day(value.last)) is not None:
            return day
    return None


def _hours_of(claim: Claim) -> int | None:
    """Return the length of a truce in hours, where it has one in days or hours."""
    field = claim.fields.get("duration")
    hit = _LENGTH.match(str(field.value)) if isinstance(field, Field) else None
    return int(hit[1] or 0) * 24 + int(hit[2] or 0) if hit else None
