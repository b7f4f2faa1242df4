"""Translations beside reports in another language."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace
from typer.testing import CliRunner

from trucebook.book import Book
from trucebook.cli import app
from trucebook.export_book import gather
from trucebook.model import ReaderInfo, Reading, Report
from trucebook.translating import foreign

FRENCH = (
    "L'armée et le Front du fleuve ont signé mercredi une trêve à Goma, selon la police provinciale. "
    "Au moins quatre personnes ont été tuées dans les bombardements de la veille, ont dit les médecins de l'hôpital."
)
ENGLISH = (
    "The army and the River Front signed a truce in Goma on Wednesday, according to the provincial police. "
    "At least four people were killed in the shelling the day before, doctors at the hospital said."
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a book of one report in French, and its translation in a file."""
    pytest.importorskip("py3langid")
    monkeypatch.setenv("TRUCEBOOK_BOOK", str(tmp_path / "b.db"))
    (tmp_path / "2021-09-02-treve.txt").write_text(FRENCH)
    (tmp_path / "en.txt").write_text(ENGLISH)
    done = CliRunner().invoke(app, ["add", str(tmp_path / "2021-09-02-treve.txt")])
    assert done.exit_code == 0, done.output
    return tmp_path


def test_a_translation_is_read_in_the_place_of_its_original(place: Path) -> None:
    """Its claims point to its own words; day and source are the original's; the original has no claim and is shown by `why`."""
    runner = CliRunner()
    with Book(place / "b.db") as book:
        (french,) = book.texts()
        assert (french.language, book.claims()) == ("fr", [])
    assert "nobody yet" in runner.invoke(app, ["translate"]).output
    done = runner.invoke(app, ["translate", french.id[:6], str(place / "en.txt"), "--by", "Ana  Lind", "--json"])
    assert done.exit_code == 0, done.output
    (name,) = json.loads(done.stdout)["added"]
    with Book(place / "b.db") as book:
        english = book.report(name)
        assert (english.translation_of, english.translated_by, english.language) == (french.id, "Ana Lind", "en")
        assert (english.published, english.published_basis) == ("2021-09-02", "original")
        assert book.original(name) == ENGLISH.encode()
        assert book.report(french.id).text == FRENCH
        claims = book.claims()
        assert {item.report for item in claims} == {name}
        assert all(ENGLISH[i.claim.start : i.claim.end] == i.claim.quote for i in claims)
        assert "killed" in {i.claim.value("category") for i in claims}
        assert {item.group for item in claims} == {min(name, french.id)}
        assert len({source.group for source in book.record().sources}) == 1
        assert book.verify() == []
        trail = book.why(claims[0].claim.id)
        assert trail.translated is not None
        assert trail.translated.id == french.id
        assert {r.translated_by for r in gather(book).reports.values()} == {None, "Ana Lind"}
    assert "L'armée et le Front du fleuve" in runner.invoke(app, ["why", claims[0].claim.id]).output
    assert "Ana Lind" in runner.invoke(app, ["translate"]).output


def test_what_is_no_translation_is_refused(place: Path) -> None:
    """Text that is not English, a report that is, an id nobody knows, a translation without a name."""
    runner = CliRunner()
    with Book(place / "b.db") as book:
        french = book.texts()[0].id
    (place / "fr.txt").write_text(FRENCH + " Fin.")
    refused = [
        (["translate", french, str(place / "fr.txt"), "--by", "Ana"], "another language itself"),
        (["translate", french, str(place / "en.txt")], "--by"),
        (["translate", french, str(place / "en.txt"), "--by", " "], "--by must name"),
        (["translate", "zz", str(place / "en.txt"), "--by", "Ana"], "no report begins"),
        (["translate", french, str(place / "none.txt"), "--by", "Ana"], "no such file"),
    ]
    for words, said in refused:
        done = runner.invoke(app, words)
        assert (done.exit_code, said in done.output) == (2, True), done.output
    assert runner.invoke(app, ["add", str(place / "en.txt")]).exit_code == 0
    with Book(place / "b.db") as book:
        english = next(r.id for r in book.texts() if r.language == "en")
    assert "as a report of its own" in runner.invoke(app, ["translate", french, str(place / "en.txt"), "--by", "Ana"]).output
    assert "read as it is" in runner.invoke(app, ["translate", english, str(place / "en.txt"), "--by", "Ana"]).output


def test_listing_loads_only_texts_in_other_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a book of many English reports only the foreign one and its translation are loaded, in the order of their days."""
    hand = ReaderInfo(name="hand", version="1", model="none", model_sha256="0" * 64)
    loaded: list[str] = []
    with Book(tmp_path / "b.db") as book:
        book.create()
        french = Report(id="fr", text=FRENCH, sha256="0" * 64, language="fr", published="2021-09-02")
        english = replace(french, id="en", text=ENGLISH, language="en", translation_of="fr", translated_by="Ana Lind")
        german = replace(french, id="de", text="Die Waffenruhe begann am Mittwoch.", language="de", published="2021-09-01")
        plain = [replace(french, id=f"p{n}", text=f"The truce holds in town {n}.", language="en" if n % 2 else None) for n in range(20)]
        for report in (french, english, german, *plain):
            book.add(Reading(report=report, mentions=(), claims=(), reader=hand))
        one = book.report
        monkeypatch.setattr(book, "report", lambda name: loaded.append(name) or one(name))
        monkeypatch.setattr(book, "texts", lambda: pytest.fail("every text was loaded"))
        found = foreign(book)
    assert [(f.report.id, [t.id for t in f.translations]) for f in found] == [("de", []), ("fr", ["en"])]
    assert (found[1].report.text, sorted(loaded)) == (FRENCH, ["de", "en", "fr"])
