"""A linear head: integer weights of named features, learned by a script and shipped as plain data.

Invariant: pure arithmetic; the same features give the same chance on every machine.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp


@dataclass(frozen=True)
class LinearHead:
    """A binary linear model: one integer weight (hundredths) a feature."""

    bias: int
    weights: dict[str, int]

    def chance(self, features: frozenset[str]) -> float:
        """Return the probability (0–1) that what has these features is what the head was trained to find."""
        total = self.bias + sum(self.weights.get(f, 0) for f in features)
        return 1 / (1 + exp(-total / 100))


@cache
def shipped_heads(name: str) -> dict[str, LinearHead]:
    """Return the heads of a data file that ships with trucebook, by what they find."""
    data = json.loads((resources.files("trucebook") / "data" / name).read_text(encoding="utf-8"))
    return {key: LinearHead(bias=head["bias"], weights=head["weights"]) for key, head in data["heads"].items()}
