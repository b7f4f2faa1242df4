"""Singles: one person or two told with an article and no number ("a woman was killed", "a driver and a nurse were hurt").

Invariant: what was done to them is said by grammar alone; somebody who is told of, and not counted, is left out.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.tallies.counts import Count, noun_lists
from trucebook.reading.tallies.harms import harm_of, verb_hit
from trucebook.reading.tallies.listed import lists
from trucebook.reading.tallies.numbers import Number
from trucebook.reading.tallies.parts import Toll

_NEAR, _FAR = 8, 14
_TOLD = frozenset({"killed", "injured", "detained", "released"})
_ROLES = frozenset({"nsubjpass", "dobj"})
_KINDRED = frozenset({"his", "her", "their", "its"})
_NOT_ONE = (["no"], ["any"], ["every"], ["each"], ["not"])
_MARKED = frozenset("former influential leading notorious prominent retired rival senior top veteran well-known".split())
_OF_HIM = frozenset({"he", "she", "his", "her", "him"})


def find_single_tolls(parse: Parse, counts: list[Count], found: list[Toll]) -> list[Toll]:
    """Return the tolls of people named with an article, alone, in a row of two or three, or beside people who are counted."""
    taken = _words_of(counts)
    tolls: list[Toll] = []
    for count in _find_singles(parse, taken):
        if count.first in taken:
            continue
        toll = _in_row(parse, count, found) or _as_part(parse, count, found) or _alone(parse, count)
        if toll is not None:
            tolls.append(toll)
            taken.update(range(toll.count.first, toll.count.last + 1))
    return tolls


def find_singles(parse: Parse, counts: Sequence[Count]) -> list[Count]:
    """Return the people named with an article, alone, who stand beside the counts of a report."""
    return list(_find_singles(parse, _words_of(counts)))


def _words_of(counts: Sequence[Count]) -> set[int]:
    return {i for count in counts for i in range(count.first, count.last + 1)}


def is_somebody(parse: Parse, toll: Toll) -> bool:
    """Say whether one person with an article is somebody ("a rival cleric who …"), who is told of and not counted."""
    count = toll.count
    if not count.single or count.noun is None or parse.lower[count.noun] in lists().anybody or count.number.low != 1:
        return False
    if not _MARKED.isdisjoint(parse.lower[count.first : count.noun]):
        return True
    last = parse.sentences[parse.sentence_of[count.noun]][1]
    told = any(parse.dep[c] == "relcl" or (parse.pos[c] == "PROPN" and c > count.noun) for c in parse.children[count.noun])
    return told or not _OF_HIM.isdisjoint(parse.lower[count.noun + 1 : min(last, count.noun + _FAR)])


def _find_singles(parse: Parse, taken: set[int]) -> Iterator[Count]:
    """Yield single people named with an article ("a child"), whose noun is not among the words taken already."""
    for i, word in enumerate(parse.lower):
        if word == "one" and (last := _one_of(parse, i)) is not None and not taken.intersection(range(i, last + 1)):
            yield Count(Number(i, i, i, 1, 1), i, last, last if parse.pos[last] != "PRON" else None, i, "person")
        if word == "another" and _stands_alone(parse, i):
            yield Count(Number(i, i, i, 1, 1), i, i, None, i, "person")
        if word in ("a", "an") and (noun := _person(parse, i)) is not None and noun not in taken:
            yield Count(Number(i, i, i, 1, 1), i, noun, noun, noun, "person", single=True)


def _stands_alone(parse: Parse, i: int) -> bool:
    """Say whether "another" has no noun: "killed a miller and wounded another", "one was killed and another hurt"."""
    over = parse.head[i]
    left_out = parse.dep[i] == "det" and parse.tag[over] in ("VBN", "VBD", "VB") and over == i + 1
    return parse.pos[over] == "VERB" and (left_out or parse.dep[i] in ("nsubj", "nsubjpass", "dobj"))


def _one_of(parse: Parse, i: int) -> int | None:
    """Return the last word of "one of them", "one of his comrades", "one of the three guards", where word i is "one"."""
    if parse.lower[i + 1 : i + 2] != ["of"] or parse.lower[max(0, i - 1) : i] in _NOT_ONE:
        return None
    for j in range(i + 2, min(i + 7, len(parse))):
        if (
            noun_lists().units.get(parse.lower[j]) == "person"
            and parse.tag[j] in ("NNS", "NNPS", "NN")
            and parse.tag[j + 1 : j + 2] != ["NNS"]
        ):
            return j if parse.lower[j] not in noun_lists().harmed else None
        if parse.lower[j] in ("them", "whom") and j == i + 2:
            return j
        if parse.tag[j] not in ("PRP$", "DT", "CD", "JJ", "NN", "NNP", "NNS", "VBN", "JJS"):
            return None
    return None


def _person(parse: Parse, i: int) -> int | None:
    """Return the noun of one person that the article or owner at word i stands before."""
    noun = parse.head[i]
    one = parse.dep[i] in ("det", "poss") and i < noun < i + _NEAR and parse.tag[noun] in ("NN", "JJ")
    return noun if one and noun_lists().units.get(parse.lower[noun]) == "person" and parse.lower[noun] not in noun_lists().harmed else None


def _in_row(parse: Parse, count: Count, found: list[Toll]) -> Toll | None:
    """Return the toll of one person in a row with people counted: "four policemen and a shopkeeper were killed"."""
    if parse.dep[count.head] != "conj":
        return None
    row = {parse.first_conjunct(count.head), parse.head[count.head]}
    beside = next((toll for toll in reversed(found) if toll.count.head in row or toll.count.noun in row), None)
    opened = parse.lower[max(0, beside.count.first - 3) : beside.count.first] if beside is not None else []
    if beside is None or (beside.part and "among" not in opened) or beside.category not in _TOLD:
        return None
    counted = beside.count.last < count.first and beside.count.unit == "person"
    return Toll(replace(count, single=False), beside.category, beside.cue, part=beside.part) if counted else None


def _as_part(parse: Parse, count: Count, found: list[Toll]) -> Toll | None:
    """Return the toll of one person among people counted: "seven people, among them a girl of eight, were killed"."""
    opened = parse.lower[max(0, count.first - 2) : count.first] in (["among", "them"], ["among", "whom"])
    with_kin = parse.lower[count.last + 1 : count.last + 2] == ["and"] and not _KINDRED.isdisjoint(
        parse.lower[count.last + 2 : count.last + 3]
    )
    if not opened or with_kin or parse.lower[count.noun or 0] not in lists().anybody:
        return None
    near = (toll for toll in reversed(found) if 0 < count.first - toll.count.last < _FAR and not toll.part)
    whole = next((toll for toll in near if "." not in parse.lower[toll.count.last : count.first]), None)
    return (
        Toll(replace(count, single=False), whole.category, whole.cue, part=True) if whole is not None and whole.category in _TOLD else None
    )


def _alone(parse: Parse, count: Count) -> Toll | None:
    """Return the toll of one person, or of a row of two or three, by grammar alone."""
    before = parse.lower[max(0, count.first - 2) : count.first]
    if before[-1:] in (["them"], ["whom"]) or any(word in lists().parts for word in before):
        return None
    if parse.dep[count.head] == "det" and count.noun is None:  # "one was killed and another hurt"
        hurt = verb_hit(parse, parse.head[count.head])
        return Toll(count, *hurt) if hurt is not None and hurt[0] in _TOLD else None
    head = parse.first_conjunct(count.head) if parse.dep[count.head] == "conj" else count.head
    roles = _ROLES if head != count.head else _ROLES | {"nsubj"}
    if parse.dep[head] not in roles and before[-1:] != ["of"]:
        return None
    hit = harm_of(parse, count.head)
    if hit is None or hit[0] not in _TOLD or count.first <= hit[1] <= count.last:
        return None
    return Toll(_with_company(parse, count), hit[0], hit[1])


def _with_company(parse: Parse, count: Count) -> Count:
    """Return the count of a row of single people, who are counted together: "a miller and her mother", "a man, a boy and a girl"."""
    size, last = 1, count.last
    for noun in parse.conjuncts(count.head):
        owner = next((c for c in parse.children[noun] if c > last and parse.lower[c] in _KINDRED | {"a", "an"}), None)
        if noun <= last:
            continue
        if owner is None or _person(parse, owner) != noun:
            break
        size, last = size + 1, noun
    return replace(count, last=last, number=replace(count.number, low=size, high=size)) if size > 1 else count
