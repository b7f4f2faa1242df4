"""Runs: the same bytes by any engine, whole or not there, and on from where they stopped."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.batch.fakes import FakeReader, StillbornReader, archive
from trucebook.batch import Options, code
from trucebook.batch.foreman import LEFT_OUT, Died, Foreman
from trucebook.batch.local import Pool
from trucebook.batch.manifest import Part, read_manifest
from trucebook.batch.partitions import plan
from trucebook.batch.work import Task, code_partition
from trucebook.errors import BatchError, InputError

ROOT = Path(__file__).resolve().parents[2]


def options(**changed: object) -> Options:
    """Return options with the fake reader, small partitions and two processes."""
    return Options(**({"reader": FakeReader(), "size": 40, "jobs": 2, "form": "jsonl"} | changed))  # type: ignore[arg-type]


def ids(path: Path) -> list[str]:
    """Return the ids of an output in order."""
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]


def alive(group: int) -> list[str]:
    """Return the processes of a group that run still; dead ones that nobody has buried do not count."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, _, rest = path.read_text().rpartition(")")
            if int(rest.split()[2]) == group and rest.split()[0] not in "ZX":
                found.append(name)
    return found


def program(*words: object) -> subprocess.Popen[bytes]:
    """Start a run as a program with a process group of its own, which heeds Ctrl-C however the tests were started."""
    command = [sys.executable, "-m", "tests.batch.fakes", *map(str, words)]
    heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a shell's background job is born with Ctrl-C ignored
    return subprocess.Popen(
        command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=heeding
    )


@pytest.fixture
def paths(tmp_path: Path) -> Callable[[str], Path]:
    """A function that names a place in an empty folder."""
    return lambda name: tmp_path / name


def test_one_process_and_two_give_the_same_bytes(paths: Callable[[str], Path]) -> None:
    """Output of this process alone and of a pool is the same, in the order of the input, and nothing else is left."""
    source = archive(paths("."), 205, {7: "POISON", 100: ""})
    code([source], paths("one.jsonl"), options=options(size=1000))
    code([source], paths("two.jsonl"), options=options(size=16))
    assert paths("one.jsonl").read_bytes() == paths("two.jsonl").read_bytes()
    assert ids(paths("two.jsonl")) == [f"d{n:05d}" for n in range(205)]
    assert sorted(p.name for p in paths(".").iterdir()) == ["in.jsonl", "one.jsonl", "two.jsonl"]


def test_a_murderous_document_is_left_out_and_named_and_everything_else_is_read(paths: Callable[[str], Path]) -> None:
    """Poison and murder are named in the manifest; each partition's other documents are there, in their places."""
    once = paths("mark")
    source = archive(paths("."), 130, {3: "POISON", 50: "MURDER", 51: "MURDER", 90: f"ONCE {once}", 129: "MURDER"})
    summary = code([source], paths("out"), options=options(size=64))
    whole = read_manifest(paths("out") / "manifest.json")
    named = {line.id: line.error for part in whole.parts for line in (*part.trouble, *part.left_out)}
    assert named == {"d00003": "RuntimeError: poison"} | dict.fromkeys(("d00050", "d00051", "d00129"), LEFT_OUT)
    assert "exit code 3" in whole.parts[1].deaths
    assert set(whole.parts[0].deaths) == {"signal 9"}
    assert [i for part in sorted((paths("out") / "readings").iterdir()) for i in ids(part)] == [f"d{n:05d}" for n in range(130)]
    assert (summary.totals.read, summary.totals.errors, summary.totals.articles) == (126, 4, 130)
    assert not (paths("out") / ".work").exists()


def test_a_partition_of_one_murderous_document_ends_as_an_error_line(paths: Callable[[str], Path]) -> None:
    """The smallest partition is rescued too; tables and Parquet are written from the pieces."""
    source = archive(paths("."), 2, {1: "MURDER"})
    code([source], paths("out"), options=options(size=1, form="parquet", tables=True))
    whole = read_manifest(paths("out") / "manifest.json")
    assert [[line.id for line in part.left_out] for part in whole.parts] == [[], ["d00001"]]
    assert (paths("out") / "reports" / "part-000001.parquet").exists()


def test_workers_that_cannot_load_their_reader_stop_the_run(paths: Callable[[str], Path]) -> None:
    """A reader that ends every process is no document's fault: nothing is left out, the run stops with one line."""
    source = archive(paths("."), 90)
    with pytest.raises(BatchError, match="while they load the reader"):
        code([source], paths("out.jsonl"), options=options(reader=StillbornReader()))
    assert sorted(p.name for p in paths(".").iterdir()) == ["in.jsonl"]


