"""Word classes of the rooms that read agreements, provisions and violations, loaded once a process.

Invariant: the lists are data (data/deals.yaml); no room keeps a list of content words of its own.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml


@cache
def _lists() -> dict[str, frozenset[str]]:
    raw = (resources.files("trucebook") / "data" / "deals.yaml").read_bytes()
    lists = yaml.load(raw, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {name: frozenset(str(word) for word in words) for name, words in lists.items()}


def deal_words(name: str) -> frozenset[str]:
    """Return one word class by its name, words in lower case; raises KeyError for a class that data/deals.yaml lacks."""
    return _lists()[name]


def classes_of(classes: Mapping[str, frozenset[str]], lemma: str) -> list[str]:
    """Return the names of the classes that hold a word."""
    return [name for name, words in classes.items() if lemma in words]
