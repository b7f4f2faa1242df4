"""Small drawings beside words: the bar of a ledger, the band of a base rate, the spread of a figure, dots of a standing.

Invariant: every drawing has a name in words for those who do not see it, and colour is never its only sign.
"""

from collections.abc import Sequence

from markupsafe import Markup, escape

from trucebook.web.pages.agreement import Dot
from trucebook.web.pages.figures import FigureRow
from trucebook.web.shown import Band, Ledger

PARTS = ("kept", "under_way", "due", "breached", "unknown")


def ledger_bar(ledger: Ledger) -> Markup:
    """Return a bar of provisions by standing, 100 units wide."""
    counts = [(name, getattr(ledger, name)) for name in PARTS]
    total = sum(n for _, n in counts)
    if not total:
        head = '<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        return Markup(f'{head}<rect class="none" width="100" height="6"/></svg>')
    said = ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in counts if n)
    rects, at = [], 0.0
    for name, n in counts:
        if n:
            width = 100 * n / total
            rects.append(f'<rect class="{name}" x="{at:.2f}" width="{max(width - 0.8, 0.4):.2f}" height="6"/>')
            at += width
    return Markup(
        f'<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label="{escape(said)}">{"".join(rects)}</svg>'
    )


def band_chart(band: Band) -> Markup:
    """Return the band of truces still in force after 7, 30, 90 and 365 days, as boxes from low to high on a scale of 0 to 1."""
    boxes = []
    for n, share in enumerate(band.shares):
        low, high = share.low or 0.0, share.high if share.high is not None else 1.0
        y, height = 26 - 24 * high, max(24 * (high - low), 1.2)
        boxes.append(f'<rect class="band" x="{n * 28 + 3}" y="{y:.1f}" width="20" height="{height:.1f}" rx="1"/>')
        boxes.append(f'<text x="{n * 28 + 13}" y="35" text-anchor="middle">{_span(share.days)}</text>')
    said = "; ".join(f"after {s.days} days {_share(s.low)} to {_share(s.high)}" for s in band.shares)
    return Markup(
        f'<svg class="bandchart" viewBox="0 0 112 37" role="img" aria-label="still in force: {escape(said)}">'
        f'<line class="rule" x1="0" x2="112" y1="26.5" y2="26.5"/>'
        f'<line class="rule faint" x1="0" x2="112" y1="2" y2="2"/>{"".join(boxes)}</svg>'
    )


def spread(figure: FigureRow) -> Markup:
    """Return the numbers given for a figure on one line from the least to the most; an open end is an arrow."""
    if figure.least is None or figure.most is None or len(figure.rivals) < 2:
        return Markup("")
    width = max(figure.most - figure.least, 1)

    def at(n: int) -> float:
        return 6 + 188 * (n - figure.least) / width  # type: ignore[operator]

    marks = []
    for rival in figure.rivals:
        low, high = rival.low, rival.high
        first, last = (at(n) if n is not None else None for n in (low, high))
        kind = "best" if rival.recommended else "other"
        place = first if first is not None else last
        if place is None:
            continue
        if first is not None and last is not None and last > first:
            marks.append(f'<line class="{kind}" x1="{first:.1f}" x2="{last:.1f}" y1="10" y2="10"/>')
        if last is None:
            marks.append(f'<path class="{kind}" d="M{place:.1f} 10h8m-3-3l3 3-3 3"/>')
        if first is None:
            marks.append(f'<path class="{kind}" d="M{place:.1f} 10h-8m3-3l-3 3 3 3"/>')
        marks.append(f'<circle class="{kind}" cx="{place:.1f}" cy="10" r="{4 if rival.recommended else 3}"/>')
    said = f"from {figure.least:,} to {figure.most:,}"
    return Markup(
        f'<svg class="spread" viewBox="0 0 212 20" role="img" aria-label="{escape(said)}">'
        f'<line class="rule" x1="4" x2="208" y1="10" y2="10"/>{"".join(marks)}</svg>'
    )


def standing_dots(dots: Sequence[Dot]) -> Markup:
    """Return one dot a report in their order, each with its status as class and the whole in words; at most twelve, the latest."""
    latest = dots[-12:]
    said = "; ".join(f"{d.day or 'day unknown'}: {d.status.replace('_', ' ')}" for d in latest)
    marks = [f'<circle class="s-{escape(d.status)}" cx="{6 + 12 * n}" cy="6" r="4.2"/>' for n, d in enumerate(latest)]
    line = f'<line class="rule" x1="6" x2="{6 + 12 * (len(latest) - 1)}" y1="6" y2="6"/>' if len(latest) > 1 else ""
    head = f'<svg class="dots" width="{12 * len(latest)}" height="12" role="img" aria-label="{escape(said or "no standing told")}">'
    return Markup(f"{head}{line}{''.join(marks)}</svg>")


def _span(days: int) -> str:
    return "1 y" if days == 365 else f"{days} d"


def _share(share: float | None) -> str:
    return "unknown" if share is None else f"{share:.2f}"
