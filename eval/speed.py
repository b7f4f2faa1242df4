"""Time full reading against the bare language model on the same texts.

    python eval/speed.py [--runs 5] [--words 40000] FILE.jsonl

FILE holds input lines with `text`. Runs of the bare pipeline and of full reading alternate in one process on one thread; printed are CPU
seconds of each, words per CPU second, and the median of the ratios. No result is kept.
"""

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import spacy

from trucebook import actors, codebook, gazetteer
from trucebook.batch.lines import report_of_line
from trucebook.reading import Sources, read_many
from trucebook.reading.grammar.language import _folder, parse_many


def spent(work: Callable[[], Any]) -> float:
    """Return the CPU seconds, user and system, that a piece of work takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    """Alternate, measure, print."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("file", type=Path)
    ap.add_argument("--runs", type=int, default=5)
    ap.add_argument("--words", type=int, default=40_000)
    args = ap.parse_args()
    reports, words = [], 0
    for number, line in enumerate(args.file.open(encoding="utf-8"), 1):
        reports.append(report_of_line(json.loads(line), f"line {number}"))
        words += len(reports[-1].text.split())
        if words >= args.words:
            break
    nlp = spacy.load(_folder()[2])
    sources = Sources(codebook=codebook.load(), gazetteer=gazetteer.load(), actors=actors.load())
    ways: dict[str, Callable[[], Any]] = {
        "bare": lambda: list(nlp.pipe([r.text for r in reports], batch_size=16)),
        "parse": lambda: list(parse_many(reports)),
        "full": lambda: list(read_many(reports, sources=sources)),
    }
    for work in ways.values():
        work()
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(args.runs):
        for name, work in ways.items():
            times[name].append(spent(work))
    print(f"{len(reports)} reports, {words} words, {args.runs} alternated runs")
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{name:6s} median {median:.2f} s CPU, {words / median:,.0f} words a second")
    for name in ("parse", "full"):
        ratio = statistics.median(a / b for a, b in zip(times[name], times["bare"], strict=True))
        print(f"{name} / bare: {ratio:.2f}")


if __name__ == "__main__":
    main()
