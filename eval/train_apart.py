# mypy: disable-error-code="import-untyped,import-not-found"
"""Train the head that says whether a naming is of another arrangement than the one that rules would put it to, and say how well it does
on reports it has not seen.

    python eval/train_apart.py FOLDER… [--often FOLDER] [--test FOLDER…] [--write]

Each FOLDER holds annotated reports (`linear_heads.py` says in which forms) with `agreements` and their quotes. A naming is of another
arrangement where a quote of the gold names it and other quotes name those it would be put to; where nothing is quoted of those, nobody
knows, and it is left out. Prints, by chance, how many are set apart rightly and wrongly in eight-fold cross-validation by report and on
the folders of --test. Reports of --often count twice in the fit. --write fits on all FOLDERs and writes
src/trucebook/data/apart_head.json. Needs scikit-learn.
"""

from dataclasses import dataclass
from typing import Any

from linear_heads import given_to, tell_by_chance, train
from shared_folder import shared_module
from trucebook.reading.deals import aparthead, arranging
from trucebook.reading.deals.apartfeatures import Pair, features_of
from trucebook.reading.deals.namings import Naming, naming_span

STRENGTH, OFTEN = 0.3, 2


@dataclass
class Row:
    """One naming beside the arrangement that rules put it to: what is told of both, whether it is of another one (`wanted`), its weight in
    the fit."""

    report: int
    features: frozenset[str]
    wanted: bool
    weight: int


def rows_of(golds: list[dict[str, Any]]) -> list[Row]:
    """Return a row for every naming of which the gold tells whether the rules put it to the right arrangement."""
    pairs: list[tuple[Pair, frozenset[str], list[Naming]]] = []

    def keep(pair: Pair) -> bool:
        pairs.append((pair, features_of(pair), list(pair.home)))
        return False

    rows: list[Row] = []
    for k, gold, _ in given_to("is_weighed_apart", arranging, golds, "apart", keep):
        for pair, features, home in pairs:
            apart = _is_apart(pair, home, gold["agreements"])
            if apart is not None:
                rows.append(Row(k, features, apart, gold["weight"]))
        pairs.clear()
    return rows


def _is_apart(pair: Pair, home: list[Naming], quotes: list[dict[str, Any]]) -> bool | None:
    """Say whether a naming is quoted as another arrangement than those before it; None where none of them is quoted and it is."""
    own = _quoted(pair, pair.naming, quotes)
    before = {q for n in home for q in _quoted(pair, n, quotes)}
    if not own:
        return False
    return None if not before else own.isdisjoint(before)


def _quoted(pair: Pair, naming: Naming, quotes: list[dict[str, Any]]) -> set[int]:
    parse, overlap = pair.notes.parse, shared_module("score").overlap
    first, last = naming_span(parse, naming)
    return {n for n, q in enumerate(quotes) if overlap((parse.start[first], parse.end[last]), (q["start"], q["end"]))}


def main() -> None:
    """Read the reports, print figures, write the weights where asked."""
    head = (aparthead.MODEL, aparthead.APART, "eval/train_apart.py")
    train(__doc__, "agreements", rows_of, tell_by_chance, head, strength=STRENGTH, often=OFTEN)


if __name__ == "__main__":
    main()
