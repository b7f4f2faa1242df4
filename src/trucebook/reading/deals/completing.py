"""Completing: acts by which an evacuation, an exchange or a settlement is told as carried out to the end.

Invariant: all who were to go are told to have gone, or the going itself as complete; what is denied or to come counts for nothing.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.grammar.parse import Parse

_WHOLE = {"all", "final", "last", "remaining"}
_GOERS = (
    deal_words("sides")
    | deal_words("armed")
    | deal_words("movers")
    | {"combatant", "contingent", "evacuee", "fighter", "resident", "troop"}
)
_GOING = {"bus", "cross", "depart", "evacuate", "exit", "ferry", "free", "leave", "release", "repatriate", "sail", "transfer", "withdraw"}
DEEDS = {"departure", "disarmament", "evacuation", "exchange", "handover", "pullout", "repatriation", "swap", "transfer", "withdrawal"}
_MEANT = {"these", "them", "whom", "which"}
_DISBANDING = deal_words("disbanding")
_ARMS = deal_words("sides") | deal_words("armed") | deal_words("forces_at_war") | {"wing"}
_DONE = {"complete", "conclude", "finish", "over"}
_SWAPPING = {"exchange", "swap", "trade"}
_FREED = {"exchange", "free", "release", "repatriate", "swap"}
_NOT_YET = {
    "'ll",
    "be",
    "before",
    "if",
    "must",
    "n't",
    "never",
    "not",
    "once",
    "should",
    "to",
    "unless",
    "until",
    "when",
    "will",
    "would",
    "yet",
}
_NEAR, _FAR = 6, 16  # words from "all" to those meant, from a deed or a goer to what is told of it


def completed_in(parse: Parse, first: int, last: int) -> int | None:
    """Return the verb that tells, within some words, that all have gone or that the going is complete; None where none does."""
    for j in range(first, last):
        found = _all_gone(parse, j, last) or _have_gone(parse, j) or _deed_done(parse, j) or _swapped(parse, j) or _did_so(parse, j)
        if found is not None:
            return found
    return None


def _all_gone(parse: Parse, j: int, last: int) -> int | None:
    """Return the verb of "all the fighters had left", "the last rebels were bused out"."""
    if parse.lower[j] not in _WHOLE or _opened_by(parse, j):
        return None
    goer = next((k for k in range(j + 1, min(j + _NEAR, last)) if parse.lemma[k] in _GOERS or parse.lower[k] in _MEANT), None)
    if goer is None or parse.sentence_of[goer] != parse.sentence_of[j]:
        return None
    return _told_within(parse, goer, _GOING)


def _have_gone(parse: Parse, j: int) -> int | None:
    """Return the verb of "the rebels have left under a deal": those who were to go, named as a whole and by no number."""
    subject = parse.child(j, "nsubj") if parse.lemma[j] in ("depart", "leave") and parse.tag[j] == "VBN" else None
    if subject is None or parse.lemma[subject] not in _GOERS or not _is_clear(parse, j):
        return None
    whole = any(parse.lower[c] == "the" for c in parse.children[subject]) and parse.child(subject, "predet", "nummod", "prep") is None
    under = any(parse.lower[c] == "under" for c in parse.children[j])
    return j if whole and under and parse.tag[subject] == "NNS" and parse.child(j, "aux") is not None else None


def _deed_done(parse: Parse, j: int) -> int | None:
    """Return the verb of "the departure was completed", "completing the evacuation"."""
    if parse.lemma[j] not in DEEDS or parse.pos[j] != "NOUN":
        return None
    over = parse.head[j]
    if parse.dep[j] == "dobj" and parse.lemma[over] in _DONE and parse.tag[over] in ("VBD", "VBG", "VBN") and _is_clear(parse, over):
        return over
    return _told_within(parse, j, _DONE) if parse.dep[j].startswith("nsubj") else None


def _swapped(parse: Parse, j: int) -> int | None:
    """Return the verb of "the two sides swapped 200 prisoners"."""
    obj = parse.child(j, "dobj") if parse.lemma[j] in _SWAPPING and parse.tag[j] == "VBD" and _is_clear(parse, j) else None
    return j if obj is not None and parse.lemma[obj] in ("body", "captive", "detainee", "hostage", "prisoner") else None


def brought_home_in(parse: Parse, first: int, last: int) -> int | None:
    """Return the verb that tells, within some words, of so many captives freed or brought home: "and 117 Iraqis were flown home"."""
    for j in range(first, last):
        lemma = parse.lemma[j]
        moved = lemma in ("bring", "fly", "send", "take") and parse.lower[j + 1 : j + 2] in (["back"], ["home"])
        if not (moved or lemma in _FREED) or parse.tag[j] != "VBN" or not any(parse.lower[c] in ("was", "were") for c in parse.children[j]):
            continue
        subject = parse.child(j, "nsubjpass")
        counted = subject is not None and any(parse.tag[c] == "CD" for k in parse.conjuncts(subject) for c in (k, *parse.children[k]))
        if counted and _is_past_and_clear(parse, j):
            return j
    return None


def _is_past_and_clear(parse: Parse, verb: int) -> bool:
    """Say whether a passive is told as done: neither denied, to come nor on a condition."""
    return not any(parse.lower[c] in _NOT_YET - {"be"} or parse.tag[c] == "MD" for c in parse.children[verb])


def _did_so(parse: Parse, j: int) -> int | None:
    """Return the verb of "Both did so in June", "They had done so by May": what was asked of them is done."""
    if parse.lemma[j] != "do" or parse.lower[j + 1 : j + 2] != ["so"] or parse.tag[j] not in ("VBD", "VBN") or not _is_clear(parse, j):
        return None
    subject = parse.child(j, "nsubj")
    return j if subject is not None and parse.lower[subject] in ("all", "both", "each", "they") else None


def disbanded_in(parse: Parse, first: int, last: int) -> int | None:
    """Return the verb that tells of an armed body given up for good under a peace: "the wing was dissolved", "had been demobilised"."""
    for j in range(first, last):
        if parse.lemma[j] not in _DISBANDING or parse.tag[j] != "VBN" or not _is_clear(parse, j):
            continue
        subject = parse.child(j, "nsubjpass")
        if subject is not None and parse.lemma[subject] in _ARMS and not any(parse.tag[c] == "MD" for c in parse.children[j]):
            return j
    return None


def _told_within(parse: Parse, word: int, verbs: set[str]) -> int | None:
    """Return the first verb of a set behind a word in its sentence, told as done, with nothing denied or to come between."""
    for k in range(word + 1, min(word + _FAR, parse.sentences[parse.sentence_of[word]][1])):
        if parse.lower[k] in _NOT_YET or parse.tag[k] == "MD":
            return None
        if parse.lemma[k] in verbs and parse.tag[k] in ("VBD", "VBN", "JJ", "RB"):
            return k
    return None


def _is_clear(parse: Parse, verb: int) -> bool:
    """Say whether a verb is neither denied nor to come, by its auxiliaries and the word that opens its clause."""
    return not any(parse.lower[c] in _NOT_YET for c in parse.children[verb] if c < verb)


def _opened_by(parse: Parse, j: int) -> bool:
    """Say whether the words right before deny a whole, or put it off: "not all", "until the last", "before all", "once all"."""
    return bool(_NOT_YET & set(parse.lower[max(0, j - 3) : j]))
