"""Violations of a reading, as the tests of breaches ask for them."""

from trucebook.model import Claim, Reading


def violations(reading: Reading) -> list[Claim]:
    """Return the violations of a reading in text order."""
    return [c for c in reading.claims if c.kind == "violation"]


def assert_read(reading: Reading, *quotes: str) -> None:
    """Fail unless the violations of a reading hold these words, one each and no more."""
    found = [c.quote for c in violations(reading)]
    assert len(found) == len(quotes), found
    assert all(any(quote in words for words in found) for quote in quotes), found
