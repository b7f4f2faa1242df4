"""Measure what reading costs, how two cores compare with one, and whether memory stays flat; with --write, into docs/speed.md.

    python eval/bench.py [cpu] [cores] [flat] [--file FILE.jsonl] [--articles 1000 10000] [--pair 600] [--runs 5] [--words 40000] [--jobs 2]
                         [--write]

cpu    CPU seconds (user + system) per 1,000 words of the bare model, full reading and skim, each in a process of its own that reads no
       text twice, in turn, median
cores  wall time of `trucebook code` on --pair articles with one process and with --jobs, alternated, on an otherwise idle machine
flat   one run for each number of --articles: memory of the run and of its workers over time, the most of each, articles a second

Without --file the texts are generated (eval/corpus.py, seed 1). `make bench` runs all three on 1,000 and 10,000 articles.
"""

import argparse
import multiprocessing
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from importlib import metadata
from itertools import islice
from multiprocessing import connection
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import msgspec
import spacy

import corpus
from trucebook import __version__
from trucebook.batch.lines import InputLine, report_of_line
from trucebook.batch.readers import NamedReader
from trucebook.model import Report
from trucebook.reading.grammar.language import _folder, card

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "speed.md"
PARTS = ("cpu", "cores", "flat")
WAYS = ("bare model", "full reading", "skim")
WARM = 16


@dataclass
class Watch:
    """Memory of a run over time: for each sample seconds, MB of the parent, MB of each worker."""

    samples: list[tuple[float, int, list[int]]] = field(default_factory=list)

    def look(self, parent: int, began: float) -> None:
        """Take a sample of a process and its descendants."""
        sizes = {pid: rss for pid, rss in resident(parent).items() if rss}
        own = sizes.pop(parent, 0)
        workers = [rss for rss in sizes.values() if rss > 150]
        self.samples.append((time.monotonic() - began, own, workers))


def resident(parent: int) -> dict[int, int]:
    """Return the memory in MB of a process and of all below it."""
    above: dict[int, int] = {}
    sizes: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/status"):
        try:
            words = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        pid = int(path.parent.name)
        above[pid] = int(re.search(r"^PPid:\s+(\d+)", words, re.M)[1])  # type: ignore[index]
        found = re.search(r"^VmRSS:\s+(\d+)", words, re.M)
        sizes[pid] = int(found[1]) >> 10 if found else 0
    return {pid: size for pid, size in sizes.items() if pid == parent or _below(pid, parent, above)}


def _below(pid: int, parent: int, above: dict[int, int]) -> bool:
    while pid := above.get(pid, 0):
        if pid == parent:
            return True
    return False


def lines_of(file: Path | None, count: int) -> Iterator[bytes]:
    """Yield input lines: the user's over and over until there are enough, or generated ones."""
    if file is None:
        yield from corpus.articles(count)
        return
    left = count
    while left > 0:
        with file.open("rb") as lines:
            for line in islice(lines, left):
                yield line
                left -= 1


def cpu(args: argparse.Namespace) -> list[str]:
    """Let each way read the same texts, each text once, turn about; returns the table."""
    turns = list(turns_of(args))
    if len(turns) < 2:
        sys.exit(f"{args.file}: too few reports to time; name a file of more than {WARM}")
    times: dict[str, list[float]] = {name: [] for name in WAYS}
    with ExitStack() as stack:
        asked = {name: stack.enter_context(at_work(name)) for name in WAYS}
        for reports, _ in turns:
            for name, pipe in asked.items():
                pipe.send(reports)
                times[name].append(pipe.recv())
    words, count = [n for _, n in turns[1:]], sum(len(reports) for reports, _ in turns[1:])
    rows = [
        f"{count} articles, {sum(words):,} words, each read once by each way in {len(words)} turns, after {WARM} others to warm up.",
        "",
    ]
    rows += ["| way | CPU seconds per 1,000 words | words per CPU second | times bare | times as fast as bare |"]
    rows += ["| --- | --- | --- | --- | --- |"]
    for name, spent in times.items():
        middle = statistics.median(1000 * sec / n for sec, n in zip(spent[1:], words, strict=True))
        ratio = statistics.median(a / b for a, b in zip(spent[1:], times["bare model"][1:], strict=True))
        rows.append(f"| {name} | {middle:.3f} | {1000 / middle:,.0f} | {ratio:.2f} | {1 / ratio:.2f} |")
    return rows


def turns_of(args: argparse.Namespace) -> Iterator[tuple[list[Report], int]]:
    """Yield reports with their words: some to warm up, then for each run its share of --words, or of what a file holds."""
    lines = corpus.articles(10**6) if args.file is None else iter(args.file.read_bytes().splitlines())
    reports = (report_of_line(msgspec.json.decode(line, type=InputLine), f"line {n}") for n, line in enumerate(lines, 1))
    yield list(islice(reports, WARM)), 0
    for _ in range(args.runs):
        chosen, words = list[Report](), 0
        while words < args.words / args.runs and (report := next(reports, None)) is not None:
            chosen.append(report)
            words += len(report.text.split())
        if chosen:
            yield chosen, words


