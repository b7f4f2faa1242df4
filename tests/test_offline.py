"""No telemetry, no network call unless asked: the commands run with every way to another machine cut off."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FORBID = """
import os, sys

def refuse(event, args):
    if event == "socket.bind" and args[1][0] == "::1":
        return  # a library asks at import whether this machine knows IPv6
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind", "urllib.Request"):
        os.write(2, f"network: {event} {args}".encode())
        os._exit(97)

sys.addaudithook(refuse)
"""
RUN = """
import sys
from typer.testing import CliRunner
from trucebook.cli import app
import forbid

place, sample, out = sys.argv[1:]
book = ["--book", place]
for words in (
    ["read", sample],
    ["codebook", "withdraw"],
    ["gazetteer", "find", "Daraa"],
    [*book, "init"],
    [*book, "add", sample],
    [*book, "ask", "Daraa", "--as-of", "2021-09-02"],
    [*book, "show"],
    [*book, "export", "--format", "jsonl", "-o", out + ".jsonl"],
    [*book, "backup", out + ".db"],
    [*book, "bundle", "Daraa", "-o", out + ".zip"],
    [*book, "purge", "Nobody Here", "--why", "to be sure", "--yes"],
    [*book, "timestamp"],
    [*book, "log"],
    [*book, "verify"],
):
    result = CliRunner().invoke(app, words)
    assert result.exit_code in (0, 1), (words, result.output, result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit), (words, result.exception)
print("done")
"""


def test_commands_reach_no_other_machine(tmp_path: Path) -> None:
    """Reading, keeping, asking, handing on and checking never resolve a name, connect or listen."""
    (tmp_path / "forbid.py").write_text(FORBID)
    (tmp_path / "run.py").write_text(RUN)
    sample = sorted((ROOT / "samples").glob("*.txt"))[0]
    command = [sys.executable, str(tmp_path / "run.py"), str(tmp_path / "b.db"), str(sample), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(ROOT / "src")})
    assert (done.returncode, done.stdout.strip()) == (0, "done"), done.stderr[-2000:]


def test_the_cut_cuts(tmp_path: Path) -> None:
    """With the same cut a connection ends the program: the test above would see one."""
    (tmp_path / "forbid.py").write_text(FORBID)
    script = "import forbid, socket; socket.create_connection(('127.0.0.1', 9), timeout=1)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 97
