"""Build a release into dist/ and try it as a stranger would.

    python tools/release.py [--dist DIR]

Builds sdist and wheel, cuts the notes of this version from the changelog, installs the wheel with the locked requirements in a fresh
environment, runs the demo from there, and prints the hash of every file. Exits 1 with one line where something is wrong.
"""

import argparse
import hashlib
import re
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))


def version() -> str:
    """Return the version, from the one place that holds it."""
    words = (ROOT / "src" / "trucebook" / "__init__.py").read_text(encoding="utf-8")
    return re.findall(r'^__version__ = "([^"]+)"', words, re.M)[0]


def notes(changelog: str, wanted: str) -> str:
    """Return what the changelog says of a version; raises ValueError where it says nothing."""
    parts = re.split(r"^## ", changelog, flags=re.M)[1:]
    found = next((part for part in parts if part.split(maxsplit=1)[0] == wanted), None)
    if found is None or not found.partition("\n")[2].strip():
        raise ValueError(f"CHANGELOG.md says nothing of {wanted}; write its section first")
    return f"# trucebook {found.strip()}\n"


def missing_from(wheel: Path) -> list[str]:
    """Return the files of the package that a wheel lacks."""
    source = ROOT / "src"
    wanted = {p.relative_to(source).as_posix() for p in (source / "trucebook").rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    with zipfile.ZipFile(wheel) as held:
        return sorted(wanted - set(held.namelist()))


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a command; returns what it printed. Exits with its error where it fails."""
    done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"release: {' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def try_out(wheel: Path, folder: Path) -> str:
    """Install a wheel with the locked requirements in a fresh environment, run the demo away from the source, return what `ask` says."""
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    pip = (python, "-m", "pip", "--disable-pip-version-check", "-q", "install")
    run(*pip, "--require-hashes", "-r", ROOT / "requirements" / "base.txt")
    run(*pip, "--no-deps", wheel)
    program = folder / "env" / "bin" / "trucebook"
    book = folder / "demo.db"
    run(program, "read", SAMPLES[0], cwd=folder)
    run(program, "--book", book, "add", *SAMPLES, cwd=folder)
    run(program, "--book", book, "verify", cwd=folder)
    run(program, "--book", book, "doctor", cwd=folder)
    return run(program, "--book", book, "ask", "Daraa", "--as-of", "2021-09-06", cwd=folder)


def main() -> int:
    """Build, check, try, print; see the module's words."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--dist", type=Path, default=ROOT / "dist")
    dist = ap.parse_args().dist
    dist.mkdir(parents=True, exist_ok=True)
    this = version()
    cut = notes((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), this)
    run(sys.executable, "-m", "hatchling", "build", "-d", dist)
    wheel, sdist = dist / f"trucebook-{this}-py3-none-any.whl", dist / f"trucebook-{this}.tar.gz"
    lacking = missing_from(wheel)
    if lacking:
        sys.exit(f"release: the wheel lacks {', '.join(lacking)}")
    (dist / f"trucebook-{this}-notes.md").write_text(cut, encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        print(try_out(wheel, Path(folder)))
    for path in sorted(dist.glob(f"trucebook-{this}*")):
        print(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}")
    return 0 if sdist.exists() else 1


if __name__ == "__main__":
    sys.exit(main())
