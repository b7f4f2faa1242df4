"""A book as a user fills it: eight made-up dispatches on one local truce, from the proposal to the collapse, read and joined."""

from pathlib import Path

import pytest

from trucebook.book import Book
from trucebook.intake import open_reports
from trucebook.model import Agreement, Record
from trucebook.reading import Sources, read

DISPATCHES = Path(__file__).parent / "books" / "rastan"


@pytest.fixture(scope="module")
def book(sources: Sources, tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A book that holds the eight dispatches."""
    made = Book(tmp_path_factory.mktemp("chain") / "rastan.db", who="ana")
    made.create()
    for path in sorted(DISPATCHES.glob("*.txt")):
        for report in open_reports(path):
            made.add(read(report, sources=sources))
    return made


@pytest.fixture(scope="module")
def record(book: Book) -> Record:
    """The record of the eight dispatches."""
    return book.record()


def truces(record: Record) -> list[Agreement]:
    """Return the ceasefires of a record by their beginning, the offer aside."""
    return [a for a in record.agreements if a.kind == "ceasefire"]


def test_one_truce_its_renewal_and_the_offer(record: Record) -> None:
    """Eight reports that name "the ceasefire" tell of one truce, the one that replaced it, and the offer that came before."""
    first, second = truces(record)
    assert [a.kind for a in record.agreements if a not in (first, second)] == ["offer"]
    assert "superseded" in {s.status for s in first.standings}
    assert [(a.began or a.declared).first for a in (first, second)] == ["2019-03-05", "2019-04-04"]  # type: ignore[union-attr]
    assert [s.status for s in second.standings][-1] == "collapsed"
    assert set(first.parties) >= {"the army", "the Northern Brigade"}


def test_promises_are_kept_over_time(record: Record) -> None:
    """The detainees freed and the siege lifted in later reports are kept promises of the first truce, with their days."""
    first, _ = truces(record)
    owed = [p for p in record.provisions if p.agreement == first.id and p.debtor]
    ledger = {(p.action, (p.debtor or "").lower()): [s.status for s in p.standings] for p in owed}
    assert ledger["release", "the army"][-1] == "done"
    assert (ledger["lift_siege", "the army"][0], ledger["lift_siege", "the army"][-1]) == ("promised", "done")


def test_two_sieges_of_one_town(record: Record) -> None:
    """The siege lifted in March and the one laid in April are two intervals, each with its besieger and ends."""
    found = [(s.besiegers, s.began and s.began.first, s.ended and s.ended.last, s.cut) for s in record.sieges]
    assert found == [(("The army",), "2019-01-10", "2019-03-06", ("food",)), (("The army",), "2019-04-15", None, ())]


def test_violations_are_tied_to_the_truce_in_force(record: Record) -> None:
    """The shelling of March breaks the first truce, whoever tells of it."""
    first, _ = truces(record)
    assert {v.act for v in record.violations if v.agreement == first.id} == {"shelling"}


def test_stances_on_the_offer(record: Record) -> None:
    """The council welcomed what the elders proposed."""
    offer = next(a for a in record.agreements if a.kind == "offer")
    assert ("The Rastan Council", "accepts") in {(p.actor, p.stance) for p in record.positions if p.agreement == offer.id}


@pytest.mark.parametrize(
    ("day", "verdicts"),
    [
        ("2019-03-03", ["not_in_force", "not_in_force"]),
        ("2019-03-07", ["too_early", "not_in_force"]),
        ("2019-03-10", ["strained", "not_in_force"]),
        ("2019-04-05", ["superseded", "too_early"]),
        ("2019-04-16", ["superseded", "broken"]),
        ("2019-05-10", ["superseded", "expired"]),
    ],
)
def test_is_it_holding_day_by_day(book: Book, record: Record, day: str, verdicts: list[str]) -> None:
    """The answer follows the reports: not yet, too early, strained, replaced, broken."""
    answers = {a.agreement.id: a.assessment.verdict for a in book.ask("Rastan", day)}
    assert [answers[a.id] for a in truces(record)] == verdicts


def test_numbers_of_two_counters_are_not_added(record: Record) -> None:
    """Twelve by a doctor and fifteen by a rights group are never one sum."""
    killed = [r.value.low for f in record.figures if f.category == "killed" for r in f.rivals]
    assert 12 in killed
    assert 15 in killed
    assert 27 not in killed
