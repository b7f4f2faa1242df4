"""What people decide in a book, and who may open it.

Invariant: nothing that was read changes; a decision is one row more, with its line of the log, and can be undone by another.
"""

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace
from sqlalchemy.engine import Connection

from trucebook import claim_tables, log_tables, report_tables
from trucebook.errors import BookError
from trucebook.filing import FiledBook
from trucebook.model import (
    Act,
    Field,
    Judgement,
    Value,
)
from trucebook.person_tables import Person, drop_person, set_person
from trucebook.record import standing_judgements
from trucebook.seals import judgement_id, seal_judgement, seal_person


class DecidedBook(FiledBook):
    """A book that people decide in."""

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
        known = {row[0].id for row in claim_tables.claims(connection, ids=list(said.claims))}
        missing = [c for c in said.claims if c not in known and not report_tables.has_report(connection, c)]
        if said.act == "undo" and not log_tables.has_judgement(connection, str(said.value)):
            missing = [str(said.value)]
        if missing:
            raise BookError(f"{self.place}: nothing is called {missing[0]}; `trucebook show` prints the ids")
        judgement = replace(said, id=judgement_id(log_tables.last_hash(connection), msgspec.to_builtins(said)))
        row = seal_judgement(log_tables.add_judgement(connection, judgement))
        subject = ",".join(judgement.claims) or str(judgement.value)
        self._log(connection, judgement.act, subject, msgspec.to_builtins(judgement) | {"row": row}, judgement.at)
        return judgement

    def undo(self, judgement: str | None = None, *, why: str | None = None) -> Judgement:
        """Take back a judgement: the one named, or the last one of this person that stands; raises BookError where there is none."""
        with self._database.writing() as connection:
            if judgement is None:
                mine = [j for j in standing_judgements(log_tables.judgements(connection)) if j.by == self.who]
                if not mine:
                    raise BookError(f"{self.place}: {self.who} has decided nothing that could be undone")
                judgement = mine[-1].id
            return self._judge(connection, Judgement(id="", act="undo", claims=(), by=self.who, at=self._now(), value=judgement, why=why))

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
