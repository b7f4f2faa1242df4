"""Direct speech: words given as spoken, with marks, with the cue inside the marks, or with the marks lost.

Invariant: the spans hold no outer quotation mark, lie in text order and do not overlap.
"""

import re
from dataclasses import dataclass

from trucebook.reading.attribution import DAYS, FINITE, Attribution, classes_of, is_quoted_as, subject_of
from trucebook.reading.cues import load_cues
from trucebook.reading.parse import Parse
from trucebook.reading.quotes import Quoted, find_quoted

_I = frozenset({"i", "we", "my", "our", "us", "me", "myself", "ourselves", "mine", "ours", "im", "ive", "weve"})
_YOU = frozenset({"you", "your", "dont", "nt", "n't", "cant"})
_STOPS = frozenset({".", "!", "?", ";"})
_AHEAD, _BACK = 30, 40
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_DASHED = re.compile(r"[ \t]*\n?[ \t]*[―—–][ \t\xa0]*(?P<name>[A-Z][\w.'’-]+(?:[ ][A-Z][\w.'’-]+){1,4})(?=[,.(\n]|$| \()")
_DIALOGUE = re.compile(r"^[ \t]*(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}):[ \t]+(?=\S)", re.MULTILINE)
_POST = re.compile(
    r"(?:[ \t\n]*(?:pic\.twitter\.com|https?://)\S+)*[ \t]*(?:\n[ \t]*)?[—–―-]{0,2}[ \t]?"
    r"(?P<name>[A-Z][\w.'’-]*(?: [\w.'’-]+){0,4}) \(@?\w{2,30}\)"
    r"(?=[ ,]+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2},? \d{4})"
)
_LINK = re.compile(r"(?:https?:?/?/?t\.co|https?://|httpst?\.co|pic\.twitter)\S*")
_SAID_COLON = re.compile(r"[^\n.:]{2,160}:[ \t]*\n\s*(?=[^\s\"“«'„])")


@dataclass(frozen=True)
class Direct:
    """Words as spoken: their characters, the cue word and the head word of the source, where known; `phrase` first and
    last word of the source where the text itself, not the parser, bounds it."""

    start: int
    end: int
    cue: int | None
    source: int | None
    phrase: tuple[int, int] | None = None


def find_direct(parse: Parse, attributions: tuple[Attribution, ...]) -> tuple[Direct, ...]:
    """Return the direct speech of a text in text order."""
    quoted = find_quoted(parse.text)
    found = _with_marks(parse, quoted, attributions)
    taken = [(q.first, q.last) for q in quoted]
    for d in (*_statements(parse), *_transcripts(parse), *_posts(parse), *_lost_marks(parse)):
        if not any(d.start < b and a < d.end for a, b in taken) and not any(d.start < f.end and f.start < d.end for f in found):
            found.append(d)
    return tuple(sorted(found, key=lambda d: d.start))


def _with_marks(parse: Parse, quoted: tuple[Quoted, ...], attributions: tuple[Attribution, ...]) -> list[Direct]:
    found: list[Direct] = []
    known: dict[int, int] = {}
    for n, q in enumerate(quoted):
        if q.single and q.end - q.start < 12:
            continue
        nxt = quoted[n + 1].first if n + 1 < len(quoted) else len(parse.text)
        words = parse.words_in(q.start, q.end)
        if not words or _is_title(parse, words) or _is_term(parse, q):
            continue
        hit = (
            _name_after(parse, q, words)
            or _cue_before(parse, q, words, known, near=True)
            or _cue_inside(parse, words)
            or _cue_after(parse, q, nxt)
            or _cue_before(parse, q, words, known, near=False)
            or _covering(parse, words, attributions)
        )
        if hit is not None:
            found.append(Direct(q.start, q.end, *hit, _run_before(parse, words[-1], *hit)))
            if hit[1] is not None:
                known[hit[0]] = hit[1]
        elif _is_sentence(parse, q, words):
            found.append(Direct(q.start, q.end, None, _carried(parse, q, found, attributions)))
    return found


