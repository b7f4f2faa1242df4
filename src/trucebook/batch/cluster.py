"""Many machines: the same partition function as futures of Dask.

Invariant: what comes out is what one machine gives; a task whose workers died, or whose worker hangs, goes back to the foreman, as it
does there.
"""

import threading
import time
from collections.abc import Iterable
from typing import Any, NamedTuple

from trucebook.batch.foreman import Died
from trucebook.batch.manifest import Part
from trucebook.batch.work import Task, code_partition
from trucebook.errors import BatchError, InputError, TrucebookError
from trucebook.extras import load

CONNECTING = "30s"
SLOWEST = 1.0  # seconds an article, about ten times what was measured
_LOOK = 30.0
_RESTART = 30.0
_ONE_AT_A_TIME = threading.Lock()


class _Held(NamedTuple):
    """The tasks a worker has, by their keys in the order they were seen there, and since when it has finished none of them."""

    keys: tuple[str, ...]
    since: float


class Cluster:
    """A Dask scheduler's workers; `address` is the scheduler's, such as tcp://10.0.0.1:8786.

    A worker that finishes nothing for `patience` and `SLOWEST` for each article of a task it has (both in seconds) is taken for hung.
    """

    def __init__(self, address: str, *, patience: float) -> None:
        self.dask = load("distributed", extra="cluster", what="--engine dask")
        try:
            self.client = self.dask.Client(address, timeout=CONNECTING, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise InputError(f"--scheduler {address}: no scheduler answers there ({error})") from error
        self.flying: dict[Any, Task] = {}
        self.patience = patience
        self.held: dict[str, _Held] = {}
        self.looked = time.monotonic()

    def room(self) -> int:
        """Return how many tasks more than those under way the workers can be given: one each, and one in waiting."""
        return len(self.client.scheduler_info(n_workers=-1)["workers"]) + 1 - len(self.flying)

    def submit(self, task: Task) -> None:
        """Send a task to the scheduler."""
        future = self.client.submit(run, task, pure=False, priority=-task.number)
        self.flying[future] = task

    def wait(self) -> list[tuple[Task, Part | Died]]:
        """Return the tasks that ended within some seconds, those of hung workers among them."""
        try:
            with self.client.as_current():
                ended = self.dask.wait(list(self.flying), timeout=5, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            ended = {future for future in self.flying if future.done()}
            if self.client.status not in ("running", "connecting"):
                raise BatchError("the scheduler is gone; what is done is kept, run again to go on") from None
        return [(self.flying.pop(future), self._end(future)) for future in ended] + self._hung()

    def _hung(self) -> list[tuple[Task, Part | Died]]:
        """Look now and then at who has which task for how long; returns the tasks of those that hang."""
        now = time.monotonic()
        if now - self.looked < min(_LOOK, self.patience / 4):
            return []
        self.looked = now
        flying = {future.key: future for future in self.flying}
        try:
            having = {worker: self._in_turn(keys, flying) for worker, keys in self.client.processing().items()}
        except (OSError, TimeoutError):
            return []  # the next call of `wait` finds out whether the scheduler is gone
        self.held = {worker: _seen(self.held.get(worker), keys, now) for worker, keys in having.items() if keys}
        ended = list[tuple[Task, Part | Died]]()
        for worker, held in self.held.items():
            limit = self.patience + SLOWEST * max(self.flying[flying[key]].size for key in held.keys)
            if now - held.since > limit:
                ended.append(self._give_up(worker, flying[held.keys[0]], limit))
        return ended

    def _in_turn(self, keys: Iterable[str], flying: dict[str, Any]) -> list[str]:
        """Return the keys of our tasks in the order in which a worker that gets them at once does them."""
        return sorted((key for key in keys if key in flying), key=lambda key: self.flying[flying[key]].number)

    def _give_up(self, worker: str, future: Any, limit: float) -> tuple[Task, Died]:
        """Take its task from a hung worker and have its nanny replace it; what else it has the scheduler gives to others."""
        self.client.cancel([future], force=True)
        try:
            self.client.restart_workers([worker], timeout=_RESTART, raise_for_error=False)
        except (OSError, TimeoutError, ValueError):
            self.looked = time.monotonic()  # it went by itself, or will be seen again
        return self.flying.pop(future), Died(f"worker {worker} finished nothing for {limit:.0f} s and was given up")

    def close(self) -> None:
        """Take back what is under way and leave."""
        try:
            self.client.cancel(list(self.flying), force=True)
        except Exception:
            self.flying.clear()  # the scheduler is gone, and with it what was under way
        self.client.close(timeout=5)

    def _end(self, future: Any) -> Part | Died:
        try:
            return future.result(timeout=60)  # type: ignore[no-any-return]
        except self.dask.KilledWorker as error:
            return Died(f"worker {error.last_worker.address} died" if getattr(error, "last_worker", None) else "its workers died")
        except TrucebookError as error:
            raise BatchError(str(error)) from error
        except Exception as error:
            raise BatchError(
                f"the cluster gave up a task ({type(error).__name__}: {error}); what is done is kept, run again to go on"
            ) from error


def _seen(before: _Held | None, keys: list[str], now: float) -> _Held:
    """Return what a worker has now; its clock begins anew where it had nothing, or has got through something since."""
    if before is None or not set(before.keys) <= set(keys):
        return _Held(tuple(keys), now)
    return _Held((*before.keys, *(key for key in keys if key not in before.keys)), before.since)


def run(task: Task) -> Part:
    """Read one task on a worker; the model is loaded once a process and used by one thread at a time."""
    with _ONE_AT_A_TIME:
        return code_partition(task)
