"""Speech without quotation marks: marks lost on the way, statements under "X said:", dialogue, and posts of social networks.

Invariant: the spans begin and end with a character that is no white space.
"""

import re
from dataclasses import dataclass

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.voices.attribution import DAYS, subject_of
from trucebook.reading.voices.sources import is_cue, noun_after, noun_before

FIRST_PERSON = frozenset(
    {"i", "we", "my", "our", "us", "me", "myself", "ourselves", "mine", "ours", "im", "ive", "weve", "i'm", "i've", "we've", "we're"}
)
_TALK = frozenset(
    "you your youre nt n't dont didnt doesnt isnt arent wasnt werent wont cant couldnt wouldnt shouldnt havent hasnt "
    "theyre thats hes shes 're 'll".split()
)
_THIRD_PERSON = frozenset({"he", "she", "his", "her"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_BACK = 8
_DIALOGUE = re.compile(r"^[ \t]*(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}):[ \t]+(?=\S)", re.MULTILINE)
_HANDLE = re.compile(r"\(@?\w{2,30}\)(?=[ ,]+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2},? \d{4})")
_LINK = re.compile(r"(?:https?:?/?/?t\.co|https?://|httpst?\.co|pic\.twitter)\S*")
_SAID_COLON = re.compile(r":[ \t]*\n\s*(?=[^\s\"“«'„])")
_OPENING, _POST = 160, 400


@dataclass(frozen=True)
class Direct:
    """Words as spoken: their characters, the cue word and the head word of the source, where known; `phrase` first and
    last word of the source where the text itself, not the parser, bounds it."""

    start: int
    end: int
    cue: int | None
    source: int | None
    phrase: tuple[int, int] | None = None


def find_unmarked(parse: Parse) -> list[Direct]:
    """Return the speech of a text that no marks set off."""
    return [*_statements(parse), *_transcripts(parse), *_posts(parse), *_lost_marks(parse)]


def is_first_person(parse: Parse, i: int) -> bool:
    """Say whether a word is "I", "we" and the like; "US" in capitals is a country."""
    return parse.lower[i] in FIRST_PERSON and (parse.words[i] == "I" or not parse.words[i].isupper())


def _lost_marks(parse: Parse) -> list[Direct]:
    """Return sentences in the first person that "said X" closes or "X said:" opens; in a text without any marks, and behind
    such a sentence, the second person and short forms ("dont", "theyre") tell speech too."""
    found = []
    bare = '"' not in parse.smooth
    for s, (first, last) in enumerate(parse.sentences):
        said = parse.lower[first:last]
        speaking = None if FIRST_PERSON.isdisjoint(said) else next((i for i in range(first, last) if is_first_person(parse, i)), None)
        if speaking is None:
            if _TALK.isdisjoint(said) or not (bare or (s and _voice(parse, s - 1) == "first")):
                continue
            speaking = first
        made = _opened(parse, first, last, speaking) or _closed(parse, s, speaking)
        if made is not None:
            found.append(made)
    return found


def _opened(parse: Parse, first: int, last: int, speaking: int) -> Direct | None:
    """Return the speech after "X told Y:" in one sentence."""
    colon = next((k for k in range(max(first, speaking - 8), speaking) if parse.lower[k] == ":"), None)
    if colon is None:
        return None
    cue = next((j for j in range(colon - 1, first - 1, -1) if is_cue(parse, j)), None)
    source = subject_of(parse, cue) if cue is not None else None
    if cue is None or source is None or colon + 1 >= last or _closing_verb(parse, speaking, last) is not None:
        return None
    return Direct(*_span(parse, colon + 1, last - 1), cue, source)


def _closing_verb(parse: Parse, speaking: int, last: int) -> int | None:
    return next(
        (j for j in range(speaking + 2, last) if parse.tag[j] in ("VBD", "VBZ") and is_cue(parse, j) and _closing(parse, j, speaking)), None
    )


def _closed(parse: Parse, s: int, speaking: int) -> Direct | None:
    """Return the speech before "said X" or "X said", with the sentences before it that belong to it."""
    first, last = parse.sentences[s]
    cue = _closing_verb(parse, speaking, last)
    if cue is None:
        return None
    hit = _closing(parse, cue, speaking)
    if hit is None:
        return None
    source, stop = hit
    colon = next((k for k in range(speaking - 1, max(first, speaking - 8) - 1, -1) if parse.lower[k] == ":"), None)
    begin = colon + 1 if colon is not None else _speech_start(parse, s)
    phrase = (stop + 1, source) if source < cue else None
    return Direct(*_span(parse, begin, stop), cue, source, phrase) if begin <= stop else None


def _span(parse: Parse, first: int, last: int) -> tuple[int, int]:
    while last > first and parse.lower[last] in (",", "-", "–", "—"):
        last -= 1
    return parse.start[first], parse.end[last]


def _closing(parse: Parse, j: int, speaking: int) -> tuple[int, int] | None:
    """Return the source of a cue that closes speech and the last word of the speech before it, or None."""
    after = j + 1 if j + 1 < len(parse) else None
    if parse.lemma[j].lower() != "tell" and after is not None and (parse.pos[after] == "PROPN" or _is_the(parse, after)):
        source = noun_after(parse, after)
        if source is not None and not is_first_person(parse, j - 1) and parse.lower[after] not in DAYS:
            return source, j - 1
    if not _ends_there(parse, j):
        return None
    phrase = noun_before(parse, j, speaking)
    if phrase is None or is_first_person(parse, phrase[1]) or parse.lower[phrase[1]] == "you":
        return None
    return phrase[1], phrase[0] - 1


def _is_the(parse: Parse, i: int) -> bool:
    """Say whether an article opens the name of a person or source, as in "said the envoy"."""
    head = noun_after(parse, i) if parse.pos[i] == "DET" else None
    return head is not None and noun_before(parse, head + 1, i - 1) is not None


def _ends_there(parse: Parse, j: int) -> bool:
    """Say whether nothing that was said follows the cue: the sentence ends, or an addressee, a place, a time, a participle comes."""
    if any(c > j and parse.dep[c] == "ccomp" and parse.tag[c] != "VBG" for c in parse.children[j]):
        return False
    after = j + 1
    if (
        after >= len(parse)
        or parse.pos[after] in ("PUNCT", "ADP", "SCONJ", "ADV")
        or parse.tag[after] == "VBG"
        or parse.lower[after] in DAYS
    ):
        return parse.lower[after] != "that" if after < len(parse) else True
    return parse.lemma[j].lower() == "tell" and parse.pos[after] in ("PROPN", "NOUN", "DET")


def _speech_start(parse: Parse, s: int) -> int:
    """Return the word where speech without marks begins, reading back from sentence s."""
    start = spoken = s
    for k in range(s - 1, max(s - _BACK, -1), -1):
        voice = _voice(parse, k)
        if voice == "first":
            start = spoken = k
        elif voice == "short" and spoken == k + 1:
            start = k
        elif voice == "own":
            break
    return parse.sentences[start][0]


def _voice(parse: Parse, s: int) -> str:
    """Return whose voice a sentence has: first person; "own", the report's; "short", a few words without a name; else "open"."""
    first, last = parse.sentences[s]
    words = parse.lower[first:last]
    if '"' in words or any(parse.tag[j] in ("VBD", "VBZ") and is_cue(parse, j) for j in range(first, last)):
        return "own"
    if any(is_first_person(parse, i) for i in range(first, last)):
        return "first"
    if any(w in _THIRD_PERSON for w in words) or any(label in _NAMES for _, _, label in parse.entities_in(first, last - 1)):
        return "own"
    return "short" if last - first <= 7 else "open"


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
