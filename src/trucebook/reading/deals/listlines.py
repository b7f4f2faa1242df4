"""List lines: bare verbs at the head of lines of their own under an opening that a colon breaks off ("calls on both to:", "- let aid in").

Invariant: the opening names who binds by its verb or its modal, and every line between it and an item is an item too.
"""

from collections.abc import Iterator
from itertools import islice

from trucebook.reading.deals.grounds import Bond, Ground
from trucebook.reading.deals.obligations import Act, Frames
from trucebook.reading.grammar.parse import Parse

_LINES = 16  # lines of a list
_ENDS = 3  # words at the end of an opening in which its colon stands
_KINDS = ("demand", "promise", "provide")
_MARKS = {"-", "–", "—", "•", "*", "·"}


def listed_below(parse: Parse, frames: Frames, ground: Ground, act: Act) -> Bond | None:
    """Return the bond of a bare verb at the head of a line of a list that an unfinished sentence opens, or None."""
    top = parse.first_conjunct(act.word)
    if act.nominal or not is_bare(parse, act.word) or parse.dep[top] != "ROOT" or not is_bare(parse, top):
        return None
    colon = _opening(parse, parse.sentence_of[act.word])
    if colon is None or colon == 0:
        return None
    return _by_modal(parse, ground, colon) or _by_verb(parse, frames, ground, colon)


def is_bare(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells a duty by itself: "reconnect the telephones, let aid in"."""
    bare = parse.tag[verb] in ("VB", "VBP") and parse.lower[verb] == parse.lemma[verb]
    return bare and parse.child(verb, "nsubj", "nsubjpass", "aux", "mark") is None


def _opening(parse: Parse, here: int) -> int | None:
    """Return the colon of the sentence that opens the list a line stands in, or None."""
    for s in range(here - 1, max(-1, here - _LINES), -1):
        first, last = parse.sentences[s]
        colon = next((j for j in range(last - 1, max(first, last - _ENDS) - 1, -1) if parse.words[j] == ":"), None)
        if colon is not None:
            return colon
        root = next((j for j in range(first, last) if parse.head[j] == j), first)
        if parse.words[first] not in _MARKS and not parse.words[first].isdigit() and not is_bare(parse, root):
            return None
    return None


def _by_modal(parse: Parse, ground: Ground, colon: int) -> Bond | None:
    """Return the bond of "Both armies will:", "The parties must:"."""
    modal = colon - 1
    claim = ground.near(parse, modal) if parse.tag[modal] == "MD" else None
    if claim is None:
        return None
    owner = next((j for j in range(modal - 1, max(-1, modal - 6), -1) if parse.dep[j] == "nsubj"), None)
    return Bond("demand" if parse.lower[modal] in ("must", "should") else "promise", modal, claim, owner)


def _by_verb(parse: Parse, frames: Frames, ground: Ground, colon: int) -> Bond | None:
    """Return the bond of "calls on the parties to:", "undertook to:"."""
    if parse.lower[colon - 1] != "to":
        return None
    for verb in (a for a in islice(parse.ancestors(colon - 1), 6) if parse.pos[a] in ("VERB", "AUX", "NOUN")):
        lemma = parse.lemma[verb]
        kind = next((k for k in _KINDS if lemma in frames.terms[f"{k}_verbs"]), None)
        claim = ground.near(parse, verb) if kind is not None else None
        if kind is not None and claim is not None:
            return Bond(kind, verb, claim, next(_asked(parse, verb, kind), None))
    return None


def _asked(parse: Parse, verb: int, kind: str) -> Iterator[int]:
    """Yield who is asked, or who promises."""
    if kind == "promise":
        yield from parse.children_of(verb, "nsubj")
    yield from parse.children_of(verb, "dobj", "dative")
    yield from (k for c in parse.children_of(verb, "prep") if parse.lower[c] in ("on", "upon", "to") for k in parse.children_of(c, "pobj"))
