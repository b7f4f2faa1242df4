"""The learned head of namings: by which of its namings an agreement is quoted, in sentences of our own."""

import json
from collections.abc import Callable
from importlib import resources

import pytest

from trucebook.model import Reading
from trucebook.reading.deals import bestnaming
from trucebook.reading.deals.bestnaming import MODEL, QUOTED
from trucebook.reading.linearhead import LinearHead, shipped_heads

from .agreements_told import the_agreement

Read = Callable[..., Reading]

TOLD = "A truce between the junta and the clans took hold in Bor on Friday. The ceasefire was quiet. On Sunday the truce still held."


def prefer(monkeypatch: pytest.MonkeyPatch, feature: str) -> None:
    """Let the head hold a naming with one feature likelier than the others."""
    monkeypatch.setattr(bestnaming, "shipped_heads", lambda _: {QUOTED: LinearHead(bias=0, weights={feature: 200})})


@pytest.mark.parametrize(
    ("feature", "quote"),
    [("first=True", "A truce between the junta and the clans"), ("order=1", "The ceasefire"), ("last=True", "the truce")],
)
def test_the_likeliest_naming_is_quoted(read_text: Read, monkeypatch: pytest.MonkeyPatch, feature: str, quote: str) -> None:
    """An agreement is quoted by the naming that the head holds likeliest, in the words of the text."""
    prefer(monkeypatch, feature)
    claim = the_agreement(read_text(TOLD))
    assert claim.quote == quote
    assert TOLD[claim.start : claim.end] == quote


def test_of_equals_the_first_is_quoted(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where all namings are as likely the one told first is taken."""
    prefer(monkeypatch, "no such feature")
    assert the_agreement(read_text(TOLD)).quote.startswith("A truce between")


def test_shipped_weights_are_plain_data() -> None:
    """The shipped weights are whole numbers in under 10 kB, and no word of a text is a feature save articles and prepositions."""
    raw = (resources.files("trucebook") / "data" / MODEL).read_bytes()
    assert len(raw) < 10_000
    weights = json.loads(raw)["heads"][QUOTED]["weights"]
    assert shipped_heads(MODEL)[QUOTED].weights == weights
    assert all(isinstance(w, int) for w in weights.values())
    words = {name.partition("=")[2] for name in weights if name.startswith(("opens=", "after="))}
    assert all(len(word) < 12 and word == word.lower() for word in words)
