"""The timeline: agreements as bars whose ends are as uncertain as the reports leave them, with what happened under each.

Invariant: nothing is drawn on a day nobody gave: a period is drawn from its first to its last possible day, and what has no day is listed.
"""

import datetime as dt

import msgspec

from trucebook.model import Agreement, Event, PeriodValue, Siege, Violation
from trucebook.web.asked import Asked
from trucebook.web.pages.board import holds
from trucebook.web.shelf import Shelf
from trucebook.web.shown import Pager, Quote, paged, quotes
from trucebook.wording import show_period

MOST_LANES = 40
MOST_MARKS = 60
MOST_SIEGES = 12
SIZE = 60


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """The first and the last possible day of something; None where that end is open."""

    first: str | None
    last: str | None


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A violation under an agreement: its possible days, what it is, whether it is only alleged, and its claim."""

    reach: Reach
    label: str
    alleged: bool
    claim: str


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """One agreement or siege: when it began and ended as far as is known, its verdict for the day, what it follows, its violations."""

    id: str
    kind: str
    label: str
    place: str | None
    began: Reach | None
    ended: Reach | None
    verdict: str | None
    follows: str | None
    marks: tuple[Mark, ...]


class EventRow(msgspec.Struct, frozen=True, kw_only=True):
    """One act of the table: when in words (empty where no day is told), type, who to whom, where, how it stands, its words."""

    id: str
    when: str
    type: str
    source: str | None
    target: str | None
    place: str | None
    assertion: str
    evidence: tuple[Quote, ...]


class TimelinePage(msgspec.Struct, frozen=True, kw_only=True):
    """The timeline from `first` to `last`: lanes in order of their beginning, those no day is known of, and one page of the acts within."""

    as_of: str
    words: str
    first: str
    last: str
    chosen: bool
    lanes: tuple[Lane, ...]
    undated: tuple[Lane, ...]
    undated_sieges: tuple[Lane, ...]
    more_lanes: int
    events: tuple[EventRow, ...]
    pager: Pager
    undated_events: int


def show(asked: Asked) -> TimelinePage:
    """Return the timeline of the days asked for, or of the agreements not told as background."""
    shelf, day, words = asked.shelf, asked.as_of(), asked.words()
    first, last = asked.day("from"), asked.day("to")
    chosen = bool(first or last)
    found = [a for a in _by_beginning(shelf) if not words or holds(a, words)]
    if chosen:
        found = [a for a in found if touches(_whole(a), first, last)]
    dated = [a for a in found if _whole(a).first or _whole(a).last]
    shown = dated if len(dated) <= MOST_LANES else dated[-MOST_LANES:]
    sieges = [s for s in shelf.nouns.sieges.values() if _spans(s, first, last, words)][-MOST_SIEGES:]
    lanes = (*(_lane(shelf, a, day) for a in shown), *(_siege_lane(s) for s in sieges))
    first, last = first or _edge(lanes, day, 0), last or _edge(lanes, day, 1)
    if first > last:
        first, last = last, first
    events, pager, undated = _events(asked, first, last, words)
    return TimelinePage(
        as_of=day,
        words=words,
        first=first,
        last=last,
        chosen=chosen,
        lanes=lanes,
        undated=() if chosen else tuple(_lane(shelf, a, day) for a in found if not (_whole(a).first or _whole(a).last))[:20],
        undated_sieges=() if chosen else tuple(_siege_lane(s) for s in shelf.nouns.sieges.values() if _dayless(s, words))[:20],
        more_lanes=len(dated) - len(shown),
        events=events,
        pager=pager,
        undated_events=undated,
    )


def _by_beginning(shelf: Shelf) -> list[Agreement]:
    found: list[Agreement] = shelf.memo(
        "by beginning", lambda: sorted(shelf.nouns.agreements.values(), key=lambda a: (_whole(a).first or "", a.id))
    )
    return found


def _whole(agreement: Agreement) -> Reach:
    """Return the days an agreement can have been of force in, from the earliest beginning to the latest end told."""
    began, ended = agreement.began or agreement.declared, agreement.ended
    return Reach(first=began.first if began else (ended.first if ended else None), last=ended.last if ended else None)


def _lane(shelf: Shelf, agreement: Agreement, day: str) -> Lane:
    marks = [m for v in shelf.nouns.violations_of.get(agreement.id, ()) if (m := _mark(v)) is not None]
    return Lane(
        id=agreement.id,
        kind="agreement",
        label=agreement.label,
        place=agreement.place,
        began=_reach(agreement.began or agreement.declared),
        ended=_reach(agreement.ended),
        verdict=shelf.assess(agreement, day).verdict,
        follows=agreement.supersedes,
        marks=tuple(sorted(marks, key=lambda m: m.reach.first or "")[-MOST_MARKS:]),
    )


def _dayless(siege: Siege, words: str) -> bool:
    """Say whether no day is told of a siege that holds every word."""
    return _reach(siege.began) is None and _reach(siege.ended) is None and all(w in _told(siege) for w in words.lower().split())


def _told(siege: Siege) -> str:
    return " ".join(("siege", siege.place or "", *siege.besiegers)).lower()


def _spans(siege: Siege, first: str | None, last: str | None, words: str) -> bool:
    """Say whether a siege has a known day within some days and holds every word."""
    said = _told(siege)
    began = siege.began or siege.ended
    whole = Reach(first=began.first if began else None, last=siege.ended.last if siege.ended else None)
    return began is not None and all(w in said for w in words.lower().split()) and touches(whole, first, last)


def _siege_lane(siege: Siege) -> Lane:
    by = f" by {siege.besiegers[0]}" if siege.besiegers else ""
    return Lane(
        id=siege.id,
        kind="siege",
        label=f"siege{by}",
        place=siege.place,
        began=_reach(siege.began),
        ended=_reach(siege.ended),
        verdict=None,
        follows=None,
        marks=(),
    )


def _mark(violation: Violation) -> Mark | None:
    reach = _reach(violation.date)
    if reach is None or reach.first is None or reach.last is None:
        return None
    return Mark(reach=reach, label=violation.act or "violation", alleged=violation.alleged_by is not None, claim=violation.claims[0])


def _reach(period: PeriodValue | None) -> Reach | None:
    return Reach(first=period.first, last=period.last) if period is not None and (period.first or period.last) else None


def touches(reach: Reach, first: str | None, last: str | None) -> bool:
    """Say whether something can fall within some ISO days; an end that is open reaches on."""
    return (reach.first or "") <= (last or "9999") and (reach.last or "9999") >= (first or "")


def _edge(lanes: tuple[Lane, ...], day: str, side: int) -> str:
    """Return the first or last day drawn where none is asked for: that of the agreements not wider than ten years, with a margin."""
    days = [d for lane in lanes for r in (lane.began, lane.ended) if r and _narrow(r) for d in (r.first, r.last) if d]
    days += [d for lane in lanes for m in lane.marks for d in (m.reach.first, m.reach.last) if d]
    days = [*days, day] if not days or day <= max(days) else days
    edge, margin = (min(days), -5) if side == 0 else (max(days), 10)
    return (dt.date.fromisoformat(edge) + dt.timedelta(days=margin)).isoformat()


def _narrow(reach: Reach) -> bool:
    if not (reach.first and reach.last):
        return True
    return (dt.date.fromisoformat(reach.last) - dt.date.fromisoformat(reach.first)).days < 300


def _events(asked: Asked, first: str, last: str, words: str) -> tuple[tuple[EventRow, ...], Pager, int]:
    """Return one page of the acts that can have happened within some days, and how many have no day at all."""
    shelf = asked.shelf
    dated: list[Event] = shelf.memo("dated events", lambda: _dated(shelf))
    wanted = words.lower().split()
    found = [e for e in dated if e.date and touches(Reach(first=e.date.first, last=e.date.last), first, last)]
    if wanted:
        found = [e for e in found if all(w in " ".join((e.type, e.source or "", e.target or "", e.place or "")).lower() for w in wanted)]
    shown, pager = paged(found, asked.page(), SIZE)
    rows = tuple(
        EventRow(
            id=e.id,
            when=show_period(e.date),
            type=e.type,
            source=e.source,
            target=e.target,
            place=e.place,
            assertion=e.assertion,
            evidence=quotes(shelf, e.claims, 1),
        )
        for e in shown
    )
    return rows, pager, len(shelf.nouns.events) - len(dated)


def _dated(shelf: Shelf) -> list[Event]:
    found = [e for e in shelf.nouns.events.values() if e.date and (e.date.first or e.date.last)]
    return sorted(found, key=lambda e: ((e.date.first or e.date.last or "") if e.date else "", e.id), reverse=True)
