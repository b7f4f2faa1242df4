"""The gazetteer: a name and its country context → candidate places.

Invariant: it only suggests; which candidate a report means is decided by reading. What it returns cannot be changed.
"""

import os
import re
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct
from platformdirs import user_cache_dir

from trucebook.errors import GazetteerError
from trucebook.gazetteer_build import build, make_stamp
from trucebook.gazetteer_names import LOST, is_code, make_key, make_loose_key, without_article
from trucebook.gazetteer_own import read_places
from trucebook.gazetteer_table import Progress, merge_into

__all__ = ["Gazetteer", "Place", "add", "lies_in", "load", "where"]

OWN_NAME, OTHER_NAME, LOOSE = 1.0, 0.8, 0.5
_COLUMNS = "id, place_id, name, names, kind, lat, lon, country, country3, admin1, admin1_code, admin2, population, precision"
OWN_FILE = "own-places.sqlite"
_MOST_KEPT = 100_000
_LEAST_HEAD = 1
_MOST_SPELLINGS = 40
_MOST_MARKS = 50
_UNITS = frozenset(("country", "admin1"))


class Place(Struct, frozen=True):
    """One candidate: `lat` and `lon` in degrees or None, `country` alpha-2, `country3` alpha-3, `admin1_code` GeoNames' code.

    `match` is 1 where the name asked for is the place's own, .8 where it is another of its names, .5 where only the
    transliteration folded agrees.
    """

    id: str
    name: str
    names: tuple[str, ...]
    kind: str
    lat: float | None
    lon: float | None
    country: str | None
    country3: str | None
    admin1: str | None
    admin1_code: str | None
    admin2: str | None
    population: int
    precision: str
    match: float = OWN_NAME


def lies_in(place: Place, holder: Place) -> bool:
    """Say whether a place lies in a country, a first-level unit or a district; a place never lies in its like."""
    if place.kind == holder.kind or place.country != holder.country or holder.kind == "town":
        return False
    if holder.kind == "country":
        return True
    return place.admin1_code == holder.admin1_code and (holder.kind == "admin1" or place.admin2 == holder.admin2)


class Gazetteer:
    """Candidate places by name, from the cached file and from the user's own additions beside it.

    Files are opened on the first question a process asks, read-only; a copy sent to another process opens them anew.
    """

    def __init__(self, path: Path, own: Path | None = None) -> None:
        self.path, self.own = path, own
        self._opened: list[sqlite3.Connection] = []
        self._process = 0
        self._kept: dict[tuple[str, bool], tuple[Place, ...]] = {}
        self._countries: dict[str, Place] = {}

    def __reduce__(self) -> tuple[object, ...]:
        return (Gazetteer, (self.path, self.own))

    def find(self, name: str, *, country: str | None = None, loose: bool = True) -> tuple[Place, ...]:
        """Return the places of that name, best match and largest first; `country` (alpha-2) keeps those of one country.

        Where no name is the same, `loose` allows names whose transliteration agrees.
        """
        key = (name, loose)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            found = self._kept[key] = self._look_up(name, loose)
        return found if country is None else tuple(p for p in found if p.country == country)

    def country(self, code: str) -> Place | None:
        """Return the country of an alpha-2 or alpha-3 code, or None."""
        if not self._countries:
            places = [p for c in self._connections() for p in _read_kind(c, "country")]
            self._countries = {p.country: p for p in places if p.country} | {p.country3: p for p in places if p.country3}
        return self._countries.get(code.upper())

    def _look_up(self, name: str, loose: bool) -> tuple[Place, ...]:
        key = make_key(name)
        if not key:
            return ()
        if LOST in key:
            return self._find_damaged(name, key)
        if is_code(name):
            found = self._read("keys", f"={key}") + self._read("keys", key)
            if found:
                return tuple(sorted(found, key=lambda p: (-p.match, -p.population)))
        for asked in (key, without_article(key)):
            found = self._read("keys", asked) if asked else []
            if found:
                return tuple(found)
        folded = make_loose_key(key) if loose else None
        return tuple(self._read("loose", folded)) if folded else ()

    def _read(self, table: str, key: str) -> list[Place]:
        places = {place.id: place for connection in self._connections() for place in _read_key(connection, table, key)}
        return sorted(places.values(), key=lambda p: (-p.match, -p.population))

    def _find_damaged(self, name: str, key: str) -> tuple[Place, ...]:
        """Return the places whose name has a letter with a diacritic where this one lost a letter; none where its beginning is lost."""
        head = key[: key.index(LOST)]
        if len(head) < _LEAST_HEAD:
            return ()
        asked = f"SELECT key FROM keys WHERE key >= ? AND key < ? AND key GLOB ? LIMIT {_MOST_SPELLINGS}"
        pattern = (head, head + "\U0010ffff", re.sub(f"{LOST}+", "?", key))
        keys = dict.fromkeys(row[0] for connection in self._connections() for row in connection.execute(asked, pattern))
        pieces = [re.escape(piece) for piece in re.split(f"{LOST}+", name)]
        marked, plain = (re.compile(letter.join(pieces), re.IGNORECASE) for letter in ("[^\\x00-\\x7f]", "."))
        near = {p.id: p for k in keys for p in self._read("keys", k)}
        found = [
            p for p in near.values() if any(map(marked.fullmatch, (p.name, *p.names))) or (p.kind in _UNITS and plain.fullmatch(p.name))
        ]
        return tuple(sorted(found, key=lambda p: (-p.match, -p.population)))

    def _connections(self) -> list[sqlite3.Connection]:
        if self._process != os.getpid():
            self._opened = [_open(self.path, fixed=True)]
            if self.own and self.own.exists():
                self._opened.append(_open(self.own, fixed=False))
            self._process = os.getpid()
        return self._opened


