"""The check of a book: every hash derived again, every row held against the log, every quote against its text.

Invariant: whatever differs by one byte is found and named; what cannot even be read is a finding, never a crash.
"""

import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy.engine import Connection

from trucebook import claim_tables, log_tables
from trucebook import custody_tables as custody
from trucebook.deriving import broken_claim_names, broken_report_names
from trucebook.model import Claim, Report, decode_claim
from trucebook.sealed_log import Sealed, broken_links, sealed_by
from trucebook.seals import JUDGED, PERSON, TABLES, Seal, at_fault, claims_at_fault, digest_judgement, seal_person

UNREADABLE = (
    msgspec.DecodeError,
    msgspec.ValidationError,
    zlib.error,
    UnicodeError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    StopIteration,
)


def broken(connection: Connection) -> Iterator[str]:
    """Yield what is wrong with a book, in words, the log first; nothing where every hash, row and quote stands."""
    with custody.as_stored(connection):
        log = log_tables.log(connection)
        sealed = sealed_by(log)
        yield from broken_links(log, sealed.lines)
        yield from _carefully("database", custody.broken_pages(connection))
        yield from _carefully("reports", _reports(connection, sealed))
        yield from _carefully("claims", _claims(connection, sealed))
        yield from _carefully("originals", _originals(connection, sealed))
        yield from _carefully("judgements", _judgements(connection, sealed))
        yield from _carefully("people", _people(connection, sealed))
        yield from _carefully("rows", _rows(connection, sealed))


def _carefully(what: str, found: Iterator[str]) -> Iterator[str]:
    """Yield findings, and one more where a value is stored that is not even of the kind it should be, so that a check cannot go on."""
    try:
        yield from found
    except UNREADABLE as error:
        yield f"{what}: cannot be checked to the end, as a value is not of its kind ({type(error).__name__}: {error})"


def seals_of(connection: Connection, order: Sequence[str]) -> tuple[dict[str, dict[str, str]], list[str]]:
    """Return the seal of every unit as it is stored now, by unit, and the rows that belong to none; `order` is that of adding."""
    pile = _Pile(rank={name: n for n, name in enumerate(order)})
    for table in TABLES:
        for row in custody.rows(connection, table, TABLES[table]):
            for owner in pile.owners(table, row):
                pile.seals.setdefault(owner, Seal()).take(table, row)
    return {name: seal.words() for name, seal in pile.seals.items()}, pile.strays


def rows_of(connection: Connection, order: Sequence[str], reports: Sequence[str]) -> list[tuple[str, str, Sequence[Any]]]:
    """Return (table, unit, values) of every row of some reports, of the claims that persons added to them, and of judgements on those."""
    pile = _Pile(rank={name: n for n, name in enumerate(order)})
    found: list[tuple[str, str, Sequence[Any]]] = []
    wanted = {f"report {name}" for name in reports}
    for table in TABLES:
        for row in custody.rows(connection, table, TABLES[table]):
            if table == "claim" and row[2] in reports:
                wanted |= {f"claim {row[1]}"}
            found += [(table, owner, list(row)) for owner in pile.owners(table, row) if owner in wanted]
    things = {*reports, *(c for c, home in pile.home.items() if home in wanted)}
    judged = list(custody.rows(connection, "judged", JUDGED["judged"]))
    chosen = {row[0] for row in judged if row[1] in things}
    chosen |= {row[0] for row in judged if row[1] in chosen}
    chosen |= {row[0] for row in judged if row[1] in chosen}
    for table, at in (("judgement", 1), ("judged", 0)):
        rows = custody.rows(connection, table, JUDGED[table])
        found += [(table, f"judgement {row[at]}", list(row)) for row in rows if row[at] in chosen]
    return found


def judgement_seals(connection: Connection) -> dict[str, str]:
    """Return the digest of every judgement as it is stored now."""
    rows: dict[str, list[Sequence[Any]]] = {}
    for table, columns in JUDGED.items():
        for row in custody.rows(connection, table, columns):
            rows.setdefault(str(row[1] if table == "judgement" else row[0]), []).append(row)
    return {name: digest_judgement(found) for name, found in rows.items()}


@dataclass
class _Pile:
    """Seals as rows come in, table by table in the order of TABLES, which has claims before what hangs on them."""

    rank: Mapping[str, int]
    seals: dict[str, Seal] = field(default_factory=dict)
    home: dict[str, str] = field(default_factory=dict)
    users: dict[str, list[str]] = field(default_factory=dict)
    strays: list[str] = field(default_factory=list)

    def owners(self, table: str, row: Sequence[Any]) -> list[str]:
        """Return the units a row belongs to; one that belongs to none is noted as a stray."""
        if table == "claim":
            later = f"claim {row[1]}"
            self.home[row[1]] = later if later in self.rank else f"report {row[2]}"
        elif table == "origin":
            self.users.setdefault(row[1], []).append(f"report {row[0]}")
        owners = self._owners(table, row)
        if not owners:
            self.strays.append(f"{table} row {row[0]!s:.40}: belongs to no report of the book")
        return owners

    def _owners(self, table: str, row: Sequence[Any]) -> list[str]:
        if table == "claim":
            return [self.home[row[1]]]
        if table == "original":
            return self.users.get(row[0], [])
        if table == "claim_key":
            return [self.home[row[1]]] if row[1] in self.home else []
        if table == "suggestion":
            homes = [self.home[c] for c in row[:2] if c in self.home]
            return [max(homes, key=lambda name: self.rank.get(name, -1))] if len(homes) == 2 else []
        return [f"report {row[TABLES[table].index('id' if table == 'report' else 'report')]}"]


