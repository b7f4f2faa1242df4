"""The learned head of stories: which acts it tells, keeps and leaves out, in sentences of our own."""

import json
from collections.abc import Callable
from importlib import resources

import pytest

from trucebook.model import Claim, Reading
from trucebook.reading.acts import storyhead
from trucebook.reading.acts.storyhead import MODEL, STORY
from trucebook.reading.evidence import WEIGHED
from trucebook.reading.linearhead import LinearHead, shipped_heads

Read = Callable[..., Reading]

PUBLISHED = "2019-06-12"
FILLER = " A fair was held. Prices fell. The rain came. The mill was closed. The ferry sank."


def events(reading: Reading) -> dict[str, Claim]:
    return {c.quote: c for c in reading.claims if c.kind == "event"}


def weigh(monkeypatch: pytest.MonkeyPatch, bias: int, weights: dict[str, int]) -> None:
    monkeypatch.setattr(storyhead, "shipped_heads", lambda _: {STORY: LinearHead(bias=bias, weights=weights)})


def test_an_unlikely_act_is_left_out(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """An act that rules tell stays where the head finds it likely enough, and is left out where it does not."""
    text = "Rebels shelled the port on Monday. The army condemned the clan." + FILLER
    weigh(monkeypatch, 0, {})
    assert {c.value("type") for c in events(read_text(text, PUBLISHED)).values()} == {"ASSAULT", "ACCUSE"}
    weigh(monkeypatch, 0, {"type=ACCUSE": -400})
    assert {c.value("type") for c in events(read_text(text, PUBLISHED)).values()} == {"ASSAULT"}


def test_a_likely_act_is_added_and_says_so(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """An act that rules leave out is told where the head finds it likely: with the reason "weighed" and a score that review asks about."""
    text = "Rebels shelled the port. The army, backed by shelling from ships, took the hill." + FILLER
    weigh(monkeypatch, 0, {"type=ASSAULT": -100})
    before = events(read_text(text, PUBLISHED))
    weigh(monkeypatch, 0, {"type=ASSAULT": 300})
    after = events(read_text(text, PUBLISHED))
    added = {quote: c for quote, c in after.items() if WEIGHED in c.reasons}
    assert added
    assert added.keys().isdisjoint(before)
    assert all(c.score <= 0.4 for c in added.values())
    assert before.keys() <= after.keys()


def test_texts_of_a_few_sentences_are_left_to_rules(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """The head has learned from whole reports: a note of two sentences is told as rules have it."""
    weigh(monkeypatch, -900, {})
    assert events(read_text("Rebels shelled the port on Monday. The army condemned the clan.", PUBLISHED))


def test_no_report_tells_more_than_it_may(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report keeps six acts and one more for every 35 words, at most 15, the likeliest first."""
    weigh(monkeypatch, 300, {})
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    towns = ("port", "mill", "hill", "bridge", "school", "fort", "depot", "camp", "market")
    told = " ".join(f"On {day} rebels shelled the {town}." for day in days for town in towns)
    reading = read_text(told, PUBLISHED)
    assert 0 < len(events(reading)) <= storyhead.MOST


def test_no_name_is_weighed() -> None:
    """The weights that ship hold no name of an actor or place, and say which script made them."""
    data = json.loads((resources.files("trucebook") / "data" / MODEL).read_text(encoding="utf-8"))
    assert data["made_by"] == "eval/train_story.py"
    names = shipped_heads(MODEL)[STORY].weights
    assert any(name.startswith("type=") for name in names)
    entries = {name.partition("=")[2] for name in names if name.startswith("entry=")}
    assert entries
    assert all(entry == entry.lower() for entry in entries)
