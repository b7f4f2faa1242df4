"""A book: many reports in one place, the record they amount to, and what people decided.

Invariant: only this floor joins the database and the core; whatever changes a whole book (an upgrade, a purge, a restored backup) leaves it
one that verifies.
"""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.engine import Connection

from trucebook import claim_tables, log_tables, report_tables
from trucebook.asking import Answer, Trail
from trucebook.database import stands
from trucebook.deciding import DecidedBook
from trucebook.deriving import underived
from trucebook.errors import BookError
from trucebook.keeping import bring_back, write_backup
from trucebook.matching import bands_of, keys_of
from trucebook.naming_patterns import Names
from trucebook.opened import Clock
from trucebook.purging import purge, still_there
from trucebook.sealed_log import sealed_by
from trucebook.seals import with_keys_of
from trucebook.verifying import broken, judgement_seals, seals_of

__all__ = ["Answer", "Book", "Clock", "Trail"]


class Book(DecidedBook):
    """One book, in a SQLite file or at a PostgreSQL URL; `clock` and `who` sign what is added and decided."""

    def create(self) -> None:
        """Make the book, or bring one of an older release up to date; nothing stored is lost. Raises BookError."""
        self._database.create(self._bring_up_to_date)

    def open(self) -> None:
        """Open a book that exists, migrating it where it is older; raises BookError where there is none."""
        if not self._database.is_postgres and not stands(Path(self.place)):
            raise BookError(f"{self.place}: no such book; make it with: trucebook --book {self.place} init")
        self._database.create(self._bring_up_to_date)

    def missing_steps(self) -> list[str]:
        """Return the migrations that the book would go through when it is opened; changes nothing."""
        return self._database.missing_steps()

    def verify(self) -> list[str]:
        """Return what is wrong with the book, in words; empty where every hash, row, quote and log line stands."""
        wrong = self._database.broken_words()
        with self._database.reading() as connection:
            wrong += broken(connection)
        return [said.encode("utf-8", "backslashreplace").decode() for said in wrong]

    def underived(self) -> tuple[int, int]:
        """Return of how many reports the claims, and how many marked claims, have ids that cannot be derived again: given, or of before."""
        with self._database.reading() as connection:
            return underived(sealed_by(log_tables.log(connection)))

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

    def _bring_up_to_date(self, connection: Connection, new_keys: bool) -> None:
        """Draw keys anew where a step emptied them, and write into the log what an older release stored without sealing it."""
        if new_keys:
            _draw_keys(connection)
        sealed = sealed_by(log_tables.log(connection))
        found, _ = seals_of(connection, list(sealed.units))
        units = {name: seal for name, seal in found.items() if name in sealed.unsealed}
        if new_keys:
            units |= {name: with_keys_of(sealed.units[name], found[name]) for name in found.keys() & sealed.units.keys() - units.keys()}
        judgements = {name: seal for name, seal in judgement_seals(connection).items() if name not in sealed.judgements}
        names = sorted(name for name in units if units[name] != sealed.units[name])
        for n in range(0, len(names), 200):
            self._log(connection, "seal", "", {"units": {name: units[name] for name in names[n : n + 200]}}, self._now())
        if names or judgements:
            detail = {"judgements": judgements, "copies": report_tables.copy_groups(connection)}
            self._log(connection, "seal", "", detail, self._now())


def _draw_keys(connection: Connection) -> None:
    """Fill the keys that claims and near-copies are found by, from what is stored."""
    claim_tables.add_keys(connection, [(claim.id, key) for claim, *_ in claim_tables.claims(connection) for key in sorted(keys_of(claim))])
    for report, drawn in report_tables.sketches(connection):
        report_tables.add_bands(connection, report, bands_of(drawn))
