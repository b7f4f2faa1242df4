"""How many an act killed or hurt, where a figure's words stand in the act's own.

Invariant: a figure is tied to an act only where their quotes overlap in one report; numbers are never added up.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from trucebook.exports.dossier import Dossier, Told
from trucebook.matching import Filed
from trucebook.model import Figure, FigureValue, Rival

CIVILIAN = ("civilian", "resident", "villager", "woman", "women", "child", "passer", "displaced", "refugee", "worker", "journalist")


@dataclass(frozen=True)
class Toll:
    """The figure tied to an act: what most sources say, and the least and the most any says."""

    best: int | None
    low: int | None
    high: int | None
    civilians: bool


def tolls(dossier: Dossier, category: str) -> dict[str, Toll]:
    """Return event id → the toll of one category that stands in the event's own words."""
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for event in dossier.record.events:
        for item in _items(dossier, event.claims):
            spans.setdefault(item.report, []).append((item.claim.start, item.claim.end, event.id))
    found: dict[str, Toll] = {}
    for figure in dossier.record.figures:
        if figure.category == category:
            for name in _acts_of(_items(dossier, figure.claims), spans):
                found.setdefault(name, toll_of(figure))
    return found


def no_toll(toll: Toll | None) -> str:
    """Say why a number of dead is blank."""
    if toll is None:
        return "no number is told with it"
    return f"only a bound is told: {toll.low} or more" if toll.low is not None else f"only a bound is told: {toll.high} or fewer"


def toll_of(figure: Figure) -> Toll:
    """Return what the rivals of a figure amount to: the best-sourced number and the widest bounds, blank where none is told."""
    lows = [r.value.low for r in figure.rivals if r.value.low is not None]
    highs = [r.value.high for r in figure.rivals if r.value.high is not None]
    unbounded = any(r.value.high is None for r in figure.rivals)
    return Toll(
        best=next((n for r in figure.rivals if (n := best_of(r.value)) is not None), None),
        low=min(lows, default=None),
        high=None if unbounded else max(highs, default=None),
        civilians=any(word in (figure.who or "").lower() for word in CIVILIAN),
    )


def best_of(value: FigureValue) -> int | None:
    """Return the one number that words name as such: exact or about; an open bound is no best estimate."""
    return value.low if value.quantifier in ("exact", "about") and value.low is not None and value.low == value.high else None


def leading(told: Told) -> Rival | None:
    """Return the number most sources give."""
    return told.noun.rivals[0] if isinstance(told.noun, Figure) and told.noun.rivals else None


def _items(dossier: Dossier, names: Iterable[str]) -> list[Filed]:
    return [dossier.filed[name] for name in names if name in dossier.filed]


def _acts_of(items: Iterable[Filed], spans: dict[str, list[tuple[int, int, str]]]) -> list[str]:
    """Return the acts whose words overlap a figure's; the one told in the fewest words where there are several."""
    found: list[str] = []
    for item in items:
        over = [(end - start, name) for start, end, name in spans.get(item.report, ()) if start < item.claim.end and item.claim.start < end]
        found.extend(name for _, name in sorted(over)[:1])
    return list(dict.fromkeys(found))
