"""Bygone: what tells in passing that an arrangement is over: how it fell before something else, who ended it, what it once did.

Invariant: every cue stands on a verb of the sentence of a naming or of the next; what is told of a truce of now says no end.
"""

from trucebook.reading.deals.cues import Cue
from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.predicates import OPENING
from trucebook.reading.deals.verbcues import read_verb
from trucebook.reading.grammar.parse import Parse

_OVER = ("collapsed", "ended", "expired")
_RENEWING = {"extend", "prolong", "renew"}
_VIOLENCE = deal_words("violence_in_general")
_NO_END = deal_words("made") | {"accept", "begin", "calm", "end", "halt", "quiet", "silence", "still", "stop"} | OPENING


def bygone_cues(parse: Parse, lexicon: Lexicon, naming: Naming) -> list[Cue]:
    """Return the cues of ends told in passing: "freed 100 captives before it broke down", "The army ended it in June", "was followed by
    raids", "had kept an uneasy peace", "had been observing a truce when the battle began"."""
    if naming.unsure or naming.offer:
        return []
    found = (_fell_before(parse, lexicon, naming), _ended_by_a_side(parse, lexicon, naming))
    past = (_followed_by(parse, naming), _once_did(parse, lexicon, naming), _once_kept(parse, naming)) if naming.indefinite else ()
    return [c for c in (*found, *past) if c is not None]


def _fell_before(parse: Parse, lexicon: Lexicon, naming: Naming) -> Cue | None:
    """Return the cue of "… before it broke down" behind a naming in its sentence; "was renewed before it lapsed" tells no end."""
    for j in range(naming.last + 2, parse.sentences[parse.sentence_of[naming.word]][1]):
        if parse.lower[j] != "it" or parse.lower[j - 1] not in ("before", "until") or parse.dep[j] not in ("nsubj", "nsubjpass"):
            continue
        verb = parse.head[j]
        if parse.tag[verb] not in ("VBD", "VBN") or parse.lemma[parse.head[verb]] in _RENEWING:
            continue
        cue = read_verb(parse, lexicon, verb, "passive" if parse.dep[j] == "nsubjpass" else "subject")
        if cue is not None and cue.status in _OVER:
            return cue
    return None


def _ended_by_a_side(parse: Parse, lexicon: Lexicon, naming: Naming) -> Cue | None:
    """Return the cue of a next sentence in which somebody ends it: "Government forces ended it on 3 June with an assault"."""
    following = parse.sentence_of[naming.word] + 1
    if following >= len(parse.sentences):
        return None
    for j in range(*parse.sentences[following]):
        verb = parse.head[j]
        told = parse.lower[j] == "it" and parse.dep[j] == "dobj" and parse.lemma[verb] == "end" and parse.tag[verb] == "VBD"
        who = parse.child(verb, "nsubj") if told else None
        if (
            who is not None
            and parse.pos[who] in ("NOUN", "PROPN")
            and not (parse.lower[who] in lexicon.heads or parse.lower[who] in lexicon.generic)
        ):
            return Cue(verb, "collapsed", firm=True)
    return None


def _followed_by(parse: Parse, naming: Naming) -> Cue | None:
    """Return the cue of "was followed within a month by air raids"."""
    verb = parse.head[naming.word]
    if parse.dep[naming.word] != "nsubjpass" or parse.lemma[verb] != "follow" or parse.tag[verb] != "VBN":
        return None
    by = (k for c in parse.children[verb] if parse.lower[c] == "by" for k in parse.children_of(c, "pobj"))
    return Cue(verb, "collapsed") if any(parse.lemma[k] in _VIOLENCE for b in by for k in parse.conjuncts(b)) else None


def _once_did(parse: Parse, lexicon: Lexicon, naming: Naming) -> Cue | None:
    """Return the cue of what an arrangement is told in the past perfect to have done: "An accord of 1992 had kept the peace in the valley",
    "An earlier one had called for talks"; a making, a beginning or a calm told so says no end."""
    verb = parse.head[naming.word]
    main = parse.dep[verb] in ("ROOT", "conj") and parse.dep[naming.word] == "nsubj" and parse.tag[verb] == "VBN"
    had = any(parse.lower[c] == "had" for c in parse.children[verb]) and parse.child(verb, "neg", "auxpass") is None
    does = parse.child(verb, "dobj", "prep") is not None and parse.lemma[verb] not in _NO_END
    told = read_verb(parse, lexicon, verb, "subject") if main and had and does else None
    return Cue(verb, "collapsed") if main and had and does and (told is None or told.status == "in_force") else None


def _once_kept(parse: Parse, naming: Naming) -> Cue | None:
    """Return the cue of a truce that somebody "had been observing when the battle began"."""
    verb = parse.head[naming.word]
    aids = {parse.lower[c] for c in parse.children_of(verb, "aux")}
    if parse.dep[naming.word] != "dobj" or parse.tag[verb] != "VBG" or not {"had", "been"} <= aids:
        return None
    after = range(naming.last + 1, parse.sentences[parse.sentence_of[verb]][1])
    told = (parse.head[j] for j in after if parse.lower[j] == "when")
    return Cue(verb, "collapsed") if any(parse.tag[v] == "VBD" for v in told) else None
