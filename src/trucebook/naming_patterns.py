"""How a name is found in what is stored, whatever its case, and covered by blocks as long as itself.

Invariant: covering keeps every length, so that offsets stay true; what is covered can no longer be found.
"""

import gzip
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

MASK = "█"
_BETWEEN = r"(?:[\s_+.,\-–/]|%20)*"
_PART = re.compile(r"[^\W_]+(?:['’`´ʿʾ][^\W_]+)*")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_MOST_INSIDE = 64 * 2**20


class Names:
    """The names to purge; `mask` covers them in words, `inside` says whether a structure or bytes hold one."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(" ".join(name.split()) for name in names)
        self._whole = re.compile("|".join(sorted(_patterns(self.names), key=len, reverse=True)), re.IGNORECASE)
        parts = sorted({p for name in self.names for p in _PART.findall(name) if len(p) >= 3}, key=len, reverse=True)
        self.parts = tuple(p for p in parts if p[0].isupper() or len(parts) == 1)

    def in_words(self, words: str) -> bool:
        """Say whether words hold a whole name."""
        return self._whole.search(words) is not None

    def inside(self, thing: Any) -> bool:
        """Say whether any string of a structure, keys of tables aside, holds a whole name."""
        return any(self.in_words(words) for words in strings_in(thing))

    def in_bytes(self, raw: bytes) -> bool:
        """Say whether bytes hold a whole name as UTF-8 or UTF-16, packed parts of zip, gzip and PDF files included."""
        return any(self.in_words(words) for part in _unpacked(raw) for words in _decodings(part))

    def mask(self, words: str, *, parts: Iterable[str] = ()) -> str:
        """Return words with whole names covered, and parts of names where those are given; as long as before."""
        words = self._whole.sub(_cover, words)
        alone = "|".join(re.escape(p) for p in parts)
        return re.sub(rf"(?<!\w)(?:{alone})(?!\w)", _cover, words, flags=re.IGNORECASE) if alone else words

    def mask_all(self, thing: Any, *, parts: Iterable[str] = ()) -> Any:
        """Return a structure with names covered in every string, keys aside."""
        parts = tuple(parts)
        if isinstance(thing, str):
            return self.mask(thing, parts=parts)
        if isinstance(thing, dict):
            return {key: self.mask_all(value, parts=parts) for key, value in thing.items()}
        return [self.mask_all(one, parts=parts) for one in thing] if isinstance(thing, list | tuple) else thing


def _cover(match: re.Match[str]) -> str:
    return re.sub(r"\S", MASK, match[0])


def _patterns(names: Iterable[str]) -> Iterator[str]:
    """Yield patterns of each name, composed and decomposed, and of a name of two parts turned round."""
    for name in names:
        for form in {unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)}:
            parts = [re.escape(part) for part in re.split(r"[\s\-]+", form) if part]
            yield _BETWEEN.join(parts) if len(parts) > 1 else rf"(?<!\w){parts[0]}(?!\w)"
            if len(parts) == 2:
                yield _BETWEEN.join(reversed(parts))


def strings_in(thing: Any) -> Iterator[str]:
    """Yield every string of a value in its JSON form, however deep; keys of objects are left out."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from strings_in(value)
    elif isinstance(thing, list | tuple):
        for value in thing:
            yield from strings_in(value)


def _decodings(raw: bytes) -> Iterator[str]:
    yield raw.decode("utf-8", "replace")
    yield raw.decode("latin-1")
    if b"\0" in raw:
        for shift in (0, 1):
            yield raw[shift:].decode("utf-16-le", "replace")
            yield raw[shift:].decode("utf-16-be", "replace")


def _unpacked(raw: bytes) -> Iterator[bytes]:
    """Yield bytes and what is packed in them, each at most so long as memory bears."""
    yield raw
    try:
        if raw.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(raw)) as archive:
                for name in archive.namelist():
                    with archive.open(name) as member:
                        yield name.encode() + b"\n" + member.read(_MOST_INSIDE)
        elif raw.startswith(b"\x1f\x8b"):
            with gzip.GzipFile(fileobj=io.BytesIO(raw)) as member:
                yield member.read(_MOST_INSIDE)
        elif raw.startswith(b"%PDF-"):
            for match in _STREAM.finditer(raw):
                yield zlib.decompressobj().decompress(match[1], _MOST_INSIDE)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return
