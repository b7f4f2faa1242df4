"""Places: toponyms and the places descriptions stand for, resolved in the gazetteer with the report's own context.

Invariant: a place nobody knows keeps its words and has no coordinates.
"""

from trucebook.model import Mention
from trucebook.reading.notes import Notes


def find_places(notes: Notes, gazetteer: object) -> tuple[Mention, ...]:
    """Return the place mentions of a report in text order."""
    return ()
