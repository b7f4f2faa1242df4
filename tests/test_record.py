"""The record: a pure function, blind to order, that keeps contradictions."""

import random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.books import DARAA, GOMA, at, claim, day, three_of_daraa
from trucebook.matching import Filed, suggest_matches
from trucebook.model import Judgement, PeriodValue, Source, decode_claim, new_report
from trucebook.record import assemble, standing_judgements

FILED = [Filed(c, r.report.id, r.report.published, r.report.id) for r in three_of_daraa() for c in r.claims]
SOURCES = [Source(report=r.report.id, published=r.report.published, group=r.report.id) for r in three_of_daraa()]
IDS = [f.claim.id for f in FILED]
ACTS = st.lists(
    st.tuples(st.sampled_from(["reject", "accept", "merge", "split", "correct"]), st.sampled_from(IDS), st.sampled_from(IDS)), max_size=6
)


def judged(rows: list[tuple[str, str, str]]) -> list[Judgement]:
    """Return judgements made one after the other."""
    made = []
    for n, (act, one, other) in enumerate(rows):
        claims = (one, other) if act in ("merge", "split") else (one,)
        field, value = ("status", "unknown") if act == "correct" else (None, None)
        made.append(Judgement(id=f"j{n}", act=act, claims=claims, by="ana", at=f"2021-09-25T12:00:{n:02}", field=field, value=value))  # type: ignore[arg-type]
    return made


@settings(max_examples=60, deadline=None)
@given(ACTS, st.integers())
def test_order_never_matters(rows: list[tuple[str, str, str]], seed: int) -> None:
    """Claims, sources, matches and judgements in any order give one record."""
    matches, judgements = suggest_matches(FILED), judged(rows)
    before = assemble(FILED, SOURCES, matches, judgements)
    shuffled = [list(x) for x in (FILED, SOURCES, matches, judgements)]
    for part in shuffled:
        random.Random(seed).shuffle(part)
    assert assemble(*shuffled) == before  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(ACTS)
def test_undo_of_everything_is_nothing(rows: list[tuple[str, str, str]]) -> None:
    """Judgements that are all undone leave the record as if they had never been."""
    made = judged(rows)
    undone = [Judgement(id=f"u{j.id}", act="undo", claims=(), by="ana", at="2021-09-26", value=j.id) for j in made]
    assert standing_judgements([*made, *undone]) == []
    matches = suggest_matches(FILED)
    assert assemble(FILED, SOURCES, matches, [*made, *undone]) == assemble(FILED, SOURCES, matches, [])


def test_the_ledger_keeps_exchange_and_standing() -> None:
    """Two provisions of the first truce, one in return for the other, each promised on the day of its report."""
    record = assemble(FILED, SOURCES, suggest_matches(FILED), [])
    siege, arms = sorted(record.provisions, key=lambda p: p.action, reverse=True)
    assert (siege.action, siege.debtor, arms.in_exchange_for) == ("lift_siege", "The army", (siege.id,))
    assert [(s.status, s.day) for s in siege.standings] == [("promised", "2021-09-02")]


def test_rival_numbers_stand_side_by_side_and_places_apart() -> None:
    """Two counts of one shelling are rivals; the same count in another town is another figure."""
    made = []
    for name, text, low, place in (
        ("a", "Nine died in Daraa.", 9, DARAA),
        ("b", "Five died in Daraa.", 5, DARAA),
        ("c", "Nine died in Goma.", 9, GOMA),
    ):
        report = new_report(text, id=name, published="2021-09-04")
        fields = {
            "category": "killed",
            "low": low,
            "high": low,
            "quantifier": "exact",
            "date": day("2021-09-03"),
            "place": at(text, str(place.name), place),
        }
        made.append(Filed(claim(report, "figure", text[:9], fields), name, "2021-09-04", name))
    record = assemble(made, [], suggest_matches(made), [])
    assert sorted([r.value.low for r in f.rivals] for f in record.figures) == [[9], [9, 5]]


def test_the_sharpest_date_wins_and_open_ends_stay_open() -> None:
    """A day is kept over its month; a period with an open end is never given one."""
    made, opened = [], PeriodValue(first="2021-09-01")
    for name, period in (
        ("a", PeriodValue(first="2021-09-01", last="2021-09-30")),
        ("b", day("2021-09-01")),
        ("c", opened),
    ):
        text = "A truce took effect in Daraa."
        report = new_report(text, id=name, published="2021-09-04")
        made.append(
            Filed(claim(report, "agreement", text[:-1], {"began": period, "place": at(text, "Daraa", DARAA)}), name, "2021-09-04", name)
        )
    (agreement,) = assemble(made, [], suggest_matches(made), []).agreements
    assert agreement.began == day("2021-09-01")
    assert assemble(made[2:], [], [], []).agreements[0].began == opened


def test_both_sides_are_named_only_where_nobody_is() -> None:
    """Words that only say that there are sides give way to names, and stand where nobody is named."""
    text = "Both sides agreed to a truce: Chad and the Front."
    report = new_report(text, id="a", published="2021-09-04")
    vague, named = at(text, "Both sides"), at(text, "Chad")
    for fields, parties in (([vague, named], ("Chad",)), ([vague], ("Both sides",))):
        made = [Filed(claim(report, "agreement", text[:-1], {"parties": fields}), "a", "2021-09-04", "a")]
        assert assemble(made, [], [], []).agreements[0].parties == parties


def test_claims_survive_json() -> None:
    """A claim decoded from its own JSON is the claim, values of every kind included."""
    for item in FILED:
        assert decode_claim(msgspec.json.decode(msgspec.json.encode(item.claim))) == item.claim
