"""An edited workbook → proposed judgements, row by row.

Invariant: proposing changes nothing; a workbook that nobody edited proposes nothing, one edited cell proposes exactly one judgement, and a
cell that both the workbook and the book have changed is a conflict.
"""

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from trucebook.codebook import Codebook
from trucebook.errors import InputError
from trucebook.exports import TABLES, Dossier
from trucebook.exports.columns import Cell, Table, plain, restored
from trucebook.exports.xlsx import LONGEST, WAS
from trucebook.extras import load
from trucebook.intake.table import LONGEST_CELL
from trucebook.intake.text import decode
from trucebook.model import Act, Claim, Field, PeriodValue, Value, decode_value
from trucebook.redaction import DEFAULT, MASK, PSEUDONYM

Sheets = Mapping[str, Sequence[Sequence[Any]]]
TAKEN = {"Fields": ("value", ("claim", "field", "number")), "Claims": ("decision", ("claim",))}
TWICE = "the row stands more than once and asks for different things; leave one"
HIDDEN = "the file hides a person here; export with --profile none to correct it"
GONE = "the book has no such claim, or it was rejected since"
CODED = {
    ("agreement", "type"): "agreements",
    ("provision", "action"): "provisions",
    ("violation", "act"): "violations",
    ("event", "type"): "events",
    ("figure", "category"): "figures",
}


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """One judgement that an edited cell asks for: where it stands, what was exported, what the book says now, what is wanted.

    `conflict` is true where the book has changed since the export; `refused` says why it cannot be taken over, None where it can.
    """

    sheet: str
    row: int
    claim: str
    act: Act
    field: str | None = None
    was: Cell = None
    now: Cell = None
    wanted: Cell = None
    value: Value = None
    text: str | None = None
    start: int | None = None
    end: int | None = None
    conflict: bool = False
    refused: str | None = None


def read_workbook(path: Path) -> Sheets:
    """Return the sheets of a workbook, cell by cell, or Claims or Fields as CSV; raises InputError where it is none of ours."""
    if path.suffix.lower() == ".csv":
        return _read_csv(path)
    calamine = load("python_calamine", extra="formats", what="importing a workbook")
    try:
        book = calamine.load_workbook(io.BytesIO(path.read_bytes()))
        sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error
    except Exception as error:
        raise InputError(f"{path}: is no whole XLSX workbook ({error})") from error
    for name, column in (("Fields", "value"), ("Claims", "decision")):
        head = sheets.get(name, [[]])[0] if sheets.get(name) else []
        if column not in head or WAS not in head:
            raise InputError(
                f"{path}: the sheet {name} lacks {column} or {WAS}; import a workbook made by `trucebook export --format xlsx`"
            )
    return sheets


def _read_csv(path: Path) -> Sheets:
    """Return the one table of a CSV file; a word that got an apostrophe in front, so as not to be a formula, loses it."""
    try:
        text = decode(path.read_bytes(), name=str(path))
        csv.field_size_limit(LONGEST_CELL)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if text.partition("\n")[0].count(";") > 5 else ","))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error
    except csv.Error as error:
        raise InputError(f"{path}: is no CSV table ({error})") from error
    head = rows[0] if rows else []
    for name, (column, keys) in TAKEN.items():
        if {column, *keys} <= set(head):
            return {name: [head, *([restored(cell) for cell in row] for row in rows[1:])]}
    raise InputError(f"{path}: holds neither Claims nor Fields; write one with `trucebook export --format csv --table Fields`")


def profile_of(sheets: Sheets) -> str:
    """Return the profile a workbook was written under, as its sheet README says; what exports begin from for a CSV, which says nothing."""
    lines = {str(row[0]): str(row[1]) for row in sheets.get("README", ()) if len(row) > 1}
    return lines.get("Profile", DEFAULT)


