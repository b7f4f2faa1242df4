"""Marring: violence that a report tells to go on in general beside a truce, with no act of anybody told.

Invariant: what has died down, is denied or still to come mars nothing; only what goes on or is counted again does.
"""

from trucebook.reading.deals.breachspans import opens_with_time_before
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.grammar.parse import Parse

_VIOLENCE = deal_words("violence_in_general")
_GOING_ON = deal_words("going_on")
_SEEN = deal_words("seen_or_counted")
_LESS = {"few", "fewer", "less", "little", "neither", "no", "nor", "not", "n't", "without"}


def marred_in(parse: Parse, first: int, last: int) -> int | None:
    """Return the verb that tells, within some words, that violence went on: "shelling is reported almost daily", "both sides report
    occasional fire", "clashes have continued"; None where none does."""
    return next((v for j in range(first, last) if (v := _marred_at(parse, j)) is not None), None)


def _marred_at(parse: Parse, j: int) -> int | None:
    top = parse.first_conjunct(j)
    denied = any(parse.lower[c] in _LESS for c in parse.children[j]) or bool(_LESS & set(parse.lower[max(0, top - 3) : j]))
    if parse.lemma[j] not in _VIOLENCE or parse.pos[j] != "NOUN" or denied or opens_with_time_before(parse, j):
        return None
    verb, dep = parse.head[top], parse.dep[top]
    said = {parse.lower[c] for c in parse.children[verb]}
    if _LESS & said or any(parse.tag[c] in ("MD", "TO") for c in parse.children[verb]) or parse.tag[verb] == "VB":
        return None
    lemma = parse.lemma[verb]
    if dep == "nsubj" and (lemma in _GOING_ON or (lemma in ("go", "carry") and "on" in said)):
        return verb
    return verb if dep in ("nsubjpass", "dobj") and lemma in _SEEN else None


def struck_in(parse: Parse, first: int, last: int) -> int | None:
    """Return the verb that tells, within some words, that somebody fought, fired or did harm then: no past of that past, nothing denied."""
    for j in range(first, last):
        if parse.lemma[j] not in _HARMING or parse.tag[j] not in ("VBD", "VBN") or parse.dep[j] in ("acl", "amod", "relcl"):
            continue
        helping = {parse.lower[c] for c in parse.children_of(j, "aux", "auxpass")}
        told = parse.tag[j] == "VBD" or bool(helping & {"was", "were", "has", "have"})
        if told and "had" not in helping and parse.child(j, "neg") is None:
            return j
    return None


def bloodshed_in(parse: Parse, first: int, last: int) -> set[int]:
    """Return the sentences, within some words, in which somebody is told to have fought, fired or done harm."""
    told = (j for j in range(first, last) if parse.lemma[j] in _HARMING and parse.tag[j] in ("VBD", "VBN", "VBG"))
    return {parse.sentence_of[j] for j in told if parse.child(j, "neg") is None}


_HARMING = deal_words("harming")
