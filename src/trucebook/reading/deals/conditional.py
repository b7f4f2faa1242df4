"""Conditional offers: what a side says it would do if another did something ("they would free the pilots once the army left").

Invariant: both what is offered and who is to act first are told in one sentence; a threat, or what a state says of others, is none.
"""

from collections.abc import Iterator
from itertools import islice

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import READY
from trucebook.reading.deals.lengths import PROLONGING
from trucebook.reading.deals.obligations import Act, Frames, act_at
from trucebook.reading.deals.offers import Offer, refusal
from trucebook.reading.deals.owing import subject_of
from trucebook.reading.grammar.parse import Parse

_MARKS = {"if", "once", "provided", "providing"}
_YIELDED = {"cease_fire", "depart", "disarm", "lift_siege", "release", "restore_services", "talk", "withdraw", "integrate"}
_ASKED = _YIELDED - {"talk"} | {"aid", "amnesty", "autonomy", "deploy", "return"}
_SIDES = deal_words("sides") | deal_words("armed") | deal_words("commanding") | {"he", "it", "they", "she", "warlord"}


def find_conditional(parse: Parse, frames: Frames, taken: set[int]) -> Iterator[Offer]:
    """Yield what sides say they would do on a condition; `taken` holds the sentences in which an agreement is named."""
    for mark, word in enumerate(parse.lower):
        if word not in _MARKS or parse.dep[mark] != "mark" or parse.sentence_of[mark] in taken:
            continue
        asked = parse.head[mark]
        over = [parse.head[asked], *islice(parse.ancestors(parse.head[asked]), 2)] if parse.dep[asked] == "advcl" else []
        offered = next((act for v in over if (act := _offered(parse, frames, v)) is not None), None)
        if offered is None or not (_is_asked(parse, frames, asked, offered) or refusal(parse, asked) is not None):
            continue
        by = subject_of(parse, offered.word)
        if by is None or parse.lemma[by] not in _SIDES:
            continue
        start = min(offered.word, parse.left_edge(asked))
        yield Offer(start, max(parse.right_edge(asked), offered.word), offered.word, by, None, refusal(parse, asked), exchange=True)


def _offered(parse: Parse, frames: Frames, verb: int) -> Act | None:
    """Return the act that a clause says somebody would or is ready to do."""
    ready = next((c for c in parse.children_of(verb, "acomp") if parse.lower[c] in READY), None)
    if parse.lower[verb] in READY:
        ready = verb
    done = parse.child(ready, "xcomp") if ready is not None else verb
    if done is None or parse.child(verb, "neg") is not None:
        return None
    if ready is None and not any(parse.lower[c] in ("would", "will", "'d", "'ll") for c in parse.children[done]):
        return None
    act = act_at(parse, frames, done) or _kept_up(parse, frames, done) or _stops(parse, done)
    return act if act is not None and act.action in _YIELDED else None


def _kept_up(parse: Parse, frames: Frames, verb: int) -> Act | None:
    """Return the halt that a side would give a new term: "renew the ban on air raids"."""
    kept = parse.child(verb, "dobj") if parse.lemma[verb] in PROLONGING else None
    return act_at(parse, frames, kept) if kept is not None else None


def _stops(parse: Parse, verb: int) -> Act | None:
    """Return the halt of those who fight told without what they stop: "its troops will stop"."""
    by = subject_of(parse, verb)
    bare = parse.lemma[verb] in ("cease", "halt", "stop") and parse.child(verb, "dobj", "xcomp", "ccomp") is None
    return Act(verb, "cease_fire", None, False) if bare and by is not None and parse.lemma[by] in _SIDES else None


def _is_asked(parse: Parse, frames: Frames, verb: int, offered: Act) -> bool:
    """Say whether a condition is an act that another is to do: "if the planes stop bombing", "once the siege was lifted"."""
    act, subject = act_at(parse, frames, verb), parse.child(verb, "nsubj", "nsubjpass")
    below = (a for j in range(verb + 1, parse.right_edge(verb) + 1) if (a := act_at(parse, frames, j)) is not None and not a.nominal)
    act = act if act is not None else next(below, None)
    if act is None or act.action not in _ASKED or subject is None:
        return False
    mine = subject_of(parse, offered.word)
    return mine is None or parse.lemma[mine] != parse.lemma[subject]