def propose(sheets: Sheets, dossier: Dossier, *, shown: Dossier | None = None) -> list[Proposal]:
    """Return the judgements that the edited cells of a workbook ask for, in the order of its rows.

    `shown` is the dossier under the workbook's profile: a cell that is as the profile shows it was not edited, and one that holds a mask or
    a pseudonym is refused.
    """
    shown = shown or dossier
    found = [*_decisions(sheets.get("Claims", [[]]), dossier), *_corrections(sheets.get("Fields", [[]]), dossier, shown)]
    times = Counter((p.sheet, p.claim, p.field) for p in found if p.refused is None)
    return [replace(p, refused=TWICE) if p.refused is None and times[p.sheet, p.claim, p.field] > 1 else p for p in found]


def _rows(sheet: Sequence[Sequence[Any]]) -> Iterator[tuple[int, dict[str, Cell]]]:
    """Yield (row number as a spreadsheet counts, cells by column name)."""
    head = [str(cell) for cell in sheet[0]]
    for number, row in enumerate(sheet[1:], 2):
        yield number, {name: _cell(cell) for name, cell in zip(head, row, strict=False)}


def _cell(cell: Any) -> Cell:
    """Return a cell as what was written: whole numbers whole, days as ISO days, blanks as None."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else cell
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, dt.date) else cell if isinstance(cell, int) else str(cell)


def _decisions(sheet: Sequence[Sequence[Any]], dossier: Dossier) -> Iterator[Proposal]:
    now = _now("Claims", ("claim",), "decision", dossier)
    for number, row in _rows(sheet):
        wanted, claim = row.get("decision"), str(row.get("claim"))
        current = now.get((claim,))
        was = row.get(WAS, current)
        if _same(wanted, was) or _same(wanted, current):
            continue
        refused = None
        if claim not in dossier.filed:
            refused = GONE
        elif wanted not in ("accept", "reject"):
            refused = "a decision is accept or reject; `trucebook undo` takes one back"
        act: Act = "reject" if wanted == "reject" else "accept"
        yield Proposal(
            sheet="Claims",
            row=number,
            claim=claim,
            act=act,
            was=was,
            now=current,
            wanted=wanted,
            conflict=not _same(current, was),
            refused=refused,
        )


def _corrections(sheet: Sequence[Sequence[Any]], dossier: Dossier, shown: Dossier) -> Iterator[Proposal]:
    keys = ("claim", "field", "number")
    now, hidden = _now("Fields", keys, "value", dossier), _now("Fields", keys, "value", shown)
    for number, row in _rows(sheet):
        claim, name, member = str(row.get("claim")), str(row.get("field")), row.get("number")
        current, wanted = now.get((claim, name, str(member))), row.get("value")
        was, seen = row.get(WAS, current), hidden.get((claim, name, str(member)))
        if any(_same(wanted, one) for one in (was, current, seen)):
            continue
        item = dossier.filed.get(claim)
        field = item.claim.fields.get(name) if item else None
        value, refused = _wanted(item.claim if item else None, name, field, wanted, dossier.codebook)
        single = field if isinstance(field, Field) else Field()
        yield Proposal(
            sheet="Fields",
            row=number,
            claim=claim,
            act="correct",
            field=name,
            was=was,
            now=current,
            wanted=wanted,
            value=value,
            text=single.text,
            start=single.start,
            end=single.end,
            conflict=not (_same(current, was) or _same(seen, was)),
            refused=HIDDEN if _hides(wanted) and not _hides(current) else refused,
        )


def _hides(cell: Cell) -> bool:
    """Say whether a cell holds a mask or a pseudonym, which are no words of a report and never become values of the book."""
    return MASK in str(cell) or PSEUDONYM.search(str(cell)) is not None


def _same(one: Cell, other: Cell) -> bool:
    """Say whether two cells hold the same, whatever a spreadsheet has made of numbers and words."""
    return plain(one) == plain(other)


def _wanted(claim: Claim | None, name: str, field: Field | list[Field] | None, cell: Cell, codebook: Codebook) -> tuple[Value, str | None]:
    """Return (value, None), or (None, why a cell cannot become the field's value)."""
    if claim is None:
        return None, GONE
    if isinstance(field, list):
        return None, "the field is a list; correct it on the review page"
    if field is None:
        return None, "the claim has no such field any more"
    file = CODED.get((claim.kind, name))
    if file is not None and cell is not None and str(cell) not in codebook.codes[file]:
        return None, f"{cell} is no code of {file}; `trucebook codebook {file}` lists them"
    try:
        return _value(field.value, cell), None
    except (ValueError, TypeError, StopIteration, msgspec.MsgspecError):
        return None, f"{cell!r} is no value of this kind; keep the form that was there"


def _value(old: Value, cell: Cell) -> Value:
    """Return a cell as a value of the kind it replaces; a day alone stands for the period of that day."""
    if cell is None:
        return None
    if isinstance(old, PeriodValue) and not str(cell).startswith("{"):
        day = dt.date.fromisoformat(str(cell)).isoformat()
        return PeriodValue(first=day, last=day, precision="day", timex=day)
    if isinstance(old, msgspec.Struct):
        made = decode_value(msgspec.json.decode(str(cell).encode()))
        if type(made) is not type(old):
            raise ValueError
        return made
    if isinstance(old, bool):
        if str(cell).lower() not in ("true", "false"):
            raise ValueError
        return str(cell).lower() == "true"
    if isinstance(old, int | float):
        number = float(str(cell))
        return int(number) if number.is_integer() else number
    return str(cell)


def _now(table: str, keys: Sequence[str], column: str, dossier: Dossier) -> dict[tuple[str, ...], Cell]:
    """Return what an export of today would write into a column, by the row's key."""
    found = {}
    for row in _cells(next(t for t in TABLES if t.name == table), dossier):
        found[tuple(str(row[k]) for k in keys)] = row[column]
    return found


def _cells(table: Table[Any], dossier: Dossier) -> Iterator[dict[str, Cell]]:
    for cells in table.cells(dossier):
        yield {name: _cell(c[:LONGEST] if isinstance(c, str) else c) for name, c in zip(table.names(), cells, strict=True)}


def left_alone(sheets: Sheets, dossier: Dossier, *, shown: Dossier | None = None) -> list[str]:
    """Return, in words, the cells of other sheets and columns that differ from the book: such changes are not taken over.

    A cell that is as in `shown`, the dossier under the workbook's profile, does not differ.
    """
    found: list[str] = []
    for table in TABLES:
        rows = dict(_rows(sheets[table.name])) if sheets.get(table.name) else {}
        known, hidden = ({_key(row, table): row for row in _cells(table, one)} for one in (dossier, shown or dossier))
        for number, row in rows.items():
            key = _key(row, table)
            found.extend(_differences(table, number, row, known.get(key, hidden.get(key)), hidden.get(key, {})))
    return found


def _key(row: Mapping[str, Cell], table: Table[Any]) -> tuple[str, ...]:
    """Return what tells a row from the others: its ids and, where several rows share one, what else names it."""
    names = {"Figures": ("id", "claims"), "Fields": ("claim", "field", "number"), "Codebook": ("file", "code")}
    names |= {"Parties": ("agreement", "role", "words"), "ProvisionStatus": ("id", "claim"), "Positions": ("id", "claim")}
    return tuple(str(row.get(name)) for name in names.get(table.name, (table.names()[0],)))


def _differences(
    table: Table[Any], number: int, row: Mapping[str, Cell], known: Mapping[str, Cell] | None, shown: Mapping[str, Cell]
) -> Iterable[str]:
    taken = TAKEN[table.name][0] if table.name in TAKEN else None
    if known is None:
        if any(cell is not None for cell in row.values()):
            yield f"{table.name}, row {number}: the book has no such row"
        return
    for name in table.names():
        if name not in (taken, WAS) and _plain(row.get(name)) not in {_plain(known.get(name)), _plain(shown.get(name))}:
            yield f"{table.name}, row {number}, {name}: the book says {known.get(name)!r}, the workbook {row.get(name)!r}"


def _plain(cell: Cell) -> str:
    return " ".join(plain(cell).split())
