"""Counts: a number with the noun it counts, where that noun is people, households or homes, or is left out.

Invariant: a count's words are consecutive; a number before the name of a thing is no count.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

import msgspec
from msgspec.structs import replace

from trucebook import codebook
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.tallies.numbers import Number, are_ones_own, counted_things, find_numbers, is_share


class Count(msgspec.Struct, frozen=True):
    """A counted noun: words `first` to `last`, `noun` its head word (None where the number stands alone).

    `unit` is "person", "household", "house" or "thing" (a plural no list has, people perhaps); `head` is the word that
    the grammar hangs the count on; `single` marks "a child".
    """

    number: Number
    first: int
    last: int
    noun: int | None
    head: int
    unit: str
    single: bool = False

    @property
    def known(self) -> bool:
        """Say whether the counted noun is people, households or homes by the codebook's lists."""
        return self.noun is not None and self.unit != "thing"


@dataclass(frozen=True)
class NounLists:
    """The codebook's nouns by what they count; `harmed` and `outcomes` map a noun to the category it carries."""

    people: frozenset[str]
    households: frozenset[str]
    houses: frozenset[str]
    harmed: dict[str, str]
    outcomes: dict[str, str]
    units: dict[str, str]
    moves: frozenset[str]


@cache
def noun_lists() -> NounLists:
    """Return the noun lists of the codebook that ships with trucebook."""
    book = codebook.load()
    people, households, houses = (book.terms("figures", name) for name in ("people", "households", "houses"))
    harmed = _with_plurals(book.words("figures", "people"))
    units = dict.fromkeys(houses, "house") | dict.fromkeys(households, "household") | dict.fromkeys((*people, *harmed), "person")
    outcomes = _with_plurals(book.words("figures", "outcomes"))
    return NounLists(people, households, houses, harmed, outcomes, units, frozenset(book.words("figures", "intransitive")))


def _with_plurals(words: dict[str, str]) -> dict[str, str]:
    return words | {plural(word): code for word, code in words.items()}


