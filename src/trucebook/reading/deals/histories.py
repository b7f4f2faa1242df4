"""Histories: whether a report looks back on wars of other years, how an arrangement stands that is only told there as agreed, and what
became of it.

Invariant: a report that names a day by today ("on Sunday", "last week") is news, whatever years stand in it.
"""

import re
from bisect import bisect_right

from msgspec.structs import replace

from trucebook.model import Claim, Field, Fields, Mention, PeriodValue
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.evidence import coded, cut
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.times.calendar import parse_day

_YEAR = re.compile(r"\b(?:1\d{3}|20\d\d)\b|\b\d{1,4} ?(?:B\.?C|A\.?D|BCE|CE)\b")
_OF_YEAR = re.compile(r"\b\d{1,2} [A-Z][a-z]{2,8}\b|\b[A-Z][a-z]{2,8} \d{1,2}\b")
_DAY = re.compile(r"^(-?\d{4})(?:-(\d\d))?")
_NEWS = deal_words("news_days")
_LATER = 8  # sentences after its last naming in which a history tells how an arrangement ended
_RESUMING = {"begin", "break", "erupt", "flare", "renew", "resume", "start"}
_WARS = {"campaign", "conflict", "hostility", "war"}
_TOLD = 3  # years that a report with a day of its own must tell of to be a history
_NEAR = 3  # sentences from an armistice in which a capitulation is one more of them
_LATELY = 14  # days within which a peace is still to take effect
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
    if today is None or (latest is not None and latest // 12 > today // 12):  # a day in the text was taken for that of the report
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
    declared, today = fields.get("declared"), parse_day(notes.report.published)
    value = declared.value if isinstance(declared, Field) else None
    day = parse_day(value.first) if isinstance(value, PeriodValue) else None
    return day is not None and today is not None and 0 <= (today - day).days <= _LATELY


def with_outcomes(notes: Notes, claims: list[Claim]) -> list[Claim]:
    """Return the claims of a history with those in force whose sides went to war again as collapsed, and named texts that did something
    ("The treaty gave …") as in force."""
    parse = notes.parse
    words = {c.id: [parse.word_at(f.start) for f in c.many("named") if f.start is not None] for c in claims}
    starts = sorted(parse.sentence_of[ws[0]] for ws in words.values() if ws)
    settled = []
    for claim in claims:
        said = [k for w in words[claim.id] for k in range(w, min(w + 6, len(parse)))]
        status = claim.value("status")
        if (status == "announced" and "to come" not in claim.reasons) or (status == "unknown" and any(_acts(parse, w) for w in said)):
            claim = replace(claim, fields={**claim.fields, "status": coded("in_force")})
        if claim.value("status") in ("in_force", "unknown") and words[claim.id]:
            here = parse.sentence_of[words[claim.id][-1]]
            after = bisect_right(starts, here)
            upto = (starts[after] if after < len(starts) else here + _LATER) + 1
            again = _war_again(parse, words[claim.id][-1] + 1, parse.sentences[min(upto, here + _LATER, len(parse.sentences) - 1)][1])
            if again is not None:
                over = cut(parse.text, parse.start[again], parse.end[again], "collapsed")
                claim = replace(claim, fields={**claim.fields, "status": over})
        settled.append(claim)
    return [_renewed(claim, settled[n + 1 :]) for n, claim in enumerate(settled)]


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
_MADE = ("announced", "in_force", "violated", "collapsed", "expired", "superseded", "fulfilled")
_ANEW = {"another", "fresh", "further", "new", "renewed", "second"}


def _acts(parse: Parse, word: int) -> bool:
    """Say whether a noun is the subject of a verb in the past: "The Treaty of A confirmed the queen on her throne"."""
    verb = parse.head[word]
    if parse.dep[word] == "pobj" and parse.dep[verb] == "agent":
        return parse.tag[parse.head[verb]] == "VBN"  # "The line was fixed by the Karachi Agreement"
    return parse.dep[word] == "nsubj" and parse.tag[verb] == "VBD" and parse.child(verb, "neg") is None


def _war_again(parse: Parse, first: int, last: int) -> int | None:
    """Return the verb that tells of war taken up again: "the war resumed", "hostilities broke out again", "was renewed"."""
    for j in range(first, last):
        if parse.lemma[j].lower() not in _RESUMING or parse.tag[j] not in ("VBD", "VBN") or parse.child(j, "neg") is not None:
            continue
        again = parse.lemma[j].lower() in ("resume", "renew") or any(parse.lower[c] in ("again", "anew") for c in parse.children[j])
        what = [*parse.children_of(j, "nsubj", "nsubjpass", "dobj"), j - 2 if parse.lower[j - 1] == "had" else j - 1]
        anew = {w for k in what for w in parse.lower[max(0, k - 4) : k]} & {"civil", "full", "full-scale", "open", "total"}
        if (again or anew) and any(parse.lemma[w].lower() in _WARS for k in what for w in parse.conjuncts(k)):
            return j
    return None


def find_capitulations(parse: Parse, taken: set[int]) -> list[tuple[int, int]]:
    """Return (verb, subject) of states told to have capitulated somewhere, in a row with armistices: "Turkey capitulated at Mudros"."""
    found = []
    for j, lemma in enumerate(parse.lemma):
        if lemma != "capitulate" or parse.tag[j] != "VBD" or not any(parse.sentence_of[j] + k in taken for k in range(-_NEAR, _NEAR + 1)):
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
