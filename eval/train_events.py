# mypy: disable-error-code="import-untyped,import-not-found"
"""Train the head that types the event between two given actors, and say how well it does on sentences it has not seen.

    python eval/train_events.py TSV [--write] [--predictions FILE]

TSV has the columns marked_sentence (source in <s></s>, target in <t></t>) and gold_root (a PLOVER type; CONCEDE and
RETREAT may be one, YIELD). Prints accuracy and macro F1 of the rules alone and of the head in five-fold cross-validation:
every prediction counted is of a sentence the weights were not fitted on. --predictions writes those predictions as TSV;
--write fits on all sentences and writes src/trucebook/data/event_head.json. Needs scikit-learn. The folds and the fit are
the same at every run.
"""

import argparse
import csv
import json
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import StratifiedKFold

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from trucebook import codebook  # noqa: E402
from trucebook.model import GivenMention, Report, new_report  # noqa: E402
from trucebook.reading.acts.eventfeatures import features_of  # noqa: E402
from trucebook.reading.acts.eventpairs import decide, link_between  # noqa: E402
from trucebook.reading.acts.eventtypes import load_types  # noqa: E402
from trucebook.reading.grammar.clauses import find_clauses  # noqa: E402
from trucebook.reading.grammar.language import parse_many  # noqa: E402
from trucebook.reading.notes import Notes  # noqa: E402

FOLDS, SEED, STRENGTH, RULE_WEIGHT, SEEN_AT_LEAST, SMALLEST = 5, 0, 1.0, 3.0, 2, 4
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def read_rows(path: str) -> list[tuple[Report, str]]:
    """Return the report and the gold type of every row with both actors marked."""
    rows = []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            text, spans = "", {}
            for part in re.split(r"(</?[st]>)", row["marked_sentence"]):
                if part in ("<s>", "<t>"):
                    spans[part[1]] = [len(text)]
                elif part in ("</s>", "</t>"):
                    spans[part[2]].append(len(text))
                else:
                    text += part
            if len(spans) == 2:
                given = tuple(GivenMention("actor", *spans[role][:2]) for role in "st")
                rows.append((new_report(text, given=given), row["gold_root"]))
    return rows


def features(rows: list[tuple[Report, str]]) -> tuple[list[frozenset[str]], list[str]]:
    """Return the features of every row and the type the rules alone give it."""
    book = codebook.load()
    lexicon = load_types(book)
    found, ruled = [], []
    for report, parse in parse_many([r for r, _ in rows]):
        notes = Notes(report=report, parse=parse).with_(clauses=find_clauses(parse))
        source, target = report.given
        link = link_between(notes, book, source, target)
        type_ = decide(link, lexicon)[0]
        found.append(features_of(notes, lexicon, link.clauses, source, target, type_))
        ruled.append(YIELD.get(type_, type_))
    return found, ruled


def fit(found: list[frozenset[str]], gold: np.ndarray) -> tuple[DictVectorizer, LogisticRegression, set[str]]:
    """Fit the head; features seen in a single sentence are left out."""
    counts = Counter(f for features in found for f in features)
    kept = {f for f, n in counts.items() if n >= SEEN_AT_LEAST}
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([weigh(f, kept) for f in found])
    return vectorizer, LogisticRegression(C=STRENGTH, max_iter=1000).fit(matrix, gold), kept


def weigh(found: frozenset[str], kept: set[str]) -> dict[str, float]:
    """Return feature → value; the rule's own type counts more, so that it is shrunk less."""
    return {f: RULE_WEIGHT if f.startswith("rule=") else 1.0 for f in sorted(found) if f in kept}


def cross_validate(found: list[frozenset[str]], gold: np.ndarray) -> np.ndarray:
    """Return for every row the type given by a head that was fitted without the row's fold."""
    out = np.empty(len(gold), dtype=object)
    for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(found, gold):
        vectorizer, model, kept = fit([found[i] for i in train], gold[train])
        out[test] = model.predict(vectorizer.transform([weigh(found[i], kept) for i in test]))
    return out.astype(str)


def write_head(found: list[frozenset[str]], gold: np.ndarray) -> None:
    """Fit on all rows and write the weights as whole hundredths, the smallest left out."""
    vectorizer, model, _ = fit(found, gold)
    weights = {}
    for name, column in sorted(vectorizer.vocabulary_.items()):
        row = [round(100 * w * (RULE_WEIGHT if name.startswith("rule=") else 1.0)) for w in model.coef_[:, column]]
        if max(abs(w) for w in row) >= SMALLEST:
            weights[name] = row
    data = {
        "made_by": "eval/train_events.py",
        "scale": 100,
        "classes": list(model.classes_),
        "bias": [round(100 * b) for b in model.intercept_],
        "weights": weights,
    }
    path = ROOT / "src/trucebook/data/event_head.json"
    lines = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("],", "],\n")
    path.write_text(lines + "\n", encoding="utf-8")
    print(f"{len(weights)} features in {path.relative_to(ROOT)}, {path.stat().st_size} bytes")


def main() -> None:
    """Read, cross-validate, print; write what was asked for."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("tsv")
    ap.add_argument("--write", action="store_true")
    ap.add_argument("--predictions")
    args = ap.parse_args()
    rows = read_rows(args.tsv)
    gold = np.array([root for _, root in rows])
    found, ruled = features(rows)
    guessed = cross_validate(found, gold)
    for name, got in (("rules alone", ruled), (f"head, {FOLDS}-fold", guessed)):
        macro = f1_score(gold, got, average="macro", zero_division=0)
        print(f"{name}: n {len(gold)}  accuracy {accuracy_score(gold, got):.3f}  macro F1 {macro:.3f}")
    if args.predictions:
        with open(args.predictions, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter="\t")
            writer.writerow(["row", "gold", "rules", "out_of_fold"])
            writer.writerows((i, *values) for i, values in enumerate(zip(gold, ruled, guessed, strict=True)))
    if args.write:
        write_head(found, gold)


if __name__ == "__main__":
    main()
