"""Victims: on whom or what a hostile act falls.

Invariant: a victim is a head word of the act's own clause.
"""

from trucebook.reading.deals.breaches import Hostile
from trucebook.reading.grammar.parse import Parse


def victim_of(parse: Parse, hostile: Hostile) -> int | None:
    """Return the head word of what an act falls on: "shelled | the port", "an attack on | the mill"; None where nothing is named."""
    verb = hostile.verb if hostile.verb is not None else hostile.word
    victim = parse.child(verb, "dobj", "nsubjpass")
    if victim is not None and victim != hostile.word and parse.first_conjunct(hostile.word) != victim:
        return victim
    for c in parse.children[hostile.word]:
        if parse.lower[c] in ("on", "against", "at"):
            return next((k for k in parse.children[c] if parse.dep[k] == "pobj"), None)
    return None
