"""Exits: counts of people who get out, are let out, or are carried away by ship, bus or plane.

Invariant: an exit is told by a verb and a way out, a carrier or a place, all in the count's own sentence.
"""

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.tallies.counts import Count, noun_lists, noun_of, words_up_to
from trucebook.reading.tallies.harms import Hit
from trucebook.reading.tallies.listed import lists

_LETS = frozenset({"let", "get", "bring", "take", "carry", "fly", "ferry", "bus", "lead", "guide", "escort", "ship"})
_SAILS = frozenset({"leave", "depart", "sail", "arrive", "reach", "set", "dock", "land", "go", "count", "pass"})
_CARRIERS = frozenset(
    "boat boats bus buses coach coaches convoy ferry ferries helicopter minibus plane planes ship ships train vessel".split()
)
_MEANS = _CARRIERS | {"air", "sea", "helicopters", "lorry", "truck", "trucks", "ambulance", "ambulances", "road"}
_RIDES = frozenset("airlift bring carry escort evacuate ferry fly move remove take transfer transport".split())
_WARDS = frozenset("hospital hospitals clinic court custody police questioning jail jails prison prisons cells detention".split())
_WALKS = frozenset({"walk", "file", "march", "come", "get", "go"})
_WAYS = frozenset("corridor corridors passage evacuation evacuations convoy convoys buses route".split())
_LETTING = _WAYS | frozenset(
    "bused bussed buses convoy evacuated evacuate evacuating evacuees lull lulls besieged siege blockade encircled encirclement".split()
)
_NEAR, _BACK = 9, 70


