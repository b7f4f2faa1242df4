"""A book against a model of it: whatever is done in whatever order, it holds what was done and verifies."""

import itertools
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.books import at, claim, reading
from trucebook.book import Book
from trucebook.export_book import as_written, export, gather
from trucebook.importing import propose, read_workbook
from trucebook.model import Original, Reading, new_report

PEOPLE = ("Amina Kone", "Idris Bah")
TOWNS = ("Daraa", "Goma")


def made(name: str, town: str, person: str, number: int) -> Reading:
    """Return a reading of one count of the dead, told by a person."""
    text = f"A truce took effect in {town}. Some {number} people died, {person} said."
    report = new_report(text, id=name, published="2021-09-02")
    fields = {"category": "killed", "low": number, "high": number, "said_by": at(text, person)}
    return reading(report, claim(report, "figure", f"{number} people died, {person}", fields))


class BookStates(RuleBasedStateMachine):
    """Adding, judging, undoing, importing, purging, backing up and restoring, at chance."""

    claims = Bundle("claims")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.count = itertools.count()
        self.reports: dict[str, str] = {}
        self.claim_of: dict[str, str] = {}
        self.judged: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.purged: set[str] = set()

    @initialize()
    def begin(self) -> None:
        """Make an empty book."""
        self.book = Book(self.folder / "b.db", who="ana")
        self.book.create()

    def teardown(self) -> None:
        """Close the book and take its folder away."""
        self.book.close()
        shutil.rmtree(self.folder)

    @rule(target=claims, town=st.sampled_from(TOWNS), person=st.sampled_from(PEOPLE), kept=st.booleans())
    def add(self, town: str, person: str, kept: bool) -> str:
        """Add a report, with its bytes or without."""
        number = next(self.count)
        one = made(f"r{number}", town, person, number + 3)
        text = one.report.text
        assert self.book.add(one, original=Original(raw=text.encode("utf-16")) if kept else None)
        assert not self.book.add(one)
        self.reports[one.report.id] = text
        self.claim_of[one.claims[0].id] = one.report.id
        self.purged.discard(person)
        return one.claims[0].id

    @rule(name=claims, act=st.sampled_from(("accept", "reject", "correct", "grade")), number=st.integers(1, 6))
    def judge(self, name: str, act: str, number: int) -> None:
        """Judge a claim."""
        field = {"correct": "low", "grade": "credibility"}.get(act)
        made = self.book.judge(act, [name], field=field, value=number if field else None)  # type: ignore[arg-type]
        self.judged.append((act, made.id))
        self.open.append(made.id)

    @rule(name=claims)
    def adjudicate(self, name: str) -> None:
        """Decide a claim between two people by name."""
        made = self.book.judge("accept", [name], between=(PEOPLE[0], PEOPLE[1]))
        self.judged.append(("accept", made.id))
        self.open.append(made.id)
        self.purged.clear()

    @rule(target=claims, name=claims, person=st.sampled_from(PEOPLE))
    def mark(self, name: str, person: str) -> str:
        """Let a person mark words of a report as a claim of their own."""
        home = self.claim_of[name]
        made = self.book.signed(person).add_claim(home, "event", 0, 7)
        self.claim_of[made.id] = home
        self.purged.discard(person)
        return made.id

    @precondition(lambda self: self.open)
    @rule()
    def undo(self) -> None:
        """Take the last judgement back."""
        made = self.book.undo()
        assert made.value == self.open.pop()
        self.judged.append(("undo", made.id))

    @precondition(lambda self: self.reports)
    @rule()
    def bring_in(self) -> None:
        """Export a workbook and take it back unchanged: it proposes nothing."""
        export(self.book, self.folder / "b.xlsx", format="xlsx")
        whole = gather(self.book)
        assert propose(read_workbook(self.folder / "b.xlsx"), whole, shown=as_written(self.book, whole, "private")) == []

    @rule(person=st.sampled_from(PEOPLE))
    def purge(self, person: str) -> None:
        """Purge a person's name."""
        self.book.purge([person], why="asked for")
        self.purged.add(person)
        for name, text in self.reports.items():
            if person in text:
                first, last = person.split()
                self.reports[name] = text.replace(person, f"{'█' * len(first)} {'█' * len(last)}")

    @rule()
    def back_up_and_restore(self) -> None:
        """Write a backup, bring it back into a new place, and go on there."""
        number = next(self.count)
        self.book.backup(self.folder / f"backup{number}.db")
        self.book.close()
        self.book = Book(self.folder / f"again{number}.db", who="ana")
        self.book.restore(self.folder / f"backup{number}.db")

    @invariant()
    def holds_what_was_done(self) -> None:
        """Reports, claims and judgements are those of the model; the book verifies; a purged name is in no byte of it."""
        if not hasattr(self, "book"):
            return
        assert {r.id: r.text for r in self.book.texts()} == self.reports
        assert {f.claim.id: f.report for f in self.book.claims()} == self.claim_of
        assert [(j.act, j.id) for j in self.book.judgements()] == self.judged
        assert (self.book.verify(), self.book.underived()) == ([], (0, 0))
        raw = b"".join(p.read_bytes() for p in Path(self.book.place).parent.glob(Path(self.book.place).name + "*"))
        for person in self.purged:
            assert all(person.encode(code) not in raw for code in ("utf-8", "utf-16-le", "utf-16-be"))


BookStates.TestCase.settings = settings(
    max_examples=12, stateful_step_count=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
test_book_states = BookStates.TestCase
