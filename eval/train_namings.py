# mypy: disable-error-code="import-untyped,import-not-found"
"""Train the head that says by which of its namings an agreement is quoted, and say how often it is right on reports it has not seen.

    python eval/train_namings.py FOLDER… [--often FOLDER] [--test FOLDER…] [--write]

Each FOLDER holds annotated reports (`linear_heads.py` says in which forms) with `agreements` and their quotes. Counts the arrangements
that are named in more than one way and of which a naming is quoted in the gold, and prints in how many of them the shipped head picks
such a naming, the first naming is one, and a head does that was fitted without the report's fold (or, with --test, without those
reports). Reports of --often count eight times in the fit. --write fits on all FOLDERs and writes
src/trucebook/data/naming_head.json. Needs scikit-learn.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from linear_heads import FOLDS, annotated, arguments, cross_validate, fit, line_of, write
from shared_folder import shared_module
from workbench import parses

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from trucebook import actors, codebook, gazetteer  # noqa: E402
from trucebook.batch.lines import report_of_line  # noqa: E402
from trucebook.reading import Sources, read_parse  # noqa: E402
from trucebook.reading.deals import agreements, bestnaming  # noqa: E402
from trucebook.reading.deals.arranging import Arrangement  # noqa: E402
from trucebook.reading.deals.namingfeatures import features_of  # noqa: E402
from trucebook.reading.deals.namings import Naming, naming_span  # noqa: E402
from trucebook.reading.notes import Notes  # noqa: E402

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
    reports = [report_of_line(line_of(g), "gold") for g in golds]
    sources = Sources(codebook=codebook.load(), gazetteer=gazetteer.load(), actors=actors.load())
    seen: dict[int, tuple[Notes, Arrangement, Naming]] = {}
    pick = bestnaming.best_naming

    def keep(notes: Notes, arrangement: Arrangement) -> Naming:
        picked = pick(notes, arrangement)
        seen[id(arrangement)] = (notes, arrangement, picked)
        return picked

    vars(agreements)["best_naming"] = keep
    rows: list[Row] = []
    for k, (gold, report, parse) in enumerate(zip(golds, reports, parses(reports, label), strict=True)):
        seen.clear()
        read_parse(report, parse, sources=sources)
        for notes, arrangement, picked in seen.values():
            rows += _rows(notes, arrangement, picked, gold, k, len(rows))
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
