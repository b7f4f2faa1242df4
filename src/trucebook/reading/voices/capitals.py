"""Speech whose marks are lost and whose beginning or end print still shows: a capital behind "said:" or "said that", a question mark
before "he asked".

Invariant: the words begin at a capital that no sentence of the report explains, or end in a mark that closes a sentence of its own.
"""

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.voices.attribution import subject_of
from trucebook.reading.voices.lostmarks import Direct, goes_on_saying
from trucebook.reading.voices.sources import is_cue, noun_before

_PLAIN = frozenset(
    "a all any as at both but each every everyone everything for from he her his how i if in it its many most much my no nobody none not "
    "nothing now of on one our people she some such that the their there these they this those today to we what when where while who "
    "why you your".split()
)
_CUE_REACH, _SHORT, _MOST = 8, 7, 6
_ASKS = frozenset({"ask", "question", "wonder"})
_MARKS = frozenset({'"', "'", "''", "``", "`"})


def find_by_capitals(parse: Parse) -> list[Direct]:
    """Return speech that a capital or a question mark sets off where its quotation marks are lost."""
    return [*_behind_colons(parse), *_behind_that(parse), *_questions(parse)]


def _behind_colons(parse: Parse) -> list[Direct]:
    """Return speech behind a colon on the line of its verb: "A nurse, Anna Holt, said: Many of them are children."""
    found = []
    for colon in (i for i, word in enumerate(parse.lower) if word == ":" and 1 < i < len(parse) - 2):
        first = colon + 1
        if not parse.words[first][:1].isupper() or parse.lower[first] in _MARKS or _breaks(parse, first):
            continue
        said = _said_before(parse, colon)
        last = parse.sentences[parse.sentence_of[first]][1] - 1
        if said is None or not any(parse.tag[i] in ("VBD", "VBZ", "VBP", "MD") for i in range(first, last)):
            continue
        found.append(Direct(parse.start[first], parse.end[_end_of_speech(parse, last)], *said))
    return found


def _said_before(parse: Parse, colon: int) -> tuple[int, int] | None:
    """Return verb and source right before a colon: "said:", "told reporters:"."""
    low = max(colon - _CUE_REACH, parse.sentences[parse.sentence_of[colon]][0])
    cue = next((j for j in range(colon - 1, low - 1, -1) if is_cue(parse, j) and parse.tag[j] in ("VBD", "VBZ", "VBP")), None)
    if cue is None or (cue < colon - 1 and parse.lemma[cue] not in ("tell", "say", "add", "write")):
        return None
    source = subject_of(parse, cue)
    if source is None and (beside := noun_before(parse, cue, max(cue - _CUE_REACH, 0))) is not None:
        source = beside[1]
    return (cue, source) if source is not None and source < cue else None


def _end_of_speech(parse: Parse, last: int) -> int:
    """Return the last word of speech that goes on in the voice of who speaks behind word `last`."""
    s = parse.sentence_of[last]
    for k in range(s + 1, min(s + _MOST, len(parse.sentences))):
        first = parse.sentences[k][0]
        if "\n\n" in parse.text[parse.end[first - 1] : parse.start[first]] or not goes_on_saying(parse, k):
            break
        last = parse.sentences[k][1] - 1
    return last


def _behind_that(parse: Parse) -> list[Direct]:
    """Return speech behind "said that" where a plain word has a capital: "said that The supply raises questions, adding that"."""
    found = []
    for that in (i for i, word in enumerate(parse.lower) if word == "that" and 1 < i < len(parse) - 2):
        first = that + 1
        if not parse.words[first][:1].isupper() or parse.lower[first] not in _PLAIN or parse.words[first] in ("I", "US", "IT"):
            continue
        if parse.words[that + 2][:1].isupper() or parse.words[that].isupper():
            continue  # "said that The Hague", a line in capitals
        cue = next((j for j in range(that - 1, max(that - 5, 0), -1) if is_cue(parse, j)), None)
        source = subject_of(parse, cue) if cue is not None else None
        if cue is None or source is None or not first < parse.sentences[parse.sentence_of[that]][1]:
            continue
        last = parse.sentences[parse.sentence_of[that]][1] - 1
        adding = next((j for j in range(first, last) if parse.lower[j] in ("adding", "adds") and parse.lower[j + 1] in ("that", ":")), None)
        found.append(Direct(parse.start[first], parse.end[adding - 1 if adding is not None else last], cue, source))
    return found


def _questions(parse: Parse) -> list[Direct]:
    """Return questions and cries that a verb of saying follows in a sentence of its own: "Is this a truce? he asked."""
    found = []
    for s, (first, last) in enumerate(parse.sentences[1:], 1):
        if (
            last - first > _SHORT
            or parse.words[first] != parse.lower[first]
            or parse.lower[parse.sentences[s - 1][1] - 1] not in ("?", "!")
        ):
            continue
        cue = next((j for j in range(first, last) if is_cue(parse, j) or parse.lemma[j] in _ASKS), None)
        source = subject_of(parse, cue) if cue is not None else None
        if cue is None or source is None or not first <= source < last:
            continue
        k = s - 1
        while k > 0 and parse.lower[parse.sentences[k - 1][1] - 1] in ("?", "!"):
            k -= 1
        found.append(Direct(parse.start[parse.sentences[k][0]], parse.end[parse.sentences[s - 1][1] - 1], cue, source))
    return found


def _breaks(parse: Parse, first: int) -> bool:
    """Say whether a line ends right before a word."""
    return "\n" in parse.text[parse.end[first - 1] : parse.start[first]]
