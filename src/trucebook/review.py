"""What a person should look at next, and why; and how far two coders agree.

Invariant: the queue only orders what is already there; it decides nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any

import msgspec

from trucebook.errors import InputError
from trucebook.matching import Filed
from trucebook.model import STATUS_WEIGHED, Claim, Field, Judgement, Match, Record
from trucebook.record import adjudicates, standing_judgements

VALUE = {"agreement": 1.0, "violation": 0.8, "provision": 0.7, "figure": 0.6, "event": 0.4, "siege": 0.6, "position": 0.3, "quotation": 0.1}
DOUBTFUL = (0.5, 0.75)


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to look at: a claim, or a pair of claims that may be one; `value` orders the queue, `reasons` say why it stands there."""

    kind: str
    claims: tuple[str, ...]
    value: float
    reasons: tuple[str, ...]


def queue(
    record: Record, filed: Mapping[str, Filed], matches: Iterable[Match], judgements: Iterable[Judgement], *, coder: str | None = None
) -> list[Item]:
    """Return what is open for review, the most valuable first; what `coder` (anybody, where None) has judged is closed."""
    judged = [j for j in standing_judgements(judgements) if coder is None or j.by == coder]
    closed = {frozenset(j.claims) for j in judged}
    rivalled = {c for figure in record.figures if len(figure.rivals) > 1 for c in figure.claims}
    items = [claim_item(f.claim, contradicted=f.claim.id in rivalled) for f in filed.values() if frozenset([f.claim.id]) not in closed]
    items += [item for m in matches if (item := match_item(m)) is not None and frozenset(item.claims) not in closed]
    return sorted(items, key=place_of)


def place_of(item: Item) -> tuple[float, tuple[str, ...]]:
    """Return what the queue is ordered by: the most valuable first, equals by their claims."""
    return -item.value, item.claims


def match_item(match: Match) -> Item | None:
    """Return a suggestion as an item, or None where its score leaves no doubt."""
    if not DOUBTFUL[0] <= match.score < DOUBTFUL[1]:
        return None
    reasons = ("may be one " + match.kind, *match.reasons)
    return Item(kind="match", claims=(match.left, match.right), value=round(VALUE[match.kind] * 0.9, 3), reasons=reasons)


def claim_item(claim: Claim, *, contradicted: bool) -> Item:
    """Return a claim as an item: what it is worth, more where it is doubtful, contradicted or decides a standing."""
    value, reasons = VALUE[claim.kind], [f"{claim.kind} by the reader alone"]
    if claim.score < 0.5:
        value += 0.2
        reasons.append(f"the reader is unsure of it ({claim.score:.2f})")
    if STATUS_WEIGHED in claim.reasons:
        value += 0.2
        reasons.append("no word says how it stands; the reader weighed it")
    if contradicted and claim.kind == "figure":
        value += 0.3
        reasons.append("reports give different numbers")
    if claim.kind == "agreement" and claim.value("status") in ("collapsed", "violated", "superseded"):
        value += 0.2
        reasons.append(f"it says that the agreement is {claim.value('status')}")
    if claim.background:
        value -= 0.3
        reasons.append("told as background")
    return Item(kind=claim.kind, claims=(claim.id,), value=round(value, 3), reasons=tuple(reasons))


class FieldAgreement(msgspec.Struct, frozen=True, kw_only=True):
    """How far two coders agree on a field: units both judged, share alike (0–1), Cohen's kappa and Krippendorff's alpha or None."""

    field: str
    units: int
    percent: float
    kappa: float | None
    alpha: float | None


def coder_values(claims: Mapping[str, Claim], judgements: Iterable[Judgement], coder: str) -> dict[tuple[str, str], str]:
    """Return (field, claim id) → what a coder says it is, for every claim that coder has judged.

    Accepting takes the reader's values, correcting replaces one of them, rejecting says that the claim is none.
    What decides between two coders is no coding, and is left out. A list is the sorted words or names of its members.
    """
    said: dict[tuple[str, str], str] = {}
    mine = [j for j in standing_judgements(judgements) if j.by == coder and j.act in ("accept", "correct", "reject") and not adjudicates(j)]
    by_claim: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in mine:
        by_claim[judgement.claims[0]].append(judgement)
    for name, rows in by_claim.items():
        if name not in claims:
            continue
        rejected = any(j.act == "reject" for j in rows)
        said["claim", name] = "none" if rejected else claims[name].kind
        if not rejected:
            values: dict[str, Any] = {field: _held(value) for field, value in claims[name].fields.items()}
            for judgement in rows:
                if judgement.act == "correct" and judgement.field:
                    values[judgement.field] = judgement.value if judgement.members is None else _held(judgement.members)
            said |= {(field, name): _shown(value) for field, value in values.items()}
    return said


def agreement_of(one: Mapping[tuple[str, str], str], other: Mapping[tuple[str, str], str]) -> list[FieldAgreement]:
    """Return the agreement of two coders field by field over the units both judged; raises InputError where there are none."""
    shared = sorted(set(one) & set(other))
    if not shared:
        raise InputError("these two coders have judged no claim in common; let both review the same reports with `review --blind`")
    by_field: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for unit in shared:
        by_field[unit[0]].append((one[unit], other[unit]))
    return [_measure(field, pairs) for field, pairs in sorted(by_field.items())]


def _measure(field: str, pairs: Sequence[tuple[str, str]]) -> FieldAgreement:
    data = [(coder, str(unit), pair[n]) for unit, pair in enumerate(pairs) for n, coder in enumerate(("one", "other"))]
    try:
        task = import_module("nltk.metrics.agreement").AnnotationTask(data=data)
    except ModuleNotFoundError as error:
        raise InputError("`agree` needs nltk: pip install 'trucebook[stats]'") from error
    varied = len({value for pair in pairs for value in pair}) > 1
    percent = sum(a == b for a, b in pairs) / len(pairs)
    kappa, alpha = (round(task.kappa(), 3), round(task.alpha(), 3)) if varied else (None, None)
    return FieldAgreement(field=field, units=len(pairs), percent=round(percent, 3), kappa=kappa, alpha=alpha)


def adjudication(one: Mapping[tuple[str, str], str], other: Mapping[tuple[str, str], str]) -> list[tuple[str, str, str, str]]:
    """Return (claim id, field, what one says, what the other says) wherever two coders differ."""
    return [(unit[1], unit[0], one[unit], other[unit]) for unit in sorted(set(one) & set(other)) if one[unit] != other[unit]]


def _held(field: Field | Sequence[Field]) -> Any:
    if isinstance(field, Field):
        return field.value
    return sorted(" ".join((member.text or _shown(member.value)).split()) for member in field)


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value, order="sorted").decode()
