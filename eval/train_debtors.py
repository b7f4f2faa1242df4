# mypy: disable-error-code="import-untyped,import-not-found"
"""Train the head that says who owes a term, and say how often it is right on reports it has not seen.

    python eval/train_debtors.py FOLDER… [--often FOLDER] [--test FOLDER…] [--write]

Each FOLDER holds annotated reports (`linear_heads.py` says in which forms) with `provisions` and their `debtor`. Of the terms that are
found and have a debtor in the gold, prints how many have the right one by the rules alone and by rules and head together, and how many of
the debtors told are right, in eight-fold cross-validation by report and on the folders of --test. Reports of --often count three times in
the fit. --write fits on all FOLDERs and writes src/trucebook/data/debtor_head.json. Needs scikit-learn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from linear_heads import given_to, one_to_one, train
from shared_folder import shared_module
from trucebook.reading.deals import debtorhead, provisions
from trucebook.reading.deals.debtorfeatures import Term, debtors_of, features_of

STRENGTH, OFTEN = 0.1, 3


@dataclass
class Row:
    """One who may owe a term: what is told of him, whether the rules found him, whether the gold names him; of the term its report and
    place, whether its text is whole, whether the gold names anybody and how much it counts in the fit."""

    report: int
    term: int
    features: frozenset[str]
    ruled: bool
    wanted: bool
    whole: bool
    named: bool
    weight: int


def rows_of(golds: list[dict[str, Any]]) -> list[Row]:
    """Return a row for everybody who may owe a term that is found and in the gold."""
    rows: list[Row] = []
    for k, gold, given in given_to("weigh_debtors", provisions, golds, "debtors"):
        for notes, bound, claims in given:
            terms = [Term(notes, b, claim, claims[:n]) for n, (b, claim) in enumerate(zip(bound, claims, strict=True))]
            rows += _rows(terms, gold, k)
    return rows


def _rows(terms: Sequence[Term], gold: dict[str, Any], report: int) -> list[Row]:
    same = shared_module("score").name_match
    told = [{"start": t.claim.start, "end": t.claim.end, "term": t} for t in terms]
    rows = []
    for n, (wanted, got) in enumerate(one_to_one(gold["provisions"], told)):
        term: Term = got["term"]
        found, who = debtors_of(term), wanted.get("debtor") or ""
        ruled = debtorhead.ruled_of(term, found)
        for k, debtor in enumerate(found):
            name = term.ruled[0] if k == ruled else debtor.name
            right = bool(who) and same(who, name.text)
            features = features_of(term, debtor, len(found) - 1)
            rows.append(Row(report, n, features, k == ruled, right, term.notes.parse.is_whole, bool(who), gold["weight"]))
    return rows


def tell(name: str, _: list[dict[str, Any]], rows: list[Row], chances: np.ndarray) -> None:
    """Print how many terms have the right debtor, and how many of those told are right, by the rules and by rules and head."""
    counts = {"rules": [0, 0], "rules and head": [0, 0]}
    wanted = 0
    for __, group in groupby(range(len(rows)), key=lambda n: (rows[n].report, rows[n].term)):
        here = list(group)
        wanted += rows[here[0]].named
        ruled = next((k for k, n in enumerate(here) if rows[n].ruled), None)
        weights = [100 * float(np.log(chances[n] / (1 - chances[n]))) for n in here]
        best = debtorhead.likeliest(weights, ruled, whole=rows[here[0]].whole)
        for label, at in (("rules", ruled), ("rules and head", ruled if best is None else best)):
            counts[label][0] += at is not None and rows[here[at]].wanted
            counts[label][1] += at is not None
    for label, (right, told) in counts.items():
        print(f"{name}, {label}: {right} of {wanted} right ({right / max(1, wanted):.3f}), {told} told ({right / max(1, told):.3f} right)")


def main() -> None:
    """Read, cross-validate, print; write what was asked for."""
    head = debtorhead.MODEL, debtorhead.OWES, "eval/train_debtors.py"
    train(__doc__, "provisions", rows_of, tell, head, strength=STRENGTH, often=OFTEN)


if __name__ == "__main__":
    main()
