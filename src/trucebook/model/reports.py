"""Reports as received, with what is known of their source.

Invariant: every offset counts characters of `report.text`, end exclusive; the text holds nothing that no file can hold.
"""

import hashlib
from typing import Literal

import msgspec

Method = Literal["file", "stdin", "fetched"]
MentionKind = Literal["actor", "place", "period", "figure", "object"]


class Caption(msgspec.Struct, frozen=True, kw_only=True):
    """A picture's caption printed among the text, with its credit line and dates (ISO days)."""

    start: int
    end: int
    text: str
    credit: str | None = None
    taken: str | None = None
    released: str | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One document as received: its text and what is known of its source.

    `id` names it in output, `sha256` is the hash of the text's UTF-8 bytes (or of the file's bytes where a file was
    read), `published` an ISO day or None with what it was taken from (`published_basis`: given, page, e-mail, feed, table, file
    name, address), `pages` where each page of a PDF begins in the text, `given` spans with the input that reading takes as they are.
    A translation is a report of its own: `translation_of` is the id of the report it was made from, `translated_by` who made it.
    """

    id: str
    text: str
    sha256: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    agencies: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None
    captions: tuple[Caption, ...] = ()
    media_type: str | None = None
    published_basis: str | None = None
    pages: tuple[int, ...] = ()
    given: tuple["GivenMention", ...] = ()
    translation_of: str | None = None
    translated_by: str | None = None


class GivenMention(msgspec.Struct, frozen=True):
    """A mention that came with the input: its kind and span."""

    kind: MentionKind
    start: int
    end: int


class Original(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes a report was made of, as received: where from, how and when.

    `method` is file, stdin or fetched; `name` a path or address; `retrieved_at` an ISO instant, None where the book is to say when it took
    them in. The reports of one archive or table share its bytes, which a book keeps once.
    """

    raw: bytes
    method: Method = "file"
    name: str | None = None
    media_type: str | None = None
    retrieved_at: str | None = None


def hash_text(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def valid_text(text: str) -> str:
    """Return the text with lone surrogates, which no file can hold, replaced by U+FFFD; the length stays."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("�" if "\ud800" <= ch <= "\udfff" else ch for ch in text)
    return text


def new_report(
    text: str,
    *,
    id: str | None = None,
    published: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    given: tuple[GivenMention, ...] = (),
    sha256: str | None = None,
    media_type: str | None = None,
    published_basis: str | None = None,
    pages: tuple[int, ...] = (),
) -> Report:
    """Make a report of a text; its id is the first 16 hex digits of the hash unless one is given."""
    text = valid_text(text)
    sha256 = sha256 or hash_text(text)
    return Report(
        id=id or sha256[:16],
        text=text,
        sha256=sha256,
        title=valid_text(title) if title else title,
        published=published,
        publisher=valid_text(publisher) if publisher else publisher,
        url=valid_text(url) if url else url,
        given=given,
        media_type=media_type,
        published_basis=published_basis,
        pages=pages,
    )
