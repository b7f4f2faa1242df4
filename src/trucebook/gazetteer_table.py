"""The gazetteer's tables: one row a place, one row a key, in one SQLite file.

Invariant: a file appears under its name only when it is whole.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from trucebook.gazetteer_names import is_code, make_key, make_loose_key, without_article, without_type

SCHEMA_VERSION = "12"
MOST_OF_A_KEY = 150

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE places (
    id INTEGER PRIMARY KEY, place_id TEXT, name TEXT, names TEXT, kind TEXT, lat REAL, lon REAL, country TEXT, country3 TEXT,
    admin1 TEXT, admin1_code TEXT, admin2 TEXT, population INTEGER, precision TEXT
);
CREATE TABLE keys (key TEXT PRIMARY KEY, ids TEXT) WITHOUT ROWID;
CREATE TABLE loose (key TEXT PRIMARY KEY, ids TEXT) WITHOUT ROWID;
"""

# Countries whose names reach English by transliteration, so that one name has many spellings.
TRANSLITERATED = frozenset(
    "AE AF AM AZ BD BG BH BT BY CN CY DJ DZ EG EH ER ET GE GR IL IN IQ IR JO JP KG KH KM KR KP KW KZ LA LB LK LY MA MK MM MN MR "
    "NP OM PK PS QA RS RU SA SD SO SS SY TD TH TJ TM TN TR TW UA UZ YE XK".split()
)

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Row:
    """One place as it is written: `names` are its other names, `admin1_code` is GeoNames' ("SY.09")."""

    place_id: str
    name: str
    kind: str
    precision: str
    lat: float | None
    lon: float | None
    country: str | None
    country3: str | None
    names: tuple[str, ...] = ()
    admin1: str | None = None
    admin1_code: str | None = None
    admin2: str | None = None
    population: int = 0


def keys_of(row: Row) -> tuple[dict[str, int], set[str]]:
    """Return key → 1 for a place's own name or −1 for another of its names, and the loose keys."""
    exact: dict[str, int] = {}
    admin = row.kind in ("admin1", "admin2")
    for rank, name in ((1, row.name), *((-1, n) for n in row.names)):
        key = make_key(name)
        if is_code(name) and rank < 0:
            if row.kind != "town" or row.population > 500_000:
                exact.setdefault(f"={key}", rank)
            continue
        if not key:
            continue
        exact.setdefault(key, rank)
        for short in (without_article(key), without_type(key) if admin else None):
            if short:
                exact.setdefault(short, rank)
    return exact, {k for k in map(make_loose_key, exact) if k} if row.country in TRANSLITERATED or row.country is None else set()


def write_file(path: Path, rows: Iterable[Row], *, stamp: str, progress: Progress | None = None) -> None:
    """Write a whole gazetteer file beside `path`, then put it in its place in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        connection = sqlite3.connect(part)
        try:
            connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;" + SCHEMA)
            _fill(connection, list(rows), progress)
            connection.execute("INSERT INTO meta VALUES ('stamp', ?)", (stamp,))
            connection.commit()
        finally:
            connection.close()
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def merge_into(path: Path, rows: Iterable[Row]) -> int:
    """Put rows into the user's own file in one transaction, each in the place of an older row of its id; returns how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = {row.place_id: row for row in rows}
    connection = sqlite3.connect(path, isolation_level=None, timeout=30)
    try:
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'places'").fetchone() is None:
            for statement in SCHEMA.strip().split(";")[:-1]:
                connection.execute(statement)
        kept = {row.place_id: row for row in _read_rows(connection)}
        for table in ("places", "keys", "loose"):
            connection.execute(f"DELETE FROM {table}")
        _fill(connection, list((kept | new).values()), None)
        connection.execute("COMMIT")
    finally:
        connection.close()
    return len(new)


def _read_rows(connection: sqlite3.Connection) -> Iterator[Row]:
    for _, place_id, name, names, kind, lat, lon, country, country3, admin1, code, admin2, people, precision in connection.execute(
        "SELECT * FROM places"
    ):
        others = tuple(names.split("|")) if names else ()
        yield Row(place_id, name, kind, precision, lat, lon, country, country3, others, admin1, code, admin2, people)


def _fill(connection: sqlite3.Connection, rows: list[Row], progress: Progress | None) -> None:
    exact: dict[str, list[int]] = {}
    loose: dict[str, list[int]] = {}
    order = sorted(range(len(rows)), key=lambda i: -rows[i].population)
    for done, i in enumerate(order):
        keys, loose_keys = keys_of(rows[i])
        for key, rank in keys.items():
            exact.setdefault(key, []).append(rank * (i + 1))
        for key in loose_keys:
            loose.setdefault(key, []).append(i + 1)
        if progress and done % 10_000 == 0:
            progress("indexing names", done / len(rows))
    connection.executemany(
        "INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", ((i + 1, *_columns(row)) for i, row in enumerate(rows))
    )
    for table, index in (("keys", exact), ("loose", loose)):
        pairs = sorted((key, " ".join(map(str, ids[:MOST_OF_A_KEY]))) for key, ids in index.items())
        connection.executemany(f"INSERT INTO {table} VALUES (?,?)", pairs)
    if progress:
        progress("indexing names", 1.0)


def _columns(row: Row) -> tuple[object, ...]:
    names = "|".join(n.replace("|", " ") for n in row.names)
    return (
        row.place_id,
        row.name,
        names,
        row.kind,
        row.lat,
        row.lon,
        row.country,
        row.country3,
        row.admin1,
        row.admin1_code,
        row.admin2,
        row.population,
        row.precision,
    )
