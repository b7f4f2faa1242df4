"""Headlines: a line that opens with who speaks and a colon ("UN: Famine looms in the north").

Invariant: the speaker is a person or body that the line begins with, and what is said holds a verb.
"""

from trucebook.reading.grammar.parse import Parse

_SPEAKERS = frozenset(("PERSON", "ORG"))
_LONGEST = 160
_VERBS = frozenset(("VBD", "VBZ", "VBP", "MD", "VB"))
_FEWEST = 3

Found = tuple[int, int, int, int]


def find_headlines(parse: Parse) -> list[Found]:
    """Return what headlines let somebody say: characters of the words said, the colon's word and the last word of the speaker."""
    found = []
    for first, stop, label in parse.entities:
        if label in _SPEAKERS and stop < len(parse) and parse.words[stop] == ":" and _opens_line(parse, first):
            made = _said(parse, stop)
            if made is not None:
                found.append((*made, stop, stop - 1))
    return found


def _opens_line(parse: Parse, first: int) -> bool:
    """Say whether a word is the first of its line."""
    return first == 0 or "\n" in parse.smooth[parse.end[first - 1] : parse.start[first]]


def _said(parse: Parse, colon: int) -> tuple[int, int] | None:
    """Return the characters of the words behind a colon to the end of their line, where they are a clause of a short line."""
    line_end = parse.smooth.find("\n", parse.end[colon])
    line_end = len(parse.smooth) if line_end < 0 else line_end
    words = parse.words_in(parse.end[colon], line_end)
    if len(words) < _FEWEST or line_end - parse.start[colon] > _LONGEST or parse.words[words[0]] in ('"', "'"):
        return None
    if not parse.words[words[0]][:1].isupper() or not any(parse.tag[i] in _VERBS for i in words):
        return None
    return parse.start[words[0]], parse.end[words[-1]]
