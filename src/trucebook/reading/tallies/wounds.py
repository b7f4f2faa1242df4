"""Wounds: counts of people hurt by what they lost, where they were hit or the hospital they were taken to.

Invariant: the hurt is told by a part of the body, a word of injury or a hospital that the count's own verb leads to.
"""

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.tallies.counts import Count, noun_lists
from trucebook.reading.tallies.cue_words import cues
from trucebook.reading.tallies.harms import Hit

_LIMBS = frozenset("arm arms eye eyes finger fingers foot hand hands leg legs limb limbs sight".split())
_HIT_IN = _LIMBS | frozenset("ankle arm back foot hand hip knee knees shoulder thigh thighs".split())
_ADMITS = frozenset({"admit", "receive", "take", "treat"})
_RUSHES = frozenset({"admit", "hospitalise", "hospitalize", "rush", "take"})
_WARDS = frozenset({"hospital", "hospitals", "clinic"})
_MEETS = frozenset({"suffer", "sustain", "receive", "have"})
_HARMED = frozenset("attack blast bomb dead died explosion injured killed raid shelled shelling strike wounded".split())
_DEADLY = frozenset({"injuries", "injury", "wounds", "wound", "burns"})
_NEAR, _FAR = 8, 30


def wounded(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people who lost a limb, suffered wounds, were shot in the leg, or were taken to hospital."""
    ways = (_lost_limb, _suffered, _shot_in, _admitted, _to_hospital)
    return next((hit for way in ways if (hit := way(parse, count)) is not None), None)


def died_of_wounds(parse: Parse, count: Count, cue: int) -> Hit | None:
    """Return the hit of the hurt who did not live: "four people wounded in the raid have died of their injuries"."""
    if not count.first <= cue <= count.last + 1:
        return None
    last = parse.sentences[parse.sentence_of[count.last]][1]
    for i in range(count.last + 1, min(last, count.last + _FAR)):
        if parse.pos[i] == "NUM" and parse.tag[i] == "CD":
            return None
        if parse.lower[i] in ("died", "succumbed") and not _DEADLY.isdisjoint(parse.lower[i + 1 : i + 5]):
            return "killed", i
    return None


def _lost_limb(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "two lost a leg", "one of the miners lost his sight"."""
    verb = parse.head[count.head]
    lost = parse.child(verb, "dobj") if parse.dep[count.head] == "nsubj" and parse.lemma[verb] == "lose" else None
    return ("injured", lost) if lost is not None and parse.lower[lost] in _LIMBS else None


def _suffered(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people right behind whom it says "suffered light wounds", "have burns"."""
    i = count.last + 1
    if i >= len(parse) or parse.lemma[i] not in _MEETS:
        return None
    noun = next((j for j in range(i + 1, min(i + 5, len(parse))) if parse.lower[j] in cues().harms), None)
    plain = noun is not None and all(parse.pos[j] in ("ADJ", "ADV", "NOUN", "VERB") for j in range(i + 1, noun))
    return ("injured", noun) if noun is not None and plain else None


def _shot_in(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "two men were shot in the legs", "hit 12 marchers in the knees"."""
    verb = parse.head[parse.first_conjunct(count.head)]
    if parse.dep[parse.first_conjunct(count.head)] not in ("dobj", "nsubjpass") or parse.lemma[verb] not in (
        "shoot",
        "hit",
        "stab",
    ):
        return None
    i = max(verb, count.last) + 1
    return ("injured", verb) if parse.lower[i : i + 1] == ["in"] and not _HIT_IN.isdisjoint(parse.lower[i + 1 : i + 4]) else None


def _admitted(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "the hospital took in 14 people with shrapnel wounds", "has admitted 90 with burns"."""
    verb = parse.head[count.head]
    if parse.dep[count.head] != "dobj" or parse.lemma[verb] not in _ADMITS:
        return None
    behind = parse.lower[count.last + 1 : count.last + _NEAR]
    return ("injured", verb) if behind[:1] == ["with"] and not cues().harms.isdisjoint(behind) else None


def _to_hospital(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "ten others were taken to hospital" where harm has just been told; the sick and the dead are none."""
    verb = parse.head[count.head]
    noun = parse.lower[count.noun] if count.noun is not None else ""
    if parse.dep[count.head] != "nsubjpass" or parse.lemma[verb] not in _RUSHES or noun in ("patient", "patients"):
        return None
    behind = parse.lower[verb + 1 : verb + 5]
    taken = _amid_harm(parse, count) and behind[:1] == ["to"] and not _WARDS.isdisjoint(behind) and noun not in noun_lists().harmed
    return ("injured", verb) if taken else None


def _amid_harm(parse: Parse, count: Count) -> bool:
    """Say whether a count adds to others, or the words before it tell of dead, wounded or a blast."""
    last = parse.sentences[parse.sentence_of[count.last]][1]
    near = parse.lower[max(0, count.first - _FAR) : min(last, count.last + _FAR)]
    return not _HARMED.isdisjoint(near) or not {"other", "others", "more"}.isdisjoint(parse.lower[count.first : count.last + 1])
