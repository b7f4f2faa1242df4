"""Which claims of different reports speak of one thing: scored suggestions, each with its reasons.

Invariant: a suggestion depends on the two claims alone, never on their order or on what else was read; two claims of one
report are never suggested as one thing. Suggesting is all this room does: a person's judgement overrules it.
"""

import datetime as dt
import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from operator import eq

from rensa import RMinHash

from trucebook.model import ActorValue, Claim, Field, Match, PeriodValue, PlaceValue

ENOUGH = 0.5
MATCHED = ("agreement", "event", "violation", "figure", "siege")
COPY = 0.8
_TOLD_WITHIN, _SIEGE_APART = 60, 92
_KNOWN = frozenset(("the", "this", "that", "its", "their"))
_PERMUTATIONS, _BANDS, _SEED = 64, 12, 7
_IDLE = frozenset("the a an of in and s 's its their his her former ex new all both local some for on at by with from".split())
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Filed:
    """A claim with what matching needs to know of its report: id, publication day and wire-copy group."""

    claim: Claim
    report: str
    published: str | None = None
    group: str | None = None


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
    places = sorted({p.place_id or _key(p.name) for p in _places(claim)})
    if claim.kind == "agreement":
        days = _days(claim)
        at_place = {f"{p}|agreement|{d}" for p in places for d in (days or {"?"}) | {"*"}}
        return frozenset(at_place | {f"{d}|agreement|{c}" for d in days for c in (_country(claim), "*")})
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
    places, country, days = {p.place_id or _key(p.name) for p in _places(claim)}, _country(claim), _days(claim)
    around = {_shifted(d, n) for d in days for n in (-1, 0, 1)}
    at_place = {f"{p}|agreement|{d}" for p in places for d in (around | {"?"} if days else {"*"})}
    return frozenset(at_place | {f"{d}|agreement|{c}" for d in around for c in (("*",) if country == "?" else (country, "?"))})


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


Weighed = tuple[float, str]


def _by_start(left: Claim, right: Claim) -> Weighed:
    """Weigh when two agreements took effect or were declared: the same day speaks for one, days apart against it."""
    one, other = _period(left, "began") or _period(left, "declared"), _period(right, "began") or _period(right, "declared")
    if one is None or other is None or not (one.first and other.first):
        return 0.0, ""
    apart = _days_apart(one, other)
    if apart == 0:
        sharp = one.first == one.last or other.first == other.last
        return (0.5 if sharp else 0.3), f"both from {one.first}"
    return (0.2, "begin a day apart") if apart == 1 else (-0.6, f"begin {apart} days apart")


def _by_telling(left: Filed, right: Filed) -> Weighed:
    """Weigh a bare "the ceasefire" against an agreement that had begun a short while before that was printed, the nearer the more;
    a siege printed of before another began is another."""
    if left.claim.kind == "siege":
        starts = [(one, other, p.first) for one, other in ((left, right), (right, left)) if (p := _period(other.claim, "from")) and p.first]
        early = any(one.published is not None and one.published < start for one, _, start in starts)
        return (-0.6, "printed before the other began") if early else (0.0, "")
    if left.claim.kind != "agreement" or bool(_days(left.claim)) == bool(_days(right.claim)):
        return 0.0, ""
    bare, dated = (right, left) if _days(left.claim) else (left, right)
    first, _, rest = bare.claim.quote.lower().partition(" ")
    if bare.claim.background or bare.published is None or not rest or first not in _KNOWN:
        return 0.0, ""
    days = (dt.date.fromisoformat(bare.published) - dt.date.fromisoformat(min(_days(dated.claim)))).days
    if not 0 <= days <= _TOLD_WITHIN:
        return 0.0, ""
    return round(0.2 - 0.1 * days / _TOLD_WITHIN, 3), f"told of as known {days} days after it began"


def _by_place(left: Claim, right: Claim) -> Weighed:
    """Weigh where: the same place, or only the same country."""
    one, other = _places(left), _places(right)
    if not one or not other:
        return 0.0, ""
    if {p.place_id for p in one if p.place_id} & {p.place_id for p in other if p.place_id}:
        return 0.3, "same place"
    countries = [{p.country for p in side if p.country} for side in (one, other)]
    if all(countries) and not countries[0] & countries[1]:
        return -0.5, "other country"
    if {_key(p.name) for p in one} & {_key(p.name) for p in other}:
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
        shared = _actor_keys(left, *names) & _actor_keys(right, *names)
        return (points, f"both name {min(shared)}") if shared else (0.0, "")

    return weigh


def _by_day(left: Claim, right: Claim) -> Weighed:
    """Weigh the days of two acts or counts."""
    one, other = _period(left, "date"), _period(right, "date")
    if one is None or other is None or not (one.first and other.first):
        return 0.0, ""
    apart = _days_apart(one, other)
    if apart:
        return -0.6, f"{apart} days apart"
    return (0.45 if one.first == one.last and other.first == other.last else 0.25), "same time"


