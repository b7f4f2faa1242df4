"""The record that many claims amount to, and what is answered from it.

Invariant: every noun names the claims it rests on; unknown is None or empty, never a default.
"""

from typing import Any, Literal

import msgspec

from trucebook.model.claims import FigureValue, PeriodValue

Verdict = Literal["not_in_force", "superseded", "fulfilled", "expired", "broken", "no_information", "strained", "too_early", "holding"]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How a thing stood by one claim: the day that claim can be placed on (None where no day is known) and the status."""

    status: str
    claim: str
    day: str | None = None


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement as many claims have it; `standings` are in day order, `supersedes` and `superseded_by` are agreement ids."""

    id: str
    label: str
    kind: str | None = None
    place: str | None = None
    began: PeriodValue | None = None
    declared: PeriodValue | None = None
    ended: PeriodValue | None = None
    duration: str | None = None
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    monitors: tuple[str, ...] = ()
    supersedes: str | None = None
    superseded_by: str | None = None
    background: bool = False
    standings: tuple[Standing, ...] = ()
    claims: tuple[str, ...] = ()

    @property
    def first_day(self) -> str | None:
        """The first day it can have taken effect or, where that is not told, have been declared; None where neither is known."""
        return next((p.first for p in (self.began, self.declared) if p is not None and p.first), None)


class Provision(msgspec.Struct, frozen=True, kw_only=True):
    """One obligation as many claims have it, with its status over time; `in_exchange_for` are provision ids."""

    id: str
    agreement: str
    action: str
    debtor: str | None = None
    beneficiary: str | None = None
    object: str | None = None
    place: str | None = None
    due: PeriodValue | None = None
    in_exchange_for: tuple[str, ...] = ()
    standings: tuple[Standing, ...] = ()
    claims: tuple[str, ...] = ()


class Violation(msgspec.Struct, frozen=True, kw_only=True):
    """One act that breaks an agreement; `alleged_by` is None where a report states it itself."""

    id: str
    agreement: str
    act: str | None = None
    perpetrator: str | None = None
    victim: str | None = None
    date: PeriodValue | None = None
    alleged_by: str | None = None
    reported: str | None = None
    claims: tuple[str, ...] = ()


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One act as many claims have it, with its PLOVER type."""

    id: str
    type: str
    source: str | None = None
    target: str | None = None
    place: str | None = None
    date: PeriodValue | None = None
    assertion: str = "happened"
    claims: tuple[str, ...] = ()


class Rival(msgspec.Struct, frozen=True, kw_only=True):
    """One of the numbers given for a figure, with how many independent reports print it and who is said to have counted."""

    value: FigureValue
    sources: int
    counted_by: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One count of people harmed or moved with every number given for it, side by side; nothing is added up."""

    id: str
    category: str
    measure: str | None = None
    who: str | None = None
    place: str | None = None
    date: PeriodValue | None = None
    rivals: tuple[Rival, ...] = ()
    claims: tuple[str, ...] = ()


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """One of the times given for the beginning or end of something, with how many independent reports give it."""

    period: PeriodValue
    sources: int
    claims: tuple[str, ...] = ()


class Siege(msgspec.Struct, frozen=True, kw_only=True):
    """One siege as an interval of uncertain ends; every time given for an end stands in `beginnings` and `ends`, side by side.

    `provision` is the promise that is to lift it and `agreement` the agreement of that promise, as ids of the record.
    """

    id: str
    place: str | None = None
    besiegers: tuple[str, ...] = ()
    began: PeriodValue | None = None
    ended: PeriodValue | None = None
    beginnings: tuple[Edge, ...] = ()
    ends: tuple[Edge, ...] = ()
    cut: tuple[str, ...] = ()
    provision: str | None = None
    agreement: str | None = None
    background: bool = False
    standings: tuple[Standing, ...] = ()
    claims: tuple[str, ...] = ()

    @property
    def first_day(self) -> str | None:
        """The first day it can have begun or, where only that is told, the last; None where neither is known."""
        return (self.began.first or self.began.last) if self.began else None


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """An actor's stance on an agreement, with the day it was first reported; stances that change stand one after the other."""

    id: str
    agreement: str
    actor: str
    stance: str
    reported: str | None = None
    conditional: bool = False
    claims: tuple[str, ...] = ()


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A report as the record knows it: its day, publisher, wire-copy group (the id of the group's first report) and grade."""

    report: str
    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    group: str
    grade: str = "F"
    places: tuple[str, ...] = ()


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a set of claims and judgements amounts to; a pure function of them."""

    agreements: tuple[Agreement, ...] = ()
    provisions: tuple[Provision, ...] = ()
    violations: tuple[Violation, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    sieges: tuple[Siege, ...] = ()
    positions: tuple[Position, ...] = ()
    sources: tuple[Source, ...] = ()


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """A claim called as evidence: its words, where they stand, the report and its day, and what the claim is called for."""

    claim: str
    report: str
    quote: str
    start: int
    end: int
    published: str | None = None
    shows: str = ""


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """Whether an agreement holds on a day: verdict, the rule that fired, its evidence, and what would change it."""

    agreement: str
    as_of: str
    verdict: Verdict
    rule: str
    evidence: tuple[Evidence, ...] = ()
    would_change: tuple[str, ...] = ()
    facts: dict[str, Any] = {}
