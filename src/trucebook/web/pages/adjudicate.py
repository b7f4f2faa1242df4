"""Adjudication: where two coders judge the same claim differently, side by side with the words, and how far they agree by field.

Invariant: what decides between two coders is never counted as one of them; a difference is decided only by what was said after both.
"""

from collections.abc import Iterable, Mapping

import msgspec

from trucebook.errors import InputError
from trucebook.matching import Filed
from trucebook.model import Claim, Judgement
from trucebook.record import adjudicates, apply_judgements
from trucebook.review import FieldAgreement, agreement_of, coder_values
from trucebook.web.asked import Asked, NotThereError
from trucebook.web.claimed import ClaimView, field_row, view
from trucebook.web.shelf import Shelf
from trucebook.web.spans import Piece, pieces
from trucebook.wording import one_line, show_code

AROUND = 1_500
AHEAD, BEHIND = 30, 4
CODING = ("accept", "correct", "reject")
Values = Mapping[tuple[str, str], str]


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """What one coder says: the value in words, the report's words it stands on, and the coder's reason and instant."""

    coder: str
    shown: str
    words: str | None
    why: str | None
    at: str | None


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One claim's field on which two coders differ ("claim" where one rejects it): its key, words, and who decided it, if anybody."""

    key: str
    claim: str
    field: str
    label: str
    quote: str
    decided: str | None
    shown: bool


class AdjudicatePage(msgspec.Struct, frozen=True, kw_only=True):
    """The coders of the book, the two compared, their agreement by field, their differences, and one of these with both sides.

    `both` counts the claims both judged; `no_rates` says why there is no agreement; `may_decide` is true for an adjudicator.
    """

    coders: tuple[str, ...]
    one: str | None
    two: str | None
    both: int
    rates: tuple[FieldAgreement, ...]
    no_rates: str | None
    open: int
    decided: int
    differences: tuple[Difference, ...]
    key: str | None
    next: str | None
    previous: str | None
    sides: tuple[Side, ...]
    report: str | None
    title: str | None
    text: tuple[Piece, ...]
    claim: ClaimView | None
    may_decide: bool


def show(asked: Asked) -> AdjudicatePage:
    """Return the differences of the two coders the address names, or of those who judged most in common."""
    shelf = asked.shelf
    coders = coders_of(shelf)
    one, two = _pair(asked, coders)
    found = differences(shelf, one, two) if one and two else []
    shown = _shown(asked.query.get("unit", "").strip(), found)
    at = found.index(shown) if shown else 0
    undecided = [n for n, d in enumerate(found) if d.decided is None]
    following, before = [n for n in undecided if n > at], [n for n in undecided if n < at]
    rates, no_rates = _rates(shelf, one, two) if one and two else ((), "fewer than two people have judged claims of this book")
    item = shelf.raw[shown.claim] if shown else None
    return AdjudicatePage(
        coders=coders,
        one=one,
        two=two,
        both=len(_judged_by_both(shelf, one, two)) if one and two else 0,
        rates=rates,
        no_rates=no_rates,
        open=len(undecided),
        decided=len(found) - len(undecided),
        differences=tuple(msgspec.structs.replace(d, shown=d is shown) for d in found[max(at - BEHIND, 0) : at + AHEAD]),
        key=shown.key if shown else None,
        next=found[following[0]].key if following and shown else None,
        previous=found[before[-1]].key if before and shown else None,
        sides=tuple(side(asked, shown, coder) for coder in (one, two) if coder) if shown else (),
        report=item.report if item else None,
        title=shelf.sources[item.report].title if item else None,
        text=_text(asked, item) if item else (),
        claim=view(shelf, asked.desk.codebook, item, (), False, form=False) if item else None,
        may_decide=asked.session.adjudicates and not asked.desk.readonly,
    )


def coders_of(shelf: Shelf) -> tuple[str, ...]:
    """Return everybody who has judged a claim, by name; who only decided between others is none of them."""
    return tuple(sorted({j.by for j in shelf.standing if j.act in CODING and not adjudicates(j)}))


def values_of(shelf: Shelf, coder: str) -> Values:
    """Return (field, claim) → what a coder says it is."""

    def make() -> Values:
        mine = [j for j in shelf.standing if j.by == coder]
        claims: dict[str, Claim] = {c: shelf.raw[c].claim for j in mine for c in j.claims if c in shelf.raw}
        return coder_values(claims, mine, coder)

    found: Values = shelf.memo(("coder", coder), make)
    return found


