"""Tables of a book, or of readings that are kept nowhere, as rows, Arrow, pandas or polars.

Invariant: a frame holds what the exported table of that name holds, cell by cell; what is not known is a blank.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from trucebook import __version__, codebook
from trucebook.book import Book
from trucebook.export_book import gather
from trucebook.exports import TABLES, About, Dossier, Table
from trucebook.exports.columns import Cell
from trucebook.exports.parquet import as_arrow
from trucebook.extras import load
from trucebook.matching import Filed, suggest_matches
from trucebook.model import Reading, Source
from trucebook.record import assemble


@dataclass(frozen=True)
class Frame:
    """One table: its name, what a row is, its columns with what each holds, and its rows."""

    table: Table[Any]
    dossier: Dossier

    @property
    def name(self) -> str:
        """Return the table's name, as in docs/exports.md."""
        return self.table.name

    @property
    def columns(self) -> dict[str, str]:
        """Return column → what it holds."""
        return {c.name: c.about for c in self.table.columns}

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        """Yield the rows as dictionaries, column → value; None where a value is not known."""
        names = self.table.names()
        for cells in self.table.cells(self.dossier):
            yield dict(zip(names, cells, strict=True))

    def to_arrow(self) -> Any:
        """Return a pyarrow.Table; raises InputError where pyarrow is not installed."""
        return as_arrow(self.dossier, self.table)

    def to_pandas(self) -> Any:
        """Return a pandas.DataFrame with nullable types; raises InputError where pandas is not installed."""
        pandas = load("pandas", extra="formats", what="A pandas table")
        arrow = load("pyarrow", extra="formats", what="A pandas table")
        kinds = {arrow.int64(): pandas.Int64Dtype(), arrow.bool_(): pandas.BooleanDtype(), arrow.float64(): pandas.Float64Dtype()}
        return self.to_arrow().to_pandas(types_mapper=kinds.get)

    def to_polars(self) -> Any:
        """Return a polars.DataFrame; raises InputError where polars is not installed."""
        return load("polars", extra="polars", what="A polars table").from_arrow(self.to_arrow())

    def _repr_html_(self) -> str:
        """Return the first rows as a page's table, for notebooks."""
        return str(self.to_pandas()._repr_html_())


class Frames(Mapping[str, Frame]):
    """The tables by name: Agreements, Parties, Provisions, Events, Figures and the others of docs/exports.md."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._tables = {table.name: table for table in TABLES}

    def __getitem__(self, name: str) -> Frame:
        """Return a table by its name; raises KeyError where there is none."""
        return Frame(self._tables[name], self._dossier)

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the tables."""
        return iter(self._tables)

    def __len__(self) -> int:
        """Return how many tables there are."""
        return len(self._tables)


def tables(source: Book | Iterable[Reading]) -> Frames:
    """Return the tables of a book as it stands, or of readings joined into a record without one."""
    return Frames(gather(source) if isinstance(source, Book) else _dossier(list(source)))


def _dossier(readings: list[Reading]) -> Dossier:
    """Return readings as a book of them would hand them on, nothing judged; wire copies are not looked for."""
    filed = [Filed(claim, r.report.id, r.report.published) for r in readings for claim in r.claims]
    sources = [
        Source(report=r.report.id, published=r.report.published, publisher=r.report.publisher, title=r.report.title, group=r.report.id)
        for r in readings
    ]
    days = max((r.report.published for r in readings if r.report.published), default="")
    return Dossier(
        record=assemble(filed, sources, suggest_matches(filed), ()),
        filed={item.claim.id: item for item in filed},
        reports={r.report.id: r.report for r in readings},
        about=About(as_of=days, version=__version__),
        codebook=codebook.load(),
        readers={r.report.id: r.reader for r in readings},
    )
