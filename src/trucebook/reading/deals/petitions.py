"""Petitions: a truce or a peace that somebody asks for, and whether those who are asked fight on.

Invariant: a bare call for a truce is no plea; one is asked of somebody, for a time or so that something can be done, or by suing for it.
"""

from trucebook.reading.deals.answered import answer_of, answers_to, is_owned
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.grammar.parse import Parse

_ASKING = {"demand", "appeal", "apply", "ask", "beg", "call", "petition", "plead", "request"}
_LETTERS = {"appeal", "cable", "letter", "message", "note", "telegram"}
_UNITS = {"day", "fortnight", "hour", "month", "week", "weekend"}
_FEASTS = deal_words("feasts")
_SPANS = {"during", "for", "of", "on", "over"}
_FAR = 10  # words after a truce in which its length is told
_OFFERING = {"offer", "propose", "suggest"}
_TALKS = {"dialogue", "discussion", "negotiation", "talk"}
_CALLS = {"appeal", "call", "plea", "request"}
_BUT = {"but", "however", "nevertheless", "nonetheless", "still", "yet"}
_TERMS = deal_words("terms") - {"it", "that", "them", "this"}
_ANSWERING = deal_words("answering_an_offer")
_GOING_ON = deal_words("fighting_on")


def is_asked_for(parse: Parse, word: int) -> bool:
    """Say whether a naming is what somebody asks of another, or for a stated time or end: "asked Italy for an armistice"."""
    verb = asking_verb(parse, word)
    if verb is None or not _is_told(parse, verb):
        return False
    lemma = parse.lemma[verb]
    if lemma == "sue" or parse.tag[verb] == "VBG" or (parse.tag[verb] == "VB" and parse.lemma[parse.head[verb]] == "send"):
        return True
    return lemma in _ASKING and (bool(asked_by(parse, verb, word)) or _for_an_end(parse, verb, word) or lemma == "request")


def asking_verb(parse: Parse, word: int) -> int | None:
    """Return the verb that has a naming for what it asks, "asked for a truce", "requested a truce"; None where it is under another."""
    over = parse.head[word]
    if parse.dep[word] == "dobj":
        return over if parse.lemma[over] in ("demand", "request") else None
    verb = parse.head[over] if parse.dep[word] == "pobj" and parse.lower[over] == "for" else None
    return verb if verb is not None and parse.lemma[verb] in _ASKING | {"sue"} and parse.pos[verb] == "VERB" else None


def letter_of(parse: Parse, verb: int) -> int | None:
    """Return the letter in which something is asked: "sent a note to Prussia asking for an armistice"."""
    over = parse.head[verb]
    letter = over if parse.dep[verb] == "acl" else parse.child(over, "dobj") if parse.dep[verb] == "advcl" else None
    return letter if letter is not None and parse.lemma[letter] in _LETTERS else None


def asked_by(parse: Parse, verb: int, word: int) -> list[int]:
    """Return the words for those of whom a truce is asked: the object beside the naming, or whom a plea goes "to"."""
    asked = [c for c in parse.children_of(verb, "dobj", "dative") if c != word]
    asked += [k for c in parse.children[verb] if parse.lower[c] in ("to", "of") for k in parse.children[c]]
    return [w for w in asked if parse.pos[w] in ("PROPN", "NOUN")]


