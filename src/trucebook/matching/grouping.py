"""From pairs to groups: which claims end up as one thing, and which times rule that out.

Invariant: no group holds two claims of one report, or two that a person split, unless a person joined them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from trucebook.matching.claim_fields import days_apart, days_of, period_of, shifted
from trucebook.model import Claim, Match, PeriodValue

_SIEGE_APART = 92


def gather(
    ids: Iterable[str],
    report_of: Mapping[str, str],
    matches: Iterable[Match],
    apart: Iterable[tuple[str, str]] = (),
    clash: Callable[[Iterable[str], Iterable[str]], bool] | None = None,
) -> dict[str, str]:
    """Return claim id → id of the claim that names its group (the smallest id in it).

    Matches join groups from the highest score down, save where that would put two claims of one report, two that a person has
    split, or groups whose times `clash` into one: a bare "the ceasefire" joins one of two, never both to each other. Scores above
    1 are a person's and join even these.
    """
    members: dict[str, set[str]] = {i: {i} for i in ids}
    group = {i: i for i in members}
    foes: dict[str, set[str]] = defaultdict(set)
    for one, other in apart:
        foes[one].add(other)
        foes[other].add(one)
    for match in sorted(matches, key=lambda m: (-m.score, m.left, m.right)):
        if match.left not in group or match.right not in group:
            continue
        left, right = members[group[match.left]], members[group[match.right]]
        if left is right or any(foes[i] & right for i in left):
            continue
        if match.score <= 1.0 and (
            {report_of[i] for i in left} & {report_of[i] for i in right} or (clash is not None and clash(left, right))
        ):
            continue
        joined = left | right
        name = min(joined)
        members[name] = joined
        for i in joined:
            group[i] = name
    return group


def time_clash(claims: Iterable[Claim]) -> Callable[[Iterable[str], Iterable[str]], bool]:
    """Return a function that says whether the times of two groups of claim ids rule out that they speak of one thing.

    Agreements clash where both are known to begin, and not within a day of each other; sieges where one ended before the other
    began, or where they began more than `_SIEGE_APART` days apart.
    """
    days: dict[str, frozenset[str]] = {}
    spans: dict[str, tuple[PeriodValue | None, PeriodValue | None]] = {}
    for claim in claims:
        if claim.kind == "agreement" and (found := days_of(claim)):
            days[claim.id] = frozenset(found)
        elif claim.kind == "siege":
            spans[claim.id] = period_of(claim, "from"), period_of(claim, "to")

    def clash(left: Iterable[str], right: Iterable[str]) -> bool:
        one, other = (frozenset().union(*(days.get(i, frozenset()) for i in side)) for side in (left, right))
        if one and other and not any(shifted(d, n) in other for d in one for n in (-1, 0, 1)):
            return True
        return any(_spans_apart(spans[i], spans[j]) for i in left if i in spans for j in right if j in spans)

    return clash


def _spans_apart(left: tuple[PeriodValue | None, PeriodValue | None], right: tuple[PeriodValue | None, PeriodValue | None]) -> bool:
    """Say whether two sieges cannot be one by their beginnings and ends."""
    for (_, end), (start, _) in ((left, right), (right, left)):
        if end is not None and start is not None and end.last and start.first and end.last < start.first:
            return True
    return left[0] is not None and right[0] is not None and days_apart(left[0], right[0]) > _SIEGE_APART
