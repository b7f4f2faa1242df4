"""What each step of reading costs: the parser's components and the rooms above them, beside the bare model's components.

    python eval/steps.py [--words 15000] [--runs 3] FILE.jsonl

Printed are CPU microseconds a word, the least of the runs, after one run to warm up. Rooms are timed by the calls of
`reading.read_parse`; a room's time holds what it calls.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from speed import spent  # sets the number of threads before numpy comes in

import spacy  # isort: skip

from trucebook import actors, codebook, gazetteer, reading
from trucebook.batch import report_of_line
from trucebook.model import Report
from trucebook.reading import Sources, read_parse
from trucebook.reading.grammar.embedding import one_thread
from trucebook.reading.grammar.language import _WIDE, _folder, load, parse_many
from trucebook.reading.grammar.parse import reading_copy
from trucebook.reading.grammar.unpacking import from_doc


def run_steps(nlp: Any, texts: list[str], wide: dict[str, dict[str, int]]) -> dict[str, float]:
    """Return the CPU seconds of tokenising and of each component over batches of 16."""
    costs: dict[str, float] = {}
    docs: list[Any] = []

    def work(step: Callable[[list[Any]], Iterable[Any]], given: list[Any]) -> None:
        docs[:] = [doc for i in range(0, len(given), 16) for doc in step(given[i : i + 16])]

    costs["tokenise"] = spent(lambda: work(lambda some: map(nlp.make_doc, some), texts))
    for name, pipe in nlp.pipeline:
        size = wide.get(name, {}).get("batch_size", 16)
        step = (lambda some, p=pipe, n=size: p.pipe(some, batch_size=n)) if hasattr(pipe, "pipe") else lambda some, p=pipe: map(p, some)
        costs[name] = spent(lambda step=step: work(step, list(docs)))  # type: ignore[misc]
    if nlp is load()[0]:
        costs["turn into lists"] = spent(lambda: [from_doc(doc.text, doc) for doc in docs])
    return costs


def run_rooms(reports: list[Report], sources: Sources) -> dict[str, float]:
    """Return the CPU seconds of each room over freshly parsed reports."""
    parses = [parse for _, parse in parse_many(reports)]
    costs: defaultdict[str, float] = defaultdict(float)
    rooms = {n: f for n, f in vars(reading).items() if n.startswith(("find_", "resolve_")) or n in ("check", "_with_source", "_spoken")}

    def timed(name: str, room: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            box: list[Any] = []
            costs[name] += spent(lambda: box.append(room(*args, **options)))
            return box[0]

        return call

    for name, room in rooms.items():
        setattr(reading, name, timed(name, room))
    try:
        for report, parse in zip(reports, parses, strict=True):
            read_parse(report, parse, sources=sources)
    finally:
        for name, room in rooms.items():
            setattr(reading, name, room)
    return dict(costs)


def least(runs: list[dict[str, float]], words: int) -> dict[str, float]:
    """Return microseconds a word: for each step the least of the runs, the first left out."""
    return {name: 1e6 * min(run.get(name, 0.0) for run in runs[1:]) / words for name in runs[0]}


def main() -> None:
    """Time and print."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("file", type=Path)
    ap.add_argument("--words", type=int, default=15_000)
    ap.add_argument("--runs", type=int, default=3)
    args = ap.parse_args()
    reports, words = list[Report](), 0
    for number, line in enumerate(args.file.open(encoding="utf-8"), 1):
        reports.append(report_of_line(json.loads(line), f"line {number}"))
        words += len(reports[-1].text.split())
        if words >= args.words:
            break
    sources = Sources(codebook=codebook.load(), gazetteer=gazetteer.load(), actors=actors.load())
    texts = [reading_copy(report.text) for report in reports]
    bare = spacy.load(_folder()[2])
    with one_thread():
        tables = {
            "bare": least([run_steps(bare, texts, {}) for _ in range(args.runs + 1)], words),
            "ours": least([run_steps(load()[0], texts, _WIDE) for _ in range(args.runs + 1)], words),
            "rooms": least([run_rooms(reports, sources) for _ in range(args.runs + 1)], words),
        }
    for title, table in tables.items():
        print(f"{title}: {sum(table.values()):.1f} µs a word")
        for name, cost in sorted(table.items(), key=lambda pair: -pair[1]) if title == "rooms" else table.items():
            print(f"  {name:22s} {cost:5.1f}")


if __name__ == "__main__":
    main()