def _is_told(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells what was done: finite, not denied or only possible; an infinitive after what was done for it."""
    if parse.child(verb, "neg") is not None or any(parse.tag[c] == "MD" for c in parse.children[verb]):
        return False
    if parse.tag[verb] == "VBG":
        return letter_of(parse, verb) is not None
    sent = parse.dep[verb] in ("advcl", "acl", "relcl") and parse.tag[parse.head[verb]] in ("VBD", "VBN", "NN")
    return parse.tag[verb] in ("VBD", "VBN", "VBZ", "VBP") or (parse.tag[verb] == "VB" and sent)


def _for_an_end(parse: Parse, verb: int, word: int) -> bool:
    """Say whether a truce is asked for so that something can be done, or for a number of hours or days."""
    if parse.lemma[verb] == "request":
        return True
    to_do = [c for v in (verb, word) for c in parse.children[v] if parse.dep[c] in ("acl", "advcl", "relcl", "xcomp") and c > word]
    if any(parse.tag[c] == "VB" and parse.is_infinitive(c) for c in to_do):
        return True
    return has_term(parse, word)


def has_term(parse: Parse, word: int) -> bool:
    """Say whether a truce is asked for over a time: "a five-day truce", "a truce of seven days", "a truce over Easter"."""
    before = [c for c in parse.children[word] if c < word]
    if any(parse.lemma[c] in _UNITS for c in before) or any(parse.lower[c] in _FEASTS for c in before):
        return True
    last = min(parse.sentences[parse.sentence_of[word]][1], word + _FAR)
    spans = (j for j in range(word + 1, last) if parse.lower[j] in _SPANS)
    return any(parse.lemma[k] in _UNITS or parse.lower[k] in _FEASTS for j in spans for k in range(j + 1, min(j + 4, last)))


def is_given_for(parse: Parse, word: int) -> bool:
    """Say whether a truce is what somebody offers something for: "offered to free its captives in exchange for a ceasefire"."""
    prep = parse.head[word]
    over = parse.head[prep]
    if parse.dep[word] != "pobj" or parse.lower[prep] != "for" or parse.lower[over] not in ("exchange", "return"):
        return False
    verbs = [a for n, a in enumerate(parse.ancestors(over)) if n < 5 and parse.pos[a] == "VERB"]
    return any(parse.lemma[v] in _OFFERING and parse.tag[v] in ("VBD", "VBN", "VBZ", "VBP") for v in verbs)


def call_for(parse: Parse, word: int) -> int | None:
    """Return the call, with an author, for a truce over a time: "an appeal by the bishops for a three-day truce"; None for any other."""
    prep = parse.head[word]
    if parse.dep[word] != "pobj" or parse.lower[prep] != "for":
        return None
    over = parse.head[prep]  # the noun, or the verb over it where the parser parted them
    calls = [over, *(c for c in parse.children_of(over, "dobj", "nsubjpass") if c < prep)]
    call = next((c for c in calls if parse.lower[c] in _CALLS | {"proposal"} and parse.pos[c] == "NOUN"), None)
    if call is None or not is_owned(parse, call):
        return None
    if parse.lower[call] == "proposal" or _not_yet_taken(parse, word):
        return call
    return call if has_term(parse, word) or any(refused for _, refused in answers_to(parse, call)) else None


def _not_yet_taken(parse: Parse, word: int) -> bool:
    """Say whether nobody is told to have taken up a call: "the call for a truce, which neither side has accepted"."""
    last = parse.sentences[parse.sentence_of[word]][1]
    nobody = next((j for j in range(word + 1, last) if parse.lower[j] in ("neither", "none", "nobody")), None)
    return nobody is not None and any(parse.lemma[j] in ("accept", "answer", "heed", "take") for j in range(nobody, last))


def fought_on(parse: Parse, word: int) -> int | None:
    """Return the verb that tells, after "but", that those who were asked for a truce fought on; None where none does."""
    here = parse.sentence_of[word]
    for s in range(here, min(here + 2, len(parse.sentences))):
        first, last = parse.sentences[s]
        turned = next((j for j in range(max(first, word + 1), last) if parse.lower[j] in _BUT), None)
        if turned is None or (s > here and turned > first):
            continue
        for j in range(turned, last):
            if parse.lemma[j] in _GOING_ON and parse.tag[j] in ("VBD", "VBZ", "VBP") and parse.child(j, "neg") is None:
                return j
    return None


def turned_down(parse: Parse, word: int) -> int | None:
    """Return the verb of the sentences after an offer by which its terms are refused: "continued to reject the terms"."""
    here = parse.sentence_of[word]
    for j in range(word + 1, parse.sentences[min(here + 2, len(parse.sentences) - 1)][1]):
        refusing = parse.pos[j] == "VERB" and parse.child(j, "neg") is None and answer_of(parse, j) is True
        if refusing and any(parse.lemma[k] in _TERMS for k in parse.children_of(j, "dobj", "nsubjpass")):
            return j
    return None


def answered_after(parse: Parse, word: int) -> int | None:
    """Return the verb of the next clause or sentence by which sides take, turn down or break what was named: "Both accepted it"."""
    if parse.lower[parse.head[word]] in ("about", "on", "over") and parse.lemma[parse.head[parse.head[word]]] in _TALKS:
        return None  # "would open talks on a truce. The army accepted"
    here = parse.sentence_of[word]
    upto = parse.sentences[min(here + 2, len(parse.sentences) - 1)][1]
    for j in range(word + 1, upto):
        if parse.sentence_of[j] > here + 1 and parse.lemma[j] not in ("breach", "break", "violate"):
            continue
        if parse.lemma[j] not in _ANSWERING or parse.pos[j] != "VERB" or parse.tag[j] not in ("VBD", "VBN", "VBZ", "VBP"):
            continue
        if parse.child(j, "neg") is not None or any(parse.tag[c] == "MD" for c in parse.children[j]) or parse.child(j, "nsubj") is None:
            continue
        objects = parse.children_of(j, "dobj")
        plural = parse.tag[word] in ("NNS", "NNPS") or parse.lower[word].endswith("s")
        if any(parse.lower[c] in ("it", "this") or (plural and parse.lower[c] == "them") for c in objects):
            return j
        bare = parse.lemma[j] == "accept" and not parse.children_of(j, "dobj", "ccomp", "xcomp")
        if bare and parse.sentence_of[j] > here:
            return j
    return None
