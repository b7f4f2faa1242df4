"""The book: adding, deciding, undoing, asking; the same on a SQLite file and on PostgreSQL."""

import datetime as dt
import itertools
import os
import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.books import DARAA, at, claim, day, reading, three_of_daraa
from trucebook.book import Book
from trucebook.errors import BookError, EvidenceError
from trucebook.model import Field, Reading, Record, new_report

MakeBook = Callable[[], Book]


@pytest.fixture(params=["sqlite", "postgres"])
def make_book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakeBook]:
    """A function that makes an empty book, on each kind of database."""
    ticks = itertools.count()
    start = dt.datetime(2021, 9, 25, 12, tzinfo=dt.UTC)
    made: list[Book] = []

    def make() -> Book:
        name = f"book{len(made)}"
        place = str(tmp_path / f"{name}.db") if request.param == "sqlite" else request.getfixturevalue("postgres_url")()
        book = Book(place, who="ana", clock=lambda: start + dt.timedelta(seconds=next(ticks)))
        book.create()
        made.append(book)
        return book

    yield make
    for book in made:
        book.close()


def told(record: Record) -> Record:
    """Return a record as it is: a name for what two books are compared by."""
    return record


def test_the_record_is_blind_to_the_order_of_reports(make_book: MakeBook) -> None:
    """Every order of adding three reports gives the same record."""
    found = []
    for order in itertools.permutations(three_of_daraa()):
        book = make_book()
        assert [book.add(r) for r in order] == [True] * 3
        found.append(told(book.record()))
        book.close()
    assert all(record == found[0] for record in found)
    first, second = found[0].agreements
    assert (first.superseded_by, second.supersedes) == (second.id, first.id)
    assert [s.status for s in first.standings] == ["in_force", "collapsed", "superseded"]


def test_adding_again_changes_nothing(make_book: MakeBook) -> None:
    """A report that is in the book is not added a second time; record and log stay."""
    book = make_book()
    one, *_ = three_of_daraa()
    assert book.add(one)
    before, lines = book.record(), len(book.log())
    assert not book.add(one)
    assert book.record() == before
    assert len(book.log()) == lines


def test_another_report_of_the_same_id_is_refused(make_book: MakeBook) -> None:
    """Two texts under one id raise an error that names it; neither is lost in silence."""
    book = make_book()
    book.add(reading(new_report("Calm.", id="1")))
    with pytest.raises(BookError, match="called 1 already"):
        book.add(reading(new_report("Fighting.", id="1")))
    assert len(book.reports()) == 1


@pytest.mark.parametrize(
    ("words", "as_of", "verdicts"),
    [
        ("took effect", "2021-09-02", ["not_in_force", "too_early"]),
        ("Daraa", "2021-09-04", ["not_in_force", "broken"]),
        ("Daraa", "2021-09-06", ["too_early", "superseded"]),
        ("Daraa", "2021-09-25", ["no_information", "superseded"]),
    ],
)
def test_ask_answers_for_every_agreement_that_matches(make_book: MakeBook, words: str, as_of: str, verdicts: list[str]) -> None:
    """The latest agreement comes first; each answer has rule and base rate."""
    book = make_book()
    for one in three_of_daraa():
        book.add(one)
    answers = book.ask(words, as_of)
    assert [a.assessment.verdict for a in answers] == verdicts[: len(answers)]
    assert all(a.base_rate.n > 0 and a.assessment.rule for a in answers)


def test_ask_takes_an_id(make_book: MakeBook) -> None:
    """An id, or its beginning, names one agreement."""
    book = make_book()
    for one in three_of_daraa():
        book.add(one)
    (agreement,) = [a for a in book.agreements() if a.superseded_by]
    (answer,) = book.ask(agreement.id[:8], "2021-09-04")
    assert answer.assessment.verdict == "broken"
    assert [e.quote for e in answer.assessment.evidence] == ["The truce of 1 September in Daraa broke down"]
    assert answer.assessment.facts["provisions"]["due"] == 2


def test_undo_restores_the_record_exactly(make_book: MakeBook) -> None:
    """A correction, a rejection, a split and a merge are each taken back without a trace in the record; the log keeps all."""
    book = make_book()
    for one in three_of_daraa():
        book.add(one)
    before = book.record()
    first, second = before.agreements
    figure = before.figures[0].claims[0]
    for act, claims, more in (
        ("correct", [figure], {"field": "low", "value": 5}),
        ("reject", [figure], {}),
        ("split", list(first.claims[:2]), {}),
        ("merge", [first.id, second.id], {}),
        ("grade", ["r1"], {"field": "source", "value": "B"}),
    ):
        book.judge(act, claims, **more)  # type: ignore[arg-type]
        changed = book.record()
        assert changed != before, act
        book.undo()
        assert book.record() == before, act
    assert [line.what for line in book.log()] == ["add"] * 3 + [
        "correct",
        "undo",
        "reject",
        "undo",
        "split",
        "undo",
        "merge",
        "undo",
        "grade",
        "undo",
    ]


