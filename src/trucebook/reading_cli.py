"""The commands that read and look things up, and keep nothing: read, codebook, gazetteer.

Invariant: nothing here decides or computes; a place or a code is looked up where reading looks it up.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from trucebook import codebook as codes
from trucebook import gazetteer
from trucebook.batch import encode
from trucebook.codebook.printing import describe
from trucebook.desk import print_page, speaking_plainly
from trucebook.intake import columns_of, day, open_reports, reports_from_bytes
from trucebook.model import Report
from trucebook.own_codes import learn
from trucebook.page import page, places_table
from trucebook.reading_desk import open_gazetteer, reader_of, sources


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    _register_reading(app)
    gazetteer_app = typer.Typer(help="Look up places, and add your own.", no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(gazetteer_app, name="gazetteer")
    _register_gazetteer(gazetteer_app)


def _register_reading(app: typer.Typer) -> None:

    @app.command()
    def read(
        context: typer.Context,
        files: Annotated[
            list[Path] | None, typer.Argument(help="Files or folders; - or none reads standard input.", show_default=False)
        ] = None,
        published: Annotated[str | None, typer.Option(help="The day of publication, YYYY-MM-DD, for every file named.")] = None,
        column: Annotated[
            list[str] | None,
            typer.Option(metavar="OURS=THEIRS", help="A table's column by its name, such as text=Dispatch; may be repeated."),
        ] = None,
        json: Annotated[bool, typer.Option("--json", help="Print one JSON line a report instead of a page.")] = False,
    ) -> None:
        """Read reports and print what they say; nothing is kept.

        Example: trucebook read --published 2021-09-02 samples/2021-09-02-truce.txt
        """
        with speaking_plainly():
            reports = list(_reports(files or [Path("-")], published, column))
            readings = reader_of(context)(reports)
            if json:
                for reading in readings:
                    sys.stdout.buffer.write(encode(reading) + b"\n")
                    sys.stdout.buffer.flush()
            else:
                show = print_page if len(reports) == 1 else Console().print
                for reading in readings:
                    show(page(reading))

    @app.command()
    def codebook(
        context: typer.Context,
        code: Annotated[
            str | None, typer.Argument(metavar="[CODE]", help="A code such as withdraw or ASSAULT, or a file such as events.")
        ] = None,
    ) -> None:
        """Print the codebook, one of its parts, or one code with its bounds and example; your own codes too, with --codebook.

        Example: trucebook codebook lift_siege
        """
        with speaking_plainly():
            own = context.obj["codebook"]
            if own is None:
                print(describe(codes.load(), code))
                return
            taught, lessons = learn(Path(own), sources())
            print(describe(taught.codebook, code))
            if code is None:
                print(f"\nYour own codes ({own})", *(f"  {x.code} ({x.file}): {x.note}" for x in lessons), sep="\n")


def _register_gazetteer(gazetteer_app: typer.Typer) -> None:

    @gazetteer_app.command("find")
    def gazetteer_find(
        name: Annotated[str, typer.Argument(help="The name of a place, in any common spelling.")],
        country: Annotated[str | None, typer.Option(help="ISO code of a country, alpha-2, to look in.")] = None,
    ) -> None:
        """Print the places a name may mean, the likeliest first.

        Example: trucebook gazetteer find Deraa
        """
        with speaking_plainly():
            found = open_gazetteer().find(name, country=country)
            if not found:
                print(f"No place called {name} is known; add your own with: trucebook gazetteer add FILE", file=sys.stderr)
                raise typer.Exit(1)
            print_page(places_table(found))

    @gazetteer_app.command("add")
    def gazetteer_add(file: Annotated[Path, typer.Argument(help="A GeoNames dump, a p-code table with HXL tags, or a CSV.")]) -> None:
        """Add places of your own to the gazetteer of this machine.

        Example: trucebook gazetteer add villages.csv
        """
        with speaking_plainly():
            count = gazetteer.add(file)
        print(f"{count} places added from {file}")


def _reports(files: list[Path], published: str | None, column: list[str] | None) -> Iterator[Report]:
    """Yield the reports of the files named, `-` for standard input."""
    known = day(published, what="--published") if published is not None else None
    columns = columns_of(column)
    for path in files:
        if str(path) == "-":
            yield from reports_from_bytes(sys.stdin.buffer.read(), name="standard input", published=known, columns=columns)
        else:
            yield from open_reports(path, published=known, columns=columns)
