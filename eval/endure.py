"""Hold a book to what it promises when things go wrong: kills, full and read-only disks, many hands at once, long runs.

    python eval/endure.py kill [--times 50]       kill -9 over add, decide, import, migrate, backup, then in migrations, then on PostgreSQL
    python eval/endure.py migrate [--reports N]  kill -9 while a larger book of the first release is brought up to date
    python eval/endure.py flip [--flips 100]      one byte changed at a time: the check finds and names each
    python eval/endure.py disk                    a full disk and a read-only disk
    python eval/endure.py share [--seconds 120]   two writers and three readers on one SQLite book, then five writers on PostgreSQL
    python eval/endure.py soak [--adds 20000]     adds with reviews in one process: memory must stay flat within 10 %

Readings are written by hand, so that no model is loaded. Each run prints its verdict; the exit code is 1 where a promise broke. The tests
run the same in small.
"""

import argparse
import json
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "eval")]

from tests.postgres import running_postgres  # noqa: E402
from tests.test_verify import fill, flip_one  # noqa: E402

from kills import kill, kill_shared, kill_upgrades, made, say, upgrade, work, work_shared  # noqa: E402
from trucebook.book import Book  # noqa: E402
from trucebook.errors import BookError  # noqa: E402
from trucebook.model import Original  # noqa: E402


def flips(times: int) -> list[str]:
    """Change one byte of one row at a time, of reports, claims, judgements and the log in turn; returns what the check did not name."""
    wrong, first, chance = list[str](), 0, random.Random(12)
    with tempfile.TemporaryDirectory() as folder:
        with Book(f"{folder}/whole.db", who="ana") as book:
            book.create()
            fill(book)
            book.backup(Path(folder, "copy.db"))
        for n in range(times):
            path = Path(shutil.copy(f"{folder}/copy.db", f"{folder}/b.db"))
            where, names = flip_one(path, ("report", "claim", "judgement", "log")[n % 4], chance)
            with Book(path) as book:
                said = book.verify()
            named = [any(name in one for name in names) for one in said]
            wrong += [] if any(named) else [f"flip {n} of {where} in {names}: {said or 'not found'}"]
            first += named[:1] == [True]
    print(f"{times} flips of one byte: {times - len(wrong)} found and named, {first} of them by the first line of the check")
    return wrong


def fill_disk(place: str) -> None:
    """Add with originals that do not pack until the disk is full; prints the reports acknowledged and the error."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    chance, added = random.Random(1), []
    with Book(place, who="ana") as book:
        try:
            book.create()
            for number in range(10_000):
                book.add(made(f"r{number:06}", number), original=Original(raw=chance.randbytes(20_000)))
                added.append(f"r{number:06}")
        except BookError as error:
            say(added, str(error))


def disk() -> list[str]:
    """Fill a disk, then write on a read-only one; returns what broke."""
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        mounted = (
            subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True, check=False).returncode == 0
        )
        print("a tmpfs of 3 MB" if mounted else "files limited to 3 MB, as nothing can be mounted here")
        place = f"{folder}/b.db"
        try:
            wrong += full(place, limit=None if mounted else 3 * 2**20)
            if mounted:
                subprocess.run(["mount", "-o", "remount,ro,size=30m", folder], check=True)
                before = Path(place).read_bytes()
                with Book(place) as book:
                    book.open()
                    wrong += [] if book.agreements("Daraa") and not book.verify() else ["the book on a read-only disk cannot be read"]
                    said = refusal(lambda: book.add(made("late", 1)))
                print("read-only:", said)
                wrong += [] if "read-only" in said else [f"read-only disk: {said}"]
                wrong += [] if Path(place).read_bytes() == before else ["the book on a read-only disk changed"]
        finally:
            if mounted:
                subprocess.run(["umount", folder], check=True)
    return wrong


def full(place: str, *, limit: int | None) -> list[str]:
    """Fill the disk under a book, free it, and look at the book; returns what broke."""
    command = [sys.executable, __file__, "fill", place]

    def confine() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=confine)
    if done.returncode or not done.stdout:
        return [f"full disk: no clear error but {done.stderr[-300:]}"]
    added, said = json.loads(done.stdout)
    print(f"full disk after {len(added)} reports:", said)
    if limit is None:
        subprocess.run(["mount", "-o", "remount,size=30m", str(Path(place).parent)], check=True)
    with Book(place) as book:
        book.open()
        stored = [str(row["id"]) for row in book.reports()]
        wrong = book.verify()
    return wrong + ([] if sorted(stored) == added else ["full disk: the book does not hold what was acknowledged"])


def refusal(deed: Callable[[], Any]) -> str:
    """Return the error that a deed ends in."""
    try:
        deed()
    except BookError as error:
        return str(error)
    return "no error"


def write_along(place: str, who: str, seconds: float) -> None:
    """Add and judge for some seconds; tells how many of each were acknowledged, and every error."""
    added = judged = 0
    until = time.time() + seconds
    with Book(place, who=who) as book:
        while time.time() < until:
            reading = made(f"{who}-{added:06}", added)
            book.add(reading)
            added += 1
            book.judge("grade", [reading.claims[0].id], field="credibility", value=3)
            book.undo()
            judged += 2
    say(who, added, judged)


def read_along(place: str, who: str, seconds: float) -> None:
    """Read in every way for some seconds; a report that was once seen must stay."""
    seen: set[str] = set()
    rounds, until = 0, time.time() + seconds
    with Book(place, who=who) as book:
        while time.time() < until:
            now = {str(row["id"]) for row in book.reports()}
            assert seen <= now, "a report was seen and is gone"
            seen = now
            book.log(20)
            book.search("truce Goma")
            book.agreements()
            rounds += 1
    say(who, rounds, 0)


def share(place: str, *, writers: int, readers: int, seconds: float) -> list[str]:
    """Let processes write and read one book at once; returns what broke."""
    with Book(place) as book:
        book.create()
    names = [("write", f"w{n}") for n in range(writers)] + [("read", f"r{n}") for n in range(readers)]
    runs = [
        subprocess.Popen(
            [sys.executable, __file__, what, place, who, str(seconds)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for what, who in names
    ]
    wrong, added, judged = list[str](), 0, 0
    for run, (what, who) in zip(runs, names, strict=True):
        out, err = run.communicate()
        if run.returncode or err.strip():
            wrong.append(f"{who}: {err.strip()[-300:]}")
        elif what == "write":
            added, judged = added + json.loads(out)[1], judged + json.loads(out)[2]
    with Book(place) as book:
        stored = (len(book.reports()), len(book.judgements()), len(book.log()))
        wrong += book.verify()
    print(f"{writers} writers and {readers} readers for {seconds:.0f} s: {added} reports, {judged} judgements")
    return wrong + ([] if stored == (added, judged, added + judged) else [f"acknowledged {added}, {judged}; stored {stored}"])


def share_both(seconds: float) -> list[str]:
    """Share a SQLite book, then one on a PostgreSQL server of this run's own."""
    with tempfile.TemporaryDirectory() as folder:
        wrong = share(f"{folder}/b.db", writers=2, readers=3, seconds=seconds)
    with running_postgres() as url:
        return wrong + share(url, writers=5, readers=3, seconds=seconds)


