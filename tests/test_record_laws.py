"""Laws of the record, tried on made-up books: blind to order, pure, the same by every way of adding, and undone without a trace."""

import datetime as dt
import itertools
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.books import DARAA, GOMA, actor, at, claim, day, reading
from trucebook.book import Book
from trucebook.matching import Filed, compare, suggest_matches
from trucebook.model import Claim, Field, Judgement, Match, PeriodValue, Reading, Record, Source, new_report
from trucebook.record import assemble

DAYS = ("2021-09-01", "2021-09-02", "2021-09-05", "2021-10-20")
PLACES = {"Daraa": DARAA, "Goma": GOMA}
PARTIES = ("The army", "The council")


@st.composite
def readings(draw: st.DrawFn) -> list[Reading]:
    """Draw two to five reports, each with an agreement and maybe a provision, a figure, a siege, an act and a stance."""
    return [_one(draw, f"r{n}") for n in range(draw(st.integers(2, 5)))]


def _one(draw: st.DrawFn, name: str) -> Reading:
    place, party, told = draw(st.sampled_from(sorted(PLACES))), draw(st.sampled_from(PARTIES)), draw(st.sampled_from(DAYS))
    text = f"The truce took effect in {place}. {party} will lift the siege. Nine people died. {party} shelled it. Report {name}."
    report = new_report(text, id=name, published=draw(st.sampled_from(DAYS)))
    where, began = at(text, place, PLACES[place]), draw(st.none() | st.sampled_from(DAYS))
    status = draw(st.sampled_from(("announced", "in_force", "collapsed")))
    fields: dict[str, Any] = {"type": "ceasefire", "status": status, "place": where, "parties": [actor(text, party)]}
    truce = claim(
        report, "agreement", "The truce", fields | ({"began": day(began)} if began else {}), score=draw(st.sampled_from((0.4, 0.9)))
    )
    owed = claim(report, "provision", "lift the siege", {"agreement": truce.id, "action": "lift_siege", "status": "promised"})
    end = {"to": day(told), "status": "lifted"} if draw(st.booleans()) else {"from": day(told), "status": "under_siege"}
    held = claim(report, "siege", "the siege", {"place": where, "provision": owed.id, "cut": [Field(value="food")], **end})
    number = {"category": "killed", "low": draw(st.integers(8, 10)), "quantifier": "exact", "date": day(told), "place": where}
    dead = claim(report, "figure", "Nine people", number)
    act = {"agreement": truce.id, "act": "shelling", "date": day(told), "place": where, "perpetrator": actor(text, party)}
    shelled = claim(report, "violation", "shelled it", act)
    stance = {"agreement": truce.id, "actor": actor(text, party), "stance": draw(st.sampled_from(("accepts", "refuses")))}
    extras: list[Claim] = [owed, held, dead, shelled, claim(report, "position", party, stance)]
    return reading(report, truce, *draw(st.lists(st.sampled_from(extras), unique_by=lambda c: c.id)))


def filed(made: Sequence[Reading]) -> list[Filed]:
    """Return the claims of readings as the record takes them."""
    return [Filed(c, r.report.id, r.report.published) for r in made for c in r.claims]


def sources(made: Sequence[Reading]) -> list[Source]:
    """Return the reports of readings as the record knows them."""
    return [Source(report=r.report.id, published=r.report.published, group=r.report.id) for r in made]


def judged(act: str, claims: Sequence[str], n: int, **more: Any) -> Judgement:
    """Return the n-th judgement of a day."""
    return Judgement(id=f"j{n}", act=act, claims=tuple(claims), by="ana", at=f"2021-11-01T00:00:{n:02}", **more)  # type: ignore[arg-type]


