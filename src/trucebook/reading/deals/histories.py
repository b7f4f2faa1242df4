"""Histories: whether a report looks back on wars of other years, how an arrangement stands that is only told there as agreed, and what
became of it.

Invariant: a report that names a day by today ("on Sunday", "last week") is news, whatever years stand in it.
"""

import re

from msgspec.structs import replace

from trucebook.model import Claim, Field, Fields, Mention, PeriodValue
from trucebook.reading.deals.aftermath import spurned_in
from trucebook.reading.deals.completing import completed_in, disbanded_in
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import BY_STEPS, TWO_SIDED
from trucebook.reading.deals.marring import bloodshed_in
from trucebook.reading.deals.undone import undone_in
from trucebook.reading.deals.waragain import places_of, war_again
from trucebook.reading.evidence import coded, cut
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.times.calendar import parse_day

_YEAR = re.compile(r"\b(?:1\d{3}|20\d\d)\b|\b\d{1,4} ?(?:B\.?C|A\.?D|BCE|CE)\b")
_OF_YEAR = re.compile(r"\b\d{1,2} [A-Z][a-z]{2,8}\b|\b[A-Z][a-z]{2,8} \d{1,2}\b")
_DAY = re.compile(r"^(-?\d{4})(?:-(\d\d))?")
_NEWS = deal_words("news_days")
_LATER = 8  # sentences after its last naming in which a history tells how an arrangement ended
_ROW = 4  # sentences between two namings of one story
_BLOODY = 2  # sentences of bloodshed from which a truce that gave way to another was none
_TOLD = 3  # years that a report with a day of its own must tell of to be a history
_NEAR = 3  # sentences from an armistice in which a capitulation is one more of them
_LATELY = 14  # days within which a peace is still to take effect
_MONTH = 31  # days within which a truce that began, and of which no more is told, is taken to last
_SINCE = 12  # months after which an arrangement told as agreed must have begun


def is_history(notes: Notes) -> bool:
    """Say whether a report tells of years gone by: it dates by the year, none of them its own or the one before, and never from today;
    one whose day is not known may date by day and month too, one with a day must tell of three such years."""
    latest: int | None = None
    days, told = False, 0
    for period in notes.periods:
        dated = _YEAR.search(period.text) is not None
        said = period.text.lower().split()
        if not dated and (not _NEWS.isdisjoint(said) or said[0] in ("last", "next")):
            return False
        days = days or _OF_YEAR.search(period.text) is not None
        month = _told_month(period) if dated else None
        latest = max(month, latest or month) if month is not None else latest
        told += month is not None
    today = _month(notes.report.published)
    if today is None or (latest is not None and latest - today > _SINCE):  # a day in the text was taken for that of the report
        return days or latest is not None
    return latest is not None and told >= _TOLD and latest // 12 < today // 12 - 1


def has_settled(notes: Notes, fields: Fields) -> bool:
    """Say whether an arrangement was agreed a year or more before the report, so that it has long taken effect."""
    declared, today = fields.get("declared", fields.get("began")), _month(notes.report.published)
    value = declared.value if isinstance(declared, Field) else None
    agreed = _month(value.last) if isinstance(value, PeriodValue) else None
    return agreed is not None and today is not None and today - agreed >= _SINCE


def agreed_before(notes: Notes, fields: Fields) -> bool:
    """Say whether an arrangement was agreed on a day before that of the report."""
    declared, published = fields.get("declared"), notes.report.published
    value = declared.value if isinstance(declared, Field) else None
    day = value.last if isinstance(value, PeriodValue) else None
    return day is not None and published is not None and len(published) >= 10 and day[:10] < published[:10]


def agreed_lately(notes: Notes, fields: Fields) -> bool:
    """Say whether an arrangement was agreed within the two weeks before the report."""
    age = _age(notes, fields.get("declared"))
    return age is not None and 0 <= age <= _LATELY


def began_lately(notes: Notes, fields: Fields) -> bool:
    """Say whether an arrangement began within the month before the report."""
    age = _age(notes, fields.get("began"))
    return age is not None and 0 <= age <= _MONTH


