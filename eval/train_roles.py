# mypy: disable-error-code="import-untyped,import-not-found"
"""Train the heads that say who is bound by an agreement and who brokers it, and say how well they do on reports they have not seen.

    python eval/train_roles.py FOLDER… [--test FOLDER…] [--write]

Each FOLDER holds annotated reports in the form of the agreement gold (one JSON file a report, with `agreements`, their `parties` and
`mediators`). Prints, for each role, recall and precision of those whom the rules alone find and of rules and head together in
eight-fold cross-validation by report: every figure counts reports on which the weights were not fitted. The rules know the reports
they were mended on, so that only reports given by --test, on which nothing was fitted or mended, forecast new ones. --write fits on
all FOLDERs and writes src/trucebook/data/role_heads.json. Needs scikit-learn. The folds and the fit are the same at every run.
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
from trucebook.reading.deals import agreements, roleheads  # noqa: E402
from trucebook.reading.deals.candidates import Scene, name_at, scene_of  # noqa: E402
from trucebook.reading.deals.rolefeatures import features_of  # noqa: E402
from trucebook.reading.notes import Notes  # noqa: E402

FOLDS, STRENGTH, SEEN_AT_LEAST, SMALLEST = 8, 0.05, 6, 2
ROLES = ("parties", "mediators")
KEYS = ("id", "text", "title", "published", "source")


@dataclass
class Row:
    """One who may have a role in one gold agreement: what is told of him, how he was found, which of the gold's names he is by role."""

    report: int
    agreement: int
    features: frozenset[str]
    found_as: str
    many_sides: bool
    names: dict[str, list[str]]
    wanted: dict[str, int]


def rows_of(folders: list[str], label: str) -> list[Row]:
    """Return a row for every candidate of every agreement that is found and in the gold."""
    files = sorted(f for folder in folders for f in Path(folder).glob("*.json"))
    golds = [json.loads(f.read_text(encoding="utf-8")) for f in files]
    reports = [report_of_line({k: g[k] for k in KEYS if g.get(k)}, "gold") for g in golds]
    sources = Sources(codebook=codebook.load(), gazetteer=gazetteer.load(), actors=actors.load())
    seen: list[tuple[Notes, list[Claim]]] = []

    def keep(notes: Notes, claims: list[Claim]) -> list[Claim]:
        seen.append((notes, claims))
        return claims

    vars(agreements)["with_weighed_roles"] = keep  # as the rules alone leave them
    rows: list[Row] = []
    for k, (gold, report, parse) in enumerate(zip(golds, reports, parses(reports, label), strict=True)):
        seen.clear()
        read_parse(report, parse, sources=sources)
        rows += [r for notes, claims in seen for r in _rows(notes, claims, gold["agreements"], k, len(rows))]
    return rows


def _rows(notes: Notes, claims: list[Claim], gold: list[dict[str, Any]], report: int, first: int) -> list[Row]:
    spans = [{"start": c.start, "end": c.end, "claim": c} for c in claims]
    pairs = shared_module("score").one_to_one(gold, spans, _overlap)
    return [r for n, (wanted, got) in enumerate(pairs) for r in _of_scene(notes, scene_of(notes, got["claim"]), wanted, report, first + n)]


def _of_scene(notes: Notes, scene: Scene, wanted: dict[str, Any], report: int, agreement: int) -> list[Row]:
    """Return a row for every candidate of one agreement."""
    same = shared_module("score").name_match
    gold = {role: wanted.get(role) or [] for role in ROLES}
    many = sum(c.role == "parties" for c in scene.candidates) > 2
    rows = []
    for candidate in scene.candidates:
        forms = [f.text for _, f in candidate.given] or [name_at(notes, candidate).text]
        names = {role: [name for name in told if any(same(name, form) for form in forms)] for role, told in gold.items()}
        features = features_of(notes, scene, candidate)
        rows.append(Row(report, agreement, features, candidate.role, many, names, {role: len(told) for role, told in gold.items()}))
    return rows


def _overlap(a: dict[str, Any], b: dict[str, Any]) -> bool:
    same: bool = shared_module("score").overlap((a["start"], a["end"]), (b["start"], b["end"]))
    return same


@dataclass
class Fitted:
    """A fitted head: what turns features into columns, the model, and the features that are weighed."""

    vectorizer: DictVectorizer
    model: LogisticRegression
    kept: set[str]

    def chances(self, rows: list[Row]) -> np.ndarray:
        """Return the chance of each row."""
        chances: np.ndarray = self.model.predict_proba(self.vectorizer.transform([_column(r, self.kept) for r in rows]))[:, 1]
        return chances


