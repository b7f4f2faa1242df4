"""ETH/PRIO-like ceasefires: one row an actor and ceasefire.

Invariant: a date is split into year, month and day only as far as it is known; a purpose, class or provision that no report tells is blank.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from trucebook.exports.agreement_tables import Party, parties
from trucebook.exports.columns import Column, Table, never
from trucebook.exports.crosswalk import scheme
from trucebook.exports.dossier import Dossier, Told, no_day
from trucebook.model import ActorValue, Agreement, PeriodValue, Provision

FELL = ("collapsed", "expired", "superseded", "fulfilled")


@dataclass(frozen=True)
class Signed:
    """One party of one ceasefire; party is None where no party is told."""

    told: Told
    party: Party | None
    number: int
    provisions: tuple[Provision, ...]

    @property
    def agreement(self) -> Agreement:
        """The ceasefire."""
        assert isinstance(self.told.noun, Agreement)
        return self.told.noun

    def has(self, part: str) -> int | None:
        """Return 1 where a provision of that part of the crosswalk is told; blank else, for silence is no 0."""
        return 1 if any(p.action in scheme("ethprio")[part] for p in self.provisions) else None


def _rows(dossier: Dossier) -> Iterator[Signed]:
    by_agreement: dict[str, list[Party]] = {}
    for party in parties(dossier):
        if party.role == "party":
            by_agreement.setdefault(party.agreement, []).append(party)
    provisions: dict[str, list[Provision]] = {}
    for provision in dossier.record.provisions:
        provisions.setdefault(provision.agreement, []).append(provision)
    for number, agreement in enumerate((a for a in dossier.record.agreements if a.kind in scheme("ethprio")["kinds"]), 1):
        mine = tuple(provisions.get(agreement.id, ()))
        for one in by_agreement.get(agreement.id) or [None]:  # type: ignore[list-item]
            yield Signed(dossier.told(agreement), one, number, mine)


def _part(period: PeriodValue | None, unit: int) -> int | None:
    """Return the year (0), month (1) or day (2) of a period where both ends agree on it."""
    if period is None or not (period.first and period.last):
        return None
    first, last = period.first.split("-"), period.last.split("-")
    return int(first[unit]) if first[: unit + 1] == last[: unit + 1] else None


def _date(label: str, name: str, words: str) -> tuple[Column[Signed], ...]:
    def of(unit: int) -> Any:
        return lambda s: _part(getattr(s.agreement, name), unit)

    def why(signed: Signed) -> str:
        return no_day(getattr(signed.agreement, name))

    return tuple(Column(f"{label}_{unit}", f"The {unit} {words}.", of(n), why) for n, unit in enumerate(("yr", "month", "day")))


def _actor(signed: Signed) -> str | None:
    if signed.party is None:
        return None
    value = signed.party.field.value
    return (value.name if isinstance(value, ActorValue) and value.actor_id else None) or signed.party.field.text


def _class(signed: Signed) -> int | None:
    return 3 if signed.has("demobilised") else 2 if signed.has("monitored") else None


def _ended(signed: Signed) -> int | None:
    return 1 if any(s.status in FELL for s in signed.agreement.standings) else None


def _side(signed: Signed) -> str | None:
    value = signed.party.field.value if signed.party else None
    return value.side if isinstance(value, ActorValue) else None


UNTOLD = "no report tells it, which does not mean there is none"
COLUMNS: tuple[Column[Signed], ...] = (
    Column("cc", "The country, ISO 3166-1 alpha-2.", lambda s: p.country if (p := s.told.place()) else None, "no place is told"),
    Column("cf_id", "The number of the ceasefire in this file.", lambda s: s.number),
    Column("uniq_id", "The ceasefire's id in the record.", lambda s: s.agreement.id),
    Column("location", "The place as written.", lambda s: s.agreement.place, "no place is told"),
    Column("region", "Always blank: world regions are not kept.", never),
    Column("ucdp_actor_id", "Always blank: an id of the UCDP's own.", never),
    Column("actor_name", "The party.", _actor, "no party is told"),
    Column("ucdp_acd_id", "Always blank: an id of the UCDP's own.", never),
    Column("ucdp_dyad", "Always blank: an id of the UCDP's own.", never),
    Column("pax_id", "Always blank: an id of PA-X's own.", never),
    *_date("cf_dec", "declared", "it was declared"),
    *_date("cf_effect", "began", "it took effect"),
    Column("side", "What the party stands with.", _side, "not known"),
    Column("partial", "Always blank: whether part of a group was left out is not read.", never),
    Column("written", "Always blank: not read.", never),
    Column("fixed", "1 where a fixed term is told.", lambda s: 1 if s.agreement.duration else None, UNTOLD),
    Column("fixed_time", "The fixed term, ISO 8601.", lambda s: s.agreement.duration, UNTOLD),
    Column("p_humanitarian", "1 for a pause.", lambda s: 1 if s.agreement.kind == "pause" else None, UNTOLD),
    *(Column(f"p_{name}", "Always blank: this purpose is not read.", never) for name in ("peaceprocess", "holiday", "election", "other")),
    Column("p_unclear", "1 where no purpose is told.", lambda s: None if s.agreement.kind == "pause" else 1),
    Column(
        "ceasefire_class",
        "2 where monitoring is told, 3 where disarming or integration is told; blank else, as 1 would need proof of absence.",
        _class,
        UNTOLD,
    ),
    Column("timing", "Always blank: not read.", never),
    Column("cf_pp", "Always blank: not read.", never),
    Column("mediator_nego", "1 where a mediator is told.", lambda s: 1 if s.agreement.mediators else None, UNTOLD),
    Column("mediator_send", "Always blank: not read.", never),
    Column("implement", "1 where monitoring is told.", lambda s: s.has("monitored"), UNTOLD),
    Column("enforcement", "Always blank: not read.", never),
    Column("ddr", "1 where disarming or integration is told.", lambda s: s.has("demobilised"), UNTOLD),
    Column("splinter", "Always blank: not read.", never),
    Column("ended", "1 where a report says it ended.", _ended, UNTOLD),
    *_date("end", "ended", "it ended"),
)
TABLE: Table[Signed] = Table("ethprio", "One row a party and ceasefire, in the columns of the ETH/PRIO dataset.", COLUMNS, _rows)
