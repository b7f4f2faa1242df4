# mypy: disable-error-code="import-untyped,import-not-found"
"""Train the head that says which acts are a report's story, and say how well it does on reports it has not seen.

    python eval/train_story.py FOLDER… [--often FOLDER] [--test FOLDER] [--write]

Each FOLDER holds annotated reports (`linear_heads.py` says in which forms) with `events`. Prints precision, recall and F1 of the rules
alone and of rules and head together, before the most that a report may tell, in eight-fold cross-validation by report, and on the folders
of --test, with which nothing is fitted. Reports of --often count three times in the fit. What the head of acts makes of a report's clauses
is told by heads that were fitted without the report (and with the dispatches of eval/reports/acts), on the folders of --test by the one
that ships, so that `train_acts.py` runs first. --write fits on all FOLDERs and writes src/trucebook/data/story_head.json. Needs
scikit-learn. The folds and the fit are the same at every run.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

import train_acts
from linear_heads import ROOT, annotated, fit_among, given_to, plain_choice, tell_choices, train
from shared_folder import shared_module
from trucebook.reading.acts import acthead, events, storyhead
from trucebook.reading.acts.eventrepeats import Candidate
from trucebook.reading.acts.storyfeatures import Story, features_of
from trucebook.reading.linearhead import Choice, choice_of

STRENGTH, OFTEN = 0.1, 3
DISPATCHES, PARTS = str(ROOT / "eval/reports/acts"), 4


@dataclass
class Row:
    """One typed clause of a report: what is told of it, whether rules tell it, which of the gold's events its words and type are, whether
    it tells one of them best, and how much it counts in the fit."""

    report: int
    features: frozenset[str]
    told: bool
    gold: tuple[int, ...]
    wanted: bool
    weight: int


def rows_of(golds: list[dict[str, Any]], done: Callable[[int], None] = lambda _: None) -> list[Row]:
    """Return a row for every typed clause of every report; `done` is told the number of each report that has been read."""
    rows: list[Row] = []
    for k, gold, given in given_to("with_weighed_acts", events, golds, "events"):
        rows += [row for *scene, told in given for row in _rows(storyhead.story_of(*scene), told, gold, k)]
        done(k)
    return rows


def rows_apart(golds: list[dict[str, Any]]) -> list[Row]:
    """Return a row for every typed clause of every report, by heads of acts that were fitted without the report."""
    choices, shipped, reading = choices_apart(golds), acthead.acts_head, 0

    def go_on(read: int) -> None:
        nonlocal reading
        reading = read + 1

    vars(acthead)["acts_head"] = lambda: choices[reading % PARTS]
    try:
        return rows_of(golds, go_on)
    finally:
        vars(acthead)["acts_head"] = shipped


def choices_apart(golds: list[dict[str, Any]]) -> list[Choice]:
    """Return as many heads of acts as there are parts of the reports, each fitted without the reports of its part, which are those whose
    number leaves it over."""
    own, beside = train_acts.rows_of(golds, "story"), train_acts.rows_of(annotated([DISPATCHES], "events"), "story-beside")
    choices = []
    for part in range(PARTS):
        rows = [*beside, *(r for r in own if r.report % PARTS != part)]
        told = [r.features for r in rows], [r.wanted for r in rows], [r.weight for r in rows]
        heads = fit_among(*told, train_acts.STRENGTH, train_acts.SEEN)
        choices.append(choice_of(*plain_choice(heads, train_acts.LEAST, train_acts.STEP)))
    return choices


def _rows(story: Story, told: list[Candidate], annotated: dict[str, Any], report: int) -> Iterator[Row]:
    score = shared_module("score")
    gold, ruled = annotated["events"], {c.clause.word for c in told}
    which: dict[int, list[int]] = {word: [] for word in story.typed}
    best: set[int] = set()
    for n, item in enumerate(gold):
        span = item["start"], item["end"]
        fits = [
            w
            for w, kind in story.typed.items()
            if score.fold(kind.type) == score.fold(item["type"]) and score.overlap(story.spans[w], span)
        ]
        for word in fits:
            which[word].append(n)
        if fits:
            best.add(max(fits, key=lambda w: (w in ruled, _shared(story.spans[w], span), -w)))
    for word in sorted(storyhead.weighed_words(story, told)):
        yield Row(report, features_of(story, word), word in ruled, tuple(which[word]), word in best, annotated["weight"])


def _shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return which part of two spans together they share, 0 to 1."""
    return (min(one[1], other[1]) - max(one[0], other[0])) / (max(one[1], other[1]) - min(one[0], other[0]))


def tell_all(name: str, golds: list[dict[str, Any]], rows: list[Row], chances: np.ndarray) -> None:
    """Print the figures of rules and head; see `tell_choices`."""
    joined = [bool(c >= (storyhead.KEPT if r.told else storyhead.ADDED)) for r, c in zip(rows, chances, strict=True)]
    tell_choices(name, "events", golds, rows, [r.told for r in rows], joined)


def main() -> None:
    """Read the reports, print figures, write the weights where asked."""
    head = (storyhead.MODEL, storyhead.STORY, "eval/train_story.py")
    train(__doc__, "events", rows_of, tell_all, head, strength=STRENGTH, often=OFTEN, rows_apart=rows_apart)


if __name__ == "__main__":
    main()