def soak(adds: int) -> list[str]:
    """Add and review in one process; returns a finding where memory grows by more than 10 % after the first quarter."""
    sizes = []
    with tempfile.TemporaryDirectory() as folder, Book(Path(folder) / "b.db", who="ana") as book:
        book.create()
        began = time.process_time()
        for number in range(adds):
            reading = made(f"r{number:06}", number)
            book.add(reading, original=Original(raw=reading.report.text.encode()))
            book.judge("accept", [reading.claims[0].id])
            if number % 10 == 0:
                book.judge("grade", [reading.report.id], field="source", value="B")
            if (number + 1) % max(adds // 20, 1) == 0:
                sizes.append(resident())
        spent = time.process_time() - began
        wrong = book.verify()
    first, last = max(sizes[: len(sizes) // 4]), max(sizes[-3:])
    print(
        f"{adds} adds with reviews: {spent:.0f} CPU s, {first:.0f} MB after a quarter, {last:.0f} MB at the end ({last / first - 1:+.1%})"
    )
    return wrong + ([f"memory grew from {first:.0f} to {last:.0f} MB"] if last > 1.1 * first else [])


def resident() -> float:
    """Return the memory this process holds, in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


def main() -> int:
    """Run what was asked for and print the verdict."""
    inner: dict[str, Callable[[list[str]], None]] = {
        "work": lambda a: work(a[0], int(a[1])),
        "shared": lambda a: work_shared(a[0], int(a[1])),
        "upgrade": lambda a: upgrade(a[0], a[1]),
        "fill": lambda a: fill_disk(a[0]),
        "write": lambda a: write_along(a[0], a[1], float(a[2])),
        "read": lambda a: read_along(a[0], a[1], float(a[2])),
    }
    if len(sys.argv) > 2 and sys.argv[1] in inner:
        inner[sys.argv[1]](sys.argv[2:])
        return 0
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", choices=("kill", "migrate", "flip", "disk", "share", "soak"))
    ap.add_argument("--times", type=int, default=50)
    ap.add_argument("--flips", type=int, default=100)
    ap.add_argument("--seconds", type=float, default=120)
    ap.add_argument("--adds", type=int, default=20_000)
    ap.add_argument("--reports", type=int, default=2000)
    args = ap.parse_args()
    runs: dict[str, Callable[[], list[str]]] = {
        "kill": lambda: kill(args.times) + kill_upgrades(args.times) + kill_shared(args.times),
        "migrate": lambda: kill_upgrades(args.times, reports=args.reports),
        "flip": lambda: flips(args.flips),
        "disk": disk,
        "share": lambda: share_both(args.seconds),
        "soak": lambda: soak(args.adds),
    }
    wrong = runs[args.what]()
    print("\n".join(wrong) or f"{args.what}: every promise held")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
