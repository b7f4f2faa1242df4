"""Actors and objects: names and noun phrases that act, and the things they use.

Invariant: a mention keeps its words; what it stands for is its value.
"""

from trucebook.model import Mention
from trucebook.reading.notes import Notes


def find_actors(notes: Notes, actors: object) -> tuple[Mention, ...]:
    """Return the actor mentions of a report in text order."""
    return ()


def find_objects(notes: Notes, actors: object) -> tuple[Mention, ...]:
    """Return weapons, vehicles, aircraft, installations, money, documents and nationalities in text order."""
    return ()
