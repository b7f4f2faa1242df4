"""Traits: what one naming says of itself beyond its kind: order, years, days, months, places, length, names.

Invariant: a trait rests on words in and right around the naming; whether two namings are one arrangement is decided in arranging.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from trucebook.model import PeriodValue
from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.namings import Naming, dates_the_verb, torn_participle
from trucebook.reading.deals.predicates import OPENING, told_by_agent, torn_lasting
from trucebook.reading.deals.recency import is_long_gone, is_of_now, is_past
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.times.when import period_for

_YEAR = re.compile(r"^(?:19|20)\d\d$")
_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen")
_NUMBERS = {w: n for n, w in enumerate(_UNITS, 1)}
_HOURS = {"hour": 1, "day": 24, "week": 168, "month": 720, "minute": 1}
_MONTHS = deal_words("months")
_LATER = deal_words("later")
_SORTS = deal_words("sorts")
_FEASTS = deal_words("feasts")
_COMMON = deal_words("brought") | deal_words("papers") | {"armistice", "peace", "treaty"}
_ROW = deal_words("row_words")
_MADE = deal_words("made") | {"arrange", "conclude", "initial", "ink", "make", "order", "proclaim", "seal", "strike"}
_NEARBY = {"nearby", "neighbouring", "neighboring", "adjacent", "adjoining"}
_LENGTHS = deal_words("lengths")
_FIXED = re.compile(r"^(?:week|month|day|year)(?:-?long)?$")


@dataclass(frozen=True)
class Traits:
    """What one naming says of itself beyond its kind."""

    earlier: bool
    other: bool
    years: frozenset[str]
    own_years: frozenset[str]
    places: frozenset[str]
    hours: int | None
    words: str
    later: bool = False
    old: bool = False
    placed: bool = False
    months: frozenset[str] = frozenset()
    sorts: frozenset[str] = frozenset()
    remembered: bool = False
    titles: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    gone: bool = False
    fresh: bool = False
    feasts: frozenset[str] = frozenset()


def traits_of(notes: Notes, lexicon: Lexicon, naming: Naming) -> Traits:
    """Return what the words in and around one naming tell of it."""
    parse = notes.parse
    first, last = parse.sentences[parse.sentence_of[naming.word]]
    edge = max(min(parse.right_edge(naming.word), naming.word + 14), _torn_edge(parse, naming))
    edge = max(naming.last, naming.word) if dates_the_verb(parse, naming) else edge
    inside = range(naming.first, edge + 1)
    return Traits(
        earlier=bool(naming.mods & lexicon.terms("earlier_words") - ({"old"} if naming.mods & _HOURS.keys() else set()))
        or (naming.indefinite and bool({"before", "earlier", "previously"} & set(parse.lower[naming.last + 1 : edge + 1])))
        or _among_earlier(parse, naming, lexicon)
        or (naming.definite and "last" in naming.mods and parse.tag[parse.head[naming.word]] in ("VBD", "VBN")),
        other=bool(naming.mods & lexicon.terms("other_words"))
        or parse.lower[naming.last + 1 : naming.last + 4] in (["of", "its", "own"], ["of", "their", "own"], ["of", "the", "same"])
        or bool(_NEARBY & set(parse.lower[naming.word + 2 : naming.word + 4])),
        years=frozenset(parse.words[j] for j in range(first, last) if _is_year(parse, j)),
        own_years=frozenset(parse.words[j] for j in inside if _is_year(parse, j) and parse.lower[j - 1] != "since")
        or _years_told(notes, naming, edge)
        or _opening_year(parse, naming),
        places=_places(notes, naming),
        hours=fixed_hours(parse, naming)[0] or told_hours(parse, naming)[0],
        words=" ".join(parse.lower[naming.first : edge + 1]),
        months=frozenset((naming.mods | set(parse.lower[naming.word : edge + 1])) & _MONTHS) or _month_made(notes, naming),
        old=_is_old(notes, naming, edge),
        gone=is_long_gone(notes, naming, edge),
        fresh=is_of_now(notes, naming),
        placed=naming.definite and any(parse.pos[j] == "PROPN" for j in range(naming.first, naming.word)),
        sorts=naming.mods & _SORTS,
        feasts=naming.mods & _FEASTS,
        titles=_titles(notes, naming),
        days=_days(notes, naming, edge),
        remembered=any(_is_had(parse, c) for c in parse.children[naming.word] if parse.dep[c] == "relcl") or _is_over(parse, naming),
        later=naming.kind == "settlement" and bool(_LATER & set(parse.lower[first : min(first + 5, last)])),
    )


def _torn_edge(parse: Parse, naming: Naming) -> int:
    """Return the last word of what a participle tells that the parser took for the verb: "A long truce declared in May was dropped"."""
    verb, last = naming.last + 1, parse.sentences[parse.sentence_of[naming.word]][1]
    torn = verb < last and parse.head[naming.word] == verb and parse.dep[naming.word] in ("nsubj", "nsubjpass")
    torn = (torn and (parse.tag[verb] == "VBN" or told_by_agent(parse, verb))) or torn_participle(parse, naming.last) is not None
    if not torn or parse.child(verb, "aux", "auxpass") is not None or parse.lemma[verb] not in _MADE:
        return naming.word
    ends = ("VBD", "VBZ", "VBP", "MD")
    under = parse.dep[naming.word] == "pobj"  # "under the accord concluded in May, fighters left": a mark ends it
    upto = range(verb + 1, min(verb + 14, last))
    stop = next((j for j in upto if parse.tag[j] in ends or parse.words[j] == ";" or (under and parse.words[j] == ",")), verb)
    return max(stop - 1, naming.word)


def _opening_year(parse: Parse, naming: Naming) -> frozenset[str]:
    """Return the year that a sentence opens with before a new naming: "In 2014, a truce had ended …"."""
    first, last = parse.sentences[parse.sentence_of[naming.word]]
    opened = naming.indefinite and first + 2 < last and parse.lower[first] == "in" and _is_year(parse, first + 1)
    return frozenset([parse.words[first + 1]] if opened else [])


def _month_made(notes: Notes, naming: Naming) -> frozenset[str]:
    """Return the month in which a new naming is told to be made, or that its sentence opens with: "In April a ceasefire fell apart",
    "A deal on the port was signed on 3 May"."""
    parse = notes.parse
    first, last = parse.sentences[parse.sentence_of[naming.word]]
    if not naming.indefinite:
        return frozenset()
    opened = parse.lower[first + 1 : first + 3] if first + 2 < last and parse.lower[first] == "in" else []
    made = not naming.unsure and is_made(parse, naming) and parse.tag[parse.head[naming.word]] in ("VBD", "VBN")
    period = period_for(parse, notes.periods, parse.start[naming.first], parse.end[naming.last]) if made else None
    old = period is not None and (notes.report.published is None or is_past(notes, period.value))
    told = period.text.lower().split() if period is not None and old else []
    return frozenset(w for w in (*opened, *told) if w in _MONTHS)


def _is_year(parse: Parse, j: int) -> bool:
    """Say whether a word is a year and no count of something: "in 2014", but not "2000 women"."""
    return _YEAR.match(parse.words[j]) is not None and not (parse.dep[j] == "nummod" and parse.tag[parse.head[j]] == "NNS")


def is_town(notes: Notes, j: int) -> bool:
    """Say whether a word is the name of a place below a country."""
    at = bisect_right(notes.places, notes.parse.start[j], key=lambda m: m.start) - 1
    spot = notes.places[at] if at >= 0 and notes.places[at].end > notes.parse.start[j] else None
    return spot is not None and getattr(spot.value, "precision", None) in ("town", "district", "point")


def _titles(notes: Notes, naming: Naming) -> frozenset[str]:
    """Return the names that a text is called by: "the Lincoln Agreement", "the accord of Ouagadougou", "the Suwalki agreement"."""
    parse = notes.parse
    if not naming.definite:
        return frozenset()
    before = [j for j in range(naming.first, naming.word) if _is_name(parse, j)]
    capital = parse.words[naming.word][:1].isupper()
    paired = any(parse.lower[c] == "between" for c in parse.children[naming.word])
    named = before if capital else [j for j in before if parse.pos[j] == "PROPN" and (paired or (naming.generic and is_town(notes, j)))]
    named += [
        k for c in parse.children[naming.word] if parse.lower[c] == "of" for k in parse.children[c] if parse.tag[k] in ("NNP", "NNPS")
    ]
    named += [w for w in _counterparts(parse, naming) if parse.pos[w] == "PROPN"]
    return frozenset(parse.words[j] for j in named if parse.lower[j] not in _MONTHS | _COMMON and parse.words[j].isalpha())


def names_of_plan(parse: Parse, naming: Naming) -> frozenset[str]:
    """Return the name that a plan goes by: "the Z-4 plan"."""
    return frozenset(
        parse.words[j] for j in range(naming.first, naming.word) if parse.words[j][:1].isupper() and parse.dep[j] == "compound"
    )


def _is_name(parse: Parse, j: int) -> bool:
    """Say whether a word before a head is part of its name: "the Anglo-Irish Treaty"."""
    if parse.pos[j] == "PROPN":
        return parse.dep[j] in ("compound", "nmod")
    return parse.pos[j] == "ADJ" and parse.dep[j] == "amod" and parse.words[j][:1].isupper() and parse.lower[j] not in _SORTS


def _counterparts(parse: Parse, naming: Naming) -> list[int]:
    """Return with whom a naming says it was made: "The Armistice with Austria"."""
    beside = {*parse.children[naming.word], min(naming.last + 1, len(parse) - 1)}
    return [k for c in sorted(beside) if parse.lower[c] == "with" for k in parse.children[c] if parse.dep[k] == "pobj"]


def _days(notes: Notes, naming: Naming, edge: int) -> frozenset[str]:
    """Return the days that stand within a naming, "the ceasefire signed on May 5", or beside the verb that tells how a new one was made:
    "On 5 May they signed a ceasefire"."""
    low, high = notes.parse.start[naming.first], notes.parse.end[edge]
    at = bisect_right(notes.periods, low, key=lambda m: m.start)
    inside, told = [m for m in notes.periods[at : at + 4] if m.end <= high], {"day"}
    titled = naming.definite and bool(_titles(notes, naming))
    if not inside and (opened := _opened_by(notes.parse, naming)) is not None:
        stop = notes.parse.end[min(opened + 9, notes.parse.sentences[notes.parse.sentence_of[opened]][1] - 1)]
        at = bisect_right(notes.periods, notes.parse.start[opened], key=lambda m: m.start)
        inside = [m for m in notes.periods[at : at + 3] if m.end <= stop]
    told_of = any(notes.parse.dep[c] == "relcl" for c in notes.parse.children[naming.word])
    if not inside and (naming.indefinite or naming.halt or titled or told_of) and not naming.unsure and is_made(notes.parse, naming):
        period = period_for(notes.parse, notes.periods, low, notes.parse.end[naming.last])
        inside, told = [period] if period is not None else [], {"day", "month"}
    values = [m.value for m in inside if isinstance(m.value, PeriodValue) and m.value.precision in told]
    return frozenset(day for v in values for day in (v.first, v.last) if day and len(day) == 10)


def _opened_by(parse: Parse, naming: Naming) -> int | None:
    """Return the verb by which a truce that is new, one of a row or told from others by where it was made took effect: "the truce reached
    in A came into force on May 3", "The first truce began on 5 June"."""
    verb = parse.head[naming.word]
    fresh = (naming.indefinite or bool(naming.mods & _ROW)) and parse.tag[verb] == "VBD"
    apart = fresh or any(parse.dep[c] == "acl" and c == naming.last + 1 and parse.lemma[c] in _MADE for c in parse.children[naming.word])
    return verb if apart and parse.dep[naming.word] == "nsubj" and parse.lemma[verb] in OPENING else None


