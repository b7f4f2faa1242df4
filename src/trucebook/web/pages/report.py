"""One report: its text with every claim's words marked, and all its claims.

Invariant: the pieces of the text are the report's own characters; a long report is shown in stretches, never cut short in silence.
"""

import msgspec

from trucebook.web.asked import Asked, NotThereError
from trucebook.web.claimed import ClaimView, seen_by, view
from trucebook.web.spans import Piece, pieces

STRETCH = 30_000


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """Another report with the same text."""

    id: str
    title: str | None
    publisher: str | None


class Bytes(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes a report was made of: hash, size, how and when they came, their type; `kept` is False once purged."""

    sha256: str
    size: int
    method: str
    media_type: str | None
    retrieved_at: str
    kept: bool


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A report's other language: the original of a translation, or a translation of it, with its language and who made it."""

    id: str
    title: str | None
    language: str | None
    by: str | None


class PictureCaption(msgspec.Struct, frozen=True, kw_only=True):
    """A picture's caption in the text, with its credit and dates."""

    text: str
    credit: str | None
    taken: str | None
    released: str | None


class ReportPage(msgspec.Struct, frozen=True, kw_only=True):
    """A report whole: what is known of its source, its text in pieces from `first` to `last` of `length` characters, and its claims."""

    id: str
    title: str | None
    published: str | None
    published_basis: str | None
    publisher: str | None
    agencies: tuple[str, ...]
    url: str | None
    language: str | None
    sha256: str
    media_type: str | None
    reader: str
    grade: str
    first: int
    last: int
    length: int
    stretch: int
    text: tuple[Piece, ...]
    claims: tuple[ClaimView, ...]
    copies: tuple[Copy, ...]
    captions: tuple[PictureCaption, ...]
    bytes: Bytes | None
    translation_of: Version | None
    translations: tuple[Version, ...]


def show(asked: Asked) -> ReportPage:
    """Return the page of the report the address names."""
    shelf, name = asked.shelf, asked.path["id"]
    if name not in shelf.sources:
        raise NotThereError("the book holds no such report")
    report, source = asked.desk.book.report(name), shelf.sources[name]
    part = asked.query.get("from", "0")
    first = min(int(part) // STRETCH * STRETCH if part.isascii() and part.isdigit() and len(part) < 10 else 0, max(len(report.text) - 1, 0))
    last = min(first + STRETCH, len(report.text))
    rows = seen_by(asked, shelf.claims_of.get(name, ()))
    here = [row for row in rows if row[0].claim.start < last and row[0].claim.end > first]
    translations = _translations(asked, name)
    others = {name, report.translation_of, *(v.id for v in translations)}
    return ReportPage(
        id=report.id,
        title=report.title,
        published=report.published,
        published_basis=report.published_basis,
        publisher=report.publisher,
        agencies=report.agencies,
        url=report.url,
        language=report.language,
        sha256=report.sha256,
        media_type=report.media_type,
        reader=shelf.readers.get(name, ""),
        grade="F" if asked.session.blind else source.grade,
        first=first,
        last=last,
        length=len(report.text),
        stretch=STRETCH,
        text=pieces(report.text, [item.claim for item, _, rejected in here if not rejected], first=first, last=last),
        claims=tuple(view(shelf, asked.desk.codebook, item, judged, gone, form=False) for item, judged, gone in here),
        copies=tuple(
            Copy(id=n, title=shelf.sources[n].title, publisher=shelf.sources[n].publisher)
            for n in shelf.copies_of.get(source.group, ())
            if n not in others
        )[:20],
        captions=tuple(PictureCaption(text=c.text, credit=c.credit, taken=c.taken, released=c.released) for c in report.captions),
        bytes=_bytes(asked, name),
        translation_of=_version(asked, report.translation_of, report.translated_by) if report.translation_of else None,
        translations=translations,
    )


def _bytes(asked: Asked, name: str) -> Bytes | None:
    """Return how the bytes of a report came, None where the book was given none."""

    def make() -> dict[str, Bytes]:
        return {
            o.report: Bytes(
                sha256=o.sha256, size=o.size, method=o.method, media_type=o.media_type, retrieved_at=o.retrieved_at, kept=o.kept
            )
            for o in asked.desk.book.origins()
        }

    found: dict[str, Bytes] = asked.shelf.memo("origins", make)
    return found.get(name)


def _translations(asked: Asked, name: str) -> tuple[Version, ...]:
    """Return the translations of a report: they stand in its group, as one source with it."""

    def make() -> tuple[Version, ...]:
        beside = [n for n in asked.shelf.copies_of.get(asked.shelf.sources[name].group, ()) if n != name]
        reports = [asked.desk.book.report(n) for n in beside]
        return tuple(_version(asked, r.id, r.translated_by) for r in reports if r.translation_of == name)

    found: tuple[Version, ...] = asked.shelf.memo(("translations", name), make)
    return found


def _version(asked: Asked, name: str, by: str | None) -> Version:
    known = name in asked.shelf.sources
    report = asked.desk.book.report(name) if known else None
    return Version(id=name, title=report.title if report else None, language=report.language if report else None, by=by)
