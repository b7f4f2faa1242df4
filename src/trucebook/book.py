"""A book: many reports in one place, the record they amount to, and what people decided.

Invariant: only this room joins the database and the core; adding a report again changes nothing; whatever changes a book is
written to its log in the same transaction.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import msgspec
from msgspec.structs import replace
from sqlalchemy.engine import Connection

from trucebook import custody_tables as custody
from trucebook import database as db
from trucebook.claim_ids import PERSON, derived
from trucebook.deriving import underived
from trucebook.errors import BookError
from trucebook.holding import assess
from trucebook.keeping import bring_back, write_backup
from trucebook.marking import mark
from trucebook.matching import MATCHED, Filed, bands_of, is_copy, keys_of, sketch, sought_keys, suggest_matches
from trucebook.model import (
    Act,
    Agreement,
    Assertion,
    Assessment,
    Claim,
    ClaimKind,
    Field,
    Fields,
    Judgement,
    Match,
    Mention,
    Original,
    PlaceValue,
    Reading,
    Record,
    Report,
    Source,
    Value,
)
from trucebook.naming_patterns import Names
from trucebook.person_tables import Person, drop_person, people, set_person
from trucebook.purging import purge, still_there
from trucebook.record import assemble, standing_judgements
from trucebook.sealed_log import broken_links, sealed_by
from trucebook.seals import chain, judgement_id, seal_judgement, seal_person, seal_rows, with_keys_of
from trucebook.survival import BaseRate, rate_for
from trucebook.verifying import broken, judgement_seals, rows_of, seals_of

Clock = Callable[[], dt.datetime]


@dataclass(frozen=True)
class Trail:
    """Where a value comes from: the claim, its report and reader, and every judgement on it, oldest first."""

    claim: Claim
    report: Report
    judgements: tuple[Judgement, ...]
    translated: Report | None = None


@dataclass(frozen=True)
class Answer:
    """The answer to "is it holding?" for one agreement: the agreement, the assessment and the base rate of its kind."""

    agreement: Agreement
    assessment: Assessment
    base_rate: BaseRate


class Book:
    """One book, in a SQLite file or at a PostgreSQL URL; `clock` and `who` sign what is added and decided."""

    def __init__(self, place: str | Path, *, who: str = "unknown", clock: Clock | None = None) -> None:
        self.place = str(place)
        self.who = who
        self._clock = clock or (lambda: dt.datetime.now(dt.UTC))
        self._database = db.Database(self.place)

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._database.close()

    def signed(self, who: str) -> "Book":
        """Return the same book, on the same connections, in another person's hand; closing it closes both."""
        other = copy(self)
        other.who = who
        return other

    def create(self) -> None:
        """Make the book, or bring one of an older release up to date; nothing stored is lost. Raises BookError."""
        self._database.create(self._bring_up_to_date)

    def open(self) -> None:
        """Open a book that exists, migrating it where it is older; raises BookError where there is none."""
        if not self._database.is_postgres and not Path(self.place).is_file():
            raise BookError(f"{self.place}: no such book; make it with: trucebook --book {self.place} init")
        self._database.create(self._bring_up_to_date)

    @property
    def read_only(self) -> bool:
        """Say whether the book stands where it can be read and not written; what would note itself in its log then goes unnoted."""
        return self._database.read_only

    def missing_steps(self) -> list[str]:
        """Return the migrations that the book would go through when it is opened; changes nothing."""
        return self._database.missing_steps()

    def has(self, report: str) -> bool:
        """Say whether a report is in the book."""
        with self._database.reading() as connection:
            return db.has_report(connection, report)

    def add(self, reading: Reading, *, original: Original | None = None) -> bool:
        """Add a report with its claims and the bytes it was made of, in one transaction; returns False where it is in the book already.

        Raises BookError where another report has its id: two tables may number their rows alike.
        """
        report = reading.report
        with self._database.writing() as connection:
            stored = db.report_hash(connection, report.id)
            if stored == report.sha256:
                return False
            if stored is not None:
                raise BookError(f"{self.place}: another report is called {report.id} already; give this one an id of its own")
            self._add(connection, reading, original)
            return True

    def _add(self, connection: Connection, reading: Reading, original: Original | None) -> None:
        report, now = reading.report, self._now()
        drawn = sketch(report.text)
        alike = [(name, group) for name, group, other in db.reports_sharing(connection, bands_of(drawn)) if is_copy(drawn, other)]
        if report.translation_of is not None:
            alike.append((report.translation_of, db.copy_groups(connection).get(report.translation_of, report.id)))
        group = min([report.id, *(group for _, group in alike)])
        joined = sorted({old for _, old in alike if old != group})
        db.join_copies(connection, joined, group)
        rows = db.add_report(connection, report, copies=group, places=_place_ids(reading.mentions), sketch=drawn, added=now)
        rows |= db.add_bands(connection, report.id, bands_of(drawn)) | db.add_words(connection, report)
        rows |= self._add_claims(connection, report, reading.claims)
        rows |= custody.add_original(connection, report.id, original, now=now)
        reader = reading.reader
        detail = {
            "sha256": report.sha256,
            "original": rows["origin"][0]["original"] if original is not None else None,
            "claims": len(reading.claims),
            "reader": f"{reader.name} {reader.version}",
            "model": reader.model_sha256,
            "copies": group,
            "joined": joined,
            "derived": derived(report, reading.claims),
            "rows": seal_rows(rows),
        }
        self._log(connection, "add", report.id, detail, now)

    def _add_claims(self, connection: Connection, report: Report, claims: Sequence[Claim]) -> db.Stored:
        """Store claims and what they may match; returns the rows."""
        keys = {claim.id: keys_of(claim) for claim in claims}
        near = db.claims_sharing(connection, sorted({key for claim in claims for key in sought_keys(claim)}))
        rows = db.add_claims(connection, report, claims, [(claim, key) for claim, ks in keys.items() for key in sorted(ks)])
        filed = [Filed(c, report.id, report.published) for c in claims] + [Filed(c, r, p) for c, r, p in near]
        return rows | db.add_matches(connection, suggest_matches(filed, fresh=frozenset(keys)))

    def add_claim(
        self, report: str, kind: ClaimKind, start: int, end: int, *, fields: Fields | None = None, assertion: Assertion = "happened"
    ) -> Claim:
        """Add a claim that a person reads in a report's words; raises BookError or EvidenceError where report or words are not there.

        Nothing stored changes: the claim is one more, matched like any other, with a line of the log that names its reader.
        """
        now = self._now()
        found = self.report(report)
        claim = mark(found, kind, start, end, by=self.who, at=now, fields=fields, assertion=assertion)
        with self._database.writing() as connection:
            rows = self._add_claims(connection, found, [claim])
            detail = {
                "rows": seal_rows(rows),
                "derived": ["claims"],
                "report": found.id,
                "reader": f"{PERSON}{self.who}",
                "kind": kind,
                "start": start,
                "end": end,
                "quote": claim.quote,
            }
            self._log(connection, "claim", claim.id, detail, now)
        return claim

    def judge(
        self,
        act: Act,
        claims: Sequence[str],
        *,
        field: str | None = None,
        value: Value = None,
        text: str | None = None,
        start: int | None = None,
        end: int | None = None,
        why: str | None = None,
        members: Sequence[Field] | None = None,
        between: tuple[str, str] | None = None,
    ) -> Judgement:
        """Write down a decision on claims (or, for a source's grade, on a report); raises BookError where a claim is unknown.

        A list field is corrected as a whole: `members` are its values with their words, none of them where the list is empty.
        An adjudicator's decision names the two coders it is `between`.
        """
        with self._database.writing() as connection:
            said = Judgement(
                id="",
                act=act,
                claims=tuple(claims),
                by=self.who,
                at=self._now(),
                field=field,
                value=value,
                text=text,
                start=start,
                end=end,
                why=why,
                members=tuple(members) if members is not None else None,
                between=between,
            )
            return self._judge(connection, said)

    def _judge(self, connection: Connection, said: Judgement) -> Judgement:
        """Store a judgement under an id that follows from what it says and from the log before it."""
        known = {row[0].id for row in db.claims(connection, ids=list(said.claims))}
        missing = [c for c in said.claims if c not in known and not db.has_report(connection, c)]
        if said.act == "undo" and not db.has_judgement(connection, str(said.value)):
            missing = [str(said.value)]
        if missing:
            raise BookError(f"{self.place}: nothing is called {missing[0]}; `trucebook show` prints the ids")
        judgement = replace(said, id=judgement_id(db.last_hash(connection), msgspec.to_builtins(said)))
        row = seal_judgement(db.add_judgement(connection, judgement))
        subject = ",".join(judgement.claims) or str(judgement.value)
        self._log(connection, judgement.act, subject, msgspec.to_builtins(judgement) | {"row": row}, judgement.at)
        return judgement

    def undo(self, judgement: str | None = None, *, why: str | None = None) -> Judgement:
        """Take back a judgement: the one named, or the last one of this person that stands; raises BookError where there is none."""
        with self._database.writing() as connection:
            if judgement is None:
                mine = [j for j in standing_judgements(db.judgements(connection)) if j.by == self.who]
                if not mine:
                    raise BookError(f"{self.place}: {self.who} has decided nothing that could be undone")
                judgement = mine[-1].id
            return self._judge(connection, Judgement(id="", act="undo", claims=(), by=self.who, at=self._now(), value=judgement, why=why))

    def judgements(self, *, past: int = 0) -> list[Judgement]:
        """Return every judgement, oldest first, undone ones too; or those past the first so many."""
        with self._database.reading() as connection:
            return db.judgements(connection, past=past)

    def claims(self, kinds: Sequence[str] | None = None, *, reports: Sequence[str] | None = None) -> list[Filed]:
        """Return claims with their reports: all, of some kinds, or of some reports."""
        with self._database.reading() as connection:
            if reports is not None:
                return [Filed(*row) for row in db.claims_of_reports(connection, reports, kinds or get_args(ClaimKind))]
            return [Filed(*row) for row in db.claims(connection, kinds=kinds)]

    def record(self, kinds: Sequence[str] | None = None) -> Record:
        """Return the record, whole or of some kinds of claims."""
        with self._database.reading() as connection:
            filed = [Filed(*row) for row in db.claims(connection, kinds=kinds)]
            found = db.matches(connection, kinds=kinds or MATCHED)
            return assemble(filed, self._sources(connection), found, db.judgements(connection))

    def agreements(self, words: str | None = None) -> list[Agreement]:
        """Return agreements, those told as background last and else the latest first; only those that match words or an id where given."""
        with self._database.reading() as connection:
            found = self._agreements(connection)
        wanted = [a for a in found if words is None or _matches(a, words)]
        return sorted(wanted, key=lambda a: (not a.background, _first_day(a), a.id), reverse=True)

    def _agreements(self, connection: Connection) -> tuple[Agreement, ...]:
        filed = [Filed(*row) for row in db.claims(connection, kinds=["agreement"])]
        return assemble(filed, (), db.matches(connection, kinds=["agreement"]), db.judgements(connection)).agreements

    def around(self, agreement: Agreement) -> tuple[Record, dict[str, Filed]]:
        """Return the record around one agreement (chain, provisions, violations, acts and figures of its reports) and its claims by id."""
        with self._database.reading() as connection:
            filed = {row[0].id: Filed(*row) for row in db.claims(connection, kinds=["agreement"])}
            tied = db.claims(connection, agreements=list(agreement.claims))
            reports = {filed[c].report for c in agreement.claims if c in filed}
            filed |= {row[0].id: Filed(*row) for row in tied if row[0].id not in filed}
            told = db.claims_of_reports(connection, sorted(reports), ("event", "figure", "siege", "quotation"))
            filed |= {row[0].id: Filed(*row) for row in told}
            sieges = db.matches(connection, ids=[row[0].id for row in told if row[0].kind == "siege"])
            other = sorted({c for match in sieges for c in (match.left, match.right)} - filed.keys())
            filed |= {row[0].id: Filed(*row) for row in db.claims(connection, ids=other)}
            found = [
                *db.matches(connection, kinds=["agreement"]),
                *db.matches(connection, ids=[i for i in filed if filed[i].claim.kind != "agreement"]),
            ]
            record = assemble(filed.values(), self._sources(connection), found, db.judgements(connection))
        return record, filed

    def ask(self, words: str, day: str | None = None) -> list[Answer]:
        """Answer "is it holding?" for every agreement that matches words or an id, for an ISO day (today where none is given)."""
        day = day or self._clock().date().isoformat()
        answers = []
        for agreement in self.agreements(words):
            record, filed = self.around(agreement)
            answers.append(
                Answer(agreement, assess(record, filed, agreement, day), rate_for(agreement, country=_country(agreement, filed)))
            )
        return answers

    def why(self, name: str) -> Trail:
        """Return where a claim comes from and what was decided on it; raises BookError for an id nobody knows."""
        with self._database.reading() as connection:
            rows = db.claims(connection, ids=[name])
            report = db.report(connection, rows[0][1]) if rows else None
            if not rows or report is None:
                raise BookError(f"{self.place}: no claim is called {name}; `trucebook show` prints the ids")
            judged = [j for j in db.judgements(connection) if name in j.claims]
            translated = db.report(connection, report.translation_of) if report.translation_of else None
        return Trail(claim=rows[0][0], report=report, judgements=tuple(judged), translated=translated)

    def claim_id(self, beginning: str) -> str:
        """Return the id of the one claim that begins so; raises BookError where none does, or several do."""
        with self._database.reading() as connection:
            found = db.claim_ids(connection, beginning)
        if len(found) != 1:
            raise BookError(f"{self.place}: {'no claim' if not found else 'more than one claim'} begins with {beginning!r}")
        return found[0]

    def suggestions(self, claims: Sequence[str] | None = None) -> list[Match]:
        """Return the suggestions that two claims speak of one thing: all, or those that touch some claims."""
        with self._database.reading() as connection:
            if claims is not None:
                return db.matches(connection, ids=claims)
            return db.matches(connection, kinds=MATCHED)

    def sources(self) -> list[Source]:
        """Return the reports as the record knows them, with the grades people gave."""
        with self._database.reading() as connection:
            return self._sources(connection)

    def report(self, name: str) -> Report:
        """Return one report whole; raises BookError where there is none of that id."""
        with self._database.reading() as connection:
            found = db.report(connection, name) if db.has_report(connection, name) else None
        if found is None:
            raise BookError(f"{self.place}: no report is called {name}; `trucebook reports` lists them")
        return found

    def reports(self) -> list[dict[str, object]]:
        """Return every report's id, title, publisher, day, copy group and number of claims, by day."""
        with self._database.reading() as connection:
            return db.report_rows(connection)

    def search(self, words: str) -> list[str]:
        """Return ids of the reports that hold all the words, the best first."""
        with self._database.reading() as connection:
            return db.search(connection, words)

    def log(self, limit: int | None = None, *, after: int | None = None, most: int | None = None) -> list[db.LogEntry]:
        """Return the log, oldest first: whole, its last lines, or the lines after one, the first `most` of them."""
        with self._database.reading() as connection:
            return db.log(connection, limit=limit, after=after, most=most)

    def head(self) -> tuple[int, str]:
        """Return number and hash of the log's last line, (0, "") for a new book: while it stays, nothing in the book has changed."""
        with self._database.reading() as connection:
            return db.log_head(connection)

    def broken_links(self, log: Iterable[db.LogEntry], previous: str = "") -> list[str]:
        """Return, in words, the lines of a stretch of the log that do not follow from the line before."""
        with self._database.reading() as connection:
            purged = sealed_by(db.purge_lines(connection)).lines
        return broken_links(log, purged, previous=previous)

    def texts(self) -> list[Report]:
        """Return every report whole, by day."""
        with self._database.reading() as connection:
            return db.reports(connection)

    def marks(self) -> list[db.Marks]:
        """Return the id, language and original of every report, by day, without their texts."""
        with self._database.reading() as connection:
            return list(db.report_marks(connection))

    def original(self, report: str) -> bytes | None:
        """Return the bytes a report was made of, as received; None where the book keeps none."""
        with self._database.reading() as connection:
            return custody.original_of(connection, report)

    def original_bytes(self, sha256: str) -> bytes:
        """Return the bytes that a hash names, as received; raises BookError where the book keeps none of that hash."""
        with self._database.reading() as connection:
            raw = custody.original_named(connection, sha256)
        if raw is None:
            raise BookError(f"{self.place}: keeps no original {sha256}")
        return raw

    def stored_rows(self, reports: Sequence[str]) -> list[tuple[str, str, Sequence[object]]]:
        """Return (table, what it belongs to, values) of every row that the log seals for some reports and for judgements on them."""
        with self._database.reading() as connection:
            return rows_of(connection, list(sealed_by(db.log(connection)).units), reports)

    def origins(self) -> list[custody.Origin]:
        """Return how the bytes of each report came: hash, size, method, name, media type, instant."""
        with self._database.reading() as connection:
            return custody.origins(connection)

    def people(self) -> list[Person]:
        """Return everybody who may open the book in the browser, by name; empty where whoever has the token may."""
        with self._database.reading() as connection:
            return people(connection)

    def set_person(self, name: str, role: str, secret: str) -> None:
        """Let a person open the book, or change role and password (given as its hash) of one who may already."""
        with self._database.writing() as connection:
            now = self._now()
            set_person(connection, Person(name=name, role=role, secret=secret, changed=now))
            self._log(connection, "user", name, {"role": role, "seal": seal_person(role, secret, now)}, now)

    def drop_person(self, name: str) -> None:
        """Let a person open the book no longer; raises BookError for a name nobody has."""
        with self._database.writing() as connection:
            if not drop_person(connection, name):
                raise BookError(f"{self.place}: nobody is called {name}; `trucebook user list` names everybody")
            self._log(connection, "user", name, {"role": None}, self._now())

    def note(self, what: str, subject: str, detail: object) -> None:
        """Write a line of the log about something that changes nothing in the book, such as an export."""
        with self._database.writing() as connection:
            self._log(connection, what, subject, detail, self._now())

    def now(self) -> str:
        """Return the instant by the book's clock, ISO 8601."""
        return self._now()

    def verify(self) -> list[str]:
        """Return what is wrong with the book, in words; empty where every hash, row, quote and log line stands."""
        with self._database.reading() as connection:
            wrong = self._database.broken_words() + list(broken(connection))
        return [said.encode("utf-8", "backslashreplace").decode() for said in wrong]

    def underived(self) -> tuple[int, int]:
        """Return of how many reports the claims, and how many marked claims, have ids that cannot be derived again: given, or of before."""
        with self._database.reading() as connection:
            return underived(sealed_by(db.log(connection)))

    def purge(self, names: Sequence[str], *, why: str) -> dict[str, int]:
        """Cover a person's names wherever the book holds them, drop the original bytes that do, and leave a tombstone with the reason.

        Returns how many reports and claims, judgements, log lines and originals were touched. Raises BookError where the book does not
        verify, where the reason holds a name, or where another program keeps the old pages open.
        """
        wanted = [name for name in names if name.strip()]
        if not wanted or Names(wanted).in_words(why):
            raise BookError("a purge needs a name, and a reason that does not hold it")
        wrong = self.verify()
        if wrong:
            raise BookError(f"{self.place}: does not verify ({wrong[0]}); a purge would hide that; see `trucebook verify`")
        with self._database.writing() as connection:
            detail = purge(connection, wanted)
            touched = {name: len(detail[name]) for name in ("units", "judgements", "lines", "originals")}
            if any(touched.values()):
                self._log(connection, "purge", "", {"why": why} | detail, self._now())
        self._database.wipe()
        if not self._database.is_postgres and any(still_there(wanted, Path(f"{self.place}{end}")) for end in ("", "-wal")):
            raise BookError(f"{self.place}: the file still holds a name in another spelling; purge that spelling too")
        return touched

    def backup(self, path: Path) -> str:
        """Write the book as it is at one moment into a SQLite file, while it is in use; returns the file's SHA-256. Raises BookError."""
        digest = write_backup(self._database, path)
        if not self.read_only:
            self.note("backup", path.name, {"sha256": digest})
        return digest

    def restore(self, backup: Path) -> None:
        """Bring a backup back into this place, which must hold nothing; raises BookError, and stores nothing, where it does not verify."""
        with Book(backup, who=self.who, clock=self._clock) as stored:
            stored.open()
            wrong = stored.verify()
        if wrong:
            raise BookError(f"{backup}: does not verify ({wrong[0]}); nothing was restored")
        bring_back(backup, self._database)
        self.note("restore", backup.name, {})

    def _sources(self, connection: Connection) -> list[Source]:
        """Return the reports as the record knows them, with the grades people gave."""
        grades = {
            j.claims[0]: str(j.value) for j in standing_judgements(db.judgements(connection)) if j.act == "grade" and j.field == "source"
        }
        places = db.places_of(connection)
        return [
            Source(
                report=row["id"],
                published=row["published"],
                publisher=row["publisher"],
                title=row["title"],
                group=row["copies"],
                grade=grades.get(row["id"], "F"),
                places=places.get(row["id"], ()),
            )
            for row in db.report_rows(connection)
        ]

    def _bring_up_to_date(self, connection: Connection, new_keys: bool) -> None:
        """Draw keys anew where a step emptied them, and write into the log what an older release stored without sealing it."""
        if new_keys:
            _draw_keys(connection)
        sealed = sealed_by(db.log(connection))
        found, _ = seals_of(connection, list(sealed.units))
        units = {name: seal for name, seal in found.items() if name in sealed.unsealed}
        if new_keys:
            units |= {name: with_keys_of(sealed.units[name], found[name]) for name in found.keys() & sealed.units.keys() - units.keys()}
        judgements = {name: seal for name, seal in judgement_seals(connection).items() if name not in sealed.judgements}
        names = sorted(name for name in units if units[name] != sealed.units[name])
        for n in range(0, len(names), 200):
            self._log(connection, "seal", "", {"units": {name: units[name] for name in names[n : n + 200]}}, self._now())
        if names or judgements:
            detail = {"judgements": judgements, "copies": db.copy_groups(connection)}
            self._log(connection, "seal", "", detail, self._now())

    def _now(self) -> str:
        return self._clock().isoformat(timespec="microseconds")

    def _log(self, connection: Connection, what: str, subject: str, detail: object, at: str) -> None:
        previous = db.last_hash(connection)
        entry = {
            "at": at,
            "who": self.who,
            "what": what,
            "subject": subject,
            "detail": msgspec.json.encode(detail, order="deterministic").decode(),
        }
        db.add_log(connection, entry | {"previous": previous, "hash": chain(previous, entry)})


