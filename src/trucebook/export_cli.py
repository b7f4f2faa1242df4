"""The command that hands a book on: opens it, writes one file, says what was written.

Invariant: nothing here decides or computes; the file appears whole or not at all.
"""

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from trucebook.book import Book
from trucebook.export_book import export as export_book
from trucebook.exports import FORMATS, TABLES
from trucebook.intake import day


def register(app: typer.Typer, plainly: Callable[[], Any]) -> None:
    """Add the commands of export to the command line; `plainly` turns errors into one line."""

    @app.command()
    def export(
        context: typer.Context,
        format: Annotated[str, typer.Option("--format", "-f", help=f"One of {', '.join(FORMATS)}.")],
        output: Annotated[Path, typer.Option("-o", "--output", metavar="PATH", help="The file to write.")],
        agreement: Annotated[str | None, typer.Option(help="Only what belongs to the agreements of an id or of words.")] = None,
        table: Annotated[
            str | None,
            typer.Option(help=f"For csv and parquet, one of {', '.join(t.name for t in TABLES)} (Agreements where none is given)."),
        ] = None,
        columns: Annotated[str | None, typer.Option(help="Columns to write, with commas between; all where none are given.")] = None,
        as_of: Annotated[
            str | None, typer.Option("--as-of", help="The day a brief speaks of, YYYY-MM-DD (today where none is given).")
        ] = None,
    ) -> None:
        """Write the book as a file for others; docs/exports.md explains every format and column.

        Example: trucebook --book daraa.db export --format xlsx -o daraa.xlsx
        """
        place, who = context.obj["book"], context.obj["who"] or getpass.getuser()
        wanted = [c.strip() for c in columns.split(",") if c.strip()] if columns else None
        with plainly(), Book(place, who=who) as book:
            known = day(as_of, what="--as-of") if as_of else None
            book.open()
            digest = export_book(book, output, format=format, agreement=agreement, table=table, columns=wanted, as_of=known)
        typer.echo(f"{output} written, SHA-256 {digest}", err=True)
