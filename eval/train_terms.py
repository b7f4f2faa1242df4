# mypy: disable-error-code="import-untyped,import-not-found"
"""Train the heads that say whether an act is a term of an agreement, and of which action, and say how well they do on reports they have
not seen.

    python eval/train_terms.py FOLDER… [--often FOLDER] [--test FOLDER] [--write]

Each FOLDER holds annotated reports (`linear_heads.py` says in which forms) with `provisions`; the heads are fitted on these and on the
dispatches with marked terms of `eval/reports/duties`, those of actions also on the sentences of `eval/reports/terms`. Prints precision,
recall and F1 of the rules alone and of rules and heads together, and how often the action of a term is right, on the folders of --test,
with which nothing is fitted. Reports of --often count four times in the fit. --write fits on all FOLDERs and writes
src/trucebook/data/term_head.json and term_type_heads.json. Needs scikit-learn. The fit is the same at every run.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from linear_heads import ROOT, annotated, arguments, fit, fit_among, given_to, plain_choice, tell, write, write_choice
from marked import unmarked
from shared_folder import shared_module
from trucebook import codebook
from trucebook.batch.lines import report_of_line
from trucebook.reading.deals import provisions, termhead, termtypes
from trucebook.reading.deals.binding import Bound
from trucebook.reading.deals.grounds import Ground
from trucebook.reading.deals.obligations import Act, Acts, frames_of
from trucebook.reading.deals.termfeatures import Scene, first_features
from trucebook.reading.grammar.language import parse_many
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes

STRENGTH, OFTEN = 0.1, 4
STRENGTH_OF_TYPES, SEEN, LEAST, STEP = 0.3, 3, 12, 4
REPORTS = 5  # how much more a term of a report counts in the fit of actions than one of a marked sentence or dispatch
OF_DISPATCHES = 0.3  # how much an act of a dispatch counts in the fit of what is a term, where one of a report counts 1
SENTENCES, DISPATCHES = ROOT / "eval/reports/terms", ROOT / "eval/reports/duties"
_MARK = re.compile(r"\[(\w+): ([^\[\]]+)\]")


@dataclass
class Row:
    """One act of a report: where it stands, what is soon told of it, all that is, and what its words come to; whether the rules bind it,
    and its action by them; the action that the gold has of it ("" where it is none of its terms, None where it only belongs to one told
    by another word); which of the gold's provisions it may be; and how much it counts in the fit."""

    report: int
    span: tuple[int, int]
    first: frozenset[str]
    features: frozenset[str]
    words: frozenset[str]
    bound: bool
    action: str
    told: str | None
    gold: tuple[int, ...]
    weight: float


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
    each = sorted([*bound, *termhead.unbound(scene, bound, lambda _: True)], key=lambda b: b.act.word)
    spans = [(parse.start[b.first], parse.end[b.last]) for b in each]
    items = [(i["start"], i["end"]) for i in annotated["provisions"]]
    told = _told(parse, each, spans, annotated["provisions"])
    return [
        Row(
            report,
            span,
            first_features(scene, b.act),
            termhead.all_features(scene, b.act),
            termtypes.features_around(parse, b.act),
            b.act.word in known,
            b.act.action,
            told.get(n, "" if not any(overlap(span, item) for item in items) else None),
            tuple(k for k, item in enumerate(items) if overlap(span, item)),
            annotated["weight"],
        )
        for n, (b, span) in enumerate(zip(each, spans, strict=True))
    ]


def _told(parse: Parse, each: list[Bound], spans: list[tuple[int, int]], items: list[dict[str, Any]]) -> dict[int, str]:
    """Return for the acts that are the gold's, by number, the action it has: of those in the words of an item the one of its action, else
    the one that stands highest in the sentence."""
    overlap, told = shared_module("score").overlap, dict[int, str]()
    for item in items:
        near = [n for n, b in enumerate(each) if overlap(spans[n], (item["start"], item["end"]))]
        inside = [n for n in near if item["start"] <= parse.start[each[n].act.word] < item["end"]] or near
        alike = [n for n in inside if each[n].act.action == item["action"]] or inside
        if alike:
            told[min(alike, key=lambda n: _height(parse, each[n].act))] = item["action"]
    return told


def _height(parse: Parse, act: Act) -> tuple[int, int]:
    """Return how many words stand over an act, and its word: of two acts the lesser stands higher, or first."""
    return sum(1 for _ in parse.ancestors(act.word)), act.word


