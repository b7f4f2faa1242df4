"""A brief of one agreement: what it says, on its day, as HTML and as PDF, in any script."""

import io
from dataclasses import replace as renew
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.books import DARAA, actor, at, claim, day, reading
from tests.exports import book_of
from trucebook.book import Book
from trucebook.errors import InputError
from trucebook.export_book import export, gather
from trucebook.exports import TABLES, Dossier, write
from trucebook.exports.brief import Brief, brief_of
from trucebook.model import Field, new_report

ARABIC = "دخلت الهدنة حيز التنفيذ في درعا"
RUSSIAN = "Перемирие вступило в силу"
MARKUP = "#panic() *not bold* $x$ <script>alert(1)</script> @nobody"


def brief(dossier: Dossier, day_: str, place: int = 0) -> Brief:
    """Return the brief of an agreement of the dossier for a day."""
    return brief_of(renew(dossier, about=renew(dossier.about, as_of=day_)), dossier.record.agreements[place].id)


def test_every_quote_stands_in_the_report_it_names(dossier: Dossier) -> None:
    """The words between its offsets, blanks aside, are the quote, and the report's number is in the list."""
    found = brief(dossier, "2021-09-10")
    listed = {r.number: r.id for r in found.reports}
    quotes = [*found.evidence, *(q for s in found.sections for row in s.rows for q in row.quotes)]
    assert quotes
    for quote in quotes:
        text = dossier.reports[listed[quote.report]].text
        assert " ".join(text[quote.start : quote.end].split()) == quote.words
    assert [r.number for r in found.reports] == list(range(1, len(found.reports) + 1))


def test_nothing_is_told_before_it_was_published(dossier: Dossier) -> None:
    """On 3 September nobody knows of the collapse of the 4th, its dead, or the deal of the 6th; on the 10th all is told."""
    early, late = brief(dossier, "2021-09-03"), brief(dossier, "2021-09-10")
    assert early.verdict == "too early"
    assert late.verdict == "superseded"
    rows = {section.title: len(section.rows) for section in early.sections}
    assert (rows["How it stood"], rows["Violations"], rows["The toll its reports tell"]) == (1, 0, 0)
    rows = {section.title: len(section.rows) for section in late.sections}
    assert (rows["How it stood"], rows["Violations"], rows["The toll its reports tell"]) == (3, 1, 1)
    assert "Replaced by" not in dict(early.facts)
    assert dict(late.facts)["Replaced by"].startswith("A new truce took effect in Daraa")


def test_a_quote_of_a_pdf_names_its_page(dossier: Dossier) -> None:
    """Where a report has pages, each quote says on which it begins, and so does the sheet of claims."""
    name = "r2"
    paged = renew(dossier, reports={**dossier.reports, name: replace(dossier.reports[name], pages=(0, 40))})
    quotes = [q for s in brief(paged, "2021-09-10").sections for row in s.rows for q in row.quotes if q.page]
    assert {q.place().split(", ")[0].split(": ")[1] for q in quotes} == {"p. 1", "p. 2"}
    claims = next(t for t in TABLES if t.name == "Claims")
    at_page = claims.names().index("page")
    assert {row[at_page] for row in claims.cells(paged) if row[1] == name} == {1, 2}
    assert {row[at_page] for row in claims.cells(paged) if row[1] != name} == {None}


def test_the_base_rate_has_its_class_band_and_caveat(dossier: Dossier) -> None:
    """Cases, known ends, four days with least and most, and what it is not."""
    rate = brief(dossier, "2021-09-10").rate
    assert "47 truces of the class “open-ended, Syria”, 8 have a known end" in rate.words
    assert [days for days, *_ in rate.band] == [7, 30, 90, 365]
    assert all(low is not None and high is not None and 0 <= low <= high <= 1 for _, low, high, _ in rate.band)
    assert "no forecast" in rate.caveat


def test_the_ledger_says_what_is_in_return_for_what(dossier: Dossier) -> None:
    """Provisions are numbered as they are told; the arms are handed over in return for the siege."""
    ledger = next(s for s in brief(dossier, "2021-09-10").sections if s.title == "Who owes what")
    assert [row.cells[:2] for row in ledger.rows] == [("1", "lift siege"), ("2", "disarm")]
    assert ledger.rows[1].cells[4] == "1"


