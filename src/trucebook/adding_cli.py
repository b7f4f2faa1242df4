"""The commands that make a book and fill it: init, add, translate.

Invariant: a run that is stopped has added whole reports and nothing else; running it again finishes the work.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from trucebook import book_page as show
from trucebook.adding import add_documents, documents
from trucebook.book import Book
from trucebook.desk import Json, book_of, opened, print_value, speaking_plainly
from trucebook.errors import InputError
from trucebook.intake import columns_of, day, open_documents
from trucebook.reading_desk import read_all, reader_of
from trucebook.translating import as_translation, find_foreign, foreign, refuse_known


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
        files: Annotated[list[Path] | None, typer.Argument(help="Files or folders; - reads standard input.", show_default=False)] = None,
        published: Annotated[str | None, typer.Option(help="The day of publication, YYYY-MM-DD, for every file named.")] = None,
        column: Annotated[
            list[str] | None,
            typer.Option(metavar="OURS=THEIRS", help="A table's column by its name, such as text=Dispatch; may be repeated."),
        ] = None,
        fetch: Annotated[
            list[str] | None,
            typer.Option(metavar="ADDRESS", help="A web address to fetch and add; may be repeated. Nothing is fetched without it."),
        ] = None,
        json: Json = False,
    ) -> None:
        """Read reports and add them to the book, with the bytes they were made of; what is in it already is left alone.

        Example: trucebook --book daraa.db add samples/2021-09-02-daraa-truce-in-force.txt
        """
        with speaking_plainly(), book_of(context) as book:
            known = day(published, what="--published") if published is not None else None
            columns = columns_of(column)
            if not files and not fetch:
                raise InputError("name a file or folder, or an address with --fetch")
            found = documents(files or [], fetch or [], published=known, columns=columns, now=book.now)
            added, old = add_documents(book, found, lambda reports: read_all(reports, reader_of(context)))
        print_value(json, {"added": added, "known": old})
        if not json:
            print(f"{len(added)} reports added, {len(old)} known already", file=sys.stderr)

    @app.command()
    def translate(
        context: typer.Context,
        report: Annotated[
            str | None, typer.Argument(help="The report's id, or its beginning; none lists those in another language.")
        ] = None,
        file: Annotated[Path | None, typer.Argument(help="The translation, in English.")] = None,
        by: Annotated[str | None, typer.Option(help="Who made the translation, a person or a program.")] = None,
        json: Json = False,
    ) -> None:
        """Put a translation beside a report in another language: it is read in its place, and marked.

        Example: trucebook --book daraa.db translate 3f2a91c0 dispatch-en.txt --by "Ana Lind"
        """
        with opened(context) as book:
            if report is None:
                found = foreign(book)
                print_value(json, found, lambda: show.list_foreign(found))
                return
            if file is None or by is None:
                raise InputError("name the file of the translation, and with --by who made it")
            made = as_translation(find_foreign(book, report), list(open_documents(file)), by=by, name=str(file))
            refuse_known(book, made[0])
            added, _ = add_documents(book, [made], lambda reports: read_all(reports, reader_of(context)))
            print_value(json, {"added": added, "translation_of": made[0].translation_of})
        if not json:
            print(f"{made[0].id} {'added' if added else 'is known already'}, a translation of {made[0].translation_of}", file=sys.stderr)
