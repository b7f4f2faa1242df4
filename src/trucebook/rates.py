"""Base rates of a user's own table of agreements: survival with its bounds, and how they ended.

Invariant: the same figures as the shipped rates, from the user's rows alone; a row that cannot be used is named.
"""

import csv
import datetime as dt
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from trucebook.errors import InputError
from trucebook.survival import DAYS, BaseRate, Share

CAUSES = ("expired", "abandoned", "superseded")


class Row(msgspec.Struct, frozen=True):
    """One agreement of the table: first day, last day (None where unknown or in force), how it ended, the day it was last seen."""

    began: dt.date
    ended: dt.date | None
    outcome: str
    until: dt.date


class OwnRates(msgspec.Struct, frozen=True, kw_only=True):
    """A user's base rate with the cumulative share ended by each cause (Aalen–Johansen) at each day."""

    rate: BaseRate
    causes: dict[str, dict[int, float]]


def read_rows(path: Path) -> list[Row]:
    """Read a CSV with columns began, ended, outcome, until; raises InputError naming file and line.

    `began` is an ISO day; `ended` may be blank; `outcome` is in_force, unknown, expired, abandoned or superseded;
    `until` is the last day it was known to be in force (blank: the day it began).
    """
    try:
        words = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text ({error})") from error
    reader = csv.DictReader(words.splitlines())
    missing = {"began", "ended", "outcome"} - set(reader.fieldnames or ())
    if missing:
        raise InputError(f"{path}: column {min(missing)} is missing; the first line must name began, ended, outcome (and until)")
    rows = [_row(row, f"{path}, line {number}") for number, row in enumerate(reader, 2)]
    if not rows:
        raise InputError(f"{path}: holds no agreement")
    return rows


def _row(row: dict[str, str], where: str) -> Row:
    try:
        began = dt.date.fromisoformat(row["began"].strip())
        ended = dt.date.fromisoformat(row["ended"].strip()) if row["ended"].strip() else None
        until = dt.date.fromisoformat((row.get("until") or "").strip() or (ended or began).isoformat())
    except (ValueError, AttributeError) as error:
        raise InputError(f"{where}: {error}; days are written YYYY-MM-DD") from error
    outcome = (row["outcome"] or "").strip()
    if outcome not in ("in_force", "unknown", *CAUSES):
        raise InputError(f"{where}: outcome {outcome!r} is none of in_force, unknown, {', '.join(CAUSES)}")
    if (ended or until) < began or (outcome in CAUSES) != (ended is not None):
        raise InputError(f"{where}: an agreement that ended needs a last day not before its first, one that did not has none")
    return Row(began, ended, outcome, until)


def own_rates(rows: Sequence[Row], *, name: str) -> OwnRates:
    """Return Kaplan–Meier survival three ways and Aalen–Johansen shares by cause, by lifelines (Davidson-Pilon 2019).

    `known` leaves out agreements whose end is unknown, `low` ends them on the day after they began, `high` keeps them in force to the
    last day they were seen and beyond (censored). Raises InputError where lifelines is not installed.
    """
    try:
        lifelines: Any = import_module("lifelines")
    except ModuleNotFoundError as error:
        raise InputError("`rates` needs lifelines: pip install 'trucebook[stats]'") from error
    days = [((r.ended or r.until) - r.began).days for r in rows]
    over = [r.ended is not None for r in rows]
    unknown = [r.outcome == "unknown" for r in rows]

    def at(durations: Sequence[int], events: Sequence[bool]) -> list[float | None]:
        if not durations:
            return [None] * len(DAYS)
        fit = lifelines.KaplanMeierFitter().fit(durations, events)
        return [round(float(fit.predict(d)), 3) for d in DAYS]

    known = at([d for d, u in zip(days, unknown, strict=True) if not u], [o for o, u in zip(over, unknown, strict=True) if not u])
    low = at([1 if u else d for d, u in zip(days, unknown, strict=True)], [o or u for o, u in zip(over, unknown, strict=True)])
    high = at(days, over)
    ends = sorted(d for d, o in zip(days, over, strict=True) if o)
    rate = BaseRate(
        reference_class=name,
        n=len(rows),
        ends_known=len(ends),
        median_days=_quantile(ends, 0.5),
        quartile_days=(_quantile(ends, 0.25), _quantile(ends, 0.75)),
        shares=tuple(Share(days=d, known=k, low=lo, high=h) for d, k, lo, h in zip(DAYS, known, low, high, strict=True)),
        caveat=f"From {len(rows)} rows of {name}; {sum(unknown)} ends unknown.",
    )
    return OwnRates(rate=rate, causes=_by_cause(lifelines, rows, days))


def _by_cause(lifelines: Any, rows: Sequence[Row], days: Sequence[int]) -> dict[str, dict[int, float]]:
    """Return the share ended by each cause at each day, the other causes competing."""
    codes = [CAUSES.index(r.outcome) + 1 if r.outcome in CAUSES else 0 for r in rows]
    found = {}
    for number, cause in enumerate(CAUSES, 1):
        if number in codes:
            fit = lifelines.AalenJohansenFitter(calculate_variance=False, seed=0).fit(days, codes, event_of_interest=number)
            curve = fit.cumulative_density_.iloc[:, 0]
            found[cause] = {d: round(float(curve[curve.index <= d].iloc[-1]), 3) for d in DAYS}
    return found


def _quantile(values: Sequence[int], share: float) -> float | None:
    """Return a quantile by linear interpolation between order statistics, None of nothing."""
    if not values:
        return None
    place = share * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])
