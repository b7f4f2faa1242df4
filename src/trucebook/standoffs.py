"""Sieges and positions of the record: intervals with rival ends side by side, and stances as they were first reported.

Invariant: pure; a siege keeps every time given for its ends, and an actor's later stance stands after the earlier one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from trucebook.gathered import commonest, first_text, names_of, sharpest, standings_of
from trucebook.matching import Filed, actor_key, fields_of
from trucebook.model import Edge, PeriodValue, Position, Provision, Siege, Standing

_KEPT = {"lifted": "done", "eased": "under_way"}
_UNREAL = ("threatened", "denied", "hypothetical", "announced", "demanded", "refused")


def assemble_sieges(groups: Mapping[str, Sequence[Filed]], debts: Mapping[str, Provision]) -> tuple[Siege, ...]:
    """Return the sieges told as facts, in order of their beginning; `debts` are the provisions by each of their claims."""
    made = []
    for name, items in groups.items():
        told = [f for f in items if f.claim.assertion not in _UNREAL]
        if told:
            made.append(_siege(name, told, debts))
    return tuple(sorted(made, key=lambda s: (s.first_day or "9999", s.id)))


def _siege(name: str, items: Sequence[Filed], debts: Mapping[str, Provision]) -> Siege:
    promised = [debts[i] for f in items if isinstance(i := f.claim.value("provision"), str) and i in debts]
    beginnings, ends = _edges(items, "from"), _edges(items, "to")
    return Siege(
        id=name,
        place=first_text(items, "place"),
        besiegers=names_of(items, "besieger"),
        began=sharpest(items, "from"),
        ended=sharpest(items, "to"),
        beginnings=beginnings,
        ends=ends,
        cut=tuple(sorted({str(x.value) for f in items for x in fields_of(f.claim, "cut")})),
        provision=promised[0].id if promised else None,
        agreement=commonest([p.agreement for p in promised]),
        background=all(f.claim.background for f in items),
        standings=standings_of(items),
        claims=tuple(f.claim.id for f in items),
    )


def _edges(items: Sequence[Filed], name: str) -> tuple[Edge, ...]:
    """Return each time given for an end of a siege, the one most independent reports give first; wire copies count once."""
    given: dict[tuple[str | None, str | None], list[Filed]] = defaultdict(list)
    periods: dict[tuple[str | None, str | None], PeriodValue] = {}
    for item in items:
        value = item.claim.value(name)
        if isinstance(value, PeriodValue) and (value.first or value.last):
            given[value.first, value.last].append(item)
            periods.setdefault((value.first, value.last), value)
    edges = [
        Edge(period=periods[key], sources=len({f.group or f.report for f in rows}), claims=tuple(f.claim.id for f in rows))
        for key, rows in given.items()
    ]
    return tuple(sorted(edges, key=lambda e: (-e.sources, e.period.first or "", e.period.last or "")))


def with_lifting(provision: Provision, sieges: Iterable[Siege]) -> Provision:
    """Return a promise to lift a siege with what became of it as the siege's own claims tell: lifted is done, eased is under way."""
    told = [
        Standing(status=_KEPT[s.status], claim=s.claim, day=s.day)
        for siege in sieges
        if siege.provision == provision.id
        for s in siege.standings
        if s.status in _KEPT
    ]
    known = {s.claim for s in provision.standings}
    standings = sorted([*provision.standings, *(s for s in told if s.claim not in known)], key=lambda s: s.day or "9999")
    return replace(provision, standings=tuple(standings)) if told else provision


def assemble_positions(items: Iterable[Filed], group: Mapping[str, str]) -> tuple[Position, ...]:
    """Return one position for each agreement, actor and stance, in the order they were first reported."""
    piles: dict[tuple[str, str, str], list[Filed]] = defaultdict(list)
    for item in items:
        agreement, stance = item.claim.value("agreement"), item.claim.value("stance")
        actor = next((actor_key(f) for f in fields_of(item.claim, "actor")), "")
        if isinstance(agreement, str) and agreement in group and isinstance(stance, str) and actor:
            piles[group[agreement], actor, stance].append(item)
    made = [
        Position(
            id=min(f.claim.id for f in rows),
            agreement=agreement,
            actor=first_text(rows, "actor") or actor,
            stance=stance,
            reported=min((f.published for f in rows if f.published), default=None),
            conditional=all(f.claim.assertion == "hypothetical" for f in rows),
            claims=tuple(f.claim.id for f in rows),
        )
        for (agreement, actor, stance), rows in piles.items()
    ]
    return tuple(sorted(made, key=lambda p: (p.agreement, p.reported or "9999", p.id)))
