"""Undone: words that tell that what was agreed was not done, without naming the agreement.

Invariant: what is still to be done is not undone; a verb counts by the doing of terms that it can tell.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.grammar.parse import Parse

_KEPT = deal_words("keeping") - {"apply", "complete", "follow", "implement"}
_DOING = deal_words("left_undone") | deal_words("keeping")
_COMING = {"come", "happen", "materialise", "materialize", "take"}
NONE = {"little", "neither", "nobody", "none", "nothing"}
_PERFECT = {"has", "have", "had", "was", "were"}


def undone_in(parse: Parse, first: int, last: int) -> int | None:
    """Return the verb that tells, within some words, that a thing was not done: "was never dissolved", "None has been freed", "Neither
    happened", "have not done so", "which has never come about"; None where none does."""
    return next((j for j in range(first, last) if parse.tag[j] in ("VBD", "VBN") and _is_undone(parse, j)), None)


def _is_undone(parse: Parse, verb: int) -> bool:
    lemma = parse.lemma[verb]
    if _did_not_so(parse, verb):
        return True
    if lemma not in _DOING | _COMING:
        return False
    subject = parse.child(verb, "nsubj", "nsubjpass")
    if subject is None:
        return False
    if any(parse.lower[w] in NONE for w in (subject, *parse.children[subject])):
        return parse.child(verb, "neg") is None
    never = any(parse.lower[c] == "never" for c in parse.children[verb])
    if never and (parse.child(verb, "auxpass") is not None or lemma in _COMING):
        return True
    return lemma in _KEPT and parse.child(verb, "auxpass") is not None and _denied(parse, verb)


def _did_not_so(parse: Parse, verb: int) -> bool:
    """Say whether somebody is told not to have done "so": what the sentence before asks of him."""
    return parse.lemma[verb] == "do" and parse.lower[verb + 1 : verb + 2] == ["so"] and _denied(parse, verb)


def _denied(parse: Parse, verb: int) -> bool:
    """Say whether a verb in the perfect or the past is denied for good: "has not been met", and not "has not yet been"."""
    near = {parse.lower[c] for c in parse.children[verb]}
    yet = "yet" in near or "yet" in parse.lower[verb + 1 : verb + 4]
    return (parse.child(verb, "neg") is not None or "never" in near) and bool(near & _PERFECT) and not yet
