"""Openers: the words that open a clause or a noun phrase, as the learned heads that weigh acts look at them.

Invariant: closed classes of words alone, so that what is learned of them holds for any report.
"""

from collections.abc import Iterator
from itertools import islice

from trucebook.reading.grammar.parse import Parse

_MARKS = frozenset("after although as because before if since unless until when while".split())
_DETERMINERS = frozenset("a all an any no such that the these this those".split())
_ABOVE = 2  # words over a verb whose clauses may hold its own


def marks_over(parse: Parse, verb: int) -> Iterator[str]:
    """Yield the words that open the clause of a verb and those that hold it: "while" of "While shells fell, the clans met"."""
    for over in (verb, *islice(parse.ancestors(verb), _ABOVE)):
        yield from (parse.lower[c] for c in parse.children_of(over, "mark", "advmod") if parse.lower[c] in _MARKS)


def opening_of(word: str) -> str:
    """Return the determiner that opens a noun phrase, "else" for any other word."""
    return word if word in _DETERMINERS else "else"
