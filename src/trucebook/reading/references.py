"""References: pronouns and definite descriptions, each tied to the actor or place it stands for.

Invariant: a reference never points forward, and never at another reference.
"""

from trucebook.model import Mention
from trucebook.reading.notes import Notes


def resolve_references(notes: Notes) -> dict[int, Mention]:
    """Return word index → the mention that a pronoun or definite description at that word stands for."""
    return {}