def _open(path: Path, *, fixed: bool) -> sqlite3.Connection:
    try:
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if fixed else ''}", uri=True, check_same_thread=False)
    except sqlite3.Error as error:
        raise GazetteerError(f"the gazetteer {path} cannot be opened ({error}); delete it, it is built again") from error


def _read_key(connection: sqlite3.Connection, table: str, key: str) -> list[Place]:
    row = connection.execute(f"SELECT ids FROM {table} WHERE key = ?", (key,)).fetchone()
    if row is None:
        return []
    ids = [int(i) for i in row[0].split()]
    rank = {abs(i): LOOSE if table == "loose" else OWN_NAME if i > 0 else OTHER_NAME for i in ids}
    asked = f"SELECT {_COLUMNS} FROM places WHERE id IN "
    if len(rank) <= _MOST_MARKS:  # the same words for the same number of places, so that SQLite need not prepare them again
        rows = connection.execute(f"{asked}({','.join('?' * len(rank))})", tuple(rank))
    else:
        rows = connection.execute(f"{asked}({','.join(map(str, rank))})")
    return [_place(row, rank[row[0]]) for row in rows]


def _read_kind(connection: sqlite3.Connection, kind: str) -> list[Place]:
    rows = connection.execute(f"SELECT {_COLUMNS} FROM places WHERE kind = ?", (kind,))
    return [_place(row, OWN_NAME) for row in rows]


def _place(row: Any, match: float) -> Place:
    _, place_id, name, names, kind, lat, lon, country, country3, admin1, admin1_code, admin2, population, precision = row
    others = tuple(names.split("|")) if names else ()
    return Place(place_id, name, others, kind, lat, lon, country, country3, admin1, admin1_code, admin2, population, precision, match)


def where() -> Path:
    """Return the folder the gazetteer is kept in: TRUCEBOOK_CACHE where it is set, else the user's cache folder."""
    if os.environ.get("TRUCEBOOK_CACHE"):
        return Path(os.environ["TRUCEBOOK_CACHE"])
    return Path(user_cache_dir("trucebook"))


def load(path: Path | None = None, progress: Progress | None = None) -> Gazetteer:
    """Open the gazetteer, building it first where it is missing or made from other versions; raises GazetteerError."""
    path = path or where() / "gazetteer.sqlite"
    return _loaded(path, make_stamp(), progress)


def add(file: str | Path, *, to: Path | None = None) -> int:
    """Add a user's own places and return how many there were; raises GazetteerError, and then nothing was added.

    `file` is a GeoNames country dump, a p-code table with a row of HXL tags, or a CSV with a header (name, lat, lon,
    country, kind, alternates). They are kept in a file of their own beside the gazetteer (`to`), so that they outlive
    its rebuilding; a place of an id known already takes its place.
    """
    rows = read_places(Path(file))
    target = to or where() / OWN_FILE
    try:
        count = merge_into(target, rows)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(f"{target} cannot be written ({error}); set TRUCEBOOK_CACHE to a folder you may write to") from error
    _shared.cache_clear()
    return count


def _loaded(path: Path, stamp: str, progress: Progress | None) -> Gazetteer:
    if stamp_of(path) != stamp:
        try:
            build(path, progress=progress)
        except OSError as error:
            raise GazetteerError(
                f"the gazetteer cannot be written to {path} ({error}); set TRUCEBOOK_CACHE to a folder you may write to"
            ) from error
    return _shared(path, stamp)


@cache
def _shared(path: Path, _stamp: str) -> Gazetteer:
    return Gazetteer(path, path.with_name(OWN_FILE))


def stamp_of(path: Path) -> str | None:
    """Return what a gazetteer file was made from; None where there is none or it cannot be read."""
    if not path.exists():
        return None
    try:
        connection = _open(path, fixed=True)
        try:
            row = connection.execute("SELECT value FROM meta WHERE name = 'stamp'").fetchone()
        finally:
            connection.close()
    except (sqlite3.Error, GazetteerError):
        return None
    return row[0] if row else None
