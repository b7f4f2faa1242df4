"""What a book answers: its reports, claims and decisions, the record they amount to, and whether an agreement is holding.

Invariant: asking writes nothing and locks nothing; an answer is of one state of the book.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from sqlalchemy.engine import Connection

from trucebook import claim_tables, log_tables, report_tables
from trucebook import custody_tables as custody
from trucebook.errors import BookError
from trucebook.holding import assess
from trucebook.matching import MATCHED, Filed
from trucebook.model import (
    Agreement,
    Assessment,
    Claim,
    ClaimKind,
    Judgement,
    Match,
    PlaceValue,
    Record,
    Report,
    Source,
)
from trucebook.opened import OpenedBook
from trucebook.person_tables import Person, people
from trucebook.record import assemble, standing_judgements
from trucebook.sealed_log import sealed_by
from trucebook.survival import BaseRate, rate_for
from trucebook.verifying import rows_of


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


class AskedBook(OpenedBook):
    """A book that answers."""

    def has(self, report: str) -> bool:
        """Say whether a report is in the book."""
        with self._database.reading() as connection:
            return report_tables.has_report(connection, report)

    def report(self, name: str) -> Report:
        """Return one report whole; raises BookError where there is none of that id."""
        with self._database.reading() as connection:
            found = report_tables.report(connection, name) if report_tables.has_report(connection, name) else None
        if found is None:
            raise BookError(f"{self.place}: no report is called {name}; `trucebook reports` lists them")
        return found

    def reports(self) -> list[dict[str, object]]:
        """Return every report's id, title, publisher, day, copy group and number of claims, by day."""
        with self._database.reading() as connection:
            return report_tables.report_rows(connection)

    def texts(self) -> list[Report]:
        """Return every report whole, by day."""
        with self._database.reading() as connection:
            return report_tables.reports(connection)

    def marks(self) -> list[report_tables.Marks]:
        """Return the id, language and original of every report, by day, without their texts."""
        with self._database.reading() as connection:
            return list(report_tables.report_marks(connection))

    def search(self, words: str) -> list[str]:
        """Return ids of the reports that hold all the words, the best first."""
        with self._database.reading() as connection:
            return report_tables.search(connection, words)

    def claims(self, kinds: Sequence[str] | None = None, *, reports: Sequence[str] | None = None) -> list[Filed]:
        """Return claims with their reports: all, of some kinds, or of some reports."""
        with self._database.reading() as connection:
            if reports is not None:
                return [Filed(*row) for row in claim_tables.claims_of_reports(connection, reports, kinds or get_args(ClaimKind))]
            return [Filed(*row) for row in claim_tables.claims(connection, kinds=kinds)]

    def judgements(self, *, past: int = 0) -> list[Judgement]:
        """Return every judgement, oldest first, undone ones too; or those past the first so many."""
        with self._database.reading() as connection:
            return log_tables.judgements(connection, past=past)

    def suggestions(self, claims: Sequence[str] | None = None) -> list[Match]:
        """Return the suggestions that two claims speak of one thing: all, or those that touch some claims."""
        with self._database.reading() as connection:
            if claims is not None:
                return claim_tables.matches(connection, ids=claims)
            return claim_tables.matches(connection, kinds=MATCHED)

    def sources(self) -> list[Source]:
        """Return the reports as the record knows them, with the grades people gave."""
        with self._database.reading() as connection:
            return self._sources(connection)

    def _sources(self, connection: Connection) -> list[Source]:
        """Return the reports as the record knows them, with the grades people gave."""
        grades = {
            j.claims[0]: str(j.value)
            for j in standing_judgements(log_tables.judgements(connection))
            if j.act == "grade" and j.field == "source"
        }
        places = report_tables.places_of(connection)
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
            for row in report_tables.report_rows(connection)
        ]

    def record(self, kinds: Sequence[str] | None = None) -> Record:
        """Return the record, whole or of some kinds of claims."""
        with self._database.reading() as connection:
            filed = [Filed(*row) for row in claim_tables.claims(connection, kinds=kinds)]
            found = claim_tables.matches(connection, kinds=kinds or MATCHED)
            return assemble(filed, self._sources(connection), found, log_tables.judgements(connection))

    def agreements(self, words: str | None = None) -> list[Agreement]:
        """Return agreements, those told as background last and else the latest first; only those that match words or an id where given."""
        with self._database.reading() as connection:
            found = self._agreements(connection)
        wanted = [a for a in found if words is None or _matches(a, words)]
        return sorted(wanted, key=lambda a: (not a.background, a.first_day or "", a.id), reverse=True)

    def _agreements(self, connection: Connection) -> tuple[Agreement, ...]:
        filed = [Filed(*row) for row in claim_tables.claims(connection, kinds=["agreement"])]
        return assemble(filed, (), claim_tables.matches(connection, kinds=["agreement"]), log_tables.judgements(connection)).agreements

    def around(self, agreement: Agreement) -> tuple[Record, dict[str, Filed]]:
        """Return the record around one agreement (chain, provisions, violations, acts and figures of its reports) and its claims by id."""
        with self._database.reading() as connection:
            filed = {row[0].id: Filed(*row) for row in claim_tables.claims(connection, kinds=["agreement"])}
            tied = claim_tables.claims(connection, agreements=list(agreement.claims))
            reports = {filed[c].report for c in agreement.claims if c in filed}
            filed |= {row[0].id: Filed(*row) for row in tied if row[0].id not in filed}
            told = claim_tables.claims_of_reports(connection, sorted(reports), ("event", "figure", "siege", "quotation"))
            filed |= {row[0].id: Filed(*row) for row in told}
            sieges = claim_tables.matches(connection, ids=[row[0].id for row in told if row[0].kind == "siege"])
            other = sorted({c for match in sieges for c in (match.left, match.right)} - filed.keys())
            filed |= {row[0].id: Filed(*row) for row in claim_tables.claims(connection, ids=other)}
            found = [
                *claim_tables.matches(connection, kinds=["agreement"]),
                *claim_tables.matches(connection, ids=[i for i in filed if filed[i].claim.kind != "agreement"]),
            ]
            record = assemble(filed.values(), self._sources(connection), found, log_tables.judgements(connection))
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
            rows = claim_tables.claims(connection, ids=[name])
            report = report_tables.report(connection, rows[0][1]) if rows else None
            if not rows or report is None:
                raise BookError(f"{self.place}: no claim is called {name}; `trucebook show` prints the ids")
            judged = [j for j in log_tables.judgements(connection) if name in j.claims]
            translated = report_tables.report(connection, report.translation_of) if report.translation_of else None
        return Trail(claim=rows[0][0], report=report, judgements=tuple(judged), translated=translated)

    def claim_id(self, beginning: str) -> str:
        """Return the id of the one claim that begins so; raises BookError where none does, or several do."""
        with self._database.reading() as connection:
            found = claim_tables.claim_ids(connection, beginning)
        if len(found) != 1:
            raise BookError(f"{self.place}: {'no claim' if not found else 'more than one claim'} begins with {beginning!r}")
        return found[0]

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

    def origins(self) -> list[custody.Origin]:
        """Return how the bytes of each report came: hash, size, method, name, media type, instant."""
        with self._database.reading() as connection:
            return custody.origins(connection)

    def stored_rows(self, reports: Sequence[str]) -> list[tuple[str, str, Sequence[object]]]:
        """Return (table, what it belongs to, values) of every row that the log seals for some reports and for judgements on them."""
        with self._database.reading() as connection:
            return rows_of(connection, list(sealed_by(log_tables.log(connection)).units), reports)

    def people(self) -> list[Person]:
        """Return everybody who may open the book in the browser, by name; empty where whoever has the token may."""
        with self._database.reading() as connection:
            return people(connection)


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
