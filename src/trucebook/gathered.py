"""What several claims say of one field: the sharpest period, the commonest code, the names once each.

Invariant: pure; nothing is made up, and the claims come in the order their reports appeared.
"""

from collections.abc import Callable, Sequence
from typing import Any

from trucebook.matching import Filed, actor_key, fields_of
from trucebook.model import Claim, PeriodValue, Standing


def standings_of(items: Sequence[Filed]) -> tuple[Standing, ...]:
    """Return what each claim says of the status, in the order the reports appeared."""
    rows = [Standing(status=str(status), claim=f.claim.id, day=f.published) for f in items if (status := f.claim.value("status"))]
    return tuple(rows)


def sharpest(items: Sequence[Filed], name: str) -> PeriodValue | None:
    """Return the narrowest period given for a field; of equal ones the one most reports give, then the first told."""
    periods = [x.value for f in items for x in fields_of(f.claim, name) if isinstance(x.value, PeriodValue)]
    known = [p for p in periods if p.first or p.last]
    return min(known, key=lambda p: (_width(p), -known.count(p), known.index(p)), default=None)


def _width(period: PeriodValue) -> float:
    if not (period.first and period.last):
        return float("inf")
    digits: Callable[[str], int] = lambda day: int(day[:4]) * 372 + int(day[5:7]) * 31 + int(day[8:10])  # noqa: E731
    return digits(period.last) - digits(period.first)


def names_of(items: Sequence[Filed], name: str) -> tuple[str, ...]:
    """Return the actors of a list field over all claims, each once, as first written; "both sides" only where nobody is named."""
    found: dict[str, str] = {}
    for item in items:
        for field in fields_of(item.claim, name):
            if field.text:
                found.setdefault(actor_key(field), " ".join(field.text.split()))
    named = tuple(text for key, text in found.items() if key)
    return named or tuple(found.values())


def commonest(values: Sequence[Any]) -> Any:
    """Return the commonest value that is known, the first of equals."""
    known = [v for v in values if v is not None]
    return max(known, key=lambda v: (known.count(v), -known.index(v)), default=None)


def first_text(items: Sequence[Filed], name: str) -> str | None:
    """Return the first words that any claim gives for a field."""
    return next((words for f in items if (words := text_of(f.claim, name))), None)


def text_of(claim: Claim, name: str) -> str | None:
    """Return a field's words on one line, None where it has none."""
    return next((" ".join(f.text.split()) for f in fields_of(claim, name) if f.text), None)


def alleged_by(claim: Claim) -> str | None:
    """Return who alleges what a claim tells: as the text says, else its speaker; None where the report says it itself."""
    return text_of(claim, "alleged_by") or (claim.speaker.text if claim.speaker else None)


def ids_in(value: Any) -> list[str]:
    """Return a value that names claims as a list of their ids."""
    return [str(v) for v in value] if isinstance(value, list) else [value] if isinstance(value, str) else []
