"""Ids that follow from what is claimed: whoever holds a report and its claims can derive the id of each again.

A claim that a reader makes is named by the report's SHA-256 (and id, where it was given one), its kind, its span and its main code, with a
number where another claim of the report has the same; one that a person marks by the person and the instant instead of the code.
Invariant: pure; an id depends on nothing that a correction, a match or a later release changes.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from trucebook.model import ActorValue, Claim, Field, Fields, Reading, Report, hash_text

PERSON = "person:"
_LENGTH = 16
_CODED = {"agreement": "type", "provision": "action", "violation": "act", "event": "type", "figure": "category", "position": "stance"}


def main_code(claim: Claim) -> str:
    """Return the code that tells a claim from others of its kind on the same words; with a position goes who holds it."""
    if claim.kind == "siege":
        return claim.assertion
    code = claim.value(_CODED.get(claim.kind, ""))
    said = code if isinstance(code, str) else ""
    return f"{said}|{_holder(claim.fields.get('actor'))}" if claim.kind == "position" else said


def _holder(field: Field | list[Field] | None) -> str:
    one = field[0] if isinstance(field, list) and field else field
    if not isinstance(one, Field):
        return ""
    if isinstance(one.value, ActorValue) and (one.value.actor_id or one.value.name):
        return str(one.value.actor_id or one.value.name)
    return (one.text or "").lower()


def claim_ids(report: Report, claims: Iterable[Claim]) -> list[str]:
    """Return the id of each of a report's claims as a reader made them, in their order."""
    told: Counter[str] = Counter()
    found = []
    for claim in claims:
        name = f"{_source(report)}|{claim.kind}|{claim.start}|{claim.end}|{main_code(claim)}"
        found.append(_named(name if not told[name] else f"{name}|{told[name]}"))
        told[name] += 1
    return found


def marked_id(report: Report, kind: str, start: int, end: int, *, by: str, at: str) -> str:
    """Return the id of a claim that a person marked at an instant: two people who mark the same words make two claims."""
    return _named(f"{_source(report)}|{kind}|{start}|{end}|{PERSON}{by}|{at}")


def report_id(report_sha256: str) -> str:
    """Return the id of a report that was given none."""
    return report_sha256[:_LENGTH]


def _source(report: Report) -> str:
    """Return what names a report: its hash, and its id too where that was given, as papers print one text under ids of their own."""
    return report.sha256 if report.id == report_id(report.sha256) else f"{report.sha256}|{report.id}"


def _named(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def derived(report: Report, claims: Sequence[Claim]) -> list[str]:
    """Return what of a reading can be derived again from what is stored: the report's id, its hash from its text, its claims' ids."""
    said = {
        "report": report.id == report_id(report.sha256),
        "text": report.sha256 == hash_text(report.text),
        "claims": [claim.id for claim in claims] == claim_ids(report, claims),
    }
    return [name for name, holds in said.items() if holds]


def name_claims(reading: Reading) -> Reading:
    """Return a reading whose claims have the ids that follow from them, wherever one claim names another too."""
    ids = claim_ids(reading.report, reading.claims)
    names = {claim.id: name for claim, name in zip(reading.claims, ids, strict=True) if claim.id != name}
    if not names:
        return reading
    claims = (replace(c, id=name, fields=_renamed(c.fields, names)) for c, name in zip(reading.claims, ids, strict=True))
    return replace(reading, claims=tuple(claims))


def _renamed(fields: Fields, names: dict[str, str]) -> Fields:
    return {k: [_meant(f, names) for f in field] if isinstance(field, list) else _meant(field, names) for k, field in fields.items()}


def _meant(field: Field, names: dict[str, str]) -> Field:
    value: Any = field.value
    if isinstance(value, str) and value in names:
        return replace(field, value=names[value])
    if isinstance(value, list) and any(one in names for one in value):
        return replace(field, value=[names.get(one, one) for one in value])
    return field
