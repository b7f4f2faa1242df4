"""Peacemakers: outsiders told at acts of making peace near a truce, in sentences of our own."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

from .agreements_told import names, the_agreement

Read = Callable[..., Reading]

_TRUCE = "The army and the guerrillas agreed to a truce on Sunday. "


@pytest.mark.parametrize(
    ("told", "mediators"),
    [
        ("The talks were led by two bishops.", ["two bishops"]),
        ("Bishops and the nuncio had hosted four rounds of talks.", ["Bishops", "the nuncio"]),
        ("Village elders met both sides on Friday.", ["Village elders"]),
        ("The UN envoy had pressed both sides for weeks.", ["The UN envoy"]),
        ("A group of clerics put forward the plan.", ["A group of clerics"]),
        ("The nuncio flew in to see the guerrillas.", ["The nuncio"]),
        ("The United Nations stands as guarantor.", ["The United Nations"]),
        ("Norway's special envoy Erik Solberg has made a dozen trips to the north.", ["Norway's special envoy Erik Solberg"]),
        ("The nuncio persuaded them to sit down.", ["The nuncio"]),
        ("The UN envoy announced that the two sides had agreed to stop.", ["The UN envoy"]),
    ],
)
def test_peacemakers(read_text: Read, told: str, mediators: list[str]) -> None:
    """Who led the talks, saw or had pressed both sides, stands surety or makes known that others agreed is a broker; the sides stay."""
    claim = the_agreement(read_text(_TRUCE + told))
    assert names(claim, "mediators") == mediators
    assert names(claim, "parties") == ["The army", "the guerrillas"]


@pytest.mark.parametrize(
    "told",
    [
        "The UN envoy urged both sides to keep it.",
        "The UN envoy will meet both sides next week.",
        "The UN envoy said the army had broken it.",
        "The colonel met both sides of the family.",
        "The United Nations did not attend the talks.",
    ],
)
def test_no_peacemakers(read_text: Read, told: str) -> None:
    """Who only appeals to those bound, will come later, speaks of a breach or stayed away brought nothing about."""
    assert names(the_agreement(read_text(_TRUCE + told)), "mediators") == []


def test_outsider_among_sides(read_text: Read) -> None:
    """An envoy told in a row with two sides brokers between them."""
    claim = the_agreement(read_text("The army, the guerrillas and the UN envoy Hans Meyer agreed on a ceasefire in Kidal on Monday."))
    assert names(claim, "mediators") == ["the UN envoy Hans Meyer"]
    assert names(claim, "parties") == ["The army", "the guerrillas"]


@pytest.mark.parametrize(
    ("text", "mediators", "parties"),
    [
        ("The army and the rebels signed a truce on Monday with Togo as a go-between.", ["Togo"], ["The army", "the rebels"]),
        ("Through Omani channels the government and the rebels agreed to a truce.", ["Omani"], ["the government", "the rebels"]),
    ],
)
def test_beside_the_sides(read_text: Read, text: str, mediators: list[str], parties: list[str]) -> None:
    """A go-between told by "with A as" and the channels of a country are brokers and no sides."""
    claim = the_agreement(read_text(text))
    assert names(claim, "mediators") == mediators
    assert names(claim, "parties") == parties


@pytest.mark.parametrize(
    ("told", "mediators"),
    [
        ("Egyptian efforts led to the deal.", ["Egyptian"]),
        ("The agreement was reached after Qatari mediation.", ["Qatari"]),
        ("Russia's defence ministry said it had secured the agreement.", ["Russia's defence ministry"]),
        ("Kazakhstan hosted the talks.", ["Kazakhstan"]),
        ("Egyptian efforts for a wider truce failed.", []),
        ("Syrian efforts led to the fall of the town.", []),
    ],
)
def test_other_countries(read_text: Read, told: str, mediators: list[str]) -> None:
    """A state, its ministry or its efforts broker where another country is fought over, not where they came to nothing."""
    claim = the_agreement(read_text("Rebels in Aleppo, Homs and Idlib are to leave under a deal with the army. " + told))
    assert names(claim, "mediators") == mediators


def test_envoys_known_by_name_broker_what_they_ask_for(read_text: Read) -> None:
    """A bare name that the table of envoys holds is a broker and no side; years before his service the same name is anybody's."""
    text = "Kofi Annan announced on Thursday that the army and the rebels had agreed to a ceasefire."
    (claim,) = [c for c in read_text(text, "2012-04-12").claims if c.kind == "agreement"]
    assert [f.text for f in claim.many("mediators")] == ["Kofi Annan"]
    assert "Kofi Annan" not in [f.text for f in claim.many("parties")]


@pytest.mark.parametrize(
    ("text", "mediators"),
    [
        (
            "A ceasefire between the army and the rebels in Juba, made at the call of Kenya and Uganda, holds.",
            ["Kenya", "Uganda"],
        ),
        ("The army and the clans of Taiz and Ibb in Yemen agreed on a ceasefire in Aden after days of contacts by Oman.", ["Oman"]),
        (
            "The ceasefire agreed by the Contact Group in Minsk took effect on Monday between Ukraine and the separatists.",
            ["the Contact Group"],
        ),
        ("The plan of the African Union for a ceasefire was turned down by the junta.", ["the African Union"]),
        ("An offer of a truce relayed by the bishop in March was turned down by the Front.", ["the bishop"]),
    ],
)
def test_whose_doing_it_was(read_text: Read, text: str, mediators: list[str]) -> None:
    """Whose call, contacts or plan brought a truce, who relayed an offer of one and a contact group are brokers of it."""
    assert set(mediators) <= set(names(the_agreement(read_text(text)), "mediators"))


def test_two_outsiders_announce(read_text: Read) -> None:
    """A truce that a world body and a far state announce between others has them for brokers and none of them for a side."""
    text = "A truce announced by the United Nations and Norway broke down within hours in Goma, Bukavu and Uvira in Congo."
    claim = the_agreement(read_text(text))
    assert names(claim, "mediators") == ["the United Nations", "Norway"]
    assert names(claim, "parties") == []
