"""Passwords: hashed with argon2, checked in the same time whether or not there is such a person.

Invariant: a password leaves this room only as its hash.
"""

from collections.abc import Sequence

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from trucebook.errors import InputError
from trucebook.person_tables import Person
from trucebook.web.sessions import ROLES, Role

SHORTEST, LONGEST = 10, 200
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash("nobody has this password")


def hashed(password: str) -> str:
    """Return the hash of a password; raises InputError for one that is too short or absurdly long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise InputError(f"a password has {SHORTEST} to {LONGEST} characters")
    return _HASHER.hash(password)


def role_of(people: Sequence[Person], name: str, password: str) -> Role | None:
    """Return the role of the person whose name and password these are, None where they are nobody's."""
    found = next((p for p in people if p.name == name), None)
    try:
        _HASHER.verify(found.secret if found is not None else _NOBODY, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return None
    return next((r for r in ROLES if found is not None and r == found.role), None)
