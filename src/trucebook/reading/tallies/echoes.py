"""Echoes: counts told as the same number as the count before ("Norvik received the same number of soldiers").

Invariant: an echo has the value of the nearest count of people before it, within two sentences.
"""

from msgspec.structs import replace

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.tallies.counts import Count, noun_lists

_SAME = (["same", "number", "of"], ["equal", "number", "of"], ["similar", "number", "of"])
_FAR, _NEAR = 60, 4


def with_echoes(parse: Parse, counts: list[Count]) -> list[Count]:
    """Return counts with those of "the same number of", in text order."""
    found = [echo for i, word in enumerate(parse.lower) if word == "number" and (echo := _echo(parse, i - 1, counts)) is not None]
    return sorted([*counts, *found], key=lambda count: count.first) if found else counts


def _echo(parse: Parse, at: int, counts: list[Count]) -> Count | None:
    """Return the count that "same number of" at word `at` opens."""
    if parse.lower[at : at + 3] not in _SAME:
        return None
    before = next((c for c in reversed(counts) if c.last < at and c.unit == "person" and c.noun is not None), None)
    units, end = noun_lists().units, min(at + 3 + _NEAR, len(parse))
    noun = next((i for i in range(at + 3, end) if units.get(parse.lower[i]) == "person"), None)
    if before is None or noun is None or at - before.last > _FAR:
        return None
    first = at - (parse.lower[at - 1 : at] in (["the"], ["a"], ["an"]))
    number = replace(before.number, first=first, core=at, last=at + 1)
    return Count(number, first, noun, noun, at + 1, "person")