@contextmanager
def at_work(way: str) -> Iterator[connection.Connection]:
    """Start a process that reads one way; gives the pipe that takes reports and answers with CPU seconds."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, way), daemon=True)
    process.start()
    try:
        yield ours
    finally:
        process.terminate()
        process.join()


def serve(pipe: connection.Connection, way: str) -> None:
    """Load what one way of reading needs, then read what comes, until the pipe ends."""
    if way == "bare model":
        nlp = spacy.load(_folder()[2])
        read: Callable[[list[Report]], Any] = lambda reports: list(nlp.pipe([r.text for r in reports], batch_size=16))  # noqa: E731
    else:
        read_all = NamedReader(skim=way == "skim").open()
        read = lambda reports: list(read_all(reports))  # noqa: E731
    while True:
        pipe.send(cpu_seconds(partial(read, pipe.recv())))


def cpu_seconds(work: Callable[[], Any]) -> float:
    """Return the CPU seconds, user and system, of a piece of work."""
    began = time.process_time()
    work()
    return time.process_time() - began


def run(source: Path, target: Path, jobs: int, size: int, watch: Watch | None = None) -> float:
    """Code an archive in a process of its own; returns wall seconds."""
    command = [sys.executable, "-m", "trucebook", "code", str(source), "-o", str(target), "--format", "jsonl"]
    began = time.monotonic()
    process = subprocess.Popen([*command, "--jobs", str(jobs), "--partition", str(size)], stderr=subprocess.DEVNULL)
    try:
        while process.poll() is None:
            time.sleep(0.5)
            if watch:
                watch.look(process.pid, began)
    finally:
        process.terminate()
        process.wait()
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return time.monotonic() - began


def cores(args: argparse.Namespace) -> list[str]:
    """Compare one process with several on the same archive; returns the table."""
    count, took = args.pair, {1: list[float](), args.jobs: list[float]()}
    size = max(25, count // (8 * args.jobs))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in.jsonl"
        source.write_bytes(b"".join(lines_of(args.file, count)))
        for turn in range(2):
            for jobs, seconds in took.items():
                seconds.append(run(source, Path(folder) / f"out-{jobs}-{turn}", jobs, size))
    best = {jobs: min(seconds) for jobs, seconds in took.items()}
    rows = [
        f"{count:,} articles in partitions of {size}, start and model load included, the better of 2 alternated runs.",
        "Each worker loads the model, some seconds, so that larger archives come nearer to the number of processes (`--pair 2000`).",
        "",
    ]
    rows += ["| processes | wall seconds | articles a second | times one |", "| --- | --- | --- | --- |"]
    rows += [f"| {jobs} | {sec:.1f} | {count / sec:.1f} | {best[1] / sec:.2f} |" for jobs, sec in best.items()]
    return rows


def flat(args: argparse.Namespace) -> list[str]:
    """Run over ever larger archives and look at memory; returns the tables."""
    rows = ["| articles | articles a second | parent at most, MB | worker at most, MB | worker MB at 10, 25, 50, 75, 100 % of the time |"]
    rows += ["| --- | --- | --- | --- | --- |"]
    for count in args.articles:
        with tempfile.TemporaryDirectory() as folder:
            source, watch = Path(folder) / "in.jsonl", Watch()
            with source.open("wb") as out:
                out.writelines(lines_of(args.file, count))
            seconds = run(source, Path(folder) / "out", args.jobs, min(1000, max(50, count // (4 * args.jobs))), watch)
        if args.curve:
            args.curve.write_bytes(b"".join(msgspec.json.encode(sample) + b"\n" for sample in watch.samples))
        busy = [sample for sample in watch.samples if sample[2]]
        at = [max(busy[min(len(busy) - 1, int(share * len(busy)))][2]) for share in (0.1, 0.25, 0.5, 0.75, 1)] if busy else []
        most = max((max(sample[2]) for sample in busy), default=0)
        parent = max((sample[1] for sample in watch.samples), default=0)
        rows.append(f"| {count:,} | {count / seconds:.1f} | {parent} | {most} | {', '.join(map(str, at))} |")
    return rows


def machine() -> str:
    """Return a line on machine and versions."""
    model = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.M)
    return (
        f"{datetime.now(UTC):%Y-%m-%d}; {len(os.sched_getaffinity(0))} cores of {model[1] if model else platform.processor()}; "
        f"load {os.getloadavg()[0]:.1f} at the start; Python {platform.python_version()}, spaCy {metadata.version('spacy')}, "
        f"{card().model}, trucebook {__version__}."
    )


def write(name: str, rows: list[str]) -> None:
    """Put a table between its marks in docs/speed.md."""
    words = PAGE.read_text(encoding="utf-8")
    block = "\n".join([f"<!-- bench {name} -->", *rows, f"<!-- /bench {name} -->"])
    mark = re.compile(rf"<!-- bench {name} -->.*?<!-- /bench {name} -->", re.S)
    if not mark.search(words):
        sys.exit(f"docs/speed.md has no marks for {name}: add <!-- bench {name} --> and <!-- /bench {name} -->")
    PAGE.write_text(mark.sub(lambda _: block, words), encoding="utf-8")


def main() -> None:
    """Measure, print, write."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("parts", nargs="*", choices=[*PARTS, []])
    ap.add_argument("--file", type=Path)
    ap.add_argument("--articles", type=int, nargs="+", default=[1000, 10_000])
    ap.add_argument("--pair", type=int, default=600, help="articles that one process and several read, for cores")
    ap.add_argument("--runs", type=int, default=5)
    ap.add_argument("--words", type=int, default=40_000)
    ap.add_argument("--jobs", type=int, default=2)
    ap.add_argument("--curve", type=Path, help="where to keep the samples of the last flat run: [seconds, parent MB, [worker MB]]")
    ap.add_argument("--write", action="store_true")
    args = ap.parse_args()
    for name in args.parts or PARTS:
        head = machine()
        rows = [head, "", *{"cpu": cpu, "cores": cores, "flat": flat}[name](args)]
        print("\n".join([f"## {name}", *rows, ""]), flush=True)
        if args.write:
            write(name, rows)


if __name__ == "__main__":
    main()
