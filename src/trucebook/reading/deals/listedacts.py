"""Listed acts: whose acts are that stand in a list of breaches, as communiqués give them: "violations by the militia: 1. Shelling of …".

Invariant: the words that open the list, or the two sentences before them, name who broke the agreement; else nobody is named.
"""

from trucebook.reading.deals.breaches import Hostile
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.phrases import people
from trucebook.reading.grammar.parse import Parse

_BREACHES = {"act", "attack", "breach", "infringement", "violation"}
_BREAKING = deal_words("breaking")
_COMMITTING = {"carry", "commit", "perpetrate"}
_HOLDING = {"among", "included", "include", "includes", "including"}
_BULLETS = {"-", "–", "—", "*", "•", "·"}
_ITEMS = 15  # sentences between the words that open a list and its last item
_BACK = 2  # sentences before those words that may name who broke the agreement


def listed_by(parse: Parse, hostile: Hostile) -> int | None:
    """Return who committed an act of a list: "The militia committed 20 breaches. Among these were the shelling of two villages …"."""
    opener = _opener(parse, hostile) if hostile.nominal else None
    if opener is None:
        return None
    for s in range(opener, max(-1, opener - _BACK - 1), -1):
        who = _breaker(parse, s)
        if who is not None:
            return who if people(parse, who) else None
    return None


def _opener(parse: Parse, hostile: Hostile) -> int | None:
    """Return the sentence that opens the list in which an act stands: its own, or the last before a numbered row that ends on a colon."""
    here = parse.sentence_of[hostile.word]
    first = parse.sentences[here][0]
    before = parse.lower[first : hostile.first]
    if _HOLDING & set(before) and any(parse.lemma[j] in _BREACHES | {"they", "these"} for j in range(first, hostile.first)):
        return here
    marks = parse.words[max(0, first - 2) : hostile.first + 1]
    if not any((m.isdigit() and len(m) < 3) or m in _BULLETS for m in marks):
        return None
    opened = (s for s in range(here - 1, max(-1, here - _ITEMS - 1), -1) if _ends_on_colon(parse, s))
    return next(opened, None)


def _ends_on_colon(parse: Parse, s: int) -> bool:
    first, last = parse.sentences[s]
    return ":" in parse.words[max(first, last - 3) : last]


def _breaker(parse: Parse, s: int) -> int | None:
    """Return who is told in a sentence to have broken an agreement, or committed breaches of it."""
    for j in range(*parse.sentences[s]):
        lemma = parse.lemma[j]
        if lemma in _BREAKING and parse.pos[j] == "VERB":
            who = parse.child(j, "nsubj")
        elif lemma in _BREACHES and parse.pos[j] == "NOUN":
            over = parse.head[j]
            inside = range(j + 1, min(parse.right_edge(j), j + 12) + 1)
            by = (k for c in inside if parse.lower[c] == "by" for k in parse.children_of(c, "pobj"))
            did = parse.child(over, "nsubj") if parse.dep[j] == "dobj" and parse.lemma[over] in _COMMITTING else None
            who = next(by, did)
        else:
            continue
        if who is not None:
            return who
    return None
