"""Rivals: bare numbers that count anew the harm counted before, by another source or at another time.

Invariant: such a number has no noun, and the words before it name who gives it or what it is a value of.
"""

from msgspec.structs import replace

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.tallies.counts import Count
from trucebook.reading.tallies.cue_words import cues
from trucebook.reading.tallies.gapped import is_elsewhere, is_of_other_side
from trucebook.reading.tallies.parts import Toll

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PRO = frozenset({"it", "theirs", "own", "figure", "number", "them"})
_TELLS = frozenset(
    "acknowledge admit believe calculate cite claim confirm count document estimate find give identify list mention name announce "
    "record register reckon report say tally think verify".split()
)
_VALUES = frozenset({"figure", "figures", "number", "toll", "total", "tally", "count", "estimate"})
_SETS = frozenset("bring correct cut lower put raise reduce revise scale take update".split())
_SWINGS = frozenset("climb decline decrease drop fall grow increase jump rise sink".split())
_ENDS = frozenset({".", ",", ";", "and", "but", ")", "while", "whereas", "\n", "\n\n"})
_PAST_SPANS = frozenset({"in", "last", "a", "during", "for", "at", "over", "the"})
_REACH, _RIVAL = 12, 40
_LOSES = frozenset({"lose", "loss"})


def goes_on(parse: Parse, count: Count, last: Toll) -> bool:
    """Say whether a bare number has the verb of the toll before it once more: "took in nine bodies and the hospital four", "left 20 dead
    on one side and 14 on the other"."""
    if parse.sentence_of[count.first] != parse.sentence_of[last.count.first] or last.part:
        return False
    return is_elsewhere(parse, count, last.count, last.cue) or (is_of_other_side(parse, count, last.count) and last.cue < count.first)


def rival_of(parse: Parse, count: Count, found: list[Toll]) -> Toll | None:
    """Return the toll whose harm a bare number counts anew, by another source or of another side."""
    lost = next((t for t in reversed(found[-3:]) if parse.lemma[t.cue] in _LOSES), None)
    traded = next((t for t in reversed(found[-3:]) if t.category == "released"), None)
    whole = lost or traded or _nearest(parse, found)
    if whole is None or count.first - whole.count.last > _RIVAL:
        return None
    told_anew = found[-1].count.noun is None and is_rival(parse, found[-1].count)
    if told_anew and is_of_other_side(parse, count, found[-1].count):
        return found[-1]
    other_side = (lost or traded) is not None and is_of_other_side(parse, count, found[-1].count)
    whole = whole if other_side else lost or _nearest(parse, found) or whole
    return as_loss(parse, whole) if other_side or is_rival(parse, count) else None


def _nearest(parse: Parse, found: list[Toll]) -> Toll | None:
    """Return the toll that a number told anew stands for: the last that is no part, the dead where dead and hurt are told at once."""
    last = next((toll for toll in reversed(found[-3:]) if not toll.part), None)
    if last is None or last.category not in ("injured", "affected"):
        return last
    at = parse.sentence_of[last.count.first]
    dead = (t for t in reversed(found[-3:]) if t.category == "killed" and not t.part and parse.sentence_of[t.count.first] == at)
    return next(dead, last)


def as_loss(parse: Parse, toll: Toll) -> Toll:
    """Return losses with parts of their own as people killed or hurt: "lost 700 men, of whom 90 were killed"."""
    behind = parse.lower[toll.count.last + 1 : toll.count.last + 6]
    lost = toll.category == "killed" and parse.lemma[toll.cue] in _LOSES
    return replace(toll, category="affected") if lost and "of" in behind and not {"whom", "them"}.isdisjoint(behind) else toll


def is_rival(parse: Parse, count: Count) -> bool:
    """Say whether a bare number is another's count of the same ("the rebels spoke of 300", "hospitals say 51", "the Finns put their own
    at 2,700"), stands against it ("against 71 in the year before") or comes after it ("200 more would follow")."""
    words, at = parse.lower, count.first
    if count.noun is not None or at < 3 or words[count.number.core] == "one":
        return False
    if words[at - 1] == "of" and parse.lemma[at - 2] in ("speak", "talk"):
        return True
    if _is_told(parse, count) or _is_value(parse, count):
        return True
    if words[count.last + 1 : count.last + 3] in (["would", "follow"], ["will", "follow"], ["to", "follow"]):
        return True
    if words[at - 1] in ("against", "with", "to") and (words[at - 2] == "," or words[at - 2] == "compared"):
        return words[count.last + 1 : count.last + 2] in (["in"], ["last"], ["a"], ["during"], ["for"])
    put = next((i for i in range(at - 2, max(at - 6, -1), -1) if parse.lemma[i] == "put"), None)
    return words[at - 1] == "at" and put is not None and not _PRO.isdisjoint(words[put:at])


