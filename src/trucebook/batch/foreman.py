"""Hands tasks to an engine and deals with what ends badly: a partition whose worker died is tried again, then halved until the one document
that does it is left out and named.

Invariant: every item of every partition ends up in a part exactly once, as a reading or as an error line; a document is left out only where
it was being read when its worker ended.
"""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from msgspec.structs import replace

from trucebook.batch.items import open_items
from trucebook.batch.lines import ErrorLine, encode
from trucebook.batch.manifest import Counts, Part
from trucebook.batch.parts import READINGS, Parts, drop_folder, part_path
from trucebook.batch.work import BATCH, Task
from trucebook.errors import BatchError

SUMMED = (*Counts.__struct_fields__, "seconds", "cpu_seconds")
TRIES = 2
MOST_IN_A_ROW = 20
LEFT_OUT = "reading it ended the process that read it, twice; it is left out"


@dataclass(frozen=True)
class Died:
    """What an engine says of a task whose worker is gone, with how it went."""

    why: str


class Engine(Protocol):
    """Something that runs tasks: at most as many at a time as it has room for."""

    def room(self) -> int:
        """Return how many more tasks it takes now."""

    def submit(self, task: Task) -> None:
        """Take a task."""

    def wait(self) -> list[tuple[Task, Part | Died]]:
        """Return the tasks that have ended; waits a while for one, and may return none."""

    def close(self) -> None:
        """Stop at once; what is under way is lost."""


@dataclass
class _Rescue:
    """A partition read in pieces: the task it was, how many pieces are out, and what came of those that ended."""

    whole: Task
    out: int = 0
    ended: dict[int, tuple[Task, Part | ErrorLine]] = field(default_factory=dict)


class Foreman:
    """Runs tasks on an engine; `settle` is called with each partition that is finished."""

    def __init__(self, engine: Engine, work: Path, settle: Callable[[Part], None]) -> None:
        self.engine, self.work, self.settle = engine, work, settle
        self.again = deque[Task]()
        self.tries: dict[tuple[int, int, int, str], int] = {}
        self.rescues: dict[int, _Rescue] = {}
        self.deaths: dict[int, list[str]] = {}
        self.flying = self.bad_in_a_row = self.unbegun = 0

    def run(self, tasks: Iterable[Task]) -> None:
        """Run every task to its end; raises BatchError where the run cannot go on."""
        waiting = iter(tasks)
        while True:
            while self.engine.room() > 0:
                task = self.again.popleft() if self.again else next(waiting, None)
                if task is None:
                    break
                self.engine.submit(task)
                self.flying += 1
            if not self.flying:
                return
            for task, end in self.engine.wait():
                self.flying -= 1
                if isinstance(end, Died):
                    self._died(task, end)
                else:
                    self._done(task, end)

    def _done(self, task: Task, part: Part) -> None:
        self.bad_in_a_row = self.unbegun = 0
        rescue = self.rescues.get(task.number)
        if rescue is None:
            self._settle(part)
        else:
            self._ended(rescue, task, part)

    def _settle(self, part: Part) -> None:
        self.settle(replace(part, deaths=tuple(self.deaths.pop(part.number, ()))))

    def _died(self, task: Task, end: Died) -> None:
        """Try a task again, then in halves; a single document that dies again is left out."""
        if task.trail and not Path(task.trail).exists():
            self._wait_again(task, end)
            return
        key = (*task.key, task.folder)
        self.deaths.setdefault(task.number, []).append(end.why)
        self.tries[key] = self.tries.get(key, 0) + 1
        rescue = self.rescues.get(task.number)
        single = task.high - task.low == 1
        if self.tries[key] < TRIES and (rescue is None or single):
            self.again.append(task)
        elif rescue is None:
            self._split(self.rescues.setdefault(task.number, _Rescue(task)), task)
        elif single:
            self._leave_out(rescue, task, end)
        else:
            rescue.out -= 1
            self._split(rescue, task)

    def _wait_again(self, task: Task, end: Died) -> None:
        """Try a document again that was only waiting where a worker ended over another; raises BatchError where none is ever begun."""
        self.unbegun += 1
        if self.unbegun > MOST_IN_A_ROW:
            raise BatchError(f"workers end before they begin to read ({end.why}); see their logs; what is done is kept, run again to go on")
        self.again.append(task)

    def _split(self, rescue: _Rescue, task: Task) -> None:
        """Send the halves of a task out as pieces; they meet where a batch begins, so that batches stay as they would have been."""
        size = task.high - task.low
        middle = task.low + size // 2
        if size > BATCH:
            middle = max(task.low // BATCH + 1, middle // BATCH) * BATCH
        bounds = [(task.low, middle), (middle, task.high)] if size > 1 else [(task.low, task.high)]
        for low, high in bounds:
            folder = self._folder(task.number) / f"{low:06d}-{high:06d}"
            folder.mkdir(parents=True, exist_ok=True)
            trail = str(folder / "reading.txt") if high - low == 1 else None
            self.again.append(replace(task, low=low, high=high, folder=str(folder), form="jsonl", tables=False, trail=trail))
        rescue.out += len(bounds)

    def _leave_out(self, rescue: _Rescue, task: Task, end: Died) -> None:
        self.bad_in_a_row += 1
        if self.bad_in_a_row > MOST_IN_A_ROW:
            raise BatchError(
                f"{self.bad_in_a_row} documents one after the other ended their worker ({end.why}), which is no fault of theirs: "
                "look at the memory of the machine, or use fewer --jobs; what is done is kept, run again to go on"
            )
        self._ended(rescue, task, ErrorLine(id=_name_of(task), error=LEFT_OUT))

    def _ended(self, rescue: _Rescue, task: Task, end: Part | ErrorLine) -> None:
        rescue.out -= 1
        rescue.ended[task.low] = (task, end)
        if rescue.out == 0:
            del self.rescues[task.number]
            self._settle(_assemble(rescue))
            drop_folder(self._folder(task.number))

    def _folder(self, number: int) -> Path:
        return self.work / f"rescue-{number:06d}"


def _name_of(task: Task) -> str:
    """Return the id of a document read alone, or its place where the worker did not come as far as its id."""
    trail = Path(task.trail or "")
    if task.trail and trail.exists() and (name := trail.read_text(encoding="utf-8")):
        return name
    return next(open_items(task.partition, task.low, task.high, root=task.root)).where


def _assemble(rescue: _Rescue) -> Part:
    """Write a partition's part from its pieces and the documents left out."""
    whole, ends = rescue.whole, [rescue.ended[low] for low in sorted(rescue.ended)]
    with Parts(Path(whole.folder), whole.number, form=whole.form, tables=whole.tables) as parts:
        for task, end in ends:
            if isinstance(end, ErrorLine):
                parts.add(encode(end))
                continue
            with part_path(Path(task.folder), READINGS, task.number, "jsonl").open("rb") as lines:
                for line in lines:
                    parts.add(line.removesuffix(b"\n"))
    read = [end for _, end in ends if isinstance(end, Part)]
    lost = tuple(end for _, end in ends if isinstance(end, ErrorLine))
    sums: dict[str, Any] = {name: sum(getattr(part, name) for part in read) for name in SUMMED}
    return Part(
        number=whole.number,
        articles=whole.high - whole.low,
        bytes=parts.bytes,
        sha256=parts.digest,
        rss=max((p.rss for p in read), default=0),
        peak=max((p.peak for p in read), default=0),
        worker=read[-1].worker if read else "",
        trouble=tuple(line for p in read for line in p.trouble),
        left_out=lost,
        **(sums | {"errors": sums["errors"] + len(lost)}),
    )
