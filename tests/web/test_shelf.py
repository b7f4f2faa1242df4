"""The shelf: the same record as the book's, whatever was added or decided since it was first read."""

import random
from pathlib import Path

import pytest
from msgspec import to_builtins

from tests.books import busy_reading, claim, day, reading, three_of_daraa
from trucebook.book import Book
from trucebook.model import Record, new_report
from trucebook.web.shelf import MEMOS_KEPT, Shelf


def same(shelf: Shelf, book: Book) -> bool:
    """Say whether the shelf holds the book's record: agreements in order, the rest in any."""

    def loose(record: Record) -> object:
        whole = to_builtins(record)
        return {k: v if k in ("agreements", "sources") else sorted(v, key=lambda x: x["id"]) for k, v in whole.items()}

    return loose(shelf.refreshed().record()) == loose(book.record())


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A book of three reports on Daraa."""
    book = Book(tmp_path / "b.db", who="ana")
    book.create()
    for one in three_of_daraa():
        book.add(one)
    return book


def test_the_shelf_is_the_record(book: Book) -> None:
    """At first sight, and after a report is added, the shelf holds what the book's record holds."""
    shelf = Shelf(book)
    assert same(shelf, book)
    report = new_report("The truce of 1 September in Daraa holds.", id="r4", published="2021-09-05")
    told = {"type": "ceasefire", "status": "in_force", "began": day("2021-09-01")}
    book.add(reading(report, claim(report, "agreement", "The truce of 1 September in Daraa holds", told, score=0.9)))
    assert same(shelf, book)
    assert "r4" in {s.report for s in shelf.record().sources}


def test_a_wire_copy_changes_whose_number_counts(book: Book) -> None:
    """A copy that joins an earlier report's group is taken over: the number has one source, not two."""
    shelf = Shelf(book)
    shelf.refreshed()
    _, two, _ = three_of_daraa()
    copy = new_report(two.report.text, id="r0", published="2021-09-04")
    killed = {"category": "killed", "low": 4, "high": 4, "quantifier": "exact", "date": day("2021-09-04"), "stock_or_flow": "flow"}
    book.add(reading(copy, claim(copy, "figure", "four people", killed)))
    assert same(shelf, book)


def test_every_decision_and_its_undoing_is_taken_over(book: Book) -> None:
    """Thirty decisions at random (with a fixed seed) on a larger book, each followed by a look, and some undone."""
    chance = random.Random(7)
    for number in range(12):
        book.add(busy_reading(number, chance, towns=3))
    shelf = Shelf(book)
    claims = sorted(f.claim.id for f in book.claims())
    agreements = sorted(f.claim.id for f in book.claims(["agreement"]))
    for step in range(30):
        one, other = chance.sample(claims, 2)
        if step % 5 == 0:
            book.judge("reject", [one])
        elif step % 5 == 1:
            book.judge("merge", chance.sample(agreements, 2))
        elif step % 5 == 2:
            book.judge("correct", [one], field="agreement", value=chance.choice(agreements))
        elif step % 5 == 3:
            book.undo()
        else:
            book.judge("split", [one, other])
        assert same(shelf, book), step


def test_the_answer_is_the_books(book: Book) -> None:
    """What the shelf assesses for a day is what the book answers for it."""
    shelf = Shelf(book).refreshed()
    for as_of in ("2021-09-02", "2021-09-04", "2021-09-06", "2021-09-25"):
        answers = {a.agreement.id: a.assessment for a in book.ask("Daraa", as_of)}
        for one in shelf.nouns.agreements.values():
            quick, whole = shelf.assess(one, as_of), shelf.assess_whole(one, as_of)
            assert (quick.verdict, quick.evidence) == (whole.verdict, whole.evidence)
        assert {a.id: shelf.assess_whole(a, as_of) for a in shelf.nouns.agreements.values() if a.id in answers} == answers


def test_a_marked_claim_is_taken_over(book: Book) -> None:
    """A claim that a person adds stands in the record and in the queue, and names who marked it."""
    shelf = Shelf(book)
    before = shelf.refreshed().queued()
    claim_ = book.signed("ben").add_claim("r1", "event", 0, 7)
    assert same(shelf, book)
    assert shelf.queued() == before + 1
    assert shelf.marked[claim_.id][0] == "ben"
    assert (claim_.id,) in shelf.closed("ana")
    assert (claim_.id,) not in shelf.closed("ben")


def test_what_is_remembered_has_a_bound(book: Book) -> None:
    """A visitor who asks for ever other days fills no memory: the oldest answers go, and what is asked for again and again stays."""
    shelf = Shelf(book).refreshed()
    made: list[object] = []
    for number in range(3 * MEMOS_KEPT):
        shelf.memo("asked for always", lambda: made.append("always"))
        shelf.memo(("map", number), lambda number=number: made.append(number))  # type: ignore[misc]
    assert len(shelf._memory) == MEMOS_KEPT
    assert made.count("always") == 1
    shelf.memo(("map", 3 * MEMOS_KEPT - 1), lambda: made.append("again"))
    shelf.memo(("map", 0), lambda: made.append("again"))
    assert made.count("again") == 1
