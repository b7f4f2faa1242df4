"""The learned head of sides: a linear model over named features that says how likely one is bound by an arrangement.

Invariant: pure arithmetic on plain data that ships with trucebook; nobody is made a side who is found to be its broker or monitor.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp

from msgspec.structs import replace

from trucebook.model import Claim, Field
from trucebook.reading.deals.candidates import ROLES, Candidate, name_at, scene_of
from trucebook.reading.deals.claimroles import alike
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.doing import noun_of
from trucebook.reading.deals.sidefeatures import features_of
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes

MODEL = "side_head.json"
KEPT, ADDED = 0.13, 0.28  # chances from which one of more than two that the rules found stays, and another is added
_TWO = 2
_WAYS, _STANDING_OUT = deal_words("ways_between"), deal_words("outside")


@dataclass(frozen=True)
class SideHead:
    """A binary linear model: one integer weight (hundredths) a feature."""

    bias: int
    weights: dict[str, int]

    def chance(self, features: frozenset[str]) -> float:
        """Return the probability (0–1) that one of whom these features hold is a side."""
        total = self.bias + sum(self.weights.get(f, 0) for f in features)
        return 1 / (1 + exp(-total / 100))


@cache
def shipped_side_head() -> SideHead:
    """Return the head that ships with trucebook; see `eval/train_sides.py` for how it was made."""
    data = json.loads((resources.files("trucebook") / "data" / MODEL).read_text(encoding="utf-8"))
    return SideHead(bias=data["bias"], weights=data["weights"])


def with_weighed_sides(notes: Notes, claims: list[Claim]) -> list[Claim]:
    """Return the claims with those as sides whom the head holds likely enough, found by the rules or named within reach."""
    return [_weighed(notes, claim, shipped_side_head()) for claim in claims]


def _weighed(notes: Notes, claim: Claim, head: SideHead) -> Claim:
    scene = scene_of(notes, claim)
    chances = [(head.chance(features_of(notes, scene, c)), c) for c in scene.candidates]
    found = [(chance, c) for chance, c in chances if c.role == "parties"]
    least = min(KEPT, *sorted((chance for chance, _ in found), reverse=True)[:_TWO]) if len(found) > _TWO else 0
    sides = [f for chance, c in found if chance >= least for f in _given(c)]
    more = [f for chance, c in chances if c.role == "none" and chance >= ADDED for f in _added(notes, claim, c)]
    if not more and {id(f) for f in sides} == {id(f) for f in claim.many("parties")}:
        return claim
    told = sorted([*sides, *more], key=lambda f: (f.start or 0, f.end or 0))
    return replace(claim, fields={**claim.fields, "parties": told}, reasons=(*claim.reasons, *(f"side weighed: {f.text}" for f in more)))


def _added(notes: Notes, claim: Claim, candidate: Candidate) -> list[Field]:
    """Return the name of one the rules did not find, as it stands nearest to a naming; none where he has a role or stands out."""
    name = name_at(notes, candidate)
    known = any(alike(name, f) for role in ROLES for f in claim.many(role))
    return [] if known or _stands_out(notes.parse, candidate.spots[0]) else [name]


def _given(candidate: Candidate) -> list[Field]:
    """Return the names by which the rules made one a side."""
    return [f for role, f in candidate.given if role == "parties"]


def _stands_out(parse: Parse, spot: int) -> bool:
    """Say whether one is told not to have joined, or only names a way: "has not joined the truce", "the border between A and B"."""
    word = parse.first_conjunct(spot)
    over = parse.head[word]
    if parse.dep[word] == "nsubj" and parse.lemma[over].lower() in _STANDING_OUT:
        return parse.child(over, "neg") is not None
    return parse.dep[word] == "pobj" and noun_of(parse, parse.head[over]) in _WAYS
