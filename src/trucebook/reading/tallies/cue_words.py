"""Cue words: the codebook's words of harm and movement, by class.

Invariant: each word maps to the one category that the codebook gives it.
"""

from dataclasses import dataclass
from functools import cache

from trucebook import codebook


@dataclass(frozen=True)
class Cues:
    """The codebook's words of harm and movement, by class; each maps a word to its category."""

    verbs: dict[str, str]
    intransitive: dict[str, str]
    nouns: dict[str, str]
    adjectives: dict[str, str]
    phrases: dict[str, list[tuple[tuple[str, ...], str]]]
    tolls: frozenset[str]
    harms: frozenset[str]
    homes: frozenset[str]
    lost: frozenset[str]
    claimed: frozenset[str]


@cache
def cues() -> Cues:
    """Return the cues of the codebook that ships with trucebook."""
    book = codebook.load()
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, code in book.words("figures", "phrases").items():
        words = tuple(phrase.split())
        phrases.setdefault(words[0], []).append((words, code))
    for row in phrases.values():
        row.sort(key=lambda entry: -len(entry[0]))
    return Cues(
        verbs=book.words("figures", "verbs"),
        intransitive=book.words("figures", "intransitive"),
        nouns=book.words("figures", "nouns"),
        adjectives=book.words("figures", "adjectives"),
        phrases=phrases,
        tolls=book.terms("figures", "tolls"),
        harms=book.terms("figures", "harms"),
        homes=book.terms("figures", "homes"),
        lost=book.terms("figures", "fighters") | book.terms("figures", "kin"),
        claimed=book.terms("figures", "general"),
    )
