"""Speech without quotation marks: statements under "X said:", dialogue, posts of social networks, and what lost its marks.

Invariant: the spans begin and end with a character that is no white space.
"""

import re

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.voices.attribution import subject_of
from trucebook.reading.voices.capitals import find_by_capitals
from trucebook.reading.voices.lostmarks import Direct, find_lost_marks
from trucebook.reading.voices.runningon import find_running_on
from trucebook.reading.voices.sources import is_cue

_DIALOGUE = re.compile(r"^[ \t]*(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}):[ \t]+(?=\S)", re.MULTILINE)
_HANDLE = re.compile(r"\(@?\w{2,30}\)(?=[ ,]+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2},? \d{4})")
_LINK = re.compile(r"(?:https?:?/?/?t\.co|https?://|httpst?\.co|pic\.twitter)\S*")
_SAID_COLON = re.compile(r":[ \t]*\n\s*(?=[^\s\"“«'„])")
_OPENING, _POST = 160, 400


def find_unmarked(parse: Parse) -> list[Direct]:
    """Return the speech of a text that no marks set off."""
    found = [*_statements(parse), *_transcripts(parse), *_posts(parse), *find_lost_marks(parse), *find_by_capitals(parse)]
    return [*found, *find_running_on(parse, found)]


def _statements(parse: Parse) -> list[Direct]:
    """Return statements that follow a line "X said:", each to the next such line or the end of the text."""
    openings = [(line, m.end()) for m in _SAID_COLON.finditer(parse.text) if (line := _line_before(parse.text, m.start())) is not None]
    found = []
    for n, (line, begin) in enumerate(openings):
        words = parse.words_in(line, begin)
        cue = next((j for j in reversed(words) if is_cue(parse, j)), None)
        if cue is None:
            continue
        source = subject_of(parse, cue)
        if source is None:
            source = next((k for k in range(cue - 1, words[0] - 1, -1) if parse.pos[k] in ("PROPN", "NOUN", "PRON")), None)
        said = parse.text[begin : openings[n + 1][0] if n + 1 < len(openings) else len(parse.text)].rstrip()
        if said:
            found.append(Direct(begin, begin + len(said), cue, source))
    return found


def _line_before(text: str, colon: int) -> int | None:
    """Return where the last sentence of a line that ends in a colon begins, None where it is long or has a colon before."""
    low = max(colon - _OPENING, 0)
    start = max(text.rfind("\n", low, colon), text.rfind(". ", low, colon)) + 1
    return start if start > low or low == 0 else None


def _transcripts(parse: Parse) -> list[Direct]:
    """Return the turns of a dialogue printed as "NAME: words" on lines of their own; one such line alone is a label."""
    turns = list(_DIALOGUE.finditer(parse.text))
    if len(turns) < 2:
        return []
    found = []
    for m in turns:
        broken = parse.text.find("\n", m.end())
        said = parse.text[m.end() : broken if broken >= 0 else len(parse.text)].rstrip()
        first, last = parse.word_at(m.start("name")), parse.word_at(m.end("name") - 1)
        if len(said) > 10:
            found.append(Direct(m.end(), m.end() + len(said), first, last, (first, last)))
    return found


def _posts(parse: Parse) -> list[Direct]:
    """Return posts of social networks that stand in the text with the author's name, handle and date behind them."""
    found = []
    for handle in _HANDLE.finditer(parse.text):
        last = parse.word_at(handle.start() - 1)
        first = _name_start(parse, last)
        end = _text_before_links(parse.text, parse.start[first]) if first <= last else 0
        before = parse.word_at(end - 1)
        if first > last or not end or before < 0:
            continue
        sentence = parse.start[parse.sentences[parse.sentence_of[before]][0]]
        start = max(sentence, parse.text.rfind("\n", 0, end) + 1, end - _POST)
        if end - start > 10:
            found.append(Direct(start, end, first, last, (first, last)))
    return found


def _name_start(parse: Parse, last: int) -> int:
    """Return the first word of a name of up to five capitalised words on one line, the word behind it where there is none."""
    first = last + 1
    while first > 0 and last - first < 4 and parse.words[first - 1][:1].isupper():
        if first <= last and "\n" in parse.text[parse.end[first - 1] : parse.start[first]]:
            break
        first -= 1
    return first


def _text_before_links(text: str, end: int) -> int:
    """Return where the words end that stand before a post's links and dashes."""
    low = max(end - 200, 0)
    link = _LINK.search(text, low, end)
    end = link.start() if link is not None else end
    return len(text[low:end].rstrip(" \t\n\xa0—–―-")) + low
