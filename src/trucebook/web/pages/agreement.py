"""One agreement whole: its answer, parties, ledger, violations, the chain it stands in, figures and reports.

Invariant: every cell leads to the words it came from; a standing has the day its report appeared, never a day nobody gave.
"""

from collections.abc import Sequence

import msgspec

from trucebook.exports import FORMATS
from trucebook.matching import fields_of
from trucebook.model import Agreement, Figure, Provision, Siege, Standing, Violation
from trucebook.redaction import profiles
from trucebook.web.asked import Asked, NotThereError
from trucebook.web.pages.board import Card, card
from trucebook.web.pages.figures import FigureRow, figure_row
from trucebook.web.shelf import Shelf
from trucebook.web.shown import Quote, quotes
from trucebook.wording import show_period

MOST_FIGURES = 40
MOST_VIOLATIONS = 60
MOST_REPORTS = 60
MOST_SIEGES = 20


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One fact of an agreement in words, with the claims that give it."""

    name: str
    words: tuple[str, ...]
    evidence: tuple[Quote, ...] = ()


class Dot(msgspec.Struct, frozen=True, kw_only=True):
    """How a thing stood by one report: the report's day, the status, and the claim that says so."""

    day: str | None
    status: str
    claim: str
    report: str


class LedgerRow(msgspec.Struct, frozen=True, kw_only=True):
    """One provision: its letter, who owes what to whom, in exchange for which letters, due when, how it stood over time, and its words."""

    id: str
    letter: str
    action: str
    debtor: str | None
    beneficiary: str | None
    object: str | None
    place: str | None
    due: str
    in_exchange_for: tuple[str, ...]
    status: str
    dots: tuple[Dot, ...]
    evidence: tuple[Quote, ...]


class ViolationRow(msgspec.Struct, frozen=True, kw_only=True):
    """One violation: the act, by whom on whom, when, who alleges it (None where a report states it itself), and its words."""

    id: str
    act: str | None
    perpetrator: str | None
    victim: str | None
    date: str
    alleged_by: str | None
    evidence: tuple[Quote, ...]


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement earlier or later in the chain, with its verdict for the day."""

    id: str
    label: str
    began: str
    verdict: str


class SiegeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A siege that the agreement is to lift or that its reports tell of: where, by whom, what is cut, from when to when if known."""

    id: str
    place: str | None
    besiegers: tuple[str, ...]
    cut: tuple[str, ...]
    began: str
    ended: str
    lifted_by: bool
    dots: tuple[Dot, ...]
    evidence: tuple[Quote, ...]


class StanceRow(msgspec.Struct, frozen=True, kw_only=True):
    """An actor's stance on the agreement and the day it was first reported; `conditional` where it hangs on something."""

    actor: str
    stance: str
    reported: str | None
    conditional: bool
    evidence: tuple[Quote, ...]


class ReportRow(msgspec.Struct, frozen=True, kw_only=True):
    """A report that tells of the agreement."""

    id: str
    title: str | None
    published: str | None
    publisher: str | None
    grade: str


