"""Tables as lists of columns: each column has a name, a meaning and a way to its value, so that docs and files cannot differ.

Invariant: what is not known is a blank cell, and `blank_because` says why; a blank never becomes -1 or 0.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from trucebook.exports.dossier import Dossier

Cell = str | int | float | bool | None
REASONS = "blank_because"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARKED = tuple(f"'{sign}" for sign in _FORMULA)


@dataclass(frozen=True)
class Column[T]:
    """One column: name, what it holds (a sentence), how a row gives it, and why it may be blank where that needs saying."""

    name: str
    about: str
    of: Callable[[T], Cell]
    blank: str | Callable[[T], str] = ""

    def why_blank(self, row: T) -> str:
        """Return the reason for a blank in a row."""
        return self.blank if isinstance(self.blank, str) else self.blank(row)


@dataclass(frozen=True)
class Table[T]:
    """A table: its name, what a row is (a sentence), its columns and how a dossier gives its rows."""

    name: str
    about: str
    columns: tuple[Column[T], ...]
    rows: Callable[[Dossier], Iterable[T]]

    def has_reasons(self) -> bool:
        """Say whether the table has the column of reasons."""
        return any(c.blank for c in self.columns)

    def names(self) -> list[str]:
        """Return the header."""
        return [c.name for c in self.columns] + ([REASONS] if self.has_reasons() else [])

    def cells(self, dossier: Dossier) -> Iterator[list[Cell]]:
        """Yield the rows, cell by cell, in the order of the header."""
        for row in self.rows(dossier):
            values = [c.of(row) for c in self.columns]
            yield values + ([self._reasons(row, values)] if self.has_reasons() else [])

    def _reasons(self, row: T, values: list[Cell]) -> str | None:
        said = [f"{c.name}: {c.why_blank(row)}" for c, value in zip(self.columns, values, strict=True) if value is None and c.blank]
        return "; ".join(said) or None


def never(_: object) -> None:
    """Give a blank: the value of a column that trucebook cannot know."""
    return


def plain(cell: Cell) -> str:
    """Return a cell as text: blank for None, true and false in small letters."""
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def safe(cell: Cell) -> str:
    """Return a cell as text that no spreadsheet takes for a formula: words that begin like one get an apostrophe in front."""
    words = plain(cell)
    return f"'{words}" if isinstance(cell, str) and words.startswith((*_FORMULA, *_MARKED)) else words


def restored(words: str) -> str:
    """Return what a cell held before `safe` put an apostrophe in front."""
    return words[1:] if words.startswith(_MARKED) else words
