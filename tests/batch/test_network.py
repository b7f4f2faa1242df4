"""Hosts: three workers in network namespaces of their own, one of them cut off while the run goes on."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.batch.fakes import FakeReader, archive
from tests.batch.test_cluster import SETTINGS, start
from tests.batch.test_runs import ids, options
from trucebook.batch import code
from trucebook.batch.manifest import read_manifest

distributed = pytest.importorskip("distributed")
ROOT = Path(__file__).resolve().parents[2]
BRIDGE, NET = "tbbr0", "10.213.77"
HOSTS = (1, 2, 3)
pytestmark = pytest.mark.filterwarnings("default")


def ip(words: str) -> subprocess.CompletedProcess[str]:
    """Run `ip` with words; the result says how it went."""
    return subprocess.run(["ip", *words.split()], capture_output=True, text=True, check=False)


def why_not() -> str | None:
    """Say why namespaces cannot be made here, None where they can."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return "network namespaces need Linux and root"
    if shutil.which("ip") is None:
        return "network namespaces need the command ip (iproute2)"
    tried = ip("netns add tbtry")
    ip("netns del tbtry")
    return f"network namespaces cannot be made here ({tried.stderr.strip()})" if tried.returncode else None


@pytest.fixture
def hosts() -> Iterator[list[str]]:
    """Three namespaces joined by a bridge on which this one has the address .254; the value is their names."""
    reason = why_not()
    if reason:
        pytest.skip(reason)
    names = [f"tbhost{n}" for n in HOSTS]
    steps = [f"link add {BRIDGE} type bridge", f"addr add {NET}.254/24 dev {BRIDGE}", f"link set {BRIDGE} up"]
    for n, name in zip(HOSTS, names, strict=True):
        steps += [f"netns add {name}", f"link add tbv{n} type veth peer name eth0 netns {name}", f"link set tbv{n} master {BRIDGE} up"]
        steps += [f"-n {name} addr add {NET}.{n}/24 dev eth0", f"-n {name} link set eth0 up", f"-n {name} link set lo up"]
    try:
        for step in steps:
            done = ip(step)
            if done.returncode:
                pytest.skip(f"ip {step}: {done.stderr.strip()}")
        yield names
    finally:
        for name in names:
            ip(f"netns del {name}")
        ip(f"link del {BRIDGE}")


@pytest.fixture
def processes() -> Iterator[list[subprocess.Popen[bytes]]]:
    """Processes that are ended with the test."""
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for process in reversed(started):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


def test_a_host_that_is_cut_off_costs_nothing(hosts: list[str], processes: list[subprocess.Popen[bytes]], tmp_path: Path) -> None:
    """A worker whose network goes silent in mid-run is given up by the scheduler; others read its partitions, none is lost or doubled."""
    environment = os.environ | SETTINGS | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    environment |= {"DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "4s", "DASK_DISTRIBUTED__COMM__TIMEOUTS__TCP": "15s"}
    address = f"tcp://{NET}.254:8799"
    scheduler = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", f"{NET}.254", "--port", "8799", "--no-dashboard"]
    processes.append(start(scheduler, tmp_path, environment))
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny"]
    for n, name in zip(HOSTS, hosts, strict=True):
        command = ["ip", "netns", "exec", name, *worker, "--host", f"{NET}.{n}", "--local-directory", str(tmp_path / name)]
        processes.append(start(command, tmp_path, environment))
    with distributed.Client(address, timeout="30s", set_as_default=False) as client:
        client.wait_for_workers(3, timeout=60)
    source = archive(tmp_path, 120)
    cut: list[float] = []

    def cut_off(done: int, of: int, earlier: int) -> None:
        if done and not cut:
            cut.append(time.monotonic())
            assert ip("link set tbv3 down").returncode == 0

    changed = options(size=8, engine="dask", scheduler=address, reader=FakeReader(delay=0.03))
    code([source], tmp_path / "out", options=changed, progress=cut_off)
    whole = read_manifest(tmp_path / "out" / "manifest.json")
    assert cut
    assert [i for part in sorted((tmp_path / "out" / "readings").iterdir()) for i in ids(part)] == [f"d{n:05d}" for n in range(120)]
    assert not [line for part in whole.parts for line in part.left_out]
