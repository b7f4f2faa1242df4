"""Pairs: two who are told to fight, talk or trade blame with each other, wherever a report tells it.

Invariant: both of a pair are actors of the text or names, and stand in one sentence with what tells of them.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.phrases import people, people_after
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at

_FIGHTS, _TRADED = deal_words("between_sides"), deal_words("traded")
_FIGHTING = deal_words("fighting_each_other")
_HOLDING = {"cease", "hold", "stop"}
_EACH = {"each", "the"}


def find_pairs(notes: Notes) -> list[tuple[int, list[int]]]:
    """Return every (word, head words) at which a pair is told to fight or to talk, in text order: "clashes between A and B"."""
    kept = notes.parse.kept
    if "pairs of foes" not in kept:
        told = ((i, _pair_at(notes, i, lower)) for i, lower in enumerate(notes.parse.lower))
        kept["pairs of foes"] = [(i, pair) for i, pair in told if _is_pair(notes, i, pair)]
    found: list[tuple[int, list[int]]] = kept["pairs of foes"]
    return found


def pair_before(notes: Notes, word: int, *, reach: int) -> list[int]:
    """Return the pair told last before a word, in its sentence or the `reach` before it; empty where none is."""
    here = notes.parse.sentence_of
    near = [pair for at, pair in find_pairs(notes) if at < word and here[word] - here[at] <= reach and len(pair) > 1]
    return near[-1] if near else []


def _is_pair(notes: Notes, at: int, pair: list[int]) -> bool:
    """Say whether words are two who are named, or one noun that tells both ("rebel and army forces")."""
    parse = notes.parse
    if len(pair) == 1 and parse.lower[at] in _TRADED:
        return any(parse.child(c, "conj") for c in parse.children_of(pair[0], "amod", "compound"))
    return len(pair) == 2 and all(actor_at(notes, w) is not None or parse.pos[w] == "PROPN" for w in pair)


def _pair_at(notes: Notes, i: int, lower: str) -> list[int]:
    """Return those who are told to fight or to talk at a word, two or not."""
    parse, over = notes.parse, notes.parse.head[i]
    if lower == "between":
        return people_after(parse, i) if _is_fight(notes, i) else []
    if lower in ("with", "against") and _is_fight(notes, i):
        return [*_subject(parse, over if parse.pos[over] == "VERB" else parse.head[over]), *people_after(parse, i)]
    if lower == "against" and parse.lemma[over] in ("pit", "set", "oppose"):
        return [*(w for k in parse.children_of(over, "dobj") for w in people(parse, k)), *people_after(parse, i)]
    if lower == "other" and i and parse.lower[i - 1] in _EACH and parse.dep[i] in ("dobj", "pobj"):
        return _each_other(parse, i)
    if lower in _TRADED and parse.dep[i] == "dobj" and parse.lemma[over] in ("exchange", "trade", "swap"):
        return _subject(parse, over)
    if parse.pos[i] == "VERB" and parse.lemma[i] in _HOLDING and _holds_fire(parse, i):
        return _subject(parse, i)
    if parse.pos[i] == "VERB" and parse.lemma[i] in _FIGHTING:
        return _subject(parse, i) if parse.child(i, "dobj") is None else []
    return []


def _holds_fire(parse: Parse, verb: int) -> bool:
    """Say whether those who act by a verb stop fighting each other: "the army and the rebels held their fire"."""
    things = {parse.lower[t] for t in parse.children_of(verb, "dobj")}
    return bool(things & {"fire", "guns", "shooting"})


def _subject(parse: Parse, verb: int) -> list[int]:
    subject = parse.child(verb, "nsubj") if parse.pos[verb] == "VERB" else None
    return people(parse, subject) if subject is not None else []


def _each_other(parse: Parse, word: int) -> list[int]:
    """Return who did something to "each other", or "each" of whom did it to "the other"."""
    verb = next((a for a in parse.ancestors(word) if parse.pos[a] == "VERB"), word)
    first = parse.sentences[parse.sentence_of[word]][0]
    if parse.lower[word - 1] == "the" and "each" not in parse.lower[first:word]:
        return []
    subject = parse.child(verb, "nsubj")
    subject = subject if subject is None or parse.lower[subject] != "each" else next(iter(parse.children[subject]), None)
    return people(parse, subject) if subject is not None else []


def _is_fight(notes: Notes, preposition: int) -> bool:
    """Say whether a preposition hangs on a noun of fighting or talks, or on a verb that tells of one."""
    parse = notes.parse
    over = parse.head[preposition]
    told = [over, *(c for c in parse.children[over] if parse.dep[c] in ("nsubj", "dobj", "nsubjpass"))]
    return any(parse.lemma[w] in _FIGHTS for w in told)
