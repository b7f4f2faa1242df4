"""How long agreements of a kind have lasted: a reference class and its survival, with its bounds and its caveat.

Invariant: a share never comes without its class, its number of cases and the low–high band that unknown ends leave open.
"""

import csv
from functools import cache
from importlib import resources

import msgspec

from trucebook.errors import InputError
from trucebook.model import Agreement

DAYS = (7, 30, 90, 365)
CAVEAT = (
    "Aggregates of the ETH/PRIO Civil Conflict Ceasefire Dataset (Clayton et al. 2022), 1989–2020. Many ends are unknown: "
    "`known` leaves those cases out, `low` counts them as over at once, `high` as lasting to the next truce of the same "
    "parties. A class is no forecast for one agreement."
)


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """The share (0–1) of a class still in force after `days` days, three ways."""

    days: int
    known: float | None
    low: float | None
    high: float | None


class BaseRate(msgspec.Struct, frozen=True, kw_only=True):
    """A reference class: cases, cases whose end is known, median and quartiles of those in days, and shares over time."""

    reference_class: str
    n: int
    ends_known: int
    median_days: float | None
    quartile_days: tuple[float | None, float | None]
    shares: tuple[Share, ...]
    caveat: str = CAVEAT


@cache
def load_rates() -> dict[str, BaseRate]:
    """Return every shipped reference class by its name; raises InputError where the shipped table is broken."""
    words = (resources.files("trucebook") / "data" / "base_rates.csv").read_text(encoding="utf-8")
    return {row["reference_class"]: _rate(row) for row in csv.DictReader(words.splitlines())}


def _rate(row: dict[str, str]) -> BaseRate:
    def number(name: str) -> float | None:
        return float(row[name]) if row.get(name) else None

    try:
        return BaseRate(
            reference_class=row["reference_class"],
            n=int(row["n_took_effect"]),
            ends_known=int(row["n_end_known"]),
            median_days=number("median_days_known"),
            quartile_days=(number("q1_days_known"), number("q3_days_known")),
            shares=tuple(Share(days=d, known=number(f"s{d}_dropped"), low=number(f"s{d}_low"), high=number(f"s{d}_high")) for d in DAYS),
        )
    except (KeyError, ValueError) as error:
        raise InputError(f"base_rates.csv: row {row.get('reference_class')!r}: {error}; reinstall trucebook") from error


def rate_for(agreement: Agreement, *, country: str | None = None) -> BaseRate:
    """Return the narrowest shipped class that an agreement is known to fall in.

    A fixed term and a country with a class of its own come first, then the number of sides, then open-ended truces as a
    whole. A class is chosen by what reports say; what they leave open decides nothing.
    """
    rates = load_rates()
    term = "fixed term" if agreement.duration else "open-ended"
    wanted = [f"{term}, Syria"] if country == "SY" else []
    if not agreement.duration:
        sides = len(agreement.parties)
        wanted += ["open-ended, two sides or more"] if sides > 1 else ["open-ended, unilateral"] if sides == 1 else []
    return next(rates[name] for name in (*wanted, term, "all") if name in rates)
