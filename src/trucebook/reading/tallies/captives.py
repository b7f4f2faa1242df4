"""Captives: counts of people who are set free, sent home or still in somebody's hands, by the words around them.

Invariant: people are released only where captivity is told, by their noun, a clause on them or the verb's own words.
"""

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.tallies.counts import Count, noun_lists
from trucebook.reading.tallies.cue_words import cues
from trucebook.reading.tallies.harms import Hit

_GIVES = frozenset({"bring", "deliver", "fly", "give", "hand", "return", "send", "take", "turn"})
_BACK = frozenset({"back", "home", "over"})
_COMES = frozenset({"arrive", "come", "get", "go", "return", "walk"})
_JAILS = frozenset({"captivity", "detention", "imprisonment", "jail", "prison", "jails", "prisons", "custody"})
_LOCKUPS = frozenset({"barracks", "cells", "custody", "detention", "filtration", "interrogation", "jail", "prison", "questioning"})
_STAYS = frozenset({"be", "remain", "stay", "find"})
_NEVER = frozenset({"find", "hear", "see", "trace"})
_PULLS = frozenset({"drag", "haul", "pull", "take"})
_VEHICLES = frozenset({"bus", "buses", "car", "cars", "convoy", "train", "truck", "trucks", "vehicle", "vehicles"})
_CAUGHT_IN = frozenset({"amid", "between", "by", "in", "on", "under", "up"})
_NEAR = 5