def test_undoing_an_undo_brings_the_decision_back(make_book: MakeBook) -> None:
    """An undo is a judgement like any other and can be taken back."""
    book = make_book()
    for one in three_of_daraa():
        book.add(one)
    figure = book.record().figures[0].claims[0]
    rejected = book.judge("reject", [figure], why="counted twice")
    without = book.record()
    undo = book.undo(rejected.id)
    assert book.record() != without
    book.undo(undo.id)
    assert book.record() == without
    assert [j.act for j in book.why(figure).judgements] == ["reject"]


def test_unknown_ids_are_refused(make_book: MakeBook) -> None:
    """A judgement on a claim nobody knows, an undo of nothing and a trail of nothing raise an error and store nothing."""
    book = make_book()
    book.add(three_of_daraa()[0])
    for act in (lambda: book.judge("reject", ["nope"]), lambda: book.undo(), lambda: book.undo("nope"), lambda: book.why("nope")):
        with pytest.raises(BookError):
            act()
    assert book.judgements() == []
    assert len(book.log()) == 1


def test_wire_copies_count_once(make_book: MakeBook) -> None:
    """Two papers that print one agency text are one source of a figure; a third text with another number stands beside it."""
    body = (
        "Shells fell on Daraa on 3 September and killed nine people, a doctor in the city said. "
        + "Residents spent the night in cellars. " * 12
    )

    def made(name: str, text: str, words: str, low: int) -> Reading:
        report = new_report(text, id=name, published="2021-09-04")
        fields = {
            "category": "killed",
            "low": low,
            "high": low,
            "quantifier": "exact",
            "date": day("2021-09-03"),
            "place": at(text, "Daraa", DARAA),
        }
        return reading(report, claim(report, "figure", words, fields))

    book = make_book()
    book.add(made("a", body, "nine people", 9))
    book.add(made("b", body + "(Additional reporting by a colleague.)", "nine people", 9))
    book.add(
        made("c", "Eleven people died in Daraa on 3 September, the hospital said, when a market was hit at noon.", "Eleven people", 11)
    )
    (figure,) = book.record().figures
    assert [(r.value.low, r.sources, len(r.claims)) for r in figure.rivals] == [(11, 1, 1), (9, 1, 2)]


def test_search_takes_words_as_words(make_book: MakeBook) -> None:
    """Full-text search finds a report by its words and is not moved by query signs."""
    book = make_book()
    for one in three_of_daraa():
        book.add(one)
    assert book.search("shelled city") == ["r2"]
    for odd in ('"', "NEAR(", "a OR b) --", "'; DROP TABLE claim; --", "", "*"):
        assert isinstance(book.search(odd), list)
    assert len(book.claims()) == 8


def test_verify_finds_a_broken_quote_and_a_broken_chain(tmp_path: Path) -> None:
    """A quote or a log line changed behind the book's back is named."""
    path = tmp_path / "b.db"
    book = Book(path, who="ana")
    book.create()
    for one in three_of_daraa():
        book.add(one)
    assert book.verify() == []
    book.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE log SET who = 'eve' WHERE seq = 2")
        connection.execute("UPDATE claim SET data = replace(CAST(data AS TEXT), 'four people', 'five people') WHERE kind = 'figure'")
    wrong = book.verify()
    assert any("log line 2" in w for w in wrong)
    assert any("five people" in w for w in wrong)


def test_a_missing_or_foreign_file_is_refused_with_advice(tmp_path: Path) -> None:
    """Opening what is not there, or is no book, raises an error that names it; the foreign file is left as it was."""
    with pytest.raises(BookError, match="init"):
        Book(tmp_path / "none.db").open()
    foreign = tmp_path / "foreign.db"
    foreign.write_bytes(b"not a database at all, just bytes" * 100)
    with pytest.raises(BookError, match="no book"):
        Book(foreign).open()
    assert foreign.read_bytes().startswith(b"not a database")
    with pytest.raises(BookError, match="folder"):
        Book(tmp_path / "no" / "such" / "b.db").create()


def test_a_newer_book_refuses_an_older_program(tmp_path: Path) -> None:
    """A migration this release does not know stops it with a clear line."""
    path = tmp_path / "b.db"
    Book(path).create()
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO migration VALUES ('2099-01-01 far future', '2099-01-01')")
    with pytest.raises(BookError, match="newer trucebook"):
        Book(path).open()


