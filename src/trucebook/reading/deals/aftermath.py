"""Aftermath: what became of an arrangement by acts told beside it that do not say so of it by name.

Invariant: an act counts in the sentence of a naming or the next two, up to where another arrangement is named; a plan never counts.
"""

from collections.abc import Callable
from datetime import date, timedelta

from msgspec.structs import replace

from trucebook.model import Claim, Field, PeriodValue
from trucebook.reading.deals.answered import answer_of
from trucebook.reading.deals.completing import brought_home_in, completed_in
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import BY_STEPS, SETTLED, TWO_SIDED, UNBROKEN
from trucebook.reading.deals.marring import marred_in, struck_in
from trucebook.reading.deals.outrun import is_upheld
from trucebook.reading.deals.ties import TOLD_BY_VERB
from trucebook.reading.deals.underway import begun_in
from trucebook.reading.deals.undone import NONE, undone_in
from trucebook.reading.deals.waragain import places_of, resumed_in, war_again
from trucebook.reading.evidence import coded, cut
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.times.calendar import parse_day

_NEXT = 2  # sentences after a naming in which its aftermath is told
_ANSWERED = 4  # sentences after an offer in which it is answered
_OLD = timedelta(days=45)  # age from which an offensive is no mere breach
_AGED = timedelta(days=28)  # age from which an arrangement that no word calls kept is broken by the war that a report tells
_TO_HOLD = ("ceasefire", "settlement")  # types that are to keep those from fighting whom the report tells of
_VOWING = {"pledge", "promise", "swear", "vow"}
_FIGHTING = {"battle", "continue", "fight", "keep", "press"}
_EDGES = {"brink", "edge", "verge", "danger", "risk"}
_FALLS = {"collapse", "failure", "unravel", "unravelling", "breakdown"}
_BEFORE = {"another", "earlier", "former", "previous", "prior", "similar"}
_SCORN = deal_words("names_of_scorn")
_OFFERS = deal_words("terms") - {"condition", "demand", "that"}

_Rule = tuple[str, tuple[str, ...], Callable[[Parse, int, int], int | None]]


def with_aftermath(notes: Notes, claims: list[Claim]) -> list[Claim]:
    """Return the claims with those as fulfilled, violated, collapsed or refused whose sequel tells so in other words."""
    named = sorted((notes.parse.word_at(f.start), c.id) for c in claims for f in c.many("named") if f.start is not None)
    places = places_of(notes)
    strikes = struck_in(notes.parse, 0, len(notes.parse)) is not None
    told = [_with_sequel(notes, c, named, places) for c in claims]
    first = min((c.start for c in told), default=0)
    matter = [strikes and _is_outlived(notes, c) and (c.value("type") == "ceasefire" or c.start == first) for c in told]
    return [replace(c, fields={**c.fields, "status": coded("violated")}) if m else c for c, m in zip(told, matter, strict=True)]


def _is_outlived(notes: Notes, claim: Claim) -> bool:
    """Say whether an arrangement of weeks ago, without a fixed term, is told by no word to hold, to have ended or to have been answered."""
    passing = claim.value("status") == "unknown" and SETTLED in claim.reasons
    lasting = claim.value("type") in _TO_HOLD and "duration" not in claim.fields and not (passing or is_upheld(claim) or _is_earlier(claim))
    return lasting and claim.value("status") in UNBROKEN and _is_old(notes, claim, _AGED)


def _is_earlier(claim: Claim) -> bool:
    """Say whether an arrangement is told beside another that came after it or is like it: "An earlier truce", "A similar deal"."""
    return not _BEFORE.isdisjoint(claim.quote.lower().split()[:3])


def _with_sequel(notes: Notes, claim: Claim, named: list[tuple[int, str]], places: frozenset[int]) -> Claim:
    parse, status = notes.parse, str(claim.value("status"))
    others = [k for k, other in named if other != claim.id]
    if status == "proposed":  # what an offer would do to another text ("would have extended the truce") ends no word on the offer
        others = [k for k in others if k == min(w for w, own in named if own == dict(named)[k])]
    spans = [_span_of(parse, w, others, _ANSWERED if status == "proposed" else _NEXT) for w, own in named if own == claim.id]
    news = bool(spans) and named[0][1] == claim.id  # the deal that the report is on: what it opens with came of it
    for meant, before, find in _rules(notes, claim, spans, places):
        within = [(0, spans[0][1]), *spans] if news and find is completed_in else spans
        found = next((j for first, last in within if (j := find(parse, first, last)) is not None), None) if status in before else None
        if found is not None:
            field = cut(parse.text, parse.start[found], parse.end[found], meant)
            return replace(claim, fields={**claim.fields, "status": field})
    return claim


def _rules(notes: Notes, claim: Claim, spans: list[tuple[int, int]], places: frozenset[int]) -> list[_Rule]:
    """Return (status, statuses it may stand in for, finder) of what can have become of an arrangement of its kind and age."""
    parse = notes.parse
    told = any(reason.startswith("violated:") for reason in claim.reasons)  # words that call it broken outweigh an act
    rules: list[_Rule] = [("refused", ("proposed", "unknown"), spurned_in), ("violated", UNBROKEN, undone_in)]
    if claim.value("type") in TWO_SIDED:
        rules += [
            ("collapsed", UNBROKEN if told else (*UNBROKEN, "violated"), resumed_in),
            ("violated", UNBROKEN, _tottering),
            ("violated", ("in_force",), marred_in),
        ]
    if claim.value("type") in BY_STEPS and TOLD_BY_VERB in claim.reasons:
        rules.append(("in_force", ("announced",), begun_in))
    if claim.value("type") == "exchange":
        rules.append(("fulfilled", ("announced", "unknown"), brought_home_in))
    if claim.value("type") in BY_STEPS:
        rules.insert(0, ("fulfilled", UNBROKEN if told else (*UNBROKEN, "violated"), completed_in))
    if (_is_old(notes, claim) and not told) or any(_was_to(parse, first, last) for first, last in spans):
        rules.insert(
            0, ("collapsed", (*UNBROKEN, "violated"), lambda parse, first, last: war_again(parse, places, first, last, lasting=True))
        )
    return rules


