"""What is held under a siege: a named place, a place by description, or people who stand for the place they are in.

Invariant: a building, a person and a body are never held; a country only by a blockade, which the caller knows.
"""

from dataclasses import dataclass

from trucebook.model import ActorValue, Field, Mention, PlaceValue
from trucebook.reading.evidence import cut, of_mention
from trucebook.reading.notes import Notes
from trucebook.reading.sieges.siegewords import ADJECTIVES, SiegeWords

_WITHIN = ("of", "in", "inside", "at", "near", "from", "within")
_POINTING = frozenset({"the", "this", "that", "these", "its", "their"})
_BACK = 3


@dataclass(frozen=True)
class Held:
    """The place that is held: its field, its head word, and whether the words name it."""

    field: Field
    word: int
    named: bool


def held_at(notes: Notes, words: SiegeWords, word: int) -> Held | None:
    """Return the place that a word names or describes, or that the people it names are in; None for what cannot be besieged."""
    parse = notes.parse
    low = parse.lower[word]
    if low in words.buildings or parse.lemma[word] in words.buildings:
        return None
    named = _place_over(notes, word)
    if named is not None:
        return Held(of_mention(named), word, True)
    if parse.pos[word] == "PRON":
        meant = notes.references.get(word)
        return _by_reference(notes, word, meant)
    if low not in words.places and low not in words.people:
        return None
    inside = _place_within(notes, word)
    if inside is not None:
        return Held(of_mention(inside), word, True)
    return _described(notes, words, word)


def _by_reference(notes: Notes, word: int, meant: Mention | None) -> Held | None:
    """Return the place that a pronoun stands for, or that of the people it stands for, with the pronoun's words."""
    parse = notes.parse
    if meant is None or (isinstance(meant.value, ActorValue) and meant.value.kind not in ("population", "rebel_group", "force", "militia")):
        return None
    value = meant.value if isinstance(meant.value, PlaceValue) else None
    return Held(cut(parse.text, parse.start[word], parse.end[word], value), word, False) if value is not None else None


def _place_over(notes: Notes, word: int) -> Mention | None:
    """Return the place mention that covers a word, the longest."""
    at = notes.parse.start[word]
    covering = (m for m in notes.places if m.start <= at < m.end and m.text.lower() not in ADJECTIVES)
    return max(covering, key=lambda m: m.end - m.start, default=None)


def _place_within(notes: Notes, word: int) -> Mention | None:
    """Return the place named in a phrase: "the Yarmouk camp", "the town of Madaya", "residents of Homs", "fighters in Ghouta"."""
    parse = notes.parse
    first, last = parse.noun_phrase(word)
    inside = [m for m in notes.places if parse.start[first] <= m.start and m.end <= parse.end[last]]
    for c in parse.children[word]:
        if parse.dep[c] == "prep" and parse.lower[c] in _WITHIN:
            inside += [m for w in parse.children_of(c, "pobj") if (m := _place_over(notes, w) or _inner(notes, w)) is not None]
        if parse.dep[c] == "appos":
            inside += [m for m in (_place_over(notes, c),) if m is not None]
    return inside[-1] if inside else None


def _inner(notes: Notes, word: int) -> Mention | None:
    """Return the last place named within the noun phrase of a word."""
    first, last = notes.parse.noun_phrase(word)
    low, high = notes.parse.start[first], notes.parse.end[last]
    return next((m for m in reversed(notes.places) if low <= m.start and m.end <= high), None)


def _described(notes: Notes, words: SiegeWords, word: int) -> Held | None:
    """Return a place by description ("the city"), with the place it points back to where one was named shortly before."""
    parse = notes.parse
    meant = notes.references.get(word)
    value = meant.value if meant is not None and isinstance(meant.value, PlaceValue) else None
    definite = parse.tag[word] in ("NN", "NNP") and any(parse.lower[c] in _POINTING for c in parse.children[word])
    if value is None and definite:
        value = _named_before(notes, word)
    if value is None and (parse.lower[word] in words.people or not definite):
        return None
    first, last = parse.noun_phrase(word)
    return Held(cut(parse.text, parse.start[first], parse.end[last], value), word, False)


def _named_before(notes: Notes, word: int) -> PlaceValue | None:
    """Return the town or district named last before a word, within a few sentences."""
    parse = notes.parse
    first = parse.sentences[max(parse.sentence_of[word] - _BACK, 0)][0]
    low, high = parse.start[first], parse.start[word]
    for mention in reversed(notes.places):
        if (
            low <= mention.start < high
            and isinstance(mention.value, PlaceValue)
            and mention.value.precision in ("town", "district", "point")
        ):
            return mention.value
    return None
