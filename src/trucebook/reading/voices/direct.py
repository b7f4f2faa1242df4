"""Direct speech: words given as spoken, with marks, with the cue inside the marks, or with the marks lost.

Invariant: the spans hold no outer quotation mark, lie in text order and do not overlap.
"""

import re
from bisect import bisect_left

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.voices.attribution import Attribution
from trucebook.reading.voices.cues import DAYS
from trucebook.reading.voices.lostmarks import FIRST_PERSON, Direct
from trucebook.reading.voices.quotecues import Hit, by_sentence, covering, cue_of, goes_on, outer
from trucebook.reading.voices.quotes import Quoted, find_quoted
from trucebook.reading.voices.sources import is_clause_free, noun_before
from trucebook.reading.voices.unmarked import find_unmarked
from trucebook.reading.voices.verdicts import is_predicate, verdict_on

_CARRY = 30
_SHORT_GAP = 200
_WRITTEN = frozenset(
    {"stamped", "written", "painted", "scrawled", "printed", "inscribed", "emblazoned", "engraved", "daubed", "stencilled"}
)
_REPORTS = frozenset({"say", "find", "judge", "accuse", "noun"})
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")


def find_direct(parse: Parse, attributions: tuple[Attribution, ...]) -> tuple[Direct, ...]:
    """Return the direct speech of a text in text order; `attributions` in the order of their cues."""
    quoted = find_quoted(parse.text)
    found = sorted(_with_marks(parse, quoted, attributions), key=lambda d: d.start)
    marked = [(q.first, q.last) for q in quoted]
    for d in sorted(find_unmarked(parse), key=lambda d: d.start):
        if not touches(marked, d.start, d.end):
            found.append(d)
    return _apart(sorted(found, key=lambda d: d.start))


