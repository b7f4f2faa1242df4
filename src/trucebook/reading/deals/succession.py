"""Succession: a text that was worked over takes the place of the one before it, though no verb says so.

Invariant: only a text that its own words call revised, renegotiated or a supplement succeeds another, of the same kind and named by it.
"""

from msgspec.structs import replace

from trucebook.model import Claim
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.evidence import coded
from trucebook.reading.grammar.parse import Parse

_REVISED = deal_words("worked_over")
_TEXTS = ("peace_agreement", "settlement", "ceasefire")
_STANDING = ("announced", "in_force", "violated", "unknown", "refused", "collapsed")


def with_succession(parse: Parse, claims: list[Claim]) -> list[Claim]:
    """Return the claims with those before a "revised agreement" or "a supplement to the accord", nearest to it, as superseded."""
    ordered = sorted((parse.word_at(f.start), c.id) for c in claims for f in c.many("named") if f.start is not None)
    by_id = {c.id: c for c in claims}
    for claim in claims:
        words = [parse.word_at(f.start) for f in claim.many("named") if f.start is not None]
        if not words or claim.value("type") not in _TEXTS or _REVISED.isdisjoint(claim.quote.lower().split()[:3]):
            continue
        near = sorted((abs(w - words[0]), other) for w, other in ordered if other != claim.id)
        truce = claim.value("type") == "ceasefire"
        alike = (by_id[other] for _, other in near if by_id[other].value("type") in _TEXTS)
        old = next((c for c in alike if (c.value("type") == "ceasefire") == truce), None)
        if old is not None and old.value("status") in _STANDING:
            by_id[old.id] = replace(old, fields={**old.fields, "status": coded("superseded")})
            by_id[claim.id] = replace(by_id[claim.id], fields={**by_id[claim.id].fields, "supersedes": coded(old.id)})
    return [by_id[c.id] for c in claims]
