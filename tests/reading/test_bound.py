"""Bound: sides of a truce told in other ways than by who signs it, in sentences of our own."""

from collections.abc import Callable

import pytest

from trucebook.model import Claim, Reading

Read = Callable[..., Reading]


def parties(reading: Reading) -> list[str]:
    claim: Claim = next(c for c in reading.claims if c.kind == "agreement")
    fields = claim.fields.get("parties")
    return [f.text or "" for f in fields] if isinstance(fields, list) else []


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        # what the truce itself does to them
        ("The truce of 3 May obliged the guerrillas to stop raids and the State to free their comrades.", ["the guerrillas", "the State"]),
        ("Mediated by Algeria, the ceasefire binds Mali and the Front.", ["Mali", "the Front"]),
        # who was brought to it
        ("Egypt talked Hamas and Israel into a six-month truce that began at dawn.", ["Hamas", "Israel"]),
        ("The Quartet persuaded the army to accept a truce.", ["the army"]),
        ("The ceasefire that the Contact Group imposed on the Serbs and the Croats held.", ["the Serbs", "the Croats"]),
        ("His Holiness obtained from both kings a truce of five years.", ["both kings"]),
        # who kept it, turned it down or made use of it
        (
            "A ceasefire negotiated by the priest let the dead be buried. The army and the guerrillas kept it.",
            ["The army", "the guerrillas"],
        ),
        ("The Council imposed a truce on 15 July. Togo and the rebels complied.", ["Togo", "the rebels"]),
        ("A truce on September 1 was rejected by the Seventh Brigade.", ["the Seventh Brigade"]),
        ("The three weeks' truce ended on 25 May, the southern armies having refused to prolong it.", ["the southern armies"]),
        ("The truce lapsed in January, both armies having used it to bring up guns.", ["both armies"]),
        ("Kinshasa has not joined the truce signed by the Front.", ["the Front"]),
        # who stands behind a vague word
        ("The army and the front fought for weeks. Both signed a truce on Friday.", ["The army", "the front"]),
        (
            "Militias signed a ceasefire. The Seventh Brigade, the Revolutionaries and four others agreed in it to end hostilities.",
            ["The Seventh Brigade", "the Revolutionaries", "four others"],
        ),
        (
            "The rebels signed a truce. Under the truce the army is to pull back and the rebels are to free captives.",
            ["The rebels", "the army"],
        ),
        ("The presidents of Togo and Benin shook hands on it on Friday. The truce holds.", ["Togo", "Benin"]),
        ("The truce was accepted. The Blues and the Reds both said they would abide by it.", ["The Blues", "the Reds"]),
        (
            "Shells fell barely two days after the junta and the Northern Alliance reached a ceasefire in Lome.",
            ["the junta", "the Northern Alliance"],
        ),
        ("The Druze and the Maronites laid down arms under a truce.", ["The Druze", "the Maronites"]),
        # whose act ended it, who feels bound, on whom it calls
        ("The truce collapsed when Houthi fighters shelled the port.", ["Houthi fighters"]),
        ("In its communique the Polisario said it no longer felt bound by the 1991 ceasefire with Morocco.", ["the Polisario", "Morocco"]),
        (
            "The truce, reached after days of talks, calls on Israel to halt air strikes and on Hamas to stop rocket fire.",
            ["Israel", "Hamas"],
        ),
        (
            "There was a truce for Easter. The Russians accused the Ukrainians of breaking it with mortars.",
            ["The Russians", "the Ukrainians"],
        ),
        (
            "Colonel Garang's movement and the government let relief planes land under a truce.",
            ["Colonel Garang's movement", "the government"],
        ),
        ("The two presidents, Kabila and Kagame, shook hands on a peace deal in Pretoria.", ["Kabila", "Kagame"]),
        ("The Houthis' agreement with Riyadh on a truce was extended.", ["The Houthis", "Riyadh"]),
        ("On Friday Haftar and Serraj signed a truce in the ruins.", ["Haftar", "Serraj"]),
        # whose paper it is
        ("The Togolese consul drew up the truce, and the sheikhs put their seals to it.", ["the sheikhs"]),
        ("The truce was signed at the bridge by Colonel Hassan for the army and Abu Omar for the fighters.", ["the army", "the fighters"]),
        # names joined or set apart
        ("The Israeli-Syrian ceasefire of 1974 held for decades. Syria and Israel kept it.", ["Israel", "Syria"]),
        ("A truce took effect at dawn between Chad and the rebels.", ["Chad", "the rebels"]),
        (
            "The peace accord between the Sudan, led by Prime Minister Ali Osman, and the Nuba Movement was welcomed.",
            ["the Sudan", "the Nuba Movement"],
        ),
        (
            "There, on 8 April, Khartoum, the SLA and the JEM accepted, at President Museveni's urging, a ceasefire.",
            ["Khartoum", "the SLA", "the JEM"],
        ),
        # a line between two is no truce of theirs
        ("The truce was announced near the border between Chad and Sudan.", []),
    ],
)
def test_bound(read_text: Read, text: str, sides: list[str]) -> None:
    """Those whom a truce obliges, who were brought to it, kept or refused it, sealed it or stand behind "both" are its sides."""
    assert sorted(parties(read_text(text))) == sorted(sides)


def test_who_announces_it_between_others_is_no_side(read_text: Read) -> None:
    """Who announces a truce "between A and B" brokers it."""
    reading = read_text("She remembers the truce Kigali announced for 4 August between Burundi and the rebels.")
    assert parties(reading) == ["Burundi", "the rebels"]


def test_machines_and_premiers_of_a_side_are_nobody(read_text: Read) -> None:
    """Tanks are no side of a truce, and the premier who leads a side brokers nothing."""
    assert parties(read_text("Elders drew up a ceasefire on Friday. Under the ceasefire tanks are to leave the capital.")) == []
    reading = read_text(
        "The minister welcomed the truce of 2 May between the government of Klow, led by Premier Osman, and the Nuba Movement."
    )
    (claim,) = (c for c in reading.claims if c.kind == "agreement")
    assert (parties(reading), "mediators" in claim.fields) == (["the government of Klow", "the Nuba Movement"], False)
