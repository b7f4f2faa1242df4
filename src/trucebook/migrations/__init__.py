"""Named steps that bring a book's tables from one release to the next.

Invariant: a step that has been released never changes; a new need is a new step at the end. Each book runs each step once,
all missing ones in one transaction. Before a new step is written, `python -m tests.books.store` keeps a small book of the schema so far.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One migration: its name, the day it was written, its statements for each kind of database, and whether keys must be drawn anew."""

    name: str
    since: str
    sqlite: tuple[str, ...]
    postgres: tuple[str, ...]
    new_keys: bool = False


_TABLES = (
    """CREATE TABLE report (
        id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, title TEXT, publisher TEXT, published TEXT, copies TEXT NOT NULL,
        added TEXT NOT NULL, sketch {blob} NOT NULL, data {blob} NOT NULL)""",
    "CREATE INDEX report_published ON report (published)",
    "CREATE TABLE report_place (report TEXT NOT NULL REFERENCES report (id), place TEXT NOT NULL, PRIMARY KEY (report, place)){packed}",
    "CREATE INDEX report_place_place ON report_place (place)",
    "CREATE TABLE band (key BIGINT NOT NULL, report TEXT NOT NULL REFERENCES report (id), PRIMARY KEY (key, report)){packed}",
    """CREATE TABLE claim (
        seq {serial}, id TEXT NOT NULL UNIQUE, report TEXT NOT NULL REFERENCES report (id), kind TEXT NOT NULL,
        quote TEXT NOT NULL, score REAL NOT NULL, agreement TEXT, data {blob} NOT NULL)""",
    "CREATE INDEX claim_kind ON claim (kind)",
    "CREATE INDEX claim_report ON claim (report)",
    "CREATE INDEX claim_agreement ON claim (agreement)",
    "CREATE TABLE claim_key (key TEXT NOT NULL, claim TEXT NOT NULL REFERENCES claim (id), PRIMARY KEY (key, claim)){packed}",
    """CREATE TABLE suggestion (
        lower TEXT NOT NULL REFERENCES claim (id), upper TEXT NOT NULL REFERENCES claim (id), kind TEXT NOT NULL,
        score REAL NOT NULL, reasons TEXT NOT NULL, PRIMARY KEY (lower, upper))""",
    "CREATE INDEX suggestion_upper ON suggestion (upper)",
    "CREATE INDEX suggestion_kind ON suggestion (kind)",
    "CREATE TABLE judgement (seq {serial}, id TEXT NOT NULL UNIQUE, data {blob} NOT NULL)",
    "CREATE TABLE judged (judgement TEXT NOT NULL REFERENCES judgement (id), thing TEXT NOT NULL)",
    "CREATE INDEX judged_thing ON judged (thing)",
    """CREATE TABLE log (
        seq {serial}, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, subject TEXT NOT NULL,
        detail TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL UNIQUE)""",
)


_CUSTODY = (
    "CREATE TABLE original (sha256 TEXT PRIMARY KEY, size BIGINT NOT NULL, packed {blob})",
    """CREATE TABLE origin (
        report TEXT PRIMARY KEY REFERENCES report (id), original TEXT NOT NULL REFERENCES original (sha256),
        method TEXT NOT NULL, name TEXT, media_type TEXT, retrieved_at TEXT NOT NULL)""",
    "CREATE INDEX origin_original ON origin (original)",
)

_PERSON = "CREATE TABLE person (name TEXT PRIMARY KEY, role TEXT NOT NULL, secret TEXT NOT NULL, changed TEXT NOT NULL)"


def _fill(statements: tuple[str, ...], **types: str) -> tuple[str, ...]:
    return tuple(statement.format(**types) for statement in statements)


STEPS = (
    Step(
        name="2026-11-22 first tables",
        since="2026-11-22",
        sqlite=(
            *_fill(_TABLES, serial="INTEGER PRIMARY KEY AUTOINCREMENT", blob="BLOB", packed=" WITHOUT ROWID"),
            "CREATE VIRTUAL TABLE report_words USING fts5 (report UNINDEXED, title, body, tokenize = 'unicode61 remove_diacritics 2')",
        ),
        postgres=(
            *_fill(_TABLES, serial="BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", blob="BYTEA", packed=""),
            "CREATE TABLE report_words (report TEXT NOT NULL, title TEXT, body TEXT, words TSVECTOR GENERATED ALWAYS AS "
            "(to_tsvector('simple', coalesce(title, '') || ' ' || coalesce(body, ''))) STORED)",
            "CREATE INDEX report_words_words ON report_words USING gin (words)",
        ),
    ),
    Step(
        name="2026-11-28 originals",
        since="2026-11-28",
        sqlite=_fill(_CUSTODY, blob="BLOB"),
        postgres=(
            *_fill(_CUSTODY, blob="BYTEA"),
            # By way of the words, as 0.9 in four bytes is 0.8999999761581421 in eight.
            "ALTER TABLE claim ALTER COLUMN score TYPE DOUBLE PRECISION USING score::text::double precision",
            "ALTER TABLE suggestion ALTER COLUMN score TYPE DOUBLE PRECISION USING score::text::double precision",
        ),
    ),
    Step(
        name="2026-11-28 keys by place and day",
        since="2026-11-28",
        sqlite=("DELETE FROM claim_key", "DELETE FROM band"),
        postgres=("DELETE FROM claim_key", "DELETE FROM band"),
        new_keys=True,
    ),
    Step(
        name="2026-11-28 people",
        since="2026-11-28",
        sqlite=(_PERSON,),
        postgres=(_PERSON,),
    ),
    # No table changes: judgements name whom they decide between, the log says which ids can be derived again. An older release cannot read
    # the former and must refuse such a book; rows and lines from before stay as they are and are read as they were meant.
    Step(name="2026-11-28 adjudications and derived ids", since="2026-11-28", sqlite=(), postgres=()),
)
