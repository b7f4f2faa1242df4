"""Actors: names and noun phrases that act, each with what it stands for.

Invariant: a mention keeps its words; what it stands for is its value. Mentions given with the report are taken as they are.
"""

from msgspec.structs import replace

from trucebook.actors import ActorIndex
from trucebook.model import ActorValue, Mention
from trucebook.reading.evidence import new_mention
from trucebook.reading.groups import find_groups
from trucebook.reading.lexicon import Lexicon, lexicon
from trucebook.reading.naming import Named, find_entities, find_names
from trucebook.reading.notes import Notes
from trucebook.reading.objects import find_objects
from trucebook.reading.parse import Parse
from trucebook.reading.persons import title_start

__all__ = ["find_actors", "find_objects"]

Spans = dict[tuple[int, int], ActorValue]


def find_actors(notes: Notes, actors: ActorIndex) -> tuple[Mention, ...]:
    """Return the actor mentions of a report in text order; the longer of two that begin together comes first."""
    parse, words = notes.parse, lexicon()
    spans: Spans = {}
    named = find_names(notes, actors)
    taken = {i for n in named for i in range(n.first, n.last + 1)}
    named += find_entities(notes, actors, words, taken)
    by_word = {i: n for n in named for i in range(n.first, n.last + 1)}
    for group in find_groups(parse, actors, words, by_word):
        spans[group.first, group.last] = group.value
    for name in named:
        _add_name(spans, notes, actors, words, name)
    return _mentions(notes, spans)


def _add_name(spans: Spans, notes: Notes, actors: ActorIndex, words: Lexicon, name: Named) -> None:
    parse = notes.parse
    if name.kind in ("place",):
        return
    if name.value.kind == "person":
        first = title_start(parse, actors, words, name.first)
        if name.kind == "surname" and first == name.first and not _personal(parse, name):
            return
        spans[name.first, name.last] = name.value
        if first < name.first:
            first = _with_article(parse, first)
            spans[first, name.last] = name.value
            for k in range(name.first - 1, first - 1, -1):
                spans.pop((first, k), None)
        return
    spans[_with_article(parse, name.first), name.last] = name.value


def _personal(parse: Parse, name: Named) -> bool:
    """Say whether a bare surname stands where a person can: tagged as a name and not before another noun."""
    return parse.pos[name.last] == "PROPN" and not (parse.dep[name.last] == "compound" and parse.head[name.last] > name.last)


def _with_article(parse: Parse, first: int) -> int:
    before = first - 1
    if before >= 0 and parse.lower[before] in ("the", "a", "an") and parse.sentence_of[before] == parse.sentence_of[first]:
        return before
    return first


def _mentions(notes: Notes, spans: Spans) -> tuple[Mention, ...]:
    parse = notes.parse
    chars = {(parse.start[a], parse.end[b]): value for (a, b), value in spans.items()}
    for given in notes.report.given:
        if given.kind == "actor" and 0 <= given.start < given.end <= len(parse.text):
            chars.setdefault((given.start, given.end), ActorValue())
    found = [new_mention(parse.text, "actor", a, b, value) for (a, b), value in chars.items()]
    return tuple(sorted(found, key=lambda m: (m.start, -m.end)))


def as_person(value: ActorValue) -> ActorValue:
    """Return a value with the kind of a single person."""
    return replace(value, kind="person")
