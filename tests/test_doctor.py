"""The doctor: it sees what is there and what is not, names what mends it, and changes nothing."""

from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from trucebook import doctor
from trucebook.book import Book
from trucebook.cli import app
from trucebook.errors import ModelError


def by_name(place: Path | str) -> dict[str, doctor.Finding]:
    """Return the findings by what they speak of."""
    return {f.what: f for f in doctor.examine(str(place))}


def test_a_sound_machine_is_called_sound(tmp_path: Path) -> None:
    """Model, program and an open book are in order; the model's weights are named."""
    place = tmp_path / "book.db"
    with Book(place) as book:
        book.create()
    found = by_name(place)
    assert found["program"].state == found["language model"].state == found["book"].state == "ok"
    assert "0 reports" in found["book"].seen
    assert "weights" in found["language model"].seen


def test_looking_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A book and a gazetteer that are not there are still not there afterwards, and each finding says what makes them."""
    monkeypatch.setenv("TRUCEBOOK_CACHE", str(tmp_path / "cache"))
    found = by_name(tmp_path / "none.db")
    assert found["book"].state == found["gazetteer"].state == "absent"
    assert found["book"].mend == f"trucebook --book {tmp_path / 'none.db'} init"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_book_is_broken(tmp_path: Path) -> None:
    """A text file under the book's name is named as broken, and the command exits 1."""
    place = tmp_path / "book.db"
    place.write_text("this is a letter, not a database " * 200, encoding="utf-8")
    result = CliRunner().invoke(app, ["--book", str(place), "doctor", "--json"])
    found = {f["what"]: f for f in msgspec.json.decode(result.stdout)}
    assert found["book"]["state"] == "broken"
    assert "no book of trucebook" in found["book"]["seen"]
    assert result.exit_code == 1


def test_a_missing_model_is_broken_and_a_missing_extra_is_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without its model trucebook cannot read; without an extra it only lacks some formats."""

    def no_model() -> None:
        raise ModelError("no English language model is installed")

    monkeypatch.setattr(doctor, "load_model", no_model)
    monkeypatch.setattr(doctor, "EXTRAS", {"formats": ("XLSX", ("no_such_module",))})
    found = by_name(tmp_path / "none.db")
    assert found["language model"].state == "broken"
    assert found["extra formats"].state == "absent"
    assert found["extra formats"].mend == "pip install 'trucebook[formats]'"


def test_the_page_has_a_line_for_each_finding(tmp_path: Path) -> None:
    """The page prints what the findings say, without colour codes where NO_COLOR is set."""
    result = CliRunner().invoke(app, ["--book", str(tmp_path / "none.db"), "doctor"], env={"NO_COLOR": "1", "COLUMNS": "120"})
    assert "language model" in result.stdout
    assert "→ trucebook --book" in result.stdout.replace("\n", " ")
    assert "\x1b[" not in result.stdout
