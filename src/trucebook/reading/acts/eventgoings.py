"""Goings: people who go home or come out, captives and arms that are handed over, the wounded who are brought out, lorries that get in.

Invariant: each rests on the verb and on who or what goes; soldiers who come are no retreat and people who die none either.
"""

from trucebook.reading.acts.eventtypes import Typed, TypeLexicon, object_nouns
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Clause, Notes
from trucebook.reading.people.who import actor_at

_HOMEWARD = frozenset({"back", "home", "homeward"})
_GOING = frozenset({"go", "come", "fly", "head", "get", "return"})
_OUTWARD = frozenset({"come out", "get out", "go out", "walk out", "drive out", "pass out", "file out", "pull out"})
_OUT = frozenset({"come", "get", "go", "walk", "file"})
_HANDING = frozenset(
    {"deliver", "hand over", "turn over", "hand back", "give back", "return", "hand in", "turn in", "give up", "surrender"}
)
_FREED = frozenset({"boy", "girl", "student", "abductee", "crew", "child", "crewman", "officer"})
_ARMS = frozenset(
    "weapon rifle gun tank howitzer mortar launcher ammunition missile arm firearm round shell grenade artillery pistol explosive".split()
)
_CARRYING = frozenset(
    {"move", "evacuate", "transport", "carry", "bring", "bring out", "take", "take out", "carry out", "fly", "fly out", "ferry", "get out"}
)
_AILING = frozenset({"wounded", "injured", "sick", "patient", "patients", "casualty", "casualties", "ill", "ailing"})
_HELPERS = frozenset("ambulance medic rescuer volunteer doctor nurse paramedic helicopter responder firefighter relief aid".split())
_LORRIES = frozenset({"lorry", "truck", "convoy", "lorries", "tanker"})
_GETTING_IN = frozenset({"get in", "get through", "go in", "go through", "pass", "reach", "arrive", "enter", "cross", "come in"})
_ARMED = frozenset({"military", "army", "troop", "soldier", "armoured", "armored", "militia"})
_DONE = frozenset({"happened", "ongoing"})


def went(notes: Notes, clause: Clause, lexicon: TypeLexicon) -> Typed | None:
    """Return RETREAT for "forty families went back home", "the clan delivered two tanks", "the rebels came out of the fort", AID for
    "medics moved nine wounded men" and "six lorries got in"; None where nothing of the kind is told."""
    if clause.nominal or clause.negated or clause.assertion not in _DONE:
        return None
    parse = notes.parse
    if clause.lemma in _CARRYING and _brings_out_the_ailing(notes, clause):
        return Typed("AID", None, clause.word, "evacuate wounded", False)
    if _hands_over(parse, clause, lexicon):
        return Typed("RETREAT", "release", clause.word, "hand over captive", False)
    if clause.lemma in _HANDING and _ARMS.intersection(object_nouns(parse, clause.patient)):
        return Typed("RETREAT", "disarm", clause.word, "hand over weapon", False)
    if clause.agent is None or clause.passive:
        return None
    nouns = set(object_nouns(parse, clause.agent))
    if nouns & _LORRIES and clause.lemma in _GETTING_IN and not nouns & _ARMED and clause.light is None:
        return Typed("AID", None, clause.word, "convoy reach", False) if not _carries_people(parse, clause.agent, lexicon) else None
    if not nouns & lexicon.going:
        return None
    if _goes_home(parse, clause):
        return Typed("RETREAT", "withdraw", clause.word, "go back", False)
    if clause.lemma in _OUTWARD or (clause.lemma in _OUT and "of" in clause.preps and _word_after(parse, clause.word) == "out"):
        return Typed("RETREAT", "withdraw", clause.word, "come out", False)
    return None


def _word_after(parse: Parse, word: int) -> str:
    return parse.lower[word + 1] if word + 1 < len(parse) else ""


def _goes_home(parse: Parse, clause: Clause) -> bool:
    """Say whether somebody goes back or home: "went back", "came home", "returned home"."""
    beside = {parse.lower[c] for c in parse.children[clause.word] if 0 < c - clause.word <= 2}
    return clause.bare in _GOING and bool(beside & _HOMEWARD)


def _hands_over(parse: Parse, clause: Clause, lexicon: TypeLexicon) -> bool:
    """Say whether captives are handed over or set free: "delivered 20 captives", "set free 46 persons"."""
    nouns = set(object_nouns(parse, clause.patient))
    if clause.bare == "set" and clause.patient is not None:
        return parse.lower[clause.word + 1 : clause.word + 2] == ["free"] or any(
            parse.lower[c] == "free" for c in parse.children[clause.word]
        )
    return clause.lemma in _HANDING - {"return", "give up", "surrender"} and bool(nouns & (lexicon.captives | _FREED))


def _brings_out_the_ailing(notes: Notes, clause: Clause) -> bool:
    """Say whether the wounded or sick are carried somewhere, or people are by those who help."""
    parse, whom = notes.parse, clause.patient
    if whom is None:
        return False
    first, last = parse.noun_phrase(whom)
    if _AILING.intersection(parse.lower[first : last + 1]):
        return True
    people = any(parse.dep[c] == "nummod" for c in parse.children[whom]) or parse.pos[whom] == "NUM"
    return people and clause.agent is not None and _helps(notes, clause.agent)


def _helps(notes: Notes, word: int) -> bool:
    """Say whether somebody's trade is help: medics, ambulances, a relief body."""
    actor = actor_at(notes, word)
    kind = getattr(actor.value, "kind", None) if actor is not None else None
    return kind == "ngo" or bool(_HELPERS.intersection(object_nouns(notes.parse, word)))


def _carries_people(parse: Parse, agent: int, lexicon: TypeLexicon) -> bool:
    """Say whether what arrives is full of people or soldiers: "lorries carrying fighters"."""
    held = {parse.lemma[w] for w in parse.subtree(agent) if w != agent}
    return bool(held & (lexicon.going | lexicon.armed - {"convoy", "vehicle"}))
