"""Claim roles: one more name in a role of an agreement's claim, and what it drives out.

Invariant: a name stands in a role once; a broker leaves the sides, and a side becomes no broker.
"""

from collections.abc import Iterable
from functools import lru_cache

from msgspec.structs import replace

from trucebook.model import ActorValue, Claim, Field
from trucebook.reading.deals.dealwords import deal_words

_VAGUE = deal_words("vague_sides")


def added(claim: Claim, role: str, field: Field) -> Claim:
    """Return the claim with one more name in a role, unless it has it; a broker leaves the parties, a side becomes no broker."""
    known, parties = claim.many(role), claim.many("parties")
    if any(alike(field, f) for f in known) or (role == "parties" and any(alike(field, f) for f in claim.many("mediators"))):
        return claim
    if role == "parties" and is_vague_side(field) and any(not is_vague_side(f) for f in known):
        return claim
    if role == "monitors" and any(alike(field, f) for f in parties):
        return claim
    fields = {**claim.fields, role: [*known, field]}
    if role == "mediators":
        kept = [f for f in parties if not alike(field, f)]
        if parties and not kept and len(parties) > 1:
            return claim
        fields["parties"] = kept
    elif role == "parties":
        fields["parties"] = [f for f in known if not is_vague_side(f)] + [field]
    if not fields.get("parties", True):
        del fields["parties"]
    return replace(claim, fields=fields)


def with_words_kept(claim: Claim, vague: list[Field]) -> Claim:
    """Return a claim with the words by which its own sentence tells its sides ("both sides"), behind the names found for them."""
    parties = claim.many("parties")
    lost = [f for f in vague if not any((f.text or "").lower() == (p.text or "").lower() for p in parties)]
    return replace(claim, fields={**claim.fields, "parties": [*parties, *lost]}) if lost else claim


def lands_of(names: Iterable[Field]) -> set[str]:
    """Return the countries of those named, as far as they are known."""
    return {f.value.country for f in names if isinstance(f.value, ActorValue) and f.value.country is not None}


def is_vague_side(field: Field) -> bool:
    """Say whether a name only says "both sides", "the parties"."""
    words = (field.text or "").lower().split()
    return words[-1:] in (["sides"], ["parties"]) or set(words) <= _VAGUE | {"the"}


def alike(one: Field, other: Field) -> bool:
    """Say whether two names share all the telling words of one of them."""
    a, b = _telling(one.text or ""), _telling(other.text or "")
    return bool(a and b) and (a <= b or b <= a)


@lru_cache(4096)
def _telling(name: str) -> frozenset[str]:
    """Return the words of a name without articles and "of"."""
    return frozenset(w for w in name.lower().replace("-", " ").split() if w not in ("the", "a", "an", "of"))
