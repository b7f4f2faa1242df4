"""Figures: every number given for one count side by side, wire copies folded, with the one to prefer and why.

Invariant: nothing is added up and no number hides another; the preference is said with its reason.
"""

from collections.abc import Sequence

import msgspec

from trucebook.model import Figure, Rival
from trucebook.web.asked import Asked
from trucebook.web.shelf import Shelf
from trucebook.web.shown import Pager, Quote, paged, quotes
from trucebook.wording import show_amount, show_period

SIZE = 30
GRADES = "ABCDEF"


class RivalRow(msgspec.Struct, frozen=True, kw_only=True):
    """One number given: its bounds, in words, how many independent sources and how many reports print it, who counted, its words."""

    words: str
    low: int | None
    high: int | None
    quantifier: str
    sources: int
    reports: int
    counted_by: tuple[str, ...]
    recommended: bool
    evidence: tuple[Quote, ...]


class FigureRow(msgspec.Struct, frozen=True, kw_only=True):
    """One count with every number given for it; `least` and `most` span them, `why` says why one is recommended."""

    id: str
    category: str
    measure: str | None
    who: str | None
    place: str | None
    date: str
    least: int | None
    most: int | None
    why: str
    rivals: tuple[RivalRow, ...]


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """A category and how many figures it has."""

    category: str
    number: int


class FiguresPage(msgspec.Struct, frozen=True, kw_only=True):
    """Figures, the contradicted ones first, then the latest; filtered by category and words."""

    words: str
    category: str | None
    categories: tuple[Choice, ...]
    figures: tuple[FigureRow, ...]
    pager: Pager


def show(asked: Asked) -> FiguresPage:
    """Return the page of figures."""
    shelf, words = asked.shelf, asked.words()
    ranked: list[Figure] = shelf.memo("figures", lambda: sorted(shelf.nouns.figures.values(), key=lambda f: _rank(shelf, f), reverse=True))
    found = [f for f in ranked if not words or _holds(f, words)]
    counts: dict[str, int] = {}
    for figure in found:
        counts[figure.category] = counts.get(figure.category, 0) + 1
    category = asked.query.get("category") if asked.query.get("category") in counts else None
    shown, pager = paged([f for f in found if category in (None, f.category)], asked.page(), SIZE)
    return FiguresPage(
        words=words,
        category=category,
        categories=tuple(Choice(category=c, number=n) for c, n in sorted(counts.items(), key=lambda row: -row[1])),
        figures=tuple(figure_row(shelf, f) for f in shown),
        pager=pager,
    )


def figure_row(shelf: Shelf, figure: Figure) -> FigureRow:
    """Return a figure with its numbers side by side."""
    best, why = recommend(shelf, figure.rivals)
    bounds = [n for r in figure.rivals for n in (r.value.low, r.value.high) if n is not None]
    return FigureRow(
        id=figure.id,
        category=figure.category,
        measure=figure.measure,
        who=figure.who,
        place=figure.place,
        date=show_period(figure.date),
        least=min(bounds, default=None),
        most=max(bounds, default=None),
        why=why,
        rivals=tuple(_rival(shelf, r, r is best and len(figure.rivals) > 1) for r in figure.rivals),
    )


def recommend(shelf: Shelf, rivals: Sequence[Rival]) -> tuple[Rival | None, str]:
    """Return the number to prefer and why: most independent sources, then the best graded source, then the latest report."""
    if not rivals:
        return None, ""
    if len(rivals) == 1:
        return rivals[0], "the only number given"
    keys = {id(r): (r.sources, -_grade(shelf, r), _latest(shelf, r)) for r in rivals}
    ordered = sorted(rivals, key=lambda r: keys[id(r)], reverse=True)
    best, second = keys[id(ordered[0])], keys[id(ordered[1])]
    if best == second:
        return None, "nothing tells these apart: as many sources, graded alike, of one day"
    if best[0] != second[0]:
        return ordered[0], f"{best[0]} independent sources print it"
    if best[1] != second[1]:
        return ordered[0], f"its source is graded {GRADES[-best[1]]}"
    return ordered[0], f"the latest report prints it ({best[2]})"


def _rival(shelf: Shelf, rival: Rival, recommended: bool) -> RivalRow:
    return RivalRow(
        words=show_amount(rival.value),
        low=rival.value.low,
        high=rival.value.high,
        quantifier=rival.value.quantifier,
        sources=rival.sources,
        reports=len({shelf.raw[c].report for c in rival.claims if c in shelf.raw}),
        counted_by=rival.counted_by,
        recommended=recommended,
        evidence=quotes(shelf, rival.claims, 3),
    )


def _grade(shelf: Shelf, rival: Rival) -> int:
    return min((GRADES.index(shelf.sources[shelf.raw[c].report].grade) for c in rival.claims if c in shelf.raw), default=5)


def _latest(shelf: Shelf, rival: Rival) -> str:
    return max((shelf.raw[c].published or "" for c in rival.claims if c in shelf.raw), default="")


def _rank(shelf: Shelf, figure: Figure) -> tuple[bool, str, str]:
    return len(figure.rivals) > 1, max((shelf.raw[c].published or "" for c in figure.claims if c in shelf.raw), default=""), figure.id


def _holds(figure: Figure, words: str) -> bool:
    said = " ".join((figure.category, figure.who or "", figure.place or "")).lower()
    return all(word in said for word in words.lower().split())
