"""Bytes of a plain text file → its text.

Invariant: bytes that are no text are refused by name, never read as gibberish.
"""

import codecs

from charset_normalizer import from_bytes

from trucebook.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOREIGN = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip or office file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3", "a database"),
)
_HTML = (b"<!doctype html", b"<html")


def decode(raw: bytes, *, name: str) -> str:
    """Return the text of bytes in UTF-8, UTF-16 or UTF-32, or in a legacy encoding that is detected.

    Raises InputError for binary and HTML files. Line ends are kept as they are.
    """
    for magic, what in _FOREIGN:
        if raw.startswith(magic):
            raise InputError(f"{name}: is {what}, not plain text; name it by its own ending, or save its text as a .txt file")
    if raw[:400].lstrip().lower().startswith(_HTML):
        raise InputError(f"{name}: is a web page, not plain text; save its text as a .txt file and read that")
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _decoded(raw, encoding, name)
    if b"\x00" in raw:
        raise InputError(f"{name}: is a binary file, not text")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(raw, name)


def _decoded(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: starts as {encoding} but breaks it at byte {error.start}; save it as UTF-8") from error


def _legacy(raw: bytes, name: str) -> str:
    """Return the text of bytes in some 8-bit encoding; raises InputError where no encoding makes sense of them."""
    control = sum(b < 9 or 13 < b < 32 for b in raw)
    best = from_bytes(raw).best()
    if best is None or control > len(raw) / 100:
        raise InputError(f"{name}: is neither UTF-8 nor text in any encoding known; save it as UTF-8")
    return str(best)
