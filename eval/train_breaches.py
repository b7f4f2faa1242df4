# mypy: disable-error-code="import-untyped,import-not-found"
"""Train the head that says whether a hostile act breaks an agreement, and say how well it does on reports it has not seen.

    python eval/train_breaches.py FOLDER… [--double FOLDER] [--test FOLDER] [--write]

Each FOLDER holds annotated reports in the form of the agreement gold (one JSON file a report, with `violations`), or dispatches of
our own (`tests/reading/truces`). Prints precision, recall and F1 of the rules alone and of rules and head together, in eight-fold
cross-validation by report, and on the folders of --test, with which nothing is fitted. --write fits on all FOLDERs and writes
src/trucebook/data/breach_head.json. Needs scikit-learn. The folds and the fit are the same at every run.
"""

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from workbench import parses, shared_module

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from trucebook import actors, codebook, gazetteer  # noqa: E402
from trucebook.batch.lines import report_of_line  # noqa: E402
from trucebook.model import Claim  # noqa: E402
from trucebook.reading import Sources, deals, read_parse  # noqa: E402, F401
from trucebook.reading.deals import breachhead, violations  # noqa: E402
from trucebook.reading.deals.breaches import HostileWords, find_hostile  # noqa: E402
from trucebook.reading.deals.breachfeatures import features_of, scene_of  # noqa: E402
from trucebook.reading.notes import Notes  # noqa: E402

FOLDS, STRENGTH, SEEN_AT_LEAST, SMALLEST = 8, 0.1, 5, 2
KEYS = ("id", "text", "title", "published", "source")


@dataclass
class Row:
    """One hostile act of a report: what is told of it, whether the rules tie it or it may be added, which of the gold's violations it
    is, and how much it counts in the fit."""

    report: int
    features: frozenset[str]
    tied: bool
    free: bool
    gold: tuple[int, ...]
    weight: int


def golds_of(folders: list[str], weight: int = 1) -> list[dict[str, Any]]:
    """Return the annotated reports of folders that list violations, with how much each counts in the fit."""
    found: list[dict[str, Any]] = []
    for path in sorted(p for folder in folders for p in Path(folder).iterdir() if p.suffix in (".json", ".yaml")):
        raw = path.read_text(encoding="utf-8")
        gold = json.loads(raw) if path.suffix == ".json" else yaml.safe_load(raw)
        if "text" not in gold or "violations" not in gold:
            continue
        for item in gold["violations"]:
            item.setdefault("start", gold["text"].index(item["quote"]))
            item.setdefault("end", item["start"] + len(item["quote"]))
        found.append(gold | {"weight": weight})
    return found


def rows_of(golds: list[dict[str, Any]]) -> list[Row]:
    """Return a row for every hostile act of every report with an agreement."""
    reports = [report_of_line({k: str(g[k]) for k in KEYS if g.get(k)}, "gold") for g in golds]
    sources = Sources(codebook=codebook.load(), gazetteer=gazetteer.load(), actors=actors.load())
    seen: list[tuple[Notes, HostileWords, list[Any]]] = []

    def keep(notes: Notes, words: HostileWords, _: tuple[Claim, ...], tied: list[Any]) -> list[Any]:
        seen.append((notes, words, tied))
        return tied

    vars(violations)["weigh_breaches"] = keep  # as the rules alone leave them
    rows: list[Row] = []
    for k, (gold, report, parse) in enumerate(zip(golds, reports, parses(reports, "breaches"), strict=True)):
        seen.clear()
        read_parse(report, parse, sources=sources)
        for notes, words, tied in seen:
            rows += _rows(notes, words, tied, gold, k)
    return rows


def _rows(notes: Notes, words: HostileWords, tied: list[Any], annotated: dict[str, Any], report: int) -> list[Row]:
    gold, weight = annotated["violations"], annotated["weight"]
    overlap = shared_module("score").overlap
    parse, scene = notes.parse, scene_of(notes, words, notes.agreements)
    known = {hostile.word: hostile for hostile, _, _ in tied}
    free = {hostile.word for hostile, _, _ in breachhead.untied(scene, tied)}
    acts = {h.word: h for first, last in parse.sentences for h in find_hostile(parse, words, first, last)} | known
    found = []
    for word, hostile in sorted(acts.items()):
        span = parse.start[hostile.first], parse.end[hostile.last]
        which = tuple(n for n, item in enumerate(gold) if overlap(span, (item["start"], item["end"])))
        found.append(Row(report, features_of(scene, hostile), word in known, word in free, which, weight))
    return found


