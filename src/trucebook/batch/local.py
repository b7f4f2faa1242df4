"""One machine: worker processes that load the model once and read partition after partition.

Invariant: a worker that dies takes only its own task with it; workers end with the run, however the run ends.
"""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import connection
from multiprocessing.context import BaseContext
from typing import Any

from trucebook.batch.foreman import Died
from trucebook.batch.manifest import Part
from trucebook.batch.work import Task, code_partition, prepare
from trucebook.errors import BatchError, TrucebookError

PATIENCE = 900.0
MOST_MEMORY = 800
MOST_STARTS = 3
Watch = Callable[[Task, int], None]


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Alone:
    """No pool at all: tasks are read here, one by one, which spares small inputs the start of workers."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.task: Task | None = None

    def room(self) -> int:
        """Return 1 while no task is held."""
        return int(self.task is None)

    def submit(self, task: Task) -> None:
        """Hold a task until `wait`."""
        self.task = task

    def wait(self) -> list[tuple[Task, Part | Died]]:
        """Read the task that is held."""
        task, self.task = self.task, None
        assert task is not None
        return [(task, code_partition(task, lambda done: self.watch(task, done)))]

    def close(self) -> None:
        """Nothing is under way between two calls."""


@dataclass
class _Worker:
    """One process and this side's end of its pipe; `heard` is when it last said something, `up` whether its reader is loaded."""

    process: Any
    pipe: connection.Connection
    task: Task | None = None
    up: bool = False
    heard: float = field(default_factory=time.monotonic)


class Pool:
    """As many processes as jobs; `watch` is told of the items done, `patience` is how long (s) a worker may be silent.

    A worker that holds more than `most_memory` MB after a partition is replaced by a fresh one.
    """

    def __init__(self, jobs: int, watch: Watch, *, patience: float = PATIENCE, most_memory: int = MOST_MEMORY) -> None:
        self.jobs, self.watch, self.patience, self.most_memory = jobs, watch, patience, most_memory
        self.workers: list[_Worker] = []
        self.failed_starts = 0
        self.context = _context()

    def room(self) -> int:
        """Return how many workers are idle or could be started."""
        return self.jobs - sum(worker.task is not None for worker in self.workers)

    def submit(self, task: Task) -> None:
        """Give a task to an idle worker, starting one where there is none."""
        worker = next((w for w in self.workers if w.task is None), None) or self._start()
        worker.task, worker.heard = task, time.monotonic()
        with suppress(OSError):  # it may be dead already, which `wait` will find
            worker.pipe.send(task)

    def wait(self) -> list[tuple[Task, Part | Died]]:
        """Return the tasks that ended within some seconds."""
        busy = [w for w in self.workers if w.task is not None]
        connection.wait([thing for w in busy for thing in (w.pipe, w.process.sentinel)], timeout=min(5.0, self.patience))
        return [end for worker in busy for end in self._look_at(worker)]

    def close(self) -> None:
        """Stop every worker: idle ones by asking, busy ones at once."""
        for worker in self.workers:
            if worker.task is None:
                self._dismiss(worker)
            else:
                worker.process.kill()
        for worker in self.workers:
            worker.process.join(10)
            worker.pipe.close()
        self.workers.clear()

    def _start(self) -> _Worker:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=serve, args=(theirs,), daemon=True)  # type: ignore[attr-defined]
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self.workers.append(worker)
        return worker

    def _look_at(self, worker: _Worker) -> list[tuple[Task, Part | Died]]:
        """Take what a worker has said; returns its task where that has ended."""
        task, dead = worker.task, not worker.process.is_alive()
        assert task is not None
        try:
            while worker.pipe.poll():
                kind, value = worker.pipe.recv()
                worker.heard = time.monotonic()
                if kind == "done":
                    self._rest(worker, value)
                    return [(task, value)]
                self._hear(worker, task, kind, value)
        except (EOFError, OSError):
            dead = True
        if not dead and time.monotonic() - worker.heard > self.patience:
            worker.process.kill()
            return self._bury(worker, task, f"said nothing for {self.patience:.0f} s")
        return self._bury(worker, task) if dead else []

    def _hear(self, worker: _Worker, task: Task, kind: str, value: Any) -> None:
        if kind == "up":
            worker.up, self.failed_starts = True, 0
        elif kind == "note":
            self.watch(task, value)
        else:
            raise BatchError(value)

    def _rest(self, worker: _Worker, part: Part) -> None:
        worker.task = None
        if part.rss > self.most_memory:
            self._dismiss(worker)
            worker.process.join(10)
            worker.pipe.close()
            self.workers.remove(worker)

    def _dismiss(self, worker: _Worker) -> None:
        try:
            worker.pipe.send(None)
        except OSError:
            worker.process.kill()

    def _bury(self, worker: _Worker, task: Task, silent: str = "") -> list[tuple[Task, Part | Died]]:
        """Remove a dead worker; one that died while loading its reader says nothing of its task, which goes to another."""
        worker.process.join(10)
        worker.pipe.close()
        self.workers.remove(worker)
        code = worker.process.exitcode
        why = silent or (f"signal {-code}" if code is not None and code < 0 else f"exit code {code}")
        if worker.up:
            return [(task, Died(why))]
        self.failed_starts += 1
        if self.failed_starts >= MOST_STARTS:
            raise BatchError(f"workers end while they load the reader ({why}); is there memory for them? use fewer --jobs")
        self.submit(task)
        return []


def _context() -> BaseContext:
    """Return how processes are started: by a server that forks clean ones where there is one, else from scratch."""
    if os.name != "posix":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["trucebook.batch.readers"])
    return context


def serve(pipe: connection.Connection) -> None:
    """Read tasks from a pipe until it ends: the life of a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        while (task := pipe.recv()) is not None:
            pipe.send(_served(task, pipe))
    except (EOFError, OSError):
        os._exit(1)  # the run is gone


def _served(task: Task, pipe: connection.Connection) -> tuple[str, Any]:
    try:
        prepare(task)
        pipe.send(("up", None))
        return "done", code_partition(task, lambda done: pipe.send(("note", done)))
    except TrucebookError as error:
        return "failed", str(error)
    except (BrokenPipeError, ConnectionError):
        raise
    except Exception as error:
        return "failed", f"a worker cannot go on with {task.partition}: {type(error).__name__}: {error}"
