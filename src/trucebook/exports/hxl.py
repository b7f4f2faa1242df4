"""HXL-tagged CSV: agreements, acts, violations, sieges, figures and positions in one table with HXL 1.1 hashtags in its second row.

Invariant: the first row is words, the second row hashtags, every row after it data.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from trucebook.exports.columns import Column, Table, safe
from trucebook.exports.dossier import Dossier, Told, joined
from trucebook.exports.tolls import best_of, leading
from trucebook.model import Agreement, Event, Figure, PeriodValue, Position, Siege, Violation

TAGS = {
    "start": "#date+start",
    "end": "#date+end",
    "reported": "#date+reported",
    "kind": "#event+kind",
    "type": "#event+type",
    "id": "#event+id",
    "crisis": "#crisis+name",
    "group": "#group+name",
    "org": "#org+name",
    "country": "#country+code+v_iso2",
    "admin1": "#adm1+name",
    "place": "#loc+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "killed": "#affected+killed",
    "injured": "#affected+injured",
    "displaced": "#affected+displaced",
    "status": "#status",
    "description": "#description",
    "source": "#meta+source",
    "url": "#meta+url",
    "reports": "#meta+id",
}


@dataclass(frozen=True)
class Line:
    """One thing of the record."""

    told: Told

    def period(self) -> PeriodValue | None:
        """Return when it was: an agreement's entry into force, a siege from its beginning to its end, else its date."""
        noun = self.told.noun
        if isinstance(noun, Siege):
            return _lasting(noun)
        if isinstance(noun, Position):
            return next((f.value for f in self.told.fields("date") if isinstance(f.value, PeriodValue)), None)
        return noun.began or noun.declared if isinstance(noun, Agreement) else getattr(noun, "date", None)

    def type(self) -> str | None:
        """Return the code of what it is; of a siege how it stood by the last report, of a position the stance."""
        noun = self.told.noun
        if isinstance(noun, Siege):
            return noun.standings[-1].status if noun.standings else None
        return next((getattr(noun, n) for n in ("kind", "type", "act", "category", "stance") if getattr(noun, n, None)), None)

    def number(self, category: str) -> int | None:
        """Return the number most sources give, for a figure of that category."""
        noun = self.told.noun
        rival = leading(self.told) if isinstance(noun, Figure) and noun.category == category else None
        return best_of(rival.value) if rival and rival.value.unit in (None, "person") else None


def _lasting(siege: Siege) -> PeriodValue | None:
    """Return a siege as one period, from the first possible day of its beginning to the last possible day of its end."""
    first, last = siege.began.first if siege.began else None, siege.ended.last if siege.ended else None
    return PeriodValue(first=first, last=last) if first or last else None


def _lines(dossier: Dossier) -> Iterator[Line]:
    record = dossier.record
    nouns: list[Agreement | Violation | Event | Siege | Figure | Position] = [*record.agreements, *record.violations, *record.events]
    nouns += [*record.sieges, *record.figures, *record.positions]
    return (Line(dossier.told(noun)) for noun in nouns)


def _who(line: Line) -> str | None:
    noun = line.told.noun
    if isinstance(noun, Agreement):
        return joined(noun.parties)
    if isinstance(noun, Siege):
        return joined(noun.besiegers)
    if isinstance(noun, Position):
        return noun.actor
    return getattr(noun, "source", None) or getattr(noun, "perpetrator", None)


def _crisis(line: Line) -> str | None:
    noun = line.told.noun
    if isinstance(noun, Agreement):
        return noun.label
    agreement = line.told.dossier.agreement(getattr(noun, "agreement", None) or "")
    return agreement.label if agreement else None


def _status(line: Line) -> str | None:
    noun = line.told.noun
    return noun.standings[-1].status if isinstance(noun, Agreement | Siege) and noun.standings else getattr(noun, "assertion", None)


def _edge(line: Line, end: str) -> str | None:
    period = line.period()
    return getattr(period, end) if period else None


OPEN = "an open bound or households; see the figures"
COLUMNS: tuple[Column[Line], ...] = (
    Column("start", "The first possible day; of a siege, of its beginning.", lambda x: _edge(x, "first"), "no date is told"),
    Column("end", "The last possible day; of a siege, of its end.", lambda x: _edge(x, "last"), "no date is told"),
    Column("reported", "The day of the first report.", lambda x: x.told.first_published(), "no report has a date"),
    Column("kind", "agreement, violation, event, siege, figure or position.", lambda x: type(x.told.noun).__name__.lower()),
    Column("type", "The code; of a siege how it stood by the last report, of a position the stance.", Line.type),
    Column("id", "The id in the record.", lambda x: x.told.noun.id),
    Column("crisis", "The agreement it belongs to.", _crisis),
    Column("group", "Who: the parties, the one who did it, the besiegers, the one who takes the stance.", _who),
    Column("org", "Who counted, for a figure.", lambda x: joined(r.counted_by) if (r := leading(x.told)) else None),
    Column("country", "ISO 3166-1 alpha-2.", lambda x: x.told.of_place("country"), "no place is told or known"),
    Column("admin1", "The first-level unit.", lambda x: x.told.of_place("admin1")),
    Column("place", "The place's name.", lambda x: x.told.of_place("name")),
    Column(
        "latitude",
        "Degrees north; blank where the place is wider than a district.",
        lambda x: p[0] if (p := x.told.pin()) else None,
        lambda x: x.told.no_pin(),
    ),
    Column(
        "longitude",
        "Degrees east; blank where the place is wider than a district.",
        lambda x: p[1] if (p := x.told.pin()) else None,
        lambda x: x.told.no_pin(),
    ),
    *(
        Column(c, f"How many {c}: the number most sources give, where exact or about.", lambda x, c=c: x.number(c))  # type: ignore[misc]
        for c in ("killed", "injured", "displaced")
    ),
    Column("status", "How an agreement or a siege stands; whether an act happened.", _status),
    Column("description", "The words of the claim that scores best.", lambda x: x.told.quote()),
    Column("source", "The publishers.", lambda x: joined(r.publisher for r in x.told.reports())),
    Column("url", "The reports' addresses.", lambda x: joined(r.url for r in x.told.reports())),
    Column("reports", "The reports' ids.", lambda x: joined(r.id for r in x.told.reports())),
)
TABLE: Table[Line] = Table(
    "hxl", "One row an agreement, violation, act, siege, figure or position, with HXL hashtags in the second row.", COLUMNS, _lines
)


def write(dossier: Dossier, out: BinaryIO) -> None:
    """Write the table as UTF-8 CSV with hashtags."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    rows = csv.writer(text)
    rows.writerow(TABLE.names())
    rows.writerow([TAGS.get(name, "#meta+blank") for name in TABLE.names()])
    rows.writerows([safe(cell) for cell in row] for row in TABLE.cells(dossier))
    text.detach()