def fit(rows: list[Row]) -> tuple[DictVectorizer, LogisticRegression, set[str]]:
    """Fit the head; features that few acts have are left out."""
    counts = Counter(f for r in rows for f in r.features)
    kept = {f for f, n in counts.items() if n >= SEEN_AT_LEAST}
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([_vector(r, kept) for r in rows])
    head = LogisticRegression(C=STRENGTH, max_iter=4000)
    return vectorizer, head.fit(matrix, [bool(r.gold) for r in rows], sample_weight=[r.weight for r in rows]), kept


def _vector(row: Row, kept: set[str]) -> dict[str, float]:
    return dict.fromkeys(sorted(row.features & kept), 1.0)


def chances_of(model: tuple[DictVectorizer, LogisticRegression, set[str]], rows: list[Row]) -> np.ndarray:
    """Return the chance of every row."""
    vectorizer, head, kept = model
    found: np.ndarray = head.predict_proba(vectorizer.transform([_vector(r, kept) for r in rows]))[:, 1]
    return found


def cross_validate(rows: list[Row]) -> np.ndarray:
    """Return for every row the chance given by a head that was fitted without the row's fold of reports."""
    order = {r: k for k, r in enumerate(np.random.default_rng(1).permutation(max(r.report for r in rows) + 1))}
    fold = np.array([order[r.report] % FOLDS for r in rows])
    chances = np.zeros(len(rows))
    for k in range(FOLDS):
        test = np.where(fold == k)[0]
        chances[test] = chances_of(fit([r for r, f in zip(rows, fold, strict=True) if f != k]), [rows[i] for i in test])
    return chances


def tell(name: str, golds: list[dict[str, Any]], rows: list[Row], taken: list[bool]) -> None:
    """Print precision, recall and F1 of the acts taken."""
    wanted = sum(len(g["violations"]) for g in golds)
    hit: set[tuple[int, int]] = set()
    right = 0
    for row in (r for r, t in zip(rows, taken, strict=True) if t):
        new = next((n for n in row.gold if (row.report, n) not in hit), None)
        if new is not None:
            hit.add((row.report, new))
            right += 1
    precision, recall = right / max(1, sum(taken)), right / wanted
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{name}: precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  ({wanted} violations)")


def tell_all(name: str, golds: list[dict[str, Any]], rows: list[Row], chances: np.ndarray) -> None:
    """Print the figures of rules, of rules and head as reading joins them, and of the best that any choice of acts could give."""
    tell(f"{name}, rules", golds, rows, [r.tied for r in rows])
    joined = [c >= breachhead.KEPT if r.tied else r.free and c >= breachhead.ADDED for r, c in zip(rows, chances, strict=True)]
    tell(f"{name}, rules and head", golds, rows, joined)
    tell(f"{name}, every act that is one", golds, rows, [bool(r.gold) for r in rows])


def write_head(rows: list[Row]) -> None:
    """Fit on all rows and write the weights as whole hundredths, the smallest left out."""
    vectorizer, model, _ = fit(rows)
    named = sorted(vectorizer.vocabulary_.items())
    weights = {name: w for name, column in named if abs(w := round(100 * float(model.coef_[0, column]))) >= SMALLEST}
    data = {"made_by": "eval/train_breaches.py", "scale": 100, "bias": round(100 * float(model.intercept_[0])), "weights": weights}
    path = ROOT / "src/trucebook/data" / breachhead.MODEL
    path.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(weights)} features in {path.relative_to(ROOT)}, {path.stat().st_size} bytes")


def main() -> None:
    """Read the reports, print figures, write the weights where asked."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folders", nargs="+")
    ap.add_argument("--double", action="append", default=[], help="a folder of real reports, which count double")
    ap.add_argument("--test", action="append", default=[])
    ap.add_argument("--write", action="store_true")
    args = ap.parse_args()
    golds = golds_of(args.folders) + golds_of(args.double, weight=2)
    rows = rows_of(golds)
    tell_all("cross-validated", golds, rows, cross_validate(rows))
    for folder in args.test:
        unseen = golds_of([folder])
        others = rows_of(unseen)
        tell_all(Path(folder).name, unseen, others, chances_of(fit(rows), others))
    if args.write:
        write_head(rows)


if __name__ == "__main__":
    main()
