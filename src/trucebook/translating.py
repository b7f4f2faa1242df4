"""Translations: English text that a person puts beside a report in another language, read in its place.

Invariant: the report itself is never read as English; a translation is a report of its own that names what it was made from and by
whom, and counts with it as one source.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from trucebook.book import Book
from trucebook.errors import InputError
from trucebook.intake import Document
from trucebook.model import Report

ENGLISH = "en"


@dataclass(frozen=True)
class Foreign:
    """A report in another language and the translations beside it."""

    report: Report
    translations: tuple[Report, ...]


def foreign(book: Book) -> list[Foreign]:
    """Return the reports of a book that are not in English, by day, with their translations."""
    marks = book.marks()
    made: dict[str, list[str]] = {}
    for mark in marks:
        if mark.translation_of is not None:
            made.setdefault(mark.translation_of, []).append(mark.id)
    others = [mark.id for mark in marks if mark.language not in (None, ENGLISH)]
    return [Foreign(book.report(name), tuple(map(book.report, made.get(name, ())))) for name in others]


def find_foreign(book: Book, name: str) -> Report:
    """Return the report of an id or of its beginning; raises InputError where none or several begin so, or it is in English."""
    found = [str(row["id"]) for row in book.reports() if str(row["id"]).startswith(name)]
    exact = [name] if name in found else found
    if len(exact) != 1:
        raise InputError(f"{'no report' if not found else 'more than one report'} begins with {name!r}; `trucebook reports` lists them")
    report = book.report(exact[0])
    if report.language in (None, ENGLISH):
        raise InputError(f"{report.id}: is not marked as being in another language; it is read as it is")
    return report


def refuse_known(book: Book, translation: Report) -> None:
    """Raise InputError where the same text is in the book already as something else than this translation."""
    if book.has(translation.id) and book.report(translation.id).translation_of != translation.translation_of:
        raise InputError(f"{translation.id}: the same text is in the book already as a report of its own")


def as_translation(original: Report, documents: Sequence[Document], *, by: str, name: str) -> Document:
    """Return a document as the translation of a report: its own words, the report's day, publisher and address.

    Raises InputError where there is not just one text, or it is not in English.
    """
    if len(documents) != 1:
        raise InputError(f"{name}: holds {len(documents)} texts; a translation is one")
    if not by.strip():
        raise InputError("--by must name who made the translation, a person or a program")
    text, bytes_ = documents[0]
    if text.language not in (None, ENGLISH):
        raise InputError(f"{name}: is in another language itself ({text.language}); a translation is English")
    made = replace(
        text,
        language=ENGLISH,
        published=original.published,
        published_basis="original" if original.published else None,
        publisher=original.publisher,
        agencies=original.agencies,
        url=original.url,
        translation_of=original.id,
        translated_by=" ".join(by.split()),
    )
    return made, bytes_
