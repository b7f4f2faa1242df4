"""Claims, matches and judgements → the record.

Invariant: a pure function, blind to the order of what it is given; contradictions are kept side by side, nothing is added up,
and what a person decided outweighs what a machine suggested.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from trucebook.gathered import alleged_by, commonest, first_text, ids_in, names_of, sharpest, standings_of, text_of
from trucebook.matching import Filed, actor_key, fields_of, gather, time_clash
from trucebook.model import (
    Agreement,
    Claim,
    Event,
    Field,
    Figure,
    FigureValue,
    Judgement,
    Match,
    Provision,
    Record,
    Rival,
    Source,
    Violation,
)
from trucebook.standoffs import assemble_positions, assemble_sieges, with_lifting

DECIDED = 2.0
Groups = Mapping[str, Sequence[Filed]]


def assemble(filed: Iterable[Filed], sources: Iterable[Source], matches: Iterable[Match], judgements: Iterable[Judgement]) -> Record:
    """Return the record of a set of claims as people have judged them."""
    judged = standing_judgements(judgements)
    claims = sorted(apply_judgements(filed, judged), key=_place_in_time)
    report_of = {f.claim.id: f.report for f in claims}
    merged = [
        Match(kind="event", left=min(j.claims), right=c, score=DECIDED)
        for j in judged
        if j.act == "merge"
        for c in j.claims
        if c != min(j.claims)
    ]
    apart = [(j.claims[0], j.claims[1]) for j in judged if j.act == "split"]
    group = gather(report_of, report_of, [*matches, *merged], apart, time_clash(f.claim for f in claims))
    agreements = _agreements(_grouped(claims, group, "agreement"), group)
    provisions = _provisions(claims, group)
    sieges = assemble_sieges(_grouped(claims, group, "siege"), {c: p for p in provisions for c in p.claims})
    provisions = [with_lifting(p, sieges) for p in provisions]
    violations = [_violation(name, items, group) for name, items in _grouped(claims, group, "violation").items()]
    return Record(
        agreements=tuple(agreements),
        provisions=tuple(provisions),
        violations=tuple(v for v in violations if v is not None),
        events=tuple(_event(name, items) for name, items in _grouped(claims, group, "event").items()),
        figures=tuple(_figure(name, items) for name, items in _grouped(claims, group, "figure").items()),
        sieges=sieges,
        positions=assemble_positions((f for f in claims if f.claim.kind == "position"), group),
        sources=tuple(sorted(sources, key=lambda s: (s.published or "", s.report))),
    )


def standing_judgements(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements that nobody has undone, in the order they were made; an undo can itself be undone."""
    ordered = sorted(judgements, key=lambda j: (j.at, j.id))
    undone: set[str] = set()
    for judgement in reversed(ordered):
        if judgement.act == "undo" and judgement.id not in undone:
            undone.add(str(judgement.value))
    return [j for j in ordered if j.act != "undo" and j.id not in undone]


def apply_judgements(filed: Iterable[Filed], judged: Sequence[Judgement]) -> list[Filed]:
    """Return the claims as corrected; rejected ones are left out."""
    rejected = rejected_claims(judged)
    corrections: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judged:
        if judgement.act == "correct":
            corrections[judgement.claims[0]].append(judgement)
    found = []
    for item in filed:
        if item.claim.id not in rejected:
            claim = item.claim
            for judgement in corrections.get(claim.id, ()):
                claim = _corrected(claim, judgement)
            found.append(item if claim is item.claim else Filed(claim, item.report, item.published, item.group))
    return found


def rejected_claims(judged: Iterable[Judgement]) -> set[str]:
    """Return the claims that somebody rejected, save those that an adjudicator has accepted since."""
    found: set[str] = set()
    for judgement in judged:
        if judgement.act == "reject":
            found.add(judgement.claims[0])
        elif judgement.act == "accept" and adjudicates(judgement):
            found.discard(judgement.claims[0])
    return found


