"""The tables about agreements: agreements, parties, provisions, their standing over time, violations.

Invariant: one row a thing of the record; list cells are joined with "; ".
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from trucebook.exports.columns import Column, Table
from trucebook.exports.dossier import Dossier, Told, joined, no_day
from trucebook.matching import is_unnamed
from trucebook.model import ActorValue, Field, Standing


@dataclass(frozen=True)
class Party:
    """One actor in one role of one agreement."""

    agreement: str
    role: str
    field: Field


@dataclass(frozen=True)
class Stood:
    """One status of an agreement or provision, by one claim."""

    kind: str
    thing: str
    agreement: str
    standing: Standing
    report: str | None
    quote: str | None


def _agreements(dossier: Dossier) -> Iterator[Told]:
    return (dossier.told(a) for a in dossier.record.agreements)


def _provisions(dossier: Dossier) -> Iterator[Told]:
    return (dossier.told(p) for p in dossier.record.provisions)


def _violations(dossier: Dossier) -> Iterator[Told]:
    return (dossier.told(v) for v in dossier.record.violations)


def parties(dossier: Dossier) -> Iterator[Party]:
    """Yield each actor of each agreement once a role, as first written; "both sides" only where nobody is named."""
    for agreement in dossier.record.agreements:
        told = dossier.told(agreement)
        for role in ("parties", "mediators", "guarantors", "monitors"):
            seen, fields = set(), list(told.fields(role))
            named = [field for field in fields if not is_unnamed(field)]
            for field in named or fields:
                key = field.value.actor_id if isinstance(field.value, ActorValue) and field.value.actor_id else (field.text or "").lower()
                if key not in seen:
                    seen.add(key)
                    yield Party(agreement.id, role.removesuffix("s") if role != "parties" else "party", field)


def _stood(dossier: Dossier) -> Iterator[Stood]:
    things = [("agreement", a.id, a.id, a.standings) for a in dossier.record.agreements]
    things += [("provision", p.id, p.agreement, p.standings) for p in dossier.record.provisions]
    for kind, name, agreement, standings in things:
        for standing in standings:
            item = dossier.filed.get(standing.claim)
            yield Stood(kind, name, agreement, standing, item.report if item else None, item.claim.quote if item else None)


def of_noun(name: str) -> Any:
    """Return what gives an attribute of a row's noun."""
    return lambda told: getattr(told.noun, name)


def _first(name: str) -> Any:
    return lambda told: period.first if (period := getattr(told.noun, name)) else None


def _last(name: str) -> Any:
    return lambda told: period.last if (period := getattr(told.noun, name)) else None


def several(name: str) -> Any:
    """Return what gives an attribute of a row's noun that has several values, joined."""
    return lambda told: joined(getattr(told.noun, name))


def status_of(told: Told) -> str | None:
    """Return how a row's noun stood by the last report that says so."""
    standings = getattr(told.noun, "standings", ())
    return standings[-1].status if standings else None


def _actor(name: str) -> Any:
    return lambda party: getattr(party.field.value, name) if isinstance(party.field.value, ActorValue) else None


def when(name: str, label: str, words: str) -> tuple[Column[Told], ...]:
    """Return the two columns of a period: its first and last possible day."""

    def why(told: Told) -> str:
        return no_day(getattr(told.noun, name))

    return (
        Column(f"{label}_from", f"The first possible day {words}.", _first(name), why),
        Column(f"{label}_to", f"The last possible day {words}.", _last(name), why),
    )


def where() -> tuple[Column[Told], ...]:
    """Return the columns of a place, with coordinates only where it is no wider than a district."""

    def place(name: str) -> Callable[[Told], str | None]:
        return lambda told: getattr(told.place(), name) if told.place() else None

    return (
        Column("place", "The place as the report writes it.", lambda t: t.text("place"), "no place is told"),
        Column("place_name", "The place's name in the gazetteer.", place("name")),
        Column("place_id", "The place's id in the gazetteer.", place("place_id")),
        Column("place_precision", "How wide the place is: point, town, district, province, country or region.", place("precision")),
        Column("country", "The country, ISO 3166-1 alpha-2.", place("country"), Told.no_pin),
        Column("admin1", "The first-level unit the place lies in.", place("admin1")),
        Column(
            "latitude", "Degrees north; blank where the place is wider than a district.", lambda t: (t.pin() or (None,))[0], Told.no_pin
        ),
        Column(
            "longitude", "Degrees east; blank where the place is wider than a district.", lambda t: (t.pin() or (0, None))[1], Told.no_pin
        ),
    )


BASIS: tuple[Column[Told], ...] = (
    Column("independent_sources", "How many reports tell of it, wire copies of one text counted once.", lambda t: len(t.groups())),
    Column("first_reported", "The day the first report of it was published.", Told.first_published, "no report has a date"),
    Column("quote", "The words of the claim that scores best.", Told.quote),
    Column("claims", "Ids of the claims it rests on.", lambda t: joined(i.claim.id for i in t.claims)),
)