def differences(shelf: Shelf, one: str, two: str) -> list[Difference]:
    """Return where two coders differ, in the order of reports and words; a field that only one of them fills in is a difference too."""
    left, right = values_of(shelf, one), values_of(shelf, two)
    found = []
    for name in _judged_by_both(shelf, one, two):
        fields = ["claim"] if "none" in (left["claim", name], right["claim", name]) else _fields(name, left, right)
        for field in fields:
            if left.get((field, name), "null") != right.get((field, name), "null"):
                found.append(_difference(shelf, name, field, one, two))
    return found


def coder_judgements(shelf: Shelf, claim: str, coder: str) -> list[Judgement]:
    """Return what a coder has judged a claim to be, oldest first."""
    return [j for j in shelf.judged.get(claim, ()) if j.by == coder and j.act in CODING and not adjudicates(j)]


def side(asked: Asked, difference: Difference, coder: str) -> Side:
    """Return what a coder says of a field, in words."""
    shelf, name, field = asked.shelf, difference.claim, difference.field
    mine = coder_judgements(shelf, name, coder)
    last = next((j for j in reversed(mine) if j.field == field), mine[-1] if mine else None)
    why, at = (last.why, last.at[:16].replace("T", " ")) if last else (None, None)
    if field == "claim":
        gone = any(j.act == "reject" for j in mine)
        return Side(coder=coder, shown="rejects it" if gone else "accepts it", words=None, why=why, at=at)
    held = apply_judgements([shelf.raw[name]], [j for j in mine if j.act == "correct"])[0].claim
    row = field_row(shelf, asked.desk.codebook, held, field, held.fields.get(field), report=shelf.raw[name].report)
    return Side(coder=coder, shown=row.shown or "nothing", words=row.words, why=why, at=at)


def _pair(asked: Asked, coders: tuple[str, ...]) -> tuple[str | None, str | None]:
    """Return the two coders asked for, else the two who have judged most in common; raises NotThereError for one nobody knows."""
    named = [asked.query[n] for n in ("one", "two") if asked.query.get(n)]
    if any(n not in coders for n in named):
        raise NotThereError("nobody of that name has judged a claim of this book")
    if len(named) == 2 and named[0] != named[1]:
        return named[0], named[1]
    pairs = [(a, b) for n, a in enumerate(coders) for b in coders[n + 1 :]]
    if not pairs:
        return None, None
    return max(pairs, key=lambda p: len(_judged_by_both(asked.shelf, *p)))


def _judged_by_both(shelf: Shelf, one: str, two: str) -> list[str]:
    claims = [{c for field, c in values_of(shelf, coder) if field == "claim"} for coder in (one, two)]
    return sorted(claims[0] & claims[1], key=lambda c: (shelf.raw[c].report, shelf.raw[c].claim.start, c))


def _fields(name: str, left: Values, right: Values) -> Iterable[str]:
    return sorted({field for values in (left, right) for field, claim in values if claim == name and field != "claim"})


def _difference(shelf: Shelf, name: str, field: str, one: str, two: str) -> Difference:
    last = max(j.at for coder in (one, two) for j in coder_judgements(shelf, name, coder))
    acts = ("accept", "reject") if field == "claim" else ("correct",)
    decided = [
        j.by
        for j in shelf.judged.get(name, ())
        if adjudicates(j) and j.at >= last and j.act in acts and (field == "claim" or j.field == field)
    ]
    return Difference(
        key=f"{name}:{field}",
        claim=name,
        field=field,
        label="whether it stands" if field == "claim" else show_code(field),
        quote=one_line(shelf.raw[name].claim.quote)[:160],
        decided=decided[-1] if decided else None,
        shown=False,
    )


def _shown(key: str, found: list[Difference]) -> Difference | None:
    """Return the difference that a key names, or the first that is open; raises NotThereError for a key of none."""
    if key:
        named = next((d for d in found if d.key == key), None)
        if named is None:
            raise NotThereError("these two coders do not differ there")
        return named
    return next((d for d in found if d.decided is None), found[0] if found else None)


def _rates(shelf: Shelf, one: str, two: str) -> tuple[tuple[FieldAgreement, ...], str | None]:
    def make() -> tuple[tuple[FieldAgreement, ...], str | None]:
        try:
            return tuple(agreement_of(values_of(shelf, one), values_of(shelf, two))), None
        except InputError as error:
            return (), str(error)

    found: tuple[tuple[FieldAgreement, ...], str | None] = shelf.memo(("agreement", one, two), make)
    return found


def _text(asked: Asked, item: Filed) -> tuple[Piece, ...]:
    text = asked.shelf.text(item.report)
    first, last = max(item.claim.start - AROUND, 0), min(item.claim.end + AROUND, len(text))
    return pieces(text, [item.claim], first=first, last=last)
