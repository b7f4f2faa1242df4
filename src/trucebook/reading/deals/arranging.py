"""Arranging: namings that speak of one arrangement are put together, by kind, words of order, dates, places and length.

Invariant: every naming stands in exactly one arrangement; arrangements keep the order of their first naming.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from trucebook.model import PeriodValue
from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealnames import Naming
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.petitions import answered_after
from trucebook.reading.deals.predicates import OPENING, torn_lasting
from trucebook.reading.deals.telltales import is_dated_title
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.times.when import period_for

_FAMILY = {"ceasefire": "truce", "pause": "truce", "offer": None, None: None}
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen")
_NUMBERS = {w: n for n, w in enumerate(_UNITS, 1)}
_HOURS = {"hour": 1, "day": 24, "week": 168, "month": 720, "minute": 1}
_MONTHS = deal_words("months")
_LATER = deal_words("later")
_APART, _SHORT = 7, 72  # days between two texts; hours of a short truce
_SORTS = deal_words("sorts")
_REPLACING = deal_words("replacing")
_COMMON = deal_words("brought") | deal_words("papers") | {"armistice", "peace", "treaty"}
_MADE = deal_words("made") | {"arrange", "conclude", "make", "order", "proclaim"}
_OF_TRUCE = {"ceasefire", "cease-fire", "truce", "peace"}
_NEARBY = {"nearby", "neighbouring", "neighboring", "adjacent", "adjoining"}
_FOLLOWING = {"follow", "succeed"}
_LENGTHS = deal_words("lengths")
_FIXED = re.compile(r"^(?:week|month|day|year)(?:-?long)?$")


@dataclass
class Arrangement:
    """Namings of one arrangement, with what its namings said of order, years, places and length in hours."""

    namings: list[Naming]
    earlier: bool = False
    other: bool = False
    years: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    hours: int | None = None
    old: bool = False
    months: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)

    @property
    def kinds(self) -> set[str]:
        """Return the specific kinds of the namings."""
        return {n.kind for n in self.namings if n.kind is not None}

    @property
    def last(self) -> int:
        """Return the word of the latest naming."""
        return self.namings[-1].word


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


def arrange(notes: Notes, lexicon: Lexicon, namings: list[Naming]) -> list[Arrangement]:
    """Return the arrangements of a report in order of first naming."""
    arrangements: list[Arrangement] = []
    texts: dict[str, Arrangement] = {}
    for naming in namings:
        traits = traits_of(notes, lexicon, naming)
        home = texts.get(traits.words) or _home(notes, arrangements, naming, traits)
        if home is None:
            before = naming.indefinite and any(_gone_before(notes.parse, n, naming) for a in arrangements for n in a.namings)
            home = Arrangement(namings=[], earlier=traits.earlier or before, other=traits.other)
            arrangements.append(home)
        home.namings.append(naming)
        home.years |= traits.own_years or (traits.years if not naming.definite else frozenset())
        home.places |= traits.places if naming.definite or naming.indefinite else frozenset()
        home.hours = home.hours or traits.hours
        home.months |= traits.months
        home.titles |= traits.titles
        home.days |= traits.days
        home.old = home.old or traits.old
        if naming.last - naming.first >= 3:
            texts.setdefault(traits.words, home)
    return arrangements


def traits_of(notes: Notes, lexicon: Lexicon, naming: Naming) -> Traits:
    """Return what the words in and around one naming tell of it."""
    parse = notes.parse
    first, last = parse.sentences[parse.sentence_of[naming.word]]
    edge = min(parse.right_edge(naming.word), naming.word + 14)
    inside = range(naming.first, edge + 1)
    return Traits(
        earlier=bool(naming.mods & lexicon.terms("earlier_words") - ({"old"} if naming.mods & _HOURS.keys() else set()))
        or (naming.indefinite and bool({"before", "earlier", "previously"} & set(parse.lower[naming.last + 1 : edge + 1])))
        or _among_earlier(parse, naming, lexicon),
        other=bool(naming.mods & lexicon.terms("other_words"))
        or parse.lower[naming.last + 1 : naming.last + 4] in (["of", "its", "own"], ["of", "their", "own"])
        or bool(_NEARBY & set(parse.lower[naming.word + 2 : naming.word + 4])),
        years=frozenset(parse.words[j] for j in range(first, last) if _is_year(parse, j)),
        own_years=frozenset(parse.words[j] for j in inside if _is_year(parse, j) and parse.lower[j - 1] != "since")
        or _years_told(notes, naming, edge)
        or _opening_year(parse, naming),
        places=_places(notes, naming),
        hours=fixed_hours(parse, naming)[0] or told_hours(parse, naming)[0],
        words=" ".join(parse.lower[naming.first : edge + 1]),
        months=frozenset((naming.mods | set(parse.lower[naming.word : edge + 1])) & _MONTHS),
        old=_is_old(notes, naming, edge),
        placed=naming.definite and any(parse.pos[j] == "PROPN" for j in range(naming.first, naming.word)),
        sorts=naming.mods & _SORTS,
        titles=_titles(notes, naming),
        days=_days(notes, naming, edge),
        remembered=any(_is_had(parse, c) for c in parse.children[naming.word] if parse.dep[c] == "relcl") or _is_over(parse, naming),
        later=naming.kind == "settlement" and bool(_LATER & set(parse.lower[first : min(first + 5, last)])),
    )


def _opening_year(parse: Parse, naming: Naming) -> frozenset[str]:
    """Return the year that a sentence opens with before a new naming: "In 2014, a truce had ended …"."""
    first, last = parse.sentences[parse.sentence_of[naming.word]]
    opened = naming.indefinite and first + 2 < last and parse.lower[first] == "in" and _is_year(parse, first + 1)
    return frozenset([parse.words[first + 1]] if opened else [])


def _is_year(parse: Parse, j: int) -> bool:
    """Say whether a word is a year and no count of something: "in 2014", but not "2000 women"."""
    return _YEAR.match(parse.words[j]) is not None and not (parse.dep[j] == "nummod" and parse.tag[parse.head[j]] == "NNS")


def _is_town(notes: Notes, j: int) -> bool:
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
    named = before if capital else [j for j in before if parse.pos[j] == "PROPN" and (paired or (naming.generic and _is_town(notes, j)))]
    named += [
        k for c in parse.children[naming.word] if parse.lower[c] == "of" for k in parse.children[c] if parse.tag[k] in ("NNP", "NNPS")
    ]
    named += [w for w in _counterparts(parse, naming) if parse.pos[w] == "PROPN"]
    return frozenset(parse.words[j] for j in named if parse.lower[j] not in _MONTHS | _COMMON and parse.words[j].isalpha())


def _names_of_plan(parse: Parse, naming: Naming) -> frozenset[str]:
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
    if not inside and naming.definite and (opened := _opened_by(notes.parse, naming)) is not None:
        stop = notes.parse.end[min(opened + 9, notes.parse.sentences[notes.parse.sentence_of[opened]][1] - 1)]
        at = bisect_right(notes.periods, notes.parse.start[opened], key=lambda m: m.start)
        inside = [m for m in notes.periods[at : at + 3] if m.end <= stop]
    if not inside and (naming.indefinite or naming.halt or titled) and not naming.unsure and is_made(notes.parse, naming):
        period = period_for(notes.parse, notes.periods, low, notes.parse.end[naming.last])
        inside, told = [period] if period is not None else [], {"day", "month"}
    values = [m.value for m in inside if isinstance(m.value, PeriodValue) and m.value.precision in told]
    return frozenset(day for v in values for day in (v.first, v.last) if day and len(day) == 10)


def _opened_by(parse: Parse, naming: Naming) -> int | None:
    """Return the verb by which a truce told from others by where it was made took effect: "the truce reached in A came into force"."""
    apart = any(parse.dep[c] == "acl" and c == naming.last + 1 and parse.lemma[c].lower() in _MADE for c in parse.children[naming.word])
    verb = parse.head[naming.word]
    return verb if apart and parse.dep[naming.word] == "nsubj" and parse.lemma[verb].lower() in OPENING else None


def is_made(parse: Parse, naming: Naming) -> bool:
    """Say whether the verb over a naming tells that it was signed, declared or agreed."""
    over = parse.head[naming.word]
    if parse.dep[naming.word] == "pobj" and parse.lower[over] == "to":
        return parse.lemma[parse.head[over]].lower() == "agree"
    return parse.dep[naming.word] in ("dobj", "nsubjpass") and parse.lemma[over].lower() in _MADE


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
    lasted = parse.dep[naming.word] == "nsubj" and parse.lemma[verb].lower() == "last" and parse.tag[verb] == "VBD"
    return lasted or torn_lasting(parse, naming) is not None


def _is_old(notes: Notes, naming: Naming, edge: int) -> bool:
    """Say whether a period within a naming lies two months or more before the report: "the accord concluded last June"."""
    published = notes.report.published
    if not published or len(published) < 7:
        return False
    at = bisect_right(notes.periods, notes.parse.start[naming.first], key=lambda m: m.start)
    value = next((m.value for m in notes.periods[at : at + 1] if m.end <= notes.parse.end[edge]), None)
    return isinstance(value, PeriodValue) and value.last is not None and _month(published) - _month(value.last) > 1


def _month(day: str) -> int:
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
            unit = _HOURS.get(parse.lemma[j].lower()) if parse.lower[j] not in _HOURS else _HOURS[parse.lower[j]]
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
    if verb is None or parse.lemma[verb].lower() not in _LENGTHS or parse.child(verb, "neg") is not None:
        return None, None
    for prep in parse.children[verb]:
        for noun in parse.children[prep] if parse.lower[prep] == "for" else ():
            unit, number = _HOURS.get(parse.lemma[noun].lower()), count_at(parse, noun - 1)
            if unit is not None and number is not None:
                return number * unit, (noun - 1, noun)
    return None, None


def count_at(parse: Parse, j: int) -> int | None:
    """Return the number that a word is, in digits or letters, or None."""
    if j < 0:
        return None
    word = parse.lower[j]
    return int(word) if word.isdigit() and len(word) < 4 else _NUMBERS.get(word)


def _home(notes: Notes, arrangements: list[Arrangement], naming: Naming, traits: Traits) -> Arrangement | None:
    """Return the arrangement that a naming joins, or None where it opens a new one."""
    parse = notes.parse
    at = parse.sentence_of[naming.word]
    if naming.indefinite and parse.dep[naming.word] == "dobj" and parse.lemma[parse.head[naming.word]].lower() in _REPLACING:
        return None
    if naming.indefinite and ("similar" in naming.mods or parse.lower[naming.word] == "another"):
        return None
    if (more := _named_as(parse, arrangements, naming)) is not None:
        return more
    if (
        naming.indefinite
        and naming.kind == "offer"
        and not naming.offer
        and not any(n.kind == "offer" for a in arrangements for n in a.namings)
    ):
        return None
    vague = [a for a in arrangements if all(n.unsure and n.indefinite and answered_after(parse, n.word) is None for n in a.namings)]
    fitting = [
        a
        for a in reversed(arrangements)
        if (naming.unsure or a not in vague)
        and (parse.lemma[naming.word].lower() != "ultimatum" or "offer" in a.kinds)
        and (parse.lower[a.namings[0].word] != "demand" or parse.lower[naming.word] == "demand")
        and _fits(a, naming, traits, at - parse.sentence_of[a.last])
        and (traits.titles & a.titles or not _of_another_year(a, naming, traits, (notes.report.published or "")[:4]))
        and not _is_named_apart(notes, a, naming, traits)
        and not _is_dated_apart(parse, a, naming)
    ]
    if not fitting:
        return None
    near = sorted(fitting, key=lambda a: -a.last)
    if traits.earlier:
        return next((a for a in near if a.earlier), None)
    if traits.other:
        return next((a for a in near if a.other and (naming.definite or not a.kinds or a.kinds & {naming.kind})), None)
    same = [a for a in near if naming.kind is not None and naming.kind in a.kinds]
    sentence = parse.sentence_of[naming.word]
    close = [a for a in near if sentence - parse.sentence_of[a.last] <= 1]
    if traits.later and naming.indefinite:
        return None
    if naming.indefinite and any(_beside(parse, n, naming) or _gone_before(parse, n, naming) for n in near[0].namings):
        return None
    if naming.definite and naming.generic and close:
        return close[0]
    ranked = same or near
    main = [a for a in ranked if not a.earlier or sentence - parse.sentence_of[a.last] <= 1]
    return (main or ranked)[0]


def _named_as(parse: Parse, arrangements: list[Arrangement], naming: Naming) -> Arrangement | None:
    """Return the arrangement that a naming only says more of: "The Tehran ceasefire was the first truce of the war"."""
    verb = parse.head[naming.word]
    if parse.dep[naming.word] != "attr" or parse.lemma[verb].lower() not in ("be", "become", "remain"):
        return None
    subject = parse.child(verb, "nsubj")
    if subject is not None and parse.lower[subject] in ("it", "this", "that") and arrangements and naming.definite:
        return max(arrangements, key=lambda a: a.last)  # "It is the second such deal in a week"
    return next((a for a in reversed(arrangements) if any(n.word == subject for n in a.namings)), None)


def _is_dated_apart(parse: Parse, a: Arrangement, naming: Naming) -> bool:
    """Say whether a text named by its day or place ("the declaration of May 11") stands beside what is only called a truce."""
    return naming.kind is None and is_dated_title(parse, naming.word) and all(n.kind in ("ceasefire", "pause") for n in a.namings)


def _of_another_year(a: Arrangement, naming: Naming, traits: Traits, year: str) -> bool:
    """Say whether a naming carries a year of its own that is not the report's, where the arrangement is told as news of the day, or
    brings up a new one where the arrangement is of an older year."""
    if naming.indefinite and year and a.years and year not in a.years and not traits.years and not a.earlier:
        return any(n.indefinite or n.definite for n in a.namings)
    return bool(year and traits.own_years and not a.years and not a.earlier and year not in traits.own_years)


def _beside(parse: Parse, one: Naming, other: Naming) -> bool:
    """Say whether two indefinite namings stand in one sentence, neither within the other, or beside each other: two arrangements."""
    if one.indefinite and other.indefinite and parse.dep[other.word] == "conj" and parse.head[other.word] == one.word:
        return one.kind != other.kind
    if parse.lower[parse.head[other.word]] in ("following", "through", "under"):
        return False  # "A truce began following an agreement reached in A"
    if (
        {one.kind, other.kind} != {None, "ceasefire"}
        or not one.indefinite
        or one.unsure
        or other.unsure
        or parse.sentence_of[one.word] != parse.sentence_of[other.word]
    ):
        return False
    return (
        one.word not in parse.ancestors(other.word)
        and other.word not in parse.ancestors(one.word)
        and parse.head[one.word] != parse.head[other.word]
    )


def _gone_before(parse: Parse, one: Naming, other: Naming) -> bool:
    """Say whether an indefinite naming is told as what went before another of its sentence: "The truce was agreed after a ceasefire
    had failed", "The deal follows a truce of …"."""
    if parse.sentence_of[one.word] != parse.sentence_of[other.word] or other.word in parse.children[one.word]:
        return False
    verb = parse.head[other.word]
    if parse.dep[other.word] in ("nsubj", "nsubjpass") and parse.dep[verb] in ("advcl", "pcomp"):
        after = any(parse.lower[c] == "after" for c in parse.children[verb]) or parse.lower[parse.head[verb]] == "after"
        return after and one.word not in parse.children[verb]
    over = parse.dep[other.word] in ("dobj", "pobj") and parse.lemma[verb].lower() in _FOLLOWING
    return over and one.word in parse.children[verb]


