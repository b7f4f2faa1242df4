"""Kill whole runs of the real reader at random moments and hold their output against an unbroken one's, byte for byte.

    python eval/endings.py [--articles 200] [--kills 10] [--jobs 2] [--seed 1] [--file FILE.jsonl]

Runs `trucebook code` in a process group of its own, sends SIGKILL to all of it, starts it again, and so on; the last start is left to end.
Then one process, --jobs processes and, where distributed is installed, a cluster of this machine are compared. At last the same archive
is read three ways by a reader to which one document is poison (it raises) and one murder (it ends its worker): both must be named in the
manifest and everything else be there. Exits 1 where bytes differ.
"""

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module, util
from pathlib import Path

import corpus
from harm import HarmedReader
from trucebook.batch import Options, code
from trucebook.batch.foreman import LEFT_OUT
from trucebook.batch.manifest import read_manifest


def command(source: Path, target: Path, *options: str) -> list[str]:
    """Return the command that codes an archive."""
    return [sys.executable, "-m", "trucebook", "code", str(source), "-o", str(target), *options]


def digest(path: Path) -> str:
    """Return the hash of an output's lines in the order of their ids."""
    return hashlib.sha256(b"".join(sorted(path.read_bytes().splitlines(keepends=True)))).hexdigest()


def killed(source: Path, target: Path, chance: random.Random, longest: float, options: list[str]) -> bool:
    """Start a run and kill it, all of it, at a random moment; says whether it was still at work."""
    run = subprocess.Popen(command(source, target, *options), start_new_session=True, stderr=subprocess.DEVNULL)
    time.sleep(chance.uniform(0.2, longest))
    at_work = run.poll() is None
    if at_work:
        os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    return at_work


def harmed(source: Path, folder: Path, whole: Path, jobs: int) -> dict[str, bool]:
    """Code an archive that holds a poison and a murderous document; says of each way whether it left out those two alone and named them."""
    lines = whole.read_bytes().splitlines(keepends=True)
    names = [json.loads(line)["id"] for line in lines]
    poison, murder = names[len(names) // 3], names[2 * len(names) // 3]
    reader = HarmedReader(poison=poison, murder=murder)
    ways = {"1 process": Options(jobs=1), f"{jobs} processes": Options(jobs=jobs)}
    with clustered(folder) as address:
        if address:
            ways["Dask, 3 workers"] = Options(engine="dask", scheduler=address)
        wanted = sorted(line for line, name in zip(lines, names, strict=True) if name not in (poison, murder))
        return {
            f"poison and murder, {way}": look_at(
                source, folder / f"harmed-{n}", replace(options, size=20, form="jsonl", reader=reader), wanted
            )
            for n, (way, options) in enumerate(ways.items())
        }


def look_at(source: Path, target: Path, options: Options, wanted: list[bytes]) -> bool:
    """Code an archive and say whether all else is there and the two that did harm are named, each for what it did."""
    code([source], target, options=options)
    parts = read_manifest(target / "manifest.json").parts
    found = sorted(line for part in (target / "readings").iterdir() for line in part.read_bytes().splitlines(keepends=True))
    whole = [line for line in found if b'"error"' not in line[:200]]
    named = {line.id: line.error for part in parts for line in (*part.trouble, *part.left_out)}
    reader = options.reader
    assert isinstance(reader, HarmedReader)
    return whole == wanted and named == {reader.poison: "RuntimeError: poison", reader.murder: LEFT_OUT}


@contextmanager
def clustered(folder: Path) -> Iterator[str | None]:
    """Start a scheduler and three workers of this machine; gives its address, None where distributed is not installed."""
    if not util.find_spec("distributed"):
        yield None
        return
    import_module("dask").config.set({"distributed.scheduler.allowed-failures": 1})
    where = {"n_workers": 3, "threads_per_worker": 1, "dashboard_address": None, "local_directory": str(folder)}
    with import_module("distributed").LocalCluster(**where) as cluster:
        yield cluster.scheduler_address


def main() -> int:
    """Kill, resume, compare."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--articles", type=int, default=200)
    ap.add_argument("--kills", type=int, default=10)
    ap.add_argument("--jobs", type=int, default=2)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--file", type=Path)
    args = ap.parse_args()
    chance = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = args.file or folder / "in.jsonl"
        if args.file is None:
            source.write_bytes(b"".join(corpus.articles(args.articles, seed=args.seed)))
        began = time.monotonic()
        subprocess.run(command(source, folder / "whole.jsonl", "--partition", "100000"), check=True, stderr=subprocess.DEVNULL)
        longest = max(3.0, (time.monotonic() - began) / 2)
        pooled = ["--partition", "20", "--jobs", str(args.jobs)]
        kills = sum(killed(source, folder / "broken.jsonl", chance, longest, pooled) for _ in range(args.kills))
        subprocess.run(command(source, folder / "broken.jsonl", *pooled), check=True, stderr=subprocess.DEVNULL)
        subprocess.run(command(source, folder / "pooled.jsonl", *pooled), check=True, stderr=subprocess.DEVNULL)
        ends = {f"killed {kills} times in {args.kills}": "broken.jsonl", f"{args.jobs} processes": "pooled.jsonl"}
        with clustered(folder) as address:
            if address:
                options = ("--partition", "20", "--engine", "dask", "--scheduler", address)
                subprocess.run(command(source, folder / "dask.jsonl", *options), check=True, stderr=subprocess.DEVNULL)
                ends["Dask, 3 workers"] = "dask.jsonl"
        whole = digest(folder / "whole.jsonl")
        print(f"one process: {whole}")
        same = {words: digest(folder / file) == whole for words, file in ends.items()}
        same |= harmed(source, folder, folder / "whole.jsonl", args.jobs)
        for words, is_same in same.items():
            print(f"{words}: {'the same' if is_same else 'DIFFERENT'}")
    return not all(same.values())


if __name__ == "__main__":
    sys.exit(main())
