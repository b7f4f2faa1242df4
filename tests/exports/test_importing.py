"""The round trip: a workbook written, edited as a person would, and read back."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.books import at, claim, reading
from tests.exports import book_of
from trucebook.book import Book
from trucebook.cli import app
from trucebook.errors import InputError
from trucebook.export_book import as_written, export, gather, take_over
from trucebook.importing import Proposal, left_alone, propose, read_workbook
from trucebook.model import new_report

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")
pytest.importorskip("python_calamine")
Edit = Callable[[Any], None]


def cell(book: Any, sheet: str, column: str, **where: object) -> Any:
    """Return the cell of a column in the row where other columns hold these values."""
    head = [c.value for c in book[sheet][1]]
    for row in book[sheet].iter_rows(min_row=2):
        if all(row[head.index(name)].value == value for name, value in where.items()):
            return row[head.index(column)]
    raise AssertionError(where)


def proposed(book: Book, path: Path, *edits: Edit) -> list[Proposal]:
    """Edit a workbook with another program and return what it proposes."""
    sheets = openpyxl.load_workbook(path)
    for edit in edits:
        edit(sheets)
    sheets.save(path)
    return propose(read_workbook(path), gather(book), shown=as_written(book, gather(book), "private"))


def differing(book: Book, path: Path) -> list[str]:
    """Return the cells of a workbook that differ from the book and are not taken over."""
    return left_alone(read_workbook(path), gather(book), shown=as_written(book, gather(book), "private"))


@pytest.fixture
def made(tmp_path: Path) -> tuple[Book, Path]:
    """A book and its workbook."""
    book = book_of(tmp_path / "b.db")
    export(book, tmp_path / "b.xlsx", format="xlsx")
    return book, tmp_path / "b.xlsx"


def fled(book: Book) -> str:
    """Return the claim that more than 900 people fled."""
    return next(i.claim.id for i in book.claims(["figure"]) if i.claim.quote.startswith("More"))


def test_an_unchanged_workbook_proposes_nothing(made: tuple[Book, Path]) -> None:
    """As written, and as another program saves it again."""
    book, path = made
    assert propose(read_workbook(path), gather(book)) == []
    assert proposed(book, path) == []
    assert differing(book, path) == []


def test_one_edited_cell_proposes_one_judgement(made: tuple[Book, Path]) -> None:
    """A number corrected in a sheet becomes a correction, and then the book's."""
    book, path = made
    name = fled(book)
    (found,) = proposed(book, path, lambda s: setattr(cell(s, "Fields", "value", claim=name, field="low"), "value", 950))
    assert (found.act, found.claim, found.field, found.value, found.conflict, found.refused) == ("correct", name, "low", 950, False, None)
    take_over(book, found, path.name)
    assert next(f for f in book.record().figures if name in f.claims).rivals[0].value.low == 950
    assert book.judgements()[-1].why == f"b.xlsx, Fields, row {found.row}"
    assert propose(read_workbook(path), gather(book)) == []


def test_dates_codes_and_blanks(made: tuple[Book, Path]) -> None:
    """A plain day stands for a period, a code must be one, a blank takes the value away, words are no number."""
    book, path = made
    shot = next(i.claim.id for i in book.claims(["event"]) if "shelled" in i.claim.quote)

    def value(field: str, new: object) -> Edit:
        return lambda s: setattr(cell(s, "Fields", "value", claim=shot, field=field), "value", new)

    found = {p.field: p for p in proposed(book, path, value("date", "2021-09-04"), value("type", "WAR"), value("mode", None))}
    assert found["date"].value.first == "2021-09-04"  # type: ignore[union-attr]
    assert "no code of events" in (found["type"].refused or "")
    assert (found["mode"].value, found["mode"].refused) == (None, None)
    name = fled(book)
    found = {
        p.claim: p for p in proposed(book, path, lambda s: setattr(cell(s, "Fields", "value", claim=name, field="low"), "value", "many"))
    }
    assert "no value of this kind" in (found[name].refused or "")


def test_decisions_come_back(made: tuple[Book, Path]) -> None:
    """Accept and reject written on the sheet Claims are judgements; other words are refused."""
    book, path = made
    name = fled(book)
    (found,) = proposed(book, path, lambda s: setattr(cell(s, "Claims", "decision", claim=name), "value", "reject"))
    assert (found.act, found.refused) == ("reject", None)
    take_over(book, found, path.name)
    assert not any(name in f.claims for f in book.record().figures)
    (found,) = proposed(book, path, lambda s: setattr(cell(s, "Claims", "decision", claim=name), "value", "accept"))
    assert found.conflict is False
    assert "rejected since" in (found.refused or "")


def test_rows_changed_on_both_sides_are_conflicts(made: tuple[Book, Path]) -> None:
    """The book said 940 meanwhile: the workbook's 950 is shown as a conflict; where both say the same there is none."""
    book, path = made
    name = fled(book)
    book.judge("correct", [name], field="low", value=940)
    edit = lambda new: lambda s: setattr(cell(s, "Fields", "value", claim=name, field="low"), "value", new)  # noqa: E731
    (found,) = proposed(book, path, edit(950))
    assert (found.conflict, found.was, found.now, found.wanted) == (True, 900, 940, 950)
    assert proposed(book, path, edit(940)) == []


