"""Truces that are told as strained: what ties acts to them, before and after they are named, and what does not."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

from .dispatches import text_of
from .violations_told import violations

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "quote", "perpetrator"),
    [
        ("The truce looked close to ruin after militiamen ambushed a convoy.", "ambushed a convoy", "militiamen"),
        ("The precarious truce took effect in May. Army guns shelled the ford on Monday.", "shelled the ford", "Army guns"),
        ("The port came under fire from army gunboats, a fresh strain on the truce.", "came under fire", "army gunboats"),
        ("A truce was signed in May. Since the signing the rebels have pushed into Kismayo.", "pushed into Kismayo", "the rebels"),
        ("The clans signed a truce. The junta broke its word and shelled the ford.", "shelled the ford", "The junta"),
        ("The truce was broken on Friday when the clashes resumed.", "clashes resumed", ""),
        ("A truce was signed in May. Both sides broke their word. The army stormed a camp on Monday.", "stormed a camp", "The army"),
        ("Despite the truce, the rebels accused the army of renewed shelling of the ford.", "renewed shelling", "the army"),
        ("Despite the truce, the rebels fought their way into the port.", "fought their way into the port", "the rebels"),
        ("Shells fell on the ford a day after a truce was to begin.", "Shells fell on the ford", ""),
        ("Despite the truce, the rebels blew up a bridge.", "blew up a bridge", "the rebels"),
        ("Despite the truce, a mortar round landed near the mill.", "mortar round landed", ""),
    ],
)
def test_strain_ties_an_act(read_text: Read, text: str, quote: str, perpetrator: str) -> None:
    """Ruin, strain, a broken word, the time since the signing and brittle truces tie acts as a breach does."""
    found = violations(read_text(text))
    assert len(found) == 1
    assert quote in found[0].quote
    assert text_of(found[0], "perpetrator").startswith(perpetrator)


def test_acts_told_before_the_truce_is_named_break_it(read_text: Read) -> None:
    """What the sides did in the sentences before the one that tells of a breach counts too."""
    text = "Army guns shelled the market of Kismayo on Monday. Residents fled. "
    text += "The army violated a truce with the rebels of May by the raid, they said."
    assert any(c.quote.startswith("shelled the market of Kismayo") for c in violations(read_text(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Despite the truce, the rebels were told to shell the port.",
        "Despite the truce, the army fired only in self-defence.",
        "Despite the truce, the army shot down a drone.",
        "The clans accused the junta of breaking the truce. The junta said it knew of nothing.",
        "The precarious truce took effect in May. Planes struck terrorist groups on Monday.",
        "The truce was broken in May. The army returned fire.",
    ],
)
def test_what_breaks_no_truce(read_text: Read, text: str) -> None:
    """Orders, blame without an act, strikes on those outside the truce and answers break none."""
    assert violations(read_text(text)) == []


def test_acts_dated_within_a_truce_break_it(read_text: Read) -> None:
    """An act of a side with a day of its own after a ceasefire took effect breaks it, however far from its naming."""
    text = "A ceasefire between the army and the rebels took effect on 3 May 2021. " + "The harvest is in. " * 16
    text += "On 9 June 2021 the rebels ambushed a convoy near Kismayo. On 2 April 2021 the rebels had burned a mill."
    assert [text_of(c, "perpetrator") for c in violations(read_text(text, "2021-06-12"))] == ["the rebels"]