def sentences(folder: Path) -> list[dict[str, Any]]:
    """Return the sentences of a folder as texts with `provisions`, each with its action, start and end."""
    lines = [line for path in sorted(folder.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [
        {"text": text, "provisions": [{"action": mark[1], "start": start, "end": end} for start, end, mark in marks]}
        for text, marks in (unmarked(line, _MARK) for line in lines)
    ]


def words_of(texts: Sequence[dict[str, Any]]) -> Iterator[tuple[frozenset[str], str]]:
    """Yield the words of each term of texts, as the heads see them, with its action."""
    frames = frames_of(codebook.load())
    reports = [report_of_line({"id": str(n), "text": text["text"]}, "sentence") for n, text in enumerate(texts)]
    for text, (_, parse) in zip(texts, parse_many(reports), strict=True):
        acts = Acts(parse, frames)
        duties = list(termtypes.duties(acts))
        for term in text["provisions"]:
            inside = [a for a in duties if term["start"] <= parse.start[a.word] < term["end"]]
            if inside:
                yield termtypes.features_around(parse, min(inside, key=lambda a: _height(parse, a))), term["action"]


def taken(rows: Sequence[Row], chances: np.ndarray, typed: np.ndarray) -> list[bool]:
    """Return which rows reading takes for terms: bound ones that are not unlikely, and others that are likely, by the chance of being one
    times that of their action (`typed`), and share no words with likelier."""
    found = [r.bound and bool(c >= termhead.KEPT) for r, c in zip(rows, chances, strict=True)]
    spans: dict[int, list[tuple[int, int]]] = {}
    joint = chances * typed
    for n in sorted((n for n, r in enumerate(rows) if not r.bound and joint[n] >= termhead.ADDED), key=lambda n: -joint[n]):
        others = spans.setdefault(rows[n].report, [])
        if not any(a < rows[n].span[1] and rows[n].span[0] < b for a, b in others):
            others.append(rows[n].span)
            found[n] = True
    return found


def tell_all(name: str, golds: Sequence[dict[str, Any]], rows: Sequence[Row], chances: np.ndarray, weights: dict[str, np.ndarray]) -> None:
    """Print the figures of the rules, of rules and heads with any action, and with the right one; and of actions alone."""
    actions = sorted(weights)
    sums = np.stack([weights[a] for a in actions])
    likely = np.exp(sums - sums.max(axis=0)) / np.exp(sums - sums.max(axis=0)).sum(axis=0)
    typed, most = [actions[k] for k in likely.argmax(axis=0)], likely.max(axis=0)
    joined = [typed[n] if not r.bound or most[n] >= termhead.RETYPED else r.action for n, r in enumerate(rows)]

    def of(row: Row, action: str) -> Row:
        items = golds[row.report]["provisions"]
        return replace(row, gold=tuple(k for k in row.gold if items[k]["action"] == action))

    take = taken(rows, chances, most)
    tell(f"{name}, rules", "provisions", golds, [of(r, r.action) for r in rows], [r.bound for r in rows])
    tell(f"{name}, rules and head, of any action", "provisions", golds, rows, take)
    tell(f"{name}, rules and heads", "provisions", golds, [of(r, action) for r, action in zip(rows, joined, strict=True)], take)
    terms = [n for n, r in enumerate(rows) if r.told]
    by_words, by_frames = (sum(action[n] == rows[n].told for n in terms) for action in (typed, [r.action for r in rows]))
    print(f"{name}: of {len(terms)} terms {by_words} have the right action by their words, {by_frames} by frames")


def main() -> None:
    """Read the reports, print figures, write the weights where asked."""
    args = arguments(__doc__, OFTEN)
    rows = rows_of(annotated(args.folders, "provisions") + annotated(args.often, "provisions", OFTEN))
    dispatches = annotated([str(DISPATCHES)], "provisions")
    marked = [replace(r, weight=OF_DISPATCHES) for r in rows_of(dispatches)]
    told = [r for r in rows + marked if r.told is not None]
    head, at_all = (
        fit(features, [bool(r.told) for r in told], [r.weight for r in told], STRENGTH)
        for features in ([r.features for r in told], [r.first for r in told])
    )
    terms = [(r.words, r.told, r.weight * REPORTS) for r in rows if r.told]
    terms += [(words, action, 1) for words, action in words_of([*sentences(SENTENCES), *dispatches])]
    kinds = fit_among([t[0] for t in terms], [str(t[1]) for t in terms], [t[2] for t in terms], STRENGTH_OF_TYPES, SEEN)
    print(f"{len(told)} acts, {sum(bool(r.told) for r in told)} of them terms; {len(terms)} terms with their actions")
    for folder in args.test:
        golds = annotated([folder], "provisions")
        others = rows_of(golds)
        words = [r.words for r in others]
        chances = np.where(at_all.chances([r.first for r in others]) < termhead.LOOKED_AT, 0, head.chances([r.features for r in others]))
        tell_all(Path(folder).name, golds, others, chances, {a: k.sums(words) for a, k in kinds.items()})
    if args.write:
        write(termhead.MODEL, "eval/train_terms.py", {termhead.TERM: head, termhead.AT_ALL: at_all}, 4)
        write_choice(termtypes.MODEL, "eval/train_terms.py", *plain_choice(kinds, LEAST, STEP))


if __name__ == "__main__":
    main()
