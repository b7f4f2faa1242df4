"""Ways: how a word stands in its sentence, and the way through the tree from one word to another, as the learned heads see them.

Invariant: a word of a row stands as the first of the row does; a way of two words ends at the lowest word over both.
"""

from trucebook.reading.grammar.parse import Parse

_IN_ROWS = ("appos", "cc", "conj")


def standing_of(parse: Parse, word: int) -> str:
    """Return how a phrase depends on what is over it, by its preposition where it has one, seen through a row."""
    first = parse.first_conjunct(word)
    return parse.lower[parse.head[first]] if parse.dep[first] == "pobj" else parse.dep[first]


def way_between(parse: Parse, word: int, other: int) -> tuple[list[int], list[int], int] | None:
    """Return the words from one up to below the lowest word over both, those from the other, and that word; None across sentences."""
    up, down = [word, *parse.ancestors(word)], [other, *parse.ancestors(other)]
    top = next((w for w in down if w in up), None)
    return None if top is None else (up[: up.index(top)], down[: down.index(top)], top)


def told_up(parse: Parse, words: list[int]) -> str:
    """Return the steps of a way up from a name, rows and second names left out: "pobj>with"."""
    return ">".join(step_over(parse, w) for w in words if parse.dep[w] not in _IN_ROWS)


def step_over(parse: Parse, word: int) -> str:
    """Return the step from a word to the one over it: its preposition, or how it depends."""
    return parse.lower[word] if parse.dep[word] in ("agent", "prep") else parse.dep[word]
