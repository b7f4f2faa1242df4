"""The commands on a book, run in process on hand-made readings: output, exit codes, JSON."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.books import three_of_daraa
from trucebook.book import Book
from trucebook.cli import app

runner = CliRunner()


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A book with three reports on Daraa, named by the environment."""
    path = tmp_path / "daraa.db"
    with Book(path, who="ana") as made:
        made.create()
        for reading in three_of_daraa():
            made.add(reading)
    monkeypatch.setenv("TRUCEBOOK_BOOK", str(path))
    monkeypatch.setenv("TRUCEBOOK_WHO", "ana")
    monkeypatch.setenv("COLUMNS", "140")
    return path


def ran(*args: str, code: int = 0, said: str | None = None) -> str:
    """Run a command, check its exit code, return what it printed."""
    result = runner.invoke(app, list(args), input=said)
    assert result.exit_code == code, result.output + str(result.exception)
    return result.stdout


def asked(*args: str, code: int = 0) -> list[dict[str, object]]:
    """Run a command with --json and return what it printed."""
    found: list[dict[str, object]] = json.loads(ran(*args, "--json", code=code))
    return found


def test_ask_in_the_contract(book: Path) -> None:
    """One agreement: the JSON of the contract and the exit code of its verdict."""
    first = next(a for a in asked("agreements") if a["superseded_by"])
    name = str(first["id"])
    for day, verdict, code in (
        ("2021-09-02", "too_early", 0),
        ("2021-09-04", "broken", 1),
        ("2021-09-06", "superseded", 1),
        ("2021-09-01", "not_in_force", 3),
    ):
        (answer,) = asked("ask", name, "--as-of", day, code=code)
        assert answer["verdict"] == verdict
        assert {"agreement", "verdict", "rule", "as_of", "evidence", "would_change", "base_rate"} <= set(answer)
        assert answer["agreement"]["began"]["from"] == "2021-09-01"  # type: ignore[index]


def test_ask_by_words_gives_the_latest_first_and_exits_0(book: Path) -> None:
    """Words that match two agreements answer for both; several answers have no single verdict to exit by."""
    found = asked("ask", "daraa", "--as-of", "2021-09-06")
    assert [a["verdict"] for a in found] == ["too_early", "superseded"]
    assert "TOO EARLY" in ran("ask", "daraa", "--as-of", "2021-09-06")
    assert "no agreement matches" in runner.invoke(app, ["ask", "Kivu"]).stderr


def test_show_and_lists(book: Path) -> None:
    """Ledger, timeline, figures and reports print what the record holds."""
    page = ran("show", "took effect")
    assert "lift siege" in page
    assert "in return for" in page
    assert "shelling" in page
    assert len(asked("provisions")) == 2
    assert [f["category"] for f in asked("figures")] == ["killed"]
    assert "killed" in ran("figures", "daraa")
    assert "lift siege" in ran("provisions", "took effect")
    assert [r["id"] for r in asked("reports", "shelled")] == ["r2"]
    assert "r3" in ran("reports")
    assert ran("timeline") is not None


