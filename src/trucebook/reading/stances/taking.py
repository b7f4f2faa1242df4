"""Taking a stance: from the word of an agreement to the word of the stance on it and whose stance it is.

Invariant: what is denied turns round (not to accept is to refuse) or gives nothing; conduct (keeping a truce) is no stance.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.grammar.participants import by_agent, possessor, surface_subject
from trucebook.reading.notes import Clause
from trucebook.reading.stances.stancewords import StanceWords

_DONE = frozenset({"happened", "ongoing", "announced"})


@dataclass(frozen=True)
class Taken:
    """One stance: the word that tells it, its code, the actor's head word, and how it stands as an act."""

    word: int
    stance: str
    actor: int
    assertion: str


def find_taken(parse: Parse, words: StanceWords, clauses: dict[int, Clause], thing: int) -> Iterator[Taken]:
    """Yield the stances taken to the agreement that is named at a word."""
    top = parse.first_conjunct(thing)
    h, dep = parse.head[top], parse.dep[top]
    if dep in ("dobj", "nsubjpass") and h in clauses:
        yield from _of_verb(parse, words, clauses, h, parse.lemma[h])
    elif dep == "nsubj" and h in clauses:
        yield from _of_doubt(parse, words, clauses, h)
    elif dep == "pobj" and parse.dep[h] in ("prep", "agent", "dative"):
        yield from _of_preposition(parse, words, clauses, h)


def _of_verb(parse: Parse, words: StanceWords, clauses: dict[int, Clause], verb: int, lemma: str) -> Iterator[Taken]:
    """Yield the stance of a verb whose object an agreement is, or of the verb above it: "refused to sign the deal"."""
    if _is_whoever(parse, verb):
        return
    clause = clauses[verb]
    stance = words.verbs.get(lemma) or words.parted.get(lemma)
    acts = lemma in words.between | words.keeping or stance == "accepts"
    if acts and clause.assertion == "demanded":
        yield from _asked(parse, verb)
    elif (
        acts
        and clause.assertion in ("refused", "denied")
        and clause.agent is not None
        and (stance or lemma in words.between or _will(parse, verb))
    ):
        yield Taken(verb, "refuses", clause.agent, "happened")
    elif stance is not None and clause.agent is not None and clause.assertion in _DONE | {"hypothetical"}:
        yield Taken(
            verb, stance, clause.agent, "hypothetical" if clause.assertion == "hypothetical" or _on_condition(parse, verb) else "happened"
        )
    elif acts and clause.agent is not None and clause.assertion == "announced":
        yield Taken(verb, "accepts", clause.agent, "happened")


def _is_whoever(parse: Parse, verb: int) -> bool:
    """Say whether nobody in particular takes a stance: "Fighters who reject the terms are to leave", "those who refuse will be moved"."""
    noun = parse.head[verb]
    if parse.dep[verb] != "relcl" or parse.tag[verb] not in ("VBP", "VBZ") or parse.words[verb - 1 : verb] == [","]:
        return False
    anybody = parse.lower[noun] in ("anyone", "anybody", "those", "whoever") or not parse.children_of(noun, "det", "poss", "nummod")
    told = parse.head[noun]
    to_come = any(parse.tag[c] == "MD" for c in parse.children[told]) or any(
        parse.is_infinitive(c) for c in parse.children_of(told, "xcomp") if parse.lemma[told] == "be"
    )
    return anybody and parse.pos[noun] != "PROPN" and to_come


def _on_condition(parse: Parse, verb: int) -> bool:
    """Say whether a stance depends on an "if": "would accept the truce if …"."""
    return any(parse.dep[c] == "advcl" and any(parse.lower[m] in ("if", "unless") for m in parse.children[c]) for c in parse.children[verb])


def _will(parse: Parse, verb: int) -> bool:
    """Say whether a denial is one of the will: "would not respect", not "did not respect", which is conduct."""
    return any(parse.tag[c] == "MD" for c in parse.children[verb]) or parse.dep[verb] == "xcomp"


def _asked(parse: Parse, verb: int) -> Iterator[Taken]:
    """Yield the demand of whoever asks others to accept, sign or keep an agreement."""
    for above in parse.ancestors(verb):
        if parse.pos[above] in ("VERB", "AUX"):
            actor = surface_subject(parse, above)
            if actor is not None:
                yield Taken(above, "demands", actor, "happened")
            return


def _of_doubt(parse: Parse, words: StanceWords, clauses: dict[int, Clause], verb: int) -> Iterator[Taken]:
    """Yield the doubt whether an agreement lasts: "doubts that the truce will hold", "fear it will collapse"."""
    above, lemma = parse.head[verb], parse.lemma[verb]
    if parse.dep[verb] != "ccomp" or above not in clauses or clauses[above].agent is None or clauses[above].negated:
        return
    over = parse.lemma[above]
    frail = lemma == "be" and any(parse.lower[c] in words.frail for c in parse.children[verb])
    if (words.verbs.get(over) == "doubts" and lemma in words.lasting) or (over in words.fearing and lemma in ("collapse", "fail")) or frail:
        yield Taken(above, "doubts", clauses[above].agent or 0, "happened")


def _of_preposition(parse: Parse, words: StanceWords, clauses: dict[int, Clause], preposition: int) -> Iterator[Taken]:
    """Yield the stance of what a preposition hangs on: "agreed to the truce", "abide by it", "doubts about it", "committed to it"."""
    over = parse.head[preposition]
    lemma, low = parse.lemma[over], parse.lower[preposition]
    if (
        over in clauses
        and not clauses[over].nominal
        and parse.dep[over] != "acomp"
        and (f"{lemma} {low}" in words.parted or f"{lemma} {low}" in words.keeping)
    ):
        yield from _of_verb(parse, words, clauses, over, f"{lemma} {low}")
    elif parse.pos[over] == "ADJ" or (parse.lower[over] in words.adjectives and parse.dep[over] == "acomp"):
        actor = surface_subject(parse, parse.head[over]) if parse.dep[over] == "acomp" else None
        stance = words.adjectives.get(parse.lower[over])
        if stance is not None and actor is not None and not _negated(parse, parse.head[over]):
            yield Taken(over, stance, actor, "happened")
    elif parse.pos[over] == "NOUN" and (stance := words.nouns.get(parse.lower[over]) or words.nouns.get(lemma)) is not None:
        actor = _holder(parse, words, clauses, over)
        if actor is not None:
            yield Taken(over, stance, actor, "happened")


def _negated(parse: Parse, verb: int) -> bool:
    return parse.child(verb, "neg") is not None


def _holder(parse: Parse, words: StanceWords, clauses: dict[int, Clause], noun: int) -> int | None:
    """Return whose a stance noun is: its possessor, its "by", or the subject of the verb that carries it."""
    own = possessor(parse, noun)
    own = own if own is not None else by_agent(parse, noun)
    if own is not None:
        return own
    verb = parse.head[noun]
    if parse.dep[noun] == "pobj" and parse.lower[verb] == "as":
        verb = parse.head[verb]
    carried = verb in clauses and parse.lemma[verb] in words.carrying and clauses[verb].assertion in _DONE and not clauses[verb].negated
    return surface_subject(parse, verb) if carried and not clauses[verb].passive else None
