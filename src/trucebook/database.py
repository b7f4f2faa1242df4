"""The one keeper of SQL: what a book stores, in a SQLite file or in PostgreSQL by URL.

Invariant: reports, claims, matches, judgements and log entries are only ever added; every change is one transaction, and what
a caller was told is stored is on disk.
"""

import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DatabaseError, OperationalError

from trucebook.errors import BookError
from trucebook.migrations import STEPS
from trucebook.model import Claim, Judgement, Match, Report, decode_claim, decode_judgement

SCHEMES = ("postgresql://", "postgres://", "postgresql+psycopg://")
WAIT_SECONDS = 30
_MOST_PARAMETERS = 500
Stored = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class LogEntry:
    """One line of the book's log: who did what to which thing, when, and the hash that chains it to the line before."""

    seq: int
    at: str
    who: str
    what: str
    subject: str
    detail: str
    previous: str
    hash: str


class Database:
    """A book's tables behind plain functions; opens lazily and migrates on first use."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.is_postgres = place.startswith(SCHEMES)
        self._engine = _postgres(place) if self.is_postgres else _sqlite(Path(place))
        self._has_wal = self.is_postgres

    @property
    def read_only(self) -> bool:
        """Say whether the book stands in a file that, or whose folder or disk, cannot be written."""
        return not self.is_postgres and cannot_be_written(Path(self.place))

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()

    def create(self, after: Callable[[Connection, bool], None] | None = None) -> None:
        """Make the tables, or bring those of an older release up to date, step by named step.

        Nothing is locked or written where no step is missing. `after` runs in the same transaction where steps were taken; it is told
        whether the tables of keys were emptied and need new ones.
        """
        missing_now = self.missing_steps()
        if not missing_now:
            return
        if self.read_only:
            older = f"is of an older release ({missing_now[0]} is missing) and" if len(missing_now) < len(STEPS) else "holds no book and"
            raise BookError(
                f"{self.place}: {older} cannot be written: the file, its folder or the disk is read-only; copy it and open the copy"
            )
        with self.writing() as connection:
            connection.execute(sa.text("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, at TEXT NOT NULL)"))
            done = self._steps_done(connection)
            missing = [step for step in STEPS if step.name not in done]
            for step in missing:
                for statement in step.postgres if self.is_postgres else step.sqlite:
                    connection.execute(sa.text(statement))
                connection.execute(sa.text("INSERT INTO migration VALUES (:name, :at)"), {"name": step.name, "at": step.since})
            if after is not None and missing:
                after(connection, any(step.new_keys for step in missing))

    def missing_steps(self) -> list[str]:
        """Return the migrations that the tables lack, every one where there are no tables; raises BookError for a newer release's book."""
        with self.reading() as connection:
            if not sa.inspect(connection).has_table("migration"):
                return [step.name for step in STEPS]
            done = self._steps_done(connection)
            return [step.name for step in STEPS if step.name not in done]

    def _steps_done(self, connection: Connection) -> set[str]:
        done = {row[0] for row in connection.execute(sa.text("SELECT name FROM migration"))}
        unknown = done - {step.name for step in STEPS}
        if unknown:
            raise BookError(f"{self.place}: was made by a newer trucebook ({min(unknown)}); upgrade trucebook to open it")
        return done

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes become visible together at the end, or not at all."""
        with _named_errors(self.place), self._engine.connect() as connection:
            if not self._has_wal:
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
                self._has_wal = True
            if not self.is_postgres:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            elif not connection.in_transaction():
                connection.begin()
            if self.is_postgres:
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(7283)"))
            try:
                yield connection
            except BaseException:
                connection.exec_driver_sql("ROLLBACK") if not self.is_postgres else connection.rollback()
                raise
            connection.exec_driver_sql("COMMIT") if not self.is_postgres else connection.commit()

    def broken_words(self) -> list[str]:
        """Return what is wrong with the index of words; nothing is said of a book that cannot be written, which the check needs."""
        if self.is_postgres:
            return []
        try:
            with self._engine.connect() as connection:
                connection.exec_driver_sql("INSERT INTO report_words (report_words) VALUES ('integrity-check')")
        except OperationalError:
            return []
        except DatabaseError:
            return ["report_words: the index of words is not that of the texts"]
        return []

    def wipe(self) -> None:
        """Write the tables anew without what was deleted, and empty the write-ahead log; raises BookError where a reader is in the way."""
        with _named_errors(self.place), self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if self.is_postgres:
                connection.exec_driver_sql("VACUUM FULL")
                return
            connection.exec_driver_sql("PRAGMA secure_delete = ON")
            connection.exec_driver_sql("VACUUM")
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
        if busy:
            raise BookError(f"{self.place}: another program still reads the pages of before; close it, then run the same command again")

    def copy_to(self, path: Path) -> None:
        """Write the book as it is at one moment into a SQLite file, while others may go on writing."""
        with closing(sqlite3.connect(path)) as target:
            with _named_errors(self.place), self._engine.connect() as connection:
                source: Any = connection.connection.driver_connection
                source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")

    @contextmanager
    def reading_one_state(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the book however long it reads."""
        with _named_errors(self.place), self._engine.connect() as connection:
            if self.is_postgres:
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            else:
                connection.exec_driver_sql("BEGIN")
            yield connection
            connection.exec_driver_sql("ROLLBACK")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the book."""
        with _named_errors(self.place), self._engine.connect() as connection:
            yield connection


@contextmanager
def _named_errors(place: str) -> Iterator[None]:
    """Turn the driver's errors into ones that name the book and what to do."""
    try:
        yield
    except OperationalError as error:
        said = str(error.orig)
        if "locked" in said:
            raise BookError(f"{place}: another program has been writing for {WAIT_SECONDS} s; try again when it is done") from error
        if "readonly" in said or "read-only" in said:
            raise BookError(f"{place}: cannot be written: the file, its folder or the disk is read-only; nothing was changed") from error
        if "is full" in said or "disk I/O" in said or "No space" in said:
            raise BookError(
                f"{place}: the disk is full or failing ({said.strip()}); nothing was changed; free space, then run it again"
            ) from error
        if "unable to open" in said:
            raise BookError(f"{place}: cannot be opened for writing; does its folder exist, and is it or its disk read-only?") from error
        raise BookError(f"{place}: {said.strip()}") from error
    except DatabaseError as error:
        raise BookError(f"{place}: is no book of trucebook ({str(error.orig).strip()})") from error
    except UnicodeDecodeError as error:
        raise BookError(f"{place}: is damaged: bytes stand where text should ({error.reason}); bring back a backup of it") from error