def is_made(parse: Parse, naming: Naming) -> bool:
    """Say whether the verb over a naming tells that it was signed, declared or agreed."""
    over = parse.head[naming.word]
    if parse.dep[naming.word] == "pobj" and parse.lower[over] == "to":
        return parse.lemma[parse.head[over]] == "agree"
    return parse.dep[naming.word] in ("dobj", "nsubjpass") and parse.lemma[over] in _MADE


def _is_had(parse: Parse, verb: int) -> bool:
    """Say whether a verb stands in the past perfect: "that had lasted"."""
    return any(parse.lower[c] == "had" and parse.dep[c] == "aux" for c in parse.children[verb])


def _among_earlier(parse: Parse, naming: Naming, lexicon: Lexicon) -> bool:
    """Say whether a naming is one of several told before it: "Earlier truces, including a four-month one arranged by A"."""
    prep = parse.head[naming.word]
    over = parse.head[prep]
    if parse.dep[naming.word] != "pobj" or parse.lower[prep] not in ("including", "like") or parse.tag[over] != "NNS":
        return False
    return any(parse.lower[c] in lexicon.terms("earlier_words") for c in parse.children[over])


def _is_over(parse: Parse, naming: Naming) -> bool:
    """Say whether a naming is one that "lasted" a time and so is over."""
    verb = parse.head[naming.word]
    lasted = parse.dep[naming.word] == "nsubj" and parse.lemma[verb] == "last" and parse.tag[verb] == "VBD"
    return lasted or torn_lasting(parse, naming) is not None


