"""Time what a stranger meets first: `make demo` from a clean clone with empty caches, `--help`, and a first page read cold.

    python tools/first_hour.py [--repository DIR]

Clones the repository into a temporary folder, gives it a home and caches of its own that are empty, and prints seconds of wall time and CPU
beside what is asked for. Exits 1 where a figure is missed. The package index that pip is set up with must be in reach.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def spend(*command: str | Path, cwd: Path, env: dict[str, str]) -> tuple[float, float]:
    """Run a command; returns wall and CPU seconds. Exits with its error where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=env, capture_output=True, text=True, check=False)
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Clone, run, compare; see the module's words."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--repository", type=Path, default=ROOT)
    repository = ap.parse_args().repository
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        clone, home = Path(folder) / "trucebook", Path(folder) / "home"
        home.mkdir()
        caches = {"XDG_CACHE_HOME": str(home / "cache"), "PIP_CACHE_DIR": str(home / "pip"), "TRUCEBOOK_CACHE": str(home / "trucebook")}
        env = {k: v for k, v in os.environ.items() if not k.startswith(("TRUCEBOOK", "PYTHON", "VIRTUAL_ENV"))} | caches
        spend("git", "clone", "-q", repository, clone, cwd=Path(folder), env=env)
        program, sample = clone / ".venv" / "bin" / "trucebook", next((clone / "samples").glob("*.txt"))
        rows = [("make demo, wall", spend("make", "demo", cwd=clone, env=env)[0], 300.0)]
        helps = sorted(spend(program, "--help", cwd=clone, env=env)[1] for _ in range(5))
        reads = sorted(spend(program, "read", sample, cwd=clone, env=env)[0] for _ in range(3))
        rows += [("trucebook --help, CPU, median of 5", helps[2], 0.2), ("trucebook read, one page cold, wall, median of 3", reads[1], 4.0)]
        for name, seconds, most in rows:
            missed += seconds > most
            print(f"{name:50s} {seconds:7.2f} s   at most {most:g} s   {'MISSED' if seconds > most else 'ok'}")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
