# mypy: disable-error-code="import-untyped,import-not-found"
"""What the scripts that train heads share: annotated reports by folder, what a step of reading is given, fitting, cross-validation by
report, figures and weights.

A head is a logistic regression over named features, written as whole hundredths. A folder holds annotated reports in the form of the
agreement gold (one JSON file a report) or dispatches of our own (YAML, `tests/reading/truces`). Needs scikit-learn. The folds and the
fit are the same at every run.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

import numpy as np
import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from public_reports import FILE, public_reports
from shared_folder import shared_module
from short_reports import SHORT, short_reports
from workbench import parses

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from trucebook import actors, codebook, gazetteer  # noqa: E402
from trucebook.batch.lines import report_of_line  # noqa: E402
from trucebook.reading import Sources, read_parse  # noqa: E402

FOLDS, SEEN_AT_LEAST, SMALLEST = 8, 6, 2
CHANCES = (0.3, 0.4, 0.5, 0.6, 0.7)
KEYS = ("id", "text", "title", "published", "source")


def arguments(doc: str | None, times: int) -> argparse.Namespace:
    """Return what a training script was asked for; reports of --often count `times` times in the fit."""
    ap = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folders", nargs="+", help="folders of annotated reports")
    ap.add_argument("--often", nargs="+", default=[], help=f"folders whose reports count {times} times, such as real ones")
    ap.add_argument("--test", nargs="+", default=[], help="folders of reports that nothing was fitted or mended on")
    ap.add_argument("--write", action="store_true", help="fit on all folders and write the weights that ship")
    return ap.parse_args()


def annotated(folders: Sequence[str], key: str, weight: int = 1) -> list[dict[str, Any]]:
    """Return the annotated reports of folders that list `key`, each item with its start and end, each report with its `weight`."""
    found: list[dict[str, Any]] = []
    paths = sorted(p for folder in folders for p in Path(folder).iterdir() if p.suffix in (".json", ".yaml", ".txt"))
    for path in paths:
        if path.suffix == ".txt":
            found += [report | {"weight": weight} for report in short_reports(path) if key in report]
            continue
        if path.name == FILE:
            found += [report | {"weight": weight} for report in public_reports(path)]
            continue
        raw = path.read_text(encoding="utf-8")
        gold = json.loads(raw) if path.suffix == ".json" else yaml.safe_load(raw)
        if "text" in gold and key in gold:
            for item in (i for items in gold.values() if isinstance(items, list) for i in items):
                item.setdefault("start", gold["text"].index(item["quote"]))
                item.setdefault("end", item["start"] + len(item["quote"]))
            found.append(gold | {"weight": weight})
    return found


def given_to(
    step: str, module: ModuleType, golds: Sequence[dict[str, Any]], label: str, answer: Callable[..., Any] | None = None
) -> Iterator[tuple[int, dict[str, Any], list[tuple[Any, ...]]]]:
    """Read annotated reports and yield each one's number, the report and what a step of reading was given in it, call by call.

    The step, a function that a module of the reader calls, is not taken: it hands back its last argument, as rules alone leave it, or
    what `answer` makes of its arguments. `label` names the parses that are kept between runs.
    """
    reports = [report_of_line({k: str(gold[k]) for k in KEYS if gold.get(k)}, "gold") for gold in golds]
    sources = Sources(codebook=codebook.load(), gazetteer=gazetteer.load(), actors=actors.load())
    given: list[tuple[Any, ...]] = []

    def keep(*told: Any) -> Any:
        given.append(told)
        return told[-1] if answer is None else answer(*told)

    taken, vars(module)[step] = vars(module)[step], keep
    try:
        for number, (gold, report, parse) in enumerate(zip(golds, reports, parses(reports, label), strict=True)):
            given.clear()
            read_parse(report, parse, sources=sources)
            yield number, gold, list(given)
    finally:
        vars(module)[step] = taken


@dataclass
class Fitted:
    """A fitted head: what turns features into columns, the features that are weighed, their weights and the bias."""

    vectorizer: DictVectorizer
    kept: set[str]
    weights: np.ndarray
    bias: float

    def sums(self, rows: Sequence[frozenset[str]]) -> np.ndarray:
        """Return the bias and the weights of each row of features added up."""
        sums: np.ndarray = self.vectorizer.transform([_column(r, self.kept) for r in rows]) @ self.weights + self.bias
        return sums

    def chances(self, rows: Sequence[frozenset[str]]) -> np.ndarray:
        """Return the chance of each row of features."""
        chances: np.ndarray = 1 / (1 + np.exp(-self.sums(rows)))
        return chances

    def plain(self, smallest: int) -> dict[str, Any]:
        """Return bias and weights in whole hundredths, those below `smallest` left out."""
        columns = sorted(self.vectorizer.vocabulary_.items())
        weights = {name: round(100 * float(self.weights[column])) for name, column in columns}
        return {"bias": round(100 * self.bias), "weights": {n: w for n, w in weights.items() if abs(w) >= smallest}}


def fit(rows: Sequence[frozenset[str]], wanted: Sequence[bool], weights: Sequence[float], strength: float) -> Fitted:
    """Fit a head on rows of features; features that few rows have are left out."""
    return fit_among(rows, list(wanted), weights, strength)[True]


def fit_among[T: (str, bool)](
    rows: Sequence[frozenset[str]], answers: Sequence[T], weights: Sequence[float], strength: float, seen: int = SEEN_AT_LEAST
) -> dict[T, Fitted]:
    """Fit a head for each of the answers, of which just one holds for a row; features that fewer than `seen` rows have are left out."""
    counts = Counter(f for row in rows for f in row)
    kept = {f for f, n in counts.items() if n >= seen}
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([_column(row, kept) for row in rows])
    model = LogisticRegression(C=strength, max_iter=4000).fit(matrix, list(answers), sample_weight=list(weights))
    found: list[T] = model.classes_.tolist()
    of_two = len(found) == len(model.coef_) + 1
    return {
        answer: Fitted(vectorizer, kept, weights=coefficients, bias=float(bias))
        for answer, coefficients, bias in zip(found[of_two:], model.coef_, model.intercept_, strict=True)
    }


def cross_validate(
    rows: Sequence[frozenset[str]], wanted: Sequence[bool], weights: Sequence[int], reports: Sequence[int], strength: float
) -> np.ndarray:
    """Return for every row the chance given by a head that was fitted without the fold of its report."""
    sums = cross_validate_among(rows, wanted, weights, reports, strength)[True]
    chances: np.ndarray = 1 / (1 + np.exp(-sums))
    return chances


def cross_validate_among[T: (str, bool)](
    rows: Sequence[frozenset[str]], answers: Sequence[T], weights: Sequence[int], reports: Sequence[int], strength: float
) -> dict[T, np.ndarray]:
    """Return for every answer what it weighs in every row, by heads that were fitted without the fold of the row's report."""
    order = {r: k for k, r in enumerate(np.random.default_rng(1).permutation(max(reports) + 1))}
    fold = np.array([order[r] % FOLDS for r in reports])
    sums: dict[T, np.ndarray] = {}
    for k in range(FOLDS):
        test, train = np.where(fold == k)[0], np.where(fold != k)[0]
        heads = fit_among([rows[i] for i in train], [answers[i] for i in train], [weights[i] for i in train], strength)
        for answer, head in heads.items():
            sums.setdefault(answer, np.full(len(rows), -np.inf))[test] = head.sums([rows[i] for i in test])
    return sums


