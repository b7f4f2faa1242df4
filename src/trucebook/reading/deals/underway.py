"""Under way: a deal told as agreed whose terms are told right after as begun, so that it is in force.

Invariant: the act is one of leaving, freeing or handing over by those who can be moved or bound, in the past and not denied.
"""

from trucebook.reading.deals.completing import DEEDS
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.namings import Naming
from trucebook.reading.deals.tellings import is_denied
from trucebook.reading.grammar.parse import Parse

_MOVING = deal_words("moving_out")
_MOVERS = deal_words("sides") | deal_words("armed") | deal_words("movers") | deal_words("convoys")
_CONVOYS = deal_words("convoys")
_CARRYING = {"bring", "carry", "ferry", "take", "transport"}
_BEFORE = 1  # sentences before one that names the deal as what something is done under
_REACH = 2  # sentences after a naming in which its terms are told to have begun


def begun_after(parse: Parse, naming: Naming) -> int | None:
    """Return the verb by which those under a deal are told to have begun to leave or to be freed; None where none does."""
    here = parse.sentence_of[naming.word]
    if "under" in parse.lower[max(0, naming.first - 3) : naming.first]:  # "Buses began to leave the town under a deal"
        before = begun_in(parse, parse.sentences[max(0, here - _BEFORE)][0], naming.first)
        if before is not None:
            return before
    return begun_in(parse, naming.last + 1, parse.sentences[min(here + _REACH, len(parse.sentences) - 1)][1])


def begun_in(parse: Parse, first: int, last: int) -> int | None:
    """Return the verb that tells, within some words, of a move that was made or begun: "Rebels left", "The handover began"; or None."""
    for j in range(first, last):
        if (_moves(parse, j) or _deed_starts(parse, j)) and _is_done(parse, j):
            return j
    return None


def _deed_starts(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells that an evacuation, a handover or the like began or is under way."""
    subject = parse.child(verb, "nsubj")
    if subject is None or parse.lemma[subject] not in DEEDS:
        return False
    return parse.lemma[verb] in ("begin", "start") and parse.child(verb, "xcomp") is None


def _moves(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells of a move that a deal can ask for: those under it leave or are freed, or buses carry them."""
    lemma = parse.lemma[verb]
    if parse.pos[verb] != "VERB" or lemma not in _MOVING | _CARRYING:
        return False
    return _is_moved(parse, verb) and (lemma in _MOVING or _by_bus(parse, verb))


def _by_bus(parse: Parse, verb: int) -> bool:
    top = parse.head[verb] if parse.dep[verb] == "xcomp" else verb
    return any(parse.lemma[w] in _CONVOYS for w in parse.children_of(top, "nsubj"))


def _is_done(parse: Parse, verb: int) -> bool:
    """Say whether something was done or begun: "left", "began withdrawing", "were freed"; no plan, denial or reason of old."""
    top = parse.head[verb] if parse.dep[verb] in ("xcomp", "ccomp") and parse.lemma[parse.head[verb]] in ("begin", "start") else verb
    if is_denied(parse, top) or parse.tag[top] not in ("VBD", "VBN"):
        return False
    helping = {parse.lower[c] for c in parse.children_of(top, "aux", "auxpass")}
    if helping & {"had", "to", "will", "would", "should", "must", "may", "could", "be"} or (parse.tag[top] == "VBN" and not helping):
        return False
    return not any(parse.dep[c] == "mark" and parse.lower[c] in ("before", "if", "since", "until") for c in parse.children[top])


def _is_moved(parse: Parse, verb: int) -> bool:
    """Say whether those who move or are freed can be under the deal."""
    top = parse.head[verb] if parse.dep[verb] == "xcomp" else verb
    who = parse.children_of(top, "nsubj", "nsubjpass")
    return any(parse.lemma[w] in _MOVERS or parse.lower[w] in _MOVERS for w in who)