def _far(one: Iterable[str], other: Iterable[str]) -> bool:
    """Say whether all days of one set lie ten days or more from all of another; False where one is empty."""
    apart = [abs((date.fromisoformat(x) - date.fromisoformat(y)).days) for x in one for y in other]
    return bool(apart) and min(apart) >= _APART


def _is_named_apart(notes: Notes, a: Arrangement, naming: Naming, traits: Traits) -> bool:
    """Say whether a naming has a name or a day of its own that the arrangement has not, and the sentences that named it do not tell."""
    parse = notes.parse
    if _far(traits.days, a.days) or (traits.titles and a.titles and not traits.titles & a.titles):
        return True
    published = notes.report.published or ""
    short = a.hours is not None and a.hours <= _SHORT and len(published) == 10
    if short and not traits.hours and _far(traits.days, [published]) and not a.days:
        return True
    titles = traits.titles | (_names_of_plan(parse, naming) if naming.offer else frozenset())
    if not titles or titles & a.titles or naming.unsure:
        return False
    sure = [n for n in a.namings if not n.unsure] or a.namings
    told = {w for n in sure for w in parse.words[slice(*parse.sentences[parse.sentence_of[n.word]])]}
    return not titles & told


def _fits(a: Arrangement, naming: Naming, traits: Traits, gap: int) -> bool:
    if traits.old and (naming.generic or traits.placed) and not a.old and gap > 0 and any(n.indefinite for n in a.namings):
        return False
    if naming.offer and not naming.definite and not naming.mods & _OF_TRUCE:
        return False
    if naming.indefinite and naming.kind not in (None, "offer") and all(n.kind == "offer" and not n.offer for n in a.namings):
        return False
    if naming.indefinite and gap > 0 and all(n.halt for n in a.namings) and not naming.halt:
        return False
    if naming.indefinite and naming.kind is not None and "similar" in a.namings[0].mods and naming.kind not in a.kinds:
        return False
    if naming.indefinite and traits.days and a.titles and not a.days and all(n.definite for n in a.namings):
        return False  # what is newly made is not the text named before
    aims = {n.purpose for n in a.namings if n.offer} - {None}
    if naming.kind in ("ceasefire", "pause", "peace_agreement") and aims and aims <= {"evacuation", "exchange"}:
        return False  # "accepted a proposal for the exchange of the wounded. The armistice was signed …"
    kinds = {_FAMILY.get(k, k) for k in a.kinds} - {None}
    family = _FAMILY.get(naming.kind, naming.kind)
    if naming.indefinite and family is not None and not kinds and a.namings and gap > 2:
        return False
    if family is not None and kinds and family not in kinds:
        return False
    if (
        family is not None
        and not kinds
        and naming.indefinite
        and naming.kind != "peace_agreement"
        and traits.years
        and a.years
        and not traits.years & a.years
    ):
        return False
    years = traits.own_years if naming.definite else traits.years
    if years and a.years and not years & a.years:
        return False
    if naming.indefinite and gap > 0 and (traits.remembered or (traits.sorts and not any(traits.sorts & n.mods for n in a.namings))):
        return False
    apart = naming.indefinite and (gap > 0 or bool(naming.mods & _MONTHS))
    if traits.months and not traits.months & a.months and (a.months or apart):
        return False
    if traits.hours and a.hours and traits.hours != a.hours:
        return False
    return not (traits.places and a.places and not traits.places & a.places)
