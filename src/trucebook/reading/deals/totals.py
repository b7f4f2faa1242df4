"""Totals: acts that are only counted up, since a day or over a war.

Invariant: what is counted up tells no act of its own.
"""

from trucebook.reading.deals.breaches import Hostile
from trucebook.reading.grammar.parse import Parse


def is_total(parse: Parse, hostile: Hostile) -> bool:
    """Say whether acts are only counted up since a day, or over a war: "opened fire 34 times since the truce", "have killed more than
    2,000 soldiers"."""
    verb = hostile.word if hostile.verb is None else hostile.verb
    hit = [k for c in parse.children_of(verb, "dobj", "nsubjpass") for k in (c, *parse.children[c])]
    if {"has", "have"} & {parse.lower[c] for c in parse.children_of(verb, "aux")} and any(_is_large(parse, k) for k in hit):
        return True
    near = parse.lower[hostile.word : min(parse.sentences[parse.sentence_of[hostile.word]][1], hostile.last + 8)]
    return "times" in near and "since" in near


def _is_large(parse: Parse, word: int) -> bool:
    """Say whether a word counts people by the hundred: "2,000", "hundreds"."""
    digits = parse.words[word].replace(",", "").replace(".", "")
    return parse.lower[word] in ("hundreds", "thousands", "thousand", "hundred") or (digits.isdigit() and len(digits) > 2)
