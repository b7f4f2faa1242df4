"""Folds: predicates that tell no act of their own because another act of their clause already holds them.

Invariant: what is folded away has its act told by the word that holds it.
"""

from trucebook.reading.acts.eventtypes import Typed, TypeLexicon
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause

BREAKING = frozenset({"breach", "violate", "break"})
_FORCE = frozenset({"ASSAULT", "COERCE"})
_ENDING = frozenset({"stop", "cease", "halt", "quit"})
_REFRAINING = frozenset({"refrain", "hold", "desist", "abstain", "keep", "prevent"})
PARRYING = frozenset({"repel", "repulse", "push back", "beat back", "fend off", "foil", "thwart", "defeat"})


def swallowed(parse: Parse, typed: dict[int, Typed], clauses: dict[int, Clause], lexicon: TypeLexicon) -> set[int]:
    """Return the predicates that tell no act of their own: the harm an act did ("killed in a raid"), the verb with which
    an act occurs ("fighting erupted"), the noun of a phrase ("put under siege")."""
    gone = set()
    for word, kind in typed.items():
        clause = clauses[word]
        if clause.nominal:
            means = kind.type == "ASSAULT" and clause.light is None and _is_means(parse, word, clauses, typed, lexicon)
            folded = means or _is_of_phrase(parse, clause, kind, typed) or _does_more(parse, clause, kind, typed, clauses, lexicon)
        else:
            if _is_shown(parse, clause, kind, typed) or _is_stopped(parse, word, kind, typed):
                gone.add(word)
            harms = kind.type == "ASSAULT" and clause.bare in lexicon.casualty_verbs
            folded = _occurs(clause, kind, typed, clauses, lexicon) or (harms and _harms_within(parse, clause, typed, clauses))
        if folded:
            gone.add(word)
    return gone


def _is_of_phrase(parse: Parse, clause: Clause, kind: Typed, typed: dict[int, Typed]) -> bool:
    """Say whether an event noun is part of the phrase by which its verb has the same type: "held talks", "put under siege"."""
    word = clause.word
    verb = parse.head[word]
    if parse.dep[word] == "pobj":
        above = typed.get(parse.head[verb])
        return above is not None and above.type == kind.type and clause.lemma in above.entry.split()[1:]
    above = typed.get(verb)
    if above is not None and above.type == kind.type and above.entry in PARRYING and parse.dep[word] == "dobj":
        return True
    told = above is not None and above.type == kind.type and clause.lemma in above.entry.split()
    return told and parse.dep[word] in ("dobj", "nsubjpass")


def _is_shown(parse: Parse, clause: Clause, kind: Typed, typed: dict[int, Typed]) -> bool:
    """Say whether a breach is only what another act amounts to: "violated the truce by shelling the port"."""
    if kind.entry.split()[0] not in BREAKING:
        return False
    acts = [g for c in parse.children[clause.word] if parse.lower[c] == "by" for g in parse.children[c] if parse.dep[g] == "pcomp"]
    return any(g in typed and typed[g].type == kind.type for g in acts)


def _is_stopped(parse: Parse, word: int, kind: Typed, typed: dict[int, Typed]) -> bool:
    """Say whether an act of force is only what ends or is to end: "stopped shooting at each other", "agreed to stop shooting",
    "held back from attacking the mill"."""
    over = parse.head[word]
    if kind.type not in _FORCE or parse.dep[word] not in ("xcomp", "pcomp"):
        return False
    above = typed.get(over)
    if parse.dep[word] == "pcomp":
        return parse.lower[over] == "from" and parse.lemma[parse.head[over]] in _REFRAINING
    return parse.lemma[over] in _ENDING or (above is not None and above.mode == "ceasefire")


def _does_more(
    parse: Parse, clause: Clause, kind: Typed, typed: dict[int, Typed], clauses: dict[int, Clause], lexicon: TypeLexicon
) -> bool:
    """Say whether the verb tells an act of the same type that a noun stands as doer of: "the advance cut the road"."""
    verb = parse.head[clause.word]
    if parse.dep[clause.word] != "nsubj" or clause.light is not None or verb not in typed or typed[verb].type != kind.type:
        return False
    return clauses[verb].patient is not None and clauses[verb].bare not in (lexicon.occurring | lexicon.casualty_verbs)


