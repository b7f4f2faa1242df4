# mypy: disable-error-code="import-untyped,import-not-found"
"""Train the head that says by which of its namings an agreement is quoted, and say how often it is right on reports it has not seen.

    python eval/train_namings.py FOLDER… [--often FOLDER] [--test FOLDER…] [--write]

Each FOLDER holds annotated reports (`linear_heads.py` says in which forms) with `agreements` and their quotes. Counts the arrangements
that are named in more than one way and of which a naming is quoted in the gold, and prints in how many of them the shipped head picks
such a naming, the first naming is one, and a head does that was fitted without the report's fold (or, with --test, without those
reports). Reports of --often count eight times in the fit. --write fits on all FOLDERs and writes
src/trucebook/data/naming_head.json. Needs scikit-learn.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from linear_heads import FOLDS, annotated, arguments, cross_validate, fit, given_to, write
from shared_folder import shared_module
from trucebook.reading.deals import agreements, bestnaming
from trucebook.reading.deals.arranging import Arrangement
from trucebook.reading.deals.namingfeatures import features_of
from trucebook.reading.deals.namings import Naming, naming_span
from trucebook.reading.notes import Notes

STRENGTH, OFTEN = 0.3, 8


@dataclass
class Row:
    """One naming: its report and arrangement, what it tells, whether the gold quotes it, whether the shipped head picks it."""

    report: int
    arrangement: int
    features: frozenset[str]
    quoted: bool
    picked: bool
    weight: int


def rows_of(golds: list[dict[str, Any]], label: str) -> list[Row]:
    """Return a row for every naming of the arrangements that have several and one that the gold quotes."""
    rows: list[Row] = []
    pick = bestnaming.best_naming
    for k, gold, given in given_to("best_naming", agreements, golds, label, pick):
        for notes, arrangement in {id(arrangement): (notes, arrangement) for notes, arrangement in given}.values():
            rows += _rows(notes, arrangement, pick(notes, arrangement), gold, k, len(rows))
    return rows


def _rows(notes: Notes, arrangement: Arrangement, picked: Naming, gold: dict[str, Any], report: int, name: int) -> list[Row]:
    found = bestnaming.apart(notes, arrangement)
    rows = []
    for order, naming in enumerate(found):
        features = features_of(notes, naming, order, len(found))
        quoted = _is_quoted(notes, naming, gold["agreements"])
        rows.append(Row(report, name, features, quoted, naming is picked, gold["weight"]))
    return rows if len(rows) > 1 and any(r.quoted for r in rows) else []


def _is_quoted(notes: Notes, naming: Naming, gold: list[dict[str, Any]]) -> bool:
    first, last = naming_span(notes.parse, naming)
    span = (notes.parse.start[first], notes.parse.end[last])
    overlap = shared_module("score").overlap
    return any(overlap(span, (g["start"], g["end"])) for g in gold)


def tell(rows: list[Row], chances: np.ndarray, label: str) -> None:
    """Print in how many arrangements a quoted naming is picked, by the shipped head, as the first and by the chances given."""
    groups = list(_groups(rows, chances))
    shipped = sum(any(r.quoted and r.picked for r, _ in g) for g in groups)
    first = sum(g[0][0].quoted for g in groups)
    best = sum(max(g, key=lambda pair: pair[1])[0].quoted for g in groups)
    print(f"{label}: of {len(groups)} arrangements the shipped head {shipped}, the first naming {first}, the head fitted apart {best}")


def _groups(rows: list[Row], chances: np.ndarray) -> Iterator[list[tuple[Row, float]]]:
    pairs = list(zip(rows, chances.tolist(), strict=True))
    for _, group in groupby(pairs, key=lambda pair: pair[0].arrangement):
        yield list(group)


def main() -> None:
    """Read, cross-validate, print; write what was asked for."""
    args = arguments(__doc__, OFTEN)
    rows = rows_of(annotated(args.folders, "agreements") + annotated(args.often, "agreements", OFTEN), "namings")
    told = [r.features for r in rows], [r.quoted for r in rows], [r.weight for r in rows]
    tell(rows, cross_validate(*told, [r.report for r in rows], STRENGTH), f"{FOLDS}-fold")
    head = fit(*told, STRENGTH)
    if args.test:
        new = rows_of(annotated(args.test, "agreements"), "namings-test")
        tell(new, head.chances([r.features for r in new]), "unseen")
    if args.write:
        write(bestnaming.MODEL, "eval/train_namings.py", {bestnaming.QUOTED: head})


if __name__ == "__main__":
    main()
