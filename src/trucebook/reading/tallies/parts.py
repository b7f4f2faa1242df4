"""Parts: tolls, and counts that are part of the toll before them ("19 civilians, including five children").

Invariant: a part stands in the sentence of its whole and has its category unless its own words say otherwise.
"""

import msgspec

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.tallies import beside
from trucebook.reading.tallies.beside import lists
from trucebook.reading.tallies.counts import Count, noun_lists
from trucebook.reading.tallies.exits import ridden
from trucebook.reading.tallies.harms import Hit, harm_of

_SINCE = (["were"], ["since"], ["in"], ["during"], ["alone"], ["from"], ["are"])


class Toll(msgspec.Struct, frozen=True):
    """A count with its category: `cue` is the word that says it, `part` whether it is part of a larger count.

    `term` is the finer word for homes; `aside` marks a count in brackets behind another one, `held` captives whose release is not done.
    """

    count: Count
    category: str
    cue: int
    part: bool = False
    term: str | None = None
    aside: bool = False
    held: bool = False


def part_of(parse: Parse, count: Count, found: list[Toll]) -> Toll | None:
    """Return the toll of a count that is part of one before it: "including five children", "two of them women"."""
    words, behind = parse.lower, parse.lower[count.number.last + 1 : count.number.last + 3]
    of_them = behind in (["of", "them"], ["of", "whom"], ["of", "which"])
    if not found or (count.unit == "thing" and not of_them and not _is_listed(parse, count, found[-1])):
        return None
    whole, among_them = found[-1], _is_among_them(parse, count)
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
