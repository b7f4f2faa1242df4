"""Lifted: a siege that is told to be lifted right beside a truce, as the carrying out of it.

Invariant: the lifting has happened, in the sentence that names a truce or the next one; the fall of a town lifts no siege.
"""

from collections.abc import Iterator

from trucebook.model import Claim
from trucebook.reading.deals.actspans import act_span
from trucebook.reading.deals.carried import Carried, is_told
from trucebook.reading.deals.grounds import Bond, Ground
from trucebook.reading.deals.obligations import Frames, act_at
from trucebook.reading.grammar.parse import Parse

_LIFTING = {"end", "lift", "raise"}
_SIEGES = {"blockade", "encirclement", "siege"}
_NEXT = 1  # sentences after the naming
_MADE = ("announced", "in_force", "violated", "fulfilled", "expired", "superseded")


def find_lifted(parse: Parse, frames: Frames, ground: Ground, bound: set[int]) -> Iterator[Carried]:
    """Yield (act, bond, first, last) of every siege that is told to be lifted beside a truce; `bound` holds the acts bound otherwise."""
    for verb in parse.words_of(_LIFTING):
        if verb in bound or parse.pos[verb] != "VERB" or not is_told(parse, verb):
            continue
        claim = _truce_beside(parse, ground, verb)
        act = act_at(parse, frames, verb) if claim is not None and _is_of_siege(parse, verb) else None
        if claim is not None and act is not None and act.action == "lift_siege":
            yield act, Bond("carried", verb, claim), *act_span(parse, act)


def _is_of_siege(parse: Parse, verb: int) -> bool:
    """Say whether a siege is what is lifted: "lifted the siege", "the blockade was lifted"."""
    return any(parse.lemma[c] in _SIEGES for c in parse.children_of(verb, "dobj", "nsubjpass"))


def _truce_beside(parse: Parse, ground: Ground, verb: int) -> Claim | None:
    """Return the agreement that was named last in the sentence of a verb or the one before, where it was made."""
    here = parse.sentence_of[verb]
    near = [c for w, c in ground.words if w < verb and here - parse.sentence_of[w] <= _NEXT]
    return near[-1] if near and near[-1].value("type") != "offer" and near[-1].value("status") in _MADE else None
