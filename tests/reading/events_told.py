"""Events of a text and the words of their fields, as the tests of events ask for them."""

from collections.abc import Callable

from trucebook.model import Claim, Field, Reading

Reader = Callable[..., Reading]


def told(read_text: Reader, text: str) -> list[Claim]:
    """Return the events of a text."""
    return [c for c in read_text(text, "2019-05-04").claims if c.kind == "event"]


def said(claim: Claim, name: str) -> str | None:
    """Return the words of a field, None where it is absent."""
    field = claim.fields.get(name)
    return field.text if isinstance(field, Field) else None
