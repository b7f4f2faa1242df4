"""Search: reports by their words, agreements by label, place and party, codes by meaning.

Invariant: what is typed is words; each hit shows the words it was found by.
"""

import re

import msgspec

from trucebook.web.asked import Asked
from trucebook.web.pages.board import holds
from trucebook.web.pages.codebook import holds_words
from trucebook.wording import one_line, show_period

MOST = 25


class ReportHit(msgspec.Struct, frozen=True, kw_only=True):
    """A report that holds all the words, and a few words around the first of them, in three parts: before, the word, after."""

    id: str
    title: str | None
    published: str | None
    publisher: str | None
    before: str
    hit: str
    after: str


class AgreementHit(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement that holds all the words."""

    id: str
    label: str
    place: str | None
    began: str


class CodeHit(msgspec.Struct, frozen=True, kw_only=True):
    """A code whose meaning holds all the words."""

    id: str
    file: str
    label: str
    definition: str


class SearchPage(msgspec.Struct, frozen=True, kw_only=True):
    """What was found: at most twenty-five of each, the best first."""

    words: str
    reports: tuple[ReportHit, ...]
    agreements: tuple[AgreementHit, ...]
    codes: tuple[CodeHit, ...]


def show(asked: Asked) -> SearchPage:
    """Return what holds the words asked for."""
    shelf, words, blind = asked.shelf, asked.words(), asked.session.blind
    if not words:
        return SearchPage(words="", reports=(), agreements=(), codes=())
    names = [n for n in asked.desk.book.search(words) if n in shelf.sources][:MOST]
    agreements = [] if blind else [a for a in shelf.nouns.agreements.values() if holds(a, words)][:MOST]
    codes = [(file, c) for file, cs in asked.desk.codebook.codes.items() for c in cs.values() if holds_words(c, words)]
    return SearchPage(
        words=words,
        reports=tuple(_hit(asked, name, words) for name in names),
        agreements=tuple(AgreementHit(id=a.id, label=a.label, place=a.place, began=show_period(a.began or a.declared)) for a in agreements),
        codes=tuple(CodeHit(id=c.id, file=file, label=c.label, definition=c.definition) for file, c in codes[:MOST]),
    )


def _hit(asked: Asked, name: str, words: str) -> ReportHit:
    source, text = asked.shelf.sources[name], asked.shelf.text(name)
    terms = [re.escape(w) for w in re.findall(r"\w+", words)]
    found = re.search("|".join(terms), text, re.IGNORECASE) if terms else None
    start, end = found.span() if found else (0, 0)
    first, last = max(start - 110, 0), end + 130
    return ReportHit(
        id=name,
        title=source.title,
        published=source.published,
        publisher=source.publisher,
        before=("…" if first else "") + one_line(text[first:start]),
        hit=one_line(text[start:end]),
        after=one_line(text[end:last]) + ("…" if last < len(text) else ""),
    )
