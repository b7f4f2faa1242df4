"""Roles of an event: who did it (source), whom it met (target), with what (instrument), by the type's own habit.

Invariant: a role is a word of the report's grammar or None; an act that stands as subject or object of another lends it its own roles.
"""

from dataclasses import dataclass

from trucebook.reading.notes import Clause
from trucebook.reading.parse import Parse

_TARGETS = {
    "ASSAULT": ("against", "on", "upon", "at", "into", "outside", "near", "with", "towards"),
    "CONSULT": ("with", "between", "to"),
    "AGREE": ("with", "between", "to"),
    "COOPERATE": ("with", "between"),
    "REQUEST": ("on", "upon", "to", "from", "of"),
    "ACCUSE": ("against", "on", "at", "of", "from"),
    "REJECT": ("from", "to", "by"),
    "THREATEN": ("against", "to"),
    "SUPPORT": ("for", "to", "with", "behind"),
    "AID": ("to", "for", "in"),
    "COERCE": ("on", "against", "of", "from"),
    "SANCTION": ("on", "against", "with", "to", "from"),
    "PROTEST": ("against", "at", "over"),
    "MOBILIZE": ("against", "to", "along"),
    "CONCEDE": ("to", "with", "for", "on"),
    "RETREAT": ("to",),
}
_LEAVING = frozenset({"withdraw", "resign"})
_INSTRUMENTS = ("with", "using")


@dataclass(frozen=True)
class Roles:
    """Head words of an event's participants."""

    source: int | None
    target: int | None
    instrument: int | None = None


def roles_of(parse: Parse, clause: Clause, type_: str, clauses: dict[int, Clause]) -> Roles:
    """Return the roles of a clause that was found to be an event of a type."""
    source, target = clause.agent, clause.patient
    if clause.recipient is not None and type_ in ("AID", "THREATEN", "SUPPORT", "CONCEDE", "REQUEST", "CONSULT", "AGREE"):
        target = clause.recipient
    if _is_act(target, clauses) or target is None or type_ in ("CONSULT", "AGREE", "REQUEST", "AID", "CONCEDE"):
        reached = _reached(parse, clause, type_)
        target = reached if reached is not None else target
    if _is_act(source, clauses):
        source = clauses[source].agent if source is not None else None
    if _is_act(target, clauses) and target is not None:
        inner = clauses[target]
        target = (
            inner.agent
            if inner.agent is not None and type_ in ("ACCUSE", "SUPPORT", "REQUEST", "REJECT")
            else inner.patient
            if inner.patient is not None
            else target
        )
    if source is None and type_ in ("RETREAT", "MOBILIZE"):
        source, target = target, None
    if source is not None and source == target:
        target = None
    if target is None and source is not None and type_ in ("CONSULT", "AGREE", "COOPERATE", "ASSAULT"):
        partners = parse.conjuncts(source)
        target = partners[1] if len(partners) > 1 and type_ != "ASSAULT" else None
    return Roles(source, target, _instrument(parse, clause))


def _is_act(word: int | None, clauses: dict[int, Clause]) -> bool:
    return word is not None and word in clauses and clauses[word].nominal


def _reached(parse: Parse, clause: Clause, type_: str) -> int | None:
    """Return the object of the first preposition that by habit leads to the target of such an act."""
    for preposition in _TARGETS.get(type_, ()):
        for word in clause.preps.get(preposition, ()):
            if parse.pos[word] in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
                return word
    return None


def _instrument(parse: Parse, clause: Clause) -> int | None:
    """Return the weapon or means named after "with" or "using"."""
    return next((w for p in _INSTRUMENTS for w in clause.preps.get(p, ()) if parse.pos[w] == "NOUN" and not clause.nominal), None)
