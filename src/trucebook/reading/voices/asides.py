"""Asides: sayings that interrupt or close a sentence of the report ("nine fell, rescue workers said, before the pause").

Invariant: what is said stands before the saying, in the same sentence and behind its last semicolon.
"""

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.voices.cues import DAYS, FINITE

_FEWEST = 6


def set_in(parse: Parse, i: int) -> tuple[int, int] | None:
    """Return what a verb of saying that commas set into a sentence hands over: the clause before it, to the last semicolon."""
    subject = parse.child(i, "nsubj")
    if subject is None or subject > i or parse.tag[i] not in FINITE or parse.dep[i] not in ("parataxis", "ccomp", "ROOT", "dep", "conj"):
        return None
    comma, behind = parse.left_edge(subject) - 1, parse.lower[i + 1 : i + 2]
    first = parse.sentences[parse.sentence_of[i]][0]
    if comma <= first or parse.lower[comma] != "," or behind not in ([","], ["."]):
        return None
    first = behind_semicolon(parse, first, comma)
    return (first, comma - 1) if any(parse.tag[k] in FINITE for k in range(first, comma)) else None


def closed_by(parse: Parse, i: int) -> tuple[int, int] | None:
    """Return what a saying at the very end of a sentence that lost its commas closes: "Nine fell in the port a monitor said on Sunday"."""
    subject, (first, stop) = parse.child(i, "nsubj"), parse.sentences[parse.sentence_of[i]]
    if subject is None or parse.tag[i] not in FINITE or not i - 2 <= parse.right_edge(subject) < i:
        return None
    ends = all(parse.pos[k] == "PUNCT" or parse.lower[k] in DAYS or parse.lower[k] == "on" for k in range(i + 1, stop))
    start = parse.noun_phrase(subject)[0]
    if not ends or "," in parse.lower[first:i] or start - first < _FEWEST:
        return None
    told = any(parse.tag[k] in FINITE or parse.tag[k] == "VBN" for k in range(first, start))
    return (first, start - 1) if told else None


def behind_semicolon(parse: Parse, first: int, stop: int) -> int:
    """Return the word behind the last semicolon of a range of words, its first word where it has none."""
    return next((k + 1 for k in range(stop - 2, first, -1) if parse.lower[k] == ";"), first)
