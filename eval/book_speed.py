"""Time a book as it grows: adding a report, opening, listing agreements, showing one.

    python eval/book_speed.py [--claims 100000] [--towns 2000]

Synthetic reports (their claims written by this script, nothing is read) go into a SQLite book in a temporary folder; CPU seconds
are printed at about 1,000 claims and at the end, with their ratio. The fewer the towns, the more earlier reports tell of the town of a
new one, and the more there is to compare.
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


def main() -> None:
    """Grow, measure, print."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--claims", type=int, default=100_000)
    ap.add_argument("--towns", type=int, default=2_000)
    args = ap.parse_args()
    chance = random.Random(1)
    reports = args.claims // CLAIMS_A_REPORT
    costs: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        book = Book(Path(folder) / "b.db", who="bench")
        book.create()
        for number in range(reports):
            one = made(number, chance, args.towns)
            costs.append(spent(lambda one=one: book.add(one)))  # type: ignore[misc]
        early, late = statistics.median(costs[25:75]), statistics.median(costs[-50:])
        print(f"{reports} reports on {args.towns} towns, {reports * CLAIMS_A_REPORT} claims")
        print(f"add a report: {1000 * early:.1f} ms at 1,000 claims, {1000 * late:.1f} ms at the end, ratio {late / early:.2f}")
        print(f"open: {spent(lambda: Book(book.place).open()):.2f} s")
        print(f"list agreements: {spent(book.agreements):.2f} s")
        one_agreement = book.agreements()[0]
        print(f"show one: {spent(lambda: book.around(one_agreement)):.2f} s")
        print(f"ask one: {spent(lambda: book.ask(one_agreement.id)):.2f} s")


if __name__ == "__main__":
    main()