def _age(notes: Notes, field: object) -> int | None:
    """Return the days between the first day of a field and the report."""
    today, value = parse_day(notes.report.published), field.value if isinstance(field, Field) else None
    day = parse_day(value.first) if isinstance(value, PeriodValue) else None
    return (today - day).days if day is not None and today is not None else None


def with_outcomes(notes: Notes, claims: list[Claim]) -> list[Claim]:
    """Return the claims of a history as what it tells of each, from its naming to that of the next, leaves them: taken effect ("The treaty
    gave …"), fallen where war was taken up again, given way to a newer one."""
    words = {c.id: [notes.parse.word_at(f.start) for f in c.many("named") if f.start is not None] for c in claims}
    stories = _stories(notes.parse, claims, words)
    places = places_of(notes)
    settled = [_led_to(notes, _effected(notes.parse, c, words[c.id]), stories.get(c.id), places) for c in claims]
    settled.sort(key=lambda c: c.start)
    return [
        _outlived(notes.parse, _renewed(claim, settled[n + 1 :]), stories.get(claim.id), settled[n + 1 :])
        for n, claim in enumerate(settled)
    ]


def _stories(parse: Parse, claims: list[Claim], words: dict[str, list[int]]) -> dict[str, tuple[int, int]]:
    """Return by id the first and the end word of what a history tells of each arrangement: up to where the next that was made is named."""
    made = sorted((words[c.id][0], c.id) for c in claims if words[c.id] and c.value("status") not in ("refused", "proposed"))
    stories: dict[str, tuple[int, int]] = {}
    for claim in claims:
        last = _last_of_row(parse, words[claim.id])
        if last is None:
            continue
        then = next((w for w, other in made if parse.sentence_of[w] > parse.sentence_of[last] and other != claim.id), len(parse))
        upto = min(parse.sentence_of[last] + _LATER, len(parse.sentences) - 1)
        stories[claim.id] = last + 1, min(then, parse.sentences[upto][1])
    return stories


def _last_of_row(parse: Parse, words: list[int]) -> int | None:
    """Return the last of the namings that stand near one another from the first on; None for no naming."""
    last = words[0] if words else None
    for w in words:
        if last is not None and parse.sentence_of[w] - parse.sentence_of[last] <= _ROW:
            last = w
    return last


def _effected(parse: Parse, claim: Claim, words: list[int]) -> Claim:
    """Return an arrangement only told as agreed, or a text that did something, as in force."""
    status = claim.value("status")
    said = [k for w in words for k in range(w, min(w + 6, len(parse)))]
    if (status == "announced" and "to come" not in claim.reasons) or (status == "unknown" and any(_acts(parse, w) for w in said)):
        return replace(claim, fields={**claim.fields, "status": coded("in_force")})
    return claim


def _led_to(notes: Notes, claim: Claim, story: tuple[int, int] | None, places: frozenset[int]) -> Claim:
    """Return an arrangement as collapsed where its story tells of war taken up again or of a place taken by force, else as fulfilled
    where it tells that all was done."""
    kind, status, parse = claim.value("type"), claim.value("status"), notes.parse
    if story is not None and status == "proposed" and (by := spurned_in(parse, *story)) is not None:
        return replace(claim, fields={**claim.fields, "status": cut(parse.text, parse.start[by], parse.end[by], "refused")})
    if story is None or kind == "offer" or status not in ("in_force", "unknown", "violated"):
        return claim
    again = war_again(parse, places, *story) if kind not in _DONE_AND_OVER else None
    done = completed_in(parse, *story) if kind in (*BY_STEPS, "peace_agreement") else None
    done = done or (disbanded_in(parse, *story) if kind not in _TRUCES else None)
    by = again if again is not None else done if status != "violated" or kind in _DONE_AND_OVER else None
    meant = "collapsed" if again is not None else "fulfilled"
    if by is None and status != "violated":
        by, meant = undone_in(parse, *story), "violated"
    if by is None:
        moved = kind in _DONE_AND_OVER and status == "in_force"  # "sailed away under an evacuation that two kings arranged"
        return replace(claim, fields={**claim.fields, "status": coded("fulfilled")}) if moved else claim
    return replace(claim, fields={**claim.fields, "status": cut(parse.text, parse.start[by], parse.end[by], meant)})