def _column(row: Row, kept: set[str]) -> dict[str, float]:
    return {f: 1.0 for f in sorted(row.features) if f in kept}


def fit(rows: list[Row], role: str) -> Fitted:
    """Fit the head of a role; features that few candidates have are left out."""
    counts = Counter(f for r in rows for f in r.features)
    kept = {f for f, n in counts.items() if n >= SEEN_AT_LEAST}
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([_column(r, kept) for r in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(matrix, [bool(r.names[role]) for r in rows])
    return Fitted(vectorizer, model, kept)


def cross_validate(rows: list[Row], role: str) -> np.ndarray:
    """Return for every row the chance given by a head that was fitted without the row's fold of reports."""
    order = {r: k for k, r in enumerate(np.random.default_rng(1).permutation(max(r.report for r in rows) + 1))}
    fold = np.array([order[r.report] % FOLDS for r in rows])
    chances = np.zeros(len(rows))
    for k in range(FOLDS):
        test = np.where(fold == k)[0]
        chances[test] = fit([r for r, f in zip(rows, fold, strict=True) if f != k], role).chances([rows[i] for i in test])
    return chances


def taken_with(rows: list[Row], chances: dict[str, np.ndarray], role: str) -> list[bool]:
    """Say of each row whether it has the role by rules and heads together, as reading decides it."""
    taken = []
    for n, row in enumerate(rows):
        own = {r: float(c[n]) for r, c in chances.items()}
        if row.found_as == role:
            taken.append(role != "parties" or not row.many_sides or own[role] >= roleheads.KEPT)
        else:
            taken.append(row.found_as == "none" and roleheads.likely_role(own) == role)
    return taken


def tell(rows: list[Row], chances: dict[str, np.ndarray], label: str) -> None:
    """Print recall and precision of the rules alone and of rules and heads together, for each role."""
    for role in ROLES:
        _tell(f"{label} {role}, rules alone", rows, role, [r.found_as == role for r in rows])
        _tell(f"{label} {role}, with the head", rows, role, taken_with(rows, chances, role))


def _tell(label: str, rows: list[Row], role: str, taken: list[bool]) -> None:
    wanted = sum({r.agreement: r.wanted[role] for r in rows}.values())
    found = {(r.agreement, name) for r, t in zip(rows, taken, strict=True) if t for name in r.names[role]}
    right = sum(bool(r.names[role]) for r, t in zip(rows, taken, strict=True) if t)
    print(f"{label}: recall {len(found) / wanted:.3f}  precision {right / max(1, sum(taken)):.3f}  ({wanted} names)")


def write_heads(rows: list[Row]) -> None:
    """Fit on all rows and write the weights as whole hundredths, the smallest left out."""
    heads = {role: _plain(fit(rows, role)) for role in ROLES}
    path = ROOT / "src/trucebook/data" / roleheads.MODEL
    data = {"made_by": "eval/train_roles.py", "scale": 100, **heads}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    told = ", ".join(f"{len(head['weights'])} {role}" for role, head in heads.items())
    print(f"features: {told}, in {path.relative_to(ROOT)}, {path.stat().st_size} bytes")


def _plain(fitted: Fitted) -> dict[str, Any]:
    """Return bias and weights of a head in whole hundredths."""
    columns = sorted(fitted.vectorizer.vocabulary_.items())
    weights = {name: round(100 * float(fitted.model.coef_[0, column])) for name, column in columns}
    return {"bias": round(100 * float(fitted.model.intercept_[0])), "weights": {n: w for n, w in weights.items() if abs(w) >= SMALLEST}}


def main() -> None:
    """Read, cross-validate, print; write what was asked for."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folders", nargs="+")
    ap.add_argument("--test", nargs="+", default=[], help="folders of reports that nothing was fitted or mended on")
    ap.add_argument("--write", action="store_true", help="fit on all folders and write the weights that ship")
    args = ap.parse_args()
    rows = rows_of(args.folders, "roles")
    tell(rows, {role: cross_validate(rows, role) for role in ROLES}, f"{FOLDS}-fold")
    if args.test:
        new = rows_of(args.test, "roles-test")
        tell(new, {role: fit(rows, role).chances(new) for role in ROLES}, "unseen")
    if args.write:
        write_heads(rows)


if __name__ == "__main__":
    main()
