"""A report's text cut into pieces, each with the claims whose words it belongs to.

Invariant: the pieces in order are the text; every piece knows where it starts, in characters of the text.
"""

import itertools
from collections.abc import Sequence

import msgspec

from trucebook.model import Claim

LEAST_TELLING = {"event": 1, "quotation": 2}


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """Some words of a report: where they start, the claims they belong to (the one to show first), and that one's kind."""

    start: int
    text: str
    claims: tuple[str, ...] = ()
    kind: str | None = None


def pieces(text: str, claims: Sequence[Claim], *, first: int = 0, last: int | None = None) -> tuple[Piece, ...]:
    """Return `text[first:last]` as pieces; a carriage return stands alone, since a page would swallow it."""
    last = len(text) if last is None else min(last, len(text))
    seen = [c for c in claims if c.start < last and c.end > first]
    cuts = {first, last, *(n for c in seen for n in (c.start, c.end) if first < n < last)}
    at = text.find("\r", first, last)
    while at >= 0:
        cuts |= {at, min(at + 1, last)}
        at = text.find("\r", at + 1, last)
    ordered = sorted(cuts)
    opening: dict[int, list[Claim]] = {}
    for claim in seen:
        opening.setdefault(max(claim.start, first), []).append(claim)
    found: list[Piece] = []
    live: list[Claim] = []
    for start, end in itertools.pairwise(ordered):
        live = [c for c in live if c.end > start] + opening.get(start, [])
        ranked = sorted(live, key=lambda c: (LEAST_TELLING.get(c.kind, 0), c.end - c.start, c.id))
        found.append(
            Piece(
                start=start,
                text=text[start:end],
                claims=tuple(c.id for c in ranked),
                kind=ranked[0].kind if ranked else None,
            )
        )
    return tuple(found)