@pytest.fixture
def foreign(tmp_path: Path) -> Dossier:
    """A truce whose reports are in Arabic and Russian, and full of markup."""
    report = new_report(
        f"{ARABIC}. {RUSSIAN}. {MARKUP}. The army is to leave Daraa.", id="r1", published="2021-09-02", title=ARABIC, publisher=RUSSIAN
    )
    truce = claim(
        report,
        "agreement",
        ARABIC,
        {
            "type": "ceasefire",
            "status": "in_force",
            "began": day("2021-09-01"),
            "place": Field(value=DARAA),
            "parties": [at(report.text, RUSSIAN)],
        },
    )
    duty = claim(report, "provision", MARKUP, {"agreement": truce.id, "action": "withdraw", "debtor": actor(report.text, "The army")})
    with Book(tmp_path / "b.db", who="ana") as book:
        book.create()
        book.add(reading(report, truce, duty))
        return gather(book, as_of="2021-09-03")


def test_a_pdf_holds_its_words_in_any_script(foreign: Dossier, tmp_path: Path) -> None:
    """Cyrillic comes out letter by letter, Arabic has its glyphs, and markup is words."""
    pytest.importorskip("typst")
    pdfium = pytest.importorskip("pypdfium2")
    write(foreign, tmp_path / "b.pdf", format="brief")
    document = pdfium.PdfDocument(tmp_path / "b.pdf")
    words = " ".join(" ".join(document[n].get_textpage().get_text_bounded().split()) for n in range(len(document)))
    assert RUSSIAN in words
    assert MARKUP in words
    assert "NotoSansArabic" in (tmp_path / "b.pdf").read_bytes().decode("latin-1")
    assert document.get_metadata_dict()["Title"] == ARABIC
    assert sum("\u0600" <= ch <= "\u06ff" for ch in words) >= 2 * len(ARABIC.replace(" ", ""))


def test_a_page_marks_what_runs_from_right_to_left(foreign: Dossier) -> None:
    """Arabic quotes are set from right to left, Russian ones are not, and markup is escaped."""
    out = io.BytesIO()
    module = pytest.importorskip("trucebook.exports.brief_html")
    module.write(foreign, out)
    page = out.getvalue().decode()
    assert f'<q dir="rtl">{ARABIC}</q>' in page
    assert "<script" not in page
    assert "://" not in page
    assert '<a href="#r1">[1: 0–31]</a>' in page


def test_the_file_name_decides_between_page_and_pdf(tmp_path: Path, dossier: Dossier) -> None:
    """`.pdf` gives a PDF, the same twice; any other ending a page; without typst the error says how to get it."""
    pytest.importorskip("typst")
    name = dossier.record.agreements[0].id
    first = write(dossier, tmp_path / "a.PDF", format="brief", agreement=name)
    assert (tmp_path / "a.PDF").read_bytes().startswith(b"%PDF-")
    assert write(dossier, tmp_path / "b.pdf", format="brief", agreement=name) == first
    write(dossier, tmp_path / "a.html", format="brief", agreement=name)
    assert (tmp_path / "a.html").read_bytes().startswith(b"<!doctype html>")


def test_without_typst_the_error_names_the_extra(dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written, and the error says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(InputError, match=r"pip install 'trucebook\[brief\]'"):
        write(dossier, tmp_path / "a.pdf", format="brief", agreement=dossier.record.agreements[0].id)
    assert list(tmp_path.iterdir()) == []


def test_a_brief_under_a_profile_quotes_nothing(tmp_path: Path) -> None:
    """The public profile leaves quotes, headlines and days out of the brief too."""
    with book_of(tmp_path / "b.db") as book:
        name = book.agreements("Daraa")[-1].id
        export(book, tmp_path / "a.html", format="brief", agreement=name, profile="public", as_of="2021-09-10")
    page = (tmp_path / "a.html").read_text()
    assert "<blockquote" not in page
    assert "1 September 2021" not in page
    assert "hand over" not in page
    assert "profile public" in page
