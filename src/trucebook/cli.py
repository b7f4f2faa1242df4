"""The command line: reads arguments, calls one function of the floors below, prints.

Invariant: bad input ends with exit code 2 and one line on standard error that names the file and what to do.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from trucebook import __version__, actors, gazetteer
from trucebook import codebook as codes
from trucebook.batch import code as code_archive
from trucebook.batch import encode
from trucebook.book_cli import register
from trucebook.codebook.printing import describe
from trucebook.desk import speaking_plainly
from trucebook.errors import InputError
from trucebook.export_cli import register as register_export
from trucebook.intake import columns_of, day, open_reports, reports_from_bytes
from trucebook.judging_cli import register as register_judging
from trucebook.model import Reading, Report
from trucebook.page import page, places_table
from trucebook.reading import Sources, read_many

app = typer.Typer(
    name="trucebook",
    help="Reads conflict reports into a record of agreements in which every value points to the words it came from.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
gazetteer_app = typer.Typer(help="Look up places, and add your own.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(gazetteer_app, name="gazetteer")


def _version(wanted: bool) -> None:
    if wanted:
        print(f"trucebook {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    context: typer.Context,
    book: Annotated[str, typer.Option(envvar="TRUCEBOOK_BOOK", help="The book: a file, or a PostgreSQL URL.")] = "trucebook.db",
    who: Annotated[
        str | None, typer.Option(envvar="TRUCEBOOK_WHO", help="Who signs what is added and decided.", show_default="your user name")
    ] = None,
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    """Reads conflict reports into a record of agreements in which every value points to the words it came from."""
    context.obj = {"book": book, "who": who}


@app.command()
def read(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders; - or none reads standard input.", show_default=False)
    ] = None,
    published: Annotated[str | None, typer.Option(help="The day of publication, YYYY-MM-DD, for every file named.")] = None,
    column: Annotated[
        list[str] | None, typer.Option(metavar="OURS=THEIRS", help="A table's column by its name, such as text=Dispatch; may be repeated.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON line a report instead of a page.")] = False,
) -> None:
    """Read reports and print what they say; nothing is kept.

    Example: trucebook read --published 2021-09-02 samples/2021-09-02-truce.txt
    """
    with speaking_plainly():
        reports = list(_reports(files or [Path("-")], published, column))
        readings = read_many(reports, sources=_sources())
        if json:
            for reading in readings:
                sys.stdout.buffer.write(encode(reading) + b"\n")
                sys.stdout.buffer.flush()
        else:
            console = Console()
            for reading in readings:
                console.print(page(reading))


@app.command()
def code(
    source: Annotated[Path, typer.Argument(metavar="IN.jsonl", help="JSON lines: one object with id and text a line.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.jsonl", help="Where the JSON lines of the readings go.")],
) -> None:
    """Read an archive of reports into JSON lines.

    Example: trucebook code archive.jsonl -o coded.jsonl
    """
    with speaking_plainly(), _bar("Reading") as step:
        for path in (source, output):
            if path.suffix not in (".jsonl", ".ndjson"):
                raise InputError(f"{path}: must end in .jsonl; other formats cannot be coded yet")
        if output.resolve() == source.resolve():
            raise InputError(f"{output}: would overwrite its own input; name another output")
        good, bad = code_archive(source, output, sources=_sources(), progress=step)
    print(f"{good} reports read" + (f", {bad} lines with errors (see `error` in {output})" if bad else ""), file=sys.stderr)


@app.command()
def codebook(
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help="A code such as withdraw or ASSAULT, or a file such as events.")
    ] = None,
) -> None:
    """Print the codebook, one of its parts, or one code with its bounds and example.

    Example: trucebook codebook lift_siege
    """
    with speaking_plainly():
        print(describe(codes.load(), code))


@gazetteer_app.command("find")
def gazetteer_find(
    name: Annotated[str, typer.Argument(help="The name of a place, in any common spelling.")],
    country: Annotated[str | None, typer.Option(help="ISO code of a country, alpha-2, to look in.")] = None,
) -> None:
    """Print the places a name may mean, the likeliest first.

    Example: trucebook gazetteer find Deraa
    """
    with speaking_plainly():
        found = _gazetteer().find(name, country=country)
        if not found:
            print(f"No place called {name} is known; add your own with: trucebook gazetteer add FILE", file=sys.stderr)
            raise typer.Exit(1)
        Console().print(places_table(found))


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


def _sources() -> Sources:
    return Sources(codebook=codes.load(), gazetteer=_gazetteer(), actors=actors.load())


def _gazetteer() -> gazetteer.Gazetteer:
    """Open the gazetteer; its first use builds it under a progress bar."""
    with _bar("Building the gazetteer (once)") as step:
        return gazetteer.load(progress=lambda _, share: step(round(1000 * share), 1000))


@contextmanager
def _bar(words: str) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar on standard error while the block runs; the value is what steps it: step(done, of)."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(words, total=None, visible=False)
        yield lambda done, of: progress.update(task, completed=done, total=of, visible=True)


def _read_all(reports: Iterable[Report]) -> Iterator[Reading]:
    """Yield the readings of reports under a progress bar."""
    wanted = list(reports)
    if not wanted:
        return
    with _bar("Reading") as step:
        for number, reading in enumerate(read_many(wanted, sources=_sources()), 1):
            yield reading
            step(number, len(wanted))


register(app, _read_all)
register_judging(app)
register_export(app)


def main() -> None:
    """Run the command line."""
    app()
