# mypy: disable-error-code="import-untyped,import-not-found"
"""Train the head that says whether a noun names an agreement that no rule takes for one, and say how well it does on reports it has not
seen.

    python eval/train_nouns.py FOLDER… [--often FOLDER] [--test FOLDER…] [--write]

Each FOLDER holds annotated reports (`linear_heads.py` says in which forms) with `agreements` and their quotes. A noun is one to be found
where it heads a quote that no naming of the rules overlaps; nouns inside quotes that rules found are left out. Prints, by chance, how many
are found and how many of what is added is right, in eight-fold cross-validation by report and on the folders of --test. Reports of --often
count twice in the fit. --write fits on all FOLDERs and writes src/trucebook/data/noun_head.json. Needs scikit-learn.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from linear_heads import annotated, arguments, cross_validate, fit, given_to, write
from shared_folder import shared_module
from trucebook.reading.deals import agreements, nounhead
from trucebook.reading.deals.namings import naming_span
from trucebook.reading.deals.nounfeatures import Scene, candidates, features_of
from trucebook.reading.grammar.parse import Parse

STRENGTH, OFTEN = 0.3, 2
CHANCES = (0.3, 0.4, 0.5, 0.6, 0.7)
_OPENING = 40  # characters in which the first noun of a quote stands


@dataclass
class Row:
    """One noun: its report, what it tells, whether it heads a quote of the gold that no rule finds, and how much it counts in the fit."""

    report: int
    features: frozenset[str]
    wanted: bool
    weight: int


def rows_of(golds: list[dict[str, Any]]) -> list[Row]:
    """Return a row for every noun of the reports that may name an agreement."""
    rows: list[Row] = []
    for k, gold, given in given_to("with_weighed", agreements, golds, "nouns"):
        rows += [row for told in given for row in _rows(Scene(*told), gold, k)]
    return rows


def _rows(scene: Scene, gold: dict[str, Any], report: int) -> list[Row]:
    parse, overlap = scene.parse, shared_module("score").overlap
    spans = [naming_span(parse, n) for n in scene.namings]
    known = [(parse.start[first], parse.end[last]) for first, last in spans]
    rows = []
    quotes = [(g["start"], g["end"]) for g in gold["agreements"]]
    for i in candidates(scene):
        at = next((q for q in quotes if q[0] <= parse.start[i] and parse.end[i] <= q[1]), None)
        if at is not None and (any(overlap(at, k) for k in known) or not _heads(parse, i, at)):
            continue
        rows.append(Row(report, features_of(scene, i), at is not None, gold["weight"]))
    return rows


def _heads(parse: Parse, i: int, quote: tuple[int, int]) -> bool:
    """Say whether the phrase of a noun is what a quote is of: it is the head, or the first noun that may be one."""
    return parse.head_of(*quote) == i or parse.start[i] - quote[0] <= _OPENING


def tell(name: str, rows: list[Row], chances: np.ndarray) -> None:
    """Print by chance how many of the nouns to be found are, and how many of what is added is right."""
    wanted = sum(r.wanted for r in rows)
    for least in CHANCES:
        taken = [r for r, c in zip(rows, chances, strict=True) if c >= least]
        right = sum(r.wanted for r in taken)
        print(f"{name}, from {least}: precision {right / max(1, len(taken)):.2f}  found {right} of {wanted}, wrong {len(taken) - right}")


def main() -> None:
    """Read the reports, print figures, write the weights where asked."""
    args = arguments(__doc__, OFTEN)
    rows = rows_of(annotated(args.folders, "agreements") + annotated(args.often, "agreements", OFTEN))
    told = [r.features for r in rows], [r.wanted for r in rows], [r.weight for r in rows]
    tell("cross-validated", rows, cross_validate(*told, [r.report for r in rows], STRENGTH))
    head = fit(*told, STRENGTH)
    for folder in args.test:
        others = rows_of(annotated([folder], "agreements"))
        tell(Path(folder).name, others, head.chances([r.features for r in others]))
    if args.write:
        write(nounhead.MODEL, "eval/train_nouns.py", {nounhead.NAMED: head})


if __name__ == "__main__":
    main()
