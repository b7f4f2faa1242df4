"""What stands beside a verdict: access, figures, stances, earlier agreements of the same parties, the last report told anew.

Invariant: pure; only what was published by the day asked about counts, nothing is added up, and nothing here decides a verdict.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from trucebook.matching import Filed, actor_key, fields_of
from trucebook.model import Agreement, PlaceValue, Record, Source, Standing

Known = Callable[[str], bool]
_ACCESS = ("aid", "lift_siege", "restore_services")


def last_independent(near: Sequence[Source]) -> str | None:
    """Return the day of the last report that is no copy of an earlier one: a wire story counts on the day it was first printed."""
    first: dict[str, str] = {}
    for source in near:
        if source.published:
            first[source.group] = min(first.get(source.group, source.published), source.published)
    return max(first.values(), default=None)


def access_of(record: Record, filed: Mapping[str, Filed], agreement: Agreement, known: Known, reports: frozenset[str]) -> dict[str, Any]:
    """Return humanitarian access: how each promise of aid, opening or services stands, and the sieges the area's reports tell of."""
    promises = [
        {"provision": p.id, "action": p.action, "status": _latest(p.standings, known) or "unknown"}
        for p in record.provisions
        if p.agreement == agreement.id and p.action in _ACCESS and any(known(c) for c in p.claims)
    ]
    sieges = [
        {"siege": s.id, "place": s.place, "status": _latest(s.standings, known), "cut": list(s.cut)}
        for s in record.sieges
        if not s.background and any(known(c) for c in s.claims) and (s.agreement == agreement.id or _told_in(s.claims, filed, reports))
    ]
    return {"promises": promises, "sieges": sieges}


def _told_in(claims: Sequence[str], filed: Mapping[str, Filed], reports: frozenset[str]) -> bool:
    return any(c in filed and filed[c].report in reports for c in claims)


def figures_since(
    record: Record, filed: Mapping[str, Filed], began: str | None, known: Known, reports: frozenset[str]
) -> list[dict[str, Any]]:
    """Return the figures dated since an agreement took effect, each with every number given; none are added up.

    `began` is an ISO day, None where the beginning is not known to the day: then there are none.
    """
    if began is None:
        return []
    found = []
    for figure in record.figures:
        day = (figure.date.last or figure.date.first) if figure.date else None
        if day is not None and day >= began and any(known(c) for c in figure.claims) and _told_in(figure.claims, filed, reports):
            numbers = [
                {"low": r.value.low, "high": r.value.high, "quantifier": r.value.quantifier, "sources": r.sources}
                for r in figure.rivals
                if any(map(known, r.claims))
            ]
            found.append({"figure": figure.id, "category": figure.category, "who": figure.who, "numbers": numbers})
    return found


def positions_on(record: Record, agreement: Agreement, known: Known) -> list[dict[str, Any]]:
    """Return each actor's latest stance on an agreement, in the order they were first reported."""
    latest: dict[str, dict[str, Any]] = {}
    for position in record.positions:
        if position.agreement == agreement.id and any(known(c) for c in position.claims):
            said = {"actor": position.actor, "stance": position.stance, "reported": position.reported, "conditional": position.conditional}
            latest[position.actor.lower()] = said
    return list(latest.values())


def earlier_agreements(record: Record, filed: Mapping[str, Filed], agreement: Agreement, known: Known) -> list[dict[str, Any]]:
    """Return the agreements of a shared party in the same country that began before, and how each stood last."""
    began, parties, countries = agreement.first_day, _parties(agreement, filed), _countries(agreement, filed)
    found = []
    for other in record.agreements:
        same = bool(parties & _parties(other, filed)) and bool(countries & _countries(other, filed))
        replaced = agreement.supersedes == other.id
        if other.id != agreement.id and other.first_day and began and other.first_day < began and (same or replaced):
            last, told = _latest(other.standings, known), other.began or other.declared
            found.append({"agreement": other.id, "label": other.label, "began": told, "stood_last": last or "unknown"})
    return sorted(found, key=lambda e: (e["began"].first, e["agreement"]))


def _latest(standings: Sequence[Standing], known: Known) -> str | None:
    return next((s.status for s in reversed(standings) if known(s.claim)), None)


def _parties(agreement: Agreement, filed: Mapping[str, Filed]) -> set[str]:
    return {actor_key(f) for c in agreement.claims if c in filed for f in fields_of(filed[c].claim, "parties")} - {""}


def _countries(agreement: Agreement, filed: Mapping[str, Filed]) -> set[str]:
    places = (f.value for c in agreement.claims if c in filed for f in fields_of(filed[c].claim, "place"))
    return {p.country for p in places if isinstance(p, PlaceValue) and p.country}
