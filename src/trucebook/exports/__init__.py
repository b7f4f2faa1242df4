"""Everything that can be handed on: one file a format, one door `write`.

Invariant: a file appears whole under its name or not at all, and depends on the dossier alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from trucebook.errors import InputError
from trucebook.exports import acled, brief_html, brief_pdf, csv_file, ethprio, ftm, ged, geojson, hxl, idmc, jsonl, parquet, plover, xlsx
from trucebook.exports.columns import Table
from trucebook.exports.dossier import About, Dossier
from trucebook.exports.sheets import TABLES
from trucebook.exports.writing import hash_file, whole_file

GROUP = "trucebook.exports"
__all__ = ["FORMATS", "GROUP", "TABLES", "About", "Dossier", "Format", "Table", "formats", "write"]


@dataclass(frozen=True)
class Format:
    """A format: its name, what it is for (a sentence), its writer, and the table it holds where it is one table."""

    name: str
    about: str
    write: Callable[..., None]
    table: Table[Any] | None = None
    keys: tuple[tuple[str, str], ...] = ()
    takes_table: bool = False
    takes_agreement: bool = False
    by_ending: Mapping[str, Callable[..., None]] = field(default_factory=dict)

    def writer(self, path: Path) -> Callable[..., None]:
        """Return what writes a file of this name."""
        return self.by_ending.get(path.suffix.lower(), self.write)

    @property
    def takes_columns(self) -> bool:
        """Say whether columns can be chosen."""
        return self.takes_table or (self.table is not None and self.name != "hxl")


FORMATS: dict[str, Format] = {
    f.name: f
    for f in (
        Format(
            "xlsx", "Workbook with every table, the codebook and a page on what it holds; edited, it can be imported again.", xlsx.write
        ),
        Format("csv", "One table as CSV, UTF-8 with a byte order mark.", csv_file.write, takes_table=True),
        Format("parquet", "One table as Parquet, with types.", parquet.write, takes_table=True),
        Format("jsonl", "The JSON contract: one line a report with its claims as people have corrected them.", jsonl.write),
        Format("geojson", "Map features; a place wider than a district has no pin.", geojson.write, keys=geojson.PROPERTIES),
        Format("hxl", "One table as CSV with HXL 1.1 hashtags in its second row.", hxl.write, hxl.TABLE),
        Format("acled", "Acts and sieges in the columns of ACLED, as CSV.", csv_file.write, acled.TABLE),
        Format("ged", "Violence in the columns of the UCDP GED, as CSV.", csv_file.write, ged.TABLE),
        Format("ethprio", "Ceasefires in the columns of the ETH/PRIO dataset, as CSV.", csv_file.write, ethprio.TABLE),
        Format("plover", "Acts as PLOVER JSON lines.", plover.write, keys=plover.KEYS),
        Format("idmc", "People and households moved, in the columns of the IDMC, as CSV.", csv_file.write, idmc.TABLE),
        Format("ftm", "Entities of FollowTheMoney as JSON lines.", ftm.write, keys=ftm.SCHEMATA),
        Format(
            "brief",
            "One agreement as a page to print: HTML, or PDF where the file's name ends in .pdf.",
            brief_html.write,
            takes_agreement=True,
            by_ending={".pdf": brief_pdf.write},
        ),
    )
}


@cache
def formats() -> dict[str, Format]:
    """Return every format by name: ours, then those of installed packages.

    A package's entry point in the group `trucebook.exports` names a Format; one that has the name of ours is left out.
    """
    brought: dict[str, Format] = {point.name: point.load() for point in sorted(metadata.entry_points(group=GROUP), key=lambda p: p.name)}
    return FORMATS | {name: found for name, found in brought.items() if name not in FORMATS}


def write(
    dossier: Dossier,
    path: Path,
    *,
    format: str,
    table: str | None = None,
    columns: Sequence[str] | None = None,
    agreement: str | None = None,
) -> str:
    """Write a dossier in a format and return the file's SHA-256; raises InputError for an unknown format, table or column."""
    known = formats().get(format)
    if known is None:
        raise InputError(f"{format}: no such format; there are {', '.join(formats())}")
    more = _options(known, table, columns, agreement)
    with whole_file(path) as out:
        known.writer(path)(dossier, out, **more)
    return hash_file(path)


def _options(known: Format, table: str | None, columns: Sequence[str] | None, agreement: str | None) -> dict[str, Any]:
    """Return what a writer takes besides the dossier; raises InputError for what it does not take."""
    if table is not None and not known.takes_table:
        raise InputError(f"{known.name} takes no --table; csv and parquet do")
    if columns and not known.takes_columns:
        raise InputError(f"{known.name} has no columns to choose from")
    more: dict[str, Any] = {}
    if known.takes_agreement:
        more["agreement"] = agreement
    if known.takes_columns:
        more |= {"table": known.table or named_table(table or "Agreements"), "columns": columns}
    return more


def named_table(name: str) -> Table[Any]:
    """Return a table by its name, case aside; raises InputError for an unknown one."""
    found = next((t for t in TABLES if t.name.lower() == name.lower()), None)
    if found is None:
        raise InputError(f"{name}: no such table; there are {', '.join(t.name for t in TABLES)}")
    return found
