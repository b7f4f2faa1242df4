"""Listing: terms told one after the other behind a colon ("It has four points: a halt to firing; a committee to …; and talks").

Invariant: an item begins right behind the colon or a separator of its list, and the words before the colon say of what the list is.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import Bond, Ground
from trucebook.reading.deals.listlines import is_bare
from trucebook.reading.deals.obligations import Act, Frames
from trucebook.reading.grammar.parse import Parse

_POINTS = deal_words("points_of_lists")
_ASKED = {"condition", "demand", "request", "requirement"}
_SEPARATORS = {":", ";", ",", "-", "–", "—", "•"}
_BETWEEN = {"and", "then", "finally", "or", "also", "the", "a", "an", "to"}
_BEFORE = 8  # words before a colon that say of what its list is


def listed(parse: Parse, frames: Frames, ground: Ground, act: Act) -> Bond | None:
    """Return the bond of a noun or a bare verb that is an item of a list of terms in its sentence, or None."""
    if (equated := _equated(parse, ground, act)) is not None:
        return equated
    first = parse.sentences[parse.sentence_of[act.word]][0]
    colon = next((j for j in range(act.word - 1, first, -1) if parse.words[j] == ":"), None)
    if colon is None or not (act.nominal or is_bare(parse, act.word)) or not _opens_item(parse, colon, act):
        return None
    what = _of_what(parse, ground, max(first, colon - _BEFORE), colon)
    claim = ground.near(parse, colon) if what is not None else None
    if what is None or claim is None:
        return None
    asked = parse.lemma[what] in _ASKED or _is_asked(parse, frames, first, colon)
    return Bond("demand" if asked else "provide", what, claim)


def _equated(parse: Parse, ground: Ground, act: Act) -> Bond | None:
    """Return the bond of a noun or an infinitive that terms are said to be: "Its conditions were the removal of the barriers and …"."""
    top = _top_of_row(parse, act.word)
    verb = parse.head[top]
    if parse.dep[top] not in ("attr", "xcomp") or parse.lemma[verb] != "be":
        return None
    what = parse.child(verb, "nsubj")
    if what is None or parse.lemma[what] not in _POINTS or parse.tag[what] != "NNS":
        return None
    claim = ground.near(parse, verb)
    return Bond("demand" if parse.lemma[what] in _ASKED else "provide", what, claim) if claim is not None else None


def _top_of_row(parse: Parse, word: int) -> int:
    """Return the first item of the row that a word stands in, also where the parser took an item for another name of the one before."""
    top = word
    for _ in range(12):
        if parse.dep[top] not in ("conj", "appos"):
            break
        top = parse.head[top]
    return top


def _opens_item(parse: Parse, colon: int, act: Act) -> bool:
    """Say whether an act stands at the head of an item: only small words lie between the separator before it and its phrase."""
    begin = parse.noun_phrase(act.word)[0] if act.nominal else act.word
    j = begin - 1
    while j > colon and parse.lower[j] in _BETWEEN:
        j -= 1
    coordinated = parse.dep[act.word] == "conj" and parse.lower[begin - 1] == "and"
    return j >= colon and (parse.words[j] in _SEPARATORS or coordinated)


def _of_what(parse: Parse, ground: Ground, first: int, colon: int) -> int | None:
    """Return the word before a colon that says that terms follow: "points", "conditions", or the agreement's own name."""
    return next((j for j in range(colon - 1, first - 1, -1) if parse.lemma[j] in _POINTS or j in ground.at), None)


def _is_asked(parse: Parse, frames: Frames, first: int, colon: int) -> bool:
    """Say whether a list is of what somebody is urged to accept."""
    asking = frames.terms["demand_verbs"] - {"call", "order", "say", "tell", "require", "want", "expect"}
    return any(parse.pos[j] == "VERB" and parse.lemma[j] in asking for j in range(first, colon))