def _run_before(parse: Parse, closing: int, cue: int, source: int | None) -> tuple[int, int] | None:
    """Return the words between closing mark and cue as the source's phrase, where no clause stands among them."""
    if source is None or not closing < source < cue:
        return None
    first = closing + 1
    while first < source and (parse.pos[first] in ("PUNCT", "CCONJ", "ADV") or parse.lower[first] in DAYS):
        first += 1
    last = cue - 1
    while last > source and (parse.pos[last] in ("AUX", "ADV", "PUNCT", "PART") or parse.lower[last] in DAYS or parse.lower[last] == "on"):
        last -= 1
    return (first, last) if not any(parse.tag[k] in FINITE for k in range(first, last + 1)) else None


def _carried(parse: Parse, q: Quoted, found: list[Direct], attributions: tuple[Attribution, ...]) -> int | None:
    """Return the source of a quotation without a cue: who was quoted or reported last, in the paragraph or the one before."""
    best, at = None, q.first - 600
    if found and found[-1].source is not None and found[-1].end > at:
        best, at = found[-1].source, max(found[-1].end, parse.start[found[-1].cue] if found[-1].cue is not None else 0)
    for a in attributions:
        if parse.start[a.cue] >= q.first:
            break
        if a.source is not None and a.kind == "say" and parse.start[a.cue] > at:
            best, at = a.source, parse.start[a.cue]
    return best if len(_PARAGRAPH.findall(parse.text, at, q.first)) <= 1 else None


def _is_sentence(parse: Parse, q: Quoted, words: range) -> bool:
    """Say whether the words are a whole sentence as spoken, and no title, term or name."""
    if len(words) < 5 or (not parse.words[words[0]][:1].isupper() and parse.words[words[0]] not in ("[", "(", "...")):
        return False
    return any(parse.tag[i] in ("VBD", "VBZ", "VBP", "MD", "VB") for i in words) and (parse.text[q.end - 1] in ".!?,…" or len(words) > 8)


def _is_fragment(parse: Parse, words: range) -> bool:
    """Say whether quoted words are a short term without a verb, as names and scare quotes are."""
    return len(words) <= 3 and not any(parse.tag[i] in ("VBD", "VBZ", "VBP", "MD", "VB") for i in words)


def _is_term(parse: Parse, q: Quoted) -> bool:
    """Say whether the marks hold a single word that no comma or colon sets off as an utterance: scare quotes or a term."""
    said = parse.text[q.start : q.end]
    return (
        " " not in said.strip() and said[-1:] not in ".!?," and parse.text[: q.first].rstrip()[-1:] not in (",", ":")
        if len(said) < 60
        else False
    )


def _is_title(parse: Parse, words: range) -> bool:
    """Say whether quoted words are the title of a work: short, every longer word with a capital."""
    said = [parse.words[i] for i in words if parse.words[i][:1].isalpha()]
    if not 2 <= len(said) <= 8 or not all(w[0].isupper() or len(w) <= 3 or w in ("with", "from", "into", "over") for w in said):
        return False
    return sum(w[0].isupper() for w in said) >= 2 and not any(w.lower() in _I for w in said) and not all(w.isupper() for w in said)


def _name_after(parse: Parse, q: Quoted, words: range) -> tuple[int, int] | None:
    """Return the name behind a dash after the closing mark, or the name that opens a line of dialogue inside the marks."""
    m = _DASHED.match(parse.text, q.last)
    if m is not None:
        source = parse.word_at(m.start("name"))
        return source, _name_end(parse, source)
    if len(words) > 3 and parse.lower[words[1]] == ":" and parse.words[words[0]].isupper() and len(parse.words[words[0]]) > 2:
        return words[0], words[0]
    return None


def _name_end(parse: Parse, word: int) -> int:
    """Return the last word of the name that a word opens."""
    while (
        word + 1 < len(parse)
        and parse.words[word + 1][:1].isupper()
        and parse.start[word + 1] - parse.end[word] == 1
        and parse.pos[word + 1] == "PROPN"
    ):
        word += 1
    return word


def _cue_verb(parse: Parse, j: int, *, wide: bool) -> bool:
    if not parse.tag[j].startswith("VB"):
        return False
    kinds, _ = classes_of(parse, j)
    return "say" in kinds or (wide and bool(kinds - {"want"}))


