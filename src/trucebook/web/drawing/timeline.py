"""The timeline drawn: one lane an agreement, solid where it surely was, hatched where it may have been.

Invariant: x is a linear function of the day; a bar's solid part is the days every reading of the reports agrees on, never more.
"""

import datetime as dt
from collections.abc import Iterator

from markupsafe import Markup, escape

from trucebook.web.pages.timeline import Lane, Mark, Reach, TimelinePage

WIDTH = 1200.0
LEFT = 232.0
LANE = 34
TOP = 34


def draw(page: TimelinePage, addresses: dict[str, str]) -> Markup:
    """Return the timeline as SVG; `addresses` say where a lane's name leads."""
    scale = Scale(page.first, page.last)
    rows = {lane.id: n for n, lane in enumerate(page.lanes)}
    height = TOP + LANE * max(len(page.lanes), 1) + 10
    parts = [*_axis(scale, height), *_today(scale, page.as_of, height)]
    for lane in page.lanes:
        parts += _link(scale, lane, rows, page)
    for n, lane in enumerate(page.lanes):
        parts += _lane(scale, lane, TOP + n * LANE, addresses.get(lane.id, ""))
    said = f"{len(page.lanes)} agreements from {page.first} to {page.last}; the table below says the same in words"
    defs = (
        '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<line x1="0" y1="0" x2="0" y2="6"/></pattern></defs>'
    )
    head = (
        f'<svg class="timeline" viewBox="0 0 {WIDTH:.0f} {height}" role="group" aria-label="{escape(said)}" '
        f'data-first="{page.first}" data-last="{page.last}" data-left="{LEFT:.0f}" data-width="{WIDTH:.0f}">'
    )
    return Markup(
        f'{head}{defs}<rect class="ground" x="{LEFT}" y="{TOP - 8}" width="{WIDTH - LEFT}" height="{height - TOP}"/>{"".join(parts)}</svg>'
    )


class Scale:
    """Days to positions between the left edge of the lanes and the right edge of the drawing."""

    def __init__(self, first: str, last: str) -> None:
        self.first, self.last = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
        self.days = max((self.last - self.first).days + 1, 1)

    def at(self, day: str, *, end: bool = False) -> float:
        """Return where a day begins, or ends; days outside are drawn at the edge."""
        n = (dt.date.fromisoformat(day) - self.first).days + (1 if end else 0)
        return LEFT + (WIDTH - LEFT) * min(max(n / self.days, 0.0), 1.0)

    def holds(self, day: str) -> bool:
        """Say whether a day is drawn."""
        return self.first <= dt.date.fromisoformat(day) <= self.last


def _axis(scale: Scale, height: int) -> Iterator[str]:
    """Yield the axis: days, weeks, months or years, whichever gives five to fourteen ticks."""
    for day, label in _ticks(scale):
        x = scale.at(day.isoformat())
        yield f'<line class="tick" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 8}" y2="{height - 8}"/>'
        yield f'<text class="ticklabel" x="{x + 3:.1f}" y="18">{label}</text>'


