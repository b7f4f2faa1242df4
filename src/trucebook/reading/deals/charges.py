"""Charges: hostile acts that one side lays on another while a truce of theirs is alive, anywhere in the sentences after its naming.

Invariant: a charge names who is charged; what is denied, dated to an earlier year or laid on those outside the truce is none.
"""

from itertools import islice, takewhile

from trucebook.model import Claim
from trucebook.reading.deals.accusations import accused_in_row, version_of
from trucebook.reading.deals.breaches import Hostile, HostileWords, find_hostile
from trucebook.reading.deals.breachspans import verb_span
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import ALIVE, BY_STEPS, TWO_SIDED, Ground
from trucebook.reading.deals.perpetrators import is_armed, is_named_party, is_outside, perpetrator_of
from trucebook.reading.deals.weighing import has_earlier_year
from trucebook.reading.grammar.parse import Parse

_REACH = 10  # sentences between the truce and a charge
_ACCUSING = deal_words("accusing")
_CHARGING = deal_words("charging")
_WORDS = _ACCUSING | _CHARGING | {"complain", "protest"}
_OTHER = {"enemy", "other", "side", "adversary", "foe", "opponent"}
_LOSING = {"kill", "wound", "injure", "shoot"}
_MEN = {"serviceman", "soldier", "trooper", "conscript", "fighter", "policeman", "officer", "guard", "troop"}
_SPOKEN_FOR = deal_words("speaking_for_sides")


_GATES = _WORDS | {"responsible", "version", "account", "story"}


def find_charges(parse: Parse, words: HostileWords, ground: Ground, year: int | None) -> list[tuple[Hostile, Claim]]:
    """Return the acts that are laid on a side after a truce that is alive was named, with that truce."""
    found: list[tuple[Hostile, Claim]] = []
    for first, last in parse.sentences:
        claim = _alive(parse, ground, first, last) if last - first > 3 else None
        if claim is None or not any(parse.lemma[j] in _GATES for j in range(first, last)):
            continue
        for hostile in find_hostile(parse, words, first, last) + _losses(parse, first, last):
            if _is_charge(parse, words, hostile, claim) and not _is_old(parse, ground, hostile, year):
                found.append((hostile, claim))
    return found


def _losses(parse: Parse, first: int, last: int) -> list[Hostile]:
    """Return the losses that a side reports as done to its own men: "The ministry said two of its soldiers had been killed"."""
    told = [v for v in range(first, last) if parse.lemma[v] in _LOSING and parse.child(v, "auxpass", "agent") is not None]
    return [Hostile(v, "attack", False, v, *verb_span(parse, v)) for v in told if _is_loss(parse, v)]


def _is_loss(parse: Parse, verb: int) -> bool:
    """Say whether one who speaks for a side says that its men were hit, and not by whom."""
    hit, said = parse.child(verb, "nsubjpass"), _said_by(parse, verb)
    if hit is None or said is None or parse.lemma[said] not in _SPOKEN_FOR or parse.child(verb, "agent") is not None:
        return False
    own = [k for c in parse.children_of(hit, "prep") for k in parse.children_of(c, "pobj")]
    return any(parse.lemma[w] in _MEN for w in (hit, *own))


def _alive(parse: Parse, ground: Ground, first: int, last: int) -> Claim | None:
    """Return the truce that is alive and named in a sentence or last before it."""
    here = parse.sentence_of[first]
    named = [ground.at[j] for j in range(first, last) if j in ground.at]
    near = takewhile(lambda pair: here - parse.sentence_of[pair[0]] <= _REACH, ground.earlier(first))
    before = (claim for _, claim in near)
    return next((c for c in (*named, *before) if _can_be_broken(c)), None)


def _can_be_broken(claim: Claim) -> bool:
    return claim.value("status") in ALIVE and claim.value("type") in (*TWO_SIDED, *BY_STEPS)


def _is_old(parse: Parse, ground: Ground, hostile: Hostile, year: int | None) -> bool:
    """Say whether an act lies before the truce, by a year of its own or by its words ("in the days before the truce")."""
    near = range(hostile.word, min(parse.sentences[parse.sentence_of[hostile.word]][1], hostile.last + 8))
    if any(parse.lower[j] == "before" and any(k in ground.at for k in range(j + 1, j + 5)) for j in near):
        return True
    verb = hostile.word if hostile.verb is None else hostile.verb
    return year is not None and has_earlier_year(parse, verb, year)


