"""Where a claim is: the place that the words of its span or of its sentence give it.

Invariant: a place is only given where the words put something there; otherwise None.
"""

from collections.abc import Sequence

from trucebook.model import Mention
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.grammar.participants import is_elsewhere

_AT = frozenset(("in", "at", "near", "around", "on", "outside", "inside", "across", "throughout", "within", "over", "between"))
_SETTLED = frozenset("city town village port province district region suburb island valley gulf bay strait outskirts state".split())
_TO = frozenset(("from", "to", "into", "toward", "towards", "through", "of"))


def place_for(parse: Parse, places: Sequence[Mention], start: int, end: int) -> Mention | None:
    """Return the best place for a claim's span of characters, or None where its sentence names none.

    Best is a place governed by a preposition of place within the span, then in the same sentence and nearest to the
    span, then one that only has a direction ("from", "to"), then any other place inside the span.
    """
    words = parse.words_in(start, end)
    if not len(words) or not places:
        return None
    first = parse.sentences[parse.sentence_of[words[0]]][0]
    last = parse.sentences[parse.sentence_of[words[-1]]][1] - 1
    low, high = parse.start[first], parse.end[last]
    ranked = [(_rank(parse, m, start, end), m) for m in places if low <= m.start < high]
    ranked = [(rank, m) for rank, m in ranked if rank is not None]
    return min(ranked, key=lambda r: r[0] or ())[1] if ranked else None


def _rank(parse: Parse, place: Mention, start: int, end: int) -> tuple[int, int] | None:
    """Return how well a place fits (less is better), or None where nothing is put there."""
    within = start <= place.start < end
    head, word = parse.head_of(place.start, place.end), parse.head_of(start, end)
    if not within and head is not None and word is not None and is_elsewhere(parse, head, word):
        return None
    if _ends_a_name(parse, place):
        return None
    if within and head is not None and parse.dep[head] in ("dobj", "nsubjpass"):
        return (0, 0)
    distance = 0 if within else min(abs(place.start - end), abs(start - place.end))
    kind = _governed(parse, place)
    if kind == "at":
        return (0 if within else 1, distance)
    if kind == "to":
        return (2 if within else 3, distance)
    return (4, place.start) if within else None


def _ends_a_name(parse: Parse, place: Mention) -> bool:
    """Say whether a place only ends the name of an organisation: "the Liberation Front of Norvik"."""
    first = parse.word_at(place.start)
    if first < 2 or parse.lower[first - 1] != "of":
        return False
    before = parse.words[first - 2]
    return parse.pos[first - 2] == "PROPN" and before[:1].isupper() and parse.lower[first - 2] not in _SETTLED


def _governed(parse: Parse, place: Mention) -> str | None:
    """Return "at" or "to" for the preposition a place hangs on, also over its own modifiers and conjuncts."""
    head = parse.head_of(place.start, place.end)
    for _ in range(4):
        if head is None:
            return None
        head = parse.first_conjunct(head)
        above = parse.head[head]
        if parse.dep[head] == "pobj" and parse.pos[above] in ("ADP", "SCONJ"):
            word = parse.lower[above]
            settled = parse.head[above]
            if word == "of" and parse.lower[settled] in _SETTLED and parse.lower[parse.head[settled]] in _AT:
                return "at"
            return "at" if word in _AT else "to" if word in _TO else None
        if parse.dep[head] in ("compound", "appos", "nmod", "amod", "poss") and above != head:
            head = above
            continue
        return "at" if parse.dep[head] in ("dobj", "nsubjpass") and parse.lower[head] in _SETTLED else None
    return None
