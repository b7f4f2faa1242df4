"""Read one gold set and score it, with parses kept between runs: the developer's bench for mending phenomena.

    python eval/workbench.py SET [PATH] [--limit N] [--out FILE] [--profile]

SET is one of sets.py's loaders (truce re3d timex geo displacement fakes plover attribution); PATH defaults to the gold set's place.
The output goes to --out (JSON lines in the contract) so that misses can be looked at; parses are cached in the system's
temporary folder by text and model.
"""

import argparse
import cProfile
import hashlib
import json
import pickle
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import msgspec

from shared_folder import SHARED, shared_module

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from trucebook import actors, codebook, gazetteer  # noqa: E402
from trucebook.batch.lines import report_of_line  # noqa: E402
from trucebook.reading import Sources, read_parse  # noqa: E402
from trucebook.reading.grammar.language import load, parse_many  # noqa: E402

PATHS = {
    "truce": "truce/dev",
    "re3d": "re3d",
    "timex": "wikiwars/keyinline",
    "geo": "geo/lgl.xml",
    "displacement": "displacement/IDMC_fully_labelled.csv",
    "fakes": "fakes/fakes_dev.csv",
    "plover": "plover/PLV_train.tsv",
    "attribution": "attribution/dev",
}


def parses(reports: list[Any], name: str) -> list[Any]:
    """Return the parses of reports, from the cache where one was kept."""
    source = b"".join((ROOT / f"src/trucebook/reading/grammar/{file}.py").read_bytes() for file in ("language", "parse"))
    key = hashlib.sha256(source + b"".join(r.sha256.encode() for r in reports) + load()[1].model_sha256.encode()).hexdigest()[:16]
    cache = Path(tempfile.gettempdir()) / "trucebook-parses" / f"{name}-{key}.pickle"
    if not cache.exists():
        cache.parent.mkdir(exist_ok=True)
        made = [parse for _, parse in parse_many(reports)]
        part = cache.with_suffix(f".{time.time_ns()}")
        part.write_bytes(pickle.dumps(made))
        part.rename(cache)
    found: list[Any] = pickle.loads(cache.read_bytes())
    return found


def main() -> None:
    """Read, score, print."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("set", choices=sorted(PATHS))
    ap.add_argument("path", nargs="?")
    ap.add_argument("--limit", type=int)
    ap.add_argument("--out")
    ap.add_argument("--profile", action="store_true")
    args = ap.parse_args()
    sets, score = shared_module("sets"), shared_module("score")
    path = args.path or str(SHARED / "gold" / PATHS[args.set])
    pairs = list(getattr(sets, args.set)(path))[: args.limit]
    reports = [report_of_line({k: v for k, v in line.items() if v is not None}, "gold") for line, _ in pairs]
    parsed = parses(reports, args.set + (str(args.limit) if args.limit else ""))
    sources = Sources(codebook=codebook.load(), gazetteer=gazetteer.load(), actors=actors.load())
    profile = cProfile.Profile()
    if args.profile:
        profile.enable()
    began = time.process_time()
    readings = [read_parse(report, parse, sources=sources) for report, parse in zip(reports, parsed, strict=True)]
    spent = time.process_time() - began
    profile.disable()
    docs = []
    lines = []
    for (line, gold), reading in zip(pairs, readings, strict=True):
        raw = msgspec.json.encode(reading)
        doc = json.loads(raw)
        score.check_evidence(doc, line["text"])
        docs.append((gold, doc))
        lines.append(raw)
    if args.out:
        Path(args.out).write_bytes(b"\n".join(lines) + b"\n")
    result = getattr(score, args.set)(docs)
    print(json.dumps(result, indent=1))
    words = sum(len(p) for p in parsed)
    print(f"{words} words, {spent:.2f} s CPU for the rules alone: {1e6 * spent / max(words, 1):.1f} microseconds a word", file=sys.stderr)
    if args.profile:
        import pstats

        pstats.Stats(profile).sort_stats("cumulative").print_stats(40)


if __name__ == "__main__":
    main()
