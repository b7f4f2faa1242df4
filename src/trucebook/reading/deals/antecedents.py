"""Antecedents: who a pronoun in an obligation or a breach is, where no reference says it.

Invariant: the answer stands before the pronoun, in its sentence or the one before; it is a guess of last resort.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at

_NOT_MEANT = deal_words("not_meant")
_PLACES_OF_ACTORS = {"nsubj", "nsubjpass", "pobj", "dobj", "agent", "poss"}


def antecedent(notes: Notes, word: int) -> int | None:
    """Return the subject before a pronoun in its sentence or the one before, agreeing in number; a guess of last resort."""
    parse = notes.parse
    here = parse.sentence_of[word]
    plural = parse.lower[word] in ("they", "them", "their", "those", "who", "which", "that")
    first = parse.sentences[max(0, here - 1)][0]
    if parse.tag[word] in ("WDT", "WP"):
        verb = parse.head[word]
        return parse.head[verb] if parse.dep[verb] == "relcl" else None
    found, best = None, 0
    for j in range(first, word):
        if parse.pos[j] not in ("NOUN", "PROPN", "PRON") or parse.lower[j] in _NOT_MEANT or parse.dep[j] not in _PLACES_OF_ACTORS:
            continue
        if parse.pos[j] == "PRON" and parse.lower[j] not in ("they", "we"):
            continue
        number = plural == (parse.tag[j] in ("NNS", "NNPS") or parse.pos[j] == "PRON" or parse.child(j, "conj") is not None)
        rank = (2 if number else 0) + (3 if parse.dep[j].startswith("nsubj") else 0) + (1 if parse.sentence_of[j] == here else 0)
        rank += 3 if parse.pos[j] != "PRON" and actor_at(notes, j) is not None else 0
        if rank >= best and (number or plural is False):
            found, best = j, rank
    return found
