"""The learned head of terms: which acts it adds to those that rules bind, and which it takes out, in sentences of our own."""

import json
from collections.abc import Callable
from importlib import resources

import pytest

from trucebook.model import Claim, Reading
from trucebook.reading.deals import termhead
from trucebook.reading.deals.termhead import MODEL, TERM
from trucebook.reading.evidence import WEIGHED
from trucebook.reading.linearhead import LinearHead, shipped_heads

Read = Callable[..., Reading]

PUBLISHED = "2019-06-12"
TRUCE = "A truce between the clans and the army took hold in the delta on Monday. "


def terms(reading: Reading) -> list[Claim]:
    return [c for c in reading.claims if c.kind == "provision"]


def weigh_all(monkeypatch: pytest.MonkeyPatch, bias: int) -> None:
    """Let the head give every act the same chance."""
    monkeypatch.setattr(termhead, "shipped_heads", lambda _: {TERM: LinearHead(bias=bias, weights={})})


def test_a_likely_act_is_added_and_said(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """An act that no rule binds is a term where its chance is high, of the agreement named last, and its reasons say so."""
    weigh_all(monkeypatch, 300)
    reading = read_text(TRUCE + "A fair was held. The millers reopened the eastern road.", PUBLISHED)
    agreement = next(c for c in reading.claims if c.kind == "agreement")
    [claim] = terms(reading)
    assert (claim.quote, claim.value("action"), claim.value("agreement")) == ("reopened the eastern road", "lift_siege", agreement.id)
    assert WEIGHED in claim.reasons
    assert claim.score < 0.5


def test_an_unlikely_act_is_none(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """An act that a rule binds is no term where its chance is very low."""
    text = TRUCE + "Under the truce the clans must free forty captured soldiers."
    weigh_all(monkeypatch, 0)
    assert [c.quote for c in terms(read_text(text, PUBLISHED))] == ["free forty captured soldiers"]
    weigh_all(monkeypatch, -300)
    assert terms(read_text(text, PUBLISHED)) == []


def test_who_is_pressed_owes_what_he_is_pressed_to_do(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who presses others only passes a demand on: the term is theirs, and it stands as demanded."""
    weigh_all(monkeypatch, 300)
    [claim] = terms(read_text(TRUCE + "The bishops have a duty to push the clans to free the captives.", PUBLISHED))
    debtor = claim.fields["debtor"]
    assert (claim.quote, getattr(debtor, "text", None), claim.value("status")) == ("free the captives", "the clans", "demanded")


@pytest.mark.parametrize(
    "text",
    [
        "The army reopened the road. No deal was spoken of.",
        "A truce took hold on Monday. Elders hope that the roads will be opened before winter.",
        "A truce took hold on Monday. It makes no provision for the disarming of the clans.",
        "A truce took hold on Monday. The bishops were neither consulted nor asked to free the captives.",
    ],
)
def test_what_is_never_added(read_text: Read, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Acts of reports without an agreement, hopes, and what is denied or not asked bind nobody, whatever their chance."""
    weigh_all(monkeypatch, 300)
    assert terms(read_text(text, PUBLISHED)) == []


def test_shipped_weights_are_plain_data() -> None:
    """The shipped weights are whole numbers in under 60 kB."""
    raw = (resources.files("trucebook") / "data" / MODEL).read_bytes()
    assert len(raw) < 60_000
    weights = json.loads(raw)["heads"][TERM]["weights"]
    assert shipped_heads(MODEL)[TERM].weights == weights
    assert all(isinstance(w, int) for w in weights.values())