def _outlived(parse: Parse, claim: Claim, story: tuple[int, int] | None, later: list[Claim]) -> Claim:
    """Return an arrangement that was broken, or whose story is one of bloodshed, as collapsed where a history tells of another that was
    made after it for the same place."""
    bloody = claim.value("status") == "in_force" and story is not None and len(bloodshed_in(parse, *story)) >= _BLOODY
    if not (bloody or claim.value("status") == "violated") or claim.value("type") not in TWO_SIDED:
        return claim
    place = claim.value("place")
    new = any(c.value("status") in _MADE and c.value("type") in _ENDING_WARS and c.value("place") in (None, place) for c in later)
    return replace(claim, fields={**claim.fields, "status": coded("collapsed")}) if new else claim


def _renewed(claim: Claim, later: list[Claim]) -> Claim:
    """Return a truce in force as superseded where a new one, or a peace, was made after it: "A new truce was concluded in 1996"."""
    if claim.value("status") not in ("in_force", "unknown") or claim.value("type") not in _TRUCES:
        return claim
    place = str(claim.value("place") or "")
    made = [c for c in later if c.value("status") in _MADE and str(c.value("place") or place) == (place or str(c.value("place") or ""))]
    new = next((c for c in made if _is_new(c) or (c.value("type") == "peace_agreement" and c.quote != claim.quote)), None)
    return claim if new is None else replace(claim, fields={**claim.fields, "status": coded("superseded")})


def _is_new(claim: Claim) -> bool:
    """Say whether a truce is called a new one."""
    return claim.value("type") in _TRUCES and not _ANEW.isdisjoint(claim.quote.lower().split()[:3])


_TRUCES = ("ceasefire", "pause")
_DONE_AND_OVER = ("evacuation", "exchange")  # types that war taken up again does not undo
_ENDING_WARS = ("ceasefire", "peace_agreement", "settlement")
_MADE = ("announced", "in_force", "violated", "collapsed", "expired", "superseded", "fulfilled")
_ANEW = {"another", "fresh", "further", "new", "renewed", "second"}


def _acts(parse: Parse, word: int) -> bool:
    """Say whether a noun is the subject of a verb in the past: "The Treaty of A confirmed the queen on her throne"."""
    verb = parse.head[word]
    if parse.dep[word] == "pobj" and parse.dep[verb] == "agent":
        return parse.tag[parse.head[verb]] == "VBN"  # "The line was fixed by the Karachi Agreement"
    return parse.dep[word] == "nsubj" and parse.tag[verb] == "VBD" and parse.child(verb, "neg") is None


def find_capitulations(parse: Parse, taken: set[int]) -> list[tuple[int, int]]:
    """Return (verb, subject) of states told to have capitulated somewhere, in a row with armistices: "Turkey capitulated at Mudros"."""
    found = []
    for j in parse.words_of({"capitulate"}):
        if parse.tag[j] != "VBD" or not any(parse.sentence_of[j] + k in taken for k in range(-_NEAR, _NEAR + 1)):
            continue
        subject = parse.child(j, "nsubj")
        placed = any(parse.lower[c] in ("at", "in", "to") for c in parse.children[j])
        if subject is not None and parse.pos[subject] == "PROPN" and placed and parse.child(j, "neg") is None:
            found.append((j, subject))
    return found


def _told_month(period: Mention) -> int | None:
    """Return the number of the last month of a period told by its year; 0 for one before our era, which has no day."""
    value = period.value
    if not isinstance(value, PeriodValue):
        return None
    return 0 if (value.timex or "").startswith("BC") else _month(value.last)


def _month(day: str | None) -> int | None:
    """Return the number of a day's month, counted through the years, the last where only the year is known; None for no day."""
    hit = _DAY.match(day or "")
    return int(hit[1]) * 12 + int(hit[2] or 12) - 1 if hit else None
