"""Candidates: who of a report may be bound by an arrangement: those found for it, and every actor named within reach of its namings.

Invariant: one candidate an actor, however often and in whatever form he is named; each of his spots is a head word of the text.
"""

from bisect import bisect_left
from dataclasses import dataclass, field

from trucebook.model import ActorValue, Claim, Field
from trucebook.reading.deals.claimroles import alike
from trucebook.reading.deals.phrases import actor_field, head_of_field
from trucebook.reading.evidence import of_mention
from trucebook.reading.notes import Notes

REACH = 3  # sentences from a naming
ROLES = ("parties", "mediators", "monitors")


@dataclass
class Candidate:
    """One who may have a part in an arrangement: `spots` where he is named within reach, `given` with the role in which he was found, if
    any."""

    name: Field
    actor_id: str | None
    spots: list[int] = field(default_factory=list)
    given: list[tuple[str, Field]] = field(default_factory=list)
    times: int = 0

    @property
    def role(self) -> str:
        """The first role in which he was found, "none" where he was not."""
        return next((role for role in ROLES if any(r == role for r, _ in self.given)), "none")

    def is_same(self, name: Field, actor_id: str | None) -> bool:
        """Say whether a name is another form of his."""
        return (actor_id is not None and actor_id == self.actor_id) or alike(self.name, name)


@dataclass(frozen=True)
class Scene:
    """An arrangement's claim, the head words of its namings, the sentences within reach of them, and who stands there."""

    claim: Claim
    namings: list[int]
    reach: frozenset[int]
    candidates: list[Candidate]


def scene_of(notes: Notes, claim: Claim) -> Scene:
    """Return who may be bound by a claim's arrangement, with the spots at which they stand, the nearest to a naming first."""
    parse = notes.parse
    namings = _namings(notes, claim)
    here = [parse.sentence_of[w] for w in namings]
    reach = frozenset(s + d for s in here for d in range(-REACH, REACH + 1))
    found: list[Candidate] = []
    for role in ROLES:
        for name in claim.many(role):
            head = head_of_field(parse, name)
            if head is not None:
                put(found, name, head).given.append((role, name))
    for mention in notes.actors:
        head = parse.head_of(mention.start, mention.end)
        if head is not None and parse.sentence_of[head] in reach and parse.pos[head] not in ("PRON", "DET"):
            put(found, of_mention(mention), head)
    _count(notes, found)
    for candidate in found:
        candidate.spots.sort(key=lambda w: (min(abs(w - n) for n in beside(namings, w)), w))
    return Scene(claim, namings, reach, found)


def beside(namings: list[int], word: int) -> list[int]:
    """Return the namings next to a word, the last one before it and the first one after it, of a list in text order."""
    at = bisect_left(namings, word)
    return namings[max(0, at - 1) : at + 1]


def name_at(notes: Notes, candidate: Candidate) -> Field:
    """Return a candidate's name as it stands at the spot nearest to a naming."""
    return actor_field(notes, candidate.spots[0])


def _namings(notes: Notes, claim: Claim) -> list[int]:
    """Return the head words of a claim's namings, in any case the first word of its quote."""
    parse = notes.parse
    heads = [parse.head_of(f.start, f.end) for f in claim.many("named") if f.start is not None and f.end is not None]
    return sorted(w for w in heads if w is not None) or [parse.word_at(claim.start) or 0]


def put(found: list[Candidate], name: Field, head: int) -> Candidate:
    """Add a spot to the candidate whose name it is, a new one where it is nobody's."""
    actor_id = id_of(name)
    same = next((c for c in found if c.is_same(name, actor_id)), None)
    if same is None:
        same = Candidate(name, actor_id)
        found.append(same)
    if head not in same.spots:
        same.spots.append(head)
    return same


def _count(notes: Notes, found: list[Candidate]) -> None:
    """Count how often the whole report names each candidate."""
    for mention in notes.actors:
        name = of_mention(mention)
        same = next((c for c in found if c.is_same(name, id_of(name))), None)
        if same is not None:
            same.times += 1


def id_of(name: Field) -> str | None:
    """Return the id of the actor for whom a name stands, None where nobody knows."""
    return name.value.actor_id if isinstance(name.value, ActorValue) else None
