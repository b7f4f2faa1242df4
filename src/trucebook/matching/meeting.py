"""Which claims are compared at all: the keys they are filed and looked for under.

Invariant: two claims that could reach `ENOUGH` share a key; a key depends on its claim alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from trucebook.matching.claim_fields import Filed, country_of, days_of, key_of, period_of, places_of, shifted
from trucebook.matching.weighing import compare
from trucebook.model import Claim, Match

MATCHED = ("agreement", "event", "violation", "figure", "siege")


def suggest_matches(filed: Sequence[Filed], *, fresh: frozenset[str] | None = None) -> list[Match]:
    """Return the pairs that may speak of one thing, in a fixed order; with `fresh`, only pairs that hold one of those claim ids."""
    blocks: dict[str, list[Filed]] = defaultdict(list)
    for item in filed:
        for key in keys_of(item.claim):
            blocks[key].append(item)
    seen: dict[tuple[str, str], Match] = {}
    for item in filed:
        if fresh is None or item.claim.id in fresh:
            for other in _met(item, blocks):
                left, right = sorted((item, other), key=lambda f: (f.claim.id, f.report))
                if (left.claim.id, right.claim.id) not in seen and (match := compare(left, right)) is not None:
                    seen[left.claim.id, right.claim.id] = match
    return [seen[pair] for pair in sorted(seen)]


def _met(item: Filed, blocks: Mapping[str, list[Filed]]) -> Iterator[Filed]:
    """Yield the claims of other reports that stand under a key this one looks under."""
    for key in sought_keys(item.claim):
        yield from (other for other in blocks.get(key, ()) if other.report != item.report)


def keys_of(claim: Claim) -> frozenset[str]:
    """Return the keys a claim is filed under: it is compared with the claims that look under one of them (`sought_keys`).

    Two claims cannot reach `ENOUGH` without the same time or the same place, so agreements meet by the day of their beginning in
    one country or by place, acts by type, place and month, figures by category with place, or with month and number. The place
    or the time comes first, so that what one report tells of one place lies together in the book and is found by few reads.
    """
    places = sorted({p.place_id or key_of(p.name) for p in places_of(claim)})
    if claim.kind == "agreement":
        days = days_of(claim)
        at_place = {f"{p}|agreement|{d}" for p in places for d in (days or {"?"}) | {"*"}}
        return frozenset(at_place | {f"{d}|agreement|{c}" for d in days for c in (country_of(claim), "*")})
    if claim.kind == "siege":
        return frozenset(f"{p}|siege" for p in places)
    months = _months(claim, "date")
    if claim.kind in ("event", "violation"):
        code = claim.value("type") or claim.value("act")
        return frozenset(f"{p}|{claim.kind}|{m}|{code}" for m in months for p in places)
    if claim.kind == "figure":
        kind, number = claim.value("category"), claim.value("low") or claim.value("high")
        return frozenset(
            {f"{p}|figure|{kind}|{m}" for p in places for m in months or {"?"}} | {f"{m}|figure|{kind}|{number}" for m in months}
        )
    return frozenset()


def sought_keys(claim: Claim) -> frozenset[str]:
    """Return the keys a claim looks under for others: its own, save for agreements.

    An agreement looks under the day of its beginning, the one before and the one after, and under what has no day; one without a
    day looks under all of its place. In the same way what has no country looks under every country's agreements of its days.
    """
    if claim.kind != "agreement":
        return keys_of(claim)
    places, country, days = {p.place_id or key_of(p.name) for p in places_of(claim)}, country_of(claim), days_of(claim)
    around = {shifted(d, n) for d in days for n in (-1, 0, 1)}
    at_place = {f"{p}|agreement|{d}" for p in places for d in (around | {"?"} if days else {"*"})}
    return frozenset(at_place | {f"{d}|agreement|{c}" for d in around for c in (("*",) if country == "?" else (country, "?"))})


def _months(claim: Claim, name: str) -> set[str]:
    """Return the months ("2021-09") that a period begins and ends in; without a first day there are none."""
    period = period_of(claim, name)
    if period is None or not period.first:
        return set()
    return {period.first[:7], (period.last or period.first)[:7]}
