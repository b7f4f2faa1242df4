"""The learned head of acts: which type of act a clause tells in words that no rule knows, in sentences of our own."""

import json
from collections.abc import Callable
from importlib import resources

import pytest

from trucebook.model import Claim, Reading
from trucebook.reading.acts import acthead, storyhead
from trucebook.reading.acts.acthead import MODEL, NONE, OF_RULES
from trucebook.reading.acts.storyhead import STORY
from trucebook.reading.evidence import WEIGHED
from trucebook.reading.linearhead import Choice, LinearHead, shipped_choice

from .choices import choice_among

Read = Callable[..., Reading]

PUBLISHED = "2019-06-12"
FILLER = " A fair was held. Prices fell. The rain came. The mill was closed. The ferry sank."
CLASSES = set("ADP AUX CCONJ DET INTJ NUM PART PRON PROPN PUNCT SCONJ SYM X".split())
TOLD = "Rebels shelled the port on Monday. The clan peppered the mill with slugs." + FILLER


def events(reading: Reading) -> dict[str, Claim]:
    return {c.quote: c for c in reading.claims if c.kind == "event"}


def head_of(weights: dict[str, dict[str, int]]) -> Choice:
    """Return a head in which features speak for types; without them a clause tells no act."""
    heads = {code: LinearHead(bias=0, weights=weights.get(code, {})) for code in ("ACCUSE", "ASSAULT", "COERCE", "REJECT")}
    return choice_among(heads | {NONE: LinearHead(bias=300, weights={})})


def weigh(monkeypatch: pytest.MonkeyPatch, weights: dict[str, dict[str, int]]) -> None:
    monkeypatch.setattr(acthead, "acts_head", lambda: head_of(weights))
    monkeypatch.setattr(storyhead, "shipped_heads", lambda _: {STORY: LinearHead(bias=100, weights={})})


def test_an_act_in_unknown_words_is_told_and_says_so(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clause that no rule types has the type its words speak for, on its own words, with the reason "weighed" and a doubtful score."""
    weigh(monkeypatch, {"ASSAULT": {"lemma=pepper": 900}})
    told = events(read_text(TOLD, PUBLISHED))
    added = [c for quote, c in told.items() if "peppered" in quote]
    assert [c.value("type") for c in added] == ["ASSAULT"]
    assert added[0].quote == TOLD[added[0].start : added[0].end]
    assert WEIGHED in added[0].reasons
    assert "“pepper” tells ASSAULT here" in added[0].reasons
    assert added[0].score <= 0.4


def test_an_unlikely_act_is_no_act(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing speaks for it, a clause that no rule types tells nothing."""
    weigh(monkeypatch, {})
    assert not [quote for quote in events(read_text(TOLD, PUBLISHED)) if "peppered" in quote]


def test_words_must_speak_clearly_against_a_rule(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """The type by rule stays until another weighs more than it with the bonus of rules, and is likely itself."""
    for weight, code in ((OF_RULES - 1, "ASSAULT"), (OF_RULES + 1, "ASSAULT"), (2 * OF_RULES, "COERCE")):
        weigh(monkeypatch, {"COERCE": {"lemma=shell": weight}})
        told = events(read_text(TOLD, PUBLISHED))
        assert [c.value("type") for quote, c in told.items() if "shelled" in quote] == [code]


def test_short_texts_and_texts_without_acts_are_left_to_rules(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of a few sentences, and one in which rules tell no act, have no acts by words alone."""
    weigh(monkeypatch, {"ASSAULT": {"lemma=pepper": 900}})
    assert not [quote for quote in events(read_text(TOLD.removesuffix(FILLER), PUBLISHED)) if "peppered" in quote]
    assert not events(read_text("The cook peppered the soup with herbs." + FILLER, PUBLISHED))


def test_many_clauses_are_weighed_at_once() -> None:
    """Weighing rows of features at once gives what weighing each gives, also for rows of which nothing is known."""
    choice = head_of({"ASSAULT": {"a": 5, "b": 7}, "REJECT": {"b": -3}})
    rows = [frozenset("a"), frozenset(), frozenset(("a", "b", "c")), frozenset("c")]
    expected = [[choice.weigh(row)[code] for code in choice.answers] for row in rows]
    assert choice.weigh_all(rows).tolist() == expected
    assert choice.weigh_all([]).shape == (0, len(choice.answers))


def test_no_name_is_weighed() -> None:
    """The weights that ship know all types of the codebook, hold no name, and say which script made them."""
    data = json.loads((resources.files("trucebook") / "data" / MODEL).read_text(encoding="utf-8"))
    assert data["made_by"] == "eval/train_acts.py"
    choice = shipped_choice(MODEL)
    assert len(choice.answers) == 17
    told = {name.partition("=")[2] for name in choice.rows if name.startswith(("by=", "on=", "near=", "before=", "behind="))}
    assert told
    assert {word for word in told if word != word.lower()} <= CLASSES
