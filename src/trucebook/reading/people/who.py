"""Who stands at a word: the actor mention, named there or meant by a pronoun or description, for the rooms that need roles.

Invariant: only mentions of the notes are answered; nothing is found here.
"""

from trucebook.model import Mention
from trucebook.reading.notes import Notes


def actor_at(notes: Notes, word: int | None) -> Mention | None:
    """Return the actor mention that word `word` heads, else the shortest one that covers it, else the actor that a pronoun
    or description at the word stands for; None where nobody is known. Answered from an index made once a Notes."""
    if word is None:
        return None
    return notes.actor_by_word.get(word)
