"""The learned head of nouns that name agreements no rule takes for one, and deals of trade that are none, in sentences of our own."""

import json
from collections.abc import Callable
from importlib import resources

import pytest

from trucebook.model import Claim, Reading
from trucebook.reading.deals import nounhead
from trucebook.reading.deals.nounhead import MODEL, NAMED
from trucebook.reading.linearhead import LinearHead, shipped_heads

Read = Callable[..., Reading]

PUBLISHED = "2019-06-12"
WAR = "Rebels shelled the port and troops fired mortars at the besieged quarter. "


def agreements(reading: Reading) -> list[Claim]:
    return [c for c in reading.claims if c.kind == "agreement"]


def weigh_all(monkeypatch: pytest.MonkeyPatch, bias: int) -> None:
    """Let the head give every noun the same chance."""
    monkeypatch.setattr(nounhead, "shipped_heads", lambda _: {NAMED: LinearHead(bias=bias, weights={})})


def test_a_likely_noun_names_an_agreement(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """A noun of papers that no rule takes for an agreement is one where its chance is high, and none where it is low."""
    text = WAR + "The charter of Karo was read out to the elders on Monday."
    weigh_all(monkeypatch, -300)
    assert agreements(read_text(text, PUBLISHED)) == []
    weigh_all(monkeypatch, 300)
    assert [c.quote for c in agreements(read_text(text, PUBLISHED))] == ["The charter of Karo"]


def test_nothing_is_added_where_no_war_is_told(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a text without words of war no noun is weighed, and one that words of trade stand before never is."""
    weigh_all(monkeypatch, 300)
    assert agreements(read_text("The charter of the choir was read out to the singers on Monday.", PUBLISHED)) == []
    assert agreements(read_text(WAR + "A trade charter was read out to the elders on Monday.", PUBLISHED)) == []


@pytest.mark.parametrize(
    ("told", "quote"),
    [
        ("Under an understanding reached in Karo in May, mortars were to stay silent.", "an understanding reached in Karo"),
        ("The lull that began on Monday was brokered by an Omani envoy.", "The lull"),
        ("A halt to the shelling that both armies agreed in Karo was to begin at noon.", "A halt"),
    ],
)
def test_what_the_shipped_head_knows(read_text: Read, told: str, quote: str) -> None:
    """Understandings, lulls and halts that somebody made name an agreement."""
    assert any(quote in c.quote for c in agreements(read_text(WAR + told, PUBLISHED)))


@pytest.mark.parametrize(
    "told",
    [
        "The millers' union said it had reached an agreement with hauliers from Karo on the price of flour.",
        "Dockers concluded a settlement with the shipping company over unpaid wages.",
        "The minister welcomed the agreement of the two governments on budget allocations.",
        "A supply agreement with a distributor in Karo was signed in July.",
    ],
)
def test_deals_of_trade_are_none(read_text: Read, told: str) -> None:
    """What traders, unions and companies agree, and what is agreed about prices, wages and budgets, is no agreement of war."""
    assert agreements(read_text(WAR + told, PUBLISHED)) == []


@pytest.mark.parametrize(
    "told",
    [
        "The army and the rebels reached an agreement on oil revenue and the release of prisoners.",
        "Troops and rebels signed a deal on the supply of water to the besieged town.",
    ],
)
def test_matters_of_trade_between_foes(read_text: Read, told: str) -> None:
    """What foes agree about is of war, whatever it is."""
    assert len(agreements(read_text(told, PUBLISHED))) == 1


def test_shipped_weights_are_plain_data() -> None:
    """The shipped weights are whole numbers in under 60 kB, and no feature holds a word that begins with a capital letter."""
    raw = (resources.files("trucebook") / "data" / MODEL).read_bytes()
    assert len(raw) < 60_000
    weights = json.loads(raw)["heads"][NAMED]["weights"]
    assert shipped_heads(MODEL)[NAMED].weights == weights
    assert all(isinstance(w, int) for w in weights.values())
    told = {name.partition("=")[2] or name for name in weights}
    assert not {t for t in told if t[:1].isupper() and not t.isupper() and t not in ("True", "False", "None")}
