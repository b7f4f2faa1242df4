"""Parts: tolls, and counts that are part of the toll before them ("19 civilians, including five children").

Invariant: a part stands in the sentence of its whole and has its category unless its own words say otherwise.
"""

import msgspec

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.tallies import beside
from trucebook.reading.tallies.counts import Count, noun_lists
from trucebook.reading.tallies.exits import ridden
from trucebook.reading.tallies.gapped import has_place
from trucebook.reading.tallies.harms import Hit, harm_of
from trucebook.reading.tallies.listed import lists

_FAR, _NEAR = 40, 6
_SIDES = frozenset(
    "army battalion brigade clan community crew faction family force forces gang group guard household militia movement party patrol "
    "police side sub-clan team tribe unit village".split()
)
_BREAKS = frozenset({",", ".", ";", "in", "by", "from", "at", "on", "killed", "injured", "wounded", "not", "with", "to"})
_SINCE = (["were"], ["since"], ["in"], ["during"], ["alone"], ["from"], ["are"])


class Toll(msgspec.Struct, frozen=True):
    """A count with its category: `cue` is the word that says it, `part` whether it is part of a larger count.

    `term` is the finer word for homes; `aside` marks a count in brackets behind another one, `held` captives whose release is not done,
    `weighed` a category that the learned head gave.
    """

    count: Count
    category: str
    cue: int
    part: bool = False
    term: str | None = None
    aside: bool = False
    held: bool = False
    weighed: bool = False


def part_of(parse: Parse, count: Count, found: list[Toll]) -> Toll | None:
    """Return the toll of a count that is part of one before it: "including five children", "two of them women"."""
    words, behind = parse.lower, parse.lower[count.number.last + 1 : count.number.last + 3]
    if found and _is_of_side(parse, count, found[-1]):
        return Toll(count, found[-1].category, found[-1].cue, part=True)
    of_them = behind in (["of", "them"], ["of", "whom"], ["of", "which"])
    if not found or (count.unit == "thing" and not of_them and not _is_listed(parse, count, found[-1])):
        return None
    whole, among_them = found[-1], _is_among_them(parse, count)
    if _says_who(parse, count, whole) or _is_in_place(parse, count, whole):
        return Toll(count, whole.category, whole.cue, part=True)
    if words[max(0, count.first - 1) : count.first] == ["from"] and whole.count.last == count.first - 2:
        return None
    harmed = noun_lists().harmed.get(words[count.noun], whole.category) if count.noun is not None and not of_them else whole.category
    if harmed != whole.category or count.first - whole.count.last > 30 or not (of_them or among_them or _names_part(parse, count, whole)):
        return None
    own = None if among_them else (_own_harm(parse, count) or ridden(parse, count)) if of_them else harm_of(parse, count.head)
    if own is None and words[max(0, count.first - 2) : count.first] == ["of", "whom"]:
        own = beside.phrase(parse, count)  # "of whom 103 are still being held"
    if own is not None and own[0] == "injured" and whole.category == "killed" and of_them:
        own = "killed", own[1]
    category, cue = own if own is not None else (whole.category, whole.cue)
    whose = words[max(0, count.first - 2) : count.first] in (["of", "which"], ["of", "whom"]) and behind[:1] in _SINCE
    if whole.count.unit == "house" or (own is None and count.noun is None and not (of_them or whose)):
        return None
    return Toll(count, category, cue, part=category == whole.category)


def _says_who(parse: Parse, count: Count, whole: Toll) -> bool:
    """Say whether a bare number tells who some of the people just counted were: "20 died. Eleven were millers", "six are Danish"."""
    i = count.last + 1
    smaller = count.noun is None and count.number.size <= whole.count.number.size and whole.count.unit == "person"
    if (
        not smaller
        or parse.lower[count.first - 1 : count.first] in (["the"], ["these"], ["those"])
        or parse.lower[i : i + 1] not in (["were"], ["are"], ["was"])
        or count.first - whole.count.last > _FAR
    ):
        return False
    last = parse.sentences[parse.sentence_of[i]][1]
    said = parse.lower[i + 1 : min(last, i + _NEAR)]
    who = next((word for word in said if word in noun_lists().units or word in _BREAKS), "")
    named = parse.tag[i + 1 : i + 2] == ["JJ"] and parse.words[i + 1][:1].isupper()
    return named or (noun_lists().units.get(who) == "person" and who not in noun_lists().harmed)


