"""Hashes over what a book stores, written into its log so that the log vouches for every row.

Invariant: a digest depends on the rows alone, never on their order, the database or the day; one byte more, less or other in any column
gives another digest.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

# A report's copies may change when a later report joins its group: the log is replayed for them instead (see `Sealed.copies`).
TABLES: Mapping[str, tuple[str, ...]] = {
    "report": ("id", "sha256", "title", "publisher", "published", "added", "sketch", "data"),
    "report_place": ("report", "place"),
    "report_words": ("report", "title", "body"),
    "band": ("key", "report"),
    "claim": ("seq", "id", "report", "kind", "quote", "score", "agreement", "data"),
    "claim_key": ("key", "claim"),
    "suggestion": ("lower", "upper", "kind", "score", "reasons"),
    "origin": ("report", "original", "method", "name", "media_type", "retrieved_at"),
    "original": ("sha256", "size", "packed"),
}
JUDGED: Mapping[str, tuple[str, ...]] = {"judgement": ("seq", "id", "data"), "judged": ("judgement", "thing")}
PERSON = ("name", "role", "secret", "changed")
KEYS = ("band", "claim_key")  # what things are found by: a release may draw them anew
_SHORT = 8


def digest_row(values: Sequence[Any]) -> bytes:
    """Return the SHA-256 of a row's values in the order of its columns; each is told from the next by kind and length."""
    total = hashlib.sha256()
    for value in values:
        kind, raw = _plain(value)
        total.update(b"%s%d:" % (kind, len(raw)))
        total.update(raw)
    return total.digest()


def _plain(value: Any) -> tuple[bytes, bytes]:
    if value is None:
        return b"n", b""
    if isinstance(value, str):
        return b"s", value.encode("utf-8", "surrogateescape")
    if isinstance(value, float):
        return b"f", repr(value).encode()
    if isinstance(value, int):
        return b"i", str(value).encode()
    return b"b", bytes(value)


@dataclass
class Seal:
    """What is stored for one report, as digests: of each table's rows, in any order, and of each claim by its number."""

    rows: dict[str, list[bytes]] = field(default_factory=dict)
    claims: dict[int, bytes] = field(default_factory=dict)

    def take(self, table: str, values: Sequence[Any]) -> None:
        """Take in one row."""
        digest = digest_row(values)
        self.rows.setdefault(table, []).append(digest)
        if table == "claim":
            self.claims[values[0]] = digest

    def words(self) -> dict[str, str]:
        """Return the seal as the log keeps it: `keys` binds the keys and `all` the rest; the short ones tell which table is at fault."""
        tables = {table: hashlib.sha256(b"".join(sorted(rows))).hexdigest() for table, rows in sorted(self.rows.items())}
        short = {table: digest[:_SHORT] for table, digest in tables.items()}
        whole = {"keys": _bound(tables, keys=True), "all": _bound(tables, keys=False)}
        return short | {"claim": "".join(self.claims[n].hex()[:_SHORT] for n in sorted(self.claims))} | whole


def _bound(tables: Mapping[str, str], *, keys: bool) -> str:
    chosen = [(table, digest) for table, digest in tables.items() if (table in KEYS) == keys]
    return hashlib.sha256(msgspec.json.encode(chosen)).hexdigest()


def with_keys_of(sealed: Mapping[str, str], found: Mapping[str, str]) -> dict[str, str]:
    """Return a seal with the keys of another, all else as it was sealed."""
    names = (*KEYS, "keys")
    return {n: v for n, v in sealed.items() if n not in names} | {n: found[n] for n in names if n in found}


def seal_rows(stored: Mapping[str, Iterable[Mapping[str, Any]]]) -> dict[str, str]:
    """Return the seal of one report's rows as they were stored, by table."""
    seal = Seal()
    for table, columns in TABLES.items():
        for row in stored.get(table, ()):
            seal.take(table, [row[column] for column in columns])
    return seal.words()


def seal_judgement(stored: Mapping[str, Iterable[Mapping[str, Any]]]) -> str:
    """Return the digest of one judgement's rows as they were stored."""
    return digest_judgement([[row[c] for c in columns] for table, columns in JUDGED.items() for row in stored.get(table, ())])


def seal_person(role: str, secret: str, changed: str) -> str:
    """Return the digest of what is stored of a person who may open a book, the name aside."""
    return digest_row((role, secret, changed)).hex()


def digest_judgement(rows: Iterable[Sequence[Any]]) -> str:
    """Return the digest of a judgement's row and of the rows that tell what it judged."""
    return hashlib.sha256(b"".join(sorted(digest_row(row) for row in rows))).hexdigest()


def at_fault(wanted: Mapping[str, str], found: Mapping[str, str]) -> list[str]:
    """Return the tables whose rows are not those that were sealed; empty where all are."""
    if (wanted.get("all"), wanted.get("keys")) == (found.get("all"), found.get("keys")):
        return []
    names = [table for table in TABLES if wanted.get(table, "") != found.get(table, "")]
    return names or ["report"]


def claims_at_fault(wanted: str, found: str) -> list[int]:
    """Return the positions of claims that differ between two seals; empty where their number differs."""
    if len(wanted) != len(found):
        return []
    return [n // _SHORT for n in range(0, len(wanted), _SHORT) if wanted[n : n + _SHORT] != found[n : n + _SHORT]]


def chain(previous: str, entry: Mapping[str, str]) -> str:
    """Return the hash of a log line over its words and the hash of the line before."""
    words = [previous, *(entry[k] for k in ("at", "who", "what", "subject", "detail"))]
    return hashlib.sha256(
        msgspec.json.encode([str(w).encode("utf-8", "surrogateescape").decode("utf-8", "replace") for w in words])
    ).hexdigest()


def judgement_id(previous: str, content: Mapping[str, Any]) -> str:
    """Return the id of a judgement: a hash of what it says and of the log line it follows."""
    said = {name: value for name, value in content.items() if name not in ("id", "row")}
    return hashlib.sha256(previous.encode() + msgspec.json.encode(said, order="deterministic")).hexdigest()[:16]
