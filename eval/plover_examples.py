"""Code the example sentences of PLOVER's own gold standard records, on which no rule and no weight was written.

    python eval/plover_examples.py [--misses]

Each sentence goes through `trucebook code` with the spans of its source and target where both are named; the event that stands nearest to
them is scored on its root, as for PLV. Roots that PLOVER has given up since are folded: DEMAND is REQUEST, FIGHT is ASSAULT, DISAPPROVE and
INVESTIGATE are ACCUSE, CONCEDE and RETREAT are one. Skips, and says so, where the shared gold sets are not beside this checkout.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from shared_folder import SHARED

ROOT = Path(__file__).resolve().parents[1]
GOLD = SHARED / "gold" / "plover" / "PLOVER_GSR_CAMEO.json"
FOLDED = {
    "CONCEDE": "YIELD",
    "RETREAT": "YIELD",
    "DEMAND": "REQUEST",
    "FIGHT": "ASSAULT",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
}
Span = tuple[int, int]


def span_of(record: dict[str, Any], role: str) -> Span | None:
    """Return where the first actor of a role stands in the sentence of a record, or None where its words are not there."""
    told = record.get(role) or []
    for actor in told if isinstance(told, list) else [told]:
        words = actor if isinstance(actor, str) else actor.get("actorText")
        if words and words in record["text"]:
            return record["text"].index(words), record["text"].index(words) + len(words)
    return None


def line_of(record: dict[str, Any]) -> dict[str, Any]:
    """Return one record as a line for the reader, with both actors given where they stand at two places."""
    line = {"id": record["id"], "text": record["text"]}
    source, target = span_of(record, "source"), span_of(record, "target")
    if source and target and source != target:
        line["mentions"] = [{"kind": "actor", "start": a, "end": b} for a, b in (source, target)]
    return line


def nearest(line: dict[str, Any], claims: list[dict[str, Any]]) -> str:
    """Return the folded root of the event whose source and target lie on the given ones, else of the surest; NONE without any."""
    given = [(m["start"], m["end"]) for m in line.get("mentions", [])]

    def rank(claim: dict[str, Any]) -> tuple[int, float]:
        fields = [claim["fields"].get(role) or {} for role in ("source", "target")]
        met = sum(f.get("start") is not None and f["start"] < b and a < f["end"] for f, (a, b) in zip(fields, given, strict=False))
        return met, claim.get("score") or 0.0

    events = [c for c in claims if c["kind"] == "event"]
    if not events:
        return "NONE"
    root = str(max(events, key=rank)["fields"]["type"]["value"])
    return FOLDED.get(root, root)


def read(lines: list[dict[str, Any]], folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the claims of each line by its id."""
    source, output = folder / "in.jsonl", folder / "out.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "trucebook", "code", str(source), "-o", str(output)], check=True, capture_output=True)
    docs = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    return {str(d.get("id") or d["report"]["id"]): d["claims"] for d in docs}


def main() -> None:
    """Read, score, print; see the module's words."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--misses", action="store_true", help="print each sentence whose root is another")
    args = ap.parse_args()
    if not GOLD.exists():
        print("plover_examples: skipped, the shared gold sets are not beside this checkout (they are no part of trucebook)")
        return
    records = [r for r in json.loads(GOLD.read_text(encoding="utf-8")) if "text" in r]
    lines = [line_of(r) for r in records]
    with tempfile.TemporaryDirectory() as folder:
        claims = read(lines, Path(folder))
    right: dict[bool, list[bool]] = {True: [], False: []}
    for record, line in zip(records, lines, strict=True):
        wanted, got = FOLDED.get(record["event"], record["event"]), nearest(line, claims[record["id"]])
        right["mentions" in line].append(wanted == got)
        if args.misses and wanted != got:
            print(f"{wanted:10s} {got:10s} {record['text']}")
    for name, rows in (("both actors given", right[True]), ("not both named", right[False]), ("all", right[True] + right[False])):
        print(f"{name:18s} n {len(rows):3d}  root right {sum(rows) / len(rows):.3f}")


if __name__ == "__main__":
    main()
