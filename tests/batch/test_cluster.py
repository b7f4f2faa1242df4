"""Cluster: the same bytes from a real scheduler and three worker processes, one of them killed in mid-run."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.batch.fakes import FakeReader, archive
from tests.batch.test_runs import ids, options
from trucebook.batch import code
from trucebook.batch.foreman import LEFT_OUT
from trucebook.batch.manifest import read_manifest
from trucebook.errors import BatchError, InputError

distributed = pytest.importorskip("distributed")
ROOT = Path(__file__).resolve().parents[2]
SETTINGS = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1", "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "10s"}
pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler on loopback with three workers, each under a nanny, and their processes."""
    folder = tmp_path_factory.mktemp("cluster")
    environment = os.environ | SETTINGS | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    card = folder / "scheduler.json"
    started = [start([*dask, "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(card)], folder, environment)]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(card), "--nthreads", "1", "--no-dashboard"]
    started += [start([*worker, "--local-directory", str(folder)], folder, environment) for _ in range(3)]
    try:
        with distributed.Client(scheduler_file=str(card), timeout="60s", set_as_default=False) as client:
            client.wait_for_workers(3, timeout=60)
            yield client.scheduler.address, started
    finally:
        for process in reversed(started):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


def start(command: list[str], folder: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start a process with a group of its own and its words in a file."""
    with (folder / "log.txt").open("ab") as log:
        return subprocess.Popen(command, env=environment, cwd=folder, start_new_session=True, stdout=log, stderr=log)


def test_a_cluster_gives_the_bytes_of_one_process(cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path) -> None:
    """Poison, murder and all else come out of a cluster as they come out of one machine."""
    source = archive(tmp_path, 90, {3: "POISON", 50: "MURDER"})
    code([source], tmp_path / "one.jsonl", options=options(size=30, jobs=1))
    code([source], tmp_path / "dask.jsonl", options=options(size=30, engine="dask", scheduler=cluster[0]))
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "dask.jsonl").read_bytes()
    assert LEFT_OUT in (tmp_path / "dask.jsonl").read_text()


def test_a_worker_killed_in_mid_run_costs_nothing(cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path) -> None:
    """A host that goes away, nanny and all, is done without: every document is there and none is left out."""
    source = archive(tmp_path, 120)
    killed: list[int] = []

    def kill_one(done: int, of: int, earlier: int) -> None:
        if done and not killed:
            killed.append(done)
            os.killpg(cluster[1][-1].pid, signal.SIGKILL)

    changed = options(size=8, engine="dask", scheduler=cluster[0], reader=FakeReader(delay=0.02))
    code([source], tmp_path / "out", options=changed, progress=kill_one)
    whole = read_manifest(tmp_path / "out" / "manifest.json")
    assert killed
    assert [i for part in sorted((tmp_path / "out" / "readings").iterdir()) for i in ids(part)] == [f"d{n:05d}" for n in range(120)]
    assert not [line for part in whole.parts for line in part.left_out]


def test_a_hung_worker_is_given_up_and_named(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that is stopped and never ends loses its partition to another, and the manifest says which worker that was."""
    monkeypatch.setattr("trucebook.batch.cluster.SLOWEST", 0.1)
    source = archive(tmp_path, 24, {9: f"STOP {tmp_path / 'stopped'} here"})
    code([source], tmp_path / "out", options=options(size=8, engine="dask", scheduler=cluster[0], patience=3))
    whole = read_manifest(tmp_path / "out" / "manifest.json")
    assert [i for part in sorted((tmp_path / "out" / "readings").iterdir()) for i in ids(part)] == [f"d{n:05d}" for n in range(24)]
    assert not [line for part in whole.parts for line in part.left_out]
    assert [len(part.deaths) for part in whole.parts] == [0, 1, 0]
    assert re.fullmatch(r"worker tcp://127\.0\.0\.1:\d+ finished nothing for 4 s and was given up", whole.parts[1].deaths[0])
    assert whole.totals.deaths == 1


def test_a_worker_with_another_reader_is_refused(cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path) -> None:
    """A cluster whose workers have another version than the run stops it with one line that names the worker's host."""

    class Newer(FakeReader):
        """A reader that is newer, or knows more, here than on the workers."""

        def card(self):  # type: ignore[no-untyped-def]
            """Return the card of version 2."""
            return FakeReader(version=self.version).card()

        def __reduce__(self):  # type: ignore[no-untyped-def]
            return FakeReader, ()

    source = archive(tmp_path, 4)
    for reader, words in ((Newer(version="2"), "fake 1.*the run with fake 2"), (Newer(knows="b"), "another codebook, gazetteer")):
        with pytest.raises(BatchError, match=f"the worker on .* {words}|the worker on .* reads with {words}"):
            code([source], tmp_path / "out", options=options(engine="dask", scheduler=cluster[0], reader=reader))


def test_no_scheduler_no_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address where nothing listens ends in one line that names it."""
    monkeypatch.setattr("trucebook.batch.cluster.CONNECTING", "1s")
    began = time.monotonic()
    with pytest.raises(InputError, match=r"tcp://127\.0\.0\.1:9"):
        code([archive(tmp_path, 4)], tmp_path / "out.jsonl", options=options(engine="dask", scheduler="tcp://127.0.0.1:9"))
    assert time.monotonic() - began < 20
