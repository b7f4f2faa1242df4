"""The table of sieges: one row a siege of the record, with every time given for its ends side by side.

Invariant: an end that reports date differently stays an interval, and each time given for it stands with how many reports give it.
"""

from collections.abc import Iterator
from typing import Any

from trucebook.exports.agreement_tables import BASIS, of_noun, several, status_of, when, where
from trucebook.exports.columns import Column, Table
from trucebook.exports.dossier import Dossier, Told, joined
from trucebook.model import Edge


def _sieges(dossier: Dossier) -> Iterator[Told]:
    return (dossier.told(s) for s in dossier.record.sieges)


def _edges(name: str) -> Any:
    return lambda told: joined(map(_edge, getattr(told.noun, name)))


def _edge(edge: Edge) -> str:
    first, last = edge.period.first or "?", edge.period.last or "?"
    return f"{first if first == last else f'{first} to {last}'} ({edge.sources})"


SIEGES: Table[Told] = Table(
    "Sieges",
    "One row a siege, as all reports together have it.",
    (
        Column("id", "The siege's id.", of_noun("id")),
        Column("besiegers", "Who besieges, as written.", several("besiegers"), "no report says who besieges"),
        Column(
            "status",
            "under_siege, eased or lifted, by the last report that says so.",
            status_of,
            "no report says how it stands",
        ),
        *when("began", "began", "on which it began"),
        *when("ended", "ended", "on which it ended"),
        Column("beginnings", "Every time given for its beginning, with how many independent reports give it.", _edges("beginnings")),
        Column("ends", "Every time given for its end, in the same form.", _edges("ends")),
        *where(),
        Column("cut", "What is cut: food, water, medicine, power, movement.", several("cut"), "no report says what is cut"),
        Column("provision", "The provision that is to lift it.", of_noun("provision"), "no such promise is told"),
        Column("agreement", "The agreement of that provision.", of_noun("agreement"), "no such promise is told"),
        Column("background", "True where every report tells of it only as history.", of_noun("background")),
        *BASIS,
    ),
    _sieges,
)
