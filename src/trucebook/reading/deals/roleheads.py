"""The learned heads of roles: linear models over named features that say how likely one is bound by an arrangement, or its broker.

Invariant: pure arithmetic on plain data that ships with trucebook; in a text of a few sentences a broker and one of two sides that the
rules found stays what he is.
"""

from collections.abc import Mapping, Sequence
from math import inf

from msgspec.structs import replace

from trucebook.model import ActorValue, Claim, Field
from trucebook.reading.deals.candidates import ROLES, Candidate, Scene, name_at, scene_of
from trucebook.reading.deals.claimroles import alike, is_vague_side, lands_of
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.doing import carries_out, noun_of
from trucebook.reading.deals.nosides import without_bystanders
from trucebook.reading.deals.rolefeatures import features_of
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.linearhead import LinearHead, shipped_heads
from trucebook.reading.notes import Notes

MODEL = "role_heads.json"
SIDES, BROKERS, NONE = "parties", "mediators", "none"
SAID = "sides without a name"  # what stands as it is said: "both sides"
FOUND, ELSEWHERE = {SIDES: 60, BROKERS: 300}, -100  # hundredths to add for a role that the rules give one, and where they give him another
OF_TWO, OF_MORE, OF_BROKERS = -120, -40, -80  # weights from which one is a side among the two likeliest, a further side, a broker
STAYING = -250  # the weight from which one of the two likeliest stays a side where the rules found him to be one
IN_SHORT = {SIDES: 85, BROKERS: 12}  # weights from which one whom no rule found has a role in a text of a few sentences
KEPT = -390  # the weight from which one of more than two sides that the rules found there stays
_TOLD = {SIDES: "side weighed", BROKERS: "broker weighed"}
_TWO = 2
_COUNTS, _EFFORTS = {"both", "three", "two", "warring"}, deal_words("mediating_efforts")
_REFUSING, _LOOKING_ON = deal_words("refusing"), deal_words("looking_on")
_ORDERING = deal_words("ordering")
_WAYS, _STANDING_OUT = deal_words("ways_between"), deal_words("outside")


def with_weighed_roles(notes: Notes, claims: list[Claim]) -> list[Claim]:
    """Return the claims with those as sides and brokers whom the heads hold likely enough, found by the rules or named within reach."""
    return [_weighed(notes, claim, shipped_heads(MODEL)) for claim in claims]


def _weighed(notes: Notes, claim: Claim, heads: dict[str, LinearHead]) -> Claim:
    """Return a claim without its unlikely sides and brokers and with the likely ones whom no rule found, each named in its reasons."""
    scene = scene_of(notes, claim)
    features = [features_of(notes, scene, c) for c in scene.candidates]
    weights = [{role: head.weigh(f) for role, head in heads.items()} for f in features]
    told, reasons = {role: claim.many(role) for role in (SIDES, BROKERS)}, []
    for candidate, role in zip(scene.candidates, decide(found_as(scene), weights, whole=notes.parse.is_whole), strict=True):
        name = _new_name(notes, claim, candidate, role) if role in told and role != candidate.role else None
        if role in (SAID, candidate.role) or (role in told and name is None):
            continue
        given = {id(f) for _, f in candidate.given}
        told = {known: [f for f in names if id(f) not in given] for known, names in told.items()}
        if name is not None:
            told[role].append(name)
            reasons.append(f"{_TOLD[role]}: {name.text}")
    fields = {name: value for name, value in (claim.fields | told).items() if value or name not in told}
    return replace(claim, fields=fields, reasons=(*claim.reasons, *reasons))


def found_as(scene: Scene) -> list[str]:
    """Return the role in which each candidate of an arrangement was found by the rules."""
    return [SAID if is_vague_side(c.name) and c.role == SIDES else c.role for c in scene.candidates]


def decide(found: Sequence[str], weights: Sequence[Mapping[str, float]], *, whole: bool = True) -> list[str]:
    """Return the role that each candidate of one arrangement is to have, by the role in which he was found and by what he weighs in each
    (hundredths). Most arrangements have two sides: the two likeliest are taken sooner. `whole` says that the text is no short one."""
    if not whole:
        return _decide_in_short(found, weights)
    open_ones = [n for n, role in enumerate(found) if role in (NONE, SIDES, BROKERS)]
    weighed = {
        role: {n: weights[n][role] + (FOUND[role] if found[n] == role else 0 if found[n] == NONE else ELSEWHERE) for n in open_ones}
        for role in (SIDES, BROKERS)
    }
    roles, sides = list(found), 0
    for n in sorted(open_ones, key=lambda n: -weighed[SIDES][n]):
        if weighed[BROKERS][n] >= max(OF_BROKERS, weighed[SIDES][n]):
            roles[n] = BROKERS
            continue
        least = OF_MORE if sides >= _TWO else STAYING if found[n] == SIDES else OF_TWO
        roles[n] = SIDES if weighed[SIDES][n] >= least else NONE
        sides += roles[n] == SIDES
    return roles


