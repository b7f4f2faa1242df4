"""Plights: counts of people whom no verb harms: who need help, left a land for good, are traded, or whose fate as captives is open.

Invariant: a plight is told by the verb or noun that the count hangs on, in its own sentence.
"""

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.tallies.counts import Count, noun_lists, words_up_to
from trucebook.reading.tallies.harms import Hit
from trucebook.reading.tallies.listed import lists

_NEEDS = frozenset({"need", "require", "depend", "rely"})
_HELP = frozenset("bread flour fuel milk aid assistance food help medicine rations relief shelter supplies support water".split())
_HUNGERS = frozenset({"hunger", "famine", "starvation", "malnutrition", "shortage", "shortages", "insecurity", "thirst"})
_TRADES = frozenset({"exchange", "exchanged", "exchanges", "swap", "swapped", "swaps", "traded"})
_SETTING_OUT = frozenset({"be", "begin", "continue", "start"})
_QUITS = frozenset({"leave", "abandon", "quit"})
_HOLDS = frozenset({"hold", "capture", "seize", "abduct", "kidnap", "detain"})
_WHILES = frozenset({"minutes", "hour", "hours", "night", "day", "days", "week", "weeks", "month", "months"})
_HANDS = frozenset({"return", "receive", "get", "give", "take", "hand", "repatriate"})
_CUTS = frozenset({"cut", "halt", "stop", "interrupt", "disrupt", "suspend", "block"})
_SERVICES = frozenset({"water", "power", "electricity", "gas", "supplies", "food", "heating", "fuel", "aid", "medicine"})
_MANY, _NEAR = 1000, 8