def _occurs(clause: Clause, kind: Typed, typed: dict[int, Typed], clauses: dict[int, Clause], lexicon: TypeLexicon) -> bool:
    """Say whether a verb only tells that an act takes place or what it did: "fighting erupted", "the raids killed nine"."""
    agent = clause.agent
    if agent is None or agent not in typed or not (clauses[agent].nominal or typed[agent].type == kind.type == "ASSAULT"):
        return False
    return (typed[agent].type == kind.type or clause.patient is None) and clause.bare in (lexicon.occurring | lexicon.casualty_verbs)


def are_others(parse: Parse, victim: int | None) -> bool:
    """Say whether those harmed are others than those told of before: "five more villagers", "another child"."""
    if victim is None:
        return False
    words = parse.lower[parse.noun_phrase(victim)[0] : victim + 1]
    return bool({"others", "another", "further"} & set(words)) or ("more" in words and "than" not in words)


def carrier_of(parse: Parse, word: int, lexicon: TypeLexicon) -> int:
    """Return the noun whose verb tells that an act takes place: "round" for the talks of "a round of talks opened", else the word."""
    top = parse.first_conjunct(word)
    preposition = parse.head[top]
    above = parse.head[preposition]
    if parse.dep[top] == "pobj" and parse.lower[preposition] in ("of", "in") and parse.lemma[above] in lexicon.carrying:
        return parse.first_conjunct(above)
    return top


def verb_of_happening(parse: Parse, word: int, lexicon: TypeLexicon) -> int | None:
    """Return the verb by which an event noun takes place: "erupted" in "fighting erupted"; None where it has none."""
    top = carrier_of(parse, word, lexicon)
    verb = parse.head[top]
    return verb if parse.dep[top] in ("nsubj", "nsubjpass") and parse.lemma[verb] in lexicon.occurring else None


def _is_means(parse: Parse, word: int, clauses: dict[int, Clause], typed: dict[int, Typed], lexicon: TypeLexicon) -> bool:
    """Say whether an act is only how a known hand did the harm that is told: "gunmen killed nine in a raid", "in fresh
    strikes jets pounded the port"."""
    preposition = parse.head[word]
    verb = clauses.get(parse.head[preposition])
    if parse.dep[word] != "pobj" or parse.lower[preposition] not in ("in", "during") or verb is None:
        return False
    acted = verb.agent is not None and not (verb.agent in clauses and clauses[verb.agent].nominal)
    bare = word == preposition + 1 or (word == preposition + 2 and parse.dep[word - 1] == "amod")
    forceful = verb.word in typed and typed[verb.word].type == "ASSAULT" and preposition < verb.word and bare
    return acted and verb.patient is not None and (verb.bare in lexicon.casualty_verbs or forceful)


def _harms_within(parse: Parse, clause: Clause, typed: dict[int, Typed], clauses: dict[int, Clause]) -> bool:
    """Say whether a verb of harm tells what another assault of its sentence did: "killed in a raid", "hit it, killing five"."""
    above = parse.head[clause.word]
    within = [w for p in ("in", "by", "during") for w in clause.preps.get(p, ())]
    raids = any(w in typed and typed[w].type == "ASSAULT" and clauses[w].nominal and clauses[w].patient is not None for w in within)
    if clause.passive and are_others(parse, clause.patient):
        return raids
    if parse.dep[clause.word] == "advcl" and parse.tag[clause.word] == "VBG" and above in typed and typed[above].type == "ASSAULT":
        return True
    if _goes_on_to_harm(parse, clause, typed):
        return True
    if clause.agent is not None and not (clause.agent in clauses and clauses[clause.agent].nominal):
        return False
    inner = [w for p in ("in", "by", "during", "after", "when") for w in clause.preps.get(p, ())]
    if any(w in typed and typed[w].type == "ASSAULT" and clauses[w].nominal for w in inner):
        return True
    return parse.dep[clause.word] == "advcl" and above in typed and typed[above].type == "ASSAULT"


def _goes_on_to_harm(parse: Parse, clause: Clause, typed: dict[int, Typed]) -> bool:
    """Say whether a verb of harm only tells, set beside an act of force, what that act did: "rockets fell on the port and killed two"."""
    first = parse.head[clause.word]
    if parse.dep[clause.word] != "conj" or parse.child(clause.word, "nsubj", "nsubjpass") is not None:
        return False
    return first in typed and typed[first].type == "ASSAULT" and parse.tag[clause.word] in ("VBD", "VBN", "VBZ", "VBP")
