"""Parquet: one table with types.

Invariant: a column holds one type: whole numbers, fractions, true and false, or words; mixed ones are words.
"""

from collections.abc import Sequence
from typing import Any, BinaryIO

from trucebook.exports.columns import Cell, Table, plain
from trucebook.exports.csv_file import chosen
from trucebook.exports.dossier import Dossier
from trucebook.extras import load


def write(dossier: Dossier, out: BinaryIO, *, table: Table[Any], columns: Sequence[str] | None = None) -> None:
    """Write a table, or some of its columns; raises InputError where pyarrow is not installed."""
    files = load("pyarrow.parquet", extra="formats", what="Parquet")
    files.write_table(as_arrow(dossier, table, columns=columns), out, compression="zstd")


def as_arrow(dossier: Dossier, table: Table[Any], *, columns: Sequence[str] | None = None) -> Any:
    """Return a table, or some of its columns, as a pyarrow.Table; raises InputError where pyarrow is not installed."""
    arrow = load("pyarrow", extra="formats", what="An Arrow table")
    places, names = chosen(table, columns), table.names()
    rows = list(table.cells(dossier))
    arrays = [_array(arrow, [row[i] for row in rows]) for i in places]
    about = {
        "trucebook": dossier.about.version,
        "as_of": dossier.about.as_of,
        "holds": dossier.about.chosen,
        "profile": dossier.about.profile,
    }
    return arrow.Table.from_arrays(arrays, names=[names[i] for i in places]).replace_schema_metadata(about)


def _array(arrow: Any, cells: Sequence[Cell]) -> Any:
    """Return a column; a column of nothing but blanks is one of words."""
    types = {type(cell) for cell in cells if cell is not None}
    if types == {bool}:
        return arrow.array(cells, type=arrow.bool_())
    if types == {int}:
        return arrow.array(cells, type=arrow.int64())
    if types and types <= {int, float}:
        return arrow.array(cells, type=arrow.float64())
    return arrow.array([None if cell is None else plain(cell) for cell in cells], type=arrow.string())
