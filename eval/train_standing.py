# mypy: disable-error-code="import-untyped,import-not-found"
"""Train the head that says how an agreement stands, and say how often it is right on reports they have not seen.

    python eval/train_standing.py FOLDER… [--often FOLDER] [--test FOLDER…] [--write]

Each FOLDER holds annotated reports (`linear_heads.py` says in which forms) with `agreements` and their status. Counts the agreements that
are found, and prints how many of them have the right status by the rules alone and by rules and head together, in eight-fold
cross-validation by report and on the folders of --test. Reports of --often count three times in the fit.
--write fits on all FOLDERs and writes src/trucebook/data/standing_head.json. Needs scikit-learn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from linear_heads import annotated, arguments, cross_validate_among, fit_among, given_to, one_to_one, write
from trucebook import reading
from trucebook.model import Claim
from trucebook.reading.deals import standhead
from trucebook.reading.deals.standfeatures import Scene, features_of
from trucebook.reading.notes import Notes

STRENGTH, OFTEN, SMALLEST = 0.2, 3, 4


@dataclass
class Row:
    """One agreement that is found: what is told of it, its status by the rules and whether a word tells that, whether its text
    is a whole report, the status of the gold, how much it counts in the fit."""

    report: int
    features: frozenset[str]
    ruled: str
    told: bool
    whole: bool
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
                    not standhead.is_open(claim),
                    notes.parse.is_whole,
                    wanted["status"],
                    gold["weight"],
                )
            )
    return rows


def tell(name: str, rows: list[Row], weights: dict[str, np.ndarray]) -> None:
    """Print how many agreements have the right status by the rules alone, and by rules and head."""
    right = 0
    for n, row in enumerate(rows):
        weighed = {status: 100 * float(w[n]) for status, w in weights.items()}
        right += standhead.likeliest(weighed, row.features, row.ruled, told=row.told, whole=row.whole) == row.status
    print(f"{name}: of {len(rows)} agreements right by rules {sum(r.ruled == r.status for r in rows)}, by rules and head {right}")


def main() -> None:
    """Read the reports, print figures, write the weights where asked."""
    args = arguments(__doc__, OFTEN)
    rows = rows_of(annotated(args.folders, "agreements") + annotated(args.often, "agreements", OFTEN))
    told = [r.features for r in rows], [r.status for r in rows], [r.weight for r in rows]
    tell("cross-validated", rows, cross_validate_among(*told, [r.report for r in rows], STRENGTH))
    heads = fit_among(*told, STRENGTH)
    for folder in args.test:
        others = rows_of(annotated([folder], "agreements"))
        tell(Path(folder).name, others, {s: head.sums([r.features for r in others]) for s, head in heads.items()})
    if args.write:
        write(standhead.MODEL, "eval/train_standing.py", heads, SMALLEST)


if __name__ == "__main__":
    main()
