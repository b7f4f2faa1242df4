"""The learned head of debtors: a linear model over named features that says how likely one of those around a term owes it, with whom the
rules found as one voice.

Invariant: pure arithmetic on plain data that ships with trucebook; who owes a term is named or meant in the text.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from trucebook.model import Claim
from trucebook.reading.deals.binding import Bound
from trucebook.reading.deals.candidates import Candidate
from trucebook.reading.deals.debtorfeatures import Term, debtors_of, features_of, is_he
from trucebook.reading.linearhead import shipped_heads
from trucebook.reading.notes import Notes

MODEL, OWES = "debtor_head.json", "debtor"
OF_RULES = {True: 150, False: 500}  # hundredths to add for whom the rules found, by whether the text is more than a few sentences
ADDED = {True: -75, False: 100}  # the weight from which one owes a term for which the rules found nobody, by the same


def weigh_debtors(notes: Notes, bound: Sequence[Bound], claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of terms, each with the debtor who weighs most."""
    head, weighed = shipped_heads(MODEL)[OWES], list[Claim]()
    for b, claim in zip(bound, claims, strict=True):
        term = Term(notes, b, claim, weighed)
        found = debtors_of(term)
        weights = [head.weigh(features_of(term, d, len(found) - 1)) for d in found]
        at = likeliest(weights, ruled_of(term, found), whole=notes.parse.is_whole)
        weighed.append(claim if at is None else _owed_by(claim, found[at]))
    return weighed


def ruled_of(term: Term, found: Sequence[Candidate]) -> int | None:
    """Return the place of whom the rules found among those who may owe a term, None where they found nobody."""
    return next((n for n, d in enumerate(found) for name in term.ruled if is_he(d, name)), None)


def likeliest(weights: Sequence[float], ruled: int | None, *, whole: bool) -> int | None:
    """Return the place of the one who weighs most, None where whom the rules found, or nobody, stays."""
    if not weights:
        return None
    own = [w + OF_RULES[whole] * (n == ruled) for n, w in enumerate(weights)]
    best = max(range(len(own)), key=lambda n: (own[n], n == ruled))
    return None if best == ruled or (ruled is None and own[best] < ADDED[whole]) else best


def _owed_by(claim: Claim, debtor: Candidate) -> Claim:
    fields = {**claim.fields, "debtor": debtor.name}
    return replace(claim, fields=fields, reasons=(*claim.reasons, f"debtor weighed: {debtor.name.text}"))
