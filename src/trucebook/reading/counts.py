"""Counts: a number with the noun it counts, where that noun is people, households or homes, or is left out.

Invariant: a count's words are consecutive; a number before the name of a thing is no count.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from trucebook import codebook
from trucebook.reading.notes import Notes
from trucebook.reading.numbers import Number, find_numbers
from trucebook.reading.parse import Parse


@dataclass(frozen=True)
class Count:
    """A counted noun: words `first` to `last`, `noun` its head word (None where the number stands alone).

    `unit` is "person", "household" or "house"; `known` says whether the noun is one of the codebook's; `head` is the word that
    the grammar hangs the count on.
    """

    number: Number
    first: int
    last: int
    noun: int | None
    head: int
    unit: str
    known: bool


@dataclass(frozen=True)
class NounLists:
    """The codebook's nouns by what they count."""

    people: frozenset[str]
    households: frozenset[str]
    houses: frozenset[str]
    harmed: dict[str, str]

    def unit_of(self, word: str) -> str | None:
        """Return what a noun in lower case counts, None for a thing or an unknown noun."""
        if word in self.people or word in self.harmed:
            return "person"
        if word in self.households:
            return "household"
        return "house" if word in self.houses else None


@cache
def noun_lists() -> NounLists:
    """Return the noun lists of the codebook that ships with trucebook."""
    book = codebook.load()
    harmed = {}
    for word, code in book.words("figures", "people").items():
        harmed[word] = code
        harmed.setdefault(plural(word), code)
    return NounLists(
        people=book.terms("figures", "people"),
        households=book.terms("figures", "households"),
        houses=book.terms("figures", "houses"),
        harmed=harmed,
    )


def plural(word: str) -> str:
    """Return the regular plural of a noun."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


_STOP_TAGS = frozenset(
    {
        "VBD",
        "VBZ",
        "VBP",
        "VB",
        "MD",
        "IN",
        "TO",
        "WP",
        "WDT",
        "WRB",
        "PRP",
        "CC",
        ".",
        ":",
        "-LRB-",
        "-RRB-",
        "EX",
        "RP",
        "WP$",
        "``",
        "''",
        "CD",
    }
)
_INSIDE = frozenset(
    {"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "VBN", "VBG", "RB", "HYPH", "POS", "AFX", "FW", "XX", "SYM", "VBD", "PRP$", "DT"}
)
_ELLIPSIS = frozenset({"others", "more", "other"})
_REACH = 8


def find_counts(notes: Notes) -> list[Count]:
    """Return the counts of people, households and homes, and numbers that stand without a noun, in text order."""
    parse = notes.parse
    periods = [(m.start, m.end) for m in notes.periods]
    starts = [s for s, _ in periods]
    found = []
    for number in find_numbers(parse.lower):
        at = bisect_right(starts, parse.start[number.core]) - 1
        if at >= 0 and periods[at][1] >= parse.end[number.last]:
            continue
        count = _count(parse, _within_sentence(parse, number))
        if count is not None:
            found.append(count)
    return found


def _within_sentence(parse: Parse, number: Number) -> Number:
    return number


def _count(parse: Parse, number: Number) -> Count | None:
    """Return the count that a number opens, None where it counts a thing."""
    lists, words, tags = noun_lists(), parse.lower, parse.tag
    count = len(words)
    i = number.last + 1
    if i < count and words[i] == "of":
        i += 1
        while i < count and words[i] in ("the", "them", "their", "these", "those", "its", "his", "her", "other", "whom", "which"):
            i += 1
    noun, unit, last, things = None, None, number.last, False
    limit = min(count, i + _REACH)
    while i < limit:
        word, tag = words[i], tags[i]
        if "\n" in parse.smooth[parse.end[i - 1] : parse.start[i]] and "\n\n" in parse.text[parse.end[i - 1] : parse.start[i]]:
            break
        here = lists.unit_of(word)
        if here is not None and not (here == "house" and unit is not None):
            if unit is not None and (not _compounds(words[noun], tags[noun]) if noun is not None else False):
                break
            noun, unit, last = i, here, i
            i += 1
            continue
        if word in _ELLIPSIS and noun is None:
            noun_word = i
            last = noun_word
            i += 1
            continue
        if tag == "," and noun is None and i + 1 < limit and tags[i - 1] in ("JJ", "VBN") and tags[i + 1] in ("JJ", "VBN"):
            i += 1
            continue
        if tag in _STOP_TAGS or tag not in _INSIDE or (tag in ("DT", "PRP$", "VBD") and noun is None and tag != "VBD"):
            break
        if tag == "VBD":
            break
        if noun is not None and not (tag in ("NN", "NNS") and _compounds(words[noun], tags[noun])):
            break
        if noun is not None and tag in ("NN", "NNS"):
            if parse.head[noun] == i:
                return None
            break
        if tag in ("NNS", "NNPS", "NN", "NNP"):
            things = True
            if tag in ("NNS", "NNPS"):
                nxt = lists.unit_of(words[i + 1]) if i + 1 < count else None
                if nxt is None:
                    return _unknown(parse, number, i)
        i += 1
    if noun is None:
        if things:
            head = parse.head[number.core]
            return _unknown(parse, number, head) if number.last < head < number.last + _REACH else None
        return Count(number, number.first, last, None, _number_head(parse, number), "person", False)
    return Count(number, number.first, last, noun, noun, unit or "person", True)


def _unknown(parse: Parse, number: Number, noun: int) -> Count | None:
    """Return the count of a plural noun that no list has: people perhaps, where something is done to them that is done to people."""
    tag = parse.tag[noun]
    if tag in ("NNPS", "NNP") and parse.words[noun][:1].isupper() and parse.lower[noun].endswith(("s", "i", "ese")):
        return Count(number, number.first, noun, noun, noun, "person", False)
    if tag == "NNS":
        return Count(number, number.first, noun, noun, noun, "thing", False)
    return None


def _compounds(word: str, tag: str) -> bool:
    """Say whether a people noun can stand before another noun ("police officers", "rebel fighters")."""
    return tag in ("NN", "NNP", "JJ", "VBN", "VBD") or word in ("police", "militia", "people", "personnel", "displaced")


def _number_head(parse: Parse, number: Number) -> int:
    """Return the word of a bare number that the grammar hangs on a word outside of it."""
    inside = range(number.first, number.last + 1)
    for i in range(number.last, number.core - 1, -1):
        if parse.head[i] not in inside or parse.head[i] == i:
            return i
    return number.last
