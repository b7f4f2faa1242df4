"""A linear head: integer weights of named features, learned by a script and shipped as plain data.

Invariant: pure arithmetic; the same features give the same chance on every machine.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import repeat
from math import exp

Steps = tuple[tuple[int, str], ...]  # the highest value of each step with the step's name, rising


def step_of(value: int, steps: Steps) -> str:
    """Return the name of the step that a value falls in, "far" beyond the last: a feature that counts has few values."""
    for most, name in steps:
        if value <= most:
            return name
    return "far"


@dataclass(frozen=True)
class LinearHead:
    """A binary linear model: one integer weight (hundredths) a feature."""

    bias: int
    weights: dict[str, int]

    def chance(self, features: frozenset[str]) -> float:
        """Return the probability (0–1) that what has these features is what the head was trained to find."""
        return 1 / (1 + exp(-self.weigh(features) / 100))

    def weigh(self, features: frozenset[str]) -> int:
        """Return the sum of the bias and of the weights of features, in hundredths."""
        return self.bias + sum(map(self.weights.get, features, repeat(0)))


@dataclass(frozen=True)
class Choice:
    """Linear models of answers of which just one holds, by feature: the weights (hundredths) that it gives the answers it speaks for or
    against, by their place among `answers`."""

    answers: tuple[str, ...]
    biases: tuple[int, ...]
    weights: dict[str, tuple[tuple[int, int], ...]]

    def weigh(self, features: Iterable[str]) -> dict[str, int]:
        """Return for each answer the sum of its bias and of the weights of features, in hundredths."""
        sums = list(self.biases)
        for row in map(self.weights.get, features):
            if row is not None:
                for place, weight in row:
                    sums[place] += weight
        return dict(zip(self.answers, sums, strict=True))


def chance_among(weights: dict[str, int], one: str) -> float:
    """Return the chance (0–1) of one of several answers of which just one holds, by what each weighs (hundredths)."""
    return 1 / sum(exp((weight - weights[one]) / 100) for weight in weights.values())


@cache
def shipped_heads(name: str) -> dict[str, LinearHead]:
    """Return the heads of a data file that ships with trucebook, by what they find."""
    data = json.loads((resources.files("trucebook") / "data" / name).read_text(encoding="utf-8"))
    return {key: LinearHead(bias=head["bias"], weights=head["weights"]) for key, head in data["heads"].items()}


def choice_among(heads: Mapping[str, LinearHead]) -> Choice:
    """Return heads of which just one finds what it was trained for as one choice."""
    weights: dict[str, list[tuple[int, int]]] = {}
    for place, head in enumerate(heads.values()):
        for feature, weight in head.weights.items():
            weights.setdefault(feature, []).append((place, weight))
    return Choice(tuple(heads), tuple(h.bias for h in heads.values()), {feature: tuple(row) for feature, row in weights.items()})


@cache
def shipped_choice(name: str) -> Choice:
    """Return the heads of a data file that ships with trucebook as one choice among what they find."""
    return choice_among(shipped_heads(name))
