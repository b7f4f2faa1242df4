"""The samples in one book: read by the real reader, joined, and asked whether each truce of Daraa holds."""

from pathlib import Path

import pytest

from trucebook.book import Book
from trucebook.intake import open_reports
from trucebook.model import Agreement
from trucebook.reading import Sources, read_many

SAMPLES = sorted((Path(__file__).resolve().parents[1] / "samples").glob("*.txt"))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, sources: Sources) -> Book:
    """A book of the three samples."""
    made = Book(tmp_path_factory.mktemp("samples") / "daraa.db", who="ana")
    made.create()
    for reading in read_many([r for path in SAMPLES for r in open_reports(path)], sources=sources):
        assert made.add(reading)
    return made


def first_day(agreement: Agreement) -> str | None:
    """Return the first day an agreement is told to have been in force or agreed."""
    told = agreement.began or agreement.declared
    return told.first if told else None


@pytest.mark.parametrize(
    ("day", "verdicts"),
    [
        ("2021-09-02", {"first": "too_early"}),
        ("2021-09-04", {"first": "broken"}),
        ("2021-09-06", {"first": "superseded", "second": "too_early"}),
        ("2021-09-25", {"first": "superseded", "second": "no_information"}),
    ],
)
def test_the_truces_of_daraa_day_by_day(book: Book, day: str, verdicts: dict[str, str]) -> None:
    """Each day's verdict is the one that the reports published by then support, with rule and words."""
    days = {"first": "2021-09-01", "second": "2021-09-05"}
    answers = {which: a.assessment for which, began in days.items() for a in book.ask("Daraa", day) if first_day(a.agreement) == began}
    for which, verdict in verdicts.items():
        assert answers[which].verdict == verdict
        assert answers[which].rule
        assert answers[which].evidence or verdict == "no_information"


def test_the_chain_and_the_ledger(book: Book) -> None:
    """The new truce replaces the first, which took effect on 1 September in Daraa and binds committee and army through Russia."""
    second, first, older = book.agreements("Daraa")
    assert first_day(older) == "2018-01-01"
    assert (second.supersedes, first.superseded_by) == (first.id, second.id)
    assert first.began is not None
    assert first.began.first == first.began.last == "2021-09-01"
    assert {"the Daraa Central Committee", "the Syrian army"} <= set(first.parties)
    assert "Russia" in first.mediators
    record, filed = book.around(first)
    actions = {p.action for p in record.provisions if p.agreement == first.id}
    assert {"deploy", "disarm", "lift_siege"} <= actions
    assert all(item.claim.quote for item in filed.values())


def test_every_value_leads_to_its_words(book: Book) -> None:
    """Verification finds every quote of the book in its report."""
    assert book.verify() == []
