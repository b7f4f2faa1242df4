"""Skimming: which sentences of a report could carry a claim, told before the parser sees any.

A sentence is cut by rule and kept where it holds a word that the codebook or the lexicon of speech knows (in any of its
forms), stands in quotation marks, or counts people harmed or moved. The rest is blanked out in the copy that the parser reads, character by
character, so that every offset stays that of the report's own text.

Invariant: a kept sentence is kept whole, and the copy has the length of the text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from trucebook.codebook import Codebook
from trucebook.model import Report, Skimmed
from trucebook.reading.grammar.language import irregular_forms
from trucebook.reading.grammar.parse import reading_copy
from trucebook.reading.tallies.numerals import STARTS
from trucebook.reading.voices.cues import load_cues
from trucebook.reading.voices.quotes import find_quoted

_SENTENCE = re.compile(r"(?:[.!?][\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9])|\n\s*)")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d")
_MARKS = frozenset("\"“”„‟«»'‘’`")
_INK = re.compile(r"[^\n]")
_STATEMENTS = ("events", "agreements", "provisions", "violations", "sieges")
_CLASSES = ("verbs", "weak_verbs", "nouns", "heads", "bare", "intransitive", "outcomes", "people", "adjectives")
_LISTS = {
    "events": ("event_nouns", "casualty_verbs", "ground_verbs"),
    "agreements": ("heads", "generic_heads", "offer_heads", "swap_heads"),
    "sieges": ("verbs", "weak_verbs", "parted_verbs", "nouns"),
    "figures": ("destroyed", "homes", "households", "outcomes"),
}
_BY_LISTS = frozenset({"sieges"})  # its codes name what is cut off, which besieges nobody by itself
_ALWAYS = frozenset({"according"})
_VOWELS = "aeiou"


@dataclass(frozen=True)
class Triggers:
    """The words, in lower case and every form, that may begin a claim by themselves, and those that do beside a number."""

    alone: frozenset[str]
    counted: frozenset[str]


@dataclass(frozen=True)
class Skim:
    """What is to be read of a report: character spans of kept sentences, in order and apart, how much that is, and the copy to be read."""

    kept: tuple[tuple[int, int], ...]
    counts: Skimmed
    copy: str = ""


NOTHING = Skim((), Skimmed(sentences=0, read=0, characters=0, characters_read=0))
_LOADED: dict[int, tuple[Codebook, Triggers]] = {}


def load_triggers(book: Codebook) -> Triggers:
    """Return the triggers of a codebook, own codes of a user's among them; built once a codebook."""
    if id(book) not in _LOADED:
        cues = load_cues()
        said = {*cues.verbs, *(verb for verb, _ in cues.phrasal), *cues.nouns}
        alone = _forms({*said, *(word for file in _STATEMENTS for word in _words(book, file))}) | _ALWAYS
        _LOADED.clear()
        _LOADED[id(book)] = (book, Triggers(alone, _forms(_words(book, "figures")) - alone))
    return _LOADED[id(book)][1]


def _words(book: Codebook, file: str) -> set[str]:
    """Return the single words of one codebook file that may stand at the heart of a claim, as lemmas."""
    codes = book.codes.get(file, {}).values() if file not in _BY_LISTS else ()
    parts = [part for code in codes for part in (code, *code.modes)]
    found = {word for part in parts for kind in _CLASSES for word in part.lexicon.get(kind, ())}
    return found.union(*(book.terms(file, name) for name in _LISTS.get(file, ())))


def _forms(lemmas: Iterable[str]) -> frozenset[str]:
    """Return every form of some lemmas: the regular ones by rule, the irregular ones by the model's own table."""
    irregular = irregular_forms()
    found: set[str] = set()
    for lemma in {entry.partition(" ")[0] for entry in lemmas}:
        stem = lemma[:-1] if lemma[-1] in "ey" else lemma
        found |= {lemma, lemma + "s", lemma + "es", lemma + "ed", lemma + "d", lemma + "ing", *irregular.get(lemma, ())}
        found |= {stem + "ing"} if lemma[-1] == "e" else {stem + "ies", stem + "ied"} if lemma[-1] == "y" else set()
        if lemma[-1] not in "aeiouy" and lemma[-2:-1] in tuple(_VOWELS):
            found |= {lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
    return frozenset(found)


def cut_sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of a text by rule, each with the white space behind it; together they are the text."""
    ends = [found.end() for found in _SENTENCE.finditer(text)]
    return [(a, b) for a, b in zip([0, *ends], [*ends, len(text)], strict=True) if b > a]


def skim_report(report: Report, triggers: Triggers) -> Skim:
    """Return what of a report could carry a claim; a report whose mentions were given is kept whole."""
    text = report.text
    smooth = reading_copy(text)
    sentences = cut_sentences(smooth)
    spoken = [(q.first, q.last) for q in find_quoted(text)] if not _MARKS.isdisjoint(text) else []
    flags = [bool(report.given) or _may_claim(text[a:b].lower(), triggers) for a, b in sentences]
    at = 0
    for first, last in spoken:
        while at and sentences[at][0] > first:
            at -= 1
        while at < len(sentences) and sentences[at][0] < last:
            flags[at] = flags[at] or sentences[at][1] > first
            at += 1
        at = min(at, len(sentences) - 1)
    kept: list[tuple[int, int]] = []
    for (a, b), flag in zip(sentences, flags, strict=True):
        if flag and kept and kept[-1][1] == a:
            kept[-1] = (kept[-1][0], b)
        elif flag:
            kept.append((a, b))
    read = sum(b - a for a, b in kept)
    counts = Skimmed(sentences=len(sentences), read=sum(flags), characters=len(text), characters_read=read)
    return Skim(tuple(kept), counts, blank_out(smooth, kept))


def _may_claim(lower: str, triggers: Triggers) -> bool:
    words = _WORD.findall(lower)
    if not triggers.alone.isdisjoint(words):
        return True
    return not triggers.counted.isdisjoint(words) and any(word in STARTS or word.isdigit() for word in words)


def blank_out(smooth: str, kept: Iterable[tuple[int, int]]) -> str:
    """Return a reading copy as the parser reads it: the kept spans, line breaks, and blanks; a kept span begins a sentence."""
    pieces: list[str] = []
    last = 0
    for start, end in kept:
        gap = _INK.sub(" ", smooth[last:start])
        pieces += [gap if "\n" in gap or not gap else gap[:-1] + "\n", smooth[start:end]]
        last = end
    return "".join((*pieces, _INK.sub(" ", smooth[last:])))
