# mypy: disable-error-code="import-untyped,import-not-found"
"""Train the head that says whether a hostile act breaks an agreement, and say how well it does on reports it has not seen.

    python eval/train_breaches.py FOLDER… [--often FOLDER] [--test FOLDER] [--write]

Each FOLDER holds annotated reports (`linear_heads.py` says in which forms) with `violations`. Prints precision, recall and F1 of the
rules alone and of rules and head together, in eight-fold cross-validation by report, and on the folders of --test, with which nothing
is fitted. Reports of --often count twice in the fit. --write fits on all FOLDERs and writes src/trucebook/data/breach_head.json. Needs
scikit-learn. The folds and the fit are the same at every run.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from linear_heads import given_to, tell_choices, train
from shared_folder import shared_module
from trucebook.reading.deals import breachhead, violations
from trucebook.reading.deals.breaches import HostileWords
from trucebook.reading.deals.breachfeatures import features_of, scene_of
from trucebook.reading.notes import Notes

STRENGTH, OFTEN = 0.3, 4


@dataclass
class Row:
    """One hostile act of a report: what is told of it, whether the rules tie it or it may be added, which of the gold's violations it
    is, and how much it counts in the fit."""

    report: int
    features: frozenset[str]
    tied: bool
    free: bool
    gold: tuple[int, ...]
    weight: int

    @property
    def wanted(self) -> bool:
        """Whether it is one of the gold's."""
        return bool(self.gold)


def rows_of(golds: list[dict[str, Any]]) -> list[Row]:
    """Return a row for every hostile act of every report with an agreement."""
    rows: list[Row] = []
    for k, gold, given in given_to("weigh_breaches", violations, golds, "breaches"):
        rows += [row for notes, words, _, tied in given for row in _rows(notes, words, tied, gold, k)]
    return rows


def _rows(notes: Notes, words: HostileWords, tied: list[Any], annotated: dict[str, Any], report: int) -> list[Row]:
    gold, weight = annotated["violations"], annotated["weight"]
    overlap = shared_module("score").overlap
    parse, scene = notes.parse, scene_of(notes, words, notes.agreements)
    known = {hostile.word: hostile for hostile, _, _ in tied}
    free = {hostile.word for hostile, _, _ in breachhead.untied(scene, tied)}
    acts = {h.word: h for first, last in parse.sentences for h in breachhead.told_in(scene, first, last)} | known
    found = []
    for word, hostile in sorted(acts.items()):
        span = parse.start[hostile.first], parse.end[hostile.last]
        which = tuple(n for n, item in enumerate(gold) if overlap(span, (item["start"], item["end"])))
        found.append(Row(report, features_of(scene, hostile), word in known, word in free, which, weight))
    return found


def tell_all(name: str, golds: list[dict[str, Any]], rows: list[Row], chances: np.ndarray) -> None:
    """Print the figures of rules and head; see `tell_choices`."""
    joined = [c >= breachhead.KEPT if r.tied else r.free and c >= breachhead.ADDED for r, c in zip(rows, chances, strict=True)]
    tell_choices(name, "violations", golds, rows, [r.tied for r in rows], joined)


def main() -> None:
    """Read the reports, print figures, write the weights where asked."""
    head = (breachhead.MODEL, breachhead.BREACH, "eval/train_breaches.py")
    train(__doc__, "violations", rows_of, tell_all, head, strength=STRENGTH, often=OFTEN)


if __name__ == "__main__":
    main()