def _is_of_side(parse: Parse, count: Count, whole: Toll) -> bool:
    """Say whether a bare number is the share of one side: "seven men died, five of the Karo clan and two of the Norvik"."""
    smaller = count.noun is None and count.number.size < whole.count.number.size and (whole.part or whole.count.unit == "person")
    i = count.number.last + 1
    opened = parse.lower[count.first - 1] in (",", "and", ":", "-", "–", "—")
    if not (smaller and opened and parse.lower[i : i + 2] == ["of", "the"]) or parse.sentence_of[i] != parse.sentence_of[whole.count.first]:
        return False
    side = next((j for j in range(i + 2, min(i + 6, len(parse))) if parse.lower[j] in _SIDES), None)
    named = parse.pos[i + 2 : i + 3] == ["PROPN"] and parse.tag[i + 3 : i + 4] not in (["NNS"], ["NN"])
    told = any(parse.tag[j] in ("VBD", "VBP", "VBZ") for j in range(i + 2, min(i + 8, parse.sentences[parse.sentence_of[i]][1])))
    return (side is not None or named) and not told


def _is_in_place(parse: Parse, count: Count, whole: Toll) -> bool:
    """Say whether a bare number is the share of one place: "12 died, including five in Norvik", "9,000 fled, 4,000 to Sudvik"."""
    if count.noun is not None or not whole.count.known or count.number.size >= whole.count.number.size:
        return False
    gap = parse.lower[whole.count.last + 1 : count.first]
    near = 0 < len(gap) <= _NEAR + 2 and gap[-1] in (",", ":", "including", "-", "–", "—") and "." not in gap and ";" not in gap
    return near and whole.count.unit == "person" and has_place(parse, count.last + 1)


def _own_harm(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of what "30 of them" are said to be or to have met: "30 of them prisoners", "30 of whom were wounded"."""
    i = count.number.last + 3
    category = noun_lists().harmed.get(parse.lower[i]) if i < len(parse) else None
    return (category, i) if category is not None else beside.behind(parse, i, count) or beside.phrase(parse, count)


def _is_among_them(parse: Parse, count: Count) -> bool:
    """Say whether "among them" closes a count: "the captives, 34 women among them, stayed", not "40 people, among them boys"."""
    if parse.lower[count.last + 1 : count.last + 3] not in (["among", "them"], ["among", "whom"]):
        return False
    return parse.pos[count.last + 3 : count.last + 4] not in (["NOUN"], ["PROPN"], ["NUM"], ["DET"], ["ADJ"])


def _is_listed(parse: Parse, count: Count, whole: Toll) -> bool:
    """Say whether a plural that no list has is among people just counted: "18 villagers, boys and two millers among them"."""
    near = parse.lower[max(whole.count.last + 1, count.first - 3) : count.first]
    if "ADP" in parse.pos[count.first - 2 : count.first] and near[-1:] != ["including"]:
        return False
    plural = count.noun is not None and parse.tag[count.noun] == "NNS"
    return plural and whole.count.known and whole.count.unit == "person" and not {"including", "include", "among"}.isdisjoint(near)


def _names_part(parse: Parse, count: Count, whole: Toll) -> bool:
    """Say whether the words before a count make it part of the whole: "including", "among them", "of whom"."""
    before = parse.lower[max(0, count.first - 3) : count.first]
    gap = parse.lower[whole.count.last + 1 : count.first]
    if "." in gap:
        return False
    if any(w in lists().parts for w in before) or before[-2:] in (["of", "whom"], ["of", "them"], ["of", "which"]):
        return True
    if _under_part(parse, count.first) or _behind_speaker(parse, count.first):
        return True
    if not (whole.part and gap in (["and"], [","], [",", "and"]) and count.noun is not None):
        return False
    return whole.count.head in (parse.head[count.head], parse.first_conjunct(count.head)) or harm_of(parse, count.head) is None


def _behind_speaker(parse: Parse, first: int) -> bool:
    """Say whether a speaker stands between "among them" and a count: "among them, villagers said, two teachers"."""
    words = parse.lower[max(0, first - 8) : first]
    return words[-1:] == [","] and any(words[i : i + 3] == ["among", "them", ","] for i in range(len(words) - 3))


def _under_part(parse: Parse, first: int) -> bool:
    """Say whether "including" or "among them" opens the row that word `first` stands in ("among them a nurse and two boys")."""
    for i in range(first - 1, max(0, first - 9), -1):
        if parse.lower[i] in lists().parts:
            return parse.lower[i - 1] == "," or parse.lower[i + 1] in ("them", "those", "a", "an")
        if parse.tag[i] in ("VBD", "VBZ", "VBP", "MD", ".", "CD", "VBN", "VBG", "IN"):
            return False
    return False
