"""Apart features: how a naming stands to the arrangement that rules would put it to, as names for the learned head to weigh.

Invariant: no name of a person, place, organisation or people is a feature: names only count as told before or as new.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from trucebook.model import PeriodValue
from trucebook.reading.deals.apart import makers
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.namings import Naming, determiner
from trucebook.reading.deals.traits import Traits, is_made
from trucebook.reading.grammar.parse import WEEKDAYS, Parse
from trucebook.reading.linearhead import step_of
from trucebook.reading.notes import Notes
from trucebook.reading.times.calendar import parse_day

_VERBS = {
    name: deal_words(name) for name in "made bringing breaking lasting offering refusing prolonging saying accusing replacing".split()
}
_MONTHS = deal_words("months")
_TIMES = _MONTHS.union(WEEKDAYS)
_DISTANCES = ((0, "0"), (1, "1"), (2, "2"), (4, "3-4"), (8, "5-8"))
_AGES = ((1, "news"), (7, "week"), (31, "month"), (180, "half year"), (400, "year"))
_LAST = 6  # namings of an arrangement that are compared
_MANY, _CLIMB = 3, 3
_CLOSED = ("ADP", "AUX", "PUNCT", "SCONJ")
_OPENERS = frozenset("after before earlier in last later meanwhile on previously separately since under".split())


@dataclass(frozen=True)
class Pair:
    """A naming with what it tells of itself, and the arrangement that rules would put it to: its namings and what they told."""

    notes: Notes
    naming: Naming
    traits: Traits
    home: list[Naming]
    told: dict[str, frozenset[str]]
    count: int


def features_of(pair: Pair) -> frozenset[str]:
    """Return the names of the features that hold for a naming beside an arrangement."""
    return frozenset((*_of_naming(pair), *_of_traits(pair), *_of_kinds(pair), *_of_clause(pair), *_of_names(pair), *_of_place(pair)))


def _sort(naming: Naming) -> str:
    """Return whether a naming is told as known, as new, or without an article."""
    return "the" if naming.definite else "a" if naming.indefinite else "bare"


def _of_naming(pair: Pair) -> Iterator[str]:
    """Yield which words the naming is made of."""
    parse, naming = pair.notes.parse, pair.naming
    _, det = determiner(parse, naming.word)
    yield from (f"sort={_sort(naming)}", f"det={det or 'none'}", f"lemma={parse.lemma[naming.word]}", f"generic={naming.generic}")
    yield from (f"mod={m}" for m in naming.mods if m.islower() and m.isalpha())
    yield from (
        f"offer={naming.offer}",
        f"unsure={naming.unsure}",
        f"halt={naming.halt}",
        f"weighed={naming.weighed}",
        f"long={naming.last > naming.word}",
    )
    yield from ("capital",) if parse.words[naming.word][:1].isupper() else ()


def _of_traits(pair: Pair) -> Iterator[str]:
    """Yield what the naming tells of order and time, and how years, days, places, lengths and titles compare with those told before."""
    traits = pair.traits
    flags = ("earlier", "other", "later", "old", "placed", "remembered", "gone", "fresh")
    yield from (name for name in flags if getattr(traits, name))
    own = {"years": traits.own_years, "months": traits.months, "days": traits.days, "places": traits.places, "titles": traits.titles}
    own |= {"hours": frozenset([str(traits.hours)] if traits.hours else []), "feasts": traits.feasts}
    for name, values in own.items():
        before = pair.told.get(name, frozenset())
        if values or before:
            yield f"{name}={'new' if not before else 'untold' if not values else 'same' if values & before else 'other'}"


def _of_kinds(pair: Pair) -> Iterator[str]:
    """Yield how kind, word and standing compare with those of the arrangement's namings."""
    parse, naming, home = pair.notes.parse, pair.naming, pair.home[-_LAST:]
    kinds = {n.kind for n in home} - {None}
    yield f"kind={naming.kind}/{'same' if naming.kind in kinds else 'none' if not kinds else 'other'}"
    lemma = parse.lemma[naming.word]
    yield f"word told={any(parse.lemma[n.word] == lemma for n in home)}"
    yield from (f"home offer={all(n.offer for n in home)}", f"home unsure={all(n.unsure for n in home)}")
    yield f"home sort={_sort(home[-1])}"
    yield f"mods told={bool(naming.mods) and naming.mods <= frozenset().union(*(n.mods for n in home))}"


