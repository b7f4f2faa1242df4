# mypy: disable-error-code="import-untyped,import-not-found"
"""Train the heads that say who is bound by an agreement and who brokers it, and say how well they do on reports they have not seen.

    python eval/train_roles.py FOLDER… [--often FOLDER] [--test FOLDER…] [--write]

Each FOLDER holds annotated reports (`linear_heads.py` says in which forms) with `agreements`, their `parties` and `mediators`. Prints,
for each role, recall and precision of those whom the rules alone find and of rules and head together in eight-fold cross-validation by
report: every figure counts reports on which the weights were not fitted. The rules know the reports they were mended on, so that only
reports given by --test, on which nothing was fitted or mended, forecast new ones. --write fits on all FOLDERs and writes
src/trucebook/data/role_heads.json. Needs scikit-learn. The folds and the fit are the same at every run.
"""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from linear_heads import FOLDS, annotated, arguments, cross_validate, fit, given_to, one_to_one, write
from shared_folder import shared_module
from trucebook.model import Claim
from trucebook.reading.deals import agreements, roleheads
from trucebook.reading.deals.candidates import Scene, name_at, scene_of
from trucebook.reading.deals.rolefeatures import features_of
from trucebook.reading.notes import Notes

ROLES, STRENGTH, OFTEN = ("parties", "mediators"), 0.05, 8


@dataclass
class Row:
    """One who may have a role in one gold agreement: what is told of him, how he was found, which of the gold's names he is by role."""

    report: int
    agreement: tuple[int, int]
    features: frozenset[str]
    found_as: str
    whole: bool
    names: dict[str, list[str]]
    wanted: dict[str, int]
    weight: int


def rows_of(golds: list[dict[str, Any]], label: str) -> list[Row]:
    """Return a row for every candidate of every agreement that is found and in the gold."""
    rows: list[Row] = []
    for k, gold, given in given_to("with_weighed_roles", agreements, golds, label):
        rows += [row for notes, claims in given for row in _rows(notes, claims, gold, k)]
    return rows


def _rows(notes: Notes, claims: list[Claim], gold: dict[str, Any], report: int) -> list[Row]:
    spans = [{"start": c.start, "end": c.end, "claim": c} for c in claims]
    found: list[Row] = []
    for n, (wanted, got) in enumerate(one_to_one(gold["agreements"], spans)):
        found += _of_scene(notes, scene_of(notes, got["claim"]), wanted | {"weight": gold["weight"]}, (report, n))
    return found


def _of_scene(notes: Notes, scene: Scene, wanted: dict[str, Any], agreement: tuple[int, int]) -> list[Row]:
    """Return a row for every candidate of one agreement, which is told by its report and its place there."""
    same = shared_module("score").name_match
    gold = {role: wanted.get(role) or [] for role in ROLES}
    rows = []
    for candidate, found_as in zip(scene.candidates, roleheads.found_as(scene), strict=True):
        forms = [f.text for _, f in candidate.given] or [name_at(notes, candidate).text]
        names = {role: [name for name in told if any(same(name, form) for form in forms)] for role, told in gold.items()}
        counts = {role: len(told) for role, told in gold.items()}
        features = features_of(notes, scene, candidate)
        rows.append(Row(agreement[0], agreement, features, found_as, notes.parse.is_whole, names, counts, wanted["weight"]))
    return rows


def taken_with(rows: list[Row], chances: dict[str, np.ndarray], role: str) -> list[bool]:
    """Say of each row whether it has the role by rules and heads together, as reading decides it."""
    taken: list[bool] = []
    for _, group in groupby(range(len(rows)), key=lambda n: rows[n].agreement):
        here = list(group)
        weights = [{r: 100 * float(np.log(c[n] / (1 - c[n]))) for r, c in chances.items()} for n in here]
        decided = roleheads.decide([rows[n].found_as for n in here], weights, whole=rows[here[0]].whole)
        taken += [_counts_as(r) == role for r in decided]
    return taken


def _counts_as(role: str) -> str:
    return roleheads.SIDES if role == roleheads.SAID else role


def tell(rows: list[Row], chances: dict[str, np.ndarray], label: str) -> None:
    """Print recall and precision of the rules alone and of rules and heads together, for each role."""
    for role in ROLES:
        _tell(f"{label} {role}, rules alone", rows, role, [_counts_as(r.found_as) == role for r in rows])
        _tell(f"{label} {role}, with the head", rows, role, taken_with(rows, chances, role))


def _tell(label: str, rows: list[Row], role: str, taken: list[bool]) -> None:
    wanted = sum({r.agreement: r.wanted[role] for r in rows}.values())
    found = {(r.agreement, name) for r, t in zip(rows, taken, strict=True) if t for name in r.names[role]}
    right = sum(bool(r.names[role]) for r, t in zip(rows, taken, strict=True) if t)
    print(f"{label}: recall {len(found) / wanted:.3f}  precision {right / max(1, sum(taken)):.3f}  ({wanted} names)")


def main() -> None:
    """Read, cross-validate, print; write what was asked for."""
    args = arguments(__doc__, OFTEN)
    rows = rows_of(annotated(args.folders, "agreements") + annotated(args.often, "agreements", OFTEN), "roles")
    features, weights, reports = [r.features for r in rows], [r.weight for r in rows], [r.report for r in rows]
    wanted = {role: [bool(r.names[role]) for r in rows] for role in ROLES}
    tell(rows, {role: cross_validate(features, wanted[role], weights, reports, STRENGTH) for role in ROLES}, f"{FOLDS}-fold")
    heads = {role: fit(features, wanted[role], weights, STRENGTH) for role in ROLES}
    if args.test:
        new = rows_of(annotated(args.test, "agreements"), "roles-test")
        tell(new, {role: head.chances([r.features for r in new]) for role, head in heads.items()}, "unseen")
    if args.write:
        write(roleheads.MODEL, "eval/train_roles.py", heads)


if __name__ == "__main__":
    main()
