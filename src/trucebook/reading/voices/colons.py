"""Colons: who opens a sentence or a line and gives the words between marks behind its colon.

Invariant: the colon stands right before the marks; the source stands before it in the same sentence.
"""

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.voices.cues import load_cues

_MARKS = frozenset({'"', "'", "''", "``", "`"})
_STOPS = frozenset({".", "?", "!", ";"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
TAKEN_IN = frozenset({"receive", "get", "see", "hear", "find", "meet", "face", "obtain"})
_REACH = 40


def _colon_before(parse: Parse, words: range) -> int | None:
    """Return the colon that stands right before the marks of quoted words."""
    colon = words[0] - 1
    while colon >= 0 and parse.lower[colon] in _MARKS:
        colon -= 1
    return colon if colon >= 1 and parse.lower[colon] == ":" else None


def name_before(parse: Parse, words: range) -> tuple[int, int] | None:
    """Return the name that opens a sentence or line and gives the words behind its colon: "Zakharova: "They are not needed." """
    colon = _colon_before(parse, words)
    if colon is None:
        return None
    for a, b, label in parse.entities_in(colon - 1, colon - 1):
        opens = a == 0 or parse.lower[a - 1] in (".", "?", "!", '"', "''") or "\n" in parse.text[parse.end[a - 1] : parse.start[a]]
        if label in ("PERSON", "ORG", "GPE") and b == colon and opens:
            return colon, b - 1
    return None


def subject_before(parse: Parse, words: range) -> tuple[int, int] | None:
    """Return the verb and subject of a clause that only shows its subject about to speak: "The mayor was blunter: "We wait."" """
    colon = _colon_before(parse, words)
    if colon is None or not parse.words[words[0]][:1].isupper():
        return None
    first = colon
    while first > max(colon - _REACH, 0) and not (parse.lower[first - 1] in _STOPS and parse.words[first][:1].isupper()):
        if "\n" in parse.text[parse.end[first - 1] : parse.start[first]]:
            break
        first -= 1
    for subject in range(first, colon):
        verb = parse.head[subject]
        if parse.dep[subject] != "nsubj" or not subject < verb < colon or parse.dep[verb] in ("relcl", "advcl", "acl"):
            continue
        finite = parse.tag[verb] in _FINITE or any(parse.tag[c] in _FINITE for c in parse.children_of(verb, "aux"))
        return (verb, subject) if finite and _may_speak(parse, subject) and parse.lemma[verb] not in TAKEN_IN else None
    return None


def _may_speak(parse: Parse, subject: int) -> bool:
    """Say whether a subject is a person, by name, noun or pronoun, or a body that speaks."""
    cues, word = load_cues(), parse.lemma[subject]
    if parse.lower[subject] in ("he", "she") or word in cues.persons or word in cues.sources:
        return True
    return any(label in ("PERSON", "ORG") for _, _, label in parse.entities_in(subject, subject))
