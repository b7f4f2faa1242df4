"""Particles: whether the further words of a longer act stand with its verb or noun ("let … in", "bring … to a halt"), and what they govern.

Invariant: an answer rests on the words right after an act or on what hangs on it in its sentence; nothing is guessed across a clause.
"""

from trucebook.reading.deals.themes import THEME_PREPS
from trucebook.reading.grammar.parse import Parse

_FAR = 14  # words within which a particle can stand away from its verb
_GAPS = {"DT", "JJ", "PRP$", "CD", "RB", "NNP", "NN"}  # what may stand between the words of a longer act: "put an immediate end to"
_LETTING = {"allow", "bring", "get", "have", "let", "permit", "send", "take"}
_WALKING = {"go", "walk"}
_WHITHER = {"home", "to", "into", "through", "back", "north", "south", "east", "west", "towards", "toward", "across"}


def has_words(parse: Parse, i: int, rest: str) -> bool:
    """Say whether a verb's particle or the words of a longer act stand right after word i or hang on it."""
    words = rest.split("_")
    if not parse.tells(words[0]):
        return False
    after = slice(i + 1, i + 1 + len(words))
    if parse.lower[after] == words or parse.lemma[after] == words:
        return True
    if len(words) > 1:
        return _anchor(parse, i, words) is not None
    near = (*parse.children[i], *(k for o in parse.children[i] if parse.dep[o] in ("dobj", "ccomp") for k in parse.children[o]))
    if words[0] in _WALKING and parse.lemma[i] == "let":
        return any(parse.lower[c] == words[0] and goes_free(parse, c) for c in near)
    return any(_is_particle(parse, i, c, words[0]) for c in near)


def governed_by(parse: Parse, i: int, rest: str) -> list[int]:
    """Return what the further words of an act govern: "look after the peace", "put an end to the raids"."""
    words = rest.split("_")
    if len(words) == 1:
        after = (
            [c for c in parse.children[i] if rest and parse.lower[c] == rest and parse.dep[c] == "prep"] if rest not in THEME_PREPS else []
        )
    else:
        anchor = _anchor(parse, i, words)
        after = [c for c in parse.children[anchor] if parse.dep[c] == "prep"] if anchor is not None else []
    found = [w for c in after for k in parse.children[c] if parse.dep[k] == "pobj" for w in parse.conjuncts(k)]
    opened = (c for c in parse.children_of(i, "xcomp", "ccomp", "acomp") if parse.lower[c] == rest)
    return found + [w for c in opened for k in parse.children_of(c, "dobj") for w in parse.conjuncts(k)]  # "keep open the roads"


def goes_free(parse: Parse, verb: int) -> bool:
    """Say whether those who are let go are free, and not on their way somewhere: "let 14 soldiers go", "let the traders walk out"."""
    if parse.dep[verb] not in ("ccomp", "xcomp"):
        return False
    return not any(parse.lower[c] in _WHITHER for c in parse.children[verb] if parse.dep[c] in ("prep", "advmod", "npadvmod", "prt"))


def _is_particle(parse: Parse, i: int, c: int, word: str) -> bool:
    """Say whether a word is the particle of an act, and no preposition with a place of its own: "let aid in", not "let aid in the town"."""
    if parse.lower[c] != word or c - i >= _FAR:
        return False
    if word == "in" and parse.dep[c] == "prep":
        return parse.lemma[i] in _LETTING and parse.child(c, "pobj") is None
    return parse.dep[c] in ("prt", "advmod", "prep", "dobj", "oprd", "acomp", "ccomp") or word == "sure"


def _anchor(parse: Parse, i: int, words: list[str]) -> int | None:
    """Return the first of the further words of an act where it hangs on it and the others follow, at most three words between."""
    for c in parse.children[i]:
        if i < c < i + _FAR and words[0] in (parse.lower[c], parse.lemma[c]) and _follow(parse, c, words[1:]):
            return c
    return None


def _follow(parse: Parse, first: int, words: list[str]) -> bool:
    """Say whether words follow one another behind a word, with no more than articles and adjectives between."""
    at, gap = first + 1, 0
    for word in words:
        while at < len(parse) and word not in (parse.lower[at], parse.lemma[at]):
            gap += 1
            if gap > 3 or parse.tag[at] not in _GAPS:
                return False
            at += 1
        at += 1
    return at <= len(parse)
