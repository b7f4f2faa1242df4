"""Time a book as it grows: adding a report, opening, listing agreements, showing one.

    python eval/book_speed.py [--claims 100000] [--towns 2000]

Synthetic reports (their claims written by this script, nothing is read) go into SQLite books in a temporary folder. The same new
reports are then added in turn to a small and to a large book, so that a busy machine weighs on both alike; the medians of CPU seconds
are printed with their ratio. The fewer the towns, the more earlier reports tell of the town of a new one, and the more there is to
compare.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.books import at, claim, day, reading  # noqa: E402

from trucebook.book import Book  # noqa: E402
from trucebook.model import PlaceValue, Reading, new_report  # noqa: E402

WORDS = "convoy road school market river camp bridge clinic council harvest mill valley depot quarry dam ferry".split()
CLAIMS_A_REPORT = 20
ADDED = 60


def made(number: int, chance: random.Random, towns: int) -> Reading:
    """Return a synthetic reading: one agreement, four provisions, three violations, six acts, six figures of one town and month."""
    town = PlaceValue(place_id=f"t{number % towns}", name=f"Town{number % towns}", country=f"C{number % 40}", precision="town")
    first = f"20{chance.randint(10, 24)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    told = (f"Line {number}-{n} tells of the {' and the '.join(chance.choices(WORDS, k=6))}." for n in range(40))
    text = f"A truce took effect in {town.name}. " + " ".join(told)
    report = new_report(text, id=f"r{number:07}", published=first)
    where = at(text, str(town.name), town)
    truce = claim(
        report,
        "agreement",
        f"A truce took effect in {town.name}",
        {"type": "ceasefire", "status": "in_force", "began": day(first), "place": where},
    )
    claims = [truce]

    def quote() -> str:
        return f"Line {number}-{len(claims)} tells of the"

    for action in ("withdraw", "lift_siege", "release", "aid"):
        claims.append(claim(report, "provision", quote(), {"agreement": truce.id, "action": action, "status": "promised"}))
    for act in ("shelling", "arrest", "sniping"):
        claims.append(claim(report, "violation", quote(), {"agreement": truce.id, "act": act, "date": day(first), "place": where}))
    for kind in ("ASSAULT", "CONSULT", "AID", "COERCE", "ACCUSE", "REQUEST"):
        claims.append(claim(report, "event", quote(), {"type": kind, "date": day(first), "place": where}))
    for category in ("killed", "injured", "displaced", "detained", "released", "missing"):
        number_of = {"category": category, "low": chance.randint(1, 90), "date": day(first), "place": where}
        claims.append(claim(report, "figure", quote(), number_of))
    return reading(report, *claims)


def spent(work: Callable[[], Any]) -> float:
    """Return CPU seconds, user and system, of a piece of work."""
    began = time.process_time()
    work()
    return time.process_time() - began


def grown(book: Book, reports: int, chance: random.Random, towns: int) -> Book:
    """Return a book made with so many synthetic reports."""
    book.create()
    for number in range(reports):
        book.add(made(number, chance, towns))
    return book


def main() -> None:
    """Grow two books, add the same reports to both in turn, measure, print."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--claims", type=int, default=100_000)
    ap.add_argument("--towns", type=int, default=2_000)
    args = ap.parse_args()
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        small = grown(Book(Path(folder) / "small.db", who="bench"), 1_000 // CLAIMS_A_REPORT - ADDED // 2, chance, args.towns)
        book = grown(Book(Path(folder) / "large.db", who="bench"), args.claims // CLAIMS_A_REPORT - ADDED, chance, args.towns)
        early, late = [], []
        for number in range(ADDED):
            one = made(args.claims // CLAIMS_A_REPORT + number, chance, args.towns)
            early.append(spent(lambda one=one: small.add(one)))  # type: ignore[misc]
            late.append(spent(lambda one=one: book.add(one)))  # type: ignore[misc]
        few, many = statistics.median(early), statistics.median(late)
        print(f"{args.claims} claims on {args.towns} towns; {ADDED} more reports added to a book of about 1,000 and to this one in turn")
        print(f"add a report: {1000 * few:.1f} ms at 1,000 claims, {1000 * many:.1f} ms at {args.claims:,}, ratio {many / few:.2f}")
        print(f"open: {spent(lambda: Book(book.place).open()):.2f} s")
        print(f"list agreements: {spent(book.agreements):.2f} s")
        one_agreement = book.agreements()[0]
        print(f"show one: {spent(lambda: book.around(one_agreement)):.2f} s")
        print(f"ask one: {spent(lambda: book.ask(one_agreement.id)):.2f} s")


if __name__ == "__main__":
    main()
