"""The holding board: a card for each agreement, with its verdict as of a day.

Invariant: the newest told stand first, those that are over or only told as background last; a card never shows a verdict without its rule.
"""

import msgspec

from trucebook.model import Agreement
from trucebook.web.asked import Asked
from trucebook.web.shelf import Shelf
from trucebook.web.shown import PAST, VERDICTS, Answer, Band, Pager, answer, band, paged
from trucebook.wording import show_period

SIZE = 12


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """One agreement on the board: what it is, the answer for the day, and the base rate of its kind."""

    id: str
    label: str
    kind: str | None
    place: str | None
    parties: tuple[str, ...]
    began: str
    background: bool
    answer: Answer
    band: Band


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """How many agreements have a verdict."""

    verdict: str
    number: int


class BoardPage(msgspec.Struct, frozen=True, kw_only=True):
    """The board: the day it speaks of, the filters, how many agreements have each verdict, and one page of cards."""

    as_of: str
    today: str
    last_report: str | None
    words: str
    verdict: str | None
    counts: tuple[Count, ...]
    cards: tuple[Card, ...]
    pager: Pager


def show(asked: Asked) -> BoardPage:
    """Return the board as of the day asked for."""
    shelf, day, words = asked.shelf, asked.as_of(), asked.words()
    ranked: list[tuple[str, Agreement]] = shelf.memo(("board", day), lambda: _ranked(shelf, day))
    found = [(v, a) for v, a in ranked if not words or holds(a, words)]
    verdict = asked.query.get("verdict") if asked.query.get("verdict") in VERDICTS else None
    counts = [Count(verdict=v, number=n) for v in VERDICTS if (n := sum(1 for have, _ in found if have == v))]
    shown, pager = paged([a for v, a in found if verdict in (None, v)], asked.page(), SIZE)
    return BoardPage(
        as_of=day,
        today=asked.today(),
        last_report=shelf.last_day(),
        words=words,
        verdict=verdict,
        counts=tuple(counts),
        cards=tuple(card(shelf, a, day) for a in shown),
        pager=pager,
    )


def card(shelf: Shelf, agreement: Agreement, day: str) -> Card:
    """Return the card of an agreement for an ISO day."""
    return Card(
        id=agreement.id,
        label=agreement.label,
        kind=agreement.kind,
        place=agreement.place,
        parties=agreement.parties[:4],
        began=show_period(agreement.began or agreement.declared),
        background=agreement.background,
        answer=answer(shelf, shelf.assess(agreement, day)),
        band=band(shelf.rate(agreement)),
    )


def holds(agreement: Agreement, words: str) -> bool:
    """Say whether an agreement's label, place, kind or parties hold every word."""
    said = " ".join((agreement.label, agreement.place or "", agreement.kind or "", *agreement.parties, *agreement.mediators)).lower()
    return all(word in said for word in words.lower().split())


def _ranked(shelf: Shelf, day: str) -> list[tuple[str, Agreement]]:
    """Return (verdict, agreement) in the order of the board."""
    rows = [(shelf.assess(a, day).verdict, a) for a in shelf.nouns.agreements.values()]
    told = {a.id: max((s.day or "" for s in a.standings), default="") for _, a in rows}
    rows.sort(key=lambda row: (told[row[1].id], row[1].id), reverse=True)
    return sorted(rows, key=lambda row: (row[1].background, row[0] in PAST))
