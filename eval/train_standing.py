# mypy: disable-error-code="import-untyped,import-not-found"
"""Train the heads that say how an agreement stands, and say how often they are right on reports they have not seen.

    python eval/train_standing.py FOLDER… [--often FOLDER] [--test FOLDER…] [--write]

Each FOLDER holds annotated reports (`linear_heads.py` says in which forms) with `agreements` and their status. Counts the agreements that
are found, and prints how many of them have the right status by the rules alone and by rules and heads together, by chance from which
heads decide (a status that a word tells gives way from standhead.SURER), in eight-fold cross-validation by report and on the folders of
--test. Reports of --often count three times in the fit.
--write fits on all FOLDERs and writes src/trucebook/data/standing_head.json. Needs scikit-learn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from linear_heads import CHANCES, annotated, arguments, cross_validate, fit, given_to, one_to_one, write
from trucebook import reading
from trucebook.model import Claim
from trucebook.reading.deals import standhead
from trucebook.reading.deals.standfeatures import Scene, features_of
from trucebook.reading.deals.standing import STATUSES
from trucebook.reading.notes import Notes

STRENGTH, OFTEN, SMALLEST = 0.3, 3, 6


@dataclass
class Row:
    """One agreement that is found: what is told of it, its status by the rules and whether heads may easily change it, the status of the
    gold, how much it counts in the fit."""

    report: int
    features: frozenset[str]
    ruled: str
    open: bool
    status: str
    weight: int


def rows_of(golds: list[dict[str, Any]]) -> list[Row]:
    """Return a row for every agreement of the reports that is found and has a status in the gold."""

    def keep(notes: Notes, *_: Sequence[Claim]) -> tuple[Claim, ...]:
        return notes.agreements

    rows: list[Row] = []
    for k, gold, given in given_to("weigh_standing", reading, golds, "standing", keep):
        rows += [row for notes, provisions, violations in given for row in _rows(notes, provisions, violations, gold, k)]
    return rows


def _rows(notes: Notes, provisions: Sequence[Claim], violations: Sequence[Claim], gold: dict[str, Any], report: int) -> list[Row]:
    told = [{"start": c.start, "end": c.end, "order": n} for n, c in enumerate(notes.agreements)]
    rows = []
    for wanted, got in one_to_one(gold["agreements"], told):
        if wanted.get("status"):
            claim = notes.agreements[got["order"]]
            scene = Scene(notes, claim, got["order"], notes.agreements, provisions, violations)
            rows.append(
                Row(
                    report,
                    frozenset(features_of(scene)),
                    str(claim.value("status")),
                    standhead.is_open(claim),
                    wanted["status"],
                    gold["weight"],
                )
            )
    return rows


def tell(name: str, rows: list[Row], chances: dict[str, np.ndarray]) -> None:
    """Print how many agreements have the right status by the rules alone, and by rules and heads."""
    print(f"{name}: of {len(rows)} agreements right by rules {sum(r.ruled == r.status for r in rows)}")
    for least in CHANCES:
        right = 0
        for n, row in enumerate(rows):
            likely = ((status, float(c[n])) for status, c in chances.items() if standhead.may_be(status, row.features))
            best, chance = max(likely, key=lambda pair: pair[1])
            enough = chance >= (least if row.open else max(least, standhead.SURER))
            right += (best if enough else row.ruled) == row.status
        print(f"{name}, heads from {least}: right {right}")


def main() -> None:
    """Read the reports, print figures, write the weights where asked."""
    args = arguments(__doc__, OFTEN)
    rows = rows_of(annotated(args.folders, "agreements") + annotated(args.often, "agreements", OFTEN))
    features, weights, reports = [r.features for r in rows], [r.weight for r in rows], [r.report for r in rows]
    wanted = {status: [r.status == status for r in rows] for status in STATUSES}
    tell("cross-validated", rows, {s: cross_validate(features, wanted[s], weights, reports, STRENGTH) for s in STATUSES})
    heads = {status: fit(features, wanted[status], weights, STRENGTH) for status in STATUSES}
    for folder in args.test:
        others = rows_of(annotated([folder], "agreements"))
        tell(Path(folder).name, others, {s: head.chances([r.features for r in others]) for s, head in heads.items()})
    if args.write:
        write(standhead.MODEL, "eval/train_standing.py", heads, SMALLEST)


if __name__ == "__main__":
    main()
