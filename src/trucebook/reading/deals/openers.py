"""Openers: sentences that end on a colon and say that terms follow ("Its terms were published as follows:", "These points were agreed:").

Invariant: the opener names points or terms by a plural noun, and the agreement is named in it or at most a few sentences before.
"""

from trucebook.model import Claim
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import Ground
from trucebook.reading.grammar.parse import Parse

_POINTS = deal_words("points_of_lists") | {"commitment", "undertaking"}
_WANTED = {"condition", "demand", "request"}  # what is only asked for
_ENDS = 3  # words at the end of an opener in which its colon stands
_NEAR = 3  # sentences between a naming and an opener


def opens_list(parse: Parse, ground: Ground, s: int, running: Claim | None) -> tuple[int, Claim] | None:
    """Return the word for terms in a sentence that ends on a colon, with the agreement they are of; None for any other sentence."""
    first, last = parse.sentences[s]
    colon = next((j for j in range(last - 1, max(first, last - _ENDS) - 1, -1) if parse.words[j] == ":"), None)
    if colon is None:
        return None
    word = next((j for j in range(colon - 1, first - 1, -1) if _are_points(parse, j)), None)
    if word is None:
        return None
    claim = next((ground.at[j] for j in range(first, colon) if j in ground.at), None) or ground.before(parse, word, reach=_NEAR) or running
    return None if claim is None or claim.value("status") in ("proposed", "refused") else (word, claim)


def _are_points(parse: Parse, word: int) -> bool:
    """Say whether a word names terms in the plural: "its terms", "four points", not "conditions" that somebody puts."""
    return parse.tag[word] == "NNS" and parse.lemma[word] in _POINTS - _WANTED


def are_barred(parse: Parse, verb: int) -> bool:
    """Say whether a clause with "may" or "can" forbids: "Neither side may carry arms", "The army may not shell the town"."""
    subject = parse.child(verb, "nsubj", "nsubjpass")
    none = subject is not None and any(parse.lower[w] in _NONE for w in (subject, *parse.children[subject]))
    return none or parse.child(verb, "neg") is not None


_NONE = {"neither", "no", "nobody", "none"}