def touches(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Say whether a span shares characters with one of some spans that are in order and do not overlap."""
    at = bisect_left(spans, (end, 0)) - 1
    return at >= 0 and start < spans[at][1]


def _apart(found: list[Direct]) -> tuple[Direct, ...]:
    """Return the speeches that do not run into one before them."""
    kept: list[Direct] = []
    for d in found:
        if not kept or d.start >= kept[-1].end:
            kept.append(d)
    return tuple(kept)


def _with_marks(parse: Parse, quoted: tuple[Quoted, ...], attributions: tuple[Attribution, ...]) -> list[Direct]:
    found: list[Direct] = []
    known: dict[int, int] = {}
    judged: set[int] = set()
    around = by_sentence(parse, attributions)
    cues = [parse.start[a.cue] for a in attributions]
    for n, q in enumerate(quoted):
        words = parse.words_in(q.start, q.end)
        if not words or (q.single and q.end - q.start < 12) or _is_title(parse, words) or _is_written(parse, words):
            continue
        term = _is_term(parse, q)
        verdict: Hit | None = verdict_on(parse, words)
        if verdict is not None:
            verdict = outer(parse, verdict, around, words)
        elif term and is_predicate(parse, words):
            verdict = covering(parse, words, around)
        if (verdict is None and term) or (verdict is not None and verdict[0] in judged):
            continue
        limit = quoted[n + 1].first if n + 1 < len(quoted) else len(parse.text)
        if verdict is not None:
            judged.add(verdict[0])
        hit = verdict or cue_of(parse, q, words, limit=limit, known=known, around=around)
        if hit is not None:
            found.append(Direct(q.start, q.end, *hit, _run_before(parse, q, words[-1], *hit)))
            if hit[1] is not None:
                known[hit[0]] = hit[1]
        elif _is_sentence(parse, q, words) or _goes_on_short(parse, q, words, found):
            before = attributions[: bisect_left(cues, q.first)][-_CARRY:]
            found.append(Direct(q.start, q.end, None, _carried(parse, q, found, before)))
    return found


def _run_before(parse: Parse, q: Quoted, closing: int, cue: int, source: int | None) -> tuple[int, int] | None:
    """Return the words between closing mark and cue as the source's phrase, where no clause stands among them."""
    if source is None or not closing < source < cue:
        return None
    first, last = closing + 1, cue - 1
    while first < source and parse.pos[first] == "PUNCT":
        first += 1
    if goes_on(parse, q, first):
        beside = noun_before(parse, cue, closing)
        return beside if beside is not None and beside[1] == source else None
    while first < source and (
        parse.pos[first] in ("PUNCT", "CCONJ", "ADV", "SCONJ") or parse.lower[first] == "as" or parse.lower[first] in DAYS
    ):
        first += 1
    while last > source and (parse.pos[last] in ("AUX", "ADV", "PUNCT", "PART") or parse.lower[last] in DAYS or parse.lower[last] == "on"):
        last -= 1
    if any('"' in parse.words[k] for k in range(first, last + 1)):
        return None
    return (first, last) if is_clause_free(parse, first, last + 1) else None


def _carried(parse: Parse, q: Quoted, found: list[Direct], before: tuple[Attribution, ...]) -> int | None:
    """Return the source of a quotation without a cue: who was quoted or reported last, in the paragraph or the one before."""
    best, at = None, q.first - 600
    if found and found[-1].source is not None and found[-1].end > at:
        best, at = found[-1].source, max(found[-1].end, parse.start[found[-1].cue] if found[-1].cue is not None else 0)
    for a in before:
        if a.source is not None and a.kind in _REPORTS and parse.start[a.cue] > at:
            best, at = a.source, parse.start[a.cue]
    return best if len(_PARAGRAPH.findall(parse.text, max(at, 0), q.first)) <= 1 else None


def _is_sentence(parse: Parse, q: Quoted, words: range) -> bool:
    """Say whether the words are a whole sentence as spoken, and no title, term or name."""
    if len(words) < 5 or (not parse.words[words[0]][:1].isupper() and parse.words[words[0]] not in ("[", "(", "...")):
        return False
    return any(parse.tag[i] in ("VBD", "VBZ", "VBP", "MD", "VB") for i in words) and (parse.text[q.end - 1] in ".!?,…" or len(words) > 5)


def _goes_on_short(parse: Parse, q: Quoted, words: range, found: list[Direct]) -> bool:
    """Say whether a short sentence between marks goes on after a quotation just before it: "…," he said. "We want peace." """
    if not found or found[-1].source is None or not 2 <= len(words) < 5 or not parse.words[words[0]][:1].isupper():
        return False
    if not any(parse.tag[i] in ("VBD", "VBZ", "VBP", "MD", "VB") for i in words):
        return False
    gap = parse.text[found[-1].end : q.first]
    return len(gap) < _SHORT_GAP and not _PARAGRAPH.search(gap) and parse.text[q.end - 1] in ".!?" and gap.rstrip()[-1:] == "."


def _is_term(parse: Parse, q: Quoted) -> bool:
    """Say whether the marks hold a single word that no comma or colon sets off as an utterance: scare quotes or a term."""
    said = parse.text[q.start : q.end]
    return (
        len(said) < 60
        and " " not in said
        and said[-1:] not in ".!?,"
        and parse.text[max(q.first - 3, 0) : q.first].rstrip()[-1:] not in (",", ":")
    )


def _is_written(parse: Parse, words: range) -> bool:
    """Say whether the words stand on a thing: "crates with "made in Norvik" stamped on them"."""
    after = words[-1] + 1
    while after < len(parse) and parse.lower[after] in ('"', "''", "'", ","):
        after += 1
    return parse.lower[after : after + 1] != [] and parse.lower[after] in _WRITTEN and parse.lower[after + 1 : after + 2] != ["by"]


def _is_title(parse: Parse, words: range) -> bool:
    """Say whether quoted words are the title of a work: short, every longer word with a capital."""
    said = [parse.words[i] for i in words if parse.words[i][:1].isalpha()]
    if not 2 <= len(said) <= 8 or not all(w[0].isupper() or len(w) <= 3 or w in ("with", "from", "into", "over") for w in said):
        return False
    return (
        sum(w[0].isupper() for w in said) >= 2 and not any(w.lower() in FIRST_PERSON for w in said) and not all(w.isupper() for w in said)
    )
