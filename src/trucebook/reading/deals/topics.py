"""Topics: which action a clause in words of no frame stands for, by the first word of a topic in it ("not carry arms in the bazaar").

Invariant: the object speaks before what hangs on it; a clause without a topic is "other".
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.grounds import opens_exchange
from trucebook.reading.deals.obligations import Frames
from trucebook.reading.grammar.parse import Parse

_BARRING = deal_words("barring")
_DISTANCES = deal_words("distances")
_KEEPING = {"keep", "retain", "hold", "maintain", "preserve"}
_FAR = 40  # words of a clause that are looked at for its topic


def topic_of(parse: Parse, frames: Frames, word: int) -> str:
    """Return the action by the first topic word of a clause: its verb, its object, its passive subject, then what hangs on them."""
    lemma = parse.lemma[word]
    if lemma in _BARRING and (inner := next((c for c in parse.children[word] if parse.dep[c] in ("xcomp", "pcomp")), None)) is not None:
        return topic_of(parse, frames, inner)
    obj = parse.child(word, "dobj")
    if lemma in ("keep", "stay") and obj is not None and parse.lemma[obj] in _DISTANCES:
        return "withdraw"  # "keep 15 kilometres from the line"
    order = {"dobj": 0, "oprd": 1, "nsubjpass": 1, "dative": 2, "prep": 3, "agent": 3, "advmod": 3, "xcomp": 4, "ccomp": 5}
    if parse.child(word, "dobj") is None:
        order["nsubj"] = 6
    if lemma in _KEEPING and parse.child(word, "neg") is None and not any(parse.lower[c] == "out" for c in parse.children[word]):
        order = {"dobj": 0}
    ways = sorted((order[parse.dep[c]], c) for c in parse.children[word] if parse.dep[c] in order)
    for k in (word, *(j for _, c in ways if not opens_exchange(parse, c) for j in _near_first(parse, c))):
        action = "restore_services" if _is_current(parse, k) else frames.topics.get(parse.lemma[k])
        if action is not None and _is_beside_topic(parse, word, k, action):
            continue
        if action is not None and abs(k - word) <= _FAR and not (action == "disarm" and lemma in _KEEPING):
            return action
    return "withdraw" if lemma in _LEAVING and parse.child(word, "dobj") is not None and parse.child(word, "ccomp") is None else "other"


def _is_beside_topic(parse: Parse, verb: int, word: int, action: str) -> bool:
    """Say whether a topic word is none here: "punish those who …" pardons nobody, to "remain on their positions" pulls nobody back,
    "the humanitarian crisis" is no relief, "their status" no state's."""
    lemma = parse.lemma[word]
    if action == "amnesty" and lemma not in _PARDONS and parse.child(verb, "neg") is None:
        return parse.lemma[verb] not in _DROPPING
    if action == "withdraw" and parse.lemma[verb] in _STAYING:
        return not _AWAY & set(parse.lower[verb:word])
    if lemma == "committee" and parse.dep[parse.first_conjunct(word)] not in ("nsubj", "dobj", "nsubjpass"):
        return True  # "register with a local committee"
    if word == verb and lemma == "pass":
        return parse.child(verb, "dobj", "nsubjpass") is not None  # "lists have been passed between them"
    if action == "autonomy" and (parse.dep[word] == "compound" or parse.lemma[verb] in ("close", "shut")):
        return True  # "close all party offices"
    return action == "aid" and parse.dep[word] == "amod" and parse.lemma[parse.head[word]] in _WOES


_LEAVING = {"quit", "vacate"}
_PARDONS = {"amnesty", "immunity", "pardon"}
_DROPPING = {"annul", "cancel", "drop", "end", "lift", "refrain", "spare", "stop", "suspend", "withdraw"}
_STAYING = {"hold", "keep", "leave", "remain", "stay"}
_AWAY = {"away", "behind", "clear", "from", "out"}
_WOES = {"catastrophe", "crisis", "disaster", "plight", "situation", "suffering", "toll"}


def _is_current(parse: Parse, word: int) -> bool:
    """Say whether "power" is the electric one: "the power grid", "power lines"."""
    return parse.lower[word] == "power" and parse.lemma[parse.head[word]] in _OF_CURRENT


_OF_CURRENT = {"cut", "grid", "line", "network", "outage", "plant", "station", "supply"}


def _near_first(parse: Parse, word: int) -> list[int]:
    """Return the words of a phrase, its head and what is in a row with it before what hangs on them."""
    row = parse.conjuncts(word)
    rest = [j for j in parse.subtree(word) if j not in row]
    return [*row, *rest]
