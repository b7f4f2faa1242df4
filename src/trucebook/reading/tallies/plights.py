"""Plights: counts of people whom no verb harms: who need help, left a land for good, are traded, or whose fate as captives is open.

Invariant: a plight is told by the verb or noun that the count hangs on, in its own sentence.
"""

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.tallies.beside import lists
from trucebook.reading.tallies.counts import Count
from trucebook.reading.tallies.harms import Hit

_NEEDS = frozenset({"need", "require", "depend", "rely"})
_HELP = frozenset("aid assistance food help medicine rations relief shelter supplies support water".split())
_TRADES = frozenset({"exchange", "exchanged", "exchanges", "swap", "swapped", "swaps", "traded"})
_SETTING_OUT = frozenset({"be", "begin", "continue", "start"})
_QUITS = frozenset({"leave", "abandon", "quit"})
_HOLDS = frozenset({"hold", "capture", "seize", "abduct", "kidnap", "detain"})
_WHILES = frozenset({"minutes", "hour", "hours", "night", "day", "days", "week", "weeks", "month", "months"})
_MANY, _NEAR = 1000, 8


def plight(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people who need help, left their land, or were traded for others."""
    ways = (_in_need, left_for_good, _traded, _given_back, _to_leave)
    return next((hit for way in ways if (hit := way(parse, count)) is not None), None)


def _in_need(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "8 million people need some form of assistance", "6,000 families rely on food aid"."""
    v = parse.head[count.head]
    if parse.dep[count.head] != "nsubj" or parse.lemma[v].lower() not in _NEEDS or v <= count.last:
        return None
    return ("affected", v) if not _HELP.isdisjoint(parse.lower[v + 1 : v + 1 + _NEAR]) else None


def left_for_good(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "more than 100,000 settlers left the colony for good", "300,000 Danes left Memba": many, and no men in arms."""
    v = parse.head[count.head]
    noun = parse.lower[count.noun] if count.noun is not None else ""
    if parse.dep[count.head] != "nsubj" or parse.lemma[v].lower() not in _QUITS or noun in lists().fighters or noun in ("troops", "forces"):
        return None
    left = parse.child(v, "dobj")
    if left is None or parse.child(v, "neg") is not None or (count.number.low or 0) < _MANY:
        return None
    gone = parse.pos[left] == "PROPN" or _for_good(parse, v)
    return ("displaced", v) if gone else None


def _for_good(parse: Parse, v: int) -> bool:
    return any(parse.lower[j : j + 2] == ["for", "good"] for j in range(v + 1, min(v + _NEAR, len(parse))))


def _traded(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of those for whom others are given: "six soldiers were exchanged for 90 rebels"."""
    before = parse.lower[max(0, count.first - 2) : count.first]
    return ("released", count.first - 2) if before[-1:] == ["for"] and before[:1] and before[0] in _TRADES else None


def _given_back(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "returned 40 men", "received 40 men" where an exchange is told: in its sentence or the one before."""
    w = parse.first_conjunct(count.head)
    v = parse.head[w]
    back = parse.lemma[v].lower() in ("return", "receive") and parse.dep[w] == "dobj"
    return ("released", v) if back and in_trade(parse, count) else None


def in_trade(parse: Parse, count: Count) -> bool:
    """Say whether an exchange of people is told in a count's sentence, or the one before."""
    at = parse.sentence_of[count.first]
    words = parse.lower[parse.sentences[max(0, at - 1)][0] : parse.sentences[at][1]]
    return not _TRADES.isdisjoint(words) and not {"prisoner", "prisoners", "captives", "hostages", "detainees"}.isdisjoint(words)


def _to_leave(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of those who are to leave, or whom a deal will see leave: "60 of his men are to leave under the deal"."""
    w = parse.first_conjunct(count.head)
    v = parse.head[w]
    first, last = parse.sentences[parse.sentence_of[w]]
    if lists().deals.isdisjoint(parse.lower[first:last]):
        return None
    due = parse.child(v, "xcomp") if parse.lemma[v].lower() in _SETTING_OUT and parse.dep[w] == "nsubj" else None
    seen = parse.lemma[v].lower() == "see" and parse.dep[w] == "dobj"
    due = next((c for c in parse.children[v] if c > count.last and parse.pos[c] == "VERB"), None) if seen else due
    return ("evacuated", due) if due is not None and parse.lemma[due].lower() in ("leave", "depart", "withdraw") else None


def held_by(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of captives whose fate is told ("the fate of seven policemen whom the militia has held since June"), and of those
    held for a while: "held 800 people for hours"."""
    v = parse.head[count.head]
    if parse.lemma[v].lower() == "hold" and parse.dep[count.head] == "dobj" and _for_a_while(parse, count.last + 1):
        return "detained", v
    clause = next((c for c in parse.children_of(count.head, "relcl") if parse.lemma[c].lower() in _HOLDS), None)
    fate = parse.lower[count.first - 1 : count.first] == ["of"] and parse.lower[count.first - 2 : count.first - 1] == ["fate"]
    return ("detained", clause) if clause is not None and fate else None


def _for_a_while(parse: Parse, i: int) -> bool:
    """Say whether a length of time stands at word i: "for hours", "for three days", "for a night"."""
    return parse.lower[i : i + 1] == ["for"] and not _WHILES.isdisjoint(parse.lower[i + 1 : i + 4])
