"""PDF → Report: the text of its pages, lines that were only wrapped joined again, and where each page begins.

Invariant: `pages[n]` is where page n + 1 begins in the text; a PDF of pictures alone is refused, never read as empty.
"""

import hashlib
import re

from trucebook.errors import InputError
from trucebook.extras import load
from trucebook.intake.origin import Origin
from trucebook.model import Report, new_report

MOST_PAGES = 5_000
_SOFT = re.compile("[\ufffe\u00ad\x02]\\s*")
_LIST = re.compile(r"\s*(?:[•‣▪*-]\s|\(?\d{1,2}[.)]\s|[a-z]\)\s)")


def report_of(raw: bytes, origin: Origin) -> Report:
    """Return the report of a PDF's bytes; raises InputError for one that is broken, locked, too long or without text."""
    pdfium = load("pypdfium2", extra="intake", what=f"{origin.name}: a PDF")
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        said = "is locked with a password; save it without one" if locked else "is no whole PDF; get it again"
        raise InputError(f"{origin.name}: {said}") from error
    try:
        if len(document) > MOST_PAGES:
            raise InputError(f"{origin.name}: has {len(document)} pages, more than {MOST_PAGES}; split it")
        pages = [_page(document, number) for number in range(len(document))]
        title = (document.get_metadata_dict().get("Title") or "").strip()
    except pdfium.PdfiumError as error:
        raise InputError(f"{origin.name}: has a page that cannot be read ({error})") from error
    finally:
        document.close()
    text, starts = _joined(pages)
    if not text.strip():
        raise InputError(f"{origin.name}: holds no text, only pictures of it; run a text recognition over it first")
    published, basis = origin.day(None, "")
    return new_report(
        text,
        title=title or None,
        published=published,
        published_basis=basis,
        media_type="application/pdf",
        pages=starts,
        sha256=hashlib.sha256(raw).hexdigest(),
    )


def _page(document: object, number: int) -> str:
    page = document[number]  # type: ignore[index]
    try:
        words = page.get_textpage()
        try:
            return unwrap(words.get_text_bounded())
        finally:
            words.close()
    finally:
        page.close()


def _joined(pages: list[str]) -> tuple[str, tuple[int, ...]]:
    text, starts = "", []
    for page in pages:
        starts.append(len(text))
        text += page + "\n\n"
    return text, tuple(starts)


def unwrap(text: str) -> str:
    """Return text with the line breaks that only the page's width made turned into blanks, words cut at a line's end joined."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    out = ""
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        out += line
        if line.endswith("-") and following[:1].islower():
            out = out[:-1]
        elif line and following and len(line) > 0.7 * width and not _LIST.match(following):
            out += " "
        elif number + 1 < len(lines):
            out += "\n"
    return _SOFT.sub("", out)
