"""What matching looks at in a claim: its fields by name, days, places, and the keys by which names are known.

Invariant: everything is told from the claim alone.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from trucebook.model import ActorValue, Claim, Field, PeriodValue, PlaceValue

_IDLE = frozenset("the a an of in and s 's its their his her former ex new all both local some for on at by with from".split())
_UNNAMED = frozenset(
    "the two both all each either neither side sides party parties camp camps warring rival opposing to of conflict".split()
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Filed:
    """A claim with what matching needs to know of its report: id, publication day and wire-copy group."""

    claim: Claim
    report: str
    published: str | None = None
    group: str | None = None


def fields_of(claim: Claim, name: str) -> Iterator[Field]:
    """Yield a claim's field, or each field of its list, of that name."""
    value = claim.fields.get(name)
    yield from value if isinstance(value, list) else (value,) if value is not None else ()


def is_unnamed(field: Field) -> bool:
    """Say whether words tell only that there are sides, and not who they are: "both sides", "the parties to the conflict"."""
    words = set(_WORD.findall((field.text or "").lower()))
    return bool(words) and words <= _UNNAMED


def actor_key(field: Field) -> str:
    """Return what an actor is known by: its id, else its telling words in order; empty for "both sides", which names nobody."""
    value = field.value
    if is_unnamed(field):
        return ""
    if isinstance(value, ActorValue) and value.actor_id:
        return value.actor_id
    return key_of(field.text)


def actor_keys(claim: Claim, *names: str) -> frozenset[str]:
    """Return what the actors in some fields of a claim are known by."""
    return frozenset(key for name in names for field in fields_of(claim, name) if (key := actor_key(field)))


def places_of(claim: Claim) -> list[PlaceValue]:
    """Return the resolved places of a claim."""
    return [f.value for f in fields_of(claim, "place") if isinstance(f.value, PlaceValue)]


def country_of(claim: Claim) -> str:
    """Return the one country of a claim's places, "?" where none or several are known."""
    found = {p.country for p in places_of(claim) if p.country}
    return found.pop() if len(found) == 1 else "?"


def period_of(claim: Claim, name: str) -> PeriodValue | None:
    """Return the period that a field of a claim holds, None where it holds none."""
    field = claim.fields.get(name)
    return field.value if isinstance(field, Field) and isinstance(field.value, PeriodValue) else None


def days_of(claim: Claim) -> set[str]:
    """Return the days an agreement is said to begin or be declared on; a period of more than a week says too little to meet by."""
    found: set[str] = set()
    for period in (period_of(claim, "began"), period_of(claim, "declared")):
        if period is not None and period.first and period.last:
            first, last = dt.date.fromisoformat(period.first), dt.date.fromisoformat(period.last)
            found |= {shifted(period.first, n) for n in range((last - first).days + 1)} if (last - first).days <= 7 else set()
    return found


def shifted(day: str, days: int) -> str:
    """Return the ISO day some days after (or, below 0, before) another."""
    return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat()


def days_apart(one: PeriodValue, other: PeriodValue) -> int:
    """Return the days between two periods, 0 where they overlap; an open end reaches as far as it has to."""
    first = max(one.first or "", other.first or "")
    last = min(one.last or "9999-12-31", other.last or "9999-12-31")
    if first <= last:
        return 0
    return (dt.date.fromisoformat(first) - dt.date.fromisoformat(last)).days


def key_of(words: str | None) -> str:
    """Return the telling words of a name, lower case, in order."""
    return " ".join(w for w in _WORD.findall((words or "").lower()) if w not in _IDLE)
