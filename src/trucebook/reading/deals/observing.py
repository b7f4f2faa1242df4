"""Observing: sides that are told to keep a truce, or not to ("remains committed to the truce", "has not observed the ceasefire").

Invariant: what is kept is an agreement that the words themselves name; what is only asked for or promised is bound elsewhere.
"""

from collections.abc import Iterator

from trucebook.model import Claim
from trucebook.reading.deals.actspans import act_span
from trucebook.reading.deals.carried import is_told
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import ALIVE, Bond, Ground
from trucebook.reading.deals.obligations import Act, Frames, act_at
from trucebook.reading.deals.owing import agent_of, subject_of
from trucebook.reading.grammar.parse import Parse

Kept = tuple[Act, Bond, int, int]
_OBSERVING = deal_words("observing")
_REMAINING = {"be", "remain", "stay"}
_OPEN = {"will", "would", "shall", "should", "must", "may", "might", "can", "could", "to"}


def find_halted(parse: Parse, frames: Frames, ground: Ground, bound: set[int]) -> Iterator[Kept]:
    """Yield what a side has stopped of its fire for a truce: "halted its air raids for a two-day pause"."""
    for w, claim in ground.words:
        prep = parse.head[w]
        verb = parse.head[prep]
        if parse.dep[w] != "pobj" or parse.lower[prep] not in ("for", "during", "under") or parse.pos[verb] != "VERB" or verb in bound:
            continue
        act, subject = act_at(parse, frames, verb), subject_of(parse, verb)
        if act is None or act.action != "cease_fire" or subject is None or claim.value("status") not in ALIVE or not is_told(parse, verb):
            continue
        yield act, Bond("kept", verb, claim, subject), *act_span(parse, act)


def find_kept(parse: Parse, ground: Ground, bound: set[int]) -> Iterator[Kept]:
    """Yield (act, bond, first, last) of truces told as kept or not kept; `bound` holds the acts that something else binds."""
    for w, claim in ground.words:
        verb, told = _keeping(parse, w)
        if verb is None or told is None or claim.value("status") not in ALIVE or _is_open(parse, told):
            continue
        passive = parse.child(told, "auxpass") is not None and parse.lower[told] != "committed"
        subject = agent_of(parse, told) if passive else subject_of(parse, told)
        if (
            (subject is None and not passive)
            or (passive and parse.child(told, "neg") is not None)
            or subject in ground.at
            or bound & {verb, told}
        ):
            continue
        yield _kept(parse, claim, verb, told, subject)


def only_kept(parse: Parse, frames: Frames, act: Act, bond: Bond) -> bool:
    """Say whether a side is only told to keep the truce itself, or to fail to: "keeps to the truce", "failed to honour the truce"."""
    if act.action != "cease_fire" or act.nominal:
        return False
    if bond.kind == "kept":
        return parse.lemma[act.word] in _OBSERVING
    truce = act.theme is not None and (parse.lemma[act.theme] in frames.terms["truces"] or parse.pos[act.theme] == "PRON")
    return bond.kind == "fail" and truce


def _keeping(parse: Parse, naming: int) -> tuple[int | None, int | None]:
    """Return the word of keeping over a naming and the verb that tells of it: "committed" under "remains", or one verb for both."""
    top = parse.first_conjunct(naming)
    over = parse.head[top]
    row = [c for c in parse.children_of(over, "conj") if parse.lemma[c] in _OBSERVING and parse.child(c, "auxpass") is not None]
    if parse.dep[top] == "nsubj" and row:
        return row[0], row[0]  # "took hold and was largely observed"
    if parse.dep[top] == "nsubjpass" and parse.lemma[over] in _OBSERVING and parse.pos[over] == "VERB":
        return over, over
    if parse.dep[top] == "pobj" and parse.lower[over] in ("to", "by", "with"):
        over = parse.head[over]
    elif parse.dep[top] != "dobj":
        return None, None
    if parse.lower[over] == "committed":
        passive = parse.child(over, "auxpass") is not None
        told = over if passive else parse.head[over]
        return over, told if passive or parse.lemma[told] in _REMAINING else None
    return (over, over) if parse.lemma[over] in _OBSERVING and parse.pos[over] == "VERB" else (None, None)


def _is_open(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells what is still to be done, or only under a condition."""
    aux = {parse.lower[c] for c in parse.children[verb] if parse.dep[c] in ("aux", "mark")}
    return bool(aux & (_OPEN | {"if", "unless", "whether"})) or parse.tag[verb] == "VB" or parse.dep[verb] in ("xcomp", "pcomp", "amod")


def _kept(parse: Parse, claim: Claim, verb: int, told: int, subject: int | None) -> Kept:
    nobody = subject is not None and any(parse.lower[c] in ("no", "neither") for c in parse.children[subject])
    broken = nobody or parse.child(told, "neg") is not None
    act = Act(verb, "cease_fire", None, False)
    first, last = act_span(parse, act)
    return act, Bond("unkept" if broken else "kept", told, claim, subject), min(first, told), last