def adjudicates(judgement: Judgement) -> bool:
    """Say whether a judgement decides between two coders, rather than being one of theirs."""
    return judgement.between is not None


def _corrected(claim: Claim, judgement: Judgement) -> Claim:
    """Return a claim with one field set to what a person says it is, or without it where the person says it has none."""
    name = judgement.field or ""
    fields = {k: v for k, v in claim.fields.items() if k != name}
    if judgement.members:
        fields[name] = list(judgement.members)
    elif judgement.value is not None:
        fields[name] = Field(text=judgement.text, start=judgement.start, end=judgement.end, value=judgement.value)
    return replace(claim, fields=fields)


def _place_in_time(item: Filed) -> tuple[str, str, int, str]:
    return item.published or "9999", item.report, item.claim.start, item.claim.id


def _grouped(claims: Iterable[Filed], group: Mapping[str, str], kind: str) -> dict[str, list[Filed]]:
    """Return group name → its claims of one kind, in time order."""
    found: dict[str, list[Filed]] = defaultdict(list)
    for item in claims:
        if item.claim.kind == kind:
            found[group[item.claim.id]].append(item)
    return dict(found)


def _agreements(groups: Groups, group: Mapping[str, str]) -> list[Agreement]:
    """Return the agreements with their chains tied both ways, in order of their beginning."""
    made = {name: _agreement(name, items, group) for name, items in groups.items()}
    after = {a.supersedes: a.id for a in made.values() if a.supersedes in made and a.supersedes != a.id}
    chained = [
        replace(a, supersedes=a.supersedes if a.supersedes in made and a.supersedes != a.id else None, superseded_by=after.get(a.id))
        for a in made.values()
    ]
    return sorted(chained, key=lambda a: (a.first_day or "9999", a.id))


def _agreement(name: str, items: Sequence[Filed], group: Mapping[str, str]) -> Agreement:
    best = max(items, key=lambda f: (not f.claim.background, f.claim.score, -_rank(items, f))).claim
    replaced = [group[i] for f in items for x in fields_of(f.claim, "supersedes") if isinstance(i := x.value, str) and i in group]
    return Agreement(
        id=name,
        label=text_of(best, "label") or " ".join(best.quote.split()),
        kind=commonest([f.claim.value("type") for f in items]),
        place=first_text(items, "place"),
        began=sharpest(items, "began"),
        declared=sharpest(items, "declared"),
        ended=sharpest(items, "ended"),
        duration=commonest([f.claim.value("duration") for f in items]),
        parties=names_of(items, "parties"),
        mediators=names_of(items, "mediators"),
        monitors=names_of(items, "monitors"),
        supersedes=next((i for i in replaced if i != name), None),
        background=all(f.claim.background for f in items),
        standings=standings_of(items),
        claims=tuple(f.claim.id for f in items),
    )


def _provisions(claims: Sequence[Filed], group: Mapping[str, str]) -> list[Provision]:
    """Return the ledger: provisions of one agreement with one action and no differing debtor are one across reports."""
    piles: dict[tuple[str, str], list[list[Filed]]] = defaultdict(list)
    of: dict[str, str] = {}
    for item in claims:
        agreement, action = item.claim.value("agreement"), item.claim.value("action")
        if item.claim.kind != "provision" or not isinstance(agreement, str) or agreement not in group:
            continue
        rows = piles[group[agreement], str(action)]
        row = next((r for r in rows if _same_debt(r, item)), None)
        if row is None:
            rows.append(row := [])
        row.append(item)
    for rows in piles.values():
        for row in rows:
            of |= {f.claim.id: min(f.claim.id for f in row) for f in row}
    return sorted(
        (_provision(agreement, action, row, of) for (agreement, action), rows in piles.items() for row in rows),
        key=lambda p: (p.agreement, p.claims[0] and p.id),
    )


