"""Nationals, ethnic groups and pronouns as actors: "two Kenyans", "the Kurds", "we".

Invariant: an adjective before a noun is no actor; a pronoun is one only as the subject of its clause.
"""

from trucebook.actors import ActorIndex
from trucebook.model import ActorValue
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.people.groups import Group, tighten

SINGLE = frozenset(("he", "she", "i"))
MANY = frozenset(("we", "they"))


def find_peoples(parse: Parse, index: ActorIndex, taken: set[int]) -> list[Group]:
    """Return the noun phrases headed by the name of a people or nationals; words of longer names (`taken`) are left out."""
    found = []
    for i, word in enumerate(parse.words):
        if (
            word[:1].isupper()
            and i not in taken
            and (parse.lower[i] in index.people or parse.lower[i] in index.groups)
            and _heads(parse, i)
        ):
            found.append(_people(parse, index, i))
    return found


def _heads(parse: Parse, i: int) -> bool:
    if parse.dep[i] in ("compound", "amod", "nmod", "npadvmod") and parse.head[i] > i:
        return False
    if parse.lower[i].endswith("s") or parse.tag[i] in ("NNS", "NNPS"):
        return True
    determined = [c for c in parse.children[i] if c < i and parse.dep[c] in ("det", "nummod", "amod", "poss")]
    return bool(determined) and parse.pos[i] in ("NOUN", "PROPN", "ADJ") and parse.head[i] != i + 1


def _people(parse: Parse, index: ActorIndex, i: int) -> Group:
    first, last = tighten(parse, *parse.noun_phrase(i), i)
    states = index.people.get(parse.lower[i])
    country = states[0].actor.country if states else index.groups.get(parse.lower[i])
    one = any(parse.lower[c] in ("a", "an", "one") for c in parse.children[i])
    return Group(first, last, i, ActorValue(kind="person" if one else "population", country=country))


def find_pronouns(parse: Parse) -> list[tuple[int, int, ActorValue]]:
    """Return personal pronouns that are the subject of a clause; whom they stand for is told by `references`."""
    found = []
    for i, lower in enumerate(parse.lower):
        if parse.dep[i] in ("nsubj", "nsubjpass") and parse.pos[i] == "PRON":
            if lower in SINGLE:
                found.append((i, i, ActorValue(kind="person")))
            elif lower in MANY:
                found.append((i, i, ActorValue(kind="population")))
    return found
