"""The command `code`: archives into files, under a bar that says how fast and how long.

Invariant: a run that is stopped says how to go on; figures come from this run, not from parts that lay there.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from trucebook import gazetteer
from trucebook.batch import Options, Summary
from trucebook.batch import code as code_archive
from trucebook.batch.local import PATIENCE
from trucebook.batch.readers import NamedReader
from trucebook.desk import speaking_plainly
from trucebook.errors import GazetteerError
from trucebook.gazetteer_build import make_stamp
from trucebook.intake import columns_of
from trucebook.readers import OWN, find_reader
from trucebook.reading_desk import sources

_EVERY = 60.0


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""

    @app.command()
    def code(
        context: typer.Context,
        inputs: Annotated[
            list[Path], typer.Argument(metavar="IN...", help="JSON lines, CSV, Parquet, WARC or WACZ files, .gz of these, or folders.")
        ],
        output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT", help="A .jsonl or .parquet file, or a folder for parts.")],
        jobs: Annotated[
            int | None, typer.Option(min=1, help="How many processes read.", show_default="1 for a small input, else every core")
        ] = None,
        form: Annotated[
            Literal["jsonl", "parquet"] | None, typer.Option("--format", help="What parts in a folder are.", show_default="parquet")
        ] = None,
        tables: Annotated[bool, typer.Option("--tables", help="Write events, agreements, figures … as flat Parquet tables too.")] = False,
        partition: Annotated[int, typer.Option(min=1, help="How many articles are read in one go and make one part.")] = 1000,
        column: Annotated[
            list[str] | None, typer.Option(metavar="OURS=THEIRS", help="A table's column by its name, such as text=Dispatch.")
        ] = None,
        engine: Annotated[Literal["local", "dask"], typer.Option(help="This machine, or the workers of a Dask scheduler.")] = "local",
        scheduler: Annotated[str | None, typer.Option(metavar="ADDRESS", help="The scheduler, such as tcp://10.0.0.1:8786.")] = None,
        patience: Annotated[
            float, typer.Option(metavar="SECONDS", min=1, help="After how long a worker that says nothing is taken for hung.")
        ] = PATIENCE,
        skim: Annotated[
            bool, typer.Option("--skim", help="Read only sentences that could carry a claim: quicker, and loses a few.")
        ] = False,
        anew: Annotated[bool, typer.Option("--anew", help="Begin again instead of going on with a run that was cut off.")] = False,
    ) -> None:
        """Read archives into JSON lines, Parquet or tables; a run that was cut off goes on where it stopped.

        Example: trucebook code archive.jsonl -o coded.jsonl
        """
        with speaking_plainly():
            options = Options(
                jobs=jobs,
                size=partition,
                form=form,
                tables=tables,
                engine=engine,
                scheduler=scheduler,
                patience=patience,
                anew=anew,
                columns=columns_of(column) or {},
                reader=_reader(context.obj, skim),
            )
            _build_gazetteer()
            summary = _coded(inputs, output, options)
        print(_said(summary, output), file=sys.stderr)


def _build_gazetteer() -> None:
    """Build the gazetteer where it is missing, in a process of its own: that takes 600 MB, which this one would hold to the end."""
    if gazetteer.stamp_of(gazetteer.where() / "gazetteer.sqlite") != make_stamp():
        command = [sys.executable, "-m", "trucebook", "gazetteer", "find", "Daraa"]
        if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode:
            raise GazetteerError("the gazetteer could not be built; run `trucebook gazetteer find Daraa` to see why")


def _reader(asked: dict[str, str | None], skim: bool) -> NamedReader:
    """Return the reader that the command line names; one that nobody knows ends the command before anything is read."""
    codes = Path(asked["codebook"]).absolute() if asked["codebook"] else None
    find_reader(asked["reader"] or OWN, sources=sources, codes=codes, skim=skim)
    return NamedReader(asked["reader"] or OWN, str(codes) if codes else None, skim)


def _coded(inputs: list[Path], output: Path, options: Options) -> Summary:
    """Run with a bar; Ctrl-C and a polite kill end it cleanly with exit code 130."""
    meter = _Meter()
    before = _heed_kill()
    try:
        with _shown(meter):
            return code_archive(inputs, output, options=options, progress=meter.step)
    except KeyboardInterrupt:
        print(f"stopped at {meter.said()}; whole parts are kept, run the same command to go on", file=sys.stderr)
        raise typer.Exit(130) from None
    finally:
        if before is not None:
            signal.signal(signal.SIGTERM, before)


def _heed_kill() -> Any:
    """Take SIGTERM, which batch systems send before they kill, as Ctrl-C; returns what was there, None outside the main thread."""
    try:
        return signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    except ValueError:
        return None


class _Meter:
    """How far a run is, how fast, how long still."""

    def __init__(self) -> None:
        self.done = self.of = self.earlier = 0
        self.began: float | None = None
        self.show: Callable[[], None] = lambda: None

    def step(self, done: int, of: int, earlier: int) -> None:
        """Take the articles done, in all, and done by an earlier run."""
        self.done, self.of, self.earlier = done, of, earlier
        self.began = self.began or time.monotonic()
        self.show()

    def said(self) -> str:
        """Return the state in words."""
        fresh, took = self.done - self.earlier, time.monotonic() - (self.began or time.monotonic())
        words = f"{self.done:,} of {self.of:,} articles"
        if fresh <= 0 or took <= 0:
            return words
        rate = fresh / took
        return f"{words}, {rate:.1f} a second, {_span((self.of - self.done) / rate)} left"


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


@contextmanager
def _shown(meter: _Meter) -> Iterator[None]:
    """Show a bar on a terminal; elsewhere a line a minute, so that logs stay short."""
    console = Console(stderr=True)
    if not console.is_terminal:
        last = time.monotonic()

        def line() -> None:
            nonlocal last
            if time.monotonic() - last > _EVERY:
                last = time.monotonic()
                print(meter.said(), file=sys.stderr, flush=True)

        meter.show = line
        yield
        return
    with Progress(TextColumn("Reading"), BarColumn(), TextColumn("{task.description}"), console=console, transient=True) as bar:
        task = bar.add_task("", total=None, visible=False)
        meter.show = lambda: bar.update(task, completed=meter.done, total=meter.of, description=meter.said(), visible=True)
        yield


def _said(summary: Summary, output: Path) -> str:
    totals = summary.totals
    words = f"{output} was whole already: " if summary.before else ""
    words += f"{totals.read} reports read"
    if totals.errors:
        words += f", {totals.errors} lines with errors (see `error` in {output})"
    if totals.passed:
        words += f", {totals.passed} passed over (no article in them)"
    if totals.sentences:
        words += f"; skimmed: {totals.sentences_read} of {totals.sentences} sentences read, {totals.skipped} reports skipped whole"
    if totals.deaths:
        words += f"; workers died or hung {totals.deaths} times, and others took up their work"
    return "\n".join((words, *(f"note: {remark}" for remark in summary.remarks)))