def cannot_be_written(path: Path) -> bool:
    """Say whether a file that exists, or the folder beside it that a write needs too, cannot be written."""
    return path.is_file() and not (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK))


def _connect(path: Path) -> sqlite3.Connection:
    """Return a connection that writes where the file can be written, and else one that reads.

    Without a folder to keep its lock in, SQLite reads only a file that it may take for unchanging, which leaves out the write-ahead log.
    """

    def connect(how: str) -> sqlite3.Connection:
        address = f"file:{quote(str(path.absolute()))}{how}"
        return sqlite3.connect(address, uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)

    if not cannot_be_written(path):
        return connect("")
    connection = connect("?mode=ro")
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        log = Path(f"{path}-wal")
        if log.is_file() and log.stat().st_size:
            raise BookError(
                f"{path}: cannot be read where it is: {log.name} holds changes not in it yet; copy both to where you may write"
            ) from error
        return connect("?immutable=1")
    return connection


def _sqlite(path: Path) -> Engine:
    engine = sa.create_engine(f"sqlite:///{path}", creator=lambda: _connect(path))

    @sa.event.listens_for(engine, "connect")
    def _set_up(connection: Any, _: Any) -> None:
        for pragma in (
            "synchronous = FULL",
            "cache_size = -16384",
            "wal_autocheckpoint = 8000",
            "foreign_keys = ON",
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _postgres(url: str) -> Engine:
    tail = url.split("://", 1)[1]
    try:
        return sa.create_engine(f"postgresql+psycopg://{tail}", pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise BookError("a PostgreSQL book needs the driver: pip install 'trucebook[postgres]'") from error


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
    for part in _parts(bands):
        query = _with_list("SELECT r.id, r.copies, r.sketch FROM band b JOIN report r ON r.id = b.report WHERE b.key IN :names")
        found |= {row[0]: (row[0], row[1], bytes(row[2])) for row in connection.execute(query, {"names": part})}
    return [found[name] for name in sorted(found)]


def join_copies(connection: Connection, old: Iterable[str], new: str) -> None:
    """Give the reports of some copy groups one group's name: the one derived value that a later report may change."""
    for name in old:
        connection.execute(sa.text("UPDATE report SET copies = :new WHERE copies = :old"), {"new": new, "old": name})


def claims_sharing(connection: Connection, keys: Sequence[str]) -> list[tuple[Claim, str, str | None]]:
    """Return (claim, report id, publication day) of the claims that stand under one of these keys."""
    names: set[str] = set()
    for part in _parts(keys):
        names |= {row[0] for row in connection.execute(_with_list("SELECT claim FROM claim_key WHERE key IN :names"), {"names": part})}
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
    for part in _parts(names or ()):
        found += [_claim_row(row) for row in connection.execute(_with_list(f"{base} WHERE {column} IN :names"), {"names": part})]
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
    for part in _parts(names):
        found += [_claim_row(row) for row in connection.execute(_with_list(query), {"names": part})]
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
        for part in _parts((kinds if kinds is not None else ids) or ()):
            for kind, left, right, score, reasons in connection.execute(_with_list(query), {"names": part}):
                found[left, right] = Match(kind=kind, left=left, right=right, score=score, reasons=tuple(msgspec.json.decode(reasons)))
    return [found[pair] for pair in sorted(found)]


def add_judgement(connection: Connection, judgement: Judgement) -> Stored:
    """Store what a person decided; returns the rows."""
    row = {"id": judgement.id, "data": msgspec.json.encode(judgement)}
    connection.execute(sa.text("INSERT INTO judgement (id, data) VALUES (:id, :data)"), row)
    seq = connection.execute(sa.text("SELECT seq FROM judgement WHERE id = :id"), row).scalar_one()
    things = [*judgement.claims, *([str(judgement.value)] if judgement.act == "undo" else [])]
    judged = [{"judgement": judgement.id, "thing": t} for t in things]
    connection.execute(sa.text("INSERT INTO judged (judgement, thing) VALUES (:judgement, :thing)"), judged)
    return {"judgement": [row | {"seq": seq}], "judged": judged}


def has_judgement(connection: Connection, name: str) -> bool:
    """Say whether a judgement is stored."""
    return connection.execute(sa.text("SELECT 1 FROM judgement WHERE id = :id"), {"id": name}).first() is not None


def judgements(connection: Connection, *, past: int = 0) -> list[Judgement]:
    """Return every judgement in the order they were made, or those past the first so many."""
    found = []
    every = "" if connection.dialect.name == "postgresql" else "LIMIT -1 "
    for (data,) in connection.execute(sa.text(f"SELECT data FROM judgement ORDER BY seq {every}OFFSET {int(past)}")):
        found.append(decode_judgement(msgspec.json.decode(data)))
    return found


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
        query = _with_list("SELECT report, place FROM report_place WHERE report IN :names ORDER BY report, place")
        rows = [row for part in _parts(names) for row in connection.execute(query, {"names": part})]
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


def last_hash(connection: Connection) -> str:
    """Return the hash of the log's last line, empty for a new book."""
    row = connection.execute(sa.text("SELECT hash FROM log ORDER BY seq DESC LIMIT 1")).first()
    return row[0] if row else ""


def add_log(connection: Connection, entry: dict[str, str]) -> None:
    """Store one line of the log under the number after the last: lines are numbered without a gap."""
    names, over = ", ".join(entry), "OVERRIDING SYSTEM VALUE " if connection.dialect.name == "postgresql" else ""
    number = log_head(connection)[0] + 1
    query = f"INSERT INTO log (seq, {names}) {over}VALUES (:seq, :{', :'.join(entry)})"
    connection.execute(sa.text(query), entry | {"seq": number})


def log(connection: Connection, *, limit: int | None = None, after: int | None = None, most: int | None = None) -> list[LogEntry]:
    """Return the log in order: whole, its last lines, or the lines after one, the first `most` of them."""
    query = f"SELECT seq, at, who, what, subject, detail, previous, hash FROM log WHERE seq > {int(after or 0)} ORDER BY seq"
    if limit is not None:
        query = f"SELECT * FROM ({query} DESC LIMIT {int(limit)}) t ORDER BY seq"
    if most is not None:
        query += f" LIMIT {int(most)}"
    return [LogEntry(*row) for row in connection.execute(sa.text(query))]


def purge_lines(connection: Connection) -> list[LogEntry]:
    """Return the lines of the log that tell of purges."""
    query = "SELECT seq, at, who, what, subject, detail, previous, hash FROM log WHERE what = 'purge' ORDER BY seq"
    return [LogEntry(*row) for row in connection.execute(sa.text(query))]


def log_head(connection: Connection) -> tuple[int, str]:
    """Return number and hash of the log's last line, (0, "") for a new book."""
    row = connection.execute(sa.text("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1")).first()
    return (int(row[0]), str(row[1])) if row else (0, "")


def _with_list(query: str) -> Any:
    return sa.text(query).bindparams(sa.bindparam("names", expanding=True))


def _parts[T](names: Sequence[T]) -> Iterator[list[T]]:
    """Yield the names in lists short enough for one statement."""
    for i in range(0, len(names), _MOST_PARAMETERS):
        yield list(names[i : i + _MOST_PARAMETERS])


def tied(claim: Claim) -> str | None:
    """Return the id of the agreement that a claim is tied to."""
    value = claim.value("agreement")
    return value if isinstance(value, str) else None
