"""The commands that make a book and fill it: init, add.

Invariant: a run that is stopped has added whole reports and nothing else; running it again finishes the work.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from trucebook.book import Book
from trucebook.desk import Json, book_of, print_value, speaking_plainly
from trucebook.intake import columns_of, day, open_reports
from trucebook.reading_desk import read_all, reader_of


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""

    @app.command()
    def init(context: typer.Context) -> None:
        """Make an empty book.

        Example: trucebook --book daraa.db init
        """
        with speaking_plainly(), Book(context.obj["book"]) as book:
            book.create()
        print(f"{context.obj['book']} is ready; add reports with: trucebook --book {context.obj['book']} add FILE…", file=sys.stderr)

    @app.command()
    def add(
        context: typer.Context,
        files: Annotated[list[Path], typer.Argument(help="Files or folders.")],
        published: Annotated[str | None, typer.Option(help="The day of publication, YYYY-MM-DD, for every file named.")] = None,
        column: Annotated[
            list[str] | None,
            typer.Option(metavar="OURS=THEIRS", help="A table's column by its name, such as text=Dispatch; may be repeated."),
        ] = None,
        json: Json = False,
    ) -> None:
        """Read reports and add them to the book; what is in it already is left alone.

        Example: trucebook --book daraa.db add samples/2021-09-02-daraa-truce-in-force.txt
        """
        with speaking_plainly(), book_of(context) as book:
            known = day(published, what="--published") if published is not None else None
            columns = columns_of(column)
            reports = [r for path in files for r in open_reports(path, published=known, columns=columns)]
            book.create()
            fresh = {r.id: r for r in reports if not book.has(r.id)}
            added = [reading.report.id for reading in read_all(fresh.values(), reader_of(context)) if book.add(reading)]
        print_value(json, {"added": added, "known": [r.id for r in reports if r.id not in added]})
        if not json:
            print(f"{len(added)} reports added, {len(reports) - len(added)} known already", file=sys.stderr)
