"""Coming down: weapons told by where they were fired from and where they fell, of which the parser makes the wrong clause.

Invariant: an answer is a verb of the weapon's own sentence, behind the word that tells whence it was fired.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.grammar.parse import Parse

_FIRED = {"fire", "launch", "lob", "shoot"}
_COMING_DOWN = deal_words("coming_down")
_WEAPONS = deal_words("weapons_that_act") - {"bus", "car", "it", "that", "this", "which"}
_BLASTS = {"attack", "blast", "explosion", "raid", "shelling", "strike"}


def came_down(parse: Parse, weapon: int) -> int | None:
    """Return the verb of where a weapon fell that is told first by where it came from: "Shells fired from the ridge | fell on the port"."""
    fired = parse.head[weapon]
    if not is_flight(parse, fired) or parse.dep[weapon] != "nsubj":
        return None
    over = parse.head[fired]
    if parse.dep[fired] == "csubj" and parse.lemma[over] in _COMING_DOWN:
        return over
    edge = min(parse.right_edge(fired), fired + 12)
    return next((j for j in range(fired + 1, edge + 1) if parse.lemma[j] in _COMING_DOWN and _is_told(parse, j)), None)


def _is_told(parse: Parse, verb: int) -> bool:
    return parse.tag[verb] in ("VBD", "VBN") and parse.child(verb, "nsubj", "nsubjpass", "auxpass") is None


def is_flight(parse: Parse, fired: int) -> bool:
    """Say whether "fired" only tells whence weapons came: "rockets fired from an orchard landed"; no weapon fires by itself."""
    subject = parse.child(fired, "nsubj") if parse.lemma[fired] in _FIRED else None
    if subject is None or parse.child(fired, "dobj", "aux", "auxpass") is not None:
        return False
    return parse.lemma[subject] in _WEAPONS - {"artillery", "gun", "tank"}


def goes_off(parse: Parse, verb: int) -> bool:
    """Say whether it is something laid or packed that went off: "a bomb went off by the weir", "a lorry packed with fuel went off"."""
    subject = parse.child(verb, "nsubj")
    return subject is not None and parse.lemma[subject] in _GOING_OFF


_GOING_OFF = _WEAPONS | {"bombs", "bus", "car", "charge", "lorry", "motorbike", "motorcycle", "truck", "van", "vehicle"}


def by_weapon(parse: Parse, verb: int) -> bool:
    """Say whether it is a weapon, no hand, that does what a verb says: "shells fell", "a blast damaged the weir"."""
    over = next((a for a in parse.ancestors(verb) if parse.pos[a] == "VERB"), verb) if parse.dep[verb] == "acl" else verb
    verb = over if is_flight(parse, over) else next((c for c in parse.children_of(verb, "csubj") if is_flight(parse, c)), verb)
    subject = parse.child(verb, "nsubj")
    if subject is None or parse.pos[subject] not in ("NOUN", "PROPN"):
        return False
    return parse.lemma[subject].removesuffix("s") in _WEAPONS | _BLASTS


def sets_alight(parse: Parse, i: int) -> bool:
    """Say whether a fire is but what a weapon did where it fell: "rockets landed in the yard and set a shed on fire"."""
    return parse.lemma[i] == "set" and parse.dep[i] == "conj" and parse.child(i, "nsubj") is None and by_weapon(parse, parse.head[i])