def _decide_in_short(found: Sequence[str], weights: Sequence[Mapping[str, float]]) -> list[str]:
    """Return the roles in a text of a few sentences: those found stay but for unlikely ones of more than two sides, sure ones are added."""
    best = sorted((w[SIDES] for w, role in zip(weights, found, strict=True) if role == SIDES), reverse=True)
    least = min(KEPT, best[_TWO - 1]) if len(best) > _TWO else -inf
    roles = []
    for weight, role in zip(weights, found, strict=True):
        if role == NONE:
            likely = (r for r, asked in IN_SHORT.items() if weight[r] >= asked)
            roles.append(max(likely, key=lambda r: weight[r], default=NONE))
        else:
            roles.append(NONE if role == SIDES and weight[SIDES] < least else role)
    return roles


def _new_name(notes: Notes, claim: Claim, candidate: Candidate, role: str) -> Field | None:
    """Return the name of one in a role in which the rules did not find him, as it stands nearest to a naming; None where another of that
    name has a role, or he can have none."""
    word, name = candidate.spots[0], name_at(notes, candidate)
    own = {id(f) for _, f in candidate.given}
    if any(alike(name, f) for known in ROLES for f in claim.many(known) if id(f) not in own):
        return None
    if any(f.start is not None and f.end is not None and f.start <= notes.parse.start[word] < f.end for f in claim.many("named")):
        return None  # "a regime of calm" is the truce itself
    can = _can_be_bound(notes, claim, word, name) if role == "parties" else _can_broker(notes.parse, word)
    return name if can and not _stands_out(notes.parse, word) else None


def _can_be_bound(notes: Notes, claim: Claim, word: int, name: Field) -> bool:
    """Say whether a name is somebody's who can be bound, and not a mere count of sides that are named: "the two factions"."""
    counts = bool(_COUNTS & {notes.parse.lower[c] for c in notes.parse.children[word]}) and bool(claim.many("parties"))
    commands = _orders(notes.parse, word) and bool(claim.many("parties"))
    if counts or commands or _is_of_broker(claim, name):
        return False
    return not is_vague_side(name) and bool(without_bystanders(notes, [name]))


def _is_of_broker(claim: Claim, name: Field) -> bool:
    """Say whether one belongs to a country that brokers the arrangement: "Russian military police" where Russia does."""
    return isinstance(name.value, ActorValue) and name.value.country in lands_of(claim.many(BROKERS))


def _orders(parse: Parse, word: int) -> bool:
    """Say whether one only gives those orders who are bound: "The president ordered the army to halt its fire"."""
    return parse.dep[word] == "nsubj" and parse.lemma[parse.head[word]] in _ORDERING


def _can_broker(parse: Parse, word: int) -> bool:
    """Say whether a word names somebody, not his efforts or a mere calling ("mediators"), who does more than help carry terms out,
    does not turn the arrangement down, and is not only told what he did not do ("The United Nations did not attend the talks")."""
    over = parse.head[word]
    if parse.pos[word] == "NOUN" and (noun_of(parse, word) in _EFFORTS or parse.noun_phrase(word) == (word, word)):
        return False
    if parse.dep[word] == "pobj" and carries_out(parse, parse.head[over]):
        return False
    return parse.dep[word] != "nsubj" or (parse.lemma[over] not in _REFUSING and parse.child(over, "neg") is None)


def _stands_out(parse: Parse, spot: int) -> bool:
    """Say whether one is told to look on or not to have joined, or only names a way: "welcomed the truce", "the border between A and B"."""
    word = parse.first_conjunct(spot)
    over = parse.head[word]
    if parse.dep[word] == "nsubj" and parse.lemma[over] in _LOOKING_ON:
        return True
    if parse.dep[word] == "nsubj" and parse.lemma[over] in _STANDING_OUT:
        return parse.child(over, "neg") is not None
    return parse.dep[word] == "pobj" and noun_of(parse, parse.head[over]) in _WAYS
