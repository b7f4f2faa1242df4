"""Deals told by their places: zones of calm that powers agreed on, and towns in a row in each of which a like deal was made.

Invariant: a row holds two places at least, each a name of the text; a row of protests or battles is none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.namings import is_plural, modifiers_before
from trucebook.reading.deals.phrases import phrase_of
from trucebook.reading.grammar.parse import Parse

_CALM = {"buffer", "de-escalation", "deescalation", "demilitarised", "demilitarized", "no-fire", "no-fly", "safe"}
_OF_CALM = {"de-escalation", "deescalation", "escalation", "peace"}
_LIKE = {"comparable", "identical", "local", "other", "same", "separate", "similar", "such"}
_MADE = deal_words("made") | {"arrange", "happen", "have", "hold", "make", "see", "strike", "take", "work"}
_SUCH = {"as", "like", "including"}
_FAR = 12  # words between "agreed" and the zone


@dataclass(frozen=True)
class Zone:
    """A zone of calm that sides agreed on: the verb, its subject, the zone's noun."""

    verb: int
    subject: int
    zone: int


@dataclass(frozen=True)
class Row:
    """Towns in a row in which like deals were made: the plural noun, its type or None, first and last word of each town's name."""

    noun: int
    kind: str | None
    places: tuple[tuple[int, int], ...]


def find_zones(parse: Parse, taken: set[int]) -> Iterator[Zone]:
    """Yield the zones told by "agreed" alone: "an area that A and B agreed should be a de-escalation zone"."""
    for i, word in enumerate(parse.lower):
        if word not in ("zone", "area") or parse.sentence_of[i] in taken or not modifiers_before(parse, i) & _CALM:
            continue
        first = max(parse.sentences[parse.sentence_of[i]][0], i - _FAR)
        verb = next((j for j in range(i - 1, first, -1) if parse.lemma[j] == "agree" and parse.tag[j] in ("VBD", "VBN")), None)
        subject = parse.child(verb, "nsubj") if verb is not None and parse.child(verb, "neg") is None else None
        if verb is not None and subject is not None and len(parse.conjuncts(subject)) > 1:
            yield Zone(verb, subject, i)


def is_zone_of_calm(parse: Parse, i: int) -> bool:
    """Say whether a zone of de-escalation goes by its place, or is one of several that were drawn or are of a day: "the Wau
    de-escalation zone", "one of four de-escalation zones named in May"."""
    mods = modifiers_before(parse, i)
    if not mods & _OF_CALM or _is_of_a_deal(parse, i):
        return False
    of = parse.head[i]
    if parse.dep[i] == "pobj" and parse.lower[of] == "of" and parse.lower[parse.head[of]] == "one":
        drawn = any(parse.dep[c] in ("acl", "relcl") for c in parse.children[i])
        return drawn or any(_is_year(parse.lower[k]) for k in range(i + 1, min(i + 6, len(parse))))
    placed = any(parse.pos[c] == "PROPN" and parse.dep[c] in ("compound", "nmod", "amod") for c in parse.children[i] if c < i)
    inside = any(parse.lower[c] == "in" and c == i + 1 for c in parse.children[i])
    return not is_plural(parse, i) and parse.lower[parse.left_edge(i)] == "the" and (placed or inside)


def _is_year(word: str) -> bool:
    return word.isdigit() and len(word) == 4


def _is_of_a_deal(parse: Parse, i: int) -> bool:
    """Say whether a zone stands under a deal or a memorandum on it: "the memorandum on the de-escalation zones"."""
    over = parse.head[parse.head[i]] if parse.dep[i] == "pobj" else i
    return parse.lemma[over] in ("agreement", "creation", "deal", "memorandum", "regime", "truce", "ceasefire")


def find_rows(parse: Parse, lexicon: Lexicon) -> Iterator[Row]:
    """Yield the rows of towns in which like deals were made: "similar deals were struck in A, B and C", "in suburbs such as A and B"."""
    for i, word in enumerate(parse.lower):
        if word not in lexicon.triggers or not is_plural(parse, i) or parse.pos[i] not in ("NOUN", "PROPN"):
            continue
        known = lexicon.triggers[word]
        head = known in lexicon.generic or known in lexicon.heads or known in lexicon.terms("act_heads")
        if not head or not _is_like(parse, i):
            continue
        places = next((row for prep in _preps_of(parse, i) if len(row := _row_of(parse, prep)) > 1), [])
        if places:
            about = modifiers_before(parse, i)
            kind = lexicon.heads.get(known) or lexicon.purposes.get(known)
            yield Row(i, kind or next((lexicon.modifiers[m] for m in sorted(about) if m in lexicon.modifiers), None), tuple(places))


def _is_like(parse: Parse, i: int) -> bool:
    """Say whether a plural is of deals like another, or local ones: "similar deals", "by deals similar to those made in …"."""
    if modifiers_before(parse, i) & _LIKE:
        return True
    return parse.dep[i] == "pobj" and parse.lower[parse.head[i]] == "to" and parse.lower[parse.head[parse.head[i]]] in _LIKE


def _preps_of(parse: Parse, i: int) -> list[int]:
    """Return the words "in" that place a noun: its own, those of the verb it is subject or object of, and those of a clause on it."""
    verbs = [parse.head[i]] if parse.dep[i] in ("dobj", "nsubj", "nsubjpass") else []
    verbs += [c for c in parse.children[i] if parse.dep[c] in ("acl", "relcl")]
    over = [i, *(v for v in verbs if parse.lemma[v] in _MADE and parse.child(v, "neg") is None)]
    return [c for w in over for c in parse.children[w] if c > i and parse.lower[c] == "in"]


def _row_of(parse: Parse, prep: int) -> list[tuple[int, int]]:
    """Return first and last word of the names in a row under "in", or under "such as" on the noun there."""
    for noun in parse.children[prep]:
        if parse.pos[noun] == "PROPN":
            return _names(parse, noun)
        for c in parse.children[noun]:
            if parse.lower[c] in _SUCH:
                return [span for k in parse.children[c] if parse.dep[k] == "pobj" for span in _names(parse, k)]
    return []


def _names(parse: Parse, first: int) -> list[tuple[int, int]]:
    """Return the names of a row, each with its own quarter or town: "A, B and the C neighbourhood of D"."""
    named = [k for k in parse.conjuncts(first) if parse.words[k][:1].isupper() or any(parse.pos[c] == "PROPN" for c in parse.children[k])]
    return [phrase_of(parse, k) for k in named]