def one_to_one(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return the pairs of items of a gold and of those found, with `start` and `end`, that the shared scorer takes for one."""
    score = shared_module("score")
    same = lambda a, b: score.overlap((a["start"], a["end"]), (b["start"], b["end"]))  # noqa: E731
    pairs: list[tuple[dict[str, Any], dict[str, Any]]] = score.one_to_one(gold, found, same)
    return pairs


class OfReport(Protocol):
    """A row of a report, by the report's number."""

    report: int


def by_length(golds: Sequence[dict[str, Any]], rows: Sequence[OfReport]) -> Iterator[tuple[str, list[int], list[dict[str, Any]]]]:
    """Yield what whole reports and short dispatches are called in what is printed, each with the numbers of their rows and the texts."""
    for name, short in (("reports, cross-validated", False), ("short dispatches, cross-validated", True)):
        part = [n for n, row in enumerate(rows) if (golds[row.report].get("source") == SHORT) is short]
        yield name, part, [g for g in golds if (g.get("source") == SHORT) is short]


class Marked(Protocol):
    """A row of a report that the gold may mark: the report's number, and which of the gold's items it is."""

    report: int
    gold: tuple[int, ...]


def tell(name: str, key: str, golds: Sequence[dict[str, Any]], rows: Sequence[Marked], taken: Sequence[bool]) -> None:
    """Print precision, recall and F1 of the rows taken against the gold's items under `key`, each of which one row can be."""
    wanted = sum(len(g[key]) for g in golds)
    hit: set[tuple[int, int]] = set()
    for row in (r for r, t in zip(rows, taken, strict=True) if t):
        hit.update((row.report, n) for n in [n for n in row.gold if (row.report, n) not in hit][:1])
    precision, recall = len(hit) / max(1, sum(taken)), len(hit) / wanted
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{name}: precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  ({wanted} {key})")


def tell_choices(
    name: str, key: str, golds: Sequence[dict[str, Any]], rows: Sequence[Marked], ruled: Sequence[bool], joined: Sequence[bool]
) -> None:
    """Print the figures of rules, of rules and head as reading joins them, and of the best that any choice of rows could give."""
    tell(f"{name}, rules", key, golds, rows, ruled)
    tell(f"{name}, rules and head", key, golds, rows, joined)
    tell(f"{name}, every act that is one", key, golds, rows, [bool(r.gold) for r in rows])


class Weighed(Protocol):
    """A row that a head weighs: the report's number, what is told of it, how much it counts, and whether the gold has it."""

    report: int
    features: frozenset[str]
    weight: int

    @property
    def wanted(self) -> bool:
        """Whether the gold has it."""


def tell_by_chance[R: Weighed](name: str, _: Sequence[dict[str, Any]], rows: Sequence[R], chances: np.ndarray) -> None:
    """Print by chance how many of the rows that the gold has are found and how many others are taken with them."""
    wanted = sum(r.wanted for r in rows)
    for least in CHANCES:
        taken = [r for r, c in zip(rows, chances, strict=True) if c >= least]
        right = sum(r.wanted for r in taken)
        told = f"precision {right / max(1, len(taken)):.2f}  found {right} of {wanted}, wrong {len(taken) - right} of {len(rows) - wanted}"
        print(f"{name}, from {least}: {told}")


def train[R: Weighed](
    doc: str | None,
    key: str,
    rows_of: Callable[[list[dict[str, Any]]], list[R]],
    tell: Callable[[str, list[dict[str, Any]], list[R], np.ndarray], None],
    head: tuple[str, str, str],
    *,
    strength: float,
    often: int,
    rows_apart: Callable[[list[dict[str, Any]]], list[R]] | None = None,
) -> None:
    """Read the reports that a script was given, print figures of a head in cross-validation and on the folders of --test, and write its
    weights where asked; `head` is the data file, the name of the head in it, and the script. `rows_apart` gives the rows to fit on where
    they are others than those to test on."""
    args = arguments(doc, often)
    golds = annotated(args.folders, key) + annotated(args.often, key, often)
    rows = (rows_apart or rows_of)(golds)
    told = [r.features for r in rows], [r.wanted for r in rows], [r.weight for r in rows]
    tell("cross-validated", golds, rows, cross_validate(*told, [r.report for r in rows], strength))
    fitted = fit(*told, strength)
    for folder in args.test:
        unseen = annotated([folder], key)
        others = rows_of(unseen)
        tell(Path(folder).name, unseen, others, fitted.chances([r.features for r in others]))
    if args.write:
        model, name, script = head
        write(model, script, {name: fitted})


def write(name: str, made_by: str, heads: dict[str, Fitted], smallest: int = SMALLEST) -> None:
    """Write heads to a data file of the package, weights below `smallest` hundredths left out, and say how large they are."""
    path = ROOT / "src/trucebook/data" / name
    plain = {key: head.plain(smallest) for key, head in heads.items()}
    data = {"made_by": made_by, "scale": 100, "heads": plain}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    told = ", ".join(f"{len(head['weights'])} for {key}" for key, head in plain.items())
    print(f"features: {told}, in {path.relative_to(ROOT)}, {path.stat().st_size} bytes")


def plain_choice(heads: dict[str, Fitted], least: int, step: int) -> tuple[dict[str, int], dict[str, list[int]]]:
    """Return the biases of heads of which just one holds, and for each feature what it weighs in each, in hundredths rounded to a multiple
    of `step`; features that weigh less than `least` everywhere are left out."""
    plain = [head.plain(1) for head in heads.values()]
    names = dict.fromkeys(name for head in plain for name, weight in head["weights"].items() if abs(weight) >= least)
    rows = {name: [step * round(head["weights"].get(name, 0) / step) for head in plain] for name in names}
    return {answer: head["bias"] for answer, head in zip(heads, plain, strict=True)}, rows


def write_choice(name: str, made_by: str, biases: dict[str, int], rows: dict[str, list[int]]) -> None:
    """Write the biases of a choice among answers and what each feature weighs in each to a data file of the package, a line a feature."""
    path = ROOT / "src/trucebook/data" / name
    lines = ",\n".join(
        f"{json.dumps(feature, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}" for feature, row in rows.items()
    )
    head = json.dumps({"made_by": made_by, "scale": 100, "answers": biases}, ensure_ascii=False)
    path.write_text(f'{head[:-1]}, "rows": {{\n{lines}\n}}}}\n', encoding="utf-8")
    print(f"{len(rows)} features of {len(biases)} answers, in {path.relative_to(ROOT)}, {path.stat().st_size} bytes")


def _column(row: frozenset[str], kept: set[str]) -> dict[str, float]:
    return {f: 1.0 for f in sorted(row) if f in kept}
