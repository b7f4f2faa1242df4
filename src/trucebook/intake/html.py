"""Web page → Report: the article's text, title, day and publisher, without menus and adverts.

Invariant: the text is what trafilatura takes from the page; a page without an article is refused, never read as its menu.
"""

import hashlib
import logging
import warnings
from collections.abc import Iterator
from typing import Any

from trucebook.errors import InputError
from trucebook.extras import load
from trucebook.intake.origin import Origin, real_day
from trucebook.model import Report, new_report

MOST_OF_A_PAGE = 16 * 2**20
BLOCKS = frozenset("p br div li h1 h2 h3 h4 tr blockquote ul ol table section article".split())
STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")


def looks_like(raw: bytes) -> bool:
    """Say whether bytes begin like a web page."""
    head = raw[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith(STARTS) or (head.startswith((b"<?xml", b"<!--")) and b"<html" in head)


def report_of(raw: bytes, origin: Origin, *, url: str | None = None) -> Report:
    """Return the report of a page's bytes; raises InputError where it holds no article."""
    if len(raw) > MOST_OF_A_PAGE:
        raise InputError(f"{origin.name}: is a web page of more than {MOST_OF_A_PAGE >> 20} MB; save its text as a .txt file and read that")
    trafilatura = load("trafilatura", extra="intake", what=f"{origin.name}: a web page")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = trafilatura.bare_extraction(raw, url=url, with_metadata=True, include_comments=False)
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError) as error:
        raise InputError(f"{origin.name}: cannot be read as a web page ({type(error).__name__}: {error})") from error
    text = (found.text or "") if found is not None else ""
    if not text.strip():
        raise InputError(f"{origin.name}: holds no article text; save its text as a .txt file and read that")
    published, basis = origin.day(real_day(found.date), "page")
    return new_report(
        text,
        title=found.title or None,
        publisher=found.sitename or None,
        url=url or found.url or None,
        published=published,
        published_basis=basis,
        media_type="text/html",
        sha256=hashlib.sha256(raw).hexdigest(),
    )


def bare_text(markup: str) -> str:
    """Return the text of a piece of markup: an entry of a feed, the body of an e-mail."""
    if "<" not in markup:
        return markup
    soup = load("lxml.html", extra="intake", what="text in HTML")
    try:
        tree = soup.fromstring(f"<div>{markup}</div>")
    except (ValueError, soup.etree.LxmlError):
        return ""
    lines = (" ".join(line.split()) for line in "".join(_pieces(soup.etree, tree)).split("\n"))
    return "\n".join(line for line in lines if line)


def _pieces(etree: Any, tree: Any) -> Iterator[str]:
    """Yield the words of a tree in order, with a line break where a block begins or ends."""
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            if node.tag in ("script", "style"):
                walk.skip_subtree()
            else:
                yield ("\n" if node.tag in BLOCKS else "") + (node.text or "")
        else:
            yield ("\n" if node.tag in BLOCKS else "") + (node.tail or "")
