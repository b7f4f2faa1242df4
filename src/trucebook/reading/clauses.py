"""Clauses: who did what to whom, from the parse alone, for verbs and for nouns that name an act.

Invariant: one predicate gives at most one clause; participants are words of the same report.
"""

from trucebook.reading.notes import Clause
from trucebook.reading.parse import Parse


def find_clauses(parse: Parse) -> tuple[Clause, ...]:
    """Return a clause for every verb, in text order."""
    found = []
    for i in range(len(parse)):
        if parse.pos[i] == "VERB" or (parse.pos[i] == "AUX" and parse.dep[i] in ("ROOT", "conj", "advcl", "ccomp", "relcl")):
            found.append(_verb(parse, i))
    return tuple(found)


def _verb(parse: Parse, i: int) -> Clause:
    passive = parse.child(i, "nsubjpass", "auxpass") is not None
    subject, obj = _subject(parse, i), parse.child(i, "dobj")
    by = next((c for c in parse.children[i] if parse.dep[c] == "agent"), None)
    agent = parse.child(by, "pobj") if by is not None else None
    if not passive and agent is None:
        agent = subject
    patient = (subject if passive else None) if obj is None or passive else obj
    if parse.dep[i] == "acl" and parse.tag[i] == "VBN":
        patient, agent = parse.head[i], agent if by is not None else None
    prt = parse.child(i, "prt")
    end = parse.end[i]
    if obj is not None:
        end = max(end, parse.end[parse.noun_phrase(obj)[1]])
    preps: dict[str, list[int]] = {}
    for c in parse.children[i]:
        if parse.dep[c] in ("prep", "dative") and (inner := parse.child(c, "pobj")) is not None:
            preps.setdefault(parse.lower[c], []).extend(parse.conjuncts(inner))
    return Clause(
        word=i,
        lemma=parse.lemma[i].lower() + (f" {parse.lower[prt]}" if prt is not None else ""),
        nominal=False,
        start=parse.start[i],
        end=end,
        agent=agent,
        patient=patient,
        recipient=parse.child(i, "dative"),
        preps=preps,
        passive=passive,
        negated=parse.child(i, "neg") is not None,
    )


def _subject(parse: Parse, i: int) -> int | None:
    """Return the subject of verb i, its own or the one it shares by coordination or control."""
    subject = parse.child(i, "nsubj", "nsubjpass", "csubj")
    if subject is not None:
        return subject
    h = parse.head[i]
    if h == i:
        return None
    if parse.dep[i] in ("conj", "xcomp", "advcl"):
        return _subject(parse, h) if parse.pos[h] in ("VERB", "AUX") else None
    if parse.dep[i] in ("acl", "relcl"):
        return h
    return None
