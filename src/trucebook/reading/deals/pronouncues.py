"""Pronoun cues: what is told of an arrangement as "it", in the clause beside its naming or in the sentences right after.

Invariant: "it" is read as the arrangement only as a subject that opens its sentence or its clause, or where what is told of it is an end
that only an arrangement can come to.
"""

from dataclasses import replace

from trucebook.reading.deals.cues import Cue
from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.namings import Naming, is_plural
from trucebook.reading.deals.petitions import asking_verb
from trucebook.reading.deals.predicates import predicates, sharing
from trucebook.reading.deals.verbcues import read_verb
from trucebook.reading.grammar.parse import Parse


def pronoun_cues(parse: Parse, lexicon: Lexicon, naming: Naming) -> list[Cue]:
    """Return cues of "it" that opens the next sentence: "It did not last"."""
    if not naming.unsure and (own := _but_it(parse, lexicon, naming)):
        return own
    cues: list[Cue] = []
    for s in range(parse.sentence_of[naming.word] + 1, len(parse.sentences) if not naming.unsure else 0):
        told = _told_of_it(parse, lexicon, s)
        if told is None or (parse.lower[parse.sentences[s][0]] == "they" and not is_plural(parse, naming.word)):
            break
        cues += told
    return cues or _ended_later(parse, lexicon, naming)


def _ended_later(parse: Parse, lexicon: Lexicon, naming: Naming) -> list[Cue]:
    """Return the cue of an end that a sentence soon after a naming tells of "it": "In May it ran out", "The king put an end to it"."""
    here = parse.sentence_of[naming.word]
    for s in range(here, min(here + _SOON, len(parse.sentences) - 1) + 1 if not naming.unsure else 0):
        for j in range(*parse.sentences[s]):
            if parse.lower[j] != "it" or j <= naming.last or (s == here and parse.dep[j] != "dobj"):
                continue
            if any(parse.lower[k] in lexicon.heads and parse.pos[k] == "NOUN" for k in range(parse.sentences[s][0], j) if s > here):
                continue  # "An earlier truce was renewed before it lapsed"
            told = predicates(parse, replace(naming, word=j, first=j, last=j))
            cues = (read_verb(parse, lexicon, v, role) for v, role in told if parse.lemma[v] not in _OF_ANYTHING)
            unheard = asking_verb(parse, naming.word) is not None or naming.offer
            told_of = [replace(c, status="refused") if unheard and c.status == "violated" else c for c in cues if c is not None]
            ended = [c for c in told_of if c.status in _ENDS or (s == here and c.status == "violated")]
            if ended:
                return ended
    return []


def _told_of_it(parse: Parse, lexicon: Lexicon, s: int) -> list[Cue] | None:
    """Return the cues of a sentence that opens with "it" or "this" as its subject; None for any other sentence."""
    first, last = parse.sentences[s]
    first += parse.lower[first] in ("but", "yet")
    if parse.lower[first] not in ("it", "this", "that", "they") or last - first < 2:
        return None
    if parse.dep[first] not in ("nsubj", "nsubjpass"):
        return None
    verb = parse.head[first]
    role = "passive" if parse.dep[first] == "nsubjpass" else "subject"
    return [c for c in (read_verb(parse, lexicon, v, r) for v, r in sharing(parse, verb, role)) if c is not None]


def _but_it(parse: Parse, lexicon: Lexicon, naming: Naming) -> list[Cue]:
    """Return cues of "it" as the subject of a clause set beside that of a naming: "signed a truce but it fell apart", "…; it was never
    carried out"."""
    found: list[Cue | None] = []
    for j in range(naming.last + 2, parse.sentences[parse.sentence_of[naming.word]][1]):
        if parse.lower[j] != "it" or parse.dep[j] not in ("nsubj", "nsubjpass") or parse.lower[j - 1] not in ("but", ";", "and", "yet"):
            continue
        role = "passive" if parse.dep[j] == "nsubjpass" else "subject"
        found += [read_verb(parse, lexicon, v, r) for v, r in sharing(parse, parse.head[j], role)]
    return [c for c in found if c is not None] + _done_to_it(parse, lexicon, naming) + _doing_of_it(parse, lexicon, naming)


def _doing_of_it(parse: Parse, lexicon: Lexicon, naming: Naming) -> list[Cue]:
    """Return the cues of an end told of the carrying out of an agreement: "…, whose implementation stalled", "its implementation came to a
    halt"."""
    here = parse.sentence_of[naming.word]
    last = parse.sentences[min(here + 1, len(parse.sentences) - 1)][1]
    nouns = [j for j in range(naming.last + 2, last) if parse.lower[j - 1] in ("its", "whose") and parse.lemma[j] in _DOING]
    roles = {"nsubj": "subject", "nsubjpass": "passive"}
    told = (read_verb(parse, lexicon, parse.head[j], roles[parse.dep[j]]) for j in nouns if parse.dep[j] in roles)
    return [c for c in told if c is not None and c.status in ("collapsed", "ended")]


def _done_to_it(parse: Parse, lexicon: Lexicon, naming: Naming) -> list[Cue]:
    """Return the cues of what ends "it" in a clause beside that of a naming: "signed a truce; two days later the general tore it up"."""
    if parse.dep[naming.word] != "dobj":
        return []
    after = range(naming.last + 2, parse.sentences[parse.sentence_of[naming.word]][1])
    ending = [parse.head[j] for j in after if parse.lower[j] == "it" and parse.dep[j] == "dobj" and parse.head[j] > naming.last]
    own = parse.head[naming.word]
    apart = [v for v in ending if parse.child(v, "nsubj") is not None or (parse.dep[v] == "conj" and parse.first_conjunct(v) == own)]
    apart = [v for v in apart if parse.lemma[v] in _ENDING]
    return [c for v in apart if (c := read_verb(parse, lexicon, v, "object")) is not None and c.status == "collapsed"]


_DOING = deal_words("doing_of_deals")
_ENDING = deal_words("ending_it")
_SOON = 2  # sentences after a naming in which an end is told of "it"
_ENDS = ("collapsed", "ended", "expired", "superseded", "refused")
_OF_ANYTHING = deal_words("ends_of_anything")
