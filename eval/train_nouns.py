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
from typing import Any

from linear_heads import given_to, tell_by_chance, train
from shared_folder import shared_module
from trucebook.reading.deals import agreements, nounhead
from trucebook.reading.deals.namings import naming_span
from trucebook.reading.deals.nounfeatures import Scene, candidates, features_of
from trucebook.reading.grammar.parse import Parse

STRENGTH, OFTEN = 0.3, 2
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


def main() -> None:
    """Read the reports, print figures, write the weights where asked."""
    head = (nounhead.MODEL, nounhead.NAMED, "eval/train_nouns.py")
    train(__doc__, "agreements", rows_of, tell_by_chance, head, strength=STRENGTH, often=OFTEN)


if __name__ == "__main__":
    main()