def test_a_silent_worker_is_taken_for_dead(paths: Callable[[str], Path]) -> None:
    """A worker that says nothing for longer than the pool's patience is killed and its task handed back."""
    source = archive(paths("."), 1)
    tasks: list[Task] = []
    pool = Pool(1, lambda task, done: None, patience=0.5)
    plan_task(source, paths("out"), FakeReader(delay=60), tasks)
    try:
        pool.submit(tasks[0])
        ended: list[object] = []
        while not ended:
            ended = [end for _, end in pool.wait()]
        assert "said nothing for 0 s" in str(ended[0])
    finally:
        pool.close()


class Unlucky:
    """An engine in whose workers the documents of `murder` end them, and with them whatever waits behind, read or not."""

    def __init__(self, murder: set[int]) -> None:
        self.murder, self.tasks = murder, list[Task]()

    def room(self) -> int:
        """Take three tasks at a time."""
        return 3 - len(self.tasks)

    def submit(self, task: Task) -> None:
        """Take a task."""
        self.tasks.append(task)

    def wait(self) -> list[tuple[Task, Part | Died]]:
        """Read the first task; where it holds murder, all that wait die with it."""
        tasks, self.tasks = self.tasks, []
        if self.murder.isdisjoint(range(tasks[0].low, tasks[0].high)):
            self.tasks = tasks[1:]
            return [(tasks[0], code_partition(tasks[0]))]
        if tasks[0].trail:
            Path(tasks[0].trail).write_text(f"d{tasks[0].low:05d}")
        return [(task, Died("gone")) for task in tasks]

    def close(self) -> None:
        """Nothing is under way."""


def test_a_document_that_only_waited_is_not_left_out(paths: Callable[[str], Path]) -> None:
    """Documents that lie in wait at a worker that dies over another one are read in the end, however often that happens."""
    source = archive(paths("."), 24)
    tasks: list[Task] = []
    paths("out").mkdir()
    plan_task(source, paths("out"), FakeReader(), tasks)
    parts: list[Part] = []
    Foreman(Unlucky({4, 5, 20}), paths("work"), parts.append).run(tasks)
    assert [line.id for line in parts[0].left_out] == ["d00004", "d00005", "d00020"]
    assert (parts[0].read, parts[0].errors) == (21, 3)


def plan_task(source: Path, folder: Path, reader: FakeReader, into: list[Task]) -> None:
    """Add the one task of an archive of one partition."""
    part = plan([source]).partitions[0]
    card = reader.card()
    into.append(
        Task(
            number=0,
            partition=part,
            root="",
            low=0,
            high=part.count,
            folder=str(folder),
            form="jsonl",
            tables=False,
            reader=reader,
            expects=card,
            knows=reader.sources(),
        )
    )


def test_a_fat_worker_is_replaced_after_its_partition(paths: Callable[[str], Path]) -> None:
    """With a limit below any process's memory every partition gets a worker of its own."""
    source = archive(paths("."), 3)
    tasks: list[Task] = []
    plan_task(source, paths("out"), FakeReader(), tasks)
    pool, seen = Pool(1, lambda task, done: None, most_memory=1), set[str]()
    try:
        for number in range(2):
            pool.submit(replace(tasks[0], number=number))
            ended: list[object] = []
            while not ended:
                ended = [end for _, end in pool.wait()]
            seen.add(ended[0].worker)  # type: ignore[attr-defined]
    finally:
        pool.close()
    assert len(seen) == 2


def test_a_run_killed_again_and_again_ends_in_the_bytes_of_an_unbroken_one(paths: Callable[[str], Path]) -> None:
    """kill -9 of the whole process group at random moments; each start goes on, and the end is the same as without."""
    source = archive(paths("."), 160, {9: "POISON"})
    code([source], paths("whole.jsonl"), options=options(size=1000))
    chance = random.Random(7)
    for _ in range(5):
        run = program(source, paths("out.jsonl"), 2, 16, 0.01)
        time.sleep(0.4 + chance.random() * 1.2)
        os.killpg(run.pid, signal.SIGKILL)
        run.communicate()
    last = program(source, paths("out.jsonl"), 2, 16, 0)
    assert last.wait(60) == 0, last.communicate()[1]
    last.communicate()
    assert paths("out.jsonl").read_bytes() == paths("whole.jsonl").read_bytes()
    assert sorted(p.name for p in paths(".").iterdir()) == ["in.jsonl", "out.jsonl", "whole.jsonl"]


