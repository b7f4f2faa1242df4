"""Speech: who says what, word for word or in the report's words.

Invariant: a content span never contains its own speaker's cue unless the source prints it inside the quotation marks.
"""

from trucebook.model import Claim, Field
from trucebook.reading.notes import Notes, Speech


def find_speeches(notes: Notes) -> tuple[Speech, ...]:
    """Return every attribution of a report in text order, direct and indirect."""
    return ()


def speaker_of(notes: Notes, start: int, end: int) -> Field | None:
    """Return the speaker in whose words a span stands, or None where the report says it itself."""
    return None


def find_quotations(notes: Notes, others: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return the quotation claims; indirect speech that other claims already hold with its speaker is not repeated."""
    return ()
