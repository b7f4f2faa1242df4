"""Many machines: the same partition function as futures of Dask.

Invariant: what comes out is what one machine gives; a task whose workers died goes back to the foreman, as it does there.
"""

import threading
from typing import Any

from trucebook.batch.foreman import Died
from trucebook.batch.manifest import Part
from trucebook.batch.work import Task, code_partition
from trucebook.errors import BatchError, InputError, TrucebookError
from trucebook.extras import load

PATIENCE = "30s"
_ONE_AT_A_TIME = threading.Lock()


class Cluster:
    """A Dask scheduler's workers; `address` is the scheduler's, such as tcp://10.0.0.1:8786."""

    def __init__(self, address: str) -> None:
        self.dask = load("distributed", extra="cluster", what="--engine dask")
        try:
            self.client = self.dask.Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise InputError(f"--scheduler {address}: no scheduler answers there ({error})") from error
        self.flying: dict[Any, Task] = {}

    def room(self) -> int:
        """Return how many tasks more than those under way the workers can be given: one each, and one in waiting."""
        return len(self.client.scheduler_info(n_workers=-1)["workers"]) + 1 - len(self.flying)

    def submit(self, task: Task) -> None:
        """Send a task to the scheduler."""
        future = self.client.submit(run, task, pure=False, priority=-task.number)
        self.flying[future] = task

    def wait(self) -> list[tuple[Task, Part | Died]]:
        """Return the tasks that ended within some seconds."""
        try:
            with self.client.as_current():
                ended = self.dask.wait(list(self.flying), timeout=5, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            ended = {future for future in self.flying if future.done()}
            if self.client.status not in ("running", "connecting"):
                raise BatchError("the scheduler is gone; what is done is kept, run again to go on") from None
        return [(self.flying.pop(future), self._end(future)) for future in ended]

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


def run(task: Task) -> Part:
    """Read one task on a worker; the model is loaded once a process and used by one thread at a time."""
    with _ONE_AT_A_TIME:
        return code_partition(task)