def _is_charge(parse: Parse, words: HostileWords, hostile: Hostile, claim: Claim) -> bool:
    accused = _accused(parse, hostile)
    if accused is not None:
        return not is_outside(parse, words, accused, claim)
    if hostile.nominal and _complained(parse, hostile) and hostile.last > hostile.word:
        return True
    if hostile.nominal and hostile.verb is None:
        return False
    verb = hostile.word if hostile.verb is None else hostile.verb
    said = _said_by(parse, verb)
    by = perpetrator_of(parse, hostile)
    if said is not None and by is None and parse.child(verb, "nsubjpass") is not None and parse.lemma[verb] in _LOSING:
        return _is_done(parse, verb)
    if said is None or by is None or not _is_done(parse, verb) or is_outside(parse, words, by, claim):
        return False
    if parse.lemma[by] == parse.lemma[said]:
        return False
    return is_named_party(parse, by, claim) or (_speaks_for_side(parse, words, said, claim) and _is_side(parse, words, by, claim))


def _accused(parse: Parse, hostile: Hostile) -> int | None:
    """Return who is accused of an act: "accused the army of having struck the port", "charged the clans with raids on the mill"."""
    below = parse.first_conjunct(hostile.word)
    over = parse.head[below]
    if hostile.nominal and parse.lemma[over] == "blame" and parse.dep[below] == "dobj" and hostile.last > hostile.word:
        return next((k for c in parse.children_of(over, "prep") if parse.lower[c] == "on" for k in parse.children_of(c, "pobj")), None)
    if (accused := accused_in_row(parse, hostile.word)) is not None:
        return accused
    for a in islice(parse.ancestors(below), 4):
        if parse.lemma[a] in _ACCUSING and parse.pos[a] == "VERB":
            if parse.lower[below] not in ("of", "for", "with", "over") or parse.child(a, "neg") is not None:
                return None
            return parse.child(a, "dobj", "nsubjpass")
        if parse.pos[a] == "VERB" and parse.dep[below] != "conj" and parse.lemma[a] not in ("carry", "conduct", "launch", "open"):
            return None
        below = a
    return None


def _complained(parse: Parse, hostile: Hostile) -> bool:
    """Say whether somebody complains of an act: "complained of the shelling of its post", "protested at a raid on the mill"."""
    prep = parse.head[parse.first_conjunct(hostile.word)]
    verb = parse.head[prep]
    return parse.lower[prep] in ("of", "about", "against", "at", "over") and parse.lemma[verb] in ("complain", "protest")


def _said_by(parse: Parse, verb: int) -> int | None:
    """Return who says that an act was done: the subject of the verb of saying over its clause."""
    top = parse.first_conjunct(verb)
    if parse.dep[top] == "relcl" and parse.dep[parse.head[top]] == "attr":
        top = parse.head[parse.head[top]]  # "said it was the militia that shelled the road"
    over = parse.head[top]
    if (told := version_of(parse, top)) is not None:
        return parse.child(told, "nsubj")
    if parse.dep[top] not in ("ccomp", "parataxis") or parse.lemma[over] not in _CHARGING:
        return None
    return parse.child(over, "nsubj") if parse.child(over, "neg") is None else None


def _is_done(parse: Parse, verb: int) -> bool:
    """Say whether an act is told as done: in the past, the perfect or the past perfect, and not denied."""
    helping = {parse.lower[c] for c in parse.children_of(verb, "aux", "auxpass")}
    if parse.child(verb, "neg") is not None or parse.tag[verb] not in ("VBD", "VBN", "VBG"):
        return False
    return not any(parse.tag[c] in ("MD", "TO") for c in parse.children_of(verb, "aux")) and (parse.tag[verb] == "VBD" or bool(helping))


def _speaks_for_side(parse: Parse, words: HostileWords, speaker: int, claim: Claim) -> bool:
    """Say whether who speaks is a side of the truce or speaks for one: an army, a ministry, a spokesman, "they"."""
    spoken = parse.lemma[speaker] in _SPOKEN_FOR or parse.pos[speaker] == "PRON"
    return spoken or is_named_party(parse, speaker, claim) or is_armed(parse, words, speaker)


def _is_side(parse: Parse, words: HostileWords, by: int, claim: Claim) -> bool:
    """Say whether who is charged can be a side of the truce."""
    if parse.lemma[by] in _OTHER or is_named_party(parse, by, claim) or is_armed(parse, words, by):
        return True
    return parse.pos[by] == "PROPN" and not isinstance(claim.fields.get("parties"), list)