def _is_old(notes: Notes, naming: Naming, edge: int) -> bool:
    """Say whether a period within a naming lies two months or more before the report: "the accord concluded last June"."""
    published = notes.report.published
    if not published or len(published) < 7:
        return False
    at = bisect_right(notes.periods, notes.parse.start[naming.first], key=lambda m: m.start)
    value = next((m.value for m in notes.periods[at : at + 1] if m.end <= notes.parse.end[edge]), None)
    return isinstance(value, PeriodValue) and value.last is not None and month_of(published) - month_of(value.last) > 1


def month_of(day: str) -> int:
    """Return the number of a day's month, counted through the years; 0 where the day has none."""
    return int(day[:4]) * 12 + int(day[5:7]) if len(day) >= 7 else 0


def _years_told(notes: Notes, naming: Naming, edge: int) -> frozenset[str]:
    """Return the year that a period within a naming falls in where it is not that of the report: "the truce signed two years ago"."""
    parse = notes.parse
    low, high = parse.start[naming.first], parse.end[edge]
    at = bisect_right(notes.periods, low, key=lambda m: m.start)
    for period in notes.periods[at : at + 3]:
        value = period.value
        if period.end > high or not isinstance(value, PeriodValue) or not value.first or not value.last:
            continue
        if "year" in period.text and value.first[:4] == value.last[:4] != (notes.report.published or "")[:4]:
            return frozenset({value.first[:4]})
    return frozenset()