def test_what_is_done_is_not_done_again(paths: Callable[[str], Path]) -> None:
    """A resumed run reads only what is missing: finished parts are taken as they are, one that was lost is made again."""
    source = archive(paths("."), 120, {119: f"ONCE {paths('never')}"})
    code([source], paths("out"), options=options())
    manifest = json.loads((paths("out") / "manifest.json").read_bytes())
    (paths("out") / ".work").mkdir()
    entries = [json.dumps(part) for part in manifest["parts"][:2]]
    (paths("out") / ".work" / "journal.jsonl").write_text("\n".join([*entries, '{"number": 2, "artic']))
    (paths("out") / "manifest.json").write_text(json.dumps(manifest | {"state": "running", "parts": []}))
    first, second = (paths("out") / "readings" / f"part-{n:06d}.jsonl" for n in (0, 1))
    before, text = first.stat().st_mtime_ns, second.read_text()
    second.write_text("cut")
    steps: list[tuple[int, int, int]] = []
    summary = code([source], paths("out"), options=options(), progress=lambda *step: steps.append(step))
    assert first.stat().st_mtime_ns == before
    assert second.read_text() == text
    assert steps[0] == (40, 120, 40)
    assert steps[-1] == (120, 120, 40)
    assert (summary.totals.articles, summary.totals.read) == (120, 120)


def test_a_run_is_not_taken_up_with_other_input_reader_or_settings(paths: Callable[[str], Path]) -> None:
    """Each difference is named in one line that says what to do; --anew begins again; a whole folder is left as it is."""
    source = archive(paths("."), 50)
    code([source], paths("out"), options=options())
    assert code([source], paths("out"), options=options()).before
    for changed, words in (
        ({"reader": FakeReader(version="2")}, "another reader .*fake 1.*fake 2"),
        ({"reader": FakeReader(knows="b")}, "another codebook"),
        ({"size": 20}, "--partition"),
    ):
        with pytest.raises(InputError, match=words):
            code([source], paths("out"), options=options(**changed))
    archive(paths("."), 51)
    with pytest.raises(InputError, match=r"other input \(.*in\.jsonl.*--anew"):
        code([source], paths("out"), options=options())
    assert code([source], paths("out"), options=options(anew=True)).totals.read == 51


def test_two_runs_never_write_one_output(paths: Callable[[str], Path]) -> None:
    """While one run holds an output, another that names it is refused."""
    source = archive(paths("."), 640)
    first = program(source, paths("out"), 2, 16, 0.05)
    try:
        while not (paths("out") / "manifest.json").exists():
            assert first.poll() is None, first.communicate()[1]
            time.sleep(0.05)
        with pytest.raises(BatchError, match="another run"):
            code([source], paths("out"), options=options(size=16, reader=FakeReader(delay=0.05)))
    finally:
        os.killpg(first.pid, signal.SIGKILL)
        first.communicate()


def test_a_run_stopped_by_hand_leaves_the_old_output_and_no_process(paths: Callable[[str], Path]) -> None:
    """Ctrl-C ends a run and its workers at once; the file that was there stays until the next run is whole."""
    source = archive(paths("."), 1600)
    paths("out.jsonl").write_text("old")
    run = program(source, paths("out.jsonl"), 2, 16, 0.02)
    journal = paths(".out.jsonl.work") / "journal.jsonl"
    while not (journal.exists() and journal.stat().st_size):
        assert run.poll() is None, run.communicate()[1]
        time.sleep(0.05)
    os.killpg(run.pid, signal.SIGINT)
    run.communicate(timeout=20)
    assert run.returncode != 0
    assert paths("out.jsonl").read_text() == "old"
    until = time.monotonic() + 10
    while alive(run.pid):
        assert time.monotonic() < until, alive(run.pid)
        time.sleep(0.05)
    code([source], paths("out.jsonl"), options=options(size=16, reader=FakeReader()))
    assert ids(paths("out.jsonl")) == [f"d{n:05d}" for n in range(1600)]


@pytest.mark.parametrize(
    ("target", "changed", "words"),
    [
        ("in.jsonl", {}, "overwrite its own input"),
        ("nowhere/out.jsonl", {}, "no such folder"),
        ("notes.txt", {}, "ending is none of"),
        ("full", {}, "holds other files"),
        ("out.jsonl", {"tables": True}, "tables need a folder"),
        ("out.parquet", {}, "--format says jsonl"),
        ("out", {"engine": "dask"}, "--scheduler"),
    ],
)
def test_outputs_that_cannot_be_are_refused(target: str, changed: dict[str, object], words: str, paths: Callable[[str], Path]) -> None:
    """Each ends in one line before anything is read, and leaves the folder as it was."""
    source = archive(paths("."), 3)
    paths("notes.txt").touch()
    paths("full").mkdir()
    (paths("full") / "other").touch()
    before = sorted(p.name for p in paths(".").rglob("*"))
    with pytest.raises(InputError, match=words):
        code([source], paths(target), options=options(**changed))
    assert sorted(p.name for p in paths(".").rglob("*")) == before