def _of_clause(pair: Pair) -> Iterator[str]:
    """Yield the words over and below the naming: how it was made, broken or sought, and in which tense."""
    parse, naming, below = pair.notes.parse, pair.naming, pair.naming.word
    yield f"stands={parse.dep[naming.word]}"
    for climbed, a in enumerate(islice(parse.ancestors(naming.word), _CLIMB)):
        lemma = parse.lemma[a]
        if parse.pos[a] == "ADP" and not climbed:
            yield f"after={parse.lower[a]}"
        elif parse.pos[a] in ("VERB", "AUX"):
            yield from (f"verb={lemma}", f"verb/way={lemma}/{parse.dep[below]}", f"verb tag={parse.tag[a]}", f"verb dep={parse.dep[a]}")
            yield from (f"verb {name}/{parse.dep[below]}" for name, verbs in _VERBS.items() if lemma in verbs)
            yield from (f"aux={parse.lower[c]}" for c in parse.children_of(a, "aux", "neg"))
            break
        elif parse.pos[a] == "NOUN":
            yield f"noun over={lemma}"
        below = a
    for c in (c for c in parse.children[naming.word] if c > naming.word):
        if parse.dep[c] in ("acl", "relcl"):
            yield from (f"{parse.dep[c]}", f"{parse.dep[c]}={parse.lemma[c]}")
            yield from ("had below",) if any(parse.lower[k] == "had" for k in parse.children_of(c, "aux")) else ()
        elif parse.dep[c] == "prep":
            yield f"prep={parse.lower[c]}"
    yield f"made={is_made(parse, naming)}"
    first, _ = parse.sentences[parse.sentence_of[naming.word]]
    yield from (f"opens={parse.lower[first]}",) if parse.lower[first] in _OPENERS else ()
    after = naming.last + 1
    yield f"next={parse.lower[after] if after < len(parse) and parse.pos[after] in _CLOSED else 'word'}"


def _of_names(pair: Pair) -> Iterator[str]:
    """Yield how many of the makers and names told with the naming were told with the arrangement."""
    parse, naming = pair.notes.parse, pair.naming
    told = {w for n in pair.home[-_LAST:] for w in _names(parse, n)}
    here = _names(parse, naming) if parse.sentence_of[pair.home[-1].word] != parse.sentence_of[naming.word] else set()
    yield f"names new={min(_MANY, len(here - told))}"
    yield f"names told={min(_MANY, len(here & told))}"
    made = makers(pair.notes, naming)
    if made:
        stems = {w[:4].lower() for w in told}
        strangers = sum(stems.isdisjoint(called) for called in made)
        yield f"makers={'strangers' if strangers == len(made) else 'told' if not strangers else 'some'}"


def _names(parse: Parse, naming: Naming) -> set[str]:
    """Return the names in the sentence of a naming."""
    words = range(*parse.sentences[parse.sentence_of[naming.word]])
    return {parse.words[j] for j in words if parse.pos[j] == "PROPN" and parse.lower[j] not in _TIMES and parse.words[j][:1].isupper()}


def _of_place(pair: Pair) -> Iterator[str]:
    """Yield where in the report the naming stands, how far from the arrangement's last, and how old the times of its sentence are."""
    parse, here = pair.notes.parse, pair.notes.parse.sentence_of[pair.naming.word]
    far = step_of(here - parse.sentence_of[pair.home[-1].word], _DISTANCES)
    yield from (f"far={far}", f"far/sort={far}/{_sort(pair.naming)}", f"sentence={min(6, here // 2)}", f"count={min(_MANY, pair.count)}")
    yield f"namings={min(_MANY, len(pair.home))}"
    yield f"quoted={parse.quoted[pair.naming.word]}"
    yield from (f"age={age}" for age in _ages(pair))


def _ages(pair: Pair) -> set[str]:
    """Return how long before the report the times lie that the naming's sentence names, by step."""
    notes, parse = pair.notes, pair.notes.parse
    published = parse_day(notes.report.published)
    first, last = parse.sentences[parse.sentence_of[pair.naming.word]]
    at = bisect_left(notes.periods, parse.start[first], key=lambda m: m.start)
    found = set()
    for period in islice(notes.periods, at, at + _LAST):
        if period.start >= parse.end[last - 1]:
            break
        day = parse_day(period.value.last) if isinstance(period.value, PeriodValue) else None
        if published is not None and day is not None:
            found.add(step_of((published - day).days, _AGES))
    return found