def _cue_after(parse: Parse, q: Quoted, limit: int) -> tuple[int, int | None] | None:
    """Return cue and source after the closing mark: "…," said X; "…," X said; "…", according to X."""
    j = parse.word_at(q.last - 1) + 1
    while j < len(parse) and parse.start[j] < q.last:
        j += 1
    while j < len(parse) and parse.lower[j] in (",", "-", "–", "—", '"', "'", "''"):
        j += 1
    if j >= len(parse) or _PARAGRAPH.search(parse.text, q.last, parse.start[j]):
        return None
    closed = parse.text[q.end - 1] in ".!?…" and not parse.text[q.last : q.last + 2].lstrip().startswith(",")
    if closed and parse.text[q.end - 1] == "." and parse.words[j][:1].isupper():
        return None
    if parse.lower[j] == "according" and j + 2 < len(parse):
        source = parse.child(j + 1, "pobj")
        return (j, source) if source is not None else None
    first = j
    for j in range(first, min(first + _AHEAD, len(parse))):
        if (
            parse.start[j] >= limit
            or parse.lower[j] in _STOPS
            or (j > first and _PARAGRAPH.search(parse.text, parse.end[j - 1], parse.start[j]))
        ):
            return None
        if closed and j - first > 8:
            return None
        if not _cue_verb(parse, j, wide=False) or parse.tag[j] == "VB":
            continue
        source = _source_near(parse, j, first)
        if source is not None:
            return j, source
    return None


def _source_near(parse: Parse, j: int, first: int) -> int | None:
    """Return the source of a cue verb that follows the words spoken: the noun phrase between them, or the verb's subject."""
    if j == first:
        subject = parse.child(j, "nsubj")
        return subject if subject is not None and subject > j else _noun_after(parse, j + 1)
    if parse.dep[j] == "relcl" or parse.tag[j] == "VBG":
        return None
    if (
        not any(parse.tag[k] in FINITE and parse.pos[k] != "AUX" for k in range(first, j))
        and (head := _noun_after(parse, first)) is not None
        and head < j
    ):
        return head
    subject = parse.child(j, "nsubj")
    if subject is not None and subject >= first and parse.lower[subject] not in ("who", "which", "that"):
        return subject
    for k in range(j - 1, first - 1, -1):
        if parse.pos[k] in ("PROPN", "PRON", "NOUN") and parse.dep[k] not in ("npadvmod", "pobj", "dobj", "compound"):
            return k
    return None


def _noun_after(parse: Parse, k: int) -> int | None:
    """Return the last word of the first cluster of nouns from a word on: the head of the noun phrase that starts there."""
    for i in range(k, min(k + 9, len(parse))):
        if parse.pos[i] == "PRON" and parse.tag[i] == "PRP":
            return i
        if parse.pos[i] in ("PROPN", "NOUN") and (i + 1 >= len(parse) or parse.tag[i + 1] not in ("HYPH", "POS")):
            while (
                i + 1 < len(parse)
                and parse.pos[i + 1] in ("PROPN", "NOUN")
                and parse.start[i + 1] - parse.end[i] <= 1
                and not _new_name(parse, i + 1)
            ):
                i += 1
            return i
        if parse.pos[i] not in ("DET", "ADJ", "NUM", "ADV", "PROPN", "NOUN", "PUNCT", "PART", "VERB", "X") or parse.lower[i] in (
            ",",
            ".",
            '"',
        ):
            return None
    return None


def _new_name(parse: Parse, i: int) -> bool:
    """Say whether a noun is a date or opens a phrase of its own rather than going on with the name before it."""
    return parse.lower[i] in DAYS or parse.dep[i] == "npadvmod"


