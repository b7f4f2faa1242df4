"""IDMC-like figures: one row a number of people or households moved.

Invariant: a stock and a flow are never one row; nothing is added up or turned from households into persons.
"""

from collections.abc import Iterator

from trucebook.exports.columns import Column, Table
from trucebook.exports.crosswalk import scheme
from trucebook.exports.dossier import Dossier, days_in, joined, no_day
from trucebook.exports.told_tables import Number, numbers

_ACCURACY = ((1, "Day"), (7, "Week"), (31, "Month"), (366, "Year"))


def _moved(dossier: Dossier) -> Iterator[Number]:
    return (n for n in numbers(dossier) if n.figure.category in scheme("idmc")["terms"])


def _accuracy(number: Number) -> str | None:
    days = days_in(number.figure.date)
    return next((words for most, words in _ACCURACY if days is not None and days <= most), None)


def _quote(number: Number) -> str | None:
    dossier = number.told.dossier
    return next((dossier.filed[c].claim.quote for c in number.rival.claims if c in dossier.filed), None)


def _logic(number: Number) -> str:
    value = number.rival.value
    bound = value.low if value.low is not None else value.high
    return f"as printed: {value.quantifier.replace('_', ' ')} {bound}; nothing was converted or added up"


def _reported(number: Number) -> int | None:
    return number.rival.value.low if number.rival.value.low is not None else number.rival.value.high


def _term(number: Number) -> str | None:
    terms: dict[str, str] = scheme("idmc")["terms"]
    return number.told.code("term") or terms.get(number.figure.category)


def _no_date(number: Number) -> str:
    return no_day(number.figure.date)


COLUMNS: tuple[Column[Number], ...] = (
    Column("id", "The figure's id in the record; rivals share it.", lambda n: n.figure.id),
    Column("country", "The country, ISO 3166-1 alpha-3.", lambda n: n.told.of_place("country3"), "no place is told or known"),
    Column("location", "The place's name.", lambda n: n.told.of_place("name"), "no place is told or known"),
    Column(
        "quantifier", "More than, Less than, Exact or Approximately.", lambda n: scheme("idmc")["quantifiers"].get(n.rival.value.quantifier)
    ),
    Column("reported", "The number printed.", _reported, "the words give no number"),
    Column("unit", "Person or Household.", lambda n: scheme("idmc")["units"].get(n.rival.value.unit or ""), "the words do not tell"),
    Column("term", "Displaced, Evacuated, Returns …", _term),
    Column(
        "role",
        "Recommended for the number most sources give, Triangulation for its rivals.",
        lambda n: "Recommended" if n.figure.rivals[0] is n.rival else "Triangulation",
    ),
    Column("category", "Stock or Flow.", lambda n: n.figure.measure.capitalize() if n.figure.measure else None, "the words do not tell"),
    Column("start_date", "The first possible day.", lambda n: n.figure.date.first if n.figure.date else None, _no_date),
    Column("end_date", "The last possible day.", lambda n: n.figure.date.last if n.figure.date else None, _no_date),
    Column("date_accuracy", "Day, Week, Month or Year: what the dates are known to.", _accuracy, _no_date),
    Column("counted_by", "Who is said to have counted.", lambda n: joined(n.rival.counted_by), "no report says who counted"),
    Column("sources", "How many reports print it, wire copies counted once.", lambda n: n.rival.sources),
    Column("source_excerpt", "The words.", _quote),
    Column("calculation_logic", "How the number was come by.", _logic),
    Column("claims", "Ids of the claims.", lambda n: joined(n.rival.claims)),
)
TABLE: Table[Number] = Table("idmc", "One row a number of people or households moved, in the columns of the IDMC.", COLUMNS, _moved)