@st.composite
def judgements(draw: st.DrawFn, ids: Sequence[str]) -> list[Judgement]:
    """Draw up to four judgements on some claims: rejections, corrections of values and lists, acceptances, merges, splits and undoings."""
    made: list[Judgement] = []
    for n in range(draw(st.integers(0, 4))):
        one, other = draw(st.sampled_from(ids)), draw(st.sampled_from(ids))
        kind = draw(st.sampled_from(("reject", "correct", "list", "accept", "merge", "split", "undo")))
        if kind == "correct":
            made.append(judged(kind, [one], n, field="status", value="done"))
        elif kind == "list":
            members = tuple(Field(value=name) for name in draw(st.lists(st.sampled_from(PARTIES), unique=True)))
            made.append(judged("correct", [one], n, field="parties", members=members))
        elif kind in ("reject", "accept"):
            made.append(judged(kind, [one], n, between=draw(st.none() | st.just(("ana", "ben")))))
        elif kind == "undo" and made:
            made.append(judged(kind, [], n, value=draw(st.sampled_from(made)).id))
        elif kind in ("merge", "split") and one != other:
            made.append(judged(kind, [one, other], n))
    return made


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_the_record_is_blind_to_order_and_pure(data: st.DataObject) -> None:
    """Whatever the order of claims, reports, suggestions and judgements, the record is the same, and so it is the second time."""
    made = data.draw(readings())
    claims = filed(made)
    decided = data.draw(judgements(sorted(f.claim.id for f in claims)))
    found = suggest_matches(claims)
    record = assemble(claims, sources(made), found, decided)
    shuffled = [data.draw(st.permutations(things)) for things in (claims, sources(made), found, decided)]
    assert suggest_matches(shuffled[0]) == found
    assert assemble(*shuffled) == record  # type: ignore[arg-type]
    assert assemble(claims, sources(made), found, decided) == record


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_an_undo_leaves_no_trace(data: st.DataObject) -> None:
    """A judgement and its undoing together leave the record as it was, whatever was judged before; undoing the undoing brings it back."""
    made = data.draw(readings())
    claims = filed(made)
    before = data.draw(judgements(sorted(f.claim.id for f in claims)))
    found = suggest_matches(claims)

    def record(*more: Judgement) -> Record:
        return assemble(claims, sources(made), found, [*before, *more])

    made_now = judged("reject", [data.draw(st.sampled_from(sorted(f.claim.id for f in claims)))], 50)
    undo, redo = judged("undo", [], 51, value="j50"), judged("undo", [], 52, value="j51")
    assert record(made_now, undo) == record()
    assert record(made_now, undo, redo) == record(made_now)


@given(st.data())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_way_of_adding_gives_one_record(data: st.DataObject) -> None:
    """A book filled in any order, some reports twice, holds the record that the claims amount to, and verifies."""
    made = data.draw(readings())
    order = data.draw(st.permutations([*made, *made[:2]]))
    with tempfile.TemporaryDirectory() as folder:
        records = []
        for n, way in enumerate((made, order)):
            ticks = itertools.count()
            clock = lambda ticks=ticks: dt.datetime(2021, 11, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=next(ticks))  # noqa: E731
            with Book(Path(folder) / f"{n}.db", who="ana", clock=clock) as book:
                book.create()
                assert sum(book.add(one) for one in way) == len(made)
                assert book.verify() == []
                records.append(book.record())
    assert records[0] == records[1]


@given(readings())
@settings(max_examples=60, deadline=None)
def test_no_pair_that_could_match_is_left_uncompared(made: list[Reading]) -> None:
    """Looking under keys finds every pair of agreements or sieges of one place that comparing all with all would find."""
    claims = [f for f in filed(made) if f.claim.kind in ("agreement", "siege")]

    def pair(one: Filed, other: Filed) -> Match | None:
        left, right = sorted((one, other), key=lambda f: (f.claim.id, f.report))
        return compare(left, right)

    everything = [m for one, other in itertools.combinations(claims, 2) if (m := pair(one, other)) is not None]
    assert sorted((m.left, m.right) for m in everything) == [(m.left, m.right) for m in suggest_matches(claims)]


@given(readings())
@settings(max_examples=60, deadline=None)
def test_agreements_of_clashing_days_are_never_one(made: list[Reading]) -> None:
    """No agreement of the record holds claims that begin more than a day apart with none between."""
    claims = filed(made)
    by_id = {f.claim.id: f.claim for f in claims}
    for agreement in assemble(claims, sources(made), suggest_matches(claims), []).agreements:
        began = sorted(v.first for c in agreement.claims if isinstance(v := by_id[c].value("began"), PeriodValue) and v.first)
        for one, other in itertools.pairwise(began):
            assert (dt.date.fromisoformat(other) - dt.date.fromisoformat(one)).days <= 1
