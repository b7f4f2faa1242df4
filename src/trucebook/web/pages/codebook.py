"""The codebook: every code with its definition, what it includes and excludes, and an example.

Invariant: nothing is said here that the codebook's files do not say.
"""

import msgspec

from trucebook.codebook import Code
from trucebook.web.asked import Asked


class CodeRow(msgspec.Struct, frozen=True, kw_only=True):
    """One code: its meaning, bounds, example with the words that are coded, counterparts elsewhere, source, and finer codes."""

    id: str
    label: str
    definition: str
    includes: tuple[str, ...]
    excludes: tuple[str, ...]
    example: str | None
    quote: str | None
    crosswalk: dict[str, tuple[str, ...]]
    source: str
    modes: tuple[tuple[str, str], ...]


class FileRow(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the codebook: its name, title and codes."""

    name: str
    title: str
    codes: tuple[CodeRow, ...]


class CodebookPage(msgspec.Struct, frozen=True, kw_only=True):
    """The codebook whole, or the codes that hold the words asked for."""

    words: str
    files: tuple[FileRow, ...]


def show(asked: Asked) -> CodebookPage:
    """Return the codebook."""
    book, words = asked.desk.codebook, asked.words()
    files = []
    for name, codes in book.codes.items():
        rows = tuple(_row(code) for code in codes.values() if not words or holds_words(code, words))
        if rows:
            files.append(FileRow(name=name, title=book.titles[name], codes=rows))
    return CodebookPage(words=words, files=tuple(files))


def _row(code: Code) -> CodeRow:
    return CodeRow(
        id=code.id,
        label=code.label,
        definition=code.definition,
        includes=tuple(code.includes),
        excludes=tuple(code.excludes),
        example=code.example.text if code.example else None,
        quote=code.example.quote if code.example else None,
        crosswalk={scheme: tuple(codes) for scheme, codes in code.crosswalk.items()},
        source=code.source,
        modes=tuple((mode.id, mode.definition) for mode in code.modes),
    )


def holds_words(code: Code, words: str) -> bool:
    """Say whether a code's name and meaning hold every word."""
    said = " ".join((code.id, code.label, code.definition, *code.includes)).lower()
    return all(word in said for word in words.lower().split())
