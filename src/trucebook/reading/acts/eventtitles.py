"""Titles: acts that a headline tells, on its own line or run into the text, and the text below tells again.

Invariant: an act of a headline falls only where the text tells an act of its type.
"""

from trucebook.model import Mention, PeriodValue
from trucebook.reading.acts.eventrepeats import Candidate
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes

_LONGEST, _FEWEST = 220, 4
_CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "ADV"})


def without_titles(notes: Notes, candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates without acts of the headline that the text below tells again by a word of the same type."""
    end = title_end(notes)
    titled = {c.clause.word for c in candidates if c.clause.start < end or _is_titled(notes.parse, c.clause.word)}
    told = {c.typed.type for c in candidates if c.clause.word not in titled}
    return [c for c in candidates if c.clause.word not in titled or c.typed.type not in told]


def title_end(notes: Notes) -> int:
    """Return where the headline ends: with its line, or with the date printed between it and a text that runs on; 0 where none is seen."""
    first = min(notes.blocks, key=lambda b: b.start, default=None)
    if first is not None and first.role == "heading":
        return first.end
    return next((p.start for p in notes.periods[:3] if _is_stamp(notes, p)), _line_end(notes))


def _line_end(notes: Notes) -> int:
    """Return where a first line ends that is a headline by its present tense: "Minister welcomes accord of the clans."."""
    text, parse = notes.report.text, notes.parse
    end = text.find("\n")
    if not 0 < end <= _LONGEST or len(text) < 2 * end:
        return 0
    words = parse.words_in(0, end)
    roots = [w for w in words if parse.head[w] == w]
    return end if len(roots) == 1 and parse.tag[roots[0]] == "VBZ" else 0


def _is_stamp(notes: Notes, period: Mention) -> bool:
    """Say whether a day with its year closes a headline that runs into the text: "Rebels storm mill Wire Monday 4 May 2009 Gunmen …"."""
    text, value = notes.report.text, period.value
    if period.start > _LONGEST or not isinstance(value, PeriodValue) or value.first is None or value.first != value.last:
        return False
    before, after = text[: period.start], text[period.end :].lstrip()
    year = text[period.end - 4 : period.end]
    alone = ". " not in before and "\n" not in before.strip() and not before.rstrip().endswith((",", " on", " of", " since", " until"))
    return alone and year.isdigit() and after[:1].isupper() and len(before.split()) >= _FEWEST


def _is_titled(parse: Parse, word: int) -> bool:
    """Say whether a predicate has a capital within its sentence, between capitals, as headlines in running text have."""
    first, last = parse.sentences[parse.sentence_of[word]]
    if word == first or not parse.words[word][:1].isupper():
        return False
    before = next((w for w in range(word - 1, first - 1, -1) if parse.pos[w] in _CONTENT), None)
    after = next((w for w in range(word + 1, last) if parse.pos[w] in _CONTENT), None)
    return before is not None and all(parse.words[w][:1].isupper() for w in (before, after) if w is not None)