def captive(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people who are set free, come from captivity, are sent home, caught, or not heard of since."""
    ways = (_set_free, _from_jail, _out_of_jail, _traded, _sent_home, _caught, _pulled_off, _picked_up, _in_hands, _taken_along, _not_found)
    return next((hit for way in ways if (hit := way(parse, count)) is not None), None)


def _picked_up(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people whom somebody takes to a jail or picks up: "were taken to a filtration camp", "picked up by gunmen"."""
    verb = _verb(parse, count, "nsubjpass", "dobj")
    if verb is None or parse.child(verb, "neg") is not None or noun_lists().harmed.get(parse.lower[count.head]) in ("killed", "injured"):
        return None
    i = max(verb, count.last) + 1
    behind = parse.lower[i : i + 1 + _NEAR]
    if parse.lemma[verb] == "pick" and parse.lower[verb + 1 : verb + 2] == ["up"] and parse.dep[count.head] == "nsubjpass":
        return "detained", verb
    led = parse.lemma[verb] in ("take", "bring", "drive", "march", "lead", "transfer", "haul")
    return ("detained", verb) if led and behind[:1] == ["to"] and not _LOCKUPS.isdisjoint(behind[1:]) else None


def _in_hands(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people who "remain in the rebels' hands", "are in enemy hands"."""
    if count.noun is None or parse.dep[parse.first_conjunct(count.head)] != "nsubj":
        return None
    last = min(count.last + 9, parse.sentences[parse.sentence_of[count.last]][1])
    hands = next((i for i in range(count.last + 2, last) if parse.lower[i] == "hands"), None)
    held = hands is not None and "in" in parse.lower[max(count.last + 1, hands - 4) : hands]
    plain = hands is not None and not any(parse.tag[i] in ("DT",) and parse.lower[i] == "no" for i in range(count.last, hands))
    verb = parse.head[parse.first_conjunct(count.head)]
    return ("detained", hands) if hands is not None and held and plain and parse.lemma[verb] in _STAYS else None


def _taken_along(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people whom raiders "took with them", "carried off as shields"."""
    verb = _verb(parse, count, "dobj")
    if verb is None or parse.lemma[verb] not in ("take", "carry", "drag", "lead") or parse.child(verb, "neg") is not None:
        return None
    behind = parse.lower[count.last + 1 : count.last + 3]
    return ("detained", verb) if behind[:1] == ["with"] and behind[1:] in (["them"], ["him"]) and count.noun is not None else None


def _set_free(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "set free 40 women", whose "free" the parser takes for theirs."""
    free = parse.lower[max(0, count.first - 2) : count.first] in (["set", "free"], ["setting", "free"])
    return ("released", count.first - 2) if free and parse.child(count.first - 2, "neg") is None else None


def _from_jail(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "60 sailors returned from enemy captivity on Monday"."""
    verb = _verb(parse, count, "nsubj")
    if verb is None or parse.lemma[verb] not in _COMES or parse.child(verb, "neg") is not None:
        return None
    behind = parse.lower[verb + 1 : verb + 1 + _NEAR]
    start = next((i for i, word in enumerate(behind) if word == "from"), None)
    return ("released", verb) if start is not None and start < 2 and not _JAILS.isdisjoint(behind[start : start + 4]) else None


def _out_of_jail(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "30 were brought out of the prison", "30 men walked out of jail"."""
    verb = _verb(parse, count, "nsubj", "nsubjpass")
    if verb is None or parse.lemma[verb] not in _COMES | _GIVES or parse.child(verb, "neg") is not None:
        return None
    behind = parse.lower[verb + 1 : verb + 1 + _NEAR]
    return ("released", verb) if behind[:2] == ["out", "of"] and not _JAILS.isdisjoint(behind) else None


def _traded(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of captives who "changed hands"."""
    verb = _verb(parse, count, "nsubj")
    traded = verb is not None and parse.lemma[verb] == "change" and parse.lower[verb + 1 : verb + 2] == ["hands"]
    return ("released", verb) if verb is not None and traded and _is_held(parse, count) else None


def _sent_home(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of captives who are "handed back", "flown home", "sent back" or whom somebody "took home"."""
    verb = _verb(parse, count, "nsubjpass", "dobj")
    if verb is None or parse.lemma[verb] not in _GIVES or not _is_held(parse, count) or parse.child(verb, "neg") is not None:
        return None
    behind = parse.lower[verb + 1 : verb + 2] + parse.lower[count.last + 1 : count.last + 2]
    return ("released", verb) if not _BACK.isdisjoint(behind) else None


def _caught(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of runaways who "have been caught", not of people caught in something."""
    verb = _verb(parse, count, "nsubjpass")
    caught = verb is not None and parse.lower[verb] in ("caught", "recaptured", "rearrested")
    return ("detained", verb) if verb is not None and caught and _CAUGHT_IN.isdisjoint(parse.lower[verb + 1 : verb + 2]) else None


def _pulled_off(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people whom gunmen took off a bus: "pulled 12 men off the trucks", "took down four students from the bus"."""
    verb = _verb(parse, count, "dobj")
    if verb is None or parse.lemma[verb] not in _PULLS or parse.child(verb, "neg") is not None:
        return None
    end = min(len(parse), count.last + 2 + _NEAR)
    off = next((i for i in range(verb + 1, end) if parse.lower[i] in ("off", "down")), None)
    return ("detained", verb) if off is not None and not _VEHICLES.isdisjoint(parse.lower[max(0, verb - 12) : end]) else None


def _not_found(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people who "have never been found" or "have not been heard of since"."""
    verb = _verb(parse, count, "nsubjpass", "nsubj")
    for v in [verb, *parse.children_of(verb, "conj")] if verb is not None else []:
        told = parse.lemma[v] in _NEVER and parse.child(v, "auxpass") is not None
        never = parse.child(v, "neg") is not None or "never" in parse.lower[max(0, v - 3) : v]
        if told and never and parse.lower[v + 1 : v + 2] != ["guilty"]:
            return "missing", v
    return None


def _is_held(parse: Parse, count: Count) -> bool:
    """Say whether counted people are captives, by their noun or by a clause on them ("13 students arrested in March")."""
    if count.noun is not None and noun_lists().harmed.get(parse.lower[count.noun]) == "detained":
        return True
    clauses = parse.children_of(parse.first_conjunct(count.head), "acl", "relcl")
    return any(cues().verbs.get(parse.lemma[c]) == "detained" for c in clauses)


def _verb(parse: Parse, count: Count, *roles: str) -> int | None:
    """Return the verb that counted people stand in one of some roles to."""
    word = parse.first_conjunct(count.head)
    return parse.head[word] if parse.dep[word] in roles and parse.pos[parse.head[word]] in ("VERB", "AUX") else None
