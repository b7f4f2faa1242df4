"""Gapping: duties in a row whose verb is left out ("Troops are to go back to barracks and the rebels to their camps").

Invariant: a gapped duty takes the action of the verb that is left out; its words begin at who owes it.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.grammar.parse import Parse

_WAYS = {"to", "from", "into", "out", "inside", "within", "behind", "north", "south", "east", "west", "until"}
MONTHS = deal_words("months")
_OWING = deal_words("sides") | deal_words("armed") | deal_words("those_who_move")
_HELD = deal_words("held")
_UP_TO = {"about", "around", "at", "least", "than", "to", "up"}  # words of a number: "up to 1,000 prisoners"
_NAME_TAGS = {"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP$", "POS", "CD", "PDT"}
_FAR = 30  # words between a verb and its gapped row


def gapped_after(parse: Parse, verb: int, last: int) -> list[tuple[int, int, int]]:
    """Return (first, head, last) words of the gapped rows after a verb up to the sentence's end; the verb moves somebody somewhere."""
    ends = parse.sentences[parse.sentence_of[verb]][1]
    if not any(parse.lower[j] in _WAYS for j in range(verb + 1, last + 1)):
        return []
    found = []
    for j in range(verb + 2, min(ends - 3, verb + _FAR)):
        if parse.lower[j] in ("and", "while", "but") or parse.words[j] in (",", ";"):
            row = _row(parse, j + 1, ends)
            if row is not None:
                found.append(row)
    return found


def _row(parse: Parse, first: int, ends: int) -> tuple[int, int, int] | None:
    """Return the row that begins at a word: somebody, then a way, then no verb up to the end of the clause."""
    k = first
    while k < ends and parse.tag[k] in _NAME_TAGS:
        k += 1
    head = k - 1
    if head < first or k >= ends - 1 or parse.lower[k] not in _WAYS or parse.tag[k + 1] == "VB":
        return None
    if parse.lemma[head] not in _OWING and parse.tag[head] not in ("NNP", "NNPS"):
        return None
    top = parse.first_conjunct(head)
    if parse.lower[k] in ("from", "until") and parse.lower[k + 1] in MONTHS:
        return None  # "between Danane and Toulepleu from May 24"
    if top != head and parse.dep[top] == "pobj" and parse.lower[parse.head[top]] == "of":
        return None  # "the ports of Saleef and Ras Isa to the coast guard"
    if top != head and parse.pos[top] not in ("VERB", "AUX") and (parse.dep[top] != "pobj" or parse.lemma[top] in _OWING):
        return None  # "the soldiers and police from the island"
    if parse.dep[head].startswith("nsubj") and parse.pos[parse.head[head]] in ("VERB", "AUX") and parse.head[head] > head:
        return None
    last = k + 1
    while last + 1 < ends and parse.words[last + 1] not in (",", ";", ".", ":") and parse.lower[last + 1] not in ("and", "while", "but"):
        last += 1
    return first, head, last


def rows_after(parse: Parse, noun: int) -> list[tuple[int, int, int]]:
    """Return (first, head, last) words of those held captive, or of the dead, who stand after "and" right behind a noun."""
    last = parse.noun_phrase(noun)[1]
    if parse.lower[last + 1 : last + 2] != ["and"]:
        return []
    k = last + 2
    ends = parse.sentences[parse.sentence_of[noun]][1]
    while k < ends and (parse.tag[k] in _NAME_TAGS | {"VBN"} or parse.lower[k] in _UP_TO):
        k += 1
    head = k - 1
    if head < last + 2 or parse.lemma[head] not in _HELD:
        return []
    shared = (
        any(parse.lower[c] == "all" or parse.tag[c] == "CD" for c in parse.children[noun])
        and head == last + 2
        and parse.lower[k : k + 1] != ["of"]
    )
    if shared:
        return []  # "all the abducted civilians and soldiers" are one row of those held
    if parse.lower[k : k + 1] == ["of"] and (of := parse.child(k, "pobj")) is not None:
        return [(last + 2, head, parse.noun_phrase(of)[1])]
    return [(last + 2, head, head)]


def freed_after(parse: Parse, verb: int) -> list[tuple[int, int, int]]:
    """Return (owner, first, held) words of those freed by another in a row without verb: "A is to free 50 hostages and B 150 prisoners"."""
    ends = parse.sentences[parse.sentence_of[verb]][1]
    for j in range(verb + 2, min(ends - 3, verb + _FAR)):
        if parse.lower[j] not in ("and", "while"):
            continue
        k = j + 1
        while k < ends and parse.tag[k] in _NAME_TAGS - {"CD"}:
            k += 1
        held = k + 1
        while held < ends and parse.tag[held] in ("JJ", "CD", "VBN"):
            held += 1
        if k < ends and parse.lemma[k - 1] == "number" and parse.lower[k] == "of" and (of := parse.child(k, "pobj")) is not None:
            begins = next((m for m in range(k - 1, j, -1) if parse.lower[m] in ("a", "an", "the")), j)
            if parse.lemma[of] in _HELD and begins > j + 1:
                return [(begins - 1, begins, of)]  # "and the opposition an equal number of prisoners"
        if k > j + 1 and k < ends and parse.tag[k] == "CD" and held < ends and parse.lemma[held] in _HELD:
            return [(k - 1, k, held)]
    return []


def of_rows(parse: Parse, noun: int) -> list[tuple[int, int, int]]:
    """Return (first, head, last) words of the later ones in "the exchange of prisoners and of the bodies of the dead"."""
    rows: list[tuple[int, int, int]] = []
    for j in range(noun + 2, min(parse.sentences[parse.sentence_of[noun]][1] - 1, noun + 12)):
        head = parse.child(j, "pobj") if parse.lower[j - 1 : j + 1] == ["and", "of"] else None
        if head is not None and (parse.lemma[head] in _HELD or parse.lower[head] in _HELD):
            rows.append((j, head, min(parse.right_edge(head), head + 6)))
    return rows


def infinitive_owner(parse: Parse, verb: int, opened: bool) -> int | None:
    """Return who owes an infinitive of a row whose governing verb is left out: "…, and the Tigers to stop recruiting"."""
    to = verb - 1
    if parse.lower[max(0, to - 1)] == "not":
        to -= 1
    if not opened or to < 4 or parse.lower[verb - 1] != "to" or parse.pos[to - 1] not in ("NOUN", "PROPN", "PRON", "DET"):
        return None
    head = to - 1
    asked = parse.child(parse.head[verb], "dobj", "dative") if parse.dep[verb] == "xcomp" else None
    if asked is not None and head in parse.conjuncts(asked):
        return None  # "obliged India and Pakistan to settle …" binds both
    first = parse.sentences[parse.sentence_of[verb]][0]
    before = max(first, parse.noun_phrase(head)[0] - 1)
    return head if parse.lower[before] in (",", ";", "and", "while", "but") else None
