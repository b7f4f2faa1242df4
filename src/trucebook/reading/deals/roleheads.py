"""The learned heads of roles: linear models over named features that say how likely one is bound by an arrangement, or its broker.

Invariant: pure arithmetic on plain data that ships with trucebook; who has a role by the rules is given no other.
"""

from msgspec.structs import replace

from trucebook.model import ActorValue, Claim, Field
from trucebook.reading.deals.candidates import ROLES, Candidate, name_at, scene_of
from trucebook.reading.deals.claimroles import alike, is_vague_side
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.doing import carries_out, noun_of
from trucebook.reading.deals.nosides import without_bystanders
from trucebook.reading.deals.rolefeatures import features_of
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.linearhead import WHOLE, LinearHead, shipped_heads
from trucebook.reading.notes import Notes

MODEL = "role_heads.json"
ADDED = {"parties": 0.3, "mediators": 0.45}  # chances from which one whom no rule found is given a role
IN_SHORT = {"parties": 0.7, "mediators": 0.53}  # the same in a text of a few sentences
KEPT = 0.02  # chance from which one of more than two sides that the rules found stays
_TOLD = {"parties": "side weighed", "mediators": "broker weighed"}
_TWO = 2
_COUNTS, _EFFORTS = {"both", "three", "two", "warring"}, deal_words("mediating_efforts")
_REFUSING, _LOOKING_ON = deal_words("refusing"), deal_words("looking_on")
_ORDERING = deal_words("ordering")
_WAYS, _STANDING_OUT = deal_words("ways_between"), deal_words("outside")


def with_weighed_roles(notes: Notes, claims: list[Claim]) -> list[Claim]:
    """Return the claims with those as sides and brokers whom the heads hold likely enough, found by the rules or named within reach."""
    return [_weighed(notes, claim, shipped_heads(MODEL)) for claim in claims]


def _weighed(notes: Notes, claim: Claim, heads: dict[str, LinearHead]) -> Claim:
    """Return a claim without its unlikely sides and with the likely ones whom no rule found, each named in its reasons."""
    scene = scene_of(notes, claim)
    weighed = [(_chances(features_of(notes, scene, c), heads), c) for c in scene.candidates]
    told = {
        "parties": _kept(claim, [(chances["parties"], c) for chances, c in weighed if c.role == "parties"]),
        "mediators": claim.many("mediators"),
    }
    reasons = []
    for chances, candidate in weighed:
        role = likely_role(chances, IN_SHORT if len(notes.parse.sentences) < WHOLE else ADDED)
        name = _new_name(notes, claim, candidate, role) if role is not None else None
        if role is not None and name is not None:
            told[role] = [*told[role], name]
            reasons.append(f"{_TOLD[role]}: {name.text}")
    fields = {**claim.fields, **{role: names for role, names in told.items() if names}}
    return replace(claim, fields=fields, reasons=(*claim.reasons, *reasons))


def _chances(features: frozenset[str], heads: dict[str, LinearHead]) -> dict[str, float]:
    return {role: head.chance(features) for role, head in heads.items()}


def likely_role(chances: dict[str, float], least: dict[str, float] = ADDED) -> str | None:
    """Return the role that one is likely enough to have, the likelier of two, or None; `least` are the chances that are asked."""
    return max((role for role, chance in chances.items() if chance >= least[role]), key=lambda role: chances[role], default=None)


def _kept(claim: Claim, found: list[tuple[float, Candidate]]) -> list[Field]:
    """Return the sides that the rules found, without the unlikely ones of more than two who are named."""
    named = [(chance, c) for chance, c in found if not is_vague_side(c.name)]
    best = sorted((chance for chance, _ in named), reverse=True)
    least = min(KEPT, best[_TWO - 1]) if len(named) > _TWO else 0
    unlikely = {id(f) for chance, c in named if chance < least for role, f in c.given if role == "parties"}
    return [f for f in claim.many("parties") if id(f) not in unlikely]


def _new_name(notes: Notes, claim: Claim, candidate: Candidate, role: str) -> Field | None:
    """Return the name of one the rules did not find, as it stands nearest to a naming; None where he has a role or can have none."""
    word, name = candidate.spots[0], name_at(notes, candidate)
    if candidate.role != "none" or any(alike(name, f) for known in ROLES for f in claim.many(known)):
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
    lands = {f.value.country for f in claim.many("mediators") if isinstance(f.value, ActorValue)}
    return isinstance(name.value, ActorValue) and name.value.country is not None and name.value.country in lands


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
