"""Withholding: breaches by what a side does not do: roads kept closed, convoys not let in, posts not left, captives not freed.

Invariant: each answer gives the word that tells the omission; who omits is the subject of that word.
"""

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.grammar.parse import Parse

TELLING = frozenset(
    (
        "keep leave let allow permit remain stay sit withdraw pull vacate complete lift open reopen release free"
        " remove dissolve disband dismantle give hand honour honor fulfil fulfill meet disarm"
        " be hold occupy man control patrol quit evacuate neutralise neutralize relocate"
    ).split()
)
SHUT = {"blocked", "closed", "sealed", "shut"}
_WAYS = deal_words("ways_kept")
_GOODS = deal_words("let_in")
_HEIGHTS = deal_words("held_ground")
_STOPPING = {"cease", "decline", "fail", "refuse", "stop"}
_CAPTIVES = deal_words("held") | {"hostage"}
_POSTS = {"barrier", "base", "checkpoint", "headquarters", "mine", "outpost", "post", "roadblock", "stronghold"}
_BODIES = {"army", "brigade", "force", "militia", "troop", "unit"}
_WEAPONS = {"arm", "artillery", "gun", "missile", "tank", "weapon"}
_GIVEN = deal_words("given_words") | {"bargain", "deadline", "end", "obligation", "part", "side"}
_HOMES = {"building", "home", "hospital", "house", "school"}
_THEMES = {
    "lift": {"blockade", "siege", "encirclement"},
    "open": _WAYS,
    "reopen": _WAYS,
    "release": _CAPTIVES,
    "free": _CAPTIVES,
    "complete": {"withdrawal", "pullout", "pullback"},
    "remove": _POSTS,
    "dismantle": _POSTS,
    "dissolve": _BODIES,
    "disband": _BODIES,
    "give": _POSTS | _WEAPONS,
    "hand": _CAPTIVES | _WEAPONS,
    "withdraw": _BODIES | _WEAPONS,
    **dict.fromkeys(("evacuate", "quit"), _HEIGHTS | _POSTS | _HOMES | {"camp", "town", "village"}),
    **dict.fromkeys(("neutralise", "neutralize", "relocate"), _BODIES | {"fighter", "group", "militant"}),
    "disarm": _BODIES | {"fighter", "militant", "militiaman"},
    **dict.fromkeys(("fulfil", "fulfill", "honor", "honour", "keep", "meet"), _GIVEN),
}


def withheld(parse: Parse, i: int, lemma: str) -> tuple[int, str] | None:
    """Return (word, act) of what a side does not do at a verb, None where it tells no omission."""
    if lemma not in TELLING:
        return None
    if lemma in ("keep", "leave"):
        undone = lemma == "keep" and (_keeps_men(parse, i) or _undone(parse, i, lemma))
        return (i, "siege") if _keeps_shut(parse, i) else (i, "refusal") if undone else None
    if lemma in ("let", "allow", "permit"):
        over = _denying(parse, i)
        return (over, "obstruction") if over is not None and _lets_in(parse, i) else None
    if lemma in _STILL:
        return (i, "refusal") if _is_still(parse, i, lemma) else None
    if lemma in ("remain", "stay", "sit"):
        return (i, "refusal") if _stays_put(parse, i) else None
    return (i, "refusal") if _undone(parse, i, lemma) else None


def _keeps_shut(parse: Parse, i: int) -> bool:
    """Say whether a way is kept closed: "kept the crossings closed"."""
    way = parse.child(i, "dobj", "nsubjpass")
    shut = [c for c in parse.children[i] if c > i and parse.lower[c] in SHUT]
    shut += [c for c in parse.children[way] if c > way and parse.lower[c] in SHUT] if way is not None else []
    way = way if way is not None else next((k for c in shut for k in parse.children_of(c, "nsubj", "nsubjpass")), None)
    return bool(shut) and way is not None and parse.lemma[way] in _WAYS


def _denying(parse: Parse, i: int) -> int | None:
    """Return the verb that denies what "let" would allow: itself with "not", or "refused to", "stopped"."""
    if parse.child(i, "neg") is not None and parse.lower[i - 1] != "to":
        return i
    none = (c for t in parse.children_of(i, "nsubjpass", "dobj") for c in parse.children[t] if parse.lower[c] == "no")
    if next(none, None) is not None:
        return i  # "no aid has been let in"
    over = parse.head[i]
    return over if parse.dep[i] == "xcomp" and parse.lemma[over] in _STOPPING and parse.child(over, "neg") is None else None