AGREEMENTS: Table[Told] = Table(
    "Agreements",
    "One row an agreement, as all reports together have it.",
    (
        Column("id", "The agreement's id.", of_noun("id")),
        Column("label", "What the report calls it.", of_noun("label")),
        Column(
            "kind", "Its kind, a code of the codebook (ceasefire, pause, evacuation …).", of_noun("kind"), "no report says what kind it is"
        ),
        Column("status", "How it stood by the last report that says so.", status_of, "no report says how it stands"),
        *when("declared", "declared", "on which it was declared"),
        *when("began", "began", "on which it took effect"),
        *when("ended", "ended", "on which it ended"),
        Column("duration", "Its fixed term, ISO 8601.", of_noun("duration"), "no term is told"),
        *where(),
        Column("parties", "Who agreed, as written.", several("parties"), "no party is told"),
        Column("mediators", "Who brokered it, as written.", several("mediators")),
        Column("monitors", "Who watches over it, as written.", several("monitors")),
        Column("supersedes", "The agreement it replaces.", of_noun("supersedes")),
        Column("superseded_by", "The agreement that replaced it.", of_noun("superseded_by")),
        Column("background", "True where every report tells of it only as history.", of_noun("background")),
        *BASIS,
    ),
    _agreements,
)
PARTIES: Table[Party] = Table(
    "Parties",
    "One row an actor, role and agreement.",
    (
        Column("agreement", "The agreement's id.", lambda p: p.agreement),
        Column("role", "party, mediator, guarantor or monitor.", lambda p: p.role),
        Column("words", "The actor as written.", lambda p: p.field.text),
        Column("actor_id", "The actor's id, where known.", _actor("actor_id"), "the actor is known by its words alone"),
        Column("name", "The actor's name, where known.", _actor("name"), "the actor is known by its words alone"),
        Column("kind", "The kind of actor, a code of the codebook.", _actor("kind"), "the words do not tell"),
        Column("country", "The actor's country, ISO 3166-1 alpha-2.", _actor("country"), "the words do not tell"),
        Column("side", "What the actor stands with.", _actor("side"), "the words do not tell"),
    ),
    parties,
)
PROVISIONS: Table[Told] = Table(
    "Provisions",
    "One row an obligation of an agreement.",
    (
        Column("id", "The provision's id.", of_noun("id")),
        Column("agreement", "The agreement's id.", of_noun("agreement")),
        Column("action", "What is to be done, a code of the codebook.", of_noun("action")),
        Column("debtor", "Who is to do it, as written.", of_noun("debtor"), "no report says who is to do it"),
        Column("beneficiary", "For whom, as written.", of_noun("beneficiary")),
        Column("object", "What it is done to, as written.", of_noun("object")),
        *when("due", "due", "by which it is due"),
        *where(),
        Column("in_exchange_for", "Ids of the provisions it is given for.", several("in_exchange_for")),
        Column("status", "How it stood by the last report that says so.", status_of, "no report says how it stands"),
        Column(
            "kroc",
            "The status on the scale of the Peace Accords Matrix: 0 not started, 1 minimum, 2 intermediate, 3 full.",
            lambda t: {"promised": 0, "refused": 0, "breached": 0, "under_way": 2, "done": 3}.get(status_of(t) or ""),
            "the status has no counterpart on that scale",
        ),
        *BASIS,
    ),
    _provisions,
)
STATUS: Table[Stood] = Table(
    "ProvisionStatus",
    "One row a status of an agreement or provision, by one claim, in time order.",
    (
        Column("kind", "agreement or provision.", lambda s: s.kind),
        Column("id", "The id of the agreement or provision.", lambda s: s.thing),
        Column("agreement", "The agreement's id.", lambda s: s.agreement),
        Column("day", "The day the report was published.", lambda s: s.standing.day, "the report has no date"),
        Column("status", "What the claim says of it, a code of the codebook.", lambda s: s.standing.status),
        Column("claim", "The claim's id.", lambda s: s.standing.claim),
        Column("report", "The report's id.", lambda s: s.report),
        Column("quote", "The claim's words.", lambda s: s.quote),
    ),
    _stood,
)
VIOLATIONS: Table[Told] = Table(
    "Violations",
    "One row an act that breaks an agreement, stated or alleged.",
    (
        Column("id", "The violation's id.", of_noun("id")),
        Column("agreement", "The agreement's id.", of_noun("agreement")),
        Column("act", "What was done, a code of the codebook.", of_noun("act"), "the report does not say what was done"),
        Column("perpetrator", "Who did it, as written.", of_noun("perpetrator"), "no report says who did it"),
        Column("victim", "To whom, as written.", of_noun("victim"), "no report says to whom"),
        *when("date", "date", "on which it happened"),
        *where(),
        Column("alleged_by", "Who alleges it; blank where a report states it itself.", of_noun("alleged_by")),
        *BASIS,
    ),
    _violations,
)
