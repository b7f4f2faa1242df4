"""Noun acts: which hostile act a noun tells, where the noun alone does not say it.

Invariant: an answer is an act code of the codebook; a noun that only names a weapon or a move tells an act by what stands on it.
"""

from collections.abc import Mapping

from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.grammar.parse import Parse

_HEAVY = deal_words("heavy_arms")
_LIGHT_ARMS = deal_words("light_arms")
_SHOTS = {"fire", "gunfire", "shot", "shelling"} | _HEAVY | {"bomb"}
_LAID = {"car", "nail", "pipe", "roadside", "suicide", "truck"}
_DEEDS = {"burning", "kill", "killing", "loot", "looting", "massacre", "murder", "burn"}
_AT_WORK = deal_words("at_work")
_ON = ("against", "at", "into", "on", "onto", "over", "toward", "towards")
_THRUSTS = deal_words("thrusts")
_GROUND = deal_words("where") | deal_words("left_behind") | {"capital"}
_TAKING, _MOVING = deal_words("takings"), deal_words("force_moves")
_TAKEN = deal_words("seized_things") | _GROUND | deal_words("ways_kept") | deal_words("held_ground")
_MOVED = deal_words("forces_moved")
# looked at though the codebook does not list them
NOUNS = _THRUSTS | _TAKING | _MOVING | {"bomb", "burst", "exchange", "fall", "fire", "hail", "hit", "launch", "round", "volley"}


def act_of(parse: Parse, i: int, lemma: str, nouns: Mapping[str, str]) -> str | None:
    """Return the act that a noun tells, None where it tells none; `nouns` are those of the codebook that tell one by themselves."""
    arms = {parse.lemma[c] for c in parse.children[i] if parse.dep[c] in ("compound", "amod", "nmod")}
    act = _told_by(parse, i, lemma, arms) if lemma in NOUNS and parse.pos[i] != "ADJ" else None
    act = act or nouns.get(lemma) or nouns.get(parse.lower[i]) or nouns.get(parse.lower[i].removesuffix("s"))
    if act is None or not (parse.pos[i] in ("NOUN", "PROPN") or parse.tag[i] == "VBG"):
        return None
    if lemma in _DEEDS and (parse.pos[i] != "NOUN" or parse.lower[i + 1 : i + 2] not in (["of"], ["in"], ["at"])):
        return None
    if lemma == "strike" and any(parse.lemma[c] in _AT_WORK for c in parse.children[i]):
        return None  # "a miners' strike"
    return act


def _told_by(parse: Parse, i: int, lemma: str, arms: set[str]) -> str | None:
    """Return the act of a noun by what stands on it: "sniper fire", "the march on the capital", "the seizure of two lorries"."""
    if lemma == "fire":
        told = arms & _LIGHT_ARMS or _fired_at_people(parse, i) or _is_under(parse, i)
        return "shelling" if arms & _HEAVY else "gunfire" if told else None
    if lemma in _BURSTS:
        return _of_shots(parse, i)
    if lemma == "fall":
        lost = _phrase(parse, i, ("of",))
        return "attack" if parse.pos[i] == "NOUN" and lost is not None and parse.pos[lost] == "PROPN" else None
    if lemma == "round":
        return "shelling" if arms & _HEAVY else None  # "a mortar round landed near the port"
    if lemma == "bomb":
        if arms & {"mortar", "rocket"}:
            return "shelling"  # "mortar bombs landed on the bank"
        return "explosion" if arms & _LAID or _went_off(parse, i) else None  # "a car bomb tore through the post"
    if lemma == "exchange":
        of = parse.child(i + 1, "pobj") if parse.lower[i + 1 : i + 2] == ["of"] else None
        return "clash" if of is not None and parse.lemma[of] in _SHOTS else None
    if lemma == "hit":
        return "shelling" if parse.pos[i] == "NOUN" and _phrase(parse, i, ("on",)) is not None else None
    if lemma in _THRUSTS:
        ground = _phrase(parse, i, _ON)
        to = ground is not None and (parse.pos[ground] == "PROPN" or parse.lemma[ground] in _GROUND)
        return "attack" if to and parse.pos[i] == "NOUN" else None
    thing = _phrase(parse, i, ("of",)) if parse.lower[i] == lemma else None  # "the movement of armour", no "movements of troops"
    moved = parse.lemma[thing] if thing is not None else ""
    if lemma in _TAKING:
        return "attack" if moved in _TAKEN else None
    return "movement" if moved in _MOVED else None


def _phrase(parse: Parse, noun: int, preps: tuple[str, ...]) -> int | None:
    """Return the noun of the phrase on a noun that one of some prepositions opens, of an amount what it is an amount of."""
    inside = (k for c in parse.children[noun] if c > noun and parse.lower[c] in preps for k in parse.children_of(c, "pobj"))
    found = next(inside, None)
    if found is None or parse.lemma[found] not in ("column", "convoy", "number"):
        return found
    of = next((k for c in parse.children_of(found, "prep") if parse.lower[c] == "of" for k in parse.children_of(c, "pobj")), None)
    return found if of is None else of


def _fired_at_people(parse: Parse, fire: int) -> bool:
    """Say whether fire falls on people or comes from somewhere: "wounded by fire on the crowd", "fire from the ridge killed a man"."""
    on = _phrase(parse, fire, ("at", "on"))
    set_on = parse.lemma[parse.head[fire]] in ("catch", "set", "take", "cease")
    return on is not None and not set_on and parse.pos[on] in ("NOUN", "PROPN") and parse.lower[fire] == "fire"


def _is_under(parse: Parse, fire: int) -> bool:
    """Say whether somebody is told to be under fire: "three hamlets were under fire"."""
    under = parse.head[fire]
    return parse.lower[under] == "under" and parse.lemma[parse.head[under]] in ("be", "remain", "stay")


def _of_shots(parse: Parse, noun: int) -> str | None:
    """Return the act of a noun that counts shots: "two bursts of fire", "a volley of rockets", "the launch of six missiles"."""
    shots = _phrase(parse, noun, ("of",))
    lemma = parse.lemma[shots] if shots is not None and parse.pos[noun] == "NOUN" else ""
    return "shelling" if lemma in _HEAVY else "gunfire" if lemma in _SHOTS | _LIGHT_ARMS | {"bullet"} else None


_BURSTS = {"burst", "hail", "launch", "volley"}


def _went_off(parse: Parse, bomb: int) -> bool:
    """Say whether a bomb is told to have been set at somebody: "a bomb against a bus", "a bomb that ripped through a market"."""
    if _phrase(parse, bomb, ("against",)) is not None:
        return True
    return any(parse.lemma[v] in _BURSTING and parse.tag[v] == "VBD" for v in parse.children_of(bomb, "relcl"))


_BURSTING = {"explode", "rip", "tear", "blast", "burst", "detonate", "kill"}
