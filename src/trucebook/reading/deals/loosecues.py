"""Loose cues: what a sentence tells of its naming by verbs that the parser hung on another noun or on none.

Invariant: only words behind a naming in its own sentence, up to where another truce is named, tell anything of it.
"""

from trucebook.reading.deals.cues import Cue
from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.lengths import has_span
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.predicates import OPENING
from trucebook.reading.deals.verbcues import read_verb
from trucebook.reading.grammar.parse import Parse

_STAYING = {"endure", "hold", "last", "survive"}
_PAST_THEM = {"it", "that", "which"}


def loose_cues(parse: Parse, lexicon: Lexicon, naming: Naming) -> list[Cue]:
    """Return the cues of verbs torn from a naming: "which entered into force", ", which broke down", "… has held"."""
    return _loose_effect(parse, naming) + _loose_fall(parse, lexicon, naming) + _loose_stay(parse, lexicon, naming)


def _loose_stay(parse: Parse, lexicon: Lexicon, naming: Naming) -> list[Cue]:
    """Return the cue of how long a naming held where its day and makers stand between: "The pact, reached on 3 May by the two, lasted
    less than a day", "an agreement reached through the good offices of the mission has held"."""
    if naming.unsure or naming.offer:
        return []
    last = parse.sentences[parse.sentence_of[naming.word]][1]
    for j in range(naming.last + 2, last):
        if parse.words[j] == ";" or (parse.lower[j] in lexicon.heads and parse.pos[j] == "NOUN"):
            break
        if parse.lemma[j] not in _STAYING or parse.pos[j] != "VERB" or not _is_its_own(parse, naming, j):
            continue
        if any(parse.lower[c] in ("has", "is", "still") for c in parse.children[j]) and parse.tag[j] in ("VBN", "VBG"):
            return [Cue(j, "in_force")]
        if parse.tag[j] == "VBD" and has_span(parse, j) and naming.indefinite:
            return [Cue(j, "collapsed")]
    return []


def _is_its_own(parse: Parse, naming: Naming, verb: int) -> bool:
    """Say whether a verb of staying may be a naming's: it has nothing for its object and no other subject than one torn from its phrase."""
    if parse.child(verb, "dobj", "neg", "ccomp", "xcomp") is not None or parse.dep[verb] in ("relcl", "acl", "advcl"):
        return False
    subject = parse.child(verb, "nsubj")
    if subject is None or subject == naming.word or parse.lower[subject] in _PAST_THEM:
        return subject is None or subject == naming.word
    return naming.last < subject and subject == verb - 2 and parse.pos[subject] == "PROPN"


def _loose_effect(parse: Parse, naming: Naming) -> list[Cue]:
    """Return the cue of "which entered into force" that the parser hung on another noun of the sentence."""
    last = parse.sentences[parse.sentence_of[naming.word]][1]
    for j in range(naming.last + 2, last - 2):
        told = parse.lower[j] == "which" and parse.lemma[j + 1] in ("enter", "take", "come", "go") and parse.tag[j + 1] == "VBD"
        if told and {"force", "effect", "hold"} & set(parse.lower[j + 2 : j + 4]) and parse.head[parse.head[j]] != naming.word:
            return [Cue(j + 1, "in_force")]
        ahead = (
            parse.lower[j] == "which" and parse.lemma[j + 1] == "be" and {"due", "expected", "set", "to"} & set(parse.lower[j + 2 : j + 3])
        )
        opened = next((k for k in range(j + 2, min(j + 6, last)) if parse.lemma[k] in OPENING), None) if ahead else None
        if opened is not None and parse.head[parse.head[j]] != naming.word:
            return [Cue(opened, "announced", future=True)]
    return []


def _loose_fall(parse: Parse, lexicon: Lexicon, naming: Naming) -> list[Cue]:
    """Return the cue of ", which broke down" right behind a naming and its day, that the parser hung on another noun."""
    last = parse.sentences[parse.sentence_of[naming.word]][1]
    at = next((j for j in range(naming.last + 1, min(naming.last + 7, last)) if parse.lower[j] == "which"), None)
    if at is None or any(parse.pos[j] in ("VERB", "AUX") for j in range(naming.last + 1, at)):
        return []
    verb = parse.head[at]
    if parse.dep[at] != "nsubj" or parse.tag[verb] != "VBD" or parse.head[verb] == naming.word:
        return []
    cue = read_verb(parse, lexicon, verb, "subject")
    return [cue] if cue is not None and cue.status in ("collapsed", "expired") else []