def _draw_keys(connection: Connection) -> None:
    """Fill the keys that claims and near-copies are found by, from what is stored."""
    db.add_keys(connection, [(claim.id, key) for claim, *_ in db.claims(connection) for key in sorted(keys_of(claim))])
    for report, drawn in db.sketches(connection):
        db.add_bands(connection, report, bands_of(drawn))


def _place_ids(mentions: Iterable[Mention]) -> list[str]:
    """Return the places a report speaks of, countries and wider regions aside: they are no area of an agreement."""
    found = {
        m.value.place_id
        for m in mentions
        if isinstance(m.value, PlaceValue) and m.value.place_id and m.value.precision not in ("country", "region", None)
    }
    return sorted(found)


def _first_day(agreement: Agreement) -> str:
    """Return the day an agreement took effect or, where that is not told, was agreed; empty where neither is known."""
    return next((p.first for p in (agreement.began, agreement.declared) if p is not None and p.first), "")


def _matches(agreement: Agreement, words: str) -> bool:
    """Say whether an agreement is the one of an id (or its beginning, six characters or more) or holds every word asked for."""
    if len(words) >= 6 and agreement.id.startswith(words.lower()):
        return True
    said = " ".join((agreement.label, agreement.place or "", agreement.kind or "", *agreement.parties, *agreement.mediators)).lower()
    return all(word in said for word in words.lower().split())


def _country(agreement: Agreement, filed: dict[str, Filed]) -> str | None:
    """Return the country an agreement's claims place it in, where they agree."""
    found = {
        f.value.country
        for c in agreement.claims
        if c in filed
        for f in [filed[c].claim.fields.get("place")]
        if not isinstance(f, list) and f is not None and isinstance(f.value, PlaceValue) and f.value.country
    }
    return found.pop() if len(found) == 1 else None