def _lets_in(parse: Parse, i: int) -> bool:
    """Say whether it is goods, convoys, monitors or people that are let through."""
    things = parse.children_of(i, "dobj", "nsubjpass")
    things += [k for c in parse.children_of(i, "ccomp", "xcomp") for k in parse.children_of(c, "nsubj", "nsubjpass")]
    return any(parse.lemma[t] in _GOODS or _of_goods(parse, t) for t in things)


def _of_goods(parse: Parse, word: int) -> bool:
    return any(parse.lemma[c] in _GOODS for c in parse.children_of(word, "compound"))


def _stays_put(parse: Parse, i: int) -> bool:
    """Say whether troops stay on ground that they hold: "remained at five positions on the heights"."""
    still = any(parse.lower[c] == "still" for c in parse.children[i])
    if parse.child(i, "neg") is not None or (parse.tag[i] not in ("VBD", "VBZ", "VBP", "VBN") and not still):
        return False
    held = _HEIGHTS | _HOMES if still else _HEIGHTS
    ground = [k for c in parse.children_of(i, "prep") if parse.lower[c] in ("at", "in", "on") for k in parse.children_of(c, "pobj")]
    return any(parse.lemma[g] in held for g in ground)


def _is_still(parse: Parse, i: int, lemma: str) -> bool:
    """Say whether people in arms or their guns still are where they were, or still hold it: "tanks are still at the weir", "guards still
    man the post"."""
    who = parse.child(i, "nsubj")
    if who is None or parse.child(i, "neg") is not None or not any(parse.lower[c] == "still" for c in parse.children[i]):
        return False
    if parse.lemma[who] not in _BODIES | _WEAPONS | _FORCES:
        return False
    if lemma == "be":
        return any(parse.lower[c] in ("at", "in", "inside", "on") and parse.dep[c] == "prep" for c in parse.children[i])
    return parse.child(i, "dobj") is not None or lemma == "patrol"


_STILL = {"be", "control", "hold", "man", "occupy", "patrol"}
_FORCES = deal_words("armed") | deal_words("machines_of_war") | {"soldier", "policeman"}


def _keeps_men(parse: Parse, i: int) -> bool:
    """Say whether forces are kept on ground that they hold: "still keeps soldiers on three hills"."""
    kept, still = parse.child(i, "dobj"), any(parse.lower[c] == "still" for c in parse.children[i])
    if kept is None or not still or parse.lemma[kept] not in _BODIES | _WEAPONS | {"soldier", "fighter"}:
        return False
    return any(parse.lower[c] in ("at", "in", "inside", "on") for c in (*parse.children[i], *parse.children[kept]))


def _is_yet_to(parse: Parse, i: int) -> bool:
    """Say whether something is still to be done: "has yet to free the captives"."""
    over = parse.head[i]
    have = parse.dep[i] == "xcomp" and parse.lemma[over] == "have" and parse.is_infinitive(i)
    return have and any(parse.lower[c] == "yet" for c in (*parse.children[over], *parse.children[i]))


def _of_none(parse: Parse, i: int) -> bool:
    """Say whether none of what was to be done came about: "no prisoner was freed", "not a single battalion had been dissolved"."""
    subject = parse.child(i, "nsubjpass")
    if subject is None:
        return False
    said = parse.lower[parse.left_edge(subject) : subject]
    return said[:1] == ["no"] or said[:3] == ["not", "a", "single"] or (said[:1] == ["not"] and "single" in parse.lower[:subject][-3:])


def _undone(parse: Parse, i: int, lemma: str) -> bool:
    """Say whether a side has not pulled back, freed its captives, opened a road or lifted a siege."""
    said = {parse.lower[c] for c in parse.children_of(i, "neg", "aux")}
    if _is_yet_to(parse, i):
        said = {"not"}  # "has yet to withdraw"
    if _of_none(parse, i):
        said |= {"not"}  # "not a single post was removed"
    if not said & {"not", "n't", "never"} or said & {"will", "can", "could", "may", "might", "must", "should", "shall", "to"}:
        return False
    if "would" in said and parse.dep[i] not in ("ROOT", "conj"):
        return False  # "said that it would not leave", which is but a word
    if (subject := parse.child(i, "nsubj")) is not None and parse.lower[subject] == "other":
        return False  # "each says that the other has not kept its word"
    if lemma in ("withdraw", "vacate") and parse.child(i, "nsubj") is not None:
        return True
    if lemma in ("give", "hand") and not any(parse.lower[c] in ("up", "over") for c in parse.children[i]):
        return False
    if lemma == "pull":
        return any(parse.lower[c] in ("back", "out") for c in parse.children[i])
    things = parse.children_of(i, "dobj", "nsubjpass")
    return any(parse.lemma[t] in _THEMES.get(lemma, set()) for t in things)
