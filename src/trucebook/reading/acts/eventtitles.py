"""Titles: acts that a headline tells, on its own line or run into the text, and the text below tells again.

Invariant: an act of a headline falls only where the text tells an act of its type.
"""

from trucebook.reading.acts.eventrepeats import Candidate
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.headlines import opening_headline_end, repeated_title_end, title_end
from trucebook.reading.notes import Notes

_CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "ADV"})


def without_titles(notes: Notes, candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates without acts of the headline that the text below tells again by a word of the same type."""
    end = max(title_end(notes), repeated_title_end(notes), opening_headline_end(notes))
    titled = {c.clause.word for c in candidates if c.clause.start < end or _is_titled(notes.parse, c.clause.word)}
    told = {c.typed.type for c in candidates if c.clause.word not in titled}
    return [c for c in candidates if c.clause.word not in titled or c.typed.type not in told]


def _is_titled(parse: Parse, word: int) -> bool:
    """Say whether a predicate has a capital within its sentence, between capitals, as headlines in running text have."""
    first, last = parse.sentences[parse.sentence_of[word]]
    if word == first or not parse.words[word][:1].isupper():
        return False
    before = next((w for w in range(word - 1, first - 1, -1) if parse.pos[w] in _CONTENT), None)
    after = next((w for w in range(word + 1, last) if parse.pos[w] in _CONTENT), None)
    return before is not None and all(parse.words[w][:1].isupper() for w in (before, after) if w is not None)