def _same_debt(row: Sequence[Filed], item: Filed) -> bool:
    """Say whether an obligation is one already in a row: told by another report, with a debtor that is the same or unknown on one side."""
    if any(f.report == item.report for f in row):
        return False
    mine = {actor_key(x) for x in fields_of(item.claim, "debtor")}
    theirs = {actor_key(x) for f in row for x in fields_of(f.claim, "debtor")}
    return not mine or not theirs or bool(mine & theirs)


def _provision(agreement: str, action: str, items: Sequence[Filed], of: Mapping[str, str]) -> Provision:
    returns = {of[i] for f in items for x in fields_of(f.claim, "in_exchange_for") for i in ids_in(x.value) if i in of}
    return Provision(
        id=min(f.claim.id for f in items),
        agreement=agreement,
        action=action,
        debtor=first_text(items, "debtor"),
        beneficiary=first_text(items, "beneficiary"),
        object=first_text(items, "object"),
        place=first_text(items, "place"),
        due=sharpest(items, "due"),
        in_exchange_for=tuple(sorted(returns)),
        standings=standings_of(items),
        claims=tuple(f.claim.id for f in items),
    )


def _violation(name: str, items: Sequence[Filed], group: Mapping[str, str]) -> Violation | None:
    tied = [group[a] for f in items if isinstance(a := f.claim.value("agreement"), str) and a in group]
    if not tied:
        return None
    stated = any(not alleged_by(f.claim) for f in items)
    return Violation(
        id=name,
        agreement=str(commonest(tied)),
        act=commonest([f.claim.value("act") for f in items]),
        perpetrator=first_text(items, "perpetrator"),
        victim=first_text(items, "victim"),
        date=sharpest(items, "date"),
        alleged_by=None if stated else alleged_by(items[0].claim),
        reported=min((f.published for f in items if f.published), default=None),
        claims=tuple(f.claim.id for f in items),
    )


def _event(name: str, items: Sequence[Filed]) -> Event:
    return Event(
        id=name,
        type=str(commonest([f.claim.value("type") for f in items])),
        source=first_text(items, "source"),
        target=first_text(items, "target"),
        place=first_text(items, "place"),
        date=sharpest(items, "date"),
        assertion=str(commonest([f.claim.assertion for f in items])),
        claims=tuple(f.claim.id for f in items),
    )


def _figure(name: str, items: Sequence[Filed]) -> Figure:
    """Return one figure with its rival numbers; wire copies of one report count as one source."""
    by_value: dict[tuple[Any, Any, Any], list[Filed]] = defaultdict(list)
    for item in items:
        by_value[item.claim.value("low"), item.claim.value("high"), item.claim.value("quantifier")].append(item)
    rivals = [_rival(low, high, quantifier, rows) for (low, high, quantifier), rows in by_value.items()]
    return Figure(
        id=name,
        category=str(commonest([f.claim.value("category") for f in items])),
        measure=commonest([f.claim.value("stock_or_flow") for f in items]),
        who=first_text(items, "who"),
        place=first_text(items, "place"),
        date=sharpest(items, "date"),
        rivals=tuple(sorted(rivals, key=lambda r: (-r.sources, -(r.value.low or r.value.high or 0), r.claims))),
        claims=tuple(f.claim.id for f in items),
    )


def _rival(low: Any, high: Any, quantifier: Any, rows: Sequence[Filed]) -> Rival:
    counted = {words for f in rows if (words := text_of(f.claim, "said_by") or (f.claim.speaker.text if f.claim.speaker else None))}
    return Rival(
        value=FigureValue(low=low, high=high, quantifier=quantifier or "exact", unit=commonest([f.claim.value("unit") for f in rows])),
        sources=len({f.group or f.report for f in rows}),
        counted_by=tuple(sorted(counted)),
        claims=tuple(f.claim.id for f in rows),
    )


def _rank(items: Sequence[Filed], item: Filed) -> int:
    return items.index(item)
