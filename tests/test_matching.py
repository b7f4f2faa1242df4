"""Matching: what speaks for one thing and what against it, and the limits of joining."""

import itertools

from tests.books import DARAA, GOMA, at, claim, day, three_of_daraa, truce_report
from trucebook.matching import Filed, bands_of, gather, is_copy, sketch, suggest_matches
from trucebook.model import Match, Reading, new_report


def filed(*readings: Reading) -> list[Filed]:
    """Return the claims of readings as matching takes them."""
    return [Filed(c, r.report.id, r.report.published) for r in readings for c in r.claims]


def test_the_same_truce_is_suggested_with_reasons() -> None:
    """Same day and place speak for one agreement, whichever way round; the new truce of another day is kept apart."""
    found = suggest_matches(filed(*three_of_daraa()))
    pairs = {(m.left, m.right): m for m in found if m.kind == "agreement"}
    assert len(pairs) == 3
    assert all("same place (+0.30)" in m.reasons for m in pairs.values())
    new = three_of_daraa()[2].claims[1].id
    assert not any(new in pair for pair in pairs)
    assert suggest_matches(list(reversed(filed(*three_of_daraa())))) == found


def test_truces_of_two_countries_are_never_one() -> None:
    """The same day in another country is another truce."""
    text = "A truce took effect in Daraa."
    other = "A truce took effect in Goma."
    one = truce_report("a", "2021-09-02", text, type="ceasefire", began=day("2021-09-01"), place=at(text, "Daraa", DARAA))
    two = truce_report("b", "2021-09-02", other, type="ceasefire", began=day("2021-09-01"), place=at(other, "Goma", GOMA))
    assert suggest_matches(filed(one, two)) == []


def test_bare_truces_are_not_joined() -> None:
    """Two truces of which neither day nor place is known are never suggested as one."""
    one, two = (truce_report(n, "2021-09-02", "A truce holds.", type="ceasefire") for n in "ab")
    assert suggest_matches(filed(one, two)) == []


def test_two_claims_of_one_report_are_never_suggested() -> None:
    """A report that speaks of two arrangements means two."""
    report = new_report("A truce in Daraa and a truce in Daraa.", id="a")
    fields = {"began": day("2021-09-01"), "place": at(report.text, "Daraa", DARAA)}
    one, two = claim(report, "agreement", "A truce", fields), claim(report, "agreement", "a truce", fields)
    assert suggest_matches([Filed(one, "a"), Filed(two, "a")]) == []


def test_stock_and_flow_are_kept_apart() -> None:
    """People displaced in all and people displaced this week are two figures, even with one number."""
    text = "In Daraa 300 people are displaced."
    made = []
    for name, measure in (("a", "stock"), ("b", "flow")):
        report = new_report(text + name, id=name, published="2021-09-02")
        fields = {
            "category": "displaced",
            "low": 300,
            "date": day("2021-09-01"),
            "place": at(text, "Daraa", DARAA),
            "stock_or_flow": measure,
        }
        made.append(Filed(claim(report, "figure", "300 people", fields), name))
    assert suggest_matches(made) == []


def test_gathering_is_blind_to_order_and_keeps_reports_apart() -> None:
    """Chains join, but never two claims of one report unless a person says so; a split is kept."""
    matches = [
        Match(kind="event", left="a", right="b", score=0.9),
        Match(kind="event", left="b", right="c", score=0.8),
        Match(kind="event", left="c", right="d", score=0.7),
    ]
    reports = {"a": "1", "b": "2", "c": "3", "d": "1"}
    for order in itertools.permutations(matches):
        assert gather("abcd", reports, order) == {"a": "a", "b": "a", "c": "a", "d": "d"}
    decided = [*matches, Match(kind="event", left="a", right="d", score=2.0)]
    assert set(gather("abcd", reports, decided).values()) == {"a"}
    assert gather("abc", reports, matches[:1], [("b", "a")]) == {"a": "a", "b": "b", "c": "c"}


def test_copies_are_told_from_other_texts() -> None:
    """A text with one sentence more is a copy and shares a key; another text is neither; short texts do not raise."""
    body = "Shells fell on the market at noon and people fled to the school, a witness told the agency by telephone. " * 1
    body += " ".join(f"Sentence number {n} of the dispatch says something else about the day." for n in range(20))
    one, copy, other = (
        sketch(body),
        sketch(body + " Editing by someone."),
        sketch("Talks resumed in the capital after a week of silence. " * 9),
    )
    assert is_copy(one, copy)
    assert set(bands_of(one)) & set(bands_of(copy))
    assert not is_copy(one, other)
    assert not is_copy(sketch(""), one)
