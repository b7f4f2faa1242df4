# mypy: disable-error-code="import-untyped,import-not-found"
"""Train the head that says what became of the people of a count, and say how well it does on reports it has not seen.

    python eval/train_tolls.py FOLDER… [--often FOLDER] [--test FOLDER…] [--write]

Each FOLDER holds annotated reports (`linear_heads.py` says in which forms) with `figures` and their category. Prints recall, precision and
F1 of the counts of people with their categories by the rules alone and by rules and head together, in eight-fold cross-validation by
report and on the folders of --test. Reports of --often count three times in the fit. --write fits on all FOLDERs and writes
src/trucebook/data/toll_head.json. Needs scikit-learn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from linear_heads import annotated, arguments, by_length, cross_validate_among, fit_among, given_to, plain_choice, write_choice
from shared_folder import shared_module
from short_reports import SHORT
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.tallies import figures, tollhead
from trucebook.reading.tallies.counts import Count
from trucebook.reading.tallies.parts import Toll
from trucebook.reading.tallies.tollfeatures import features_of

STRENGTH, OFTEN, SEEN, LEAST, STEP = 0.1, 3, 8, 12, 2
REPORTS = 3  # how much more a count of a report counts in the fit than one of a short dispatch, where nearly every count is a figure


@dataclass
class Row:
    """One count of people: what is told of it, its category by the rules and in the gold ("none" where it has none), whether it tells
    again what another count of the report told, how much it counts in the fit."""

    report: int
    features: frozenset[str]
    ruled: str
    wanted: str
    again: bool
    weight: int


def rows_of(golds: list[dict[str, Any]], label: str) -> list[Row]:
    """Return a row for every count of people of the reports."""
    rows: list[Row] = []
    for k, gold, given in given_to("weigh_tolls", figures, golds, label):
        for parse, counts, tolls in given:
            rows += _rows(parse, counts, tolls, gold, k)
    return rows


def _rows(parse: Parse, counts: Sequence[Count], tolls: Sequence[Toll], gold: dict[str, Any], report: int) -> list[Row]:
    told = tollhead.candidates(parse, counts, tolls)
    wanted = _wanted(parse, [count for count, _, _ in told], gold["figures"])
    values = {(f.get("low"), f["category"]) for f in gold["figures"]}
    weight = gold["weight"] * (1 if gold.get("source") == SHORT else REPORTS)
    rows = []
    for n, (count, toll, before) in enumerate(told):
        ruled = toll.category if toll is not None else tollhead.NONE
        category = wanted.get(n, tollhead.NONE)
        again = n not in wanted and any(low == count.number.low for low, _ in values)
        rows.append(Row(report, features_of(parse, count, before), ruled, category, again, weight))
    return rows


def _wanted(parse: Parse, counts: Sequence[Count], figures: Sequence[dict[str, Any]]) -> dict[int, str]:
    """Return the category of each count that is a figure of the gold: of those that share its words the one of its value."""
    same = shared_module("score").overlap
    found: dict[int, str] = {}
    for figure in figures:
        own = (figure["start"], figure["end"])
        near = [n for n, c in enumerate(counts) if n not in found and same(own, (parse.start[c.first], parse.end[c.last]))]
        if near:
            found[min(near, key=lambda n: (counts[n].number.low != figure.get("low"), n))] = figure["category"]
    return found


def tell(name: str, rows: list[Row], weights: dict[str, np.ndarray], golds: Sequence[dict[str, Any]]) -> None:
    """Print recall, precision and F1 by the rules, and by rules and head; a count that is told again counts for nothing."""
    figures = sum(len(g["figures"]) for g in golds)
    ways = {
        "rules": [r.ruled for r in rows],
        "rules and head": [
            tollhead.likeliest({code: 100 * float(w[n]) for code, w in weights.items()}, row.ruled) for n, row in enumerate(rows)
        ],
    }
    for label, codes in ways.items():
        told = sum(code != tollhead.NONE for code, row in zip(codes, rows, strict=True) if not row.again)
        right = sum(code == row.wanted != tollhead.NONE for code, row in zip(codes, rows, strict=True))
        recall, precision = right / max(1, figures), right / max(1, told)
        print(f"{name}, {label}: recall {recall:.3f}, precision {precision:.3f}, F1 {2 * recall * precision / (recall + precision):.3f}")


def main() -> None:
    """Read, cross-validate, print; write what was asked for."""
    args = arguments(__doc__, OFTEN)
    golds = annotated(args.folders, "figures") + annotated(args.often, "figures", OFTEN)
    rows = rows_of(golds, "tolls")
    clear = [r for r in rows if not r.again]
    told = [r.features for r in clear], [r.wanted for r in clear], [r.weight for r in clear]
    weights = cross_validate_among(*told, [r.report for r in clear], STRENGTH)
    for name, part, told_of in by_length(golds, clear):
        tell(name, [clear[n] for n in part], {code: w[part] for code, w in weights.items()}, told_of)
    heads = fit_among(*told, STRENGTH, SEEN)
    for folder in args.test:
        test = annotated([folder], "figures")
        others = rows_of(test, f"tolls-{Path(folder).name}")
        tell(Path(folder).name, others, {code: head.sums([r.features for r in others]) for code, head in heads.items()}, test)
    if args.write:
        write_choice(tollhead.MODEL, "eval/train_tolls.py", *plain_choice(heads, LEAST, STEP))


if __name__ == "__main__":
    main()
