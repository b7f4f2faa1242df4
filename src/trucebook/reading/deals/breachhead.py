"""The learned head of breaches: a linear model over named features that says how likely a hostile act breaks an agreement.

Invariant: pure arithmetic on plain data that ships with trucebook; what is added is an act of the text beside an agreement it names.
"""

from trucebook.model import ActorValue, Claim
from trucebook.reading.deals.breaches import Hostile, HostileWords, find_hostile
from trucebook.reading.deals.breachfeatures import Scene, features_of, scene_of
from trucebook.reading.deals.breachspans import before_truce
from trucebook.reading.deals.claimroles import lands_of
from trucebook.reading.deals.perpetrators import perpetrator_of
from trucebook.reading.deals.repeats import Tied, once_told
from trucebook.reading.deals.straining import on_outsiders
from trucebook.reading.deals.ties import is_of_another_time, is_to_come
from trucebook.reading.deals.unsaid import find_unsaid, is_of_hidden_bomb
from trucebook.reading.deals.weighing import is_no_act, is_only_spoken_of
from trucebook.reading.evidence import GUESSED, WEIGHED
from trucebook.reading.linearhead import shipped_heads
from trucebook.reading.notes import Notes
from trucebook.reading.people.who import actor_at

MODEL, BREACH = "breach_head.json", "violations"
KEPT, ADDED = 0.1, 0.32  # chances from which an act that the rules tie stays, and one that they do not is added
IN_SHORT = 0.55  # the latter in a text of a few sentences, of which rules tie what is to be tied
_SURE = ("against", "charged", "place", "summed", "way")  # strengths of ties that name the very act or its ground


def weigh_breaches(notes: Notes, words: HostileWords, agreements: tuple[Claim, ...], tied: list[Tied]) -> list[Tied]:
    """Return the acts that break an agreement in text order: those tied by rule that are not unlikely, and other likely ones."""
    head, scene = shipped_heads(MODEL)[BREACH], scene_of(notes, words, agreements)
    short = not notes.parse.is_whole  # too little is told for the head to doubt what rules tie
    sure = [short or t[2] in _SURE or t[0].word in scene.exploited for t in tied]
    kept = [t for t, told in zip(tied, sure, strict=True) if told or head.chance(features_of(scene, t[0])) >= KEPT]
    least = IN_SHORT if short else ADDED
    more = [t for t in untied(scene, tied) if head.chance(features_of(scene, t[0])) >= least]
    told = once_told(notes.parse, [*kept, *((hostile, claim, "tied") for hostile, claim, _ in more)]) if more else kept
    added = {hostile.word for hostile, _, _ in more}
    return [(hostile, claim, WEIGHED if hostile.word in added else strength) for hostile, claim, strength in told]


def _may_break(scene: Scene, hostile: Hostile, claim: Claim) -> bool:
    """Say whether an act is told as done, and not to the agreement itself; of another time it is weighed too, in a whole report."""
    parse = scene.notes.parse
    if hostile.word in scene.ground.at or is_no_act(parse, hostile) or is_only_spoken_of(parse, hostile):
        return False
    if on_outsiders(parse, scene.words, hostile) or is_of_hidden_bomb(parse, hostile) or _is_move_of_broker(scene.notes, hostile, claim):
        return False
    if parse.is_whole:
        return True
    if GUESSED in claim.reasons:
        return False
    return not (before_truce(parse, hostile.verb) or is_of_another_time(scene.notes, hostile, claim) or is_to_come(parse, claim))


def _is_move_of_broker(notes: Notes, hostile: Hostile, claim: Claim) -> bool:
    """Say whether those who enter a place are of a state that brokers an agreement or watches over it, and so carry it out: "Russian police
    entered the town" where Russia brokered the truce."""
    mover = actor_at(notes, perpetrator_of(notes.parse, hostile)) if hostile.act == "movement" else None
    keepers = (*claim.many("mediators"), *claim.many("monitors"))
    return mover is not None and isinstance(mover.value, ActorValue) and mover.value.country in lands_of(keepers)


def told_in(scene: Scene, first: int, last: int) -> list[Hostile]:
    """Return what a sentence tells that the head may weigh: its hostile acts, and harm done by an unsaid hand."""
    parse, words = scene.notes.parse, scene.words
    return [*find_hostile(parse, words, first, last), *find_unsaid(parse, words, first, last)]


def untied(scene: Scene, tied: list[Tied]) -> list[Tied]:
    """Return the hostile acts of a report that no rule tied and that are told as done, each with the agreement it may break."""
    known = {hostile.word for hostile, _, _ in tied}
    found: list[Tied] = []
    for first, last in scene.notes.parse.sentences:
        for hostile in told_in(scene, first, last):
            claim = scene.agreement_for(hostile)
            if claim is not None and hostile.word not in known and _may_break(scene, hostile, claim):
                found.append((hostile, claim, WEIGHED))
    return found
