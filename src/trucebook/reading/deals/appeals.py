"""Appeals: a truce that somebody is asked for, promises or refuses by its bare name ("asked for a ceasefire", "his promise of a truce").

Invariant: an appeal is a noun of a truce under a verb or noun of asking, promising or refusing; a truce that is made already is none.
"""

from collections.abc import Iterator

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import Bond, Ground
from trucebook.reading.deals.obligations import Act, Frames
from trucebook.reading.deals.owing import possessor, subject_of
from trucebook.reading.deals.papers import PAPERS, paper_of
from trucebook.reading.grammar.parse import Parse

Appeal = tuple[Act, Bond, int, int]
_TRUCES = deal_words("truce_heads")
_NOUNS = deal_words("appeal_nouns")
_ASKED = ("demand", "promise", "refuse")
_SETTLED = {"the", "this", "that", "its", "their", "no"}
_PLAIN = {
    "accept",
    "agree",
    "consent",
    "engage",
    "expect",
    "fail",
    "invite",
    "press",
    "pressure",
    "prevail",
    "remind",
    "summon",
    "tell",
}  # ask for nothing by their object, or make the truce


def find_appeals(parse: Parse, frames: Frames, ground: Ground, bound: set[int]) -> Iterator[Appeal]:
    """Yield (act, bond, first, last) of the truces asked for, promised or refused; `bound` holds the acts that something else binds."""
    for i in parse.words_of(_TRUCES):
        if parse.pos[i] != "NOUN" or _is_settled(parse, i):
            continue
        asked = _provided_by(parse, ground, i) or _asked_by(parse, frames, i)
        claim = ground.at.get(i) or ground.near(parse, i) if asked is not None else None
        if asked is None or claim is None or any(abs(w - i) <= 2 and not _sets_in_after(parse, i, w) for w in bound):
            continue
        kind, over, debtor = asked
        first, last = _span(parse, i)
        yield Act(i, "cease_fire", None, True), Bond(kind, over, claim, debtor), first, last


def _is_settled(parse: Parse, noun: int) -> bool:
    """Say whether a truce is spoken of as one that is there, or is only a word before another noun."""
    return parse.dep[noun] in ("compound", "nmod", "poss") or any(
        parse.lower[c] in _SETTLED for c in parse.children_of(noun, "det", "poss")
    )


def _provided_by(parse: Parse, ground: Ground, noun: int) -> tuple[str, int, int | None] | None:
    """Return the bond of a truce that another text holds among its terms: "It provided for an immediate ceasefire"."""
    top = parse.first_conjunct(noun)
    over = parse.head[top]
    if parse.dep[top] == "pobj" and parse.lower[over] == "for":
        over = parse.head[over]
    elif parse.dep[top] != "dobj":
        return None
    subject = _holder(parse, over) if parse.lemma[over] in _HOLDING else None
    holds = subject is not None and (
        subject in ground.at or parse.lemma[subject] in PAPERS or parse.lower[subject] in ("it", "which", "that")
    )
    return ("provide", over, None) if holds and not parse.child(over, "neg") else None


def _holder(parse: Parse, verb: int) -> int | None:
    """Return what holds a truce among its terms: the subject of a verb or of its row, or the paper that a participle tells of."""
    return paper_of(parse, verb) if parse.dep[verb] in ("acl", "advcl") else subject_of(parse, verb)


def _sets_in_after(parse: Parse, noun: int, act: int) -> bool:
    """Say whether an act begins a phrase of its own right behind a noun, for want of a comma: "a ceasefire the withdrawal of …"."""
    return act > noun and parse.dep[noun + 1] == "det" and parse.head[noun + 1] >= act


_HOLDING = deal_words("holding_terms") | {"contain", "establish", "impose", "introduce"}


def _asked_by(parse: Parse, frames: Frames, noun: int) -> tuple[str, int, int | None] | None:
    """Return (kind of bond, word of asking, who is asked or promises) of a truce, or None."""
    top = parse.first_conjunct(noun)
    over = parse.head[top]
    if parse.dep[top] == "pobj" and parse.lower[over] in ("for", "of", "to"):
        prep, over = parse.lower[over], parse.head[over]
    elif parse.dep[top] in ("dobj", "nsubjpass"):
        prep = ""
    else:
        return None
    lemma = parse.lemma[over]
    if prep == "for" and lemma in ("exchange", "return") and over and parse.lower[over - 1] == "in":
        return _given_for(parse, over)
    if parse.pos[over] == "NOUN" and lemma in _NOUNS and prep in ("of", "for") and parse.tag[over] != "NNS":
        if parse.dep[over] == "dobj" and parse.lemma[parse.head[over]] in _TAKING:
            return None  # "accepted a proposal for a truce"
        return ("demand", over, None) if prep == "for" else ("promise", over, possessor(parse, over))
    kind = next((k for k in _ASKED if lemma in frames.terms[f"{k}_verbs"]), None) if parse.pos[over] == "VERB" else None
    if kind is None or lemma in _PLAIN or (prep == "for") != (lemma in ("call", "ask", "appeal", "press")) or prep == "of":
        return None
    if lemma == "call" and parse.child(over, "dobj") is not None:
        return None  # "called the appeals for a truce empty talk"
    if kind == "demand":
        return kind, over, parse.child(over, "dobj") if prep == "for" else None
    return kind, over, subject_of(parse, over) if parse.dep[top] != "nsubjpass" else None


def _given_for(parse: Parse, over: int) -> tuple[str, int, int | None] | None:
    """Return the bond of a truce that a side asks for in exchange: "offered to free them in exchange for a ceasefire"."""
    first = parse.sentences[parse.sentence_of[over]][0]
    offers = any(parse.lemma[j] in _OFFERING and parse.pos[j] == "VERB" for j in range(first, over))
    return ("demand", over, None) if offers else None


_TAKING = {"accept", "adopt", "approve", "back", "welcome"}
_OFFERING = {"offer", "propose"}


def _span(parse: Parse, noun: int) -> tuple[int, int]:
    """Return first and last word of a truce with where and what it is for."""
    first, last = parse.noun_phrase(noun)
    for c in parse.children[noun]:
        if c > noun and parse.dep[c] in ("prep", "acl", "relcl"):
            last = max(last, min(parse.right_edge(c), noun + 14))
    for j in range(noun + 1, last + 1):
        if parse.words[j] in (",", ";", ":", "(", "–", "—"):
            return first, j - 1
    return first, last
