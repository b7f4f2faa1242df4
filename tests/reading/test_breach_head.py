"""The learned head of breaches: which acts it adds to those that rules tie, and which it takes out, in sentences of our own."""

import json
from collections.abc import Callable
from importlib import resources

import pytest

from trucebook.model import Reading
from trucebook.reading.deals import breachhead
from trucebook.reading.deals.breachhead import BREACH, MODEL
from trucebook.reading.evidence import WEIGHED
from trucebook.reading.linearhead import LinearHead, shipped_heads

Read = Callable[..., Reading]

PUBLISHED = "2019-06-12"
UNTIED = (
    "A truce between the clans and the army took hold in the delta on Monday. "
    "A fair was held. Prices fell. The rain came. Gunmen shot a miller."
)


def quotes(reading: Reading) -> list[str]:
    return [c.quote for c in reading.claims if c.kind == "violation"]


def weigh_all(monkeypatch: pytest.MonkeyPatch, bias: int) -> None:
    """Let the head give every act the same chance."""
    monkeypatch.setattr(breachhead, "shipped_heads", lambda _: {BREACH: LinearHead(bias=bias, weights={})})


def test_a_likely_act_is_added_and_said(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """An act that no rule ties is a violation where its chance is high, of the agreement named last, and its reasons say so."""
    weigh_all(monkeypatch, 300)
    reading = read_text(UNTIED, PUBLISHED)
    agreement = next(c for c in reading.claims if c.kind == "agreement")
    claim = next(c for c in reading.claims if c.kind == "violation")
    assert (claim.quote, claim.value("agreement"), claim.reasons) == ("shot a miller", agreement.id, (WEIGHED,))
    assert claim.score < 0.5


def test_an_unlikely_act_is_none(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """An act that a rule ties is none where its chance is very low in a whole report; in a few sentences, and where a truce is told to
    hold in spite of it, it stays."""
    weigh_all(monkeypatch, -300)
    assert quotes(read_text("Despite the truce, the army shelled the port.", PUBLISHED)) == ["shelled the port"]
    assert quotes(read_text("Despite the truce, the army shelled the port. " + "A fair was held. " * 6, PUBLISHED)) == []
    assert quotes(read_text("The truce was holding despite sporadic gunfire on the ring road.", PUBLISHED)) == [
        "sporadic gunfire on the ring road"
    ]


def test_who_brokered_a_truce_may_enter_under_it(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forces of the state that brokered a truce carry it out when they enter a town; those of another state break it."""
    weigh_all(monkeypatch, 300)
    text = (
        "A truce brokered by Kenya between the clans and the rebels took hold in Klow on Monday. Prices fell. {} soldiers entered the town."
    )
    told = [
        quotes(read_text(text.format(whose) + " Shops closed. The fair is over. It was cold.", PUBLISHED))
        for whose in ("Kenyan", "Ugandan")
    ]
    assert told == [[], ["entered the town"]]


@pytest.mark.parametrize(
    "text",
    [
        "A truce took hold on Monday. The army fired back.",
        "A truce took hold on Monday. The commander threatened to shell the port.",
        "A truce took hold on Monday. In March 2003 the army shelled the port.",
        "The army shelled the port. No truce was spoken of.",
        "A truce took hold on Monday. A car bomb killed ten people at the mill.",
        "A truce took hold on Monday. A fair was held. Prices fell. Rain came. Shops closed. A suicide bomber struck the market.",
    ],
)
def test_what_is_never_added(read_text: Read, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Answers, threats, acts of other years, those of reports without an agreement and bombs that nobody saw left break nothing, whatever
    their chance."""
    weigh_all(monkeypatch, 300)
    assert quotes(read_text(text, PUBLISHED)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The aid operation halted on Thursday when gunmen turned back two of nine food trucks at the ford, "
            "despite the truce agreed in Karo on Monday.",
            "turned back two of nine food trucks at the ford",
        ),
        ("The truce was broken on Sunday when a convoy of monitors came under fire.", "a convoy of monitors came under fire"),
        ("In breach of the truce the clans shelled Karo on Friday night, the mayor said.", "shelled Karo"),
    ],
)
def test_acts_and_their_words(read_text: Read, text: str, expected: str) -> None:
    """Trucks turned back are held up, whoever came under fire belongs to the words of the act, its day does not."""
    assert expected in quotes(read_text(text, PUBLISHED))


def test_chances_add_up() -> None:
    """The chance is the logistic of the weights in hundredths, one half where nothing is known."""
    head = LinearHead(bias=0, weights={"a": 100, "b": -100})
    assert head.chance(frozenset({"c"})) == 0.5
    assert head.chance(frozenset({"a"})) + head.chance(frozenset({"b"})) == pytest.approx(1.0)


def test_shipped_weights_are_plain_data() -> None:
    """The shipped weights are whole numbers under names in lower case, none of them anybody's, in under 20 kB."""
    raw = (resources.files("trucebook") / "data" / MODEL).read_bytes()
    assert len(raw) < 20_000
    weights = json.loads(raw)["heads"][BREACH]["weights"]
    assert shipped_heads(MODEL)[BREACH].weights == weights
    assert all(isinstance(w, int) for w in weights.values())
    spoken = [name for name in weights if not name.startswith(("dep=", "verb dep=", "status", "has ", "speaker=", "quoted="))]
    assert all(name == name.lower() for name in spoken)
