"""The table of positions: one row a stance of an actor on an agreement, by each claim that tells it, with the place of its words.

Invariant: `quote` is the report's text from `start` to `end`; a stance that changes stands in rows of its own, as they were reported.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trucebook.exports.columns import Column, Table
from trucebook.exports.dossier import Dossier, Told, no_day
from trucebook.matching import Filed
from trucebook.model import ActorValue, Field, PeriodValue, Position


@dataclass(frozen=True)
class Taken:
    """One stance, as one claim tells it."""

    told: Told
    position: Position
    item: Filed

    def actor(self) -> ActorValue | None:
        """Return who takes it, where the claim resolves it."""
        field = self.item.claim.fields.get("actor")
        value = field.value if isinstance(field, Field) else None
        return value if isinstance(value, ActorValue) else None

    def date(self) -> PeriodValue | None:
        """Return when it was taken, where the report says so."""
        value = self.item.claim.value("date")
        return value if isinstance(value, PeriodValue) else None

    def speaker(self) -> str | None:
        """Return whose words tell of it."""
        return self.item.claim.speaker.text if self.item.claim.speaker else None

    def label(self) -> str | None:
        """Return what the agreement is called."""
        agreement = self.told.dossier.agreement(self.position.agreement)
        return agreement.label if agreement else None


def positions(dossier: Dossier) -> Iterator[Taken]:
    """Yield each stance once a claim, by agreement and the day it was first reported."""
    for position in dossier.record.positions:
        told = dossier.told(position)
        yield from (Taken(told, position, item) for item in told.claims)


def _actor_id(taken: Taken) -> str | None:
    actor = taken.actor()
    return actor.actor_id if actor else None


def _edge(taken: Taken, end: str) -> str | None:
    date = taken.date()
    return getattr(date, end) if date else None


def _no_date(taken: Taken) -> str:
    return no_day(taken.date())


POSITIONS: Table[Taken] = Table(
    "Positions",
    "One row a stance of an actor on an agreement, by one claim; stances that change stand one after the other.",
    (
        Column("id", "The position's id; rows of one id are one stance told more than once.", lambda p: p.position.id),
        Column("agreement", "The agreement's id.", lambda p: p.position.agreement),
        Column("agreement_label", "What the agreement is called.", Taken.label),
        Column("actor", "Who takes the stance, as first written.", lambda p: p.position.actor),
        Column("actor_id", "The actor's id, where known.", _actor_id, "the actor is known by its words alone"),
        Column("stance", "accepts, refuses, demands, doubts or guarantees.", lambda p: p.position.stance),
        Column("conditional", "True where the stance is told only as one that would be taken.", lambda p: p.position.conditional),
        Column("date_from", "The first possible day on which it was taken.", lambda p: _edge(p, "first"), _no_date),
        Column("date_to", "The last possible day on which it was taken.", lambda p: _edge(p, "last"), _no_date),
        Column("reported", "The day the report was published.", lambda p: p.item.published, "the report has no date"),
        Column("quote", "The claim's words.", lambda p: p.item.claim.quote),
        Column("report", "The report's id.", lambda p: p.item.report),
        Column("start", "Where the words begin in the report's text, in characters.", lambda p: p.item.claim.start),
        Column("end", "Where they end.", lambda p: p.item.claim.end),
        Column("speaker", "Whose words tell of it; blank where the report says it itself.", Taken.speaker),
        Column("claim", "The claim's id.", lambda p: p.item.claim.id),
    ),
    positions,
)
