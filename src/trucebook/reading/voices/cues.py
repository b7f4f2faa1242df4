"""The words that hand a statement to a speaker: verbs, nouns and phrases of saying, loaded once from data/speech.yaml.

Invariant: every entry is a lemma in lower case; a verb may belong to several classes.
"""

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

FINITE = ("VBD", "VBZ", "VBP", "MD")
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december".split()
)


@dataclass(frozen=True)
class Cues:
    """The lexicon of speech: verb → classes, verb and preposition → classes, and the closed lists beside them."""

    verbs: dict[str, frozenset[str]]
    phrasal: dict[tuple[str, str], frozenset[str]]
    accusing: frozenset[str]
    naming: frozenset[str]
    nouns: frozenset[str]
    calling: frozenset[str]
    phrases: frozenset[str]
    pleading: frozenset[str]
    pointed: frozenset[str]
    carriers: frozenset[str]
    quoted_as: frozenset[str]
    sources: frozenset[str]
    counting: frozenset[str]
    putting: frozenset[str]
    tallies: frozenset[str]
    persons: frozenset[str]


@cache
def load_cues() -> Cues:
    """Load the lexicon of speech, once."""
    data = yaml.safe_load((resources.files("trucebook") / "data/speech.yaml").read_text(encoding="utf-8"))
    verbs: dict[str, set[str]] = {}
    phrasal: dict[tuple[str, str], set[str]] = {}
    for kind, words in data["verbs"].items():
        for word in words:
            head, _, tail = word.partition(" ")
            if tail:
                phrasal.setdefault((head, tail), set()).add(kind)
            else:
                verbs.setdefault(word, set()).add(kind)
    return Cues(
        verbs={w: frozenset(k) for w, k in verbs.items()},
        phrasal={w: frozenset(k) for w, k in phrasal.items()},
        accusing=frozenset(data["accusing"]),
        naming=frozenset(data["naming"]),
        nouns=frozenset(data["nouns"]),
        calling=frozenset(data["calling"]),
        phrases=frozenset(data["phrases"]),
        pleading=frozenset(data["pleading"]),
        pointed=frozenset(data["pleading"] + data["pointed"]),
        carriers=frozenset(data["carriers"]),
        quoted_as=frozenset(data["quoted_as"]),
        sources=frozenset(data["sources"]),
        counting=frozenset(data["counting"]),
        putting=frozenset(data["putting"]),
        tallies=frozenset(data["tallies"]),
        persons=frozenset(data["persons"]),
    )
