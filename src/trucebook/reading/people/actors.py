"""Actors: names and noun phrases that act, each with what it stands for.

Invariant: a mention keeps its words; what it stands for is its value. Mentions given with the report are taken as they are.
"""

import re

from msgspec.structs import replace

from trucebook.actors import ActorIndex
from trucebook.model import ActorValue, Mention, MentionValue
from trucebook.reading.evidence import new_mention
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.people.governments import fill_governments
from trucebook.reading.people.groups import find_groups
from trucebook.reading.people.lexicon import Lexicon, lexicon, terms
from trucebook.reading.people.naming import Named, find_entities, find_names, find_openings
from trucebook.reading.people.objects import find_objects
from trucebook.reading.people.peoples import find_peoples, find_pronouns
from trucebook.reading.people.persons import find_surnames, title_start
from trucebook.reading.people.references import resolve_references

__all__ = ["find_actors", "find_objects"]

ARTICLES = frozenset(("the", "a", "an"))
NOTE = re.compile(r"[.,;]?\[\d")
Spans = dict[tuple[int, int], ActorValue]


def find_actors(notes: Notes, actors: ActorIndex) -> tuple[Mention, ...]:
    """Return the actor mentions of a report in text order; the longer of two that begin together comes first."""
    words = lexicon()
    named = _all_names(notes, actors, words)
    by_word = {i: n for n in named for i in range(n.first, n.last + 1)}
    spans: Spans = {}
    for group in (
        *find_groups(notes.parse, actors, words, by_word),
        *find_peoples(notes.parse, actors, _inside_names(notes.parse, by_word)),
    ):
        spans[group.first, group.last] = group.value
    for name in named:
        _add_name(spans, notes.parse, actors, words, name, by_word)
    for first, last, value in find_pronouns(notes.parse):
        spans.setdefault((first, last), value)
    return _known_by_reference(notes, fill_governments(actors, _mentions(notes, spans)))


