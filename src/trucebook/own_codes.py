"""A user's own codes made ready for reading: their words are learned from their examples, and each is tried on them.

Invariant: a code whose examples are not read as it says is told to be for review; it is never read by half-right words in silence.
"""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec.structs import replace

from trucebook.codebook.own import CLAIM_OF, OwnCode, Words, extend, load_own
from trucebook.model import Reading, new_report
from trucebook.reading import Sources, read
from trucebook.reading.examples import learn_words
from trucebook.reading.grammar.language import parse_many


class Lesson(msgspec.Struct, frozen=True, kw_only=True):
    """How an own code is read: the words it goes by and how many of its examples are read so; or why it is left to review."""

    code: str
    file: str
    words: tuple[str, ...]
    examples: int
    read: int
    note: str


def learn(path: Path, sources: Sources) -> tuple[Sources, list[Lesson]]:
    """Return the sources with a user's codes in their codebook, and what became of each; raises CodebookError for a file that is wrong.

    A code with a `lexicon` is read by it, any other by what its examples teach. One whose examples are not all read as it says stays in
    the codebook without words: people choose it in review.
    """
    codes = [(code, _words(code)) for code in load_own(path, sources.codebook)]
    trial = _with(sources, codes)
    lessons = [_try(code, words, trial) for code, words in codes]
    kept = [(code, words if lesson.read == lesson.examples else {}) for (code, words), lesson in zip(codes, lessons, strict=True)]
    return _with(sources, kept), lessons


def digest(path: Path) -> str:
    """Return the short hash by which a reader's version names a file of own codes."""
    return sha256(path.read_bytes()).hexdigest()[:8]


def named(reading: Reading, digest: str) -> Reading:
    """Return a reading whose reader says that it read with own codes."""
    return replace(reading, reader=replace(reading.reader, version=f"{reading.reader.version}+codes.{digest}"))


def _with(sources: Sources, codes: Sequence[tuple[OwnCode, Words]]) -> Sources:
    return Sources(codebook=extend(sources.codebook, codes), gazetteer=sources.gazetteer, actors=sources.actors)


def _words(code: OwnCode) -> Words:
    """Return the words of a code: its own lexicon, or what its examples teach."""
    if code.lexicon:
        return code.lexicon
    learned: dict[str, list[str]] = {}
    reports = [new_report(example.text, id=str(n)) for n, example in enumerate(code.examples)]
    for example, (report, parse) in zip(code.examples, parse_many(reports), strict=True):
        start = report.text.index(example.quote or "")
        for kind, entries in learn_words(parse, start, start + len(example.quote or ""), code.extends).items():
            learned[kind] = list(dict.fromkeys([*learned.get(kind, []), *entries]))
    return learned


def _try(code: OwnCode, words: Words, sources: Sources) -> Lesson:
    """Read a code's examples with it and return what came of that."""
    right = sum(_is_read(code, example.text, example.quote or "", sources) for example in code.examples)
    shown = tuple(entry for entries in words.values() for entry in entries)
    if not words:
        note = "its examples name no act and object of their own; choose it in review"
    elif right < len(code.examples):
        note = f"{right} of {len(code.examples)} examples are read as it; it is left to review (give it a lexicon, or plainer examples)"
    else:
        note = "read by " + "; ".join(shown)
    return Lesson(code=code.id, file=code.extends, words=shown, examples=len(code.examples), read=right if words else -1, note=note)


def _is_read(code: OwnCode, text: str, quote: str, sources: Sources) -> bool:
    """Say whether reading finds a claim with the code that overlaps the quote."""
    kind, field = CLAIM_OF[code.extends]
    start = text.index(quote)
    reading = read(new_report(text), sources=sources)
    return any(c.kind == kind and c.value(field) == code.id and c.start < start + len(quote) and start < c.end for c in reading.claims)
