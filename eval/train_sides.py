# mypy: disable-error-code="import-untyped,import-not-found"
"""Train the head that says who is bound by an agreement, and say how well it does on reports it has not seen.

    python eval/train_sides.py FOLDER… [--write]

Each FOLDER holds annotated reports in the form of the agreement gold (one JSON file a report, with `agreements`, their `parties`).
Prints recall and precision of the sides that the rules alone find and of the head in eight-fold cross-validation by report: every
figure counts reports on which the weights were not fitted. --write fits on all of them and writes
src/trucebook/data/side_head.json. Needs scikit-learn. The folds and the fit are the same at every run.
"""

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from workbench import parses, shared_module

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from trucebook import actors, codebook, gazetteer  # noqa: E402
from trucebook.batch.lines import report_of_line  # noqa: E402
from trucebook.model import Claim  # noqa: E402
from trucebook.reading import Sources, deals, read_parse  # noqa: E402, F401
from trucebook.reading.deals import agreements, sidehead  # noqa: E402
from trucebook.reading.deals.candidates import name_at, scene_of  # noqa: E402
from trucebook.reading.deals.sidefeatures import features_of  # noqa: E402
from trucebook.reading.notes import Notes  # noqa: E402

FOLDS, STRENGTH, RULE_WEIGHT, SEEN_AT_LEAST, SMALLEST = 8, 0.05, 2.0, 6, 2
KEYS = ("id", "text", "title", "published", "source")


@dataclass
class Row:
    """One who may be a side of one gold agreement: what is told of him, how he was found, which of the gold's sides he is."""

    report: int
    agreement: int
    features: frozenset[str]
    role: str
    sides: list[str]
    wanted: int


def rows_of(folders: list[str]) -> list[Row]:
    """Return a row for every candidate of every agreement that is found and in the gold."""
    files = sorted(f for folder in folders for f in Path(folder).glob("*.json"))
    golds = [json.loads(f.read_text(encoding="utf-8")) for f in files]
    reports = [report_of_line({k: g[k] for k in KEYS if g.get(k)}, "gold") for g in golds]
    sources = Sources(codebook=codebook.load(), gazetteer=gazetteer.load(), actors=actors.load())
    seen: list[tuple[Notes, list[Claim]]] = []

    def keep(notes: Notes, claims: list[Claim]) -> list[Claim]:
        seen.append((notes, claims))
        return claims

    vars(agreements)["with_weighed_sides"] = keep  # as the rules alone leave them
    rows: list[Row] = []
    for k, (gold, report, parse) in enumerate(zip(golds, reports, parses(reports, "sides"), strict=True)):
        seen.clear()
        read_parse(report, parse, sources=sources)
        rows += [r for notes, claims in seen for r in _rows(notes, claims, gold["agreements"], k, len(rows))]
    return rows


def _rows(notes: Notes, claims: list[Claim], gold: list[dict[str, Any]], report: int, first: int) -> list[Row]:
    score = shared_module("score")
    spans = [{"start": c.start, "end": c.end, "claim": c} for c in claims]
    found: list[Row] = []
    for n, (wanted, got) in enumerate(score.one_to_one(gold, spans, _overlap)):
        scene = scene_of(notes, got["claim"])
        parties = wanted.get("parties") or []
        for candidate in scene.candidates:
            names = [f.text for _, f in candidate.given] or [name_at(notes, candidate).text]
            sides = [p for p in parties if any(score.name_match(p, name) for name in names)]
            features = features_of(notes, scene, candidate)
            found.append(Row(report, first + n, features, candidate.role, sides, len(parties)))
    return found


def _overlap(a: dict[str, Any], b: dict[str, Any]) -> bool:
    same: bool = shared_module("score").overlap((a["start"], a["end"]), (b["start"], b["end"]))
    return same


def weigh(features: frozenset[str], kept: set[str]) -> dict[str, float]:
    """Return feature → value; the rules' own finding counts more, so that it is shrunk less."""
    return {f: RULE_WEIGHT if f.startswith("rule") else 1.0 for f in sorted(features) if f in kept}


def fit(rows: list[Row]) -> tuple[DictVectorizer, LogisticRegression, set[str]]:
    """Fit the head; features that few candidates have are left out."""
    counts = Counter(f for r in rows for f in r.features)
    kept = {f for f, n in counts.items() if n >= SEEN_AT_LEAST}
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([weigh(r.features, kept) for r in rows])
    return vectorizer, LogisticRegression(C=STRENGTH, max_iter=3000).fit(matrix, [bool(r.sides) for r in rows]), kept


def cross_validate(rows: list[Row]) -> np.ndarray:
    """Return for every row the chance given by a head that was fitted without the row's fold of reports."""
    order = {r: k for k, r in enumerate(np.random.default_rng(1).permutation(max(r.report for r in rows) + 1))}
    fold = np.array([order[r.report] % FOLDS for r in rows])
    chances = np.zeros(len(rows))
    for k in range(FOLDS):
        vectorizer, model, kept = fit([r for r, f in zip(rows, fold, strict=True) if f != k])
        test = np.where(fold == k)[0]
        chances[test] = model.predict_proba(vectorizer.transform([weigh(rows[i].features, kept) for i in test]))[:, 1]
    return chances


def _takes(row: Row, chance: float) -> bool:
    """Say whether one is a side by his chance, as reading decides it."""
    if row.role == "parties":
        return chance >= sidehead.KEPT or "one of many" not in row.features
    return row.role == "none" and chance >= sidehead.ADDED


def tell(name: str, rows: list[Row], taken: list[bool]) -> None:
    """Print recall and precision of the sides taken."""
    wanted = sum({r.agreement: r.wanted for r in rows}.values())
    found = {(r.agreement, side) for r, t in zip(rows, taken, strict=True) if t for side in r.sides}
    right = sum(bool(r.sides) for r, t in zip(rows, taken, strict=True) if t)
    print(f"{name}: recall {len(found) / wanted:.3f}  precision {right / max(1, sum(taken)):.3f}  ({wanted} sides)")


def write_head(rows: list[Row]) -> None:
    """Fit on all rows and write the weights as whole hundredths, the smallest left out."""
    vectorizer, model, _ = fit(rows)
    weights = {}
    for name, column in sorted(vectorizer.vocabulary_.items()):
        weight = round(100 * float(model.coef_[0, column]) * (RULE_WEIGHT if name.startswith("rule") else 1.0))
        if abs(weight) >= SMALLEST:
            weights[name] = weight
    data = {"made_by": "eval/train_sides.py", "scale": 100, "bias": round(100 * float(model.intercept_[0])), "weights": weights}
    path = ROOT / "src/trucebook/data" / sidehead.MODEL
    path.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(weights)} features in {path.relative_to(ROOT)}, {path.stat().st_size} bytes")


def main() -> None:
    """Read, cross-validate, print; write what was asked for."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folders", nargs="+")
    ap.add_argument("--write", action="store_true")
    args = ap.parse_args()
    rows = rows_of(args.folders)
    chances = cross_validate(rows)
    tell("rules alone", rows, [r.role == "parties" for r in rows])
    tell(f"head, {FOLDS}-fold", rows, [_takes(r, c) for r, c in zip(rows, chances, strict=True)])
    if args.write:
        write_head(rows)


if __name__ == "__main__":
    main()
