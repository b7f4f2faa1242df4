"""Doing: who does what a verb tells, beside those who are done to.

Invariant: an answer is head words of the same text; a pronoun answers only where the caller takes the first person.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.deals.phrases import people, torn_first
from trucebook.reading.grammar.parse import Parse

_HOLDERS = deal_words("high_offices") | deal_words("outsiders") | {"chairman", "head", "leader", "member", "officer"}
_THIRD = {"he", "it", "she", "they"}
_CARRIED_OUT = deal_words("carried_out_nouns")
FIRST_PERSON = {"i", "we"}


def doers(parse: Parse, verb: int, *, speaking: bool = False) -> list[int]:
    """Return who does what a verb tells: its subject, what "which" stands for, or the agent of a participle; with `speaking` also "I"."""
    if parse.child(verb, "nsubjpass") is not None or is_participle(parse, verb):
        by = [c for c in parse.children[verb] if parse.dep[c] == "agent" or parse.lower[c] == "by"]
        return [w for c in by for k in parse.children[c] if parse.dep[k] == "pobj" for w in people(parse, k)]
    subject = next(reversed(parse.children_of(verb, "nsubj")), None)
    if subject is None:
        subject = subject_of(parse, verb)
    if subject is None and parse.tag[verb] == "VB":
        above = [parse.child(a, "nsubj", "nsubjpass") for a in parse.ancestors(verb)]
        subject = next((a for a in above if a is not None), None)
    if subject is not None and parse.tag[subject] in ("WDT", "WP"):
        named = next((a for a in (parse.head[verb], parse.head[parse.head[verb]]) if parse.pos[a] in ("NOUN", "PROPN")), None)
        subject = _holder(parse, named) if named is not None and parse.lower[subject] == "who" else named
    if subject is not None and parse.lower[subject] in _THIRD and parse.dep[verb] == "ccomp":
        speaker = parse.child(parse.head[verb], "nsubj")
        subject = subject if speaker is None else speaker
    if subject is not None and speaking and parse.lower[subject] in FIRST_PERSON:
        return [subject]
    return [*torn_first(parse, subject), *people(parse, subject)] if subject is not None else []


def _holder(parse: Parse, word: int) -> int:
    """Return the officer whom "who" stands for, not his body: "the chairman of the Red Cross, who carried …"."""
    of = parse.head[word]
    over = parse.head[of]
    held = parse.dep[word] == "pobj" and parse.lower[of] in ("for", "of", "to") and parse.lemma[over] in _HOLDERS
    return over if held else word


def things_done(parse: Parse, verb: int) -> list[int]:
    """Return what a verb is done to: its object, the subject of its passive, the noun it stands by as a participle or with "which"."""
    found = parse.children_of(verb, "dobj", "nsubjpass")
    over = parse.head[verb]
    passive = is_participle(parse, verb)
    if parse.dep[verb] in ("acl", "amod") and passive:
        found.append(over)
    elif parse.dep[verb] == "relcl" and parse.child(verb, "nsubj", "nsubjpass") not in (None, over):
        subject = parse.child(verb, "nsubj", "nsubjpass")
        of_the_noun = subject is None or parse.tag[subject] not in ("WDT", "WP") or parse.child(verb, "nsubjpass") is not None
        found = [f for f in found if parse.tag[f] not in ("WDT", "WP")] + ([over] if of_the_noun else [])
    elif parse.dep[verb] == "conj" and passive:
        found += [a for a in parse.ancestors(verb) if parse.pos[a] in ("NOUN", "PROPN")][:1]
    elif parse.dep[verb] == "advcl" and passive:
        found += parse.children_of(over, "nsubj", "nsubjpass")
    found = [_named_by_which(parse, t) for t in found]
    return [j for t in found for j in parse.conjuncts(t)]


def carries_out(parse: Parse, word: int) -> bool:
    """Say whether a word hangs on what is done under an agreement: "the exchange of bodies, with the assistance of A"."""
    over = next((a for a in parse.ancestors(word) if parse.pos[a] in ("NOUN", "VERB", "PROPN")), word)
    return any(parse.lemma[j] in _CARRIED_OUT for j in (over, *parse.children_of(over, "dobj", "nsubjpass")))


def noun_of(parse: Parse, word: int) -> str:
    """Return the lemma of a word in lower case, "ceasefire" for the last part of "cease-fire"."""
    if parse.lower[word] == "fire" and "cease" in parse.lower[max(0, word - 2) : word]:
        return "ceasefire"
    return parse.lemma[word]


def _named_by_which(parse: Parse, thing: int) -> int:
    """Return the noun that "which" or "that" as an object stands for, past a verb of saying: "which he said he had arranged"."""
    if parse.tag[thing] not in ("WDT", "WP") and parse.lower[thing] != "that":
        return thing
    over = next((a for a in parse.ancestors(thing) if parse.dep[a] == "relcl"), None)
    return parse.head[over] if over is not None else thing


def is_participle(parse: Parse, verb: int) -> bool:
    """Say whether a verb is a bare passive participle: "ordered by the Council", but not "had gone"."""
    bare = parse.tag[verb] == "VBN" and parse.child(verb, "nsubj", "aux", "auxpass") is None
    if parse.tag[verb] == "VBD" and parse.dep[verb] == "acl" and parse.child(verb, "agent") is not None:
        return True  # a participle that the parser took for a verb: "a deal with the junta brokered by the bishop"
    beside = parse.dep[verb] == "conj" and parse.dep[parse.head[verb]] in ("acl", "amod", "prep", "relcl")
    return bare and (beside or parse.dep[verb] in ("acl", "advcl", "amod"))
