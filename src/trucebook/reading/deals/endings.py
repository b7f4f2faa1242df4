"""Endings: whether an end that a verb tells came about, only nearly came, or is still to come, and whether it is the arrangement's own.

Invariant: each answer is read from the verb and the words that hang on it or stand right before it.
"""

from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.lengths import for_long
from trucebook.reading.deals.predicates import OPENING
from trucebook.reading.grammar.parse import Parse

_ONCE = {"initially", "originally", "earlier", "previously", "first"}  # "was initially due to start": a plan that was overtaken
_PAPERS = deal_words("papers_of_sides")
_NEARLY = deal_words("nearly")
GONE = {"dead", "ended", "finished", "null", "over", "void"}
_HOLDING_ON = {"bring", "endure", "hold", "keep", "last", "prevail", "spare", "survive"}


def declared_over(parse: Parse, verb: int) -> bool:
    """Say whether somebody declares a truce to be over: "declared the ceasefire over", "pronounced the truce dead"."""
    said = {parse.lower[c] for c in parse.children[verb]} | {
        parse.lower[k] for c in parse.children_of(verb, "dobj") for k in parse.children[c]
    }
    return bool(said & GONE)


def closes_a_war(parse: Parse, verb: int) -> bool:
    """Say whether it is something else that a truce ends: "The war ended with a truce", "was ended by the treaty"."""
    with_it = any(parse.lower[c] in ("by", "in", "through", "under", "with") for c in parse.children[verb])
    told = parse.child(verb, "nsubj", "nsubjpass") is not None or parse.dep[verb] == "conj"
    return with_it and told and parse.child(verb, "dobj") is None


def by_another(parse: Parse, lexicon: Lexicon, verb: int) -> bool:
    """Say whether it is another arrangement that renews a truce: "It renewed the truce of May", "The deal, which extends a truce"."""
    subject = parse.child(verb, "nsubj")
    if parse.dep[verb] == "ccomp" and parse.lemma[parse.head[verb]] in ("announce", "confirm", "declare", "say"):
        return False  # "The army said it had extended the truce"
    return subject is not None and (parse.lower[subject] in ("it", "which") or parse.lemma[subject] in lexicon.generic | _PAPERS)


def no_longer(parse: Parse, verb: int) -> bool:
    """Say whether a side is told to be bound no more: "is no longer bound by", "does not feel bound by"."""
    over = [verb, parse.head[verb]]
    return any(parse.child(v, "neg") is not None or "longer" in {parse.lower[c] for c in parse.children[v]} for v in over)


def narrowly(parse: Parse, verb: int, over: str, role: str) -> bool:
    """Say whether an end did not come: "almost fell apart", "threatened to unravel", "seemed about to collapse"."""
    if any(parse.lower[c] in _NEARLY for c in parse.children[verb]) or parse.lower[verb - 1] in _NEARLY:
        return True
    before = parse.lower[max(0, verb - 3) : verb]
    return role == "subject" and (over == "threaten" or "about" in before or before[-2:] in (["close", "to"], ["danger", "of"]))


def once_held(parse: Parse, verb: int) -> bool:
    """Say whether a truce is only remembered as one "that had held" or "had prevailed", or "had kept a town quiet for years"."""
    if parse.lemma[verb] not in _HOLDING_ON:
        return False
    return parse.dep[verb] == "relcl" or (parse.dep[verb] != "ccomp" and for_long(parse, verb))


def until(parse: Parse, verb: int) -> bool:
    """Say whether a verb has its own end beside it: "had held until Friday"."""
    return any(parse.lower[c] == "until" for c in parse.children[verb])


def to_come(parse: Parse, lexicon: Lexicon, verb: int) -> bool:
    """Say whether what a verb tells is still ahead: "due to start", "is to take effect", "set to expire"; a plan overtaken is not."""
    if parse.dep[verb] not in ("xcomp", "advcl", "acl", "relcl", "ccomp"):
        return False
    before = {parse.lower[j] for j in range(max(0, verb - 4), verb)}
    if before & _ONCE or _ONCE & {parse.lower[c] for c in parse.children[parse.head[verb]]}:
        return False
    over = parse.head[verb]
    if parse.lemma[verb] in OPENING and parse.lemma[over] == "be" and parse.child(over, "acomp") is None:
        return "to" in before
    return "to" in before and bool(
        before & (lexicon.terms("future") - {"will", "about"}) or parse.lower[parse.head[verb]] in lexicon.terms("future")
    )
