"""The SQL of claims and of suggestions that two of them are one thing, with the keys that matching finds claims by.

Invariant: claims and suggestions are only ever added.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from trucebook.model import Claim, Match, Report, decode_claim
from trucebook.statements import Stored, parts, with_list


def add_claims(connection: Connection, report: Report, claims: Sequence[Claim], keys: Iterable[tuple[str, str]]) -> Stored:
    """Store claims with the keys that matching finds them by; `keys` are (claim id, key); returns the rows."""
    if not claims:
        return {}
    rows = [
        {
            "id": c.id,
            "report": report.id,
            "kind": c.kind,
            "quote": c.quote,
            "score": float(c.score),
            "agreement": tied(c),
            "data": msgspec.json.encode(c),
        }
        for c in claims
    ]
    names = ", ".join(rows[0])
    connection.execute(sa.text(f"INSERT INTO claim ({names}) VALUES (:{', :'.join(rows[0])})"), rows)
    told = connection.execute(sa.text("SELECT id, seq FROM claim WHERE report = :report"), {"report": report.id})
    order: dict[str, int] = {row[0]: row[1] for row in told}
    return {"claim": [row | {"seq": order[str(row["id"])]} for row in rows]} | add_keys(connection, keys)


def add_keys(connection: Connection, keys: Iterable[tuple[str, str]]) -> Stored:
    """Store the keys, (claim id, key), that claims are found by; returns the rows."""
    pairs = [{"claim": claim, "key": key} for claim, key in keys]
    if pairs:
        connection.execute(sa.text("INSERT INTO claim_key (key, claim) VALUES (:key, :claim)"), pairs)
    return {"claim_key": pairs}


def claims_sharing(connection: Connection, keys: Sequence[str]) -> list[tuple[Claim, str, str | None]]:
    """Return (claim, report id, publication day) of the claims that stand under one of these keys."""
    names: set[str] = set()
    for part in parts(keys):
        names |= {row[0] for row in connection.execute(with_list("SELECT claim FROM claim_key WHERE key IN :names"), {"names": part})}
    return [(claim, report, published) for claim, report, published, _ in claims(connection, ids=sorted(names))]


def claims(
    connection: Connection, *, ids: Sequence[str] | None = None, kinds: Sequence[str] | None = None, agreements: Sequence[str] | None = None
) -> list[tuple[Claim, str, str | None, str]]:
    """Return (claim, report id, publication day, copy group): those named, those of some kinds, or those tied to some agreement claims."""
    base = "SELECT c.data, c.report, r.published, r.copies FROM claim c JOIN report r ON r.id = c.report"
    if ids is None and kinds is None and agreements is None:
        return [_claim_row(row) for row in connection.execute(sa.text(base))]
    column, names = ("c.id", ids) if ids is not None else ("c.kind", kinds) if kinds is not None else ("c.agreement", agreements)
    found = []
    for part in parts(names or ()):
        found += [_claim_row(row) for row in connection.execute(with_list(f"{base} WHERE {column} IN :names"), {"names": part})]
    return found


def claim_ids(connection: Connection, beginning: str) -> list[str]:
    """Return at most two ids of claims that begin so."""
    wanted = "".join(ch for ch in beginning.lower() if ch in "0123456789abcdef")
    if len(wanted) != len(beginning) or len(wanted) < 4:
        return []
    rows = connection.execute(
        sa.text("SELECT id FROM claim WHERE id >= :low AND id < :high LIMIT 2"), {"low": wanted, "high": wanted + "g"}
    )
    return [row[0] for row in rows]


def claims_of_reports(connection: Connection, names: Sequence[str], kinds: Sequence[str]) -> list[tuple[Claim, str, str | None, str]]:
    """Return (claim, report id, publication day, copy group) of the claims of some kinds in some reports."""
    query = "SELECT c.data, c.report, r.published, r.copies FROM claim c JOIN report r ON r.id = c.report WHERE c.report IN :names"
    found = []
    for part in parts(names):
        found += [_claim_row(row) for row in connection.execute(with_list(query), {"names": part})]
    return [row for row in found if row[0].kind in kinds]


def _claim_row(row: Any) -> tuple[Claim, str, str | None, str]:
    return decode_claim(msgspec.json.decode(row[0])), row[1], row[2], row[3]


def add_matches(connection: Connection, matches: Sequence[Match]) -> Stored:
    """Store suggestions, each of which holds a claim that is new to the book; returns the rows."""
    rows = [
        {"lower": m.left, "upper": m.right, "kind": m.kind, "score": float(m.score), "reasons": msgspec.json.encode(m.reasons).decode()}
        for m in matches
    ]
    if rows:
        query = "INSERT INTO suggestion (lower, upper, kind, score, reasons) VALUES (:lower, :upper, :kind, :score, :reasons)"
        connection.execute(sa.text(query), rows)
    return {"suggestion": rows}


def matches(connection: Connection, *, kinds: Sequence[str] | None = None, ids: Sequence[str] | None = None) -> list[Match]:
    """Return the suggestions of some kinds, or those that touch one of some claims."""
    base, found = "SELECT kind, lower, upper, score, reasons FROM suggestion", {}
    queries = [f"{base} WHERE kind IN :names"] if kinds is not None else [f"{base} WHERE lower IN :names", f"{base} WHERE upper IN :names"]
    for query in queries:
        for part in parts((kinds if kinds is not None else ids) or ()):
            for kind, left, right, score, reasons in connection.execute(with_list(query), {"names": part}):
                found[left, right] = Match(kind=kind, left=left, right=right, score=score, reasons=tuple(msgspec.json.decode(reasons)))
    return [found[pair] for pair in sorted(found)]


def tied(claim: Claim) -> str | None:
    """Return the id of the agreement that a claim is tied to."""
    value = claim.value("agreement")
    return value if isinstance(value, str) else None
