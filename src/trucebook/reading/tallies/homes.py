"""Homes: houses that were cleared, destroyed or damaged, counted as households as IDMC does.

Invariant: a home is only counted where a word beside it says what happened to it.
"""

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.tallies.counts import Count, noun_lists
from trucebook.reading.tallies.cue_words import cues
from trucebook.reading.tallies.listed import lists

# Category, word that says it, IDMC reporting term.
HomeHit = tuple[str, int, str]


def home_harm(parse: Parse, count: Count) -> HomeHit | None:
    """Return what befell counted homes: cleared, destroyed or damaged, in this order of weight."""
    table, w, words = cues(), count.head, parse.lower
    if count.noun is None or words[count.noun] in ("tent", "tents", "shelter", "shelters"):
        return None
    near = _near_house(parse, count, w)
    for i in near:
        lemma = parse.lemma[i]
        if "evacuated" in (table.verbs.get(lemma), table.nouns.get(lemma), table.adjectives.get(words[i])):
            return ("evacuated", i, "Evacuated")
    for i in near:
        if parse.lemma[i] in lists().destroyed or words[i] in lists().destroyed:
            return ("displaced", i, "Destroyed housing")
    for i in near:
        if parse.lemma[i] in lists().damaged or words[i] in lists().damaged:
            return ("displaced", i, "Partially destroyed housing")
    return None


def more_homes(parse: Parse, count: Count, before: Count | None) -> HomeHit | None:
    """Return what befell homes whose noun is left out: "60 houses were destroyed and 200 damaged"."""
    if count.noun is not None and parse.lower[count.noun] not in ("others", "other", "more"):
        return None
    if before is None or before.unit != "house" or count.first - before.last > 12:
        return None
    said = _home_term(parse, count.last + 1, count.last + 4)
    return ("displaced", *said) if said is not None else None


def homes_of(parse: Parse, count: Count) -> HomeHit | None:
    """Return what befell households by their homes: "houses belonging to 34 families were burned"."""
    if count.unit != "household" or noun_lists().houses.isdisjoint(parse.lower[max(0, count.first - 4) : count.first]):
        return None
    said = _home_term(parse, count.last + 1, count.last + 6)
    return ("displaced", *said) if said is not None else None


def house_label(parse: Parse, count: Count) -> HomeHit | None:
    """Return what befell homes that a label before a bare number names ("Houses destroyed: 146")."""
    words = parse.lower[max(0, count.first - 5) : count.first]
    if count.noun is not None or noun_lists().houses.isdisjoint(words):
        return None
    for i in range(count.first - 1, max(-1, count.first - 6), -1):
        lemma = parse.lemma[i]
        for term, verbs in (("Destroyed housing", lists().destroyed), ("Partially destroyed housing", lists().damaged)):
            if lemma in verbs or parse.lower[i] in verbs:
                return ("displaced", i, term)
        if parse.lower[i] not in lists().labels and parse.lower[i] not in noun_lists().houses:
            return None
    return None


def _home_term(parse: Parse, first: int, last: int) -> tuple[int, str] | None:
    """Return the first word of a span that says homes were destroyed or damaged, with IDMC's term."""
    for i in range(first, min(last, len(parse))):
        for term, verbs in (("Destroyed housing", lists().destroyed), ("Partially destroyed housing", lists().damaged)):
            if parse.lemma[i] in verbs or parse.lower[i] in verbs:
                return i, term
    return None


def _near_house(parse: Parse, count: Count, w: int) -> list[int]:
    """Return the words that could say what happened to homes: governors, modifiers and neighbours."""
    h = parse.head[w]
    near = {h, *parse.children[w], *range(count.last + 1, min(len(parse), count.last + 4))}
    if parse.dep[w] == "conj":
        near.add(parse.head[parse.first_conjunct(w)])
    if parse.dep[w] == "pobj":
        near.add(parse.head[h])
    near |= {c for c in parse.children[h] if parse.dep[c] in ("conj", "xcomp", "oprd") and parse.child(c, "dobj", "nsubjpass") is None}
    if count.first:
        near.add(count.first - 1)
    return sorted(i for i in near if i != w)
