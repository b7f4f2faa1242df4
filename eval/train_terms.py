# mypy: disable-error-code="import-untyped,import-not-found"
"""Train the head that says whether an act is a term of an agreement, and say how well it does on reports it has not seen.

    python eval/train_terms.py FOLDER… [--often FOLDER] [--test FOLDER] [--write]

Each FOLDER holds annotated reports (`linear_heads.py` says in which forms) with `provisions`. Prints precision, recall and F1 of the
rules alone and of rules and head together, in eight-fold cross-validation by report, and on the folders of --test, with which nothing
is fitted. Reports of --often count twice in the fit. --write fits on all FOLDERs and writes src/trucebook/data/term_head.json. Needs
scikit-learn. The folds and the fit are the same at every run.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from linear_heads import given_to, tell_choices, train
from shared_folder import shared_module
from trucebook.reading.deals import provisions, termhead
from trucebook.reading.deals.binding import Bound
from trucebook.reading.deals.grounds import Ground
from trucebook.reading.deals.obligations import Acts
from trucebook.reading.deals.termfeatures import Scene, features_of
from trucebook.reading.notes import Notes

STRENGTH, OFTEN = 0.3, 4


@dataclass
class Row:
    """One act of a report: what is told of it, whether the rules bind it, which of the gold's provisions it is, and how much it counts
    in the fit."""

    report: int
    features: frozenset[str]
    bound: bool
    gold: tuple[int, ...]
    weight: int

    @property
    def wanted(self) -> bool:
        """Whether it is one of the gold's."""
        return bool(self.gold)


def rows_of(golds: list[dict[str, Any]]) -> list[Row]:
    """Return a row for every act of every report with an agreement that the rules bind or the head may add."""
    rows: list[Row] = []
    for k, gold, given in given_to("weigh_terms", provisions, golds, "terms"):
        rows += [row for notes, acts, ground, bound in given for row in _rows(notes, acts, ground, bound, gold, k)]
    return rows


def _rows(notes: Notes, acts: Acts, ground: Ground, bound: list[Bound], annotated: dict[str, Any], report: int) -> list[Row]:
    overlap = shared_module("score").overlap
    parse, scene = notes.parse, Scene(notes, ground, acts)
    known = {b.act.word for b in bound}
    found = []
    for b in sorted([*bound, *termhead.unbound(scene, bound)], key=lambda b: b.act.word):
        span = parse.start[b.first], parse.end[b.last]
        same = [i["action"] == b.act.action and overlap(span, (i["start"], i["end"])) for i in annotated["provisions"]]
        which = tuple(n for n, is_same in enumerate(same) if is_same)
        found.append(Row(report, features_of(scene, b.act), b.act.word in known, which, annotated["weight"]))
    return found


def tell_all(name: str, golds: list[dict[str, Any]], rows: list[Row], chances: np.ndarray) -> None:
    """Print the figures of rules and head; see `tell_choices`."""
    joined = [bool(c >= (termhead.KEPT if r.bound else termhead.ADDED)) for r, c in zip(rows, chances, strict=True)]
    tell_choices(name, "provisions", golds, rows, [r.bound for r in rows], joined)


def main() -> None:
    """Read the reports, print figures, write the weights where asked."""
    head = (termhead.MODEL, termhead.TERM, "eval/train_terms.py")
    train(__doc__, "provisions", rows_of, tell_all, head, strength=STRENGTH, often=OFTEN)


if __name__ == "__main__":
    main()