def _places(notes: Notes, naming: Naming) -> frozenset[str]:
    """Return the names of places below country level that stand before the head or in its "in" phrase."""
    parse = notes.parse
    spots = [
        j for c in parse.children[naming.word] if parse.dep[c] == "prep" and parse.lower[c] in ("in", "for") for j in parse.children[c]
    ]
    spots += [c for c in parse.children[naming.word] if c < naming.word and parse.tag[c] in ("NNP",)]
    narrow: set[str] = set()
    for j in spots:
        at = bisect_right(notes.places, parse.start[j], key=lambda m: m.start)
        for m in notes.places[max(0, at - 3) : at]:
            if m.start <= parse.start[j] < m.end and getattr(m.value, "precision", None) in ("town", "district", "point", "province"):
                narrow.add(m.text)
    return frozenset(narrow)


def fixed_hours(parse: Parse, naming: Naming) -> tuple[int | None, tuple[int, int] | None]:
    """Return the fixed length of a naming in hours with first and last word of the words that give it."""
    spans = [range(naming.first, naming.word), range(naming.word + 1, min(naming.word + 9, len(parse)))]
    for at, span in enumerate(spans):
        for j in span:
            unit = _HOURS.get(parse.lemma[j]) if parse.lower[j] not in _HOURS else _HOURS[parse.lower[j]]
            if at == 1 and (
                parse.lower[j] in (".", "after", "since", "ago", "before") or parse.sentence_of[j] != parse.sentence_of[naming.word]
            ):
                break
            if unit is None or _is_age(parse, j):
                continue
            if j + 2 < len(parse) and parse.lower[j + 1] == "-" and parse.lower[j + 2] == "long":
                long = count_at(parse, j - 1) or count_at(parse, j - 2) or 1
                return long * unit, (j, j + 2)
            first = j - 1
            number = count_at(parse, first)
            if number is None and parse.words[j - 1] == "-":
                number, first = count_at(parse, j - 2), j - 2
            if at == 1 and (
                first < 1 or parse.lower[first - 1] not in ("for", "of", "lasting", "another", "at", "least", "initial", "next")
            ):
                continue
            if number is not None and parse.lower[j - 1] not in ("past", "last"):
                return number * unit, (first, j)
        if at == 0 and any(_FIXED.match(parse.lower[j]) and "long" in parse.lower[j] for j in span):
            j = next(j for j in span if "long" in parse.lower[j])
            return _HOURS.get(parse.lower[j].split("long")[0].strip("-")), (j, j)
    return None, None


def _is_age(parse: Parse, j: int) -> bool:
    """Say whether a unit of time tells how old a truce is, no length: "the four-day-old truce"."""
    return "old" in [w for w in parse.lower[j + 1 : j + 3] if w != "-"][:1]


def told_hours(parse: Parse, naming: Naming) -> tuple[int | None, tuple[int, int] | None]:
    """Return the length in hours that the verb over a naming gives, with its words: "The truce is for six months", "will stop firing for
    four days under a deal"."""
    verb = next((a for a in parse.ancestors(naming.word) if parse.pos[a] in ("VERB", "AUX")), None)
    verb = None if verb is None else parse.first_conjunct(verb)
    if verb is None or parse.lemma[verb] not in _LENGTHS or parse.child(verb, "neg") is not None:
        return None, None
    for prep in parse.children[verb]:
        for noun in parse.children[prep] if parse.lower[prep] == "for" else ():
            unit, number = _HOURS.get(parse.lemma[noun]), count_at(parse, noun - 1)
            if unit is not None and number is not None:
                return number * unit, (noun - 1, noun)
    return None, None


def count_at(parse: Parse, j: int) -> int | None:
    """Return the number that a word is, in digits or letters, or None."""
    if j < 0:
        return None
    word = parse.lower[j]
    return int(word) if word.isdigit() and len(word) < 4 else _NUMBERS.get(word)
