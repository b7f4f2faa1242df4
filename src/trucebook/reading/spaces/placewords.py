"""The word lists that tell where a name is a place's: data/place_words.yaml, loaded once a process.

Invariant: every word is in lower case.
"""

from functools import cache, cached_property
from importlib import resources
from typing import Any

import msgspec
import yaml

from trucebook.gazetteer_names import LOST, make_key


class PlaceWords(msgspec.Struct, frozen=True, dict=True, forbid_unknown_fields=True):
    """The lists of data/place_words.yaml as sets; `us_states` maps an abbreviation to its state's name."""

    locative: frozenset[str]
    compass: frozenset[str]
    compass_proper: frozenset[str]
    admin_after: frozenset[str]
    settled_after: frozenset[str]
    ground_after: frozenset[str]
    ground_before: frozenset[str]
    opening: frozenset[str]
    settled_before: frozenset[str]
    foreign_before: frozenset[str]
    body_after: frozenset[str]
    agencies: frozenset[str]
    groups: frozenset[str]
    strikes: frozenset[str]
    taking: frozenset[str]
    peoples: frozenset[str]
    features: frozenset[str]
    people_after: frozenset[str]
    titles: frozenset[str]
    said: frozenset[str]
    given_names: frozenset[str]
    not_places: frozenset[str]
    us_states: dict[str, str]

    @cached_property
    def types(self) -> tuple[frozenset[str], ...]:
        """The lists of words that name kinds of places, bodies and people."""
        return (self.admin_after, self.settled_after, self.ground_after, self.ground_before, self.body_after, self.people_after)


def _damage(word: str) -> tuple[str, str]:
    """Return a word with its diacritics lost in the two ways that texts lose them: "region" and the letter destroyed."""
    return make_key(word), "".join(c if c.isascii() else LOST for c in word)


@cache
def load_place_words() -> PlaceWords:
    """Return the lists, read from the package's data."""
    raw = (resources.files("trucebook") / "data" / "place_words.yaml").read_bytes()
    data: Any = yaml.load(raw, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    data["foreign_before"] += [form for word in data["foreign_before"] if not word.isascii() for form in _damage(word)]
    return msgspec.convert(data, PlaceWords)