def plural(word: str) -> str:
    """Return the regular plural of a noun."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


_MODIFIERS = frozenset({"JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "VBN", "VBG", "RB", "HYPH", "POS", "AFX", "FW", "XX", "SYM"})
_MODIFYING = frozenset(
    {"amod", "compound", "nmod", "nummod", "punct", "advmod", "npadvmod", "acl", "dobj", "nsubj", "nsubjpass", "pobj", "conj", "appos"}
)
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_TIMES = frozenset(
    "overnight today yesterday tonight so now still already later since alone daily again earlier here there then everywhere once".split()
)
_DETERMINERS = frozenset({"the", "them", "their", "these", "those", "its", "his", "her", "other", "whom", "which", "all", "our"})
_ELLIPSIS = frozenset({"others", "more", "other"})
_LEANING = frozenset(
    {
        "police",
        "militia",
        "rebel",
        "militant",
        "civilian",
        "child",
        "women",
        "female",
        "male",
        "displaced",
        "wounded",
        "injured",
        "dead",
        "missing",
    }
)
_HURT = frozenset({"killed", "wounded", "injured", "dead"})
_COLLECTIVE = frozenset(
    "people police personnel staff men women children clergy youth elderly militia civilians infantry crew peole peshmerga".split()
)
_REACH = 9
_MEETS = frozenset({"received", "sustained", "suffered"})
_NOT_ONE = (["no"], ["not"], ["the"], ["this"], ["that"], ["each"], ["every"], ["any"], ["which"], ["another"])
_YEARS = (1800, 2099)
_OLD = 110


def find_counts(notes: Notes) -> list[Count]:
    """Return the counts of people, households and homes, and numbers that stand without a noun, in text order."""
    parse = notes.parse
    known, counts = parse.kept.get("counts", (None, []))
    if known is not notes.periods:
        counts = _find_counts(parse, sorted((m.start, m.end) for m in notes.periods))
        parse.kept["counts"] = notes.periods, counts
    return list(counts)


def _find_counts(parse: Parse, spans: list[tuple[int, int]]) -> list[Count]:
    numbers = [n for n in find_numbers(parse.lower) if not _in_period(parse, n, spans)]
    opens = {n.first for n in numbers} | {n.core for n in numbers}
    found = [count for n in numbers if (count := _count(parse, n, opens)) is not None]
    return _with_shared_nouns(parse, found)


def noun_of(parse: Parse, count: Count) -> str:
    """Return the noun of a count in small letters, nothing where it has none."""
    return parse.lower[count.noun] if count.noun is not None else ""


def words_up_to(parse: Parse, word: int) -> list[str]:
    """Return the words of the sentence before that of a word and of its own, in small letters."""
    at = parse.sentence_of[word]
    return parse.lower[parse.sentences[max(0, at - 1)][0] : parse.sentences[at][1]]


def _in_period(parse: Parse, number: Number, spans: list[tuple[int, int]]) -> bool:
    """Say whether a number stands inside of a time expression."""
    at = bisect_right(spans, (parse.start[number.core], len(parse.text) + 1)) - 1
    if at < 0 or spans[at][1] < parse.end[number.last]:
        return False
    if spans[at][1] > parse.end[number.last]:
        return not _in_told_time(parse, number, spans[at][0])
    return not _before_people(parse, number)


def _in_told_time(parse: Parse, number: Number, start: int) -> bool:
    """Say whether a number in a time told by what happened counts people: "after twelve days of fighting in which 90 people died"."""
    behind = parse.lower[number.last + 1 : number.last + 3]
    units, before = noun_lists().units, range(parse.word_at(start), number.first)
    if any(parse.lower[i] == "which" for i in before) and parse.tag[number.last + 1 : number.last + 2] == ["VBD"]:
        return True
    told = any(parse.tag[i].startswith("VB") or parse.lower[i] in ("which", "before", "after", "when") for i in before)
    return told and bool(behind) and (behind[0] in units or (parse.pos[number.last + 1] == "ADJ" and behind[-1] in units))


def _before_people(parse: Parse, number: Number) -> bool:
    """Say whether people stand right behind a number that could be a year ("a total of 1957 residents")."""
    behind = parse.lower[number.last + 1 : number.last + 2]
    no_year = number.total or number.first < number.core or not _YEARS[0] <= number.size <= _YEARS[1]
    return no_year and bool(behind) and behind[0] in noun_lists().units


def _with_shared_nouns(parse: Parse, counts: list[Count]) -> list[Count]:
    """Give "30 government" of "30 government and 39 rebel fighters" the noun's unit that the row shares."""
    shared = list(counts)
    for at in range(len(counts) - 2, -1, -1):
        here, after = shared[at], shared[at + 1]
        modifiers = range(here.number.last + 1, after.first - 1)
        if here.noun is not None or after.noun is None or not 0 < len(modifiers) < 4 or parse.lower[after.first - 1] != "and":
            continue
        if all(parse.tag[i] in _MODIFIERS and parse.tag[i][:2] != "VB" for i in modifiers):
            shared[at] = replace(here, unit=after.unit, head=after.head, last=after.first - 2)
    return shared


def _count(parse: Parse, number: Number, opens: set[int]) -> Count | None:
    """Return the count that a number opens, None where it counts a thing."""
    words = parse.lower
    i = number.last + 1
    of = i < len(words) and words[i] == "of"
    if of:
        i += 1
        while i < len(words) and words[i] in _DETERMINERS:
            i += 1
    if number.first == number.last and _is_age(parse, number):
        return None
    if words[number.core] == "both" and not (i < len(words) and words[i] in noun_lists().units):
        return None
    if words[number.core] == "one" and number.core == number.last and (of or words[number.core - 1 : number.core] in _NOT_ONE):
        return None
    if words[number.last + 1 : number.last + 3] == ["of", "them"] and _of_things(parse, number.first):
        return None
    if is_share(words, number) or are_ones_own(words, number):
        return None
    if number.core > 1 and words[number.core - 1] == "of" and words[number.core - 2] == "family":
        return Count(number, number.core - 2, number.last, number.core - 2, number.core - 2, "person")
    count = _scan(parse, number, i, opens)
    return _headed(parse, count) if count is not None else None