def _ticks(scale: Scale) -> Iterator[tuple[dt.date, str]]:
    day, step = scale.first, _step(scale.days)
    if step >= 300:
        years = max(round(step / 365), 1)
        for year in range(scale.first.year + 1, scale.last.year + 1):
            if year % years == 0:
                yield dt.date(year, 1, 1), str(year)
        return
    if step >= 28:
        months = max(round(step / 30), 1)
        for n in range(scale.first.year * 12 + scale.first.month, scale.last.year * 12 + scale.last.month):
            if n % months == 0:
                first = dt.date(n // 12, n % 12 + 1, 1)
                yield first, f"{first:%b} {first.year}"
        return
    while day <= scale.last:
        if (day - scale.first).days % step == 0 and day != scale.first:
            yield day, f"{day.day} {day:%b}"
        day += dt.timedelta(days=1)


def _step(days: int) -> int:
    return next((s for s in (1, 2, 7, 14, 30, 61, 91, 182, 365, 730, 1826) if days / s <= 13), 3652)


def _today(scale: Scale, day: str, height: int) -> Iterator[str]:
    if scale.holds(day):
        x = scale.at(day, end=True)
        yield f'<line class="asof" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 10}" y2="{height - 8}"/>'


def _lane(scale: Scale, lane: Lane, y: int, address: str) -> Iterator[str]:
    label = lane.label if len(lane.label) < 32 else lane.label[:30] + "…"
    name = f'<a href="{escape(address)}"><text class="lane" x="4" y="{y + 15}">{escape(label)}</text></a>'
    place = f'<text class="place" x="4" y="{y + 28}">{escape(lane.place[:34])}</text>' if lane.place else ""
    drawn = "".join([*_bar(scale, lane, y + 6), *(_mark(scale, m, y + 6) for m in lane.marks)])
    yield f'<g class="row v-{lane.verdict or lane.kind}">{name}{place}{drawn}</g>'


def _bar(scale: Scale, lane: Lane, y: int) -> Iterator[str]:
    """Yield the hatched days an agreement may have been of force in, and the solid ones it surely was; an open end fades in an arrow."""
    began, ended = lane.began, lane.ended
    start = began.first if began else None
    stop = ended.last if ended else None
    open_end = stop is None
    x0 = scale.at(start) if start else LEFT
    x1 = scale.at(stop, end=True) if stop else scale.at(scale.last.isoformat(), end=True)
    said = f"{lane.label}: began {_words(began)}, ended {_words(ended)}"
    yield f'<rect class="maybe" x="{x0:.1f}" y="{y}" width="{max(x1 - x0, 3):.1f}" height="14" rx="2"><title>{escape(said)}</title></rect>'
    sure0 = scale.at(began.last, end=began.first != began.last) if began and began.last else None
    sure1 = scale.at(ended.first) if ended and ended.first else (scale.at(scale.last.isoformat(), end=True) - 60 if open_end else None)
    if sure0 is not None and sure1 is not None and sure1 > sure0 and not open_end:
        yield f'<rect class="sure" x="{sure0:.1f}" y="{y}" width="{sure1 - sure0:.1f}" height="14" rx="2"/>'
    if sure0 is not None and open_end:
        yield f'<rect class="sure" x="{sure0:.1f}" y="{y}" width="4" height="14"/><path class="arrow" d="M{x1 - 7:.1f} {y + 3}l5 4-5 4"/>'


def _mark(scale: Scale, mark: Mark, y: int) -> str:
    """Return a violation: a tick as wide as its possible days, hollow where it is only alleged; outside of the days drawn, nothing."""
    first, last = mark.reach.first or "", mark.reach.last or ""
    if not (scale.holds(first) or scale.holds(last)):
        return ""
    x0, x1 = scale.at(first), scale.at(last, end=True)
    kind = "alleged" if mark.alleged else "stated"
    said = f"{mark.label.replace('_', ' ')}, {kind}: {first}" + (f" to {last}" if last != first else "")
    shape = (
        f'<rect class="mark {kind}" x="{x0:.1f}" y="{y + 16}" width="{max(x1 - x0, 4):.1f}" height="6"><title>{escape(said)}</title></rect>'
    )
    return f'<a href="/review?item={escape(mark.claim)}" aria-label="{escape(said)}">{shape}</a>'


def _link(scale: Scale, lane: Lane, rows: dict[str, int], page: TimelinePage) -> Iterator[str]:
    """Yield the line from an agreement to the one it takes the place of, where both are drawn."""
    if lane.follows not in rows:
        return
    old = page.lanes[rows[lane.follows]]
    x0 = scale.at(old.ended.last, end=True) if old.ended and old.ended.last else scale.at(page.last)
    x1 = scale.at(lane.began.first) if lane.began and lane.began.first else LEFT
    y0, y1 = TOP + rows[old.id] * LANE + 13, TOP + rows[lane.id] * LANE + 13
    x0 = min(x0, x1) if lane.began else x0
    yield f'<path class="follows" d="M{x0:.1f} {y0}C{x0 + 14:.1f} {(y0 + y1) / 2:.1f} {x1 - 14:.1f} {(y0 + y1) / 2:.1f} {x1:.1f} {y1}"/>'


def _words(reach: Reach | None) -> str:
    if reach is None:
        return "on a day unknown"
    return reach.first if reach.first == reach.last and reach.first else f"between {reach.first or '?'} and {reach.last or '?'}"
