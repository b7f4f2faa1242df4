"""Breaches by omission, by forces that move, told by clefts, complaints and charges, and acts that only seem to be some."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

from .dispatches import text_of
from .violations_told import violations

Read = Callable[..., Reading]
PUBLISHED = "2015-06-10"


@pytest.mark.parametrize(
    ("text", "quote", "perpetrator"),
    [
        ("Despite the truce, the militia kept the two bridges closed on Sunday.", "kept the two bridges closed", "the militia"),
        ("In breach of the truce, soldiers refused to let the convoy through.", "refused to let the convoy", "soldiers"),
        ("The truce was close to collapse. Soldiers had stopped letting flour in.", "stopped letting flour in", "Soldiers"),
        ("Despite the ceasefire, troops remained at three positions on the ridge.", "remained at three positions", "troops"),
        ("In violation of the pact, the rebels have not freed their hostages.", "freed their hostages", "the rebels"),
        ("Despite the truce, army tanks rolled into the village of Ladra.", "rolled into the village", "army tanks"),
        ("The truce took effect on Monday. The mayor said it was the guards that shelled the mill.", "shelled the mill", "the guards"),
        ("The truce is in force. The clans broke it by using the mill to attack the ford.", "attack the ford", "The clans"),
        ("The truce took effect on Monday. Three rockets fired by the clans landed in Sula.", "rockets fired by the clans", "the clans"),
        ("The rebels breached the truce. An army unit repelled an attack by rebels on its post at Sann.", "an attack by rebels", "rebels"),
        ("A truce took effect on Monday. It is not observed: on Tuesday the guards shelled the ford.", "shelled the ford", "the guards"),
    ],
)
def test_acts(read_text: Read, text: str, quote: str, perpetrator: str) -> None:
    """What a side does not do, where it moves and what it does by another's hand breaks a truce, with who does it."""
    found = [c for c in violations(read_text(text, PUBLISHED)) if quote in c.quote]
    assert len(found) == 1
    assert text_of(found[0], "perpetrator") == perpetrator


def test_who_is_accused_of_what_was_told(read_text: Read) -> None:
    """Whoever is accused of "carrying out the strike" did what was told just before, and it is told once."""
    text = (
        "The truce took effect on Monday. Hours later a shell hit a school in Sula. The rebels accused the army of carrying out the strike."
    )
    found = violations(read_text(text, PUBLISHED))
    assert [c.quote for c in found] == ["a shell hit a school in Sula"]
    assert text_of(found[0], "perpetrator") == "the army"


@pytest.mark.parametrize(
    "text",
    [
        "Lorries rolled into the two suburbs on Monday under a truce that took effect on Sunday.",
        "A truce took effect on Monday. The fighting around the port has since ebbed.",
        "A truce took effect on Monday. The president said he would not sit idle if the attacks on the port went on.",
        "A truce took effect on Monday. The rebels are to leave the towns that they seized.",
        "A truce took effect on Monday. In the quarter some 20,000 people have been cut off from aid for more than two years.",
        "The truce is in force. Mortar bombs fell on Sula, which spurned a similar deal last month.",
        "The truce is in force and the envoy said efforts for a political solution had begun.",
        "The truce is in force. The mayor said the guards had not released any figures.",
    ],
)
def test_what_only_seems_an_act(read_text: Read, text: str) -> None:
    """Lorries of food, fighting that ebbs, conditions, old plights and places outside a truce are no breach."""
    assert violations(read_text(text, PUBLISHED)) == []