def is_new_value(parse: Parse, count: Count) -> bool:
    """Say whether a bare number is a new value of what was counted last: "bringing the total to nine", "raising to nine the number",
    "revised that figure down to 35", "the toll, put at 35, was revised to 31"."""
    words, to = parse.lower, count.first - 1
    if count.noun is not None or to < 2 or words[to] not in ("to", "at"):
        return False
    verb = next((i for i in range(to - 1, max(0, to - _REACH), -1) if parse.lemma[i] in _SETS), None)
    if verb is None or (words[to] == "at" and parse.lemma[verb] != "put"):
        return False
    behind = words[count.last + 1 : count.last + 3]
    if words[to] == "at":
        return not {"this", "that"}.isdisjoint(words[verb:to]) and not _VALUES.isdisjoint(words[verb:to])
    subject = parse.child(verb, "nsubjpass") or parse.child(parse.head[verb], "nsubj", "nsubjpass")
    passive = parse.child(verb, "auxpass") is not None and subject is not None and words[subject] in _VALUES
    return passive or not _VALUES.isdisjoint(words[verb:to]) or not _VALUES.isdisjoint(behind)


def toll_before(parse: Parse, count: Count) -> int | None:
    """Return the word of a toll that a source gives a bare number for: "nobody knows the death toll; an envoy spoke of 60,000"."""
    if count.noun is not None or not is_rival(parse, count):
        return None
    first = parse.sentences[parse.sentence_of[count.first]][0]
    return next((i for i in range(count.first - 1, first - 1, -1) if parse.lower[i] in cues().tolls or _is_number_of_dead(parse, i)), None)


def _is_number_of_dead(parse: Parse, i: int) -> bool:
    """Say whether word i closes "the number of dead", "the number of people killed"."""
    before = parse.lower[max(0, i - 4) : i]
    return parse.lower[i] in ("dead", "killed", "deaths", "fatalities") and before[-3:-2] + before[-2:-1] != [] and "number" in before


def _is_told(parse: Parse, count: Count) -> bool:
    """Say whether a verb of telling or counting has a bare number as all it tells: "hospitals say 51, and", "could confirm nine."."""
    at, told = count.first - 1, parse.lemma[count.first - 1]
    if told in ("count", "list", "tally") and parse.tag[at] in _FINITE:
        return True
    behind = parse.lower[count.last + 1 : count.last + 2]
    ends = not behind or behind[0] in _ENDS
    if (told == "have" and parse.tag[at] in ("VBZ", "VBP")) or parse.lower[at - 1 : at + 1] == ["there", "were"]:
        return ends
    if told not in _TELLS or parse.tag[at][:2] != "VB" or parse.child(at, "neg") is not None:
        return False
    return not behind or behind[0] in _ENDS or parse.sentence_of[count.last] != parse.sentence_of[count.last + 1]


def _is_value(parse: Parse, count: Count) -> bool:
    """Say whether a bare number is the value of a figure that stands for the harm told before: "gave a figure of 19", "in the quarter
    before, the figure was 30", "put this number as five", "fell to four from 27 in May"."""
    words, at = parse.lower, count.first - 1
    behind = words[count.last + 1 : count.last + 2]
    if words[at] in ("of", "as", "was", "is", "stood") and words[at - 1] in _VALUES:
        given = parse.lemma[at - 3] in ("give", "cite", "report", "announce", "name", "put") or words[at] != "of"
        return given and (not behind or behind[0] in _ENDS)
    swung = any(parse.lemma[i] in _SWINGS for i in range(max(0, at - _REACH), at))
    swung = swung or words[at - 1] in ("up", "down")
    return words[at] == "from" and swung and bool(behind) and behind[0] in _PAST_SPANS
