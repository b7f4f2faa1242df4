"""Example sentences → the words a code is read by: what the quoted part does, and to what.

Invariant: only words of the quote are learned, as the lexicon of their file has them; nothing is guessed beyond it.
"""

from trucebook.reading.grammar.parse import Parse

_IDLE = frozenset({"be", "have", "do", "make", "take", "give", "get", "go", "come", "will", "thing", "people", "one"})


def learn_words(parse: Parse, start: int, end: int, file: str) -> dict[str, list[str]]:
    """Return word class → entries for the characters quoted, in the form of a codebook file; empty where they teach nothing.

    A verb with an object teaches the pair ("share > well" for provisions and violations, "share well" for events), so that the verb alone
    stays what it was; a verb without one, or a noun, teaches itself where no object stands by.
    """
    words = [i for i in parse.words_in(start, end) if parse.pos[i] not in ("PUNCT", "SPACE")]
    heads = [i for i in words if parse.head[i] not in words or parse.head[i] == i]
    acts = [i for i in heads if parse.pos[i] in ("VERB", "NOUN")] or [i for i in words if parse.pos[i] == "VERB"]
    if not acts:
        return {}
    act = acts[0]
    name = parse.lemma[act]
    themes = sorted({parse.lemma[t] for t in _themes(parse, act, words)} - _IDLE)
    if themes and file == "events":
        return {"phrases": [f"{name} {theme}" for theme in themes]}
    if themes:
        return {"frames": [f"{name} > {' '.join(themes)}"]}
    if name in _IDLE:
        return {}
    if file == "provisions":
        return {"bare": [name]} if parse.pos[act] == "NOUN" else {}
    return {"verbs" if parse.pos[act] == "VERB" else "nouns": [name]}


def _themes(parse: Parse, act: int, words: list[int]) -> list[int]:
    """Return the words inside the quote that the act is done to."""
    found = [w for c in parse.children_of(act, "dobj", "nsubjpass") for w in parse.conjuncts(c)]
    if not found:
        pobjs = [w for p in parse.children_of(act, "prep") for c in parse.children_of(p, "pobj") for w in parse.conjuncts(c)]
        found = [w for w in pobjs if parse.pos[act] == "NOUN"]
    return [w for w in found if w in words and parse.pos[w] in ("NOUN", "PROPN")]
