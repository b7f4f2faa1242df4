"""Time the pages on a large book: server CPU of each page, in process, at the median of many requests.

    python eval/web_speed.py [--reports 5000] [--towns 400] [--rounds 15] [--book FILE]

Synthetic readings (their claims written by hand, nothing is read) go into a SQLite book in a temporary folder, or into FILE, which is
kept and used again. CPU seconds are user and system of this process, client included. The first look at a book reads it whole; the page
after a decision makes anew what the decision touches: both are printed apart.
"""

import argparse
import datetime as dt
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.books import busy_reading  # noqa: E402

from trucebook.book import Book  # noqa: E402
from trucebook.web import make_app  # noqa: E402

LIMITS = {"/": 100, "/review": 100}
LIMIT = 200


def spent(work: Callable[[], Any]) -> float:
    """Return CPU milliseconds, user and system, of a piece of work."""
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


def grown(place: Path, reports: int, towns: int) -> Book:
    """Return a book of so many synthetic reports, made where it is missing."""
    book = Book(place, who="bench")
    book.create()
    chance = random.Random(1)
    for number in range(reports):
        one = busy_reading(number, chance, towns)
        if not book.has(one.report.id):
            book.add(one)
    return book


def pages_of(book: Book) -> list[str]:
    """Return the addresses measured."""
    agreement, report = book.agreements()[len(book.agreements()) // 2].id, "s000042"
    day_asked = "as_of=2024-06-30"
    return [
        f"/?{day_asked}",
        f"/?{day_asked}&page=7&verdict=broken",
        f"/agreements/{agreement}?{day_asked}",
        "/review",
        f"/reports/{report}",
        "/reports",
        "/reports?q=clinic+quarry",
        "/figures",
        *EXTRA,
    ]


EXTRA: tuple[str, ...] = ("/timeline?as_of=2024-06-30", "/map?as_of=2024-06-30", "/codebook", "/log", "/search?q=quarry")


def main() -> int:
    """Grow the book, ask for each page, print CPU; returns 1 where a page is over its limit."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--reports", type=int, default=5000)
    ap.add_argument("--towns", type=int, default=400)
    ap.add_argument("--rounds", type=int, default=15)
    ap.add_argument("--book", type=Path)
    args = ap.parse_args()
    over = False
    with tempfile.TemporaryDirectory() as folder:
        book = grown(args.book or Path(folder) / "b.db", args.reports, args.towns)
        clock = lambda: dt.datetime(2024, 6, 30, tzinfo=dt.UTC)  # noqa: E731
        client = TestClient(make_app(book, port=8765, token="bench", clock=clock), base_url="http://127.0.0.1:8765")
        print(f"{args.reports} reports, {args.reports * 10} claims, {args.towns} towns")
        print(f"first look at the book: {spent(lambda: client.get('/?token=bench')):.0f} ms")
        for page in pages_of(book):
            first = spent(lambda page=page: client.get(page))  # type: ignore[misc]
            times = [spent(lambda page=page: client.get(page)) for _ in range(args.rounds)]  # type: ignore[misc]
            limit = LIMITS.get(page.partition("?")[0], LIMIT)
            middle = statistics.median(times)
            over |= middle > limit
            print(f"{page:60.60} first {first:6.0f} ms, median {middle:6.1f} ms of {limit}, worst {max(times):6.1f} ms")
        claims = [item.claim.id for item in book.claims(["violation"])[: args.rounds]]
        after = []
        for name in claims:
            book.judge("accept", [name])
            after.append(spent(lambda: client.get("/review")))
        print(f"review after a decision: median {statistics.median(after):.1f} ms, worst {max(after):.1f} ms")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
