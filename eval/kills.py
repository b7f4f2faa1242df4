"""What a kill leaves behind: workers that write until they are killed, and a look at the books they leave.

Each `kill…` returns what broke, in words; `eval/endure.py` runs them, and is what the workers are started from.
"""

import gzip
import importlib
import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.books import truce_report  # noqa: E402
from tests.postgres import running_postgres  # noqa: E402

from trucebook import claim_tables, log_tables, report_tables  # noqa: E402
from trucebook import database as db  # noqa: E402
from trucebook.book import Book  # noqa: E402
from trucebook.export_book import export, gather, take_over  # noqa: E402
from trucebook.importing import propose, read_workbook  # noqa: E402
from trucebook.matching import bands_of, sketch  # noqa: E402
from trucebook.migrations import STEPS  # noqa: E402
from trucebook.model import Original, Reading  # noqa: E402
from trucebook.seals import chain  # noqa: E402

STORED = ROOT / "tests" / "books" / "stored"
TOWNS = ("Daraa", "Goma")
ENTRY = Path(__file__).with_name("endure.py")


def made(name: str, number: int) -> Reading:
    """Return a reading of one agreement in a text of its own."""
    text = f"A truce took effect in {TOWNS[number % 2]}. Line {name} tells of {number} and of road {number * 7919 % 10007}."
    return truce_report(name, f"20{number % 20 + 10}-{number % 12 + 1:02}-{number % 28 + 1:02}", text, type="ceasefire", status="in_force")


def say(*words: object) -> None:
    """Tell the parent what is acknowledged."""
    print(json.dumps(words), flush=True)


def work(place: str, first: int) -> None:
    """Add, decide, import, migrate and back up for ever, telling of each deed once it is done."""
    folder = Path(place).parent
    with Book(place, who="ana") as book:
        book.create()
        say("ready")
        for number in range(first, first + 100_000):
            reading = made(f"r{number:06}", number)
            book.add(reading, original=Original(raw=reading.report.text.encode()))
            say("add", reading.report.id)
            say("judge", book.judge("grade", [reading.claims[0].id], field="credibility", value=2).id)
            if number % 5 == 0:
                book.backup(folder / "backup.db")
                say("backup", number)
            elif number % 5 == 1:
                say("migrate", migrate(folder / f"old{number % 2}.db"))
            elif number % 5 == 2 and number - first < 10:
                for name in bring_in(book, folder / "sheet.xlsx"):
                    say("judge", name)


def migrate(path: Path) -> str:
    """Bring a copy of a stored book of the first release up to date; one that a kill left half-way is finished first."""
    if path.exists():
        with Book(path) as left:
            left.open()
            assert left.verify() == []
    for part in path.parent.glob(path.name + "*"):
        part.unlink()
    path.write_bytes(gzip.decompress(min(STORED.glob("*.db.gz")).read_bytes()))
    with Book(path) as old:
        old.open()
    return str(path)


def bring_in(book: Book, path: Path) -> Iterator[str]:
    """Edit one cell of an exported workbook and take it back; yields the ids of the judgements made."""
    openpyxl = importlib.import_module("openpyxl")
    export(book, path, format="xlsx")
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Claims"]
    heads = [cell.value for cell in sheet[1]]
    cell = sheet.cell(row=2, column=heads.index("decision") + 1)
    cell.value = "reject" if cell.value == "accept" else "accept"
    workbook.save(path)
    for proposal in propose(read_workbook(path), gather(book)):
        if not proposal.refused:
            yield take_over(book, proposal, path.name).id


def kill(times: int) -> list[str]:
    """Kill a worker at random moments and look at what it left; returns what broke."""
    chance, wrong, acknowledged = random.Random(8), list[str](), dict[str, set[str]]()
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder) / "b.db")
        for n in range(times):
            _kill_one("work", place, n, chance, acknowledged)
            wrong += [f"kill {n}: {said}" for said in left_behind(place, acknowledged)]
    print(", ".join(f"{len(names)} × {what}" for what, names in sorted(acknowledged.items())), "acknowledged over", times, "kills")
    return wrong


def work_shared(place: str, first: int) -> None:
    """Add and judge on a shared book until killed, telling the parent what is acknowledged."""
    with Book(place, who="ana") as book:
        book.create()
        say("ready")
        for number in itertools.count(first):
            reading = made(f"k{number:06}", number)
            book.add(reading, original=Original(raw=reading.report.text.encode()))
            say("add", reading.report.id)
            say("judge", book.judge("accept", [reading.claims[0].id]).id)


def kill_shared(times: int) -> list[str]:
    """Kill whoever writes into a book on PostgreSQL at random moments and look at what is left; returns what broke."""
    chance, wrong, acknowledged = random.Random(10), list[str](), dict[str, set[str]]()
    with running_postgres() as url:
        for n in range(times):
            _kill_one("shared", url, n, chance, acknowledged)
            wrong += [f"kill {n} on PostgreSQL: {said}" for said in left_behind(url, acknowledged)]
    print(
        ", ".join(f"{len(names)} × {what}" for what, names in sorted(acknowledged.items())),
        "acknowledged on PostgreSQL over",
        times,
        "kills",
    )
    return wrong