def plight(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people who need help, left their land, or were traded for others."""
    ways = (_kept_away, _in_need, _hungry, _without, _unreached, _deprived, _unheard_of, left_for_good, _traded, _to_leave)
    return next((hit for way in ways if (hit := way(parse, count)) is not None), None)


def _kept_away(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "9,000 villagers have not been able to go home", "900 families are unable to return"."""
    v = parse.head[count.head]
    able = parse.child(v, "acomp") if parse.dep[count.head] == "nsubj" and parse.lemma[v] == "be" else None
    if able is None or not (parse.lower[able] == "unable" or (parse.lower[able] == "able" and parse.child(v, "neg") is not None)):
        return None
    behind = parse.lower[able + 1 : able + 5]
    return ("displaced", able) if behind[:1] == ["to"] and not {"return", "home"}.isdisjoint(behind) else None


def _in_need(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "8 million people need some form of assistance", "6,000 families rely on food aid"."""
    v = parse.head[count.head]
    if parse.dep[count.head] != "nsubj" or parse.lemma[v] not in _NEEDS or v <= count.last:
        return None
    care = parse.lower[v + 1 : v + 3] == ["to", "be"] and parse.lower[v + 3 : v + 4] in (["taken"], ["treated"], ["moved"], ["flown"])
    return ("affected", v) if care or not _HELP.isdisjoint(parse.lower[v + 1 : v + 1 + _NEAR]) else None


def _hungry(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "900,000 people face severe hunger", "are facing acute food shortages"."""
    v = parse.head[count.head]
    faced = parse.dep[count.head] == "nsubj" and parse.lemma[v] in ("face", "suffer", "experience", "confront")
    return ("affected", v) if faced and not _HUNGERS.isdisjoint(parse.lower[v + 1 : v + 5]) else None


def _without(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "9,000 people have had no outside help since May", "6,000 customers lost power"."""
    v = parse.head[count.head]
    if parse.dep[count.head] != "nsubj" or parse.lemma[v] not in ("have", "get", "receive", "lose", "lack"):
        return None
    behind = parse.lower[v + 1 : v + 6]
    none = parse.lemma[v] in ("lose", "lack") or behind[:1] in (["no"], ["little"]) or parse.child(v, "neg") is not None
    return ("affected", v) if none and not (_HELP | _SERVICES).isdisjoint(behind) else None


def _unreached(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "no food has reached the 9,000 people of the town since May"."""
    v = parse.head[parse.first_conjunct(count.head)]
    what = parse.child(v, "nsubj")
    if parse.lemma[v] != "reach" or what is None or parse.dep[parse.first_conjunct(count.head)] != "dobj":
        return None
    none = parse.child(v, "neg") is not None or any(parse.lower[c] in ("no", "little") for c in parse.children[what])
    return ("affected", v) if none and parse.lower[what] in _HELP | _SERVICES else None


def left_for_good(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "more than 100,000 settlers left the colony for good", "300,000 Danes left Memba": many, and no men in arms."""
    v = parse.head[count.head]
    noun = parse.lower[count.noun] if count.noun is not None else ""
    if parse.dep[count.head] != "nsubj" or parse.lemma[v] not in _QUITS or noun in lists().fighters or noun in ("troops", "forces"):
        return None
    left = parse.child(v, "dobj")
    if left is None or parse.child(v, "neg") is not None or (count.number.low or 0) < _MANY:
        return None
    gone = parse.pos[left] == "PROPN" or _for_good(parse, v)
    return ("displaced", v) if gone else None


def _deprived(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people to whom something they live on is cut: "cut off water to 40,000 people"."""
    over = parse.head[count.head]
    if parse.dep[count.head] != "pobj" or parse.lower[over] not in ("to", "for"):
        return None
    near = range(max(0, over - _NEAR), over)
    cut = next((i for i in near if parse.lemma[i] in _CUTS), None)
    return ("affected", cut) if cut is not None and any(parse.lower[i] in _SERVICES for i in near if i > cut) else None


def _unheard_of(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people of whom nobody knows: "had no word of the three others", "nothing has been heard of two drivers"."""
    over = parse.head[count.head]
    if parse.dep[count.head] != "pobj" or parse.lower[over] not in ("of", "from", "about"):
        return None
    before = parse.lower[max(0, over - 5) : over]
    none = not {"no", "nothing", "without", "not", "any"}.isdisjoint(before)
    return ("missing", over - 1) if none and before[-1] in ("word", "news", "trace", "heard", "sign", "information") else None


def awaits(parse: Parse, cue: int) -> bool:
    """Say whether an evacuation is only needed or waited for: "need to be evacuated", "must be evacuated"."""
    over = parse.lemma[parse.head[cue]]
    due = parse.dep[cue] in ("xcomp", "advcl") and over in ("need", "wait", "await", "require", "ask", "beg", "hope")
    modal = any(parse.lower[c] in ("must", "should", "cannot", "ought") for c in parse.children_of(cue, "aux"))
    return due or modal


def unharmed(parse: Parse, count: Count) -> bool:
    """Say whether people are said to have come to no harm: "ten miners sheltering in a tunnel were unharmed"."""
    said = parse.child(parse.head[count.head], "acomp", "oprd")
    return parse.dep[count.head] == "nsubj" and said is not None and parse.lower[said] in ("unharmed", "unhurt", "uninjured", "unscathed")


def on_wheels(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of people whom buses or trucks carry, where the sentence, or the one before, speaks of a deal: "three buses
    carrying 40 rebels were held up"."""
    w = parse.first_conjunct(count.head)
    v = parse.head[w]
    ridden = parse.lemma[parse.head[v]] in ("bus", "convoy", "coach", "truck", "train", "ship") and parse.tag[v] == "VBG"
    if parse.dep[w] != "dobj" or not ridden or parse.lemma[v] not in ("carry", "transport", "take", "bring"):
        return None
    at = parse.sentence_of[v]
    words = parse.lower[parse.sentences[max(0, at - 2)][0] : parse.sentences[at][1]]
    dealt = not (lists().deals - {"bus", "buses", "convoy", "convoys"}).isdisjoint(words)
    return ("evacuated", v) if dealt and not {"bomb", "blast", "explosion", "fired", "shot", "attacked"} & set(words) else None


def _for_good(parse: Parse, v: int) -> bool:
    return any(parse.lower[j : j + 2] == ["for", "good"] for j in range(v + 1, min(v + _NEAR, len(parse))))


def _traded(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of those for whom others are given: "six soldiers were exchanged for 90 rebels"."""
    before = parse.lower[max(0, count.first - 2) : count.first]
    if before[-1:] != ["for"] or not before[0].isalpha():
        return None
    freed = before[0] in _TRADES | {"freed", "released"}
    first = parse.sentences[parse.sentence_of[count.first]][0]
    given = before[0] == "return" and not {"freed", "released", "free", "release", "go"}.isdisjoint(parse.lower[first : count.first])
    return ("released", count.first - 2) if freed or given else None


def given_back(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of "returned 40 men", "got back 40 men" where an exchange is told: in its sentence or the one before; captives
    who are returned need no such word, unless it is to a jail."""
    w = parse.first_conjunct(count.head)
    v = parse.head[w]
    if parse.dep[w] != "dobj" or parse.lemma[v] not in _HANDS:
        return None
    if parse.lemma[v] in ("get", "give", "take", "hand") and parse.lower[v + 1 : v + 2] != ["back"]:
        return None
    captive = count.noun is not None and noun_lists().harmed.get(parse.lower[count.noun]) == "detained"
    back = captive and parse.lemma[v] != "receive" and "to" not in parse.lower[count.last + 1 : count.last + 2]
    return ("released", v) if back or in_trade(parse, count) else None


def in_trade(parse: Parse, count: Count) -> bool:
    """Say whether an exchange of people is told in a count's sentence, or the one before."""
    words = words_up_to(parse, count.first)
    swapped = any(words[i : i + 2] == ["in", "return"] for i in range(len(words))) or not _TRADES.isdisjoint(words)
    if swapped and "handed" in words:
        return True
    return not _TRADES.isdisjoint(words) and not {"prisoner", "prisoners", "captives", "hostages", "detainees"}.isdisjoint(words)


def _to_leave(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of those who are to leave, or whom a deal will see leave: "60 of his men are to leave under the deal"."""
    w = parse.first_conjunct(count.head)
    v = parse.head[w]
    if lists().deals.isdisjoint(words_up_to(parse, w)):
        return None
    let = parse.lemma[v] in ("allow", "permit") and parse.dep[w] == "nsubjpass"
    due = parse.child(v, "xcomp") if let or (parse.lemma[v] in _SETTING_OUT and parse.dep[w] == "nsubj") else None
    seen = parse.lemma[v] == "see" and parse.dep[w] == "dobj"
    due = next((c for c in parse.children[v] if c > count.last and parse.pos[c] == "VERB"), None) if seen else due
    return ("evacuated", due) if due is not None and parse.lemma[due] in ("leave", "depart", "withdraw") else None


def held_by(parse: Parse, count: Count) -> Hit | None:
    """Return the hit of captives whose fate is told ("the fate of seven policemen whom the militia has held since June"), and of those
    held for a while: "held 800 people for hours"."""
    v = parse.head[count.head]
    if parse.lemma[v] == "hold" and parse.dep[count.head] == "dobj" and _for_a_while(parse, count.last + 1):
        return "detained", v
    clause = next((c for c in parse.children_of(count.head, "relcl") if parse.lemma[c] in _HOLDS), None)
    fate = parse.lower[count.first - 1 : count.first] == ["of"] and parse.lower[count.first - 2 : count.first - 1] == ["fate"]
    return ("detained", clause) if clause is not None and fate else None


def _for_a_while(parse: Parse, i: int) -> bool:
    """Say whether a length of time stands at word i: "for hours", "for three days", "for a night"."""
    return parse.lower[i : i + 1] == ["for"] and not _WHILES.isdisjoint(parse.lower[i + 1 : i + 4])