def _known_by_reference(notes: Notes, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Give pronouns and bare descriptions ("the group") the value of the actor they stand for; their words stay."""
    parse = notes.parse
    starts = {
        parse.start[word]: mention.value
        for word, mention in resolve_references(notes.with_(actors=found)).items()
        if mention.kind == "actor"
    }
    if not starts:
        return found
    return tuple(_with_value(mention, starts, parse) for mention in found)


def _with_value(mention: Mention, starts: dict[int, MentionValue | None], parse: Parse) -> Mention:
    head = parse.head_of(mention.start, mention.end)
    value = starts.get(parse.start[head]) if head is not None else None
    if not isinstance(value, ActorValue) or (value.kind == "person") != (
        isinstance(mention.value, ActorValue) and mention.value.kind == "person"
    ):
        return mention
    return replace(mention, value=value)


def _inside_names(parse: Parse, by_word: dict[int, Named]) -> set[int]:
    """Return the words of names of more than one word, known or only seen by the parser."""
    return {i for i, n in by_word.items() if n.last > n.first or n.kind == "actor"} | {
        i
        for first, end, label in parse.entities
        if label in ("ORG", "PERSON", "WORK_OF_ART", "FAC", "LOC") and end - first > 1
        for i in range(first, end)
    }


def _all_names(notes: Notes, actors: ActorIndex, words: Lexicon) -> list[Named]:
    """Return known names, the parser's entities beside them, and surnames said again; a longer entity beats a surname."""
    dated = {i for m in notes.periods for i in notes.parse.words_in(m.start, m.end)}
    known = [n for n in find_names(notes, actors) if n.kind != "surname" or n.first not in dated]
    taken = {i for n in known if n.kind != "surname" for i in range(n.first, n.last + 1)}
    openings = find_openings(notes.parse, taken)
    known += openings
    taken |= {i for n in openings for i in range(n.first, n.last + 1)}
    entities = find_entities(notes, actors, words, taken)
    longer = {i for n in entities if n.last > n.first for i in range(n.first, n.last + 1)}
    named = [n for n in known if n.kind != "surname" or n.last not in longer]
    covered = {i for n in named for i in range(n.first, n.last + 1)}
    named += [n for n in entities if n.first not in covered and n.last not in covered]
    covered |= longer | {n.first for n in entities}
    repeats = find_surnames(
        notes.parse, named, {i for n in named if n.value.kind == "person" or n.kind == "actor" for i in range(n.first, n.last + 1)}
    )
    again = {i for n in repeats for i in range(n.first, n.last + 1)}
    return [n for n in named if n.last not in again or n.last != n.first] + repeats


def _add_name(spans: Spans, parse: Parse, actors: ActorIndex, words: Lexicon, name: Named, by_word: dict[int, Named]) -> None:
    if name.kind == "place":
        return
    if name.value.kind == "person":
        _add_person(spans, parse, actors, words, name, by_word)
        return
    spans[name.first, name.last] = name.value
    first = _with_article(parse, name)
    if first < name.first:
        spans[first, name.last] = name.value


def _add_person(spans: Spans, parse: Parse, actors: ActorIndex, words: Lexicon, name: Named, by_word: dict[int, Named]) -> None:
    first = title_start(parse, actors, words, name.first, name.last)
    if first in by_word and by_word[first].last < name.first:
        first = by_word[first].first
    if name.kind == "surname" and first == name.first and not _personal(parse, name):
        return
    spans[name.first, name.last] = name.value
    if first < name.first:
        before = first - 1
        if before >= 0 and parse.lower[before] in ARTICLES and first <= parse.head[before] <= name.last:
            first = before
        spans[first, name.last] = name.value


def _personal(parse: Parse, name: Named) -> bool:
    """Say whether a bare surname stands where a person can: as a name, and before another noun only where he rules it."""
    head = parse.head[name.last]
    if parse.dep[name.last] == "compound" and head > name.last:
        return parse.lower[head] in terms("rule_nouns")
    before = name.first - 1
    if before >= 0 and (parse.words[before] == "-" or (parse.pos[before] == "PROPN" and parse.head[before] == name.last)):
        return False
    return parse.pos[name.last] == "PROPN"


def _with_article(parse: Parse, name: Named) -> int:
    """Return the word a name begins at with its own article; the article of a noun that the name modifies is not its own."""
    before = name.first - 1
    if before >= 0 and parse.lower[before] in ARTICLES and name.first <= parse.head[before] <= name.last:
        return before
    return name.first


def _mentions(notes: Notes, spans: Spans) -> tuple[Mention, ...]:
    parse = notes.parse
    chars = {_trim(parse, parse.start[a], parse.end[b]): value for (a, b), value in spans.items()}
    for given in notes.report.given:
        if given.kind == "actor" and 0 <= given.start < given.end <= len(parse.text):
            chars.setdefault((given.start, given.end), _value_at(parse, chars, given.start, given.end))
    found = [new_mention(parse.text, "actor", a, b, value) for (a, b), value in chars.items() if a < b]
    return tuple(sorted(found, key=lambda m: (m.start, -m.end)))


def _value_at(parse: Parse, chars: dict[tuple[int, int], ActorValue], start: int, end: int) -> ActorValue:
    """Return the value of the longest mention inside a given span that covers the span's head; an empty one where none does."""
    head = parse.head_of(start, end)
    if head is None:
        return ActorValue()
    inside = [(a - b, a, b) for a, b in chars if start <= a <= parse.start[head] < b <= end]
    return chars[min(inside)[1:]] if inside else ActorValue()


def _trim(parse: Parse, start: int, end: int) -> tuple[int, int]:
    """Cut a footnote mark that sticks to the last word ("guards[3")."""
    mark = NOTE.search(parse.smooth, start, end) if "[" in parse.smooth[start:end] else None
    return (start, mark.start()) if mark else (start, end)
