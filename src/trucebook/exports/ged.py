"""UCDP GED-like events: one row an act of organised violence.

Invariant: numbers that conflict with GED's own ids, conflict names or grids are left blank; deaths are only those told with the act.
"""

from collections.abc import Iterator

from trucebook.exports.acled import Act, acts
from trucebook.exports.columns import Column, Table, never
from trucebook.exports.crosswalk import scheme
from trucebook.exports.dossier import Dossier, days_in, joined, no_day
from trucebook.exports.tolls import no_toll
from trucebook.model import Event

_WHERE = {"point": 1, "town": 1, "district": 3, "province": 4, "country": 6, "region": 7}


def _violent(dossier: Dossier) -> Iterator[Act]:
    return (a for a in acts(dossier) if isinstance(a.told.noun, Event) and a.told.noun.type == "ASSAULT")


def _side(act: Act, role: str) -> str | None:
    """Return which side of the scheme an actor is: state, organised or civilians."""
    actor = act.told.actor(role)
    kinds = scheme("ged")
    return next((side for side in ("state", "organised", "civilians") if actor and actor.kind in kinds[side]), None)


def _violence(act: Act) -> int | None:
    one, other = _side(act, "source"), _side(act, "target")
    if other == "civilians" and one in ("state", "organised"):
        return 3
    if one is None or other is None or one == "civilians":
        return None
    return 1 if "state" in (one, other) else 2


def _dyad(act: Act) -> str | None:
    one, other = act.told.actor_name("source"), act.told.actor_name("target")
    return f"{one} - {other}" if one and other else None


def _wkt(act: Act) -> str | None:
    pin = act.told.pin()
    return f"POINT ({pin[1]} {pin[0]})" if pin else None


def _date_prec(act: Act) -> int | None:
    days = days_in(act.date)
    return None if days is None else 1 if days == 1 else 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5


def _year(act: Act) -> int | None:
    date = act.date
    return int(date.first[:4]) if date and date.first and date.last and date.first[:4] == date.last[:4] else None


def _count(act: Act, name: str) -> int | None:
    return getattr(act.toll, name) if act.toll else None


def _of(act: Act, civilians: bool) -> int | None:
    return act.toll.best if act.toll and act.toll.civilians == civilians else None


def _no_toll(act: Act) -> str:
    return no_toll(act.toll)


def _no_date(act: Act) -> str:
    return no_day(act.date)


UCDP = "Always blank: an id of the UCDP's own."
COLUMNS: tuple[Column[Act], ...] = (
    Column("id", "The event's id in the record.", lambda a: a.told.noun.id),
    Column("relid", UCDP, never),
    Column("year", "The year, where the date lies within one.", _year, _no_date),
    Column("active_year", "Always blank: needs the UCDP's yearly threshold of 25 deaths.", never),
    Column("code_status", 'Always "Clear as read by trucebook".', lambda _: "Clear as read by trucebook"),
    Column("type_of_violence", "1 state-based, 2 non-state, 3 one-sided.", _violence, "the kinds of both sides are not known"),
    Column("conflict_name", UCDP, never),
    Column("dyad_name", "Both sides.", _dyad, "a side is not told"),
    Column("side_a", "Who did it.", lambda a: a.told.actor_name("source"), "no report says who did it"),
    Column("side_b", "To whom.", lambda a: a.told.actor_name("target"), "no report says to whom"),
    Column("number_of_sources", "Independent reports.", lambda a: len(a.told.groups())),
    Column("source_article", "Ids of the reports.", lambda a: joined(r.id for r in a.told.reports())),
    Column("source_office", "The publishers.", lambda a: joined(r.publisher for r in a.told.reports()), "not known"),
    Column("source_date", "The day of the first report.", lambda a: a.told.first_published(), "not known"),
    Column("source_headline", "The headlines.", lambda a: joined(r.title for r in a.told.reports()), "not known"),
    Column(
        "source_original",
        "Whose words they are.",
        lambda a: joined(dict.fromkeys(i.claim.speaker.text for i in a.told.claims if i.claim.speaker)),
    ),
    Column(
        "where_prec",
        "1 a town, 3 a district, 4 a province, 6 a country, 7 a region.",
        lambda a: _WHERE.get(a.told.of_place("precision") or ""),
        lambda a: a.told.no_pin(),
    ),
    Column("where_coordinates", "The place's name.", lambda a: a.told.of_place("name"), lambda a: a.told.no_pin()),
    Column("where_description", "The place as written.", lambda a: a.told.text("place")),
    Column("adm_1", "The first-level unit.", lambda a: a.told.of_place("admin1"), "not in the gazetteer"),
    Column("adm_2", "Always blank: the gazetteer holds the first level only.", never),
    Column(
        "latitude",
        "Degrees north; blank where the place is wider than a district.",
        lambda a: p[0] if (p := a.told.pin()) else None,
        lambda a: a.told.no_pin(),
    ),
    Column(
        "longitude",
        "Degrees east; blank where the place is wider than a district.",
        lambda a: p[1] if (p := a.told.pin()) else None,
        lambda a: a.told.no_pin(),
    ),
    Column("geom_wkt", "The point as WKT.", _wkt, lambda a: a.told.no_pin()),
    Column("priogrid_gid", "Always blank: a grid of PRIO's own.", never),
    Column("country", "The country, ISO 3166-1 alpha-2.", lambda a: a.told.of_place("country"), lambda a: a.told.no_pin()),
    Column("country_id", "Always blank: Gleditsch and Ward's numbers are not kept.", never),
    Column("region", "Always blank: the UCDP's world regions are not kept.", never),
    Column("event_clarity", "1 where the day is known, else 2.", lambda a: 1 if days_in(a.date) == 1 else 2),
    Column("date_prec", "1 a day, 2 within six days, 3 a week, 4 within a month, 5 wider.", _date_prec, _no_date),
    Column("date_start", "The first possible day.", lambda a: a.date.first if a.date else None, _no_date),
    Column("date_end", "The last possible day.", lambda a: a.date.last if a.date else None, _no_date),
    Column("deaths_a", "Always blank: the dead of a side are not told apart.", never),
    Column("deaths_b", "Always blank: the dead of a side are not told apart.", never),
    Column("deaths_civilians", "The best number, where those killed are called civilians.", lambda a: _of(a, True), "not told"),
    Column("deaths_unknown", "The best number, where the words do not say who was killed.", lambda a: _of(a, False), "not told"),
    Column("best", "The number most sources give, where one is named.", lambda a: _count(a, "best"), _no_toll),
    Column("high", "The most any source says; blank where one is open above.", lambda a: _count(a, "high"), _no_toll),
    Column("low", "The least any source says.", lambda a: _count(a, "low"), _no_toll),
)
TABLE: Table[Act] = Table("ged", "One row an act of violence, in the columns of the UCDP GED.", COLUMNS, _violent)
