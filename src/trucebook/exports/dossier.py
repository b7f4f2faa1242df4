"""What a book hands to an export: the record, its claims and reports, and what the export must say of itself.

Invariant: an export is a function of a Dossier alone; nothing here looks at a clock or a database.
"""

import bisect
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from trucebook.codebook import Codebook
from trucebook.matching import Filed
from trucebook.model import (
    ActorValue,
    Agreement,
    Event,
    Field,
    Figure,
    Judgement,
    PeriodValue,
    PlaceValue,
    Position,
    Provision,
    ReaderInfo,
    Record,
    Report,
    Siege,
    Source,
    Violation,
)

PINNED = ("point", "town", "district")
_SHARPNESS = {name: rank for rank, name in enumerate(("point", "town", "district", "province", "country", "region"))}


@dataclass(frozen=True)
class About:
    """What an export says of itself: the instant it shows (ISO), the version that wrote it, its filter and its profile."""

    as_of: str
    version: str
    chosen: str = "everything"
    profile: str = "none"


@dataclass(frozen=True)
class Dossier:
    """A record with its claims (as people have corrected them) and reports by id, and each report's reader."""

    record: Record
    filed: Mapping[str, Filed]
    reports: Mapping[str, Report]
    about: About
    codebook: Codebook
    readers: Mapping[str, ReaderInfo] = field(default_factory=dict)
    judgements: tuple[Judgement, ...] = ()

    def told(self, noun: "Noun") -> "Told":
        """Return a thing of the record together with its claims."""
        return Told(noun, tuple(self.filed[c] for c in noun.claims if c in self.filed), self)

    def sources(self) -> dict[str, Source]:
        """Return what the record knows of each report, by the report's id."""
        return {s.report: s for s in self.record.sources}

    def agreement(self, name: str) -> Agreement | None:
        """Return an agreement of the record by its id."""
        return self._agreements.get(name)

    @cached_property
    def _agreements(self) -> dict[str, Agreement]:
        return {a.id: a for a in self.record.agreements}


Noun = Agreement | Provision | Violation | Event | Figure | Siege | Position


@dataclass(frozen=True)
class Told:
    """A thing of the record and the claims that tell of it, oldest first."""

    noun: Noun
    claims: tuple[Filed, ...]
    dossier: Dossier

    def fields(self, name: str) -> Iterator[Field]:
        """Yield a field of every claim that has it, lists one by one."""
        for item in self.claims:
            found = item.claim.fields.get(name)
            yield from found if isinstance(found, list) else (found,) if found is not None else ()

    def text(self, name: str) -> str | None:
        """Return the first words given for a field."""
        return next((" ".join(f.text.split()) for f in self.fields(name) if f.text), None)

    def code(self, name: str) -> str | None:
        """Return the first code given for a field."""
        return next((f.value for f in self.fields(name) if isinstance(f.value, str)), None)

    def actor(self, name: str) -> ActorValue | None:
        """Return who is meant by a field, where a claim resolves it."""
        found = [f.value for f in self.fields(name) if isinstance(f.value, ActorValue)]
        return next((a for a in found if a.actor_id), found[0] if found else None)

    def actor_name(self, name: str) -> str | None:
        """Return an actor's canonical name, or the words where none is known."""
        actor = self.actor(name)
        return (actor.name if actor and actor.actor_id else None) or self.text(name)

    def place(self) -> PlaceValue | None:
        """Return the sharpest place given."""
        found = [f.value for f in self.fields("place") if isinstance(f.value, PlaceValue)]
        return min(found, key=lambda p: _SHARPNESS.get(p.precision or "", 9), default=None)

    def of_place(self, part: str) -> str | None:
        """Return one part of the sharpest place given: `name`, `country`, `country3`, `admin1` or `precision`."""
        place = self.place()
        return getattr(place, part) if place else None

    def pin(self) -> tuple[float, float] | None:
        """Return (latitude, longitude) in degrees where the place is no wider than a district."""
        place = self.place()
        if place is None or place.precision not in PINNED or place.lat is None or place.lon is None:
            return None
        return place.lat, place.lon

    def reports(self) -> list[Report]:
        """Return the reports that tell of the thing, each once, in the order of its claims."""
        found = {item.report: self.dossier.reports.get(item.report) for item in self.claims}
        return [report for report in found.values() if report is not None]

    def groups(self) -> set[str]:
        """Return the independent sources: wire copies of one text are one."""
        return {item.group or item.report for item in self.claims}

    def first_published(self) -> str | None:
        """Return the day the first report of the thing appeared."""
        return min((i.published for i in self.claims if i.published), default=None)

    def quote(self) -> str | None:
        """Return the words of the claim that scores best."""
        best = max(self.claims, key=lambda i: i.claim.score, default=None)
        return (best.claim.quote or None) if best else None

    def no_pin(self) -> str:
        """Say why there is no pin."""
        place = self.place()
        if place is None:
            return "no place is told or known to the gazetteer"
        if place.precision not in PINNED:
            return f"the place is a {place.precision}, not a point" if place.precision else "the gazetteer does not know the place"
        return "the gazetteer has no coordinates"


def page_of(report: Report | None, start: int) -> int | None:
    """Return the page of a PDF on which a place in its text stands, counted from 1; None for what has no pages."""
    return bisect.bisect_right(report.pages, start) if report is not None and report.pages else None


def days_in(period: PeriodValue | None) -> int | None:
    """Return how many days a period may span, None where one end is open."""
    if period is None or not (period.first and period.last):
        return None
    return (dt.date.fromisoformat(period.last) - dt.date.fromisoformat(period.first)).days + 1


def day_of(period: PeriodValue | None) -> str | None:
    """Return the day of a period that is one day, else None."""
    return period.first if period is not None and days_in(period) == 1 else None


def no_day(period: PeriodValue | None, *, what: str = "no date is told") -> str:
    """Say why a day is blank."""
    if period is None or not (period.first or period.last):
        return what
    return f"known only as {period.first or '?'} to {period.last or '?'}"


def joined(words: Iterable[str | None], mark: str = "; ") -> str | None:
    """Return words in one cell, None where there are none."""
    return mark.join(w for w in words if w) or None
