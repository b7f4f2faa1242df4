"""The learned head: a linear model over named features that chooses the type of the event between two actors.

Invariant: pure arithmetic on plain data that ships with trucebook; each choice can be read off its weights.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp

MODEL = "event_head.json"


@dataclass(frozen=True)
class Head:
    """A multinomial linear model: one row of integer weights (hundredths) a feature, one weight a class."""

    classes: tuple[str, ...]
    bias: tuple[int, ...]
    weights: dict[str, list[int]]


@dataclass(frozen=True)
class Choice:
    """The class chosen, its probability (0–1) and the features that spoke for it most, strongest first."""

    code: str
    probability: float
    because: tuple[str, ...]


@cache
def shipped_head() -> Head:
    """Return the head that ships with trucebook; see `eval/train_events.py` for how it was made."""
    data = json.loads((resources.files("trucebook") / "data" / MODEL).read_text(encoding="utf-8"))
    return Head(classes=tuple(data["classes"]), bias=tuple(data["bias"]), weights=data["weights"])


def choose(features: frozenset[str], head: Head, *, most: int = 3) -> Choice:
    """Return the likeliest class of a set of features with its reasons."""
    known = sorted(f for f in features if f in head.weights)
    sums = list(head.bias)
    for feature in known:
        for k, weight in enumerate(head.weights[feature]):
            sums[k] += weight
    best = max(range(len(sums)), key=lambda k: (sums[k], -k))
    top = max(sums)
    total = sum(exp((s - top) / 100) for s in sums)
    speaking = sorted(known, key=lambda f: (-head.weights[f][best], f))[:most]
    return Choice(head.classes[best], 1 / total, tuple(f for f in speaking if head.weights[f][best] > 0))