def _span_of(parse: Parse, word: int, others: list[int], far: int = _NEXT) -> tuple[int, int]:
    """Return the first and the end word of what a naming's sequel can stand in."""
    here = parse.sentence_of[word]
    first = max([parse.sentences[here][0], *(k + 1 for k in others if k < word)])
    last = parse.sentences[min(here + far, len(parse.sentences) - 1)][1]
    return first, min([last, *(k for k in others if k > word)])


def _is_old(notes: Notes, claim: Claim, age: timedelta = _OLD) -> bool:
    """Say whether an arrangement was made long before the report."""
    today = parse_day(notes.report.published)
    if SETTLED in claim.reasons or today is None:
        return SETTLED in claim.reasons
    fields = [claim.fields.get(name) for name in ("began", "declared")]
    values = [f.value for f in fields if isinstance(f, Field)]
    days = [parse_day(v.last) for v in values if isinstance(v, PeriodValue)]
    days = days or _days_beside(notes, claim)
    return any(day is not None and today - day > age for day in days)


def _days_beside(notes: Notes, claim: Claim) -> list[date | None]:
    """Return the last of the days told in the sentence of a claim, which dates it where nothing else does."""
    parse = notes.parse
    low, high = parse.sentences[parse.sentence_of[parse.word_at(claim.start)]]
    told = [m.value for m in notes.periods if parse.start[low] <= m.start < parse.end[high - 1]]
    found = [day for v in told if isinstance(v, PeriodValue) and (day := parse_day(v.last)) is not None]
    return [max(found)] if found else []


def _was_to(parse: Parse, first: int, last: int) -> bool:
    """Say whether a naming's sequel opens with what was to come of it: "Under the memorandum the town was to be a calm zone"."""
    end = min(last, parse.sentences[parse.sentence_of[first]][1]) - 2
    return any(parse.lower[j] in ("was", "were") and parse.lower[j + 1] == "to" and parse.tag[j + 2] == "VB" for j in range(first, end))


def _tottering(parse: Parse, first: int, last: int) -> int | None:
    """Return the end that is told to be near: "to the brink of collapse", "on the verge of collapsing", "to breaking point"."""
    for j in range(first + 2, last):
        lemma = parse.lemma[j]
        if lemma in _FALLS and parse.lower[j - 1] == "of" and _EDGES & set(parse.lower[max(0, j - 3) : j - 1]):
            return j
        if lemma == "point" and parse.lower[j - 1] == "breaking":
            return j
    return None


def spurned_in(parse: Parse, first: int, last: int) -> int | None:
    """Return the verb or word by which those who were offered something turn it down: "vowed to fight on", "walked out", "called it a
    ruse", "brushed the offer aside", "The emir refused", "took no notice"."""
    for j in range(first, last):
        if parse.lemma[j] in _SCORN and parse.lower[j - 1] in ("a", "as", "an", "mere"):
            return j
        if not _is_told(parse, j):
            continue
        lemma = parse.lemma[j]
        on = [c for c in parse.children_of(j, "xcomp") if parse.lemma[c] in _FIGHTING] if lemma in _VOWING else []
        if (
            on
            or (lemma == "walk" and any(parse.lower[c] == "out" for c in parse.children[j]))
            or _turned_down(parse, j)
            or _unheard(parse, j)
        ):
            return j
    return None


def _turned_down(parse: Parse, verb: int) -> bool:
    """Say whether a verb turns down what was offered, by its noun, a pronoun or nothing: "rejected the idea", "Tehran refused"."""
    if not answer_of(parse, verb):
        return False
    things = [c for c in parse.children[verb] if c > verb and parse.dep[c] in ("dobj", "xcomp", "ccomp")]
    things += [k for c in parse.children[verb] if c > verb and parse.lower[c] == "at" for k in parse.children[c]]
    if not things:
        return parse.lemma[verb] in ("decline", "refuse") and parse.child(verb, "nsubj") is not None
    meant = (k for k in things if not any(parse.lower[c] in ("a", "an") for c in parse.children[k]))
    return any(parse.lemma[k] in _OFFERS or parse.lower[k] in _OFFERS for k in meant)


def _unheard(parse: Parse, verb: int) -> bool:
    """Say whether nobody minded what was asked: "neither army took any notice", "neither side heeded the call"."""
    subject = parse.child(verb, "nsubj")
    nobody = subject is not None and any(parse.lower[w] in NONE | {"no"} for w in (subject, *parse.children[subject]))
    noticed = any(parse.lemma[c] in ("heed", "notice") for c in parse.children_of(verb, "dobj"))
    no_notice = noticed and any(parse.lower[k] in ("no", "little") for c in parse.children_of(verb, "dobj") for k in parse.children[c])
    return (nobody and (noticed or parse.lemma[verb] == "heed")) or no_notice


def _is_told(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells what was done: in the past, neither denied nor to come."""
    if parse.tag[verb] not in ("VBD", "VBN") or parse.pos[verb] != "VERB" or parse.child(verb, "neg") is not None:
        return False
    return not any(parse.tag[c] in ("MD", "TO") or parse.lower[c] in ("had", "if") for c in parse.children[verb])
