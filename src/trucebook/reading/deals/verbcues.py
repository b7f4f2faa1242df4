"""Verb cues: what a verb says of the arrangement that is its subject or object.

Invariant: what may, might or could happen is no cue; the first rule that fits speaks alone.
"""

from dataclasses import dataclass

from trucebook.reading.deals.cues import Cue
from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.endings import (
    GONE,
    by_another,
    closes_a_war,
    declared_over,
    narrowly,
    no_longer,
    once_held,
    to_come,
    until,
)
from trucebook.reading.deals.idioms import AGREED, LEFT
from trucebook.reading.deals.lengths import has_span, is_cut_short
from trucebook.reading.deals.predicates import OPENING
from trucebook.reading.grammar.parse import Parse

_BY_SUBJECT = ("superseded", "fulfilled", "expired", "refused", "collapsed", "violated", "in_force", "announced", "proposed")
KEPT = {"heed", "observe", "respect", "honour", "honor", "uphold", "implement", "keep"}  # "was not observed": it was broken
_REACHING = {"apply", "bind", "cover", "protect", "spare"}  # "is not covered by the truce" says nothing of how it stands
_IDIOMS = {AGREED: "announced", LEFT: "collapsed"}
_QUIETING = {"calm", "halt", "prevent", "quiet", "quieten", "quell", "silence", "still", "stop"}
_RENEWING = {"extend", "prolong", "renew"}  # "would be extended": it is in force now
_CLOSING = {"close", "conclude", "end", "finish", "stop"}
_ENDING = {"close", "end", "finish"}
_DRAWING = {"be", "come", "draw", "reach"}
_RATIFIERS = deal_words("ratifiers")
_RESTORED = {"restore", "resume", "renew", "reinstate"}
_TRYING = deal_words("trying")
_PLEADING = {"ask", "beg", "beseech", "exhort", "implore", "invite", "press", "urge"}
_GIVEN_TIME = {"chance", "day", "deadline", "give", "hour", "time", "ultimatum"}  # "gave them three days to accept the terms"
_FAR_OVER = 5  # words up from an infinitive to the plea it hangs on
_BLAMING = deal_words("accusing")
_WRECKING = {"derail", "destroy", "scuttle", "shatter", "sink", "torpedo", "wreck"}
_CALLING = {"call", "consider", "declare", "pronounce"}
_IN_PART = {"half", "part", "partial", "partially", "partly"}
_OFFERING = {"offer", "propose"}
_AIMING = deal_words("meant")  # "is meant to end the war": that is its aim
_WHOLLY = {"completely", "fully", "properly", "really", "wholly"}
_TO_COME = {"will", "would", "wo", "shall", "to"}
_NOBODY = {"neither", "no", "nobody", "none", "nothing"}
_AHEAD = {"midnight", "next", "tomorrow", "tonight"}
_DOUBT = {"may", "might", "could", "can", "should", "must"}


@dataclass(frozen=True)
class _Told:
    """A verb with an arrangement in a role, and the words around it: `near` are lemmas close by, `over` the verb that governs it."""

    parse: Parse
    lexicon: Lexicon
    verb: int
    role: str
    lemma: str
    near: set[str]
    auxiliaries: set[str]
    over: str
    negated: bool


def read_verb(parse: Parse, lexicon: Lexicon, verb: int, role: str) -> Cue | None:
    """Return what a verb says of an arrangement in the given role, None where it says nothing."""
    told = _look_at(parse, lexicon, verb, role)
    if told.auxiliaries & _DOUBT:
        return None
    if parse.dep[verb] == "pcomp" and parse.lower[parse.head[verb]] == "without":
        return Cue(verb, "refused") if told.lemma in lexicon.terms("announced_by_object") else None
    if told.lemma == "bind" and no_longer(parse, verb):
        return Cue(verb, "collapsed")
    if _is_left(told) or _is_supposed(parse, verb) or (told.lemma == "have" and parse.lower[verb + 1 : verb + 3] == ["yet", "to"]):
        return None
    return _carried_out(told) or _called_dead(told) or _by_status(told)


