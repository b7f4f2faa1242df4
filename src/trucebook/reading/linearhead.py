"""A linear head: integer weights of named features, learned by a script and shipped as plain data.

Invariant: pure arithmetic; the same features give the same chance on every machine.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate, chain, repeat
from math import exp

import numpy
from numpy.typing import NDArray

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
    """Linear models of answers of which just one holds: the row of each feature in a table of weights (hundredths), a column an answer,
    and the biases of the answers."""

    answers: tuple[str, ...]
    biases: NDArray[numpy.int64]
    rows: dict[str, int]
    weights: NDArray[numpy.int32]

    def weigh(self, features: Iterable[str]) -> dict[str, int]:
        """Return for each answer the sum of its bias and of the weights of features, in hundredths."""
        known = [row for row in map(self.rows.get, features) if row is not None]
        return dict(zip(self.answers, (self.weights[known].sum(axis=0) + self.biases).tolist(), strict=True))

    def weigh_all(self, told: Sequence[Iterable[str]]) -> NDArray[numpy.int64]:
        """Return for each of several sets of features, a row each, what the answers weigh, a column each, in hundredths."""
        found = numpy.repeat(self.biases[None, :], len(told), axis=0)
        known = [[row for row in map(self.rows.get, features) if row is not None] for features in told]
        full = [n for n, rows in enumerate(known) if rows]
        if full:
            starts = [0, *accumulate(len(known[n]) for n in full)]
            rows = numpy.fromiter(chain.from_iterable(known), "intp", starts.pop())
            found[full] += numpy.add.reduceat(self.weights[rows], starts, axis=0)
        return found


def chance_among(weights: dict[str, int], one: str) -> float:
    """Return the chance (0–1) of one of several answers of which just one holds, by what each weighs (hundredths)."""
    return 1 / sum(exp((weight - weights[one]) / 100) for weight in weights.values())


@cache
def shipped_heads(name: str) -> dict[str, LinearHead]:
    """Return the heads of a data file that ships with trucebook, by what they find."""
    data = json.loads((resources.files("trucebook") / "data" / name).read_text(encoding="utf-8"))
    return {key: LinearHead(bias=head["bias"], weights=head["weights"]) for key, head in data["heads"].items()}


def choice_of(answers: Mapping[str, int], rows: Mapping[str, Sequence[int]]) -> Choice:
    """Return a choice from the bias of each answer and what each feature weighs in every answer, in their order (hundredths)."""
    biases = numpy.array(list(answers.values()), dtype="int64")
    return Choice(tuple(answers), biases, {name: row for row, name in enumerate(rows)}, numpy.array(list(rows.values()), dtype="int32"))


@cache
def shipped_choice(name: str) -> Choice:
    """Return the choice among answers of a data file that ships with trucebook."""
    data = json.loads((resources.files("trucebook") / "data" / name).read_text(encoding="utf-8"))
    return choice_of(data["answers"], data["rows"])
