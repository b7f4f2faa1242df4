"""The partition function: one stretch of an archive → its part on disk and its counts. Every engine runs this and nothing else.

Invariant: the same task gives the same bytes wherever it runs; a document that raises costs only itself.
"""

import os
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Protocol

import msgspec

from trucebook.batch.items import Item, open_items
from trucebook.batch.lines import ErrorLine, encode
from trucebook.batch.manifest import Counts, Part
from trucebook.batch.partitions import Partition
from trucebook.batch.parts import Format, Parts
from trucebook.errors import BatchError, TrucebookError
from trucebook.model import ReaderInfo, Reading, Report

BATCH = 16
ReadMany = Callable[[list[Report]], Iterable[Reading]]
Note = Callable[[int], None]


class Reader(Protocol):
    """How a worker comes by its reader: small, picklable, equal where it is the same."""

    def card(self) -> ReaderInfo:
        """Return who reads, without loading what reading needs."""

    def sources(self) -> str:
        """Return a hash of what reading knows beside its model."""

    def open(self) -> ReadMany:
        """Load what reading needs and return the function that reads; called once a process."""

    def __hash__(self) -> int: ...


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """Items `low` to `high` of a partition (its paths start from `root`), to be written into a folder as a part.

    `expects` is the reader the run was begun with and `knows` the hash of its sources; a worker that has others refuses. `trail` is a
    file that is there while a document is read alone because it may end its worker; as soon as its id is known it holds that.
    """

    number: int
    partition: Partition
    root: str
    low: int
    high: int
    folder: str
    form: Format
    tables: bool
    reader: Reader
    expects: ReaderInfo
    knows: str
    trail: str | None = None

    @property
    def size(self) -> int:
        """Return how many items there are."""
        return self.high - self.low

    @property
    def key(self) -> tuple[int, int, int]:
        """Return what tells this task from all others of its run."""
        return self.number, self.low, self.high


@dataclass
class Tally:
    """What a task has seen so far, and what could not be read."""

    counts: Counts = field(default_factory=Counts)
    trouble: list[ErrorLine] = field(default_factory=list)

    def take(self, result: Reading | ErrorLine) -> None:
        """Count one result."""
        self.counts = self.counts.plus(_counted(result))
        if isinstance(result, ErrorLine):
            self.trouble.append(result)


def _counted(result: Reading | ErrorLine) -> Counts:
    """Return what one result counts as."""
    if isinstance(result, ErrorLine):
        return Counts(errors=1)
    seen = result.skimmed
    if seen is None:
        return Counts(read=1, claims=len(result.claims))
    return Counts(read=1, claims=len(result.claims), skipped=int(not seen.read), sentences=seen.sentences, sentences_read=seen.read)


@lru_cache(maxsize=1)
def _opened(reader: Reader, expects: ReaderInfo, knows: str) -> ReadMany:
    found = reader.card()
    if found != expects:
        here = f"{found.name} {found.version}, {found.model}, {found.model_sha256[:12]}"
        there = f"{expects.name} {expects.version}, {expects.model}, {expects.model_sha256[:12]}"
        raise BatchError(f"the worker on {socket.gethostname()} reads with {here}, the run with {there}; install the same on both")
    if reader.sources() != knows:
        raise BatchError(
            f"the worker on {socket.gethostname()} has another codebook, gazetteer, own places or table of actors than the run; "
            "give both the same TRUCEBOOK_CACHE"
        )
    return reader.open()


def prepare(task: Task) -> None:
    """Load what a task's reader needs, so that a worker that cannot even do that is known for it."""
    _opened(task.reader, task.expects, task.knows)


def code_partition(task: Task, note: Note | None = None) -> Part:
    """Read a task's items and write its part; `note` is called with the items done after every batch."""
    began, spent = time.monotonic(), time.process_time()
    tally = Tally()
    if task.trail:
        Path(task.trail).touch()
    with Parts(Path(task.folder), task.number, form=task.form, tables=task.tables) as parts:
        for result in _results(task, tally, note):
            tally.take(result)
            parts.add(encode(result))
    if task.trail:
        Path(task.trail).unlink(missing_ok=True)
    rss, peak = memory()
    return Part(
        number=task.number,
        articles=task.high - task.low,
        bytes=parts.bytes,
        sha256=parts.digest,
        seconds=round(time.monotonic() - began, 3),
        cpu_seconds=round(time.process_time() - spent, 3),
        rss=rss,
        peak=peak,
        worker=f"{socket.gethostname()}:{os.getpid()}",
        trouble=tuple(tally.trouble),
        **msgspec.structs.asdict(tally.counts),
    )


def _results(task: Task, tally: Tally, note: Note | None) -> Iterator[Reading | ErrorLine]:
    """Yield what became of each item, a batch at a time; batches begin at fixed numbers, so a rescued part reads as any other."""
    items = enumerate(open_items(task.partition, task.low, task.high, root=task.root), task.low)
    for _, group in groupby(items, key=lambda pair: pair[0] // BATCH):
        batch, done = list[Report | ErrorLine](), task.low
        for number, item in group:
            found = list(_reports(item))
            tally.counts = tally.counts.plus(Counts(passed=int(not found)))
            batch += found
            done = number + 1
        if task.trail and batch:
            Path(task.trail).write_text(batch[0].id, encoding="utf-8")
        yield from _read(batch, task)
        if note:
            note(done - task.low)


def _reports(item: Item) -> Iterator[Report | ErrorLine]:
    """Yield an item's reports; one that cannot be used is an error line with its place."""
    try:
        yield from item.reports()
    except TrucebookError as error:
        yield ErrorLine(id=item.where, error=str(error))
    except Exception as error:
        yield ErrorLine(id=item.where, error=f"{type(error).__name__}: {error}")


def _read(batch: list[Report | ErrorLine], task: Task) -> Iterator[Reading | ErrorLine]:
    """Yield the results of a batch in its order."""
    read_many = _opened(task.reader, task.expects, task.knows)
    results = read_safely([one for one in batch if isinstance(one, Report)], read_many)
    for one in batch:
        yield one if isinstance(one, ErrorLine) else next(results)


def read_safely(reports: list[Report], read_many: ReadMany) -> Iterator[Reading | ErrorLine]:
    """Yield a reading for each report; where one raises, the batch is read one by one and it becomes an error line."""
    try:
        readings: list[Reading | ErrorLine] = list(read_many(reports))
    except Exception as error:
        if len(reports) == 1:
            yield ErrorLine(id=reports[0].id, error=f"{type(error).__name__}: {error}")
            return
        for report in reports:
            yield from read_safely([report], read_many)
        return
    yield from readings


def memory() -> tuple[int, int]:
    """Return this process's memory in MB, now and at its most; zeros where the system does not say."""
    try:
        words = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0, 0
    kept = dict(line.split(":", 1) for line in words.splitlines() if line.startswith(("VmRSS", "VmHWM")))
    return int(kept["VmRSS"].split()[0]) >> 10, int(kept["VmHWM"].split()[0]) >> 10
