"""Choices among answers, made of heads by hand."""

from collections.abc import Mapping

from trucebook.reading.linearhead import Choice, LinearHead, choice_of


def choice_among(heads: Mapping[str, LinearHead]) -> Choice:
    """Return heads of which just one finds what it is there to find as one choice."""
    names = dict.fromkeys(name for head in heads.values() for name in head.weights)
    rows = {name: [head.weights.get(name, 0) for head in heads.values()] for name in names}
    return choice_of({answer: head.bias for answer, head in heads.items()}, rows)
