"""What skimming saves and what it loses, against full reading of the same texts.

    python eval/skim.py [--runs 5] [--words 20000] [--show KIND] FILE.jsonl …

For each FILE (input lines with `text`) are printed: the share of the text read, the claims of full reading that skimming lost, by kind,
and CPU seconds of the bare pipeline, of full reading and of skimming, in alternated runs over the first `--words` words (0: none). A
claim counts as kept where skimming has one of the same kind whose quote shares a character with its own. No result is kept.
"""

import argparse
import json
import statistics
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from speed import spent  # sets the number of threads before numpy comes in

import spacy  # isort: skip

from trucebook import actors, codebook, gazetteer
from trucebook.batch import report_of_line
from trucebook.model import Claim, Reading, Report
from trucebook.reading import Sources, read_many
from trucebook.reading.grammar.language import _folder


def is_kept(claim: Claim, others: tuple[Claim, ...]) -> bool:
    """Say whether a claim has its like: one of the same kind whose quote overlaps its own."""
    return any(o.kind == claim.kind and o.start < claim.end and claim.start < o.end for o in others)


def compare(full: list[Reading], skimmed: list[Reading]) -> tuple[Counter[str], Counter[str], list[Claim]]:
    """Return claims by kind, claims lost by kind, and the lost ones."""
    lost = [c for one, other in zip(full, skimmed, strict=True) for c in one.claims if not is_kept(c, other.claims)]
    return Counter(c.kind for r in full for c in r.claims), Counter(c.kind for c in lost), lost


def time_ways(reports: list[Report], words: int, runs: int, sources: Sources) -> None:
    """Print CPU seconds and ratios of bare, full and skim, alternated."""
    chosen, count = [], 0
    for report in reports:
        chosen.append(report)
        count += len(report.text.split())
        if count >= words:
            break
    nlp = spacy.load(_folder()[2])
    ways: dict[str, Callable[[], Any]] = {
        "bare": lambda: list(nlp.pipe([r.text for r in chosen], batch_size=16)),
        "full": lambda: list(read_many(chosen, sources=sources)),
        "skim": lambda: list(read_many(chosen, sources=sources, skim=True)),
    }
    for work in ways.values():
        work()
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, work in ways.items():
            times[name].append(spent(work))
    for name, seconds in times.items():
        faster = statistics.median(a / b for a, b in zip(times["bare"], seconds, strict=True))
        print(f"  {name} {statistics.median(seconds):.2f} s CPU for {count} words, {faster:.2f} x as fast as bare")


def main() -> None:
    """Read both ways, compare, time, print."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("files", type=Path, nargs="+")
    ap.add_argument("--runs", type=int, default=5)
    ap.add_argument("--words", type=int, default=20_000)
    ap.add_argument("--show", help="print the lost claims of this kind")
    args = ap.parse_args()
    sources = Sources(codebook=codebook.load(), gazetteer=gazetteer.load(), actors=actors.load())
    for path in args.files:
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        reports = [report_of_line(json.loads(line), f"{path.name}, line {number}") for number, line in enumerate(lines, 1)]
        full, skimmed = (list(read_many(reports, sources=sources, skim=skim)) for skim in (False, True))
        every, lost, claims = compare(full, skimmed)
        seen = [r.skimmed for r in skimmed if r.skimmed is not None]
        share = sum(s.characters_read for s in seen) / max(sum(s.characters for s in seen), 1)
        gone = sum(lost.values()) / max(every.total(), 1)
        print(f"{path.stem}: read {share:.0%} of the text, passed over {sum(not s.read for s in seen)} of {len(seen)} reports whole")
        by_kind = ", ".join(f"{kind} {lost[kind]}/{n}" for kind, n in sorted(every.items()))
        print(f"  lost {lost.total()} of {every.total()} claims, {gone:.1%} ({by_kind})", flush=True)
        for claim in claims:
            if claim.kind == args.show:
                print(f"    {claim.quote!r}")
        if args.words:
            time_ways(reports, args.words, args.runs, sources)


if __name__ == "__main__":
    main()
