"""Small things that several pages show: quotes, verdicts, bands, periods in words.

Invariant: every shown value names the claim or report it can be traced to.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from trucebook.model import Assessment
from trucebook.survival import BaseRate
from trucebook.web.shelf import Shelf
from trucebook.wording import one_line

VERDICTS = ("holding", "too_early", "fulfilled", "strained", "broken", "no_information", "not_in_force", "superseded", "expired")
PAST = ("superseded", "expired", "fulfilled")


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """A claim's words with where they stand: claim, report, the report's day and publisher; `kind` is the claim's.

    `before` and `after` are the rest of the sentence, empty where only the words themselves are shown.
    """

    claim: str
    report: str
    kind: str
    text: str
    published: str | None = None
    publisher: str | None = None
    before: str = ""
    after: str = ""


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """The band (0–1) of truces of a kind that were still in force after so many days."""

    days: int
    low: float | None
    high: float | None


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """A base rate: its class, cases, cases with a known end, median in days, the bands, and the caveat."""

    reference_class: str
    n: int
    ends_known: int
    median_days: float | None
    shares: tuple[Share, ...]
    caveat: str


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """How many provisions stand how."""

    kept: int = 0
    under_way: int = 0
    breached: int = 0
    due: int = 0
    unknown: int = 0


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """Violations laid to one side within the period: those alleged and those stated."""

    name: str
    alleged: int
    stated: int


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict on an agreement for a day: rule, evidence, what would change it, and the facts beside it."""

    verdict: str
    as_of: str
    rule: str
    evidence: tuple[Quote, ...]
    would_change: tuple[str, ...]
    age_days: int | None
    violations_now: int
    violations_before: int
    period_days: int
    sides: tuple[Side, ...]
    provisions: Ledger
    last_report: str | None
    days_since_last_report: int | None
    independent_reports: int


class Pager(msgspec.Struct, frozen=True, kw_only=True):
    """Which page of how many, and how many things in all."""

    page: int
    pages: int
    total: int


def paged[T](things: Sequence[T], page: int, size: int) -> tuple[Sequence[T], Pager]:
    """Return one page of things, and which page it is; a page past the last one is the last one."""
    pages = max(-(-len(things) // size), 1)
    page = min(page, pages)
    return things[(page - 1) * size : page * size], Pager(page=page, pages=pages, total=len(things))


def quote_of(shelf: Shelf, claim: str) -> Quote:
    """Return a claim as a quote."""
    item = shelf.raw[claim]
    source = shelf.sources[item.report]
    return Quote(
        claim=claim,
        report=item.report,
        kind=item.claim.kind,
        text=one_line(item.claim.quote),
        published=item.published,
        publisher=source.publisher,
    )


def quotes(shelf: Shelf, claims: Iterable[str], most: int = 6) -> tuple[Quote, ...]:
    """Return the first claims of some as quotes."""
    return tuple(quote_of(shelf, c) for c in list(claims)[:most] if c in shelf.raw)


def in_sentence(shelf: Shelf, claims: Iterable[str], most: int = 3) -> tuple[Quote, ...]:
    """Return the first claims of some as quotes with the rest of their sentences."""
    found = []
    for quote in quotes(shelf, claims, most):
        claim = shelf.raw[quote.claim].claim
        text = shelf.text(quote.report)
        first, last = sentence_around(text, claim.start, claim.end)
        found.append(msgspec.structs.replace(quote, before=one_line(text[first : claim.start]), after=one_line(text[claim.end : last])))
    return tuple(found)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence of a span begins and ends: at line breaks and full stops, at most 240 characters either way."""
    low, high = max(start - 240, 0), min(end + 240, len(text))
    first = max(text.rfind("\n", low, start) + 1, text.rfind(". ", low, start) + 2 if ". " in text[low:start] else 0)
    if first == 0 and low:
        first = text.find(" ", low, start) + 1 or low
    stops = [i for i in (text.find("\n", end, high), text.find(". ", end, high)) if i >= 0]
    if not stops:
        return max(first, low), high if high == len(text) else (text.rfind(" ", end, high) if " " in text[end:high] else high)
    last = min(stops)
    return max(first, low), last + (text[last] == ".")


def answer(shelf: Shelf, found: Assessment) -> Answer:
    """Return an assessment in the shape that pages show."""
    facts: dict[str, Any] = found.facts
    now, before = facts["violations"]["this_period"], facts["violations"]["period_before"]
    return Answer(
        verdict=found.verdict,
        as_of=found.as_of,
        rule=found.rule,
        evidence=in_sentence(shelf, (e.claim for e in found.evidence)),
        would_change=found.would_change,
        age_days=facts["age_days"],
        violations_now=sum(sum(c.values()) for c in now.values()),
        violations_before=sum(sum(c.values()) for c in before.values()),
        period_days=facts["violations"]["period_days"],
        sides=tuple(Side(name=name, **counts) for name, counts in sorted(now.items())),
        provisions=Ledger(**facts["provisions"]),
        last_report=facts["last_report"],
        days_since_last_report=facts["days_since_last_report"],
        independent_reports=facts["independent_reports"],
    )


def band(rate: BaseRate) -> Band:
    """Return a base rate in the shape that pages show."""
    return Band(
        reference_class=rate.reference_class,
        n=rate.n,
        ends_known=rate.ends_known,
        median_days=rate.median_days,
        shares=tuple(Share(days=s.days, low=s.low, high=s.high) for s in rate.shares),
        caveat=rate.caveat,
    )