def _of_things(parse: Parse, first: int) -> bool:
    """Say whether "12 of them" stands right behind things: "the posts, 12 of them"."""
    thing = first > 1 and parse.lower[first - 1] in (",", "-", "(") and parse.tag[first - 2] == "NNS"
    return thing and parse.lower[first - 2] not in noun_lists().units


def _is_age(parse: Parse, number: Number) -> bool:
    """Say whether a bare number is set off by commas behind a name, as ages are ("Musa, 43, a baker"), or stands behind one person ("a
    man of 43")."""
    at, words = number.first, parse.lower
    if words[at - 1 : at] == ["of"] and at > 1 and number.size < _OLD and parse.tag[at - 2] == "NN":
        one = noun_lists().units.get(words[at - 2]) == "person" and words[at - 2] not in noun_lists().harmed
        return one and parse.tag[number.last + 1 : number.last + 2] not in (["NNS"], ["JJ"], ["IN"], ["NNPS"])
    if at == 0 or number.size > 120 or words[at - 1] != ",":
        return False
    return words[at + 1 : at + 2] in ([","], ["."], []) and at > 1 and parse.pos[at - 2] in ("PROPN", "NOUN")


def _headed(parse: Parse, count: Count) -> Count:
    """Return the count with the word as head whose governor lies outside of it ("dozens" of "dozens of people")."""
    head = count.head
    if parse.tag[head][:2] == "VB" and parse.dep[head] in ("advcl", "acl", "ccomp", "conj", "ROOT"):
        head = _number_head(parse, count.number)  # "flew out 23 wounded", whose participle went astray
    for _ in range(4):
        if not (count.number.first <= parse.head[head] <= count.last) or parse.head[head] == head:
            break
        head = parse.head[head]
    return replace(count, head=head)


def _scan(parse: Parse, number: Number, i: int, opens: set[int]) -> Count | None:
    """Walk from a number over its modifiers to the noun that it counts."""
    units, moves, words, tags = noun_lists().units, noun_lists().moves, parse.lower, parse.tag
    noun, thing, unit, limit = None, None, "person", min(len(words), i + _REACH)
    last = number.last
    while i < limit:
        word, tag = words[i], tags[i]
        if i in opens or word in _TIMES or word in moves or word in _MEETS or _breaks(parse, i):
            break
        if word in units and _agrees(word, tag, number):
            if noun is not None and not _leans(words[noun], tags[noun]):
                break
            noun, unit, last = i, units[word], i
        elif noun is not None and i == noun + 1 and _shares(parse, i):
            i += 1
        elif noun is not None:
            if tag in _NOUNS and parse.head[noun] == i and _leans(words[noun], tags[noun]) and words[noun] not in _HURT:
                return None
            break
        elif word in _ELLIPSIS:
            last = i
        elif word == '"' and i + 1 < limit and words[i + 1] in units and i == number.last + 1:
            pass  # 40 "bandits"
        elif tag in ("NNS", "NNPS") and not (i + 1 < limit and (words[i + 1] in units or _names_on(parse, i))):
            thing = i
            break
        elif parse.words[i].isupper() and len(word) > 1 and tag[:2] == "VB":
            thing = i
        elif (tag == "VBN" or tag == "VBG") and (last > number.last or parse.dep[i] not in _MODIFYING):
            break
        elif tag in _MODIFIERS or _inner(parse, i, limit):
            thing = i if tag in _NOUNS else thing
        elif word == "(" and thing is not None:
            i = next((j for j in range(i, min(limit, i + 6)) if words[j] == ")"), limit)
        else:
            break
        i += 1
    if noun is not None:
        return Count(number, number.first, last, noun, noun, unit)
    return _without_noun(parse, number, thing, last)