class AgreementPage(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement whole; `standings` are in the order of the reports, `earlier` and `later` the chain it stands in."""

    as_of: str
    today: str
    card: Card
    facts: tuple[Fact, ...]
    standings: tuple[Dot, ...]
    ledger: tuple[LedgerRow, ...]
    violations: tuple[ViolationRow, ...]
    more_violations: int
    earlier: tuple[Link, ...]
    later: tuple[Link, ...]
    sieges: tuple[SiegeRow, ...]
    stances: tuple[StanceRow, ...]
    figures: tuple[FigureRow, ...]
    more_figures: int
    reports: tuple[ReportRow, ...]
    more_reports: int
    formats: tuple[str, ...]
    profiles: tuple[str, ...]


def show(asked: Asked) -> AgreementPage:
    """Return the page of the agreement the address names."""
    shelf, day = asked.shelf, asked.as_of()
    agreement = shelf.nouns.agreements.get(asked.path["id"])
    if agreement is None:
        raise NotThereError("the book holds no such agreement; it may have been joined with another one")
    reports = list(dict.fromkeys(shelf.raw[c].report for c in agreement.claims if c in shelf.raw))
    violations = sorted(shelf.nouns.violations_of.get(agreement.id, ()), key=lambda v: (v.reported or "", v.id), reverse=True)
    figures = _figures(shelf, reports)
    return AgreementPage(
        as_of=day,
        today=asked.today(),
        card=card(shelf, agreement, day),
        facts=tuple(_facts(shelf, agreement)),
        standings=dots(shelf, agreement.standings),
        ledger=ledger(shelf, shelf.nouns.provisions_of.get(agreement.id, ())),
        violations=tuple(violation_row(shelf, v) for v in violations[:MOST_VIOLATIONS]),
        more_violations=max(len(violations) - MOST_VIOLATIONS, 0),
        earlier=_chain(shelf, agreement, day, "supersedes"),
        later=_chain(shelf, agreement, day, "superseded_by"),
        sieges=tuple(_siege(shelf, s, agreement) for s in shelf.around(agreement, beside=False).sieges[:MOST_SIEGES]),
        stances=tuple(
            StanceRow(actor=p.actor, stance=p.stance, reported=p.reported, conditional=p.conditional, evidence=quotes(shelf, p.claims, 2))
            for p in shelf.nouns.positions_of.get(agreement.id, ())
        ),
        figures=tuple(figure_row(shelf, f) for f in figures[:MOST_FIGURES]),
        more_figures=max(len(figures) - MOST_FIGURES, 0),
        reports=tuple(report_row(shelf, name) for name in reports[-MOST_REPORTS:]),
        more_reports=max(len(reports) - MOST_REPORTS, 0),
        formats=tuple(f for f in FORMATS if f != "brief"),
        profiles=tuple(profiles()),
    )


def _facts(shelf: Shelf, agreement: Agreement) -> list[Fact]:
    """Return what is known of the agreement itself, each with the claims that say so."""
    rows: list[tuple[str, str, Sequence[str]]] = [
        ("parties", "parties", agreement.parties),
        ("mediators", "mediators", agreement.mediators),
        ("monitors", "monitors", agreement.monitors),
        ("took effect", "began", [show_period(agreement.began)] if agreement.began else []),
        ("declared", "declared", [show_period(agreement.declared)] if agreement.declared else []),
        ("ended", "ended", [show_period(agreement.ended)] if agreement.ended else []),
        ("term", "duration", [agreement.duration] if agreement.duration else []),
        ("place", "place", [agreement.place] if agreement.place else []),
    ]
    found = []
    for name, field, words in rows:
        if words:
            told = [c for c in agreement.claims if c in shelf.filed and any(True for _ in fields_of(shelf.filed[c].claim, field))]
            found.append(Fact(name=name, words=tuple(words), evidence=quotes(shelf, told, 3)))
    return found


def dots(shelf: Shelf, standings: Sequence[Standing]) -> tuple[Dot, ...]:
    """Return standings as dots."""
    return tuple(
        Dot(day=s.day, status=s.status, claim=s.claim, report=shelf.raw[s.claim].report) for s in standings if s.claim in shelf.raw
    )


def ledger(shelf: Shelf, provisions: Sequence[Provision]) -> tuple[LedgerRow, ...]:
    """Return provisions as rows, lettered in the order their words stand in the reports."""
    ordered = sorted(provisions, key=lambda p: min((_stands(shelf, c) for c in p.claims), default=("", "", 0)))
    letters = {p.id: _letter(n) for n, p in enumerate(ordered)}
    return tuple(
        LedgerRow(
            id=p.id,
            letter=letters[p.id],
            action=p.action,
            debtor=p.debtor,
            beneficiary=p.beneficiary,
            object=p.object,
            place=p.place,
            due=show_period(p.due),
            in_exchange_for=tuple(sorted(letters[i] for i in p.in_exchange_for if i in letters)),
            status=p.standings[-1].status if p.standings else "unknown",
            dots=dots(shelf, p.standings),
            evidence=quotes(shelf, p.claims),
        )
        for p in ordered
    )


def violation_row(shelf: Shelf, violation: Violation) -> ViolationRow:
    """Return a violation as a row."""
    return ViolationRow(
        id=violation.id,
        act=violation.act,
        perpetrator=violation.perpetrator,
        victim=violation.victim,
        date=show_period(violation.date),
        alleged_by=violation.alleged_by,
        evidence=quotes(shelf, violation.claims, 3),
    )


def _siege(shelf: Shelf, siege: Siege, agreement: Agreement) -> SiegeRow:
    return SiegeRow(
        id=siege.id,
        place=siege.place,
        besiegers=siege.besiegers,
        cut=siege.cut,
        began=show_period(siege.began),
        ended=show_period(siege.ended),
        lifted_by=siege.agreement == agreement.id,
        dots=dots(shelf, siege.standings),
        evidence=quotes(shelf, siege.claims, 3),
    )


def report_row(shelf: Shelf, name: str) -> ReportRow:
    """Return a report as a row."""
    source = shelf.sources[name]
    return ReportRow(id=name, title=source.title, published=source.published, publisher=source.publisher, grade=source.grade)


def _chain(shelf: Shelf, agreement: Agreement, day: str, way: str) -> tuple[Link, ...]:
    """Return the agreements reached by following the chain one way, the nearest first."""
    found: list[Link] = []
    seen, name = {agreement.id}, getattr(agreement, way)
    while name in shelf.nouns.agreements and name not in seen and len(found) < 12:
        other = shelf.nouns.agreements[name]
        verdict = shelf.assess(other, day).verdict
        found.append(Link(id=other.id, label=other.label, began=show_period(other.began or other.declared or other.ended), verdict=verdict))
        seen.add(name)
        name = getattr(other, way)
    return tuple(found)


def _figures(shelf: Shelf, reports: Sequence[str]) -> list[Figure]:
    """Return the figures told in some reports, each once, the latest report's first."""
    found: dict[str, Figure] = {}
    for name in reversed(reports):
        for claim in shelf.claims_of[name]:
            noun = shelf.nouns.noun_of.get(claim)
            if isinstance(noun, Figure):
                found.setdefault(noun.id, noun)
    return list(found.values())


def _stands(shelf: Shelf, claim: str) -> tuple[str, str, int]:
    item = shelf.raw[claim]
    return item.published or "9999", item.report, item.claim.start


def _letter(n: int) -> str:
    return chr(97 + n) if n < 26 else _letter(n // 26 - 1) + chr(97 + n % 26)
