"""How much speaks for it that two claims tell of one thing: points for time, place, code, actors and words, each with its reason.

Invariant: the score depends on the two claims and when their reports were printed, never on their order.
"""

import datetime as dt
from collections.abc import Callable

from trucebook.matching.claim_fields import Filed, actor_keys, days_apart, days_of, key_of, period_of, places_of
from trucebook.model import Claim, Match

ENOUGH = 0.5
_TOLD_WITHIN = 60
_KNOWN = frozenset(("the", "this", "that", "its", "their"))
Weighed = tuple[float, str]


def compare(left: Filed, right: Filed) -> Match | None:
    """Return the suggestion that two claims speak of one thing, or None where too little says so."""
    if left.report == right.report or left.claim.kind != right.claim.kind or left.claim.kind not in _WEIGHED:
        return None
    score, reasons = 0.0, []
    for weigh in _WEIGHED[left.claim.kind]:
        points, reason = weigh(left.claim, right.claim)
        score += points
        if reason:
            reasons.append(f"{reason} ({points:+.2f})")
    points, reason = _by_telling(left, right)
    if reason:
        score += points
        reasons.append(f"{reason} ({points:+.2f})")
    if round(score, 3) < ENOUGH:
        return None
    return Match(kind=left.claim.kind, left=left.claim.id, right=right.claim.id, score=round(min(score, 1.0), 3), reasons=tuple(reasons))


def _by_start(left: Claim, right: Claim) -> Weighed:
    """Weigh when two agreements took effect or were declared: the same day speaks for one, days apart against it."""
    one, other = period_of(left, "began") or period_of(left, "declared"), period_of(right, "began") or period_of(right, "declared")
    if one is None or other is None or not (one.first and other.first):
        return 0.0, ""
    apart = days_apart(one, other)
    if apart == 0:
        sharp = one.first == one.last or other.first == other.last
        return (0.5 if sharp else 0.3), f"both from {one.first}"
    return (0.2, "begin a day apart") if apart == 1 else (-0.6, f"begin {apart} days apart")


def _by_telling(left: Filed, right: Filed) -> Weighed:
    """Weigh a bare "the ceasefire" against an agreement that had begun a short while before that was printed, the nearer the more;
    a siege printed of before another began is another."""
    if left.claim.kind == "siege":
        began = ((one.published, period_of(other.claim, "from")) for one, other in ((left, right), (right, left)))
        early = any(printed is not None and start is not None and start.first and printed < start.first for printed, start in began)
        return (-0.6, "printed before the other began") if early else (0.0, "")
    if left.claim.kind != "agreement" or bool(days_of(left.claim)) == bool(days_of(right.claim)):
        return 0.0, ""
    bare, dated = (right, left) if days_of(left.claim) else (left, right)
    first, _, rest = bare.claim.quote.lower().partition(" ")
    if bare.claim.background or bare.published is None or not rest or first not in _KNOWN:
        return 0.0, ""
    days = (dt.date.fromisoformat(bare.published) - dt.date.fromisoformat(min(days_of(dated.claim)))).days
    if not 0 <= days <= _TOLD_WITHIN:
        return 0.0, ""
    return round(0.2 - 0.1 * days / _TOLD_WITHIN, 3), f"told of as known {days} days after it began"


def _by_place(left: Claim, right: Claim) -> Weighed:
    """Weigh where: the same place, or only the same country."""
    one, other = places_of(left), places_of(right)
    if not one or not other:
        return 0.0, ""
    if {p.place_id for p in one if p.place_id} & {p.place_id for p in other if p.place_id}:
        return 0.3, "same place"
    countries = [{p.country for p in side if p.country} for side in (one, other)]
    if all(countries) and not countries[0] & countries[1]:
        return -0.5, "other country"
    if {key_of(p.name) for p in one} & {key_of(p.name) for p in other}:
        return 0.25, "place of the same name"
    return (0.05, "same country") if all(countries) else (-0.5, "other place")


def _by_code(name: str, same: float, other: float) -> Callable[[Claim, Claim], Weighed]:
    def weigh(left: Claim, right: Claim) -> Weighed:
        one, two = left.value(name), right.value(name)
        if one is None or two is None:
            return 0.0, ""
        return (same, f"same {name}") if one == two else (other, f"other {name}")

    return weigh


def _by_actors(points: float, *names: str) -> Callable[[Claim, Claim], Weighed]:
    def weigh(left: Claim, right: Claim) -> Weighed:
        shared = actor_keys(left, *names) & actor_keys(right, *names)
        return (points, f"both name {min(shared)}") if shared else (0.0, "")

    return weigh


def _by_day(left: Claim, right: Claim) -> Weighed:
    """Weigh the days of two acts or counts."""
    one, other = period_of(left, "date"), period_of(right, "date")
    if one is None or other is None or not (one.first and other.first):
        return 0.0, ""
    apart = days_apart(one, other)
    if apart:
        return -0.6, f"{apart} days apart"
    return (0.45 if one.first == one.last and other.first == other.last else 0.25), "same time"


def _by_interval(left: Claim, right: Claim) -> Weighed:
    """Weigh the times of two sieges: one that ended before the other began is another siege; nothing against speaks softly for one."""
    for one, other in ((left, right), (right, left)):
        end, start = period_of(one, "to"), period_of(other, "from")
        if end is not None and start is not None and end.last and start.first and end.last < start.first:
            return -0.6, f"one ended by {end.last}, the other began on {start.first} or later"
    one_began, other_began = period_of(left, "from"), period_of(right, "from")
    if one_began is None or other_began is None:
        return 0.2, "no time speaks against it"
    apart = days_apart(one_began, other_began)
    return (
        (0.3, "began at the same time")
        if apart == 0
        else (0.2, f"said to begin {apart} days apart")
        if apart <= 92
        else (-0.6, f"begin {apart} days apart")
    )


def _by_number(left: Claim, right: Claim) -> Weighed:
    one, other = left.value("low") or left.value("high"), right.value("low") or right.value("high")
    return (0.2, "same number") if one is not None and one == other else (0.0, "")


def _by_quote(left: Claim, right: Claim) -> Weighed:
    one, other = set(key_of(left.quote).split()), set(key_of(right.quote).split())
    shared = len(one & other) / max(len(one | other), 1)
    return (round(0.3 * shared, 3), "like words") if shared >= 0.5 else (0.0, "")


_WEIGHED: dict[str, tuple[Callable[[Claim, Claim], Weighed], ...]] = {
    "agreement": (_by_start, _by_place, _by_code("type", 0.1, -0.05), _by_actors(0.15, "parties"), _by_actors(0.1, "mediators")),
    "event": (_by_day, _by_place, _by_actors(0.15, "source"), _by_actors(0.15, "target"), _by_quote),
    "violation": (_by_day, _by_place, _by_actors(0.15, "perpetrator"), _by_actors(0.15, "victim"), _by_quote),
    "siege": (_by_place, _by_interval, _by_actors(0.15, "besieger")),
    "figure": (
        _by_day,
        _by_place,
        _by_number,
        _by_code("stock_or_flow", 0.05, -1.0),
        _by_code("unit", 0.05, -1.0),
        _by_actors(0.15, "who"),
    ),
}
