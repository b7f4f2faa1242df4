"""Kill whole runs of the real reader at random moments and hold their output against an unbroken one's, byte for byte.

    python eval/endings.py [--articles 200] [--kills 10] [--jobs 2] [--seed 1] [--file FILE.jsonl]

Runs `trucebook code` in a process group of its own, sends SIGKILL to all of it, starts it again, and so on; the last start is left to end.
Then one process, --jobs processes and, where distributed is installed, a cluster of this machine are compared. Exits 1 where bytes differ.
"""

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from importlib import import_module, util
from pathlib import Path

import corpus


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


def on_a_cluster(source: Path, target: Path, folder: Path) -> None:
    """Code an archive on a scheduler and three workers of this machine."""
    distributed = import_module("distributed")
    where = {"n_workers": 3, "threads_per_worker": 1, "dashboard_address": None, "local_directory": str(folder)}
    with distributed.LocalCluster(**where) as cluster:
        options = ("--partition", "20", "--engine", "dask", "--scheduler", cluster.scheduler_address)
        subprocess.run(command(source, target, *options), check=True, stderr=subprocess.DEVNULL)


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
        if util.find_spec("distributed"):
            on_a_cluster(source, folder / "dask.jsonl", folder)
            ends["Dask, 3 workers"] = "dask.jsonl"
        whole = digest(folder / "whole.jsonl")
        print(f"one process: {whole}")
        same = {words: digest(folder / file) == whole for words, file in ends.items()}
        for words, is_same in same.items():
            print(f"{words}: {'the same' if is_same else 'DIFFERENT'}")
    return not all(same.values())


if __name__ == "__main__":
    sys.exit(main())
