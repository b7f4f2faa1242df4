"""CSV: one table, UTF-8 with a byte order mark so that spreadsheets read it right.

Invariant: no cell can be taken for a formula; a column that is asked for and unknown is refused, never left out silently.
"""

import csv
import io
from collections.abc import Sequence
from typing import Any, BinaryIO

from trucebook.errors import InputError
from trucebook.exports.columns import Table, safe
from trucebook.exports.dossier import Dossier


def chosen(table: Table[Any], columns: Sequence[str] | None) -> list[int]:
    """Return the places of the columns asked for, all where none are; raises InputError for an unknown one."""
    names = table.names()
    for name in columns or ():
        if name not in names:
            raise InputError(f"{table.name} has no column {name}; it has {', '.join(names)}")
    return [names.index(name) for name in columns or names]


def write(dossier: Dossier, out: BinaryIO, *, table: Table[Any], columns: Sequence[str] | None = None) -> None:
    """Write a table, or some of its columns in the order asked for."""
    places = chosen(table, columns)
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    rows = csv.writer(text)
    rows.writerow([table.names()[i] for i in places])
    rows.writerows([safe(row[i]) for i in places] for row in table.cells(dossier))
    text.detach()
