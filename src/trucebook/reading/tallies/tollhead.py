"""The learned head of tolls: a linear model over named features that weighs what became of the people of a count, with what the rules
found as one voice.

Invariant: pure arithmetic on plain data that ships with trucebook; homes are left to the rules, and so is a text of a few sentences.
"""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.linearhead import shipped_choice
from trucebook.reading.tallies.counts import Count
from trucebook.reading.tallies.parts import Toll
from trucebook.reading.tallies.singles import find_singles
from trucebook.reading.tallies.tollfeatures import features_of

MODEL, NONE = "toll_head.json", "none"
OF_RULES, OF_NONE = 200, 100  # hundredths to add for the category that the rules give a count, and where they give it none


def weigh_tolls(parse: Parse, counts: Sequence[Count], tolls: Sequence[Toll]) -> list[Toll]:
    """Return the tolls of a report in text order: those of the rules with the category that weighs most, and likely ones of other counts.
    A report in which the rules find nobody harmed or moved tells of no war, and has none."""
    if not tolls or not parse.is_whole:
        return list(tolls)
    choice, weighed = shipped_choice(MODEL), list[Toll]()
    for count, toll, before in candidates(parse, counts, tolls):
        ruled = toll.category if toll is not None else NONE
        category = likeliest(choice.weigh(features_of(parse, count, before)), ruled)
        if toll is not None and category == ruled:
            weighed.append(toll)
        elif category != NONE:
            cue = _cue(parse, count)
            weighed.append(Toll(count, category, cue, weighed=True) if toll is None else replace(toll, category=category, weighed=True))
    return sorted((*weighed, *filter(_is_of_homes, tolls)), key=lambda toll: toll.count.first)


def candidates(parse: Parse, counts: Sequence[Count], tolls: Sequence[Toll]) -> list[tuple[Count, Toll | None, Count | None]]:
    """Return every count of people with its toll, if the rules found one, and the count before it, in text order; homes are left out."""
    told = {(t.count.first, t.count.last): t for t in tolls}
    all_told = [*counts, *(t.count for t in tolls)]
    spans = {(c.first, c.last): c for c in (*find_singles(parse, all_told), *all_told)}
    found = []
    before: Count | None = None
    for span, count in sorted(spans.items()):
        toll = told.get(span)
        if count.unit != "house" and not (toll is not None and _is_of_homes(toll)):
            found.append((count, toll, before))
        before = count
    return found


def _is_of_homes(toll: Toll) -> bool:
    """Say whether a toll tells what became of homes, or of people by their homes."""
    return toll.term is not None or toll.count.unit == "house"


def likeliest(weights: Mapping[str, float], ruled: str) -> str:
    """Return the category that weighs most, `NONE` among them, where the rules gave `ruled`."""
    own = {code: weight + (code == ruled) * (OF_NONE if ruled == NONE else OF_RULES) for code, weight in weights.items()}
    return max(own, key=lambda code: own[code])


def _cue(parse: Parse, count: Count) -> int:
    """Return the word that tells what became of a count: the verb over it, else its noun, else its number."""
    for a in parse.ancestors(count.head):
        if parse.pos[a] == "VERB" and parse.sentence_of[a] == parse.sentence_of[count.head]:
            return a
    return count.noun if count.noun is not None else count.number.core