def _cue_before(parse: Parse, q: Quoted, words: range, known: dict[int, int], *, near: bool) -> tuple[int, int | None] | None:
    """Return cue and source before the opening mark, in the same sentence; `near`: nothing but a comma, a colon, "that" or
    an addressee between."""
    k = words[0] - 1
    while k >= 0 and parse.lower[k] in ('"', "'", "''", "``", "`", "["):
        k -= 1
    cues = load_cues()
    fragment = _is_fragment(parse, words)
    colon = k >= 0 and parse.lower[k] == ":"
    if k < 0 or (not colon and _PARAGRAPH.search(parse.text, parse.end[k], q.first)):
        return None
    floor = max(k - (_BACK if not near or colon else 4), -1)
    for j in range(k, floor, -1):
        if parse.lower[j] in _STOPS and not (parse.lower[j] == ";" and not near):
            return None
        if j < k and _PARAGRAPH.search(parse.text, parse.end[j], parse.start[j + 1]):
            return None
        if parse.tag[j].startswith("VB") and _cue_verb(parse, j, wide=not near):
            if fragment and parse.lemma[j].lower() in cues.naming:
                continue
            source = subject_of(parse, j, known)
            if parse.child(j, "auxpass") is not None and not is_quoted_as(parse, j):
                continue
            if source is None or source in words:
                continue
            return j, source
        if (
            near
            and not colon
            and parse.lower[j] not in (",", "that", ":", "-", "–", "—")
            and parse.pos[j] not in ("PROPN", "PRON", "ADV", "NOUN")
        ):
            return None
    return None


def _cue_inside(parse: Parse, words: range) -> tuple[int, int] | None:
    """Return a cue that a translation left inside the marks: a comma, a verb of saying, then its subject."""
    if len(words) < 6:
        return None
    for j in words[2:-1]:
        if (
            parse.lower[j - 1] != ","
            or parse.tag[j] not in ("VBD", "VBZ", "VBP", "NNS")
            or "say" not in load_cues().verbs.get(parse.lemma[j].lower(), ())
        ):
            continue
        source = _noun_after(parse, j + 1)
        if source is not None and source in words and parse.pos[source] != "PRON":
            return j, source
    return None


def _covering(parse: Parse, words: range, attributions: tuple[Attribution, ...]) -> tuple[int, int | None] | None:
    """Return cue and source of the nearest attribution whose content holds the words."""
    best, fragment = None, _is_fragment(parse, words)
    for a in attributions:
        if a.first > words[0] or words[-1] > a.last or a.kind not in ("say", "find", "judge"):
            continue
        if fragment and parse.lemma[a.cue].lower() in load_cues().naming:
            continue
        if best is None or a.last - a.first < best.last - best.first:
            best = a
    return (best.cue, best.source) if best is not None and best.source is not None else None


def _lost_marks(parse: Parse) -> list[Direct]:
    """Return direct speech whose marks are lost: a sentence in the first person closed by "said X"."""
    found = []
    for s, (first, last) in enumerate(parse.sentences):
        speaking = [i for i in range(first, last) if _is_first_person(parse, i)]
        if not speaking and s and _speechlike(parse, s - 1) == "first" and any(w in _YOU for w in parse.lower[first:last]):
            speaking = [first]
        if not speaking:
            continue
        for j in range(speaking[0] + 1, last):
            if _cue_verb(parse, j, wide=False) and parse.tag[j] in ("VBD", "VBZ"):
                hit = _closing_cue(parse, j, speaking[0])
                if hit is None:
                    continue
                source, stop = hit
                start = _speech_start(parse, s)
                end = parse.end[stop]
                while end > start and parse.text[end - 1] in ", ":
                    end -= 1
                found.append(Direct(parse.start[_start_word(parse, start)], end, j, source))
                break
    return found


def _start_word(parse: Parse, offset: int) -> int:
    """Return the word that begins at an offset."""
    return parse.words_in(offset, offset + 1)[0]


def _is_first_person(parse: Parse, i: int) -> bool:
    """Say whether a word is "I", "we" and the like; "US" in capitals is a country."""
    return parse.lower[i] in _I and (parse.words[i] == "I" or not parse.words[i].isupper())


