"""Ranking: how likely a toll is its report's main count, with the reasons in words.

Invariant: a score is 0.5 plus the weights of the reasons named beside it, held between 0 and 1; it does not say that a count is true.
"""

import re
from dataclasses import dataclass
from functools import cache

from trucebook import codebook
from trucebook.reading.evidence import WEIGHED
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause, Notes
from trucebook.reading.tallies.numbers import find_numbers
from trucebook.reading.tallies.parts import Toll

_YEAR = re.compile(r"(?:19|20)\d\d$")


@dataclass(frozen=True)
class Lead:
    """What the head of a report tells: the sizes its title names and where its first sentences end, as word indexes."""

    sizes: frozenset[int]
    first: int
    second: int


@cache
def weights() -> dict[str, float]:
    """Return reason → weight, from the codebook's list `weights` ("reason: weight")."""
    pairs = (line.rsplit(":", 1) for line in codebook.load().terms("figures", "weights"))
    return {name.strip(): float(value) for name, value in pairs}


def lead_of(notes: Notes) -> Lead:
    """Return the lead of a report: its title's numbers, its first two and its first four sentences of five words or more."""
    title = re.findall(r"\w[\w,.]*\w|\w", (notes.report.title or "").lower())
    ends = [last for first, last in notes.parse.sentences if last - first >= 5]
    return Lead(frozenset(n.size for n in find_numbers(title)), *(ends[min(i, len(ends) - 1)] if ends else 0 for i in (1, 3)))


def weigh(notes: Notes, toll: Toll, lead: Lead, clause: Clause | None) -> tuple[float, tuple[str, ...]]:
    """Return score and reasons of a toll."""
    reasons = [*_standing(toll, lead), *_kind(toll), *_past(notes.parse, toll, clause)]
    table = weights()
    return max(0.0, min(1.0, 0.5 + sum(table.get(reason, 0.0) for reason in reasons))), tuple(reasons)


def _standing(toll: Toll, lead: Lead) -> list[str]:
    """Return reasons that come from where a toll stands."""
    at = toll.count.first
    reasons = ["first sentences"] if at < lead.first else ["near the top"] if at < lead.second else []
    if toll.count.number.size in lead.sizes:
        reasons.append("in the title")
    return reasons


def _kind(toll: Toll) -> list[str]:
    """Return reasons that come from what a toll counts and how it says so."""
    number = toll.count.number
    reasons = [toll.category]
    reasons += (
        ["homes destroyed"] if toll.term == "Destroyed housing" else ["homes damaged"] if toll.term == "Partially destroyed housing" else []
    )
    named = {
        "part of a larger count": toll.part,
        "in brackets": toll.aside,
        "one person": toll.count.single and toll.count.number.size == 1,
        "vague": number.vague,
    }
    named |= {"more on top": number.further and not toll.part, "explicit total": number.total, WEIGHED: toll.weighed}
    return reasons + [name for name, holds in named.items() if holds]


def _past(parse: Parse, toll: Toll, clause: Clause | None) -> list[str]:
    """Return reasons that come from time and from how far the report asserts a toll."""
    reasons = []
    if _of_whole_war(parse, toll):
        reasons.append("total of a war")
    elif clause is not None and clause.background:
        reasons.append("background")
    if clause is not None and clause.assertion not in ("happened", "ongoing", "announced"):
        reasons.append("not said to have happened")
    if toll.category == "killed" and toll.count.number.size >= 10_000:
        reasons.append("size of a war")
    return reasons


def _of_whole_war(parse: Parse, toll: Toll) -> bool:
    """Say whether a toll is told of a whole war or of years: "since 2011", "since the war began", "over the past five years"."""
    if toll.category in ("besieged", "missing", "detained"):
        return False
    words, wars = parse.lower, codebook.load().terms("figures", "wars")
    first, last = parse.sentences[parse.sentence_of[toll.count.first]]
    for i in range(max(first, toll.count.first - 25), min(last, toll.count.last + 25)):
        ahead = words[i + 1 : min(last, i + 7)]
        if words[i] == "since" and any(_YEAR.match(w) or w in wars or w in ("start", "beginning", "outbreak") for w in ahead):
            return True
        if words[i] in ("past", "last", "nearly", "than") and any(w in ("years", "decade", "decades") for w in ahead[:3]):
            return True
    verb = parse.head[toll.count.head]
    subject = parse.child(verb, "nsubj")
    if toll.category not in ("killed", "injured", "affected"):
        return False
    return subject is not None and subject < toll.count.first and parse.lemma[subject] in wars
