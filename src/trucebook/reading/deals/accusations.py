"""Accusations: who is charged with an act where the charge stands at the end of a row, before a colon or in an adjective.

Invariant: an answer is a word of the act's own sentence; what is denied charges nobody.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.grammar.parse import Parse

_ACCUSING = deal_words("accusing")
_TALES = {"account", "accusation", "charge", "complaint", "story", "version"}


def accused_in_row(parse: Parse, act: int) -> int | None:
    """Return who is accused of an act at the end of a row of charges, or held responsible for one: "accused the army of massing guns by
    the weir and of | a drone strike", "held the clans responsible for | the shelling of the mill"."""
    first = parse.sentences[parse.sentence_of[act]][0]
    top = parse.first_conjunct(act)
    prep = parse.head[top]
    if parse.dep[top] not in ("pobj", "pcomp") or parse.lower[prep] not in ("of", "for", "with"):
        return None
    in_row = parse.lower[prep - 1] in ("and", "or")
    for v in range(prep - 1, first - 1, -1):
        if parse.pos[v] != "VERB" or parse.child(v, "neg") is not None:
            continue
        charged = parse.child(v, "dobj", "nsubjpass")
        if in_row and parse.lemma[v] in _ACCUSING and charged is not None and charged < prep:
            return charged if parse.lower[prep] in parse.lower[charged + 1 : prep] else None
        if parse.lemma[v] == "hold" and parse.lower[prep] == "for":
            return _held_responsible(parse, v, prep)
    return None


def accused_of_doing(parse: Parse, word: int) -> int | None:
    """Return who is accused of doing what a gerund tells, or what is its object: "accused the clans in turn of having | fired first",
    "accused the army of | dropping barrel bombs", "of trying to | seize the weir"."""
    top = word
    for _ in range(3):
        over = parse.head[top]
        if parse.dep[top] not in ("xcomp", "dobj") or parse.tag[over] not in ("VBG", "VBN", "VB"):
            break
        top = over
    top = top - 1 if parse.lower[top - 1] in ("having", "being") else top
    prep, first = top - 1, parse.sentences[parse.sentence_of[word]][0]
    if prep <= first or parse.lower[prep] not in ("of", "with") or parse.tag[top] != "VBG":
        return None
    for v in range(prep - 1, first - 1, -1):
        charged = parse.child(v, "dobj") if parse.lemma[v] in _ACCUSING and parse.pos[v] == "VERB" else None
        if charged is not None:
            return charged if charged < prep and parse.child(v, "neg") is None else None
        if parse.tag[v] in ("VBD", "VBZ", "VBP"):
            return None
    return None


def _held_responsible(parse: Parse, verb: int, prep: int) -> int | None:
    """Return whom somebody holds responsible: "hold the army responsible for"."""
    blamed = next((j for j in range(verb + 1, prep) if parse.lower[j] == "responsible"), None)
    return None if blamed is None else parse.child(blamed, "nsubj") or parse.child(verb, "dobj", "nsubjpass")


def version_of(parse: Parse, verb: int) -> int | None:
    """Return the verb by which somebody tells another tale before a colon: "The junta gave the opposite version: rebels | had fired"."""
    told = next((c for c in parse.children_of(verb, "ccomp", "dep") if c < verb and ":" in parse.words[c:verb]), None)
    told = parse.head[verb] if told is None and ":" in parse.words[parse.head[verb] : verb] else told
    tale = parse.child(told, "dobj") if told is not None else None
    return told if tale is not None and parse.lemma[tale] in _TALES else None
