"""The learned head of tolls: what became of the people of a count where no rule knows the words, in sentences of our own."""

from collections.abc import Callable

import pytest

from trucebook.model import Claim, Field, Reading
from trucebook.reading.linearhead import LinearHead, shipped_choice
from trucebook.reading.tallies import tollhead
from trucebook.reading.tallies.tollhead import MODEL, NONE, OF_NONE, OF_RULES, likeliest

from .choices import choice_among

Read = Callable[..., Reading]

FILLER = "A fair was held. Prices fell. The rain came. The mill was closed. The ferry sank. "
HARMED = "A shell killed four farmers in Karo on Monday. The chapel took in nine recruits on a cart. " + FILLER
PEACE = "The chapel took in nine recruits on a cart. " + FILLER


def figures(reading: Reading) -> dict[str, Claim]:
    return {c.quote: c for c in reading.claims if c.kind == "figure"}


def weigh(monkeypatch: pytest.MonkeyPatch, weights: dict[str, int], category: str = "injured") -> None:
    """Let these features speak for one category; without them a count is no figure."""
    heads = {code: LinearHead(bias=0, weights=weights if code == category else {}) for code in ("killed", category)}
    choice = choice_among({NONE: LinearHead(bias=100, weights={})} | heads)
    monkeypatch.setattr(tollhead, "shipped_choice", lambda _: choice)


def test_a_likely_toll_is_added_and_said(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """A count that no rule knows is a figure where its words speak for one clearly, with its evidence and the reason `weighed`."""
    weigh(monkeypatch, {"noun=recruit": 900})
    told = figures(read_text(HARMED))
    assert set(told) == {"four farmers", "nine recruits"}
    claim = told["nine recruits"]
    category = claim.fields["category"]
    assert isinstance(category, Field)
    assert category.value == "injured"
    assert HARMED[category.start : category.end] == category.text == "took"
    assert "weighed" in claim.reasons
    assert "weighed" not in told["four farmers"].reasons


def test_an_unlikely_toll_is_not_added(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing speaks for it, a count that no rule knows tells of no harm."""
    weigh(monkeypatch, {})
    assert set(figures(read_text(HARMED))) == {"four farmers"}


def test_where_nobody_is_harmed_nothing_is_added(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report in which the rules find nobody harmed or moved tells of no war; neither does a text of a few sentences say enough."""
    weigh(monkeypatch, {"noun=recruit": 900})
    assert not figures(read_text(PEACE))
    assert set(figures(read_text(HARMED.removesuffix(FILLER)))) == {"four farmers"}


def test_the_choice_gives_the_rules_a_voice() -> None:
    """Another category must weigh more than that of the rules with its bonus, one at all more than none with its own."""
    assert likeliest({NONE: 0, "killed": 0, "injured": OF_RULES}, "killed") == "killed"
    assert likeliest({NONE: 0, "killed": 0, "injured": OF_RULES + 1}, "killed") == "injured"
    assert likeliest({NONE: 0, "killed": OF_NONE, "injured": 0}, NONE) == NONE
    assert likeliest({NONE: 0, "killed": OF_NONE + 1, "injured": 0}, NONE) == "killed"


def test_the_weights_that_ship_name_nobody() -> None:
    """No name of a state or people is among the words that the weights know."""
    choice = shipped_choice(MODEL)
    assert NONE in choice.answers
    assert len(choice.answers) == 11
    words = {word for name in choice.rows for word in name.split("=", 1)[-1].replace("/", " ").split()}
    assert not words & {"syria", "israel", "russia", "damascus", "hamas", "khartoum", "moscow", "syrian", "russian", "israeli"}
