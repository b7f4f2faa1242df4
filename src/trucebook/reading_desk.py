"""What the commands that read share: the reader's sources, and reports read under a progress bar.

Invariant: progress goes to standard error and vanishes when the work is done.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from trucebook import actors, gazetteer
from trucebook import codebook as codes
from trucebook.model import Reading, Report
from trucebook.pins import check_own_tables
from trucebook.readers import Reader, find_reader
from trucebook.reading import Sources


def sources() -> Sources:
    """Return everything that reading knows before it sees a report."""
    check_own_tables()
    return Sources(codebook=codes.load(), gazetteer=open_gazetteer(), actors=actors.load())


def open_gazetteer() -> gazetteer.Gazetteer:
    """Open the gazetteer; its first use builds it under a progress bar."""
    with bar("Building the gazetteer (once)") as step:
        return gazetteer.load(progress=lambda _, share: step(round(1000 * share), 1000))


@contextmanager
def bar(words: str) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar on standard error while the block runs; the value is what steps it: step(done, of)."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(words, total=None, visible=False)
        yield lambda done, of: progress.update(task, completed=done, total=of, visible=True)


def reader_of(context: typer.Context) -> Reader:
    """Return the reader that the command line names, with the file of own codes where one is given."""
    asked = context.obj
    return find_reader(asked["reader"], sources=sources, codes=Path(asked["codebook"]) if asked["codebook"] else None)


def read_all(reports: Iterable[Report], reader: Reader) -> Iterator[Reading]:
    """Yield the readings of reports under a progress bar."""
    wanted = list(reports)
    if not wanted:
        return
    with bar("Reading") as step:
        for number, reading in enumerate(reader(wanted), 1):
            yield reading
            step(number, len(wanted))