KILLED = """
    import sys
    sys.path.insert(0, {root!r})
    from tests.books import day, truce_report
    from trucebook.book import Book
    book = Book({path!r}, who="ana")
    book.create()
    print("ready", flush=True)
    for n in range(1000):
        text = f"A truce took effect in Daraa. Line {{n}}."
        began = day(f"20{{n % 25:02}}-0{{1 + n % 9}}-1{{n % 10}}")
        book.add(truce_report(f"r{{n:04}}", "2021-09-02", text, type="ceasefire", status="in_force", began=began))
    print("done", flush=True)
"""


def test_ten_kills_leave_whole_reports_only_and_the_next_run_finishes(tmp_path: Path) -> None:
    """kill -9 ten times at random moments of adding 1,000 reports: the book verifies, holds whole reports only, and ends complete."""
    path, chance = tmp_path / "b.db", random.Random(os.getpid())
    script = textwrap.dedent(KILLED.format(root=str(Path(__file__).resolve().parents[1]), path=str(path)))

    def stored(delay: float | None) -> int:
        """Run the script, killed after some seconds or to its end, and return how many whole reports the book then holds."""
        with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as run:
            assert run.stdout
            assert run.stdout.readline() == "ready\n"
            if delay is None:
                assert run.stdout.readline() == "done\n"
            else:
                time.sleep(delay)
                os.kill(run.pid, signal.SIGKILL)
        with Book(path, who="ana") as book:
            book.open()
            assert book.verify() == []
            reports = book.reports()
            assert all(row["claims"] == 1 for row in reports)
            assert len(book.log()) == len(reports)
            return len(reports)

    counts = [stored(chance.uniform(0.01, 0.25)) for _ in range(10)]
    assert counts == sorted(counts)
    assert stored(None) == 1000


def test_a_book_of_an_older_release_finds_what_it_held(tmp_path: Path) -> None:
    """A book whose keys were drawn the old way draws them anew when opened, and joins a new report with the old ones."""
    path = tmp_path / "b.db"
    one, two, three = three_of_daraa()
    with Book(path) as book:
        book.create()
        book.add(one)
        book.add(two)
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM migration WHERE name LIKE '%keys by place and day'")
        connection.execute("UPDATE claim_key SET key = 'old ' || key")
    connection.close()
    with Book(path) as book:
        book.open()
        book.add(three)
        assert len(book.agreements("Daraa")) == 2
        assert book.verify() == []


def test_a_person_adds_a_claim(make_book: MakeBook) -> None:
    """Words a person marks become a claim of theirs: kept, logged, sound, and gone from the record once rejected."""
    book = make_book()
    for one in three_of_daraa():
        book.add(one)
    before, text = book.record(), book.report("r2").text
    start = text.index("killed four people")
    fields = {"category": Field(value="killed"), "low": Field(text="four", start=start + 7, end=start + 11, value=4)}
    made = book.signed("ben").add_claim("r2", "figure", start, start + len("killed four people"), fields=fields)
    assert (made.quote, made.reasons) == ("killed four people", ("marked by person:ben",))
    last = book.log()[-1]
    assert (last.who, last.what, last.subject) == ("ben", "claim", made.id)
    assert made.id in {c for f in book.record().figures for c in f.claims}
    assert book.verify() == []
    book.judge("reject", [made.id])
    assert book.record() == before


def test_a_marked_claim_must_be_in_the_text(make_book: MakeBook) -> None:
    """Words beyond the text, no words, and a field that is not where it says it is are refused; nothing is stored."""
    book = make_book()
    book.add(three_of_daraa()[0])
    lines = len(book.log())
    for start, end, field in ((0, 9999, None), (5, 5, None), (0, 7, Field(text="other", start=0, end=5, value="other"))):
        with pytest.raises(EvidenceError):
            book.add_claim("r1", "event", start, end, fields={"source": field} if field else None)
    with pytest.raises(BookError, match="no report is called r9"):
        book.add_claim("r9", "event", 0, 5)
    assert len(book.log()) == lines


def test_the_log_is_read_from_a_line_on(make_book: MakeBook) -> None:
    """The head names the last line; the lines after an earlier one are those added since, and they chain to it."""
    book = make_book()
    assert book.head() == (0, "")
    one, two, _ = three_of_daraa()
    book.add(one)
    seq, digest = book.head()
    book.add(two)
    (line,) = book.log(after=seq)
    assert (line.subject, book.head()) == ("r2", (line.seq, line.hash))
    assert book.broken_links([line], digest) == []
    assert book.broken_links([line], "0" * 64)