def test_changes_elsewhere_are_named_and_left_alone(made: tuple[Book, Path]) -> None:
    """An edit of a sheet that is made from claims proposes nothing and is not lost silently."""
    book, path = made
    name = book.record().agreements[0].id
    assert proposed(book, path, lambda s: setattr(cell(s, "Agreements", "kind", id=name), "value", "pause")) == []
    assert differing(book, path) == ["Agreements, row 2, kind: the book says 'ceasefire', the workbook 'pause'"]


def test_files_that_are_none_of_ours(tmp_path: Path) -> None:
    """Other workbooks, broken and missing files are refused."""
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04")
    for name, words in (("other.xlsx", "lacks value"), ("bad.xlsx", "no whole XLSX"), ("none.xlsx", "cannot be read")):
        with pytest.raises(InputError, match=words):
            read_workbook(tmp_path / name)


def test_the_command(made: tuple[Book, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """--dry-run lists and changes nothing, --json prints the proposals, an answer of yes takes over, --yes leaves conflicts."""
    book, path = made
    name = fled(book)
    proposed(book, path, lambda s: setattr(cell(s, "Fields", "value", claim=name, field="low"), "value", 950))
    monkeypatch.setenv("TRUCEBOOK_BOOK", book.place)
    runner = CliRunner()
    shown = runner.invoke(app, ["import", str(path), "--dry-run"])
    assert f"correct {name[:8]} low: 900 → 950" in shown.output
    assert json.loads(runner.invoke(app, ["import", str(path), "--json"]).output)[0]["wanted"] == 950
    assert book.judgements() == []
    assert "1 taken over" in runner.invoke(app, ["import", str(path)], input="y\n").output
    assert len(book.judgements()) == 1
    book.judge("correct", [name], field="low", value=940)
    shown = runner.invoke(app, ["import", str(path), "--yes"])
    assert "CONFLICT: the book now says 940" in shown.output
    assert "0 taken over" in shown.output


def shuffled(sheet: Any, *, rows: bool = False, columns: bool = False) -> None:
    """Turn the order of a sheet's rows or columns round."""
    table = [[c.value for c in row] for row in sheet.iter_rows()]
    if rows:
        table = [table[0], *reversed(table[1:])]
    if columns:
        table = [list(reversed(row)) for row in table]
    for row, values in enumerate(table, 1):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column).value = value


def test_order_and_missing_rows_do_not_matter(made: tuple[Book, Path]) -> None:
    """Rows and columns turned round and half the rows deleted: nothing is proposed, and one edited cell is one judgement."""
    book, path = made
    name = fled(book)

    def upset(sheets: Any) -> None:
        for sheet in ("Claims", "Fields", "Agreements", "Reports"):
            shuffled(sheets[sheet], rows=True, columns=True)
        sheets["Events"].delete_rows(2, 2)
        sheets["Fields"].delete_rows(2)
        del sheets["Codebook"]

    assert proposed(book, path, upset) == []
    (found,) = proposed(book, path, lambda s: setattr(cell(s, "Fields", "value", claim=name, field="low"), "value", 950))
    assert (found.was, found.wanted, found.conflict, found.refused) == (900, 950, False, None)


def test_three_sheets_edited_at_once(made: tuple[Book, Path]) -> None:
    """A number, a decision and a kind: two judgements, and the third is named as left alone."""
    book, path = made
    name, agreement = fled(book), book.record().agreements[0].id
    found = proposed(
        book,
        path,
        lambda s: setattr(cell(s, "Fields", "value", claim=name, field="low"), "value", 950),
        lambda s: setattr(cell(s, "Claims", "decision", claim=name), "value", "accept"),
        lambda s: setattr(cell(s, "Agreements", "kind", id=agreement), "value", "pause"),
    )
    assert [(p.sheet, p.act, p.refused) for p in found] == [("Claims", "accept", None), ("Fields", "correct", None)]
    assert len(differing(book, path)) == 1


def test_what_a_spreadsheet_makes_of_cells(made: tuple[Book, Path]) -> None:
    """A real date is a day, 950.0 is 950, a number typed as words is a number; 900.0 and "900" are no change."""
    book, path = made
    name = fled(book)
    shot = next(i.claim.id for i in book.claims(["event"]) if "shelled" in i.claim.quote)
    for unchanged in (900.0, "900"):
        assert proposed(book, path, lambda s, v=unchanged: setattr(cell(s, "Fields", "value", claim=name, field="low"), "value", v)) == []
    for value in (950.0, "950"):
        (found,) = proposed(book, path, lambda s, v=value: setattr(cell(s, "Fields", "value", claim=name, field="low"), "value", v))
        assert found.value == 950
    proposed(book, path, lambda s: setattr(cell(s, "Fields", "value", claim=name, field="low"), "value", 900))
    for day in (dt.date(2021, 9, 4), dt.datetime(2021, 9, 4, 0, 0)):
        (found,) = proposed(book, path, lambda s, d=day: setattr(cell(s, "Fields", "value", claim=shot, field="date"), "value", d))
        assert (found.value.first, found.value.last) == ("2021-09-04", "2021-09-04")  # type: ignore[union-attr]


def test_rows_added_and_doubled(made: tuple[Book, Path]) -> None:
    """A row for a claim nobody knows is refused; a row copied and edited twice is refused both times; a mere copy proposes nothing."""
    book, path = made
    name = fled(book)

    def copies(*values: object) -> Edit:
        def edit(sheets: Any) -> None:
            sheet = sheets["Fields"]
            head = [c.value for c in sheet[1]]
            row = [c.value for c in next(r for r in sheet.iter_rows() if r[0].value == name and r[head.index("field")].value == "low")]
            for value in values:
                sheet.append([value if column == "value" else old for column, old in zip(head, row, strict=True)])

        return edit

    assert proposed(book, path, copies(900)) == []
    found = proposed(book, path, copies(950, 960))
    assert [p.wanted for p in found] == [950, 960]
    assert all("more than once" in (p.refused or "") for p in found)
    stranger = proposed(book, path, lambda s: s["Claims"].append(["ffff", *[None] * 13, "accept"]))
    assert "no such claim" in (stranger[0].refused or "")


def test_a_csv_table_comes_back(made: tuple[Book, Path]) -> None:
    """Fields and Claims as CSV: unchanged proposes nothing, words that look like formulas come back as they were, one edit is one."""
    book, path = made
    name = fled(book)
    book.judge("correct", [name], field="term", value="=1+1")
    for table in ("Fields", "Claims"):
        file = path.with_name(f"{table}.csv")
        export(book, file, format="csv", table=table)
        whole = gather(book)
        assert propose(read_workbook(file), whole, shown=as_written(book, whole, "private")) == []
        assert left_alone(read_workbook(file), whole, shown=as_written(book, whole, "private")) == []
    fields = path.with_name("Fields.csv")
    assert ",'=1+1," in fields.read_text(encoding="utf-8-sig")
    text = fields.read_text(encoding="utf-8-sig").replace(",900,", ",950,")
    fields.write_text(text, encoding="utf-8")
    (found,) = propose(read_workbook(fields), gather(book), shown=as_written(book, gather(book), "private"))
    assert (found.field, found.was, found.value, found.conflict) == ("low", 900, 950, False)
    for raw, words in (("a,b\n1,2\n", "neither Claims nor Fields"), ("", "neither")):
        fields.write_text(raw)
        with pytest.raises(InputError, match=words):
            read_workbook(fields)


def test_words_with_odd_signs_survive_the_workbook(tmp_path: Path) -> None:
    """Carriage returns, tabs, apostrophes before formulas and letters of every script propose nothing and are not called changed."""
    report = new_report("The truce\r\nheld.\t'=1+1 \x0b Трêve درعا 😀", id="odd", published="2021-09-02", title="'=a\tb")
    odd = claim(report, "quotation", report.text, {"words": at(report.text, report.text[10:]), "direct": True})
    with Book(tmp_path / "b.db", who="ana") as book:
        book.create()
        book.add(reading(report, odd))
        export(book, tmp_path / "a.xlsx", format="xlsx")
        assert proposed(book, tmp_path / "a.xlsx") == []
        assert left_alone(read_workbook(tmp_path / "a.xlsx"), gather(book)) == []


@pytest.mark.parametrize("profile", ["private", "partner", "public", "none"])
def test_a_workbook_proposes_nothing_under_any_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, profile: str) -> None:
    """The command compares with what the workbook's profile shows: nothing is proposed and no sheet is said to differ."""
    book_of(tmp_path / "b.db").close()
    monkeypatch.setenv("TRUCEBOOK_BOOK", str(tmp_path / "b.db"))
    path = str(tmp_path / "b.xlsx")
    assert CliRunner().invoke(app, ["export", "-f", "xlsx", "-o", path, "--profile", profile]).exit_code == 0
    done = CliRunner().invoke(app, ["import", path, "--yes"])
    assert done.output == "0 proposed, 0 taken over\n"


def test_a_pseudonym_never_becomes_a_value(made: tuple[Book, Path]) -> None:
    """An edited cell that holds one is refused; a name written in its place, or another cell of the claim, is taken."""
    book, path = made
    arrest = next(i.claim for i in book.claims(["event"]) if i.claim.quote.startswith("Police"))

    def edit(column: Any, change: Callable[[str], str]) -> Edit:
        def made(sheets: Any) -> None:
            target = cell(sheets, "Fields", "value", claim=arrest.id, field=column)
            target.value = change(target.value)

        return made

    (found,) = proposed(book, path, edit("target", lambda v: v.replace('"person"', '"media"')))
    assert "--profile none" in str(found.refused)
    (found,) = proposed(book, path, edit("target", lambda v: json.dumps(json.loads(v) | {"actor_id": None, "name": "Awa Sy"})))
    assert (found.refused, found.conflict) == (None, False)
