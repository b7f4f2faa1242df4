"""The SQL of people: who may open a shared book, in which role, and the hash of each one's password.

Invariant: no password is ever stored, only its hash; the log that goes with every change holds neither.
"""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection


@dataclass(frozen=True)
class Person:
    """One person: name, role (reader, coder or adjudicator), the hash of the password, and the instant of the last change."""

    name: str
    role: str
    secret: str
    changed: str


def set_person(connection: Connection, person: Person) -> None:
    """Store a person, or change role and password of one who is known."""
    query = (
        "INSERT INTO person (name, role, secret, changed) VALUES (:name, :role, :secret, :changed) "
        "ON CONFLICT (name) DO UPDATE SET role = excluded.role, secret = excluded.secret, changed = excluded.changed"
    )
    connection.execute(sa.text(query), vars(person))


def drop_person(connection: Connection, name: str) -> bool:
    """Take a person off the list; returns False where there is none of that name."""
    return connection.execute(sa.text("DELETE FROM person WHERE name = :name"), {"name": name}).rowcount > 0


def people(connection: Connection) -> list[Person]:
    """Return everybody, by name."""
    return [Person(*row) for row in connection.execute(sa.text("SELECT name, role, secret, changed FROM person ORDER BY name"))]
