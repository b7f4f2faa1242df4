"""ACLED-like events: one row an act that happened and has a counterpart among ACLED's types, and one row a siege.

Invariant: the columns are ACLED's, in ACLED's order, with three of our own behind; an act only announced, demanded or denied is no row,
and a siege told in the words of such a row is that row.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trucebook.exports.columns import Column, Table, never
from trucebook.exports.crosswalk import scheme
from trucebook.exports.dossier import Dossier, Told, day_of, days_in, joined, no_day
from trucebook.exports.tolls import Toll, no_toll, tolls
from trucebook.matching import Filed
from trucebook.model import Event, PeriodValue, Siege

HAPPENED = ("happened", "ongoing")
CIVILIANS = ("population", "person")
_GEO = {"point": 1, "town": 1, "district": 2, "province": 3}


@dataclass(frozen=True)
class Act:
    """One event or siege with its types in ACLED's words and the toll told with it."""

    told: Told
    types: tuple[str, str]
    toll: Toll | None

    @property
    def date(self) -> PeriodValue | None:
        """When it happened; of a siege, when it began."""
        noun = self.told.noun
        return noun.date if isinstance(noun, Event) else noun.began if isinstance(noun, Siege) else None

    def role(self, number: int) -> str:
        """Return the field that names the first or second actor; nobody is named as the second of a siege."""
        return ("besieger", "")[number] if isinstance(self.told.noun, Siege) else ("source", "target")[number]

    def inter(self, number: int) -> str | None:
        """Return ACLED's word for the kind of the first or second actor."""
        actor = self.told.actor(self.role(number))
        words: dict[str, str] = scheme("acled")["actors"]
        return words.get(actor.kind or "") if actor else None


def types_of(told: Told, kind: str) -> tuple[str, str] | None:
    """Return (event type, sub-event type) of an act, None where the scheme has no such event."""
    known = scheme("acled")["types"].get(kind)
    if known is None:
        return None
    target = told.actor("target")
    fallback = known.get("civilians") if target is not None and target.kind in CIVILIANS else None
    event, sub = known.get("modes", {}).get(told.code("mode") or "") or fallback or known["default"]
    return event, sub


def acts(dossier: Dossier) -> Iterator[Act]:
    """Yield the acts that happened, in the record's order, then the sieges that no act has told already."""
    killed = tolls(dossier, "killed")
    for event in dossier.record.events:
        told = dossier.told(event)
        types = types_of(told, event.type)
        if types is not None and event.assertion in HAPPENED:
            yield Act(told, types, killed.get(event.id))
    yield from _sieges(dossier)


def _sieges(dossier: Dossier) -> Iterator[Act]:
    """Yield the sieges whose words are not those of an act of restriction, which has a row of its own."""
    restricted = [e for e in dossier.record.events if e.type == "COERCE" and e.assertion in HAPPENED]
    taken = [item for event in restricted for item in dossier.told(event).claims]
    event, sub = scheme("acled")["sieges"]
    for siege in dossier.record.sieges:
        told = dossier.told(siege)
        if not any(_share_words(one, other) for one in told.claims for other in taken):
            yield Act(told, (event, sub), None)


def _share_words(one: Filed, other: Filed) -> bool:
    return one.report == other.report and one.claim.start < other.claim.end and other.claim.start < one.claim.end


def _year(act: Act) -> int | None:
    date = act.date
    same = date is not None and date.first and date.last and date.first[:4] == date.last[:4]
    return int(date.first[:4]) if date is not None and date.first and same else None


def _time_precision(act: Act) -> int | None:
    days = days_in(act.date)
    return None if days is None or days > 31 else 1 if days == 1 else 2 if days <= 7 else 3


def _interaction(act: Act) -> str | None:
    one, other = act.inter(0), act.inter(1)
    return f"{one}-{other}" if one and other else None


def _pin(act: Act, part: int) -> float | None:
    pin = act.told.pin()
    return pin[part] if pin else None


def _tags(act: Act) -> str | None:
    noun = act.told.noun
    return joined(("siege", *noun.cut) if isinstance(noun, Siege) else (getattr(noun, "type", None), act.told.code("mode")), ":")


def _no_date(act: Act) -> str:
    return no_day(act.date)