def _kill_one(what: str, place: str, n: int, chance: random.Random, acknowledged: dict[str, set[str]]) -> None:
    """Let a worker begin, kill it at a random moment, and take down what it acknowledged."""
    with subprocess.Popen([sys.executable, str(ENTRY), what, place, str(n * 1000)], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert json.loads(run.stdout.readline()) == ["ready"]
        time.sleep(chance.uniform(0.01, 1.2))
        os.kill(run.pid, signal.SIGKILL)
        for line in run.stdout.read().splitlines(keepends=True):
            if line.endswith("\n"):
                deed, name = json.loads(line)
                acknowledged.setdefault(deed, set()).add(str(name))


def old_book(path: Path, *, reports: int) -> None:
    """Write the stored book of the first release, with so many reports more as that release kept them: unsealed, without originals."""
    path.write_bytes(gzip.decompress(min(STORED.glob("*.db.gz")).read_bytes()))
    store = db.Database(str(path))
    with store.writing() as connection:
        for number in range(reports):
            reading = made(f"old{number:06}", number)
            report, drawn = reading.report, sketch(reading.report.text)
            report_tables.add_report(
                connection, report, copies=report.id, places=[], sketch=drawn, added="2026-11-22T12:00:00.000000+00:00"
            )
            report_tables.add_bands(connection, report.id, bands_of(drawn))
            report_tables.add_words(connection, report)
            claim_tables.add_claims(connection, report, reading.claims, [])
            detail = {"claims": len(reading.claims), "model": "0" * 64, "reader": "hand 1", "sha256": report.sha256}
            entry = {"at": "2026-11-22T13:00:00.000000+00:00", "who": "ana", "what": "add", "subject": report.id}
            entry["detail"] = json.dumps(detail, separators=(",", ":"), sort_keys=True)
            previous = log_tables.last_hash(connection)
            log_tables.add_log(connection, entry | {"previous": previous, "hash": chain(previous, entry)})
    store.close()


def upgrade(folder: str, old: str) -> None:
    """Bring copies of an old book up to date for ever, two files in turn, telling when each is begun and when it is done."""
    raw = Path(old).read_bytes()
    for number in itertools.count():
        path = Path(folder) / f"old{number % 2}.db"
        for part in path.parent.glob(path.name + "*"):
            part.unlink()
        path.write_bytes(raw)
        say("begun", path.name)
        with Book(path) as book:
            book.open()
        say("done", path.name)


def kill_upgrades(times: int, *, reports: int = 0) -> list[str]:
    """Kill a worker that does nothing but migrate and look at the book it was at and the one it had done; returns what broke.

    The book is the first release's, with so many reports more; a kill falls anywhere in the time that a migration takes, and a bit after.
    """
    with tempfile.TemporaryDirectory() as place:
        old = Path(place) / "old.db"
        old_book(old, reports=reports)
        copy = Path(shutil.copy(old, Path(place) / "copy.db"))
        began = time.monotonic()
        with Book(copy) as book:
            book.open()
        long = time.monotonic() - began
        print(f"a book of {copy.stat().st_size / 2**20:.1f} MB with {3 + reports} reports: a migration takes {long:.2f} s")
        return _kill_upgrades(times, old, reports, max(1.2 * long, 0.3))


def _kill_upgrades(times: int, old: Path, reports: int, longest: float) -> list[str]:
    chance, wrong, inside, done = random.Random(9), list[str](), 0, 0
    for n in range(times):
        with tempfile.TemporaryDirectory() as folder:
            with subprocess.Popen([sys.executable, str(ENTRY), "upgrade", folder, str(old)], stdout=subprocess.PIPE, text=True) as run:
                assert run.stdout is not None
                told = [run.stdout.readline()]
                time.sleep(chance.uniform(0, longest))
                os.kill(run.pid, signal.SIGKILL)
                told += [line for line in run.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
            deeds = [json.loads(line) for line in told]
            inside += deeds[-1][0] == "begun"
            done += sum(what == "done" for what, _ in deeds)
            wrong += [f"kill {n} in a migration: {said}" for said in half_way(Path(folder), deeds, 3 + reports)]
    print(f"{done} migrations acknowledged over {times} kills, {inside} of which fell inside one")
    return wrong


def half_way(folder: Path, deeds: list[list[str]], reports: int) -> Iterator[str]:
    """Yield what is wrong with the last book begun, which has all its steps or none, and the last one done, which has all."""
    first = len(STEPS) - 1
    for what in ("begun", "done"):
        for name in [name for deed, name in deeds if deed == what][-1:]:
            with Book(folder / name) as book:
                missing = len(book.missing_steps())
                if missing not in ((0, first) if [what, name] == deeds[-1] and what == "begun" else (0,)):
                    yield f"{name}: {missing} steps are missing"
                book.open()
                yield from book.verify()
                if len(book.reports()) != reports or len(book.judgements()) < 2:
                    yield f"{name}: reports or judgements are lost"


def left_behind(place: str, acknowledged: dict[str, set[str]]) -> Iterator[str]:
    """Yield what is lost, half-written or does not verify after a kill."""
    with Book(place, who="ana") as book:
        book.open()
        yield from book.verify()
        stored = {str(row["id"]) for row in book.reports()}
        yield from (f"report {name} was acknowledged and is lost" for name in acknowledged.get("add", set()) - stored)
        decided = {j.id for j in book.judgements()}
        yield from (f"judgement {name} was acknowledged and is lost" for name in acknowledged.get("judge", set()) - decided)
        yield from (
            f"{row['id']}: is half-written" for row in book.reports() if row["claims"] != 1 or book.original(str(row["id"])) is None
        )
    for path in Path(place).parent.glob("*.db") if "://" not in place else ():
        if path.name != "b.db" and path.stat().st_size:
            with Book(path) as other:
                other.open()
                yield from (f"{path.name}: {said}" for said in other.verify())
