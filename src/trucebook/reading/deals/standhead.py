"""The learned head of standing: a linear model over named features that weighs every status an agreement may have, with that of the rules
as one voice among what is told.

Invariant: pure arithmetic on plain data that ships with trucebook; a status that is changed points at the word that speaks for it most.
"""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from trucebook.model import STATUS_WEIGHED, Claim, Field
from trucebook.reading.deals.histories import is_history
from trucebook.reading.deals.standfeatures import NO_BREACH, Scene, features_of
from trucebook.reading.evidence import coded, cut
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.linearhead import LinearHead, shipped_heads
from trucebook.reading.notes import Notes

MODEL = "standing_head.json"
OF_RULES = {True: (45, 125), False: (400, 500)}  # hundredths to add for the status of the rules, and where a word tells it, by whole
_OF_OFFERS = ("expired", "proposed", "refused", "superseded", "unknown")
_SPEAKING = ("ADJ", "ADV", "NOUN", "VERB")


def weigh_standing(notes: Notes, provisions: Sequence[Claim], violations: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the agreements of a report, each with the status that weighs most; histories are left to rules, which look years ahead for
    what became of a peace."""
    told = notes.agreements
    if is_history(notes):
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


def likeliest(weights: Mapping[str, float], features: frozenset[str], ruled: str, *, told: bool, whole: bool) -> str:
    """Return the status that weighs most (hundredths) of those that a report with these features could tell. `ruled` is that of the rules,
    `told` says that a word tells it, `whole` that the text is more than a few sentences: what those tell, they tell in plain words."""
    own = OF_RULES[whole][told]
    weighed = {status: weight for status, weight in weights.items() if status != ruled and may_be(status, features)}
    weighed[ruled] = weights[ruled] + own
    return max(weighed, key=lambda status: weighed[status])


def _weighed(scene: Scene) -> Claim:
    heads, features, claim = shipped_heads(MODEL), features_of(scene), scene.agreement
    names, ruled = frozenset(features), str(claim.value("status"))
    if ruled == "superseded" and any(a.value("supersedes") == claim.id for a in scene.agreements):
        return claim  # the one that took its place says so
    weights = {status: head.weigh(names) for status, head in heads.items()}
    status = likeliest(weights, names, ruled, told=not is_open(claim), whole=scene.notes.parse.is_whole)
    if status == ruled:
        return claim
    field = _field(scene.notes.parse, heads[status], features, status)
    return replace(claim, fields={**claim.fields, "status": field}, reasons=(*claim.reasons, STATUS_WEIGHED))


def _field(parse: Parse, head: LinearHead, features: dict[str, int | None], status: str) -> Field:
    """Return a status on the word that speaks for it most: "collapsed" on "broke" of "The truce broke down in May"."""
    speaking = [(head.weights.get(name, 0), -word) for name, word in features.items() if word is not None and parse.pos[word] in _SPEAKING]
    weight, word = max(speaking, default=(0, 0))
    return cut(parse.text, parse.start[-word], parse.end[-word], status) if weight > 0 else coded(status)