def test_decide_why_undo_log(book: Path) -> None:
    """A correction shows in figures, in the trail and in the log; undo takes it back."""
    figure = str(asked("figures")[0]["claims"][0])  # type: ignore[index]
    ran("decide", "correct", figure[:8], "--field", "low", "--value", "5", "--why", "the hospital's count")
    assert asked("figures")[0]["rivals"][0]["value"]["low"] == 5  # type: ignore[index]
    trail = asked("why", figure)
    assert trail["judgements"][0]["why"] == "the hospital's count"  # type: ignore[call-overload]
    assert "the hospital's count" in ran("why", figure[:8])
    ran("undo")
    assert asked("figures")[0]["rivals"][0]["value"]["low"] == 4  # type: ignore[index]
    assert [line["what"] for line in asked("log")][-2:] == ["correct", "undo"]
    assert "undo" in ran("log", "--last", "1")
    assert "quote" in ran("verify")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["decide", "burn", "abcd1234"], "burn"),
        (["decide", "correct", "abcd1234"], "--field"),
        (["decide", "merge", "abcd1234"], "two claims"),
        (["decide", "accept", "zzzz"], "no claim begins with"),
        (["why", "ffffffffffff"], "no claim begins with"),
        (["grade", "r1", "Z"], "A–F"),
        (["undo"], "decided nothing"),
        (["ask", "daraa", "--as-of", "tomorrow"], "YYYY-MM-DD"),
        (["agree", "--coders", "ana"], "two names"),
        (["agree", "--coders", "ana,ben"], "no claim in common"),
    ],
)
def test_bad_decisions_exit_2_with_one_line(book: Path, args: list[str], words: str) -> None:
    """Each mistake is named in one line and nothing is stored."""
    result = runner.invoke(app, args)
    assert result.exit_code == 2
    assert words in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert len(asked("log")) == 3


def test_a_book_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    """Without a book, a command names the file and the command that makes it."""
    result = runner.invoke(app, ["--book", str(tmp_path / "none.db"), "agreements"])
    assert result.exit_code == 2
    assert "init" in result.stderr
    assert runner.invoke(app, ["--book", str(tmp_path / "new.db"), "init"]).exit_code == 0
    assert runner.invoke(app, ["--book", str(tmp_path / "new.db"), "agreements"]).exit_code == 0


def test_review_by_keyboard(book: Path) -> None:
    """Keys accept, correct, grade, undo and stop; a wrong key is explained; what is decided leaves the queue."""
    before = asked("review")
    out = ran("review", said="?\na\ne status=in_force\n2\ns\nu\nq\n")
    assert "is no key" in out
    assert "undone" in out
    whats = [line["what"] for line in asked("log")][3:]
    assert whats == ["accept", "correct", "grade", "undo"]
    assert len(asked("review")) == len(before) - 2


def test_two_coders_and_their_agreement(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people code blind; agreement is measured by field and differences are listed."""
    claims = [str(i["claims"][0]) for i in asked("review") if len(i["claims"]) == 1][:4]  # type: ignore[index, arg-type]
    for claim in claims:
        ran("decide", "accept", claim)
    monkeypatch.setenv("TRUCEBOOK_WHO", "ben")
    assert {c for i in asked("review", "--blind") for c in i["claims"]} >= set(claims)  # type: ignore[attr-defined]
    for claim in claims[:3]:
        ran("decide", "accept", claim)
    ran("decide", "reject", claims[3])
    found = json.loads(ran("agree", "--coders", "ana,ben", "--json"))
    whole = next(f for f in found["fields"] if f["field"] == "claim")
    assert (whole["units"], whole["percent"]) == (4, 0.75)
    assert -1 <= whole["alpha"] <= 1
    assert [row[0] for row in found["adjudication"]] == [claims[3]]
    assert "ben says none" in ran("agree", "--coders", "ana,ben")


def test_grades(book: Path) -> None:
    """A source's letter reaches the record; a claim's number is written down."""
    ran("grade", "r1", "b")
    with Book(book) as made:
        assert {s.report: s.grade for s in made.record().sources} == {"r1": "B", "r2": "F", "r3": "F"}


def test_add_reads_and_is_idempotent(tmp_path: Path) -> None:
    """Adding a file twice reads it once."""
    path = tmp_path / "2021-09-02-note.txt"
    path.write_text("A truce took effect in Goma on Wednesday. Nine people were killed on Tuesday.")
    place = str(tmp_path / "b.db")
    assert len(json.loads(ran("--book", place, "add", str(path), "--json"))["added"]) == 1
    assert json.loads(ran("--book", place, "add", str(path), "--json"))["added"] == []
    assert "1 known" in runner.invoke(app, ["--book", place, "add", str(path)]).stderr
