"""Lingering: what a promise was to end and is told to go on, so that it was not kept ("Its men are still in the school").

Invariant: what goes on is told behind the promise, of the same people or things, by "still" or a verb of staying.
"""

from collections.abc import Iterator

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.obligations import Act
from trucebook.reading.grammar.parse import Parse

_STAYING = {"remain", "stay"}
_STATES = {
    "release": deal_words("held"),
    "withdraw": deal_words("staying_put"),
    "depart": deal_words("staying_put"),
    "lift_siege": deal_words("shut_ways"),
    "disarm": {"armed", "carry", "keep", "store"},
    "return": {"camp", "displaced", "exile", "homeless", "shelter", "tent"},
    "cease_fire": frozenset[str](),
}


def find_lingering(parse: Parse) -> Iterator[tuple[int, set[str]]]:
    """Yield the verbs that tell that something goes on, with the lemmas of their clauses."""
    for j, lower in enumerate(parse.lower):
        verb = parse.head[j] if lower == "still" else j if parse.lemma[j].lower() in _STAYING else None
        if verb is None or parse.pos[verb] not in ("VERB", "AUX") or _is_open(parse, verb):
            continue
        yield verb, {parse.lemma[w].lower() for w in parse.subtree(verb)}


def goes_on(act: Act, clause: set[str]) -> bool:
    """Say whether a clause tells the state that an act was to end."""
    return bool(_STATES.get(act.action, frozenset()) & clause)


def _is_open(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells what is to come, or is denied."""
    return any(
        parse.tag[c] == "MD" or parse.dep[c] == "neg" or parse.lower[c] == "to"
        for c in parse.children[verb]
        if parse.dep[c] in ("aux", "neg")
    )
