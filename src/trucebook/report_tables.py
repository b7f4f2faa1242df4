"""The SQL of reports: their texts, columns, places, words for search, and the keys that near-copies are found by.

Invariant: reports are only ever added; the one derived value that a later report may change is the name of a copy group.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from trucebook.model import Report
from trucebook.statements import Stored, parts, with_list


def has_report(connection: Connection, report: str) -> bool:
    """Say whether a report is stored."""
    return connection.execute(sa.text("SELECT 1 FROM report WHERE id = :id"), {"id": report}).first() is not None


def report_hash(connection: Connection, report: str) -> str | None:
    """Return the SHA-256 of a stored report, None where there is none of that id."""
    row = connection.execute(sa.text("SELECT sha256 FROM report WHERE id = :id"), {"id": report}).first()
    return None if row is None else str(row[0])


def add_report(connection: Connection, report: Report, *, copies: str, places: Sequence[str], sketch: bytes, added: str) -> Stored:
    """Store a report with its text, its wire-copy group, its places and the sketch that copies are found by; returns the rows."""
    row = {
        "id": report.id,
        "sha256": report.sha256,
        "title": report.title,
        "publisher": report.publisher,
        "published": report.published,
        "copies": copies,
        "added": added,
        "sketch": sketch,
        "data": zlib.compress(msgspec.json.encode(report)),
    }
    names = ", ".join(row)
    connection.execute(sa.text(f"INSERT INTO report ({names}) VALUES (:{', :'.join(row)})"), row)
    told = [{"report": report.id, "place": p} for p in places]
    if told:
        connection.execute(sa.text("INSERT INTO report_place (report, place) VALUES (:report, :place)"), told)
    return {"report": [row], "report_place": told}


def add_words(connection: Connection, report: Report) -> Stored:
    """Store a report's title and text for full-text search; returns the rows."""
    row = {"report": report.id, "title": report.title or "", "body": report.text.replace("\x00", " ")}
    connection.execute(sa.text("INSERT INTO report_words (report, title, body) VALUES (:report, :title, :body)"), row)
    return {"report_words": [row]}


def add_bands(connection: Connection, report: str, bands: Iterable[int]) -> Stored:
    """Store the keys by which near-copies of a report are found; returns the rows."""
    rows = [{"key": b, "report": report} for b in bands]
    connection.execute(sa.text("INSERT INTO band (key, report) VALUES (:key, :report)"), rows)
    return {"band": rows}


def sketches(connection: Connection) -> list[tuple[str, bytes]]:
    """Return (report id, sketch) of every report."""
    return [(row[0], bytes(row[1])) for row in connection.execute(sa.text("SELECT id, sketch FROM report ORDER BY id"))]


def reports_sharing(connection: Connection, bands: Sequence[int]) -> list[tuple[str, str, bytes]]:
    """Return (id, copy group, sketch) of the reports that share one of these keys."""
    found: dict[str, tuple[str, str, bytes]] = {}
    for part in parts(bands):
        query = with_list("SELECT r.id, r.copies, r.sketch FROM band b JOIN report r ON r.id = b.report WHERE b.key IN :names")
        found |= {row[0]: (row[0], row[1], bytes(row[2])) for row in connection.execute(query, {"names": part})}
    return [found[name] for name in sorted(found)]


def join_copies(connection: Connection, old: Iterable[str], new: str) -> None:
    """Give the reports of some copy groups one group's name: the one derived value that a later report may change."""
    for name in old:
        connection.execute(sa.text("UPDATE report SET copies = :new WHERE copies = :old"), {"new": new, "old": name})


def report(connection: Connection, name: str) -> Report | None:
    """Return one report whole, by its id or the beginning of it where only one begins so."""
    rows = connection.execute(sa.text("SELECT data FROM report WHERE id LIKE :id LIMIT 2"), {"id": name.replace("%", "") + "%"}).all()
    return msgspec.json.decode(zlib.decompress(rows[0][0]), type=Report) if len(rows) == 1 else None


def reports(connection: Connection) -> list[Report]:
    """Return every report whole, by day."""
    rows = connection.execute(sa.text("SELECT data FROM report ORDER BY published, id"))
    return [msgspec.json.decode(zlib.decompress(row[0]), type=Report) for row in rows]


class Marks(msgspec.Struct, frozen=True):
    """What marks a report: its id, its language and the report it is a translation of."""

    id: str
    language: str | None = None
    translation_of: str | None = None


def report_marks(connection: Connection) -> Iterator[Marks]:
    """Yield what marks each report, by day, one at a time; texts are passed over, never held."""
    query = sa.text("SELECT data FROM report ORDER BY published, id").execution_options(yield_per=64)
    for row in connection.execute(query):
        yield msgspec.json.decode(zlib.decompress(row[0]), type=Marks)


def report_rows(connection: Connection) -> list[dict[str, Any]]:
    """Return id, title, publisher, publication day, copy group and the number of claims of every report, by day."""
    query = (
        "SELECT r.id, r.title, r.publisher, r.published, r.copies, r.added, (SELECT count(*) FROM claim c WHERE c.report = r.id) AS claims "
        "FROM report r ORDER BY r.published, r.id"
    )
    return [dict(row._mapping) for row in connection.execute(sa.text(query))]


def copy_groups(connection: Connection) -> dict[str, str]:
    """Return report id → the copy group it is in."""
    return {row[0]: row[1] for row in connection.execute(sa.text("SELECT id, copies FROM report"))}


def places_of(connection: Connection, names: Sequence[str] | None = None) -> dict[str, tuple[str, ...]]:
    """Return report id → its place ids, for some reports or for all."""
    found: dict[str, list[str]] = {}
    if names is None:
        rows = list(connection.execute(sa.text("SELECT report, place FROM report_place ORDER BY report, place")))
    else:
        query = with_list("SELECT report, place FROM report_place WHERE report IN :names ORDER BY report, place")
        rows = [row for part in parts(names) for row in connection.execute(query, {"names": part})]
    for name, place in rows:
        found.setdefault(name, []).append(place)
    return {name: tuple(places) for name, places in found.items()}


def search(connection: Connection, words: str, *, limit: int = 50) -> list[str]:
    """Return ids of reports that hold all the words, the best match first; the words are taken as words, never as a query."""
    terms = [w for w in "".join(ch if ch.isalnum() else " " for ch in words).split() if w]
    if not terms:
        return []
    if connection.dialect.name == "postgresql":
        query = "SELECT report FROM report_words WHERE words @@ plainto_tsquery('simple', :q) LIMIT :n"
        asked = " ".join(terms)
    else:
        query = "SELECT report FROM report_words WHERE report_words MATCH :q ORDER BY rank LIMIT :n"
        asked = " ".join(f'"{t}"' for t in terms)
    return [row[0] for row in connection.execute(sa.text(query), {"q": asked, "n": limit})]