def got_out(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people who are let out, sail away, ride out or walk out."""
    ways = (_let_out, _on_board, ridden, _by_carrier, _walked_out, _to_be_taken, _made_it_out, _allowed_out, _in_convoy, _boarded)
    return next((hit for way in ways if (hit := way(parse, count)) is not None), None)


def _let_out(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "let out 900 civilians", "got out 40 patients"."""
    at = count.first - 2
    if parse.lower[count.first - 1 : count.first] != ["out"] or at < 0 or parse.lemma[at] not in _LETS:
        return None
    return None if parse.child(at, "neg") is not None else ("evacuated", at)


def _on_board(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "a ferry left with 600 people", "ships with 600 foreigners on board sailed"; soldiers who ride are none."""
    over = parse.head[parse.first_conjunct(count.head)]
    if parse.lower[over] not in ("with", "carrying") or over >= count.first or noun_of(parse, count) in lists().fighters:
        return None
    first, last = parse.sentences[parse.sentence_of[over]]
    carrier = next((i for i in range(over - 1, max(first, over - _NEAR) - 1, -1) if parse.lower[i] in _CARRIERS), None)
    if carrier is None or parse.dep[carrier] not in ("nsubj", "nsubjpass", "ROOT"):
        return None
    verb = parse.child(carrier, "acl") if parse.dep[carrier] == "ROOT" else parse.head[carrier]
    if verb is None:
        return None
    return ("evacuated", verb) if parse.lemma[verb] in _SAILS and carrier < verb < last else None


def ridden(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people carried from one place to another: "moved 300 from Norvik to Sudvik", "were moved on Monday from"."""
    word = parse.first_conjunct(count.head)
    verb = parse.head[word]
    if parse.dep[word] not in ("dobj", "nsubjpass") or parse.lemma[verb] not in _RIDES or parse.tag[verb] == "VB":
        return None
    i = max(verb, count.last) + 1
    behind = parse.lower[i : i + _NEAR]
    away = next((j for j in range(i, min(i + 4, len(parse) - 1)) if parse.lower[j] == "from"), None)
    named = away is not None and parse.pos[away + 1] == "PROPN" and all(parse.pos[j] in ("ADP", "PROPN", "NOUN") for j in range(i, away))
    return ("evacuated", verb) if named and _WARDS.isdisjoint(behind) and noun_of(parse, count) not in lists().fighters else None


def _by_carrier(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "30 patients were taken by boat to Norvik", "900 left the city by plane"."""
    word = parse.first_conjunct(count.head)
    verb = parse.head[word]
    if parse.lower[verb] == "of" and parse.lower[parse.head[verb]] in ("party", "group", "batch"):
        word, verb = parse.head[verb], parse.head[parse.head[verb]]
    ridden = parse.dep[word] in ("nsubjpass", "dobj") and parse.lemma[verb] in _RIDES
    carrier = parse.child(verb, "nsubj") if parse.dep[word] == "dobj" and parse.lemma[verb] in _RIDES else None
    away = not {"away", "out", "from"}.isdisjoint(parse.lower[count.last + 1 : count.last + 4])
    if carrier is not None and parse.lower[carrier] in _CARRIERS and away and count.known:
        return "evacuated", verb
    left = parse.dep[word] == "nsubj" and parse.lemma[verb] in ("leave", "depart") and verb > count.last
    if not (ridden or left):
        return None
    behind = parse.lower[max(verb, count.last) + 1 : max(verb, count.last) + _NEAR]
    by = next((i for i, said in enumerate(behind) if said in ("by", "aboard")), None)
    carried = by is not None and not _MEANS.isdisjoint(behind[by + 1 : by + 3]) and _WARDS.isdisjoint(behind)
    return ("evacuated", verb) if carried else None


def _walked_out(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "300 rebels walked out of the mosque" and of people who "managed to get out" while a way is open."""
    word = parse.first_conjunct(count.head)
    verb = parse.head[word]
    if parse.dep[word] != "nsubj":
        return None
    inner = parse.child(verb, "xcomp") if parse.lemma[verb] in ("manage", "begin", "start", "continue") else None
    verb = inner if inner is not None else verb
    if parse.lemma[verb] not in _WALKS or parse.lower[verb + 1 : verb + 2] != ["out"] or parse.child(verb, "neg") is not None:
        return None
    irregular = noun_of(parse, count) in lists().fighters and parse.lower[verb + 2 : verb + 3] in (["of"], ["from"])
    return ("evacuated", verb) if irregular or _is_way_open(parse, verb) else None


def _made_it_out(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people who "made it out", "got away", "came out", "left by the same road" where a way out is open."""
    word = parse.first_conjunct(count.head)
    verb = parse.head[word]
    inner = parse.child(verb, "xcomp") if parse.lemma[verb] in ("manage", "begin", "start", "continue", "be") else None
    verb = inner if inner is not None else verb
    lemma, behind = parse.lemma[verb], parse.lower[verb + 1 : verb + _NEAR]
    if parse.dep[word] != "nsubj" or parse.child(verb, "neg") is not None or parse.pos[verb] != "VERB":
        return None
    out = (
        (lemma == "make" and behind[:2] == ["it", "out"])
        or (lemma in _WALKS and behind[:1] in (["out"], ["away"]))
        or (lemma in ("leave", "go", "depart") and behind[:1] != ["to"])
    )
    return ("evacuated", verb) if out and _is_ending(parse, verb) else None


def _allowed_out(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people who "were let out", "were allowed to leave" of a place that is shut: in these words themselves."""
    word = parse.first_conjunct(count.head)
    verb = parse.head[word]
    if parse.dep[word] != "nsubjpass" or parse.child(verb, "neg") is not None:
        return None
    lemma, behind = parse.lemma[verb], parse.lower[verb + 1 : verb + 4]
    let = lemma in ("let", "allow", "permit") and (behind[:1] == ["out"] or behind[:2] in (["to", "leave"], ["to", "depart"]))
    held = count.noun is not None and noun_lists().harmed.get(parse.lower[count.noun]) == "detained"
    return ("released" if held else "evacuated", verb) if let else None


def _in_convoy(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "a convoy of 800 people", "the removal of 800 people from the town" where an evacuation is told."""
    before = parse.lower[max(0, count.first - 2) : count.first]
    if before[-1:] != ["of"] or before[0] not in ("convoy", "column", "removal", "exit", "transfer", "busload"):
        return None
    if not count.known or noun_of(parse, count) in lists().fighters or not _is_ending(parse, count.first):
        return None
    return "evacuated", count.first - 2


def _boarded(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "on board were 127 people", "with 127 people aboard" where a convoy or an evacuation is told."""
    before = parse.lower[max(0, count.first - 4) : count.first]
    behind = parse.lower[count.last + 1 : count.last + 3]
    on = before[-2:-1] == ["board"] and before[-1:] in (["were"], ["are"], [":"], ["was"])
    aboard = behind[:1] == ["aboard"] or behind == ["on", "board"] or before[-3:] == ["aboard", "along", "with"]
    return ("evacuated", count.first - 1) if (on or aboard) and count.known and _is_ending(parse, count.first) else None


def _is_ending(parse: Parse, word: int) -> bool:
    """Say whether the sentence of a word, or the two before it, tell of an evacuation, a way out or a siege that a deal opens."""
    at = parse.sentence_of[word]
    first = parse.sentences[max(0, at - 2)][0]
    return not _LETTING.isdisjoint(parse.lower[max(first, word - _BACK) : parse.sentences[at][1]])


def _is_way_open(parse: Parse, word: int) -> bool:
    """Say whether the sentence of a word, or the one before, speaks of a way out."""
    return not _WAYS.isdisjoint(words_up_to(parse, word))


def _to_be_taken(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of those "who will be taken to Norvik" where a deal is told of."""
    row = {count.head, parse.first_conjunct(count.head), *parse.conjuncts(count.head)}
    clauses = (c for word in row for c in parse.children_of(word, "relcl") if parse.child(c, "nsubjpass") is not None)
    ride = next((c for c in clauses if parse.lemma[c] in _RIDES and c > count.last), None)
    if ride is None or parse.lower[ride + 1 : ride + 2] != ["to"] or not _WARDS.isdisjoint(parse.lower[ride + 1 : ride + 5]):
        return None
    return None if lists().deals.isdisjoint(words_up_to(parse, ride)) else ("evacuated", ride)
