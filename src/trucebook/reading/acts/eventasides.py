"""Asides: clauses that carry a type and yet are no act of the report's story, or tell one again.

Invariant: the answer rests on the grammar around the clause, never on its place in the report.
"""

from trucebook.reading.acts.eventtypes import Typed, TypeLexicon
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause

_POINTING = {"the", "this", "that", "these", "those", "such"}
_WHOLE_WARS = {"war", "conflict", "uprising", "rebellion", "revolt", "insurgency"}
_ONSETS = {"begin", "start", "erupt", "break"}
_RELATIVES = {"who", "that", "which"}
_STANDING = {"AGREE", "RETREAT", "CONCEDE", "SUPPORT"}


def is_aside(parse: Parse, clause: Clause, typed: Typed, lexicon: TypeLexicon) -> bool:
    """Say whether a clause only dates ("since the war broke out"), or says what an agreement holds ("the deal calls for …")."""
    if clause.nominal and clause.lemma in _WHOLE_WARS and parse.lemma[parse.head[clause.word]].lower() in _ONSETS:
        return True
    word = clause.light if clause.light is not None else clause.word
    above = parse.head[word] if clause.nominal else word
    if any(parse.lower[c] == "since" and parse.dep[c] == "mark" for c in (*parse.children[word], *parse.children[above])):
        return True
    if not clause.nominal and clause.lemma in lexicon.casualty_verbs and _since(parse, clause.word):
        return True
    subject = clause.agent
    if subject is not None and parse.lower[subject] == "it" and clause.lemma == "require":
        return True
    return (
        not clause.nominal
        and subject is not None
        and not clause.passive
        and parse.lemma[subject].lower() in lexicon.accords
        and typed.type not in _STANDING
    )


def _since(parse: Parse, word: int) -> bool:
    """Say whether harm is summed up over a time: "ten thousand have been killed since the war began"."""
    return any(
        parse.lower[c] == "since" or any(parse.lower[k] == "since" and parse.dep[k] == "mark" for k in parse.children[c])
        for c in parse.children[word]
        if parse.dep[c] in ("prep", "advcl")
    )


def set_apart(parse: Parse, clause: Clause) -> float:
    """Return what an act loses for being told in quoted words, or only to say who is meant ("towns that joined the truce")."""
    lost = 0.1 if parse.quoted[clause.word] else 0.0
    word = clause.light if clause.light is not None else clause.word
    if parse.dep[word] == "relcl" and not clause.nominal:
        subject = parse.child(word, "nsubj", "nsubjpass")
        whose = parse.head[word]
        restrictive = subject is not None and parse.lower[subject] in _RELATIVES and parse.words[subject - 1] != ","
        if restrictive and (parse.lower[whose] in ("those", "people", "anyone", "all") or parse.pos[whose] == "NOUN"):
            lost += 0.3 if parse.lower[whose] in ("those", "people", "anyone", "all") else 0.1
    return lost


def own_object(parse: Parse, clause: Clause) -> int | None:
    """Return the object of a coordinated verb: two acts of one side on two objects are two ("bombed a bridge and burned a mill")."""
    if clause.nominal:
        return None
    joined = parse.dep[clause.word] == "conj" or any(parse.dep[c] == "conj" and parse.pos[c] == "VERB" for c in parse.children[clause.word])
    return clause.patient if joined else None


def told_again(parse: Parse, clause: Clause, type_: str, firsts: dict[str, int]) -> bool:
    """Say whether a noun with "the" or "this" and nothing of its own points back to an act of the same type told before."""
    if not clause.nominal or clause.light is not None or firsts.get(type_, clause.start) >= clause.start:
        return False
    first = parse.noun_phrase(clause.word)[0]
    own = any(parse.dep[c] == "prep" and c > clause.word for c in parse.children[clause.word])
    return parse.lower[first] in _POINTING and not own and clause.word - first <= 1
