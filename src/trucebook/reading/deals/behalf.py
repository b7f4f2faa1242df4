"""Behalf: for whom others sign or negotiate an arrangement, and whose signatures and seals it bears.

Invariant: who is found here is named beside the one who signs, or beside the seal; whether he can be a side is left to the one who asks.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.doing import doers, noun_of, things_done
from trucebook.reading.deals.phrases import people
from trucebook.reading.grammar.parse import Parse

SIGNATURES = {"fingerprint", "initial", "name", "seal", "signature", "thumbprint"}
_TEXTS = deal_words("truces_told") | {"document", "paper", "text"}
_PEOPLE = deal_words("sides") | deal_words("armed") | deal_words("commanding")


def tells_truce(parse: Parse, words: list[int]) -> bool:
    """Say whether one of some words names a truce or its text, or is "it"."""
    return any(noun_of(parse, w) in _TEXTS or parse.lower[w] == "it" for w in words)


def on_behalf(parse: Parse, verb: int) -> list[int]:
    """Return for whom a truce was negotiated: "a deal that Togo negotiated on behalf of the junta"."""
    if not tells_truce(parse, things_done(parse, verb)):
        return []
    behalf = [
        k for c in parse.children[verb] if parse.lower[c] in ("on", "in") for k in parse.children[c] if parse.lower[k] in ("behalf", "name")
    ]
    found = [w for k in behalf for c in parse.children[k] if parse.lower[c] == "of" for j in parse.children[c] for w in people(parse, j)]
    return found + [w for k in behalf for c in parse.children_of(k, "poss") for w in people(parse, c)]


def in_the_name_of(parse: Parse, verb: int) -> list[int]:
    """Return for whom it was signed: "signed by Colonel A for the army and by B for the fighters"."""
    last = parse.sentences[parse.sentence_of[verb]][1]
    words = range(verb + 1, last)
    if noun_of(parse, verb) not in ("sign", "initial", "ink") or "by" not in parse.lower[verb:last]:
        return []
    found = [k for j in words if parse.lower[j] == "for" for k in parse.children[j] if parse.dep[k] == "pobj"]
    return [k for k in found if parse.pos[k] == "PROPN" or noun_of(parse, k) in _PEOPLE] if len(found) > 1 else []


def signatures(parse: Parse, word: int) -> list[int]:
    """Return whose signatures a paper bears: "bears the signatures of A and B"; those who put theirs to it are told by the verb."""
    verb = parse.head[word]
    if parse.dep[verb] == "pcomp" and parse.lower[parse.head[verb]] == "without":
        return []
    of = [w for c in parse.children[word] if parse.lower[c] in ("of", "from") for k in parse.children[c] for w in people(parse, k)]
    if of:
        return of if noun_of(parse, verb) in ("bear", "carry", "have", "hold", "put") else []
    to = [k for c in parse.children[verb] if parse.lower[c] in ("to", "under", "on") for k in parse.children[c]]
    put = noun_of(parse, verb) in ("put", "set", "affix", "add") and parse.dep[word] == "dobj"
    return doers(parse, verb) if put and tells_truce(parse, to) else []