def _by_interval(left: Claim, right: Claim) -> Weighed:
    """Weigh the times of two sieges: one that ended before the other began is another siege; nothing against speaks softly for one."""
    for one, other in ((left, right), (right, left)):
        end, start = _period(one, "to"), _period(other, "from")
        if end is not None and start is not None and end.last and start.first and end.last < start.first:
            return -0.6, f"one ended by {end.last}, the other began on {start.first} or later"
    one_began, other_began = _period(left, "from"), _period(right, "from")
    if one_began is None or other_began is None:
        return 0.2, "no time speaks against it"
    apart = _days_apart(one_began, other_began)
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
    one, other = set(_key(left.quote).split()), set(_key(right.quote).split())
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
        if claim.kind == "agreement" and (found := _days(claim)):
            days[claim.id] = frozenset(found)
        elif claim.kind == "siege":
            spans[claim.id] = _period(claim, "from"), _period(claim, "to")

    def clash(left: Iterable[str], right: Iterable[str]) -> bool:
        one, other = (frozenset().union(*(days.get(i, frozenset()) for i in side)) for side in (left, right))
        if one and other and not any(_shifted(d, n) in other for d in one for n in (-1, 0, 1)):
            return True
        return any(_spans_apart(spans[i], spans[j]) for i in left if i in spans for j in right if j in spans)

    return clash


def _spans_apart(left: tuple[PeriodValue | None, PeriodValue | None], right: tuple[PeriodValue | None, PeriodValue | None]) -> bool:
    """Say whether two sieges cannot be one by their beginnings and ends."""
    for (_, end), (start, _) in ((left, right), (right, left)):
        if end is not None and start is not None and end.last and start.first and end.last < start.first:
            return True
    return left[0] is not None and right[0] is not None and _days_apart(left[0], right[0]) > _SIEGE_APART


def is_copy(one: bytes, other: bytes) -> bool:
    """Say whether two sketches are of near-copies: a Jaccard similarity of about .8 over runs of five words, the usual line."""
    alike: int = sum(map(eq, memoryview(one).cast("I"), memoryview(other).cast("I")))
    return alike >= COPY * _PERMUTATIONS


def bands_of(sketch: bytes) -> list[int]:
    """Return the keys (64-bit numbers) by which near-copies of a text are found: two that are alike share one, all but surely.

    Twelve bands of five numbers: texts with a similarity of 0.8 share one in 99 of 100 cases, of 0.2 in 4 of 1,000.
    """
    width = 4 * (_PERMUTATIONS // _BANDS)
    parts = (bytes([n]) + sketch[n * width : (n + 1) * width] for n in range(_BANDS))
    return [int.from_bytes(blake2b(part, digest_size=8).digest(), signed=True) for part in parts]


def sketch(text: str) -> bytes:
    """Return the MinHash of a text's runs of five words, case and punctuation aside: 64 numbers of four bytes."""
    words = _WORD.findall(text.lower())
    minhash = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    minhash.update([" ".join(words[i : i + 5]) for i in range(max(len(words) - 4, 1))])
    return array("I", (n & 0xFFFFFFFF for n in minhash.digest())).tobytes()


def actor_key(field: Field) -> str:
    """Return what an actor is known by: its id, else its telling words in order."""
    value = field.value
    if isinstance(value, ActorValue) and value.actor_id:
        return value.actor_id
    return _key(field.text)


def _actor_keys(claim: Claim, *names: str) -> frozenset[str]:
    return frozenset(key for name in names for field in fields_of(claim, name) if (key := actor_key(field)))


def fields_of(claim: Claim, name: str) -> Iterator[Field]:
    """Yield a claim's field, or each field of its list, of that name."""
    value = claim.fields.get(name)
    yield from value if isinstance(value, list) else (value,) if value is not None else ()


def _places(claim: Claim) -> list[PlaceValue]:
    return [f.value for f in fields_of(claim, "place") if isinstance(f.value, PlaceValue)]


def _period(claim: Claim, name: str) -> PeriodValue | None:
    field = claim.fields.get(name)
    return field.value if isinstance(field, Field) and isinstance(field.value, PeriodValue) else None


def _days(claim: Claim) -> set[str]:
    """Return the days an agreement is said to begin or be declared on; a period of more than a week says too little to meet by."""
    found: set[str] = set()
    for period in (_period(claim, "began"), _period(claim, "declared")):
        if period is not None and period.first and period.last:
            first, last = dt.date.fromisoformat(period.first), dt.date.fromisoformat(period.last)
            found |= {_shifted(period.first, n) for n in range((last - first).days + 1)} if (last - first).days <= 7 else set()
    return found


def _shifted(day: str, days: int) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat()


def _country(claim: Claim) -> str:
    """Return the one country of a claim's places, "?" where none or several are known."""
    found = {p.country for p in _places(claim) if p.country}
    return found.pop() if len(found) == 1 else "?"


def _months(claim: Claim, name: str) -> set[str]:
    """Return the months ("2021-09") that a period begins and ends in; without a first day there are none."""
    period = _period(claim, name)
    if period is None or not period.first:
        return set()
    return {period.first[:7], (period.last or period.first)[:7]}


def _days_apart(one: PeriodValue, other: PeriodValue) -> int:
    """Return the days between two periods, 0 where they overlap; an open end reaches as far as it has to."""
    first = max(one.first or "", other.first or "")
    last = min(one.last or "9999-12-31", other.last or "9999-12-31")
    if first <= last:
        return 0
    return (dt.date.fromisoformat(first) - dt.date.fromisoformat(last)).days


def _key(words: str | None) -> str:
    return " ".join(w for w in _WORD.findall((words or "").lower()) if w not in _IDLE)
