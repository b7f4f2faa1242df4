# mypy: disable-error-code="import-untyped,import-not-found"
"""Train the head that says which type of act a clause tells, and say how well it does on reports it has not seen.

    python eval/train_acts.py FOLDER… [--often FOLDER] [--test FOLDER…] [--write]

Each FOLDER holds annotated reports (`linear_heads.py` says in which forms) with `events`. Prints, of the events that a clause tells, how
many have their type by the rules alone and by rules and head together, all and those whose clause no rule types, in eight-fold
cross-validation by report and on the folders of --test. Reports of --often count three times in the fit. --write fits on all FOLDERs and
writes src/trucebook/data/act_head.json. Needs scikit-learn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from linear_heads import annotated, arguments, by_length, cross_validate_among, fit_among, given_to, plain_choice, write_choice
from trucebook.reading.acts import acthead, events
from trucebook.reading.acts.actfeatures import features_of
from trucebook.reading.acts.eventtypes import Typed
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause

STRENGTH, OFTEN, SEEN, LEAST, STEP = 0.3, 3, 8, 20, 5


@dataclass
class Row:
    """One clause: what is told of it, its type by the rules and in the gold ("none" where it tells no event), how much it counts."""

    report: int
    features: frozenset[str]
    ruled: str
    wanted: str
    weight: int


def rows_of(golds: list[dict[str, Any]], label: str) -> list[Row]:
    """Return a row for every clause of every report's own text."""
    rows: list[Row] = []
    for k, gold, given in given_to("with_likely_types", events, golds, label, _by_rule):
        for notes, clauses, typed, lexicon in given:
            wanted = wanted_types(notes.parse, clauses, typed, gold["events"])
            for clause in clauses:
                ruled = typed[clause.word].type if clause.word in typed else acthead.NONE
                told = features_of(notes, clause, lexicon)
                rows.append(Row(k, told, ruled, wanted.get(clause.word, acthead.NONE), gold["weight"]))
    return rows


def _by_rule(*given: Any) -> tuple[dict[int, Any], dict[int, Any]]:
    """Return the types by rule as the rules left them, and nothing likely beside them."""
    return dict(given[2]), {}


def wanted_types(parse: Parse, clauses: Sequence[Clause], typed: Mapping[int, Typed], marked: Sequence[dict[str, Any]]) -> dict[int, str]:
    """Return the type of each clause that tells an event of the gold: of those in its words the one that has its type by rule, else the
    one that heads them, else the highest."""
    found: dict[int, str] = {}
    for event in marked:
        inside = [c for c in clauses if any(event["start"] <= parse.start[w] < event["end"] for w in _words(c))]
        if inside:
            head = parse.head_of(event["start"], event["end"])
            alike = [c for c in inside if c.word in typed and typed[c.word].type == event["type"]] or inside
            best = min(alike, key=lambda c: (head is None or head not in _words(c), sum(1 for _ in parse.ancestors(c.word)), c.word))
            found[best.word] = event["type"]
    return found


def _words(clause: Clause) -> list[int]:
    return [w for w in (clause.word, clause.light) if w is not None]


def tell(name: str, rows: Sequence[Row], weights: dict[str, np.ndarray]) -> None:
    """Print of the clauses that tell events how many have their type."""
    types = [code for code in weights if code != acthead.NONE]
    found = {
        n: max(types, key=lambda code: 100 * float(weights[code][n]) + acthead.OF_RULES * (code == rows[n].ruled))
        for n, row in enumerate(rows)
        if row.wanted != acthead.NONE
    }
    for label, part in (("events", list(found)), ("events that no rule types", [n for n in found if rows[n].ruled == acthead.NONE])):
        ruled = sum(rows[n].ruled == rows[n].wanted for n in part) / max(1, len(part))
        right = sum(found[n] == rows[n].wanted for n in part) / max(1, len(part))
        print(f"{name}: {len(part)} {label}, type right by rules {ruled:.3f}, by rules and head {right:.3f}")


def main() -> None:
    """Read, cross-validate, print; write what was asked for."""
    args = arguments(__doc__, OFTEN)
    golds = annotated(args.folders, "events") + annotated(args.often, "events", OFTEN)
    rows = rows_of(golds, "acts")
    told = [r.features for r in rows], [r.wanted for r in rows], [r.weight for r in rows]
    weights = cross_validate_among(*told, [r.report for r in rows], STRENGTH)
    for name, part, _ in by_length(golds, rows):
        tell(name, [rows[n] for n in part], {code: w[part] for code, w in weights.items()})
    heads = fit_among(*told, STRENGTH, SEEN)
    for folder in args.test:
        others = rows_of(annotated([folder], "events"), f"acts-{Path(folder).name}")
        tell(Path(folder).name, others, {code: head.sums([r.features for r in others]) for code, head in heads.items()})
    if args.write:
        write_choice(acthead.MODEL, "eval/train_acts.py", *plain_choice(heads, LEAST, STEP))


if __name__ == "__main__":
    main()