def _names_on(parse: Parse, i: int) -> bool:
    """Say whether the name of a people goes on behind word i: "50 South Koreans"."""
    return tuple(parse.tag[i : i + 2]) == ("NNPS", "NNPS") and parse.head[i] == i + 1


def _shares(parse: Parse, i: int) -> bool:
    """Say whether "and" joins two plights of the same people: "250 wounded and sick people"."""
    words, pair = parse.lower, parse.lower[i + 1 : i + 3]
    ailing = words[i] in ("and", "or") and words[i - 1] in _AILING and bool(pair) and pair[0] in _AILING
    return ailing and pair[1:] != [] and pair[1] in noun_lists().units


_AILING = frozenset({"displaced", "elderly", "ill", "injured", "sick", "starving", "weak", "wounded"})


def _without_noun(parse: Parse, number: Number, thing: int | None, last: int) -> Count | None:
    """Return the count of a noun that no list has, or of a noun left out."""
    if thing is None:
        return Count(number, number.first, last, None, _number_head(parse, number), "person")
    tag, word = parse.tag[thing], parse.lower[thing]
    named = tag in ("NNPS", "NNP") and parse.words[thing][0].isupper()
    if word in counted_things().measures:
        return None
    if named and (word.endswith(("s", "i", "ese")) or parse.head[number.last] == thing):
        return Count(number, number.first, thing, thing, thing, "thing")
    if tag == "NNS":
        return Count(number, number.first, thing, thing, thing, "thing")
    if parse.lower[thing + 1 : thing + 2] == ["and"] and thing <= number.last + 2:
        return Count(number, number.first, thing, None, thing, "thing")
    if parse.dep[number.core] != "nummod" or parse.head[number.core] != thing:
        return Count(number, number.first, number.last, None, _number_head(parse, number), "thing")
    return None


def _breaks(parse: Parse, i: int) -> bool:
    """Say whether a blank line parts word i from the word before it."""
    gap = parse.text[parse.end[i - 1] : parse.start[i]]
    return "\n" in gap and gap.count("\n") > 1


def _inner(parse: Parse, i: int, limit: int) -> bool:
    """Say whether a comma, an "and" or a stroke at word i joins two modifiers of one noun ("Syrian and Iraqi soldiers")."""
    if parse.lower[i] not in ("and", "or", ",", "/", "-", '"', "'"):
        return False
    units, words, tags = noun_lists().units, parse.lower, parse.tag
    for j in range(i + 1, min(limit, i + 4)):
        if words[j] in units:
            return tags[i - 1] in _MODIFIERS
        if tags[j] not in _MODIFIERS and words[j] not in ("-", '"', "'", "and"):
            return False
    return False


def _agrees(word: str, tag: str, number: Number) -> bool:
    """Say whether a noun can be the head of its number: no singular behind more than one ("3 police posts")."""
    return number.size == 1 or tag != "NN" or word.endswith("s") or word in _COLLECTIVE or word in noun_lists().harmed


def _leans(word: str, tag: str) -> bool:
    """Say whether a people noun can stand before another noun ("police officers", "rebel fighters", "displaced people")."""
    return tag in ("NN", "NNP", "JJ", "VBN", "VBD", "VBG") or word in _LEANING


def _number_head(parse: Parse, number: Number) -> int:
    """Return the word of a bare number that the grammar hangs on a word outside of it."""
    inside = range(number.first, number.last + 1)
    for i in range(number.last, number.core - 1, -1):
        if parse.head[i] not in inside or parse.head[i] == i:
            return i
    return number.last
