"""How reports and claims come into a book: with what they may match, and with the seal that the log keeps of them.

Invariant: adding a report again changes nothing; a report is in the book with all that hangs on it, or not at all.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy.engine import Connection

from trucebook import claim_tables, report_tables, statements
from trucebook import custody_tables as custody
from trucebook.asking import AskedBook
from trucebook.claim_ids import PERSON, derived
from trucebook.errors import BookError
from trucebook.marking import mark
from trucebook.matching import Filed, bands_of, is_copy, keys_of, sketch, sought_keys, suggest_matches
from trucebook.model import (
    Assertion,
    Claim,
    ClaimKind,
    Fields,
    Mention,
    Original,
    PlaceValue,
    Reading,
    Report,
)
from trucebook.seals import seal_rows


class FiledBook(AskedBook):
    """A book that takes in reports, and claims that a person marks."""

    def add(self, reading: Reading, *, original: Original | None = None) -> bool:
        """Add a report with its claims and the bytes it was made of, in one transaction; returns False where it is in the book already.

        Raises BookError where another report has its id: two tables may number their rows alike.
        """
        report = reading.report
        with self._database.writing() as connection:
            stored = report_tables.report_hash(connection, report.id)
            if stored == report.sha256:
                return False
            if stored is not None:
                raise BookError(f"{self.place}: another report is called {report.id} already; give this one an id of its own")
            self._add(connection, reading, original)
            return True

    def _add(self, connection: Connection, reading: Reading, original: Original | None) -> None:
        report, now = reading.report, self._now()
        drawn = sketch(report.text)
        alike = [
            (name, group) for name, group, other in report_tables.reports_sharing(connection, bands_of(drawn)) if is_copy(drawn, other)
        ]
        if report.translation_of is not None:
            alike.append((report.translation_of, report_tables.copy_groups(connection).get(report.translation_of, report.id)))
        group = min([report.id, *(group for _, group in alike)])
        joined = sorted({old for _, old in alike if old != group})
        report_tables.join_copies(connection, joined, group)
        rows = report_tables.add_report(connection, report, copies=group, places=_place_ids(reading.mentions), sketch=drawn, added=now)
        rows |= report_tables.add_bands(connection, report.id, bands_of(drawn)) | report_tables.add_words(connection, report)
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

    def _add_claims(self, connection: Connection, report: Report, claims: Sequence[Claim]) -> statements.Stored:
        """Store claims and what they may match; returns the rows."""
        keys = {claim.id: keys_of(claim) for claim in claims}
        near = claim_tables.claims_sharing(connection, sorted({key for claim in claims for key in sought_keys(claim)}))
        rows = claim_tables.add_claims(connection, report, claims, [(claim, key) for claim, ks in keys.items() for key in sorted(ks)])
        filed = [Filed(c, report.id, report.published) for c in claims] + [Filed(c, r, p) for c, r, p in near]
        return rows | claim_tables.add_matches(connection, suggest_matches(filed, fresh=frozenset(keys)))

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


def _place_ids(mentions: Iterable[Mention]) -> list[str]:
    """Return the places a report speaks of, countries and wider regions aside: they are no area of an agreement."""
    found = {
        m.value.place_id
        for m in mentions
        if isinstance(m.value, PlaceValue) and m.value.place_id and m.value.precision not in ("country", "region", None)
    }
    return sorted(found)
