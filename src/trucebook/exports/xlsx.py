"""XLSX workbook: a page on what it holds, every table on a sheet of its own, the codebook.

Invariant: every word is written as words, never as a formula; the hidden column `was` of Claims and Fields keeps what was written, so that
`trucebook import` knows an edited cell from one the book has changed since.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any, BinaryIO

from trucebook.exports.columns import Cell, Table
from trucebook.exports.dossier import Dossier
from trucebook.exports.sheets import TABLES
from trucebook.extras import load

LONGEST = 32_767
MOST_ROWS = 1_048_575
EDITABLE = {"Claims": "decision", "Fields": "value"}
WAS = "was"
LICENCE = "The tables may be used under the licence you give your own work; quotes belong to those who printed them."
_NAMED = "Named as they stand in the reports; `trucebook export --profile private` hides those who hold no office we know of."
_PERSONS = {"none": _NAMED, "court": _NAMED, "private": "Those who hold no office we know of have pseudonyms, and are masked in quotes."}
_FONT_WIDTHS = {"quote": 60, "definition": 60, "claims": 24, "value": 40}


def write(dossier: Dossier, out: BinaryIO) -> None:
    """Write the workbook; raises InputError where xlsxwriter is not installed."""
    xlsxwriter = load("xlsxwriter", extra="formats", what="an XLSX workbook")
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": "trucebook", "created": _instant(dossier.about.as_of)})
    bold, wrapped = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    _write_readme(book.add_worksheet("README"), dossier, bold, wrapped)
    for table in TABLES:
        _write_sheet(book.add_worksheet(table.name), table, dossier, bold)
    book.close()


def readme(dossier: Dossier) -> list[tuple[str, str]]:
    """Return what the workbook says of itself, line by line."""
    about = dossier.about
    lines = [
        ("Made by", f"trucebook {about.version}"),
        ("As of", about.as_of),
        ("Holds", about.chosen),
        ("Profile", about.profile),
        ("Persons", _PERSONS.get(about.profile, "As the profile says.")),
        ("Licence", LICENCE),
        ("Blank cells", "Not known. The column blank_because says why; a blank is never 0 or -1."),
        (
            "Editing",
            "Change `value` on the sheet Fields, or write accept or reject into `decision` on the sheet Claims; then run "
            "`trucebook import FILE --dry-run`. Changes elsewhere are not taken over.",
        ),
    ]
    lines += [(f"Sheet {table.name}", table.about) for table in TABLES]
    return lines + [(f"{table.name}.{column.name}", column.about) for table in TABLES for column in table.columns]


def _write_readme(sheet: Any, dossier: Dossier, bold: Any, wrapped: Any) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 110)
    for row, (name, words) in enumerate(readme(dossier)):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, words[:LONGEST], wrapped)


def _write_sheet(sheet: Any, table: Table[Any], dossier: Dossier, bold: Any) -> None:
    names = table.names()
    kept = names.index(EDITABLE[table.name]) if table.name in EDITABLE else None
    _write_row(sheet, 0, names + ([WAS] if kept is not None else []), bold)
    last = 0
    for last, cells in enumerate(table.cells(dossier), 1):
        if last > MOST_ROWS:
            break
        _write_row(sheet, last, cells + ([cells[kept]] if kept is not None else []))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(last, 1), len(names) - (kept is None))  # what was written must be sorted with its row
    for place, name in enumerate(names):
        sheet.set_column(place, place, _FONT_WIDTHS.get(name, 18))
    if kept is not None:
        sheet.set_column(len(names), len(names), 18, None, {"hidden": True})


def _write_row(sheet: Any, row: int, cells: Iterable[Cell], style: Any = None) -> None:
    for place, cell in enumerate(cells):
        if isinstance(cell, bool):
            sheet.write_boolean(row, place, cell, style)
        elif isinstance(cell, int | float):
            sheet.write_number(row, place, cell, style)
        elif cell is not None:
            sheet.write_string(row, place, cell[:LONGEST], style)


def _instant(words: str) -> dt.datetime:
    return dt.datetime.fromisoformat(words).replace(tzinfo=None)