def _closing_cue(parse: Parse, j: int, first_person: int) -> tuple[int, int] | None:
    """Return the source of a cue that closes speech and the last word of the speech before it, or None."""
    subject = parse.child(j, "nsubj")
    if parse.lower[j - 1] in _I or (subject is not None and parse.lower[subject] in _I):
        return None
    before = parse.pos[j - 1] in ("PRON", "PROPN") and parse.lower[j - 1] not in _I
    after = j + 1 < len(parse) and (parse.pos[j + 1] == "PROPN" or parse.words[j + 1][:1].isupper())
    if after:
        source = _noun_after(parse, j + 1)
        return (source, j - 1) if source is not None else None
    if before and (
        j + 1 >= len(parse)
        or parse.lower[j + 1]
        in (".", ",", "referring", "adding", "as", "when", "in", "on", "after", "before", "of", "from", "while", "who")
    ):
        k = j - 1
        while k - 1 > first_person and parse.pos[k - 1] == "PROPN":
            k -= 1
        return j - 1, k - 1
    return None


def _speech_start(parse: Parse, s: int) -> int:
    """Return the character where speech without marks begins, reading back from sentence s."""
    start = s
    for k in range(s - 1, max(s - 8, -1), -1):
        kind = _speechlike(parse, k)
        if kind == "first":
            start = k
        elif kind == "no":
            break
        elif kind == "short" and start == k + 1:
            start = k
    return parse.start[parse.sentences[start][0]]


def _speechlike(parse: Parse, s: int) -> str:
    """Return whether a sentence is in the first person, short and nameless, may lie between such, or is the report's own."""
    first, last = parse.sentences[s]
    words = parse.lower[first:last]
    if '"' in words or any(_cue_verb(parse, j, wide=False) and parse.tag[j] in ("VBD", "VBZ") for j in range(first, last)):
        return "no"
    if any(_is_first_person(parse, i) for i in range(first, last)):
        return "first"
    named = any(a < last and b > first for a, b, label in parse.entities if label in ("PERSON", "ORG", "GPE", "NORP"))
    if named or any(w in ("he", "she", "his", "her") for w in words):
        return "no"
    return "short" if last - first <= 7 else "between"


def _transcripts(parse: Parse) -> list[Direct]:
    """Return the turns of a dialogue printed as "NAME: words" on lines of their own; one such line alone is a label."""
    turns = list(_DIALOGUE.finditer(parse.text))
    if len(turns) < 2:
        return []
    found = []
    for m in turns:
        broken = parse.text.find("\n", m.end())
        end = broken if broken >= 0 else len(parse.text)
        while end > m.end() and parse.text[end - 1].isspace():
            end -= 1
        name = parse.word_at(m.start("name"))
        if end - m.end() > 10:
            found.append(Direct(m.end(), end, name, parse.word_at(m.end("name") - 1)))
    return found


def _posts(parse: Parse) -> list[Direct]:
    """Return posts of social networks that stand in the text with the author's name, handle and date behind them."""
    found = []
    for m in _POST.finditer(parse.text):
        at = m.start()
        while at > 0 and parse.text[at - 1].isspace():
            at -= 1
        i = parse.word_at(at - 1)
        if i < 0:
            continue
        first = parse.sentences[parse.sentence_of[i]][0]
        line = parse.text.rfind("\n", 0, at) + 1
        start = max(parse.start[first], line)
        link = _LINK.search(parse.text, start, at)
        end = len(parse.text[: link.start()].rstrip()) if link else at
        first, last = parse.word_at(m.start("name")), parse.word_at(m.end("name") - 1)
        if end - start > 10:
            found.append(Direct(start, end, first, last, (first, last)))
    return found


def _statements(parse: Parse) -> list[Direct]:
    """Return statements without marks that follow a line "X said:" to the end of the statement."""
    found = []
    for m in _SAID_COLON.finditer(parse.text):
        line = parse.words_in(m.start(), m.end())
        cue = next((j for j in reversed(line) if _cue_verb(parse, j, wide=False)), None)
        if cue is None:
            continue
        source = subject_of(parse, cue)
        if source is None:
            source = next((k for k in range(cue - 1, line[0] - 1, -1) if parse.pos[k] in ("PROPN", "NOUN", "PRON")), None)
        nxt = _SAID_COLON.search(parse.text, m.end())
        end = nxt.start() if nxt else len(parse.text)
        while end > m.end() and parse.text[end - 1].isspace():
            end -= 1
        if end > m.end():
            found.append(Direct(m.end(), end, cue, source))
    return found
