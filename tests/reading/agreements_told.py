"""Agreements of a reading and the names in their roles, as the tests of agreements ask for them."""

from trucebook.model import Claim, Reading


def agreements(reading: Reading) -> list[Claim]:
    """Return the agreements of a reading in text order."""
    return [c for c in reading.claims if c.kind == "agreement"]


def the_agreement(reading: Reading) -> Claim:
    """Return the first agreement of a reading."""
    return agreements(reading)[0]


def names(claim: Claim, role: str) -> list[str]:
    """Return the words of those in a role of an agreement."""
    return [f.text or "" for f in claim.many(role)]


def named_in(reading: Reading, role: str) -> list[str]:
    """Return the words of those in a role of the first agreement of a reading."""
    return names(the_agreement(reading), role)
