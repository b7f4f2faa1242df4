"""RSS or Atom file → Reports, one an entry.

Invariant: an entry's text is its fullest content; an entry without text is no report, and a feed that is cut short and holds
none ends in an error; entities are never expanded.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from trucebook.errors import InputError
from trucebook.extras import load
from trucebook.intake.html import bare_text
from trucebook.intake.origin import Origin, declares
from trucebook.model import Report, new_report

MOST_OF_A_FEED = 16 * 2**20


def looks_like(raw: bytes) -> bool:
    """Say whether bytes begin like a feed."""
    head = raw[:2048].replace(b"\x00", b"").lower()
    return b"<rss" in head or b"<rdf:rdf" in head or (b"<feed" in head and b"atom" in head)


def reports_of(raw: bytes, origin: Origin) -> Iterator[Report]:
    """Yield the reports of a feed's entries; raises InputError where it is no feed, or holds no text and is cut short."""
    if len(raw) > MOST_OF_A_FEED:
        raise InputError(f"{origin.name}: is a feed of more than {MOST_OF_A_FEED >> 20} MB; split it")
    if declares(raw, b"<!ENTITY", b"<!DOCTYPE"):
        raise InputError(f"{origin.name}: its XML declares entities, which no feed needs; it was not read")
    feedparser = load("feedparser", extra="intake", what=f"{origin.name}: a feed")
    feed = feedparser.parse(raw, sanitize_html=True)
    if not feed.entries:
        raise InputError(f"{origin.name}: is no feed, or one without entries")
    publisher = feed.feed.get("title")
    given = False
    for entry in feed.entries:
        text = bare_text(_fullest(entry))
        if text.strip():
            given = True
            published, basis = origin.day(_day(entry), "feed")
            yield new_report(
                text,
                title=bare_text(entry.get("title") or "") or None,
                publisher=publisher or None,
                url=entry.get("link"),
                published=published,
                published_basis=basis,
                media_type="application/rss+xml",
            )
    if not given and feed.bozo:
        raise InputError(f"{origin.name}: is cut short or broken, and what is left of it holds no text; fetch it again")


def _fullest(entry: Any) -> str:
    contents = [str(c.get("value") or "") for c in entry.get("content") or ()] + [str(entry.get("summary") or "")]
    return max(contents, key=len)


def _day(entry: Any) -> str | None:
    parsed = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    try:
        return dt.date(*parsed[:3]).isoformat() if parsed else None
    except ValueError:
        return None
