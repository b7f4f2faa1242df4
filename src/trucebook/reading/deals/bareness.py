"""Bareness: whether a naming without an article tells of an arrangement, and whether one that is only hoped for was put to anybody.

Invariant: tags, headings and lists of terms tell of none; what is put to sides is an offer, what is only wished for is none.
"""

from itertools import islice

from trucebook.reading.deals.namings import Naming
from trucebook.reading.grammar.parse import Parse

_NONE = {"any", "neither", "no", "nor", "without"}
_ORDER = {"first", "firstly", "second", "secondly", "third", "thirdly", "finally"}
_WISHED = {
    "attempt",
    "bid",
    "chance",
    "effort",
    "hope",
    "lack",
    "need",
    "obstacle",
    "path",
    "prospect",
    "push",
    "step",
    "toward",
    "towards",
    "way",
}
_VAGUE = {"political", "lasting", "durable", "permanent", "comprehensive", "long-lasting", "sustainable", "final", "peaceful", "just"}
_ASKED_BY_ALL = ("ceasefire", "pause", "peace_agreement")  # which everybody calls for
_BODIES = {"reconciliation"}  # which stands in the names of bodies
_MANY = {"earlier", "former", "many", "past", "previous", "several", "successive", "various"}  # which tell of no one arrangement
_OF_MINDS = {"broad", "enough", "full", "general", "less", "little", "more", "much", "wide"}  # "agreement" of minds, not an agreement
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_CLIMB = 5


def is_told_bare(parse: Parse, naming: Naming) -> bool:
    """Say whether a naming without an article is one of a told sentence or of an entry behind its day: "Two short lulls let people out",
    "May 2016: Truce in the port"."""
    first, last = parse.sentences[parse.sentence_of[naming.word]]
    before = parse.lower[max(first, naming.first - 2) : naming.word]
    if naming.unsure or naming.mods & (_MANY | _OF_MINDS) or not (_NONE | _ORDER).isdisjoint(before):
        return False
    if naming.first > first and parse.words[naming.first - 1] == ":" and any(w.isdigit() for w in parse.words[first : naming.first]):
        return True
    after = max(naming.last, naming.word) + 1
    runs_on = after < last and parse.words[after][:1].isupper() and parse.words[naming.first][:1].isupper()
    return not runs_on and parse.lemma[naming.word] not in _BODIES and any(parse.tag[j] in _FINITE for j in range(first, last))


def is_put_to_sides(parse: Parse, naming: Naming) -> bool:
    """Say whether what is only hoped for is one thing on somebody's table: "urged an extension of three days", "an accord could be signed
    within days"; a truce that everybody calls for, a need, an attempt or a wish is none."""
    if not naming.indefinite or naming.kind in _ASKED_BY_ALL or parse.quoted[naming.word] or naming.mods & _VAGUE:
        return False
    over = list(islice(parse.ancestors(naming.word), _CLIMB))
    lemmas = [parse.lemma[a] for a in over]
    return _WISHED.isdisjoint(lemmas) and all(parse.child(a, "neg") is None for a in over)