def _look_at(parse: Parse, lexicon: Lexicon, verb: int, role: str) -> _Told:
    """Return a verb with the words around it."""
    near = _near_words(parse, verb)
    auxiliaries = {parse.lower[c] for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass")}
    apart = parse.dep[verb] == "ccomp" and role in ("subject", "passive") and ";" in parse.words[verb : parse.head[verb]]
    pleaded = next((a for n, a in enumerate(parse.ancestors(verb)) if n < _FAR_OVER and parse.lemma[a] in _PLEADING), None)
    if role in _IDIOMS and parse.is_infinitive(verb) and pleaded is not None:
        return _Told(parse, lexicon, verb, role, parse.lemma[verb], near, auxiliaries, parse.lemma[pleaded], negated=False)
    top = parse.first_conjunct(verb) if role in _IDIOMS else verb
    over = parse.lemma[parse.head[top]] if parse.dep[top] in ("xcomp", "ccomp") and not apart else ""
    negated = parse.child(verb, "neg") is not None or "never" in near or over in ("decline", "fail", "refuse")
    negated = negated or _is_no_longer(parse, verb) or _by_nobody(parse, verb) or _is_yet_to(parse, verb)
    return _Told(parse, lexicon, verb, role, parse.lemma[verb], near, auxiliaries, over, negated)


def _is_no_longer(parse: Parse, verb: int) -> bool:
    """Say whether a verb has "no longer" beside it."""
    return any(parse.lower[c] == "longer" and parse.lower[c - 1] == "no" for c in parse.children[verb])


def _by_all(parse: Parse, verb: int) -> bool:
    """Say whether all sides do it: "ignored by both camps", "disregarded by all"."""
    doers = [k for c in parse.children_of(verb, "agent") for k in parse.children[c]]
    return any(parse.lower[w] in ("all", "both", "everyone") for d in doers for w in (d, *parse.children[d]))


def _by_nobody(parse: Parse, verb: int) -> bool:
    """Say whether nobody does it: "neither side respected the truce", "honoured by neither"."""
    doers = [*parse.children_of(verb, "nsubj"), *(k for c in parse.children_of(verb, "agent") for k in parse.children[c])]
    return any(parse.lower[w] in _NOBODY for d in doers for w in (d, *parse.children[d]))


def _near_words(parse: Parse, verb: int) -> set[str]:
    """Return the lemmas of a verb's children, and of what hangs on its objects, adverbs and prepositions."""
    near: set[str] = set()
    for c in parse.children[verb]:
        near.add(parse.lemma[c])
        if parse.dep[c] in ("prep", "dobj", "acomp", "attr", "advmod", "xcomp", "npadvmod", "oprd"):
            near.update(parse.lemma[k] for k in parse.children[c])
    return near


def _is_left(told: _Told) -> bool:
    """Say whether something is only left over: "was left", "had been left"."""
    return told.lemma == "leave" and bool(told.auxiliaries & {"was", "were", "been", "be", "is", "are"})


def _is_supposed(parse: Parse, verb: int) -> bool:
    """Say whether a verb stands in a clause of what would have to come first: "unless it holds", "once it takes effect"."""
    if any(parse.dep[c] == "mark" and parse.lower[c] in ("if", "unless", "whether", "until") for c in parse.children[verb]):
        return True
    marks = {parse.lower[c] for c in parse.children[verb] if parse.dep[c] in ("mark", "advmod")}
    return parse.dep[verb] == "advcl" and parse.tag[verb] in ("VBZ", "VBP") and bool({"before", "once", "should", "when"} & marks)


def _carried_out(told: _Told) -> Cue | None:
    """Return what "carried out" or "executed" says: done in full, still being done or done in part, or not done and so broken."""
    parse, verb = told.parse, told.verb
    out = told.lemma == "carry" and any(parse.lower[c] == "out" for c in parse.children[verb])
    if told.role != "passive" or not (out or told.lemma == "execute"):
        return None
    going = parse.tag[verb] != "VBN" or any(parse.lower[c] in ("being", "be") for c in parse.children[verb])
    if told.negated and ("yet" in told.near or _is_yet_to(parse, verb)):
        return Cue(verb, "announced", future=True)
    partly = bool(_IN_PART & told.near)
    return Cue(verb, "violated" if told.negated else "in_force" if going or partly else "fulfilled")


def _is_yet_to(parse: Parse, verb: int) -> bool:
    """Say whether something is told as still to be done: "has yet to start", "has yet to be carried out"."""
    before = parse.lower[max(0, verb - 3) : verb]
    return before[-2:] == ["yet", "to"] or before == ["yet", "to", "be"]


def _called_dead(told: _Told) -> Cue | None:
    """Return the cue of "declared the ceasefire dead", "was declared over", "was gone within weeks"."""
    over = told.parse.lemma[told.parse.head[told.verb]]
    dead = told.lemma in GONE and told.role == "subject" and over in _CALLING
    dead = dead or (told.role != "object" and told.parse.lower[told.verb] == "gone" and bool(told.auxiliaries & {"is", "was", "were"}))
    dead = dead or (told.role == "passive" and told.lemma in _CALLING and bool(GONE & told.near))
    return Cue(told.verb, "ended") if dead and not told.negated else None


def _by_status(told: _Told) -> Cue | None:
    """Return the cue of the status that verb and role mean, as tense, denial and what governs the verb turn it."""
    status = _IDIOMS.get(told.role) or _status(told)
    if status is None:
        return None
    if (turned := _turned(told, status)) is not None:
        return turned
    if told.negated:
        return _negated(told, status)
    future = bool(told.auxiliaries & {"will", "shall", "would", "'ll"}) or to_come(told.parse, told.lexicon, told.verb)
    if status == "in_force" and (held := _held(told, future)) is not None:
        return held
    if status == "collapsed":
        return _collapsed(told, future)
    if told.lemma == "have" and told.role == "object" and any(told.parse.lower[c] == "since" for c in told.parse.children[told.verb]):
        return Cue(told.verb, "in_force")  # "with whom the army has had a truce since April"
    return _as_told(told, status, future)


def _status(told: _Told) -> str | None:
    """Return the status that verb, role and the words close to the verb mean, the most telling first."""
    for status in _BY_SUBJECT:
        by_subject, by_object = told.lexicon.terms(f"{status}_by_subject"), told.lexicon.terms(f"{status}_by_object")
        if told.role in ("subject", "passive") and any(_fits_subject(told, entry) for entry in by_subject):
            return status
        if told.role in ("object", "passive") and any(_fits(told, *entry.split()) for entry in by_object):
            return status
    return None


def _fits_subject(told: _Told, entry: str) -> bool:
    """Say whether an entry of a verb with its subject fits; in the passive, only one with "be" does."""
    head, *rest = entry.split()
    if head == "be" and rest and told.role == "passive":
        return _fits(told, *rest)
    participle = told.parse.tag[told.verb] == "VBN" or "be" in told.auxiliaries
    if (head == "be" and told.lemma != "be") or (head != "be" and told.role == "passive" and participle):
        return False
    return _fits(told, head, *rest)


def _fits(told: _Told, head: str, *rest: str) -> bool:
    """Say whether a verb is the one of an entry, with all its other words close by."""
    return head == told.lemma and all(r in told.near for r in rest)


def _turned(told: _Told, status: str) -> Cue | None:
    """Return the cue where another arrangement or another end is told: one renewed by a later, a war closed, one declared over."""
    parse, verb, by_object = told.parse, told.verb, told.role == "object"
    if status == "violated" and told.role == "passive" and told.lemma in ("ignore", "disregard") and _by_all(parse, verb):
        return Cue(verb, "collapsed")  # "was ignored by both camps"
    if status == "fulfilled" and told.lemma == "take" and ("of" in told.near or parse.tag[verb] != "VBD"):
        return Cue(verb, "in_force")  # "The accord takes the place of a truce"
    if by_object and told.lemma in _RENEWING and by_another(parse, told.lexicon, verb):
        return Cue(verb, "superseded", renewed=True)
    by_it = told.role == "subject" and parse.child(verb, "nsubjpass") is not None  # "The rising was ended by the Treaty of A"
    if status == "collapsed" and told.lemma in _CLOSING and (by_it or (by_object and closes_a_war(parse, verb))):
        return Cue(verb, "in_force")
    if by_object and told.lemma in _CALLING and declared_over(parse, verb):
        return Cue(verb, "ended")
    return None


def _negated(told: _Told, status: str) -> Cue | None:
    """Return what the denial of a status means: not yet begun, never begun, or over; that a side did not join or extend it says nothing."""
    parse, verb, role = told.parse, told.verb, told.role
    if role == AGREED:
        return None if "yet" in told.near else Cue(verb, "refused")  # "never put their names to the terms"
    if status == "announced" and role == "object":
        unwilling = told.over in ("decline", "refuse") or any(parse.lower[c] in ("will", "would", "wo") for c in parse.children[verb])
        return Cue(verb, "refused") if unwilling else None
    kept = told.lemma in KEPT or (told.lemma == "apply" and role == "passive")
    if status == "in_force" and kept and role == "passive" and "never" in told.near and not _WHOLLY & told.near:
        return Cue(verb, "collapsed")  # "was never observed": it came to nothing
    if status == "in_force" and kept and (role == "passive" or (role == "object" and not told.auxiliaries & _TO_COME)):
        return Cue(verb, "violated")
    if status == "superseded" and role != "object":
        return Cue(verb, "in_force")  # "has never been replaced"
    if status != "in_force" or role == "object" or told.lemma in _REACHING:
        return None
    if told.lemma in _RENEWING and role == "passive":
        return Cue(verb, "expired")  # "was not renewed": it ran out
    if told.lemma in _QUIETING:
        return Cue(verb, "violated")  # "did not silence the guns"
    if _is_no_longer(parse, verb):
        return Cue(verb, "collapsed")
    opening = told.lemma in OPENING
    return Cue(verb, "announced" if "yet" in told.near or (opening and "never" not in told.near) else "collapsed")


def _held(told: _Told, future: bool) -> Cue | None:
    """Return what a verb of holding says where it is not of now: to come, renewed, or held only until, for years or for a span."""
    parse, verb = told.parse, told.verb
    if future or _is_near(parse, told):
        return Cue(verb, "agreed") if told.lemma in _RENEWING else Cue(verb, "announced", future=True)
    if told.auxiliaries & {"had", "'d"} and (until(parse, verb) or once_held(parse, verb)):
        return Cue(verb, "collapsed" if until(parse, verb) else "near_end")
    if parse.lower[verb] in ("lasted", "lived") and not told.auxiliaries - {"had"} and has_span(parse, verb):
        return Cue(verb, "collapsed")
    ended = is_cut_short(parse, verb) or (until(parse, verb) and parse.tag[verb] == "VBD")
    if told.lemma in ("endure", "hold", "last", "live", "stand", "survive") and not told.auxiliaries and ended:
        return Cue(verb, "collapsed")
    return None


def _is_near(parse: Parse, told: _Told) -> bool:
    """Say whether a beginning told in the present is one of the hours ahead: "comes into force at midnight", "starts tomorrow"."""
    after = parse.lower[told.verb + 1 : told.verb + 6]
    return told.lemma in OPENING and parse.tag[told.verb] == "VBZ" and not told.auxiliaries and not _AHEAD.isdisjoint(after)


def _collapsed(told: _Told, future: bool) -> Cue | None:
    """Return what a verb of ending says: that a truce ended something else, came to its end, or fell."""
    if told.role == "subject" and told.lemma in ("end", "stop", "halt") and told.parse.child(told.verb, "dobj") is not None:
        return None if told.over in _AIMING else Cue(told.verb, "in_force")
    at_its_end = told.lemma in _DRAWING and bool({"close", "end", "over"} & told.near)  # and not "fell apart before the end of May"
    ran_out = (told.lemma in _ENDING or at_its_end) and told.role != "object"
    return _as_told(told, "ended" if ran_out else "collapsed", future)


def _as_told(told: _Told, status: str, future: bool) -> Cue | None:
    """Return the cue of a status; an end only tried is a breach, one ahead or narrowly missed is none, one set for a day is agreed."""
    parse, verb = told.parse, told.verb
    if status in ("collapsed", "ended", "violated") and (told.over in _TRYING or _is_charged(parse, verb)):
        return Cue(verb, "violated")
    if future and status in ("collapsed", "violated", "fulfilled"):
        return None
    if narrowly(parse, verb, told.over, told.role) and status in ("collapsed", "ended", "violated"):
        return None
    if told.over in _OFFERING and status == "in_force" and told.role == "object" and parse.is_infinitive(verb):
        return Cue(verb, "proposed")  # "offered to observe a truce"
    if told.lemma == "work" and status == "announced" and "out" not in {parse.lower[c] for c in parse.children[verb]}:
        return Cue(verb, "proposed")  # "are working on a truce"
    given = (
        parse.dep[verb] in ("acl", "advcl", "relcl", "xcomp") and parse.tag[verb] == "VB" and parse.lemma[parse.head[verb]] in _GIVEN_TIME
    )
    if (told.over in _PLEADING or given) and status == "announced":
        return Cue(verb, "proposed")  # "asked both camps to put their names to it"
    planned = future or (parse.tag[verb] in ("VBZ", "VBP") and not told.auxiliaries and told.lemma != "be")
    if planned and status in ("expired", "ended"):
        return Cue(verb, "agreed")
    void = status == "refused" and _by_ratifiers(parse, verb)
    return Cue(verb, status, future=future, renewed=told.lemma in _RESTORED, firm=parse.tag[verb] in ("VBD", "VBN"), void=void)


def _is_charged(parse: Parse, verb: int) -> bool:
    """Say whether a verb tells only what a side is blamed for: "accused the junta of tearing up the truce"."""
    over = parse.head[verb]
    blamed = (parse.head[over], parse.head[parse.head[over]])
    if parse.lemma[verb] in _WRECKING:
        return False  # who wrecked it is a charge, that it is wrecked a fact
    return parse.dep[verb] == "pcomp" and parse.lower[over] in ("for", "of") and any(parse.lemma[b] in _BLAMING for b in blamed)


def _by_ratifiers(parse: Parse, verb: int) -> bool:
    """Say whether those who had to ratify a text do it: "The assembly rejected the plan", "was voted down by parliament"."""
    doers = [*parse.children_of(verb, "nsubj"), *(k for c in parse.children_of(verb, "agent") for k in parse.children[c])]
    return parse.tag[verb] in ("VBD", "VBN") and any(parse.lemma[w] in _RATIFIERS for d in doers for w in parse.conjuncts(d))
