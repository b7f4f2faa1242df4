"""Case: a typed clause with what tells whether it is an act, for the questions that its words are put.

Invariant: plain data, made once for a clause and never changed.
"""

from msgspec import Struct

from trucebook.reading.acts.eventtypes import Typed, TypeLexicon, object_nouns
from trucebook.reading.notes import Clause, Notes


class Case(Struct, frozen=True):
    """A typed clause with what tells whether it is an act: the notes it stands in and the codebook's words."""

    notes: Notes
    clause: Clause
    typed: Typed
    lexicon: TypeLexicon

    def nouns(self, word: int | None) -> set[str]:
        """Return the lemmas that a word goes by, none for no word."""
        return set(object_nouns(self.notes.parse, word))

    def is_placed(self, word: int) -> bool:
        """Say whether a word is a place of the report."""
        return self.notes.placed.touches(self.notes.parse.start[word], self.notes.parse.end[word])

    def is_ground(self, word: int) -> bool:
        """Say whether a word stands for a place or a piece of ground."""
        return self.is_placed(word) or self.notes.parse.pos[word] == "PROPN" or bool(self.lexicon.ground_nouns & self.nouns(word))