def _reports(connection: Connection, sealed: Sealed) -> Iterator[str]:
    """Yield reports whose columns are not what their data says, and whose copy group is not the one the log tells."""
    for name, columns, copies, data in custody.report_columns(connection):
        try:
            report = msgspec.json.decode(zlib.decompress(data), type=Report)
        except UNREADABLE:
            yield f"report {name}: its data cannot be read"
            continue
        said = (report.id, report.sha256, report.title, report.publisher, report.published)
        if (name, *columns) != said:
            yield f"report {name}: its columns are not what its data says{_called(name, report.id)}"
        if copies != sealed.copies.get(name, copies):
            yield f"report {name}: its copy group is {copies}, and the log says {sealed.copies[name]}"
        yield from broken_report_names(report, sealed)


def _claims(connection: Connection, sealed: Sealed) -> Iterator[str]:
    """Yield claims that are not what the columns beside them say, whose words are not in their report, or whose id is not theirs."""
    for home, rows in groupby(custody.claim_rows(connection), key=itemgetter(2)):
        report = custody.readable_report(connection, home)
        found: list[Claim] = []
        for row in rows:
            try:
                claim = decode_claim(msgspec.json.decode(row[7]))
                misquoted = list(_quotes(claim, report))
            except UNREADABLE:
                yield f"claim {row[1]}: its data cannot be read"
                continue
            if (row[1], *row[3:7]) != (claim.id, claim.kind, claim.quote, claim.score, claim_tables.tied(claim)):
                yield f"claim {row[1]}: its columns are not what its data says{_called(row[1], claim.id)} (row {row[0]})"
            yield from misquoted
            found.append(claim)
        if report is not None:
            yield from broken_claim_names(report, found, sealed)


def _called(name: str, inside: str) -> str:
    return f", which calls it {inside}" if name != inside else ""


def _quotes(claim: Claim, report: Report | None) -> Iterator[str]:
    if report is None:
        yield f"claim {claim.id}: its report is missing"
        return
    for span in ((claim.start, claim.end, claim.quote), *((f.start, f.end, f.text) for f in claim.spans() if f.start is not None)):
        if report.text[span[0] : span[1]] != span[2]:
            yield f"claim {claim.id}: {span[2]!r} is not at {span[0]}:{span[1]} of report {report.id}"


def _originals(connection: Connection, sealed: Sealed) -> Iterator[str]:
    """Yield originals that do not unpack to bytes of their hash and size; one that was purged is gone by right."""
    for sha256, size, packed in custody.rows(connection, "original", TABLES["original"]):
        if packed is None:
            if sha256 not in sealed.purged:
                yield f"original {sha256}: its bytes are gone, and no purge in the log says so"
            continue
        try:
            raw = zlib.decompress(packed)
        except UNREADABLE:
            yield f"original {sha256}: its bytes cannot be unpacked"
            continue
        if hashlib.sha256(raw).hexdigest() != sha256 or len(raw) != size:
            yield f"original {sha256}: its bytes are not those that were received"


def _judgements(connection: Connection, sealed: Sealed) -> Iterator[str]:
    found = judgement_seals(connection)
    for name in sorted(found.keys() | sealed.judgements.keys()):
        if name not in found:
            yield f"judgement {name}: is in the log and not in the book"
        elif name not in sealed.judgements:
            yield f"judgement {name}: is not in the log"
        elif found[name] != sealed.judgements[name]:
            yield f"judgement {name}: is not what the log says was decided"
    for name, (seq, wanted) in sealed.rederived.items():
        if name != wanted and seq not in sealed.lines:
            yield f"judgement {name}: its id is not that of what it says"


def _people(connection: Connection, sealed: Sealed) -> Iterator[str]:
    """Yield people who may open the book and whose rows are not those that the log tells of."""
    found = {str(row[0]): seal_person(*row[1:]) for row in custody.rows(connection, "person", PERSON)}
    for name in sorted(found.keys() | sealed.people.keys()):
        if name not in found or name not in sealed.people:
            yield f"person {name}: is in {'the book and not in the log' if name in found else 'the log and not in the book'}"
        elif sealed.people[name] not in (None, found[name]):
            yield f"person {name}: role or password is not what the log sealed"


def _rows(connection: Connection, sealed: Sealed) -> Iterator[str]:
    """Yield reports and claims whose rows, in any table, are not those that the log sealed."""
    found, strays = seals_of(connection, list(sealed.units))
    yield from strays
    for name in sorted(found.keys() | sealed.units.keys()):
        if name not in found:
            yield f"{name}: is in the log and not in the book"
        elif name not in sealed.units:
            yield f"{name}: is not in the log"
        elif name not in sealed.unsealed:
            yield from _unit_at_fault(connection, name, sealed.units[name], found[name])


def _unit_at_fault(connection: Connection, name: str, wanted: Mapping[str, str], found: Mapping[str, str]) -> Iterator[str]:
    tables = at_fault(wanted, found)
    if "claim" in tables and name.startswith("report "):
        ids = custody.claims_in_order(connection, name.removeprefix("report "))
        for n in claims_at_fault(wanted.get("claim", ""), found.get("claim", "")):
            yield f"claim {ids[n]}: its row is not the one the log sealed"
    if tables:
        yield f"{name}: rows of {', '.join(tables)} are not those the log sealed"
