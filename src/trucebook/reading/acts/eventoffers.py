"""Offers: what is proposed, accepted, promised or appealed, told apart by its object.

Invariant: the type rests on what stands beside the verb; without an object that tells, the lexicon's type stays.
"""

from msgspec.structs import replace

from trucebook.reading.acts.eventact import Act
from trucebook.reading.acts.eventtypes import Typed, object_nouns


def offered(act: Act) -> tuple[Typed | None] | None:
    """Return CONCEDE for what a side accepts and is no accord, or promises and is a thing ("accepted the halt", "promised an inquiry"),
    REQUEST for what it proposes to others, REJECT for a court's verdict that is appealed."""
    clause, typed, parse = act.clause, act.typed, act.notes.parse
    content = parse.child(clause.word, "xcomp", "ccomp")
    if typed.entry.split()[0] == "accept" and clause.assertion == "denied":
        return (replace(typed, type="REJECT", mode=None, entry="not accept", weak=False, uttered=True),)
    if typed.entry in ("accept", "accept condition", "accept term") and typed.type == "AGREE":
        return (replace(typed, type="AGREE" if _accepts_accord(act) else "CONCEDE", weak=False),)
    if typed.entry == "promise" and not clause.nominal and clause.patient is not None and content is None:
        return (None if clause.passive or parse.dep[clause.word] == "relcl" else replace(typed, type="CONCEDE"),)
    if typed.entry == "propose":
        own = parse.child(clause.word, "xcomp") is not None
        return (replace(typed, type="CONCEDE" if own else "REQUEST", weak=False),)
    if typed.entry == "appeal" and not clause.nominal and not {"for", "to"} & clause.preps.keys() and clause.assertion == "announced":
        return (replace(typed, type="REJECT"),) if content is None else None
    return None


def _accepts_accord(act: Act) -> bool:
    """Say whether what is accepted is an accord: "accepted the truce", "accepted a similar agreement"."""
    parse, patient = act.notes.parse, act.clause.patient
    if parse.child(act.clause.word, "xcomp", "ccomp") is not None or parse.dep[act.clause.word] == "relcl":
        return parse.dep[act.clause.word] != "relcl"
    nouns = set(object_nouns(parse, patient))
    return patient is None or parse.pos[patient] == "PRON" or bool(nouns & (act.lexicon.accords | act.lexicon.papers))
