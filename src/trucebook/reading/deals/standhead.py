"""The learned head of standing: linear models over named features, one for each status, that say how an agreement stands where no word
around its namings says so, or where all else that is told speaks against that word.

Invariant: pure arithmetic on plain data that ships with trucebook; a status that a word tells gives way only to one far likelier, and one
that is changed points at the word that speaks for it most.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from trucebook.model import STATUS_WEIGHED, Claim, Field
from trucebook.reading.deals.histories import is_history
from trucebook.reading.deals.standfeatures import NO_BREACH, Scene, features_of
from trucebook.reading.evidence import coded, cut
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.linearhead import WHOLE, LinearHead, shipped_heads
from trucebook.reading.notes import Notes

MODEL = "standing_head.json"
SURE = 0.4  # chance from which the likeliest status takes the place of that of the rules
SURER = 0.7  # the same where a word around a naming tells that of the rules
_OF_OFFERS = ("expired", "proposed", "refused", "superseded", "unknown")
_SPEAKING = ("ADJ", "ADV", "NOUN", "VERB")


def weigh_standing(notes: Notes, provisions: Sequence[Claim], violations: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the agreements of a report, each with the status that the head finds likely where rules say another; histories are left to
    rules, which look years ahead for what became of a peace, and so are texts of a few sentences: it has learned from whole reports."""
    told = notes.agreements
    if is_history(notes) or len(notes.parse.sentences) < WHOLE:
        return told
    return tuple(_weighed(Scene(notes, claim, order, told, provisions, violations)) for order, claim in enumerate(told))


def may_be(status: str, features: frozenset[str]) -> bool:
    """Say whether a report could tell a status: none is violated where no breach is told, and what is only offered is taken or not."""
    if "type=offer" in features and status not in _OF_OFFERS:
        return False
    return status != "violated" or NO_BREACH not in features or "cue=violated" in features


def is_open(agreement: Claim) -> bool:
    """Say whether no word around its namings tells the status of an agreement ("broke"), so that the head may easily give it another."""
    return not any(reason.startswith(f"{agreement.value('status')}: ") for reason in agreement.reasons)


def least_chance(*, is_open: bool) -> float:
    """Return the chance from which a status takes the place of that of the rules, by whether no word tells that."""
    return SURE if is_open else SURER


def _weighed(scene: Scene) -> Claim:
    heads, features, claim = shipped_heads(MODEL), features_of(scene), scene.agreement
    names = frozenset(features)
    chances = {status: head.chance(names) for status, head in heads.items() if may_be(status, names)}
    status = max(chances, key=lambda status: chances[status])
    if chances[status] < least_chance(is_open=is_open(claim)) or status == claim.value("status"):
        return claim
    field = _field(scene.notes.parse, heads[status], features, status)
    return replace(claim, fields={**claim.fields, "status": field}, reasons=(*claim.reasons, STATUS_WEIGHED))


def _field(parse: Parse, head: LinearHead, features: dict[str, int | None], status: str) -> Field:
    """Return a status on the word that speaks for it most: "collapsed" on "broke" of "The truce broke down in May"."""
    speaking = [(head.weights.get(name, 0), -word) for name, word in features.items() if word is not None and parse.pos[word] in _SPEAKING]
    weight, word = max(speaking, default=(0, 0))
    return cut(parse.text, parse.start[-word], parse.end[-word], status) if weight > 0 else coded(status)
