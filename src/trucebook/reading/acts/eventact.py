"""Act: a typed clause with all that its sense and its roles are looked up in.

Invariant: plain data, made once for a clause and never changed.
"""

from msgspec import Struct, field

from trucebook.reading.acts.eventtypes import Typed, TypeLexicon
from trucebook.reading.notes import Clause, Notes


class Act(Struct, frozen=True):
    """A clause that carries a type; `clauses` holds those of the report by predicate, words in `times` are no participants, those in
    `places` may be hit."""

    notes: Notes
    clause: Clause
    typed: Typed
    lexicon: TypeLexicon
    clauses: dict[int, Clause] = field(default_factory=dict)
    times: frozenset[int] = frozenset()
    places: frozenset[int] = frozenset()