def _civilians(act: Act) -> str | None:
    target = act.told.actor("target")
    return "Civilian targeting" if act.types[0] != "Strategic developments" and target is not None and target.kind in CIVILIANS else None


COLUMNS: tuple[Column[Act], ...] = (
    Column("event_id_cnty", "The id of the act or siege in the record; not an id of ACLED's.", lambda a: a.told.noun.id),
    Column("event_date", "The day, where it is known to the day; of a siege, the day it began.", lambda a: day_of(a.date), _no_date),
    Column("year", "The year, where the date lies within one.", _year, _no_date),
    Column("time_precision", "1 a day, 2 within a week, 3 within a month; wider dates are blank.", _time_precision, _no_date),
    Column(
        "disorder_type", "Political violence, Demonstrations or Strategic developments.", lambda a: scheme("acled")["disorder"][a.types[0]]
    ),
    Column("event_type", "The event type of the crosswalk.", lambda a: a.types[0]),
    Column("sub_event_type", "The sub-event type of the crosswalk.", lambda a: a.types[1]),
    Column("actor1", "Who did it, or who besieges.", lambda a: a.told.actor_name(a.role(0)), "no report says who did it"),
    Column("assoc_actor_1", "Always blank: associates are not read.", never),
    Column("inter1", "The kind of actor1.", lambda a: a.inter(0), "the kind of actor is not known"),
    Column("actor2", "To whom; blank for a siege.", lambda a: a.told.actor_name(a.role(1)), "no report says to whom"),
    Column("assoc_actor_2", "Always blank: associates are not read.", never),
    Column("inter2", "The kind of actor2.", lambda a: a.inter(1), "the kind of actor is not known"),
    Column("interaction", "Both kinds.", _interaction, "a kind of actor is not known"),
    Column("civilian_targeting", '"Civilian targeting" where the target is a population or a person.', _civilians),
    Column(
        "iso",
        "The country, ISO 3166-1 alpha-3 (ACLED's own column holds the number).",
        lambda a: a.told.of_place("country3"),
        lambda a: a.told.no_pin(),
    ),
    Column("region", "Always blank: ACLED's world regions are not kept.", never),
    Column("country", "The country, ISO 3166-1 alpha-2.", lambda a: a.told.of_place("country"), lambda a: a.told.no_pin()),
    Column("admin1", "The first-level unit.", lambda a: a.told.of_place("admin1"), "not in the gazetteer"),
    Column("admin2", "Always blank: the gazetteer holds the first level only.", never),
    Column("admin3", "Always blank: the gazetteer holds the first level only.", never),
    Column("location", "The place's name.", lambda a: a.told.of_place("name"), "no place is told or known to the gazetteer"),
    Column("latitude", "Degrees north; blank where the place is wider than a district.", lambda a: _pin(a, 0), lambda a: a.told.no_pin()),
    Column("longitude", "Degrees east; blank where the place is wider than a district.", lambda a: _pin(a, 1), lambda a: a.told.no_pin()),
    Column(
        "geo_precision",
        "1 a town, 2 a district, 3 a province; wider places are blank.",
        lambda a: _GEO.get(p.precision or "") if (p := a.told.place()) else None,
        lambda a: a.told.no_pin(),
    ),
    Column("source", "The publishers, or the reports' ids.", lambda a: joined(r.publisher or r.id for r in a.told.reports())),
    Column("source_scale", "Always blank: the reach of a source is not known.", never),
    Column("notes", "The words of the claim that scores best.", lambda a: a.told.quote()),
    Column(
        "fatalities",
        "The number of killed told in the event's own words.",
        lambda a: a.toll.best if a.toll else None,
        lambda a: no_toll(a.toll),
    ),
    Column("tags", "The PLOVER type and mode; of a siege the word, and what is cut.", _tags),
    Column("timestamp", "The day the first report of it was published.", lambda a: a.told.first_published()),
    Column("date_from", "Ours: the first possible day; of a siege, of its beginning.", lambda a: a.date.first if a.date else None),
    Column("date_to", "Ours: the last possible day; of a siege, of its beginning.", lambda a: a.date.last if a.date else None),
    Column("claims", "Ours: ids of the claims.", lambda a: joined(i.claim.id for i in a.told.claims)),
)
TABLE: Table[Act] = Table("acled", "One row an act that happened or a siege, in the columns of ACLED.", COLUMNS, acts)
