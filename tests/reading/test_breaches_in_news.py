"""Breaches in news: acts told by charges, sequels, exceptions and sums, and acts that only stand near a truce."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

from .dispatches import text_of
from .violations_told import assert_read, violations

Read = Callable[..., Reading]
PUBLISHED = "2015-06-10"


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "The government and the Saudi-led coalition agreed to a truce around Marib that took effect on Monday. The Houthis accused the "
            "coalition of bombing two farms. A government officer accused the Houthis of shelling the dam.",
            ("bombing two farms", "shelling the dam"),
        ),
        (
            "A ceasefire between Ankara's forces and the SDF came into force on Thursday in Ras al-Ain. "
            "Turkey said the SDF had fired mortars at its troops.",
            ("fired mortars at its troops",),
        ),
        (
            "A truce has been in force in the Donbass since 15 February. Rebels said government forces had fired 12 times at Horlivka.",
            ("fired 12 times at Horlivka",),
        ),
        (
            "A humanitarian truce came into force on Friday. Stepanakert accused Baku of firing missiles at the town an hour later. "
            "Baku said Armenian forces had shelled Barda.",
            ("firing missiles at the town", "shelled Barda"),
        ),
    ],
)
def test_charges(read_text: Read, text: str, quotes: tuple[str, ...]) -> None:
    """What one side lays on another while a truce is alive breaks it, wherever the report tells it."""
    assert_read(read_text(text, PUBLISHED), *quotes)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("A 48-hour truce began at dawn on Tuesday. Within hours two soldiers were killed by sniper fire near the ford.", "sniper fire"),
        ("The truce was to begin at midnight. At five past rockets fell on the old town.", "rockets fell on the old town"),
        ("The two sides signed a truce on Sunday. That same night government warplanes hit three villages.", "hit three villages"),
        ("That truce did not outlive the week: the militia shelled the upper town on Thursday.", "shelled the upper town"),
        ("Contrary to the agreement the army has reinforced its garrison at Nuba.", "reinforced its garrison"),
        ("Although the truce is in force army helicopters dropped barrel bombs on Karo.", "dropped barrel bombs"),
        ("The truce with the clans had lasted nine days when a car bomb tore through a police post.", "a car bomb tore through"),
        ("Three days after the ceasefire came into effect, tanks rolled into the village of Ladra.", "rolled into the village"),
    ],
)
def test_sequels(read_text: Read, text: str, quote: str) -> None:
    """What came within hours of a truce, the same night, in spite of it or before it was a week old breaks it."""
    assert_read(read_text(text, PUBLISHED), quote)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("The ceasefire was largely respected, except for sporadic gunfire on the ring road.", ("sporadic gunfire",)),
        ("The truce was holding across the island, apart from a burst of machine-gun fire at the bridge.", ("machine-gun fire",)),
        (
            "We are alarmed by reports of rocket fire towards Sarin and of clashes in Golta. "
            "Such acts endanger the truce, which entered into force on Sunday.",
            ("rocket fire towards Sarin", "clashes in Golta"),
        ),
        (
            "Since 4 June army units and allied militias have shelled the towns of Birka and Sula with rockets and mortars. "
            "These actions violate the ceasefire that all parties undertook to uphold.",
            ("shelled the towns",),
        ),
    ],
)
def test_exceptions_and_sums(read_text: Read, text: str, quotes: tuple[str, ...]) -> None:
    """A truce holds apart from an act, and acts told before are summed up as what endangers or violates it."""
    assert_read(read_text(text, PUBLISHED), *quotes)


def test_weapons_are_no_act_of_their_own(read_text: Read) -> None:
    """What an act is done with, and whom those weapons kill, is told by the act."""
    found = violations(read_text("Despite the truce, rebels targeted two suburbs with rocket shells killing six people.", PUBLISHED))
    assert [text_of(c, "perpetrator") for c in found] == ["rebels"]


@pytest.mark.parametrize(
    "text",
    [
        "The ceasefire is in force. The president recalled that in 2009 the army had bombed the islands. "
        "The war began when rebels attacked a garrison in 1998.",
        "A ceasefire took hold in Tripoli on Monday after weeks of fighting in which shells hit hospitals and homes.",
        "A truce took effect on Thursday. The army said it had killed 40 militants in the week before. "
        "A drone strike in Yemen killed an al-Qaeda leader on Friday.",
        "The ceasefire between the government and the rebels is holding. The UN condemned an attack by Islamic State on a checkpoint.",
        "The guards said rebels had opened fire 34 times since the ceasefire came into effect.",
        "Under the pact the clans were to disarm. The deal was struck in May in the port of Sula.",
        "The army accused the rebels of moving guns to the ford in the days before the truce.",
        "The truce between the army and the front took effect on Monday. Not one shell has come over since. Not a single shot was fired "
        "on Tuesday, and the front's gunners did not fire on the army's patrols.",
    ],
)
def test_what_only_stands_near_a_truce(read_text: Read, text: str) -> None:
    """Acts of earlier years, of the days before a truce, of those outside it, mere totals and what was not done are none."""
    assert violations(read_text(text, PUBLISHED)) == []


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "The ceasefire took effect on Monday. The Defence Ministry said two of its soldiers had been killed near the mine overnight.",
            ("two of its soldiers had been killed",),
        ),
        (
            "The ceasefire took effect on Monday. Monitors blamed the killing of four farmers in Sula on the militia.",
            ("the killing of four farmers",),
        ),
        ("The ceasefire took effect on Monday. The ministry said the rebels used mortars near Orlo.", ("used mortars near Orlo",)),
        (
            "The army said it would observe a truce during the feast. Activists said helicopters bombed the road hours into the truce.",
            ("bombed the road",),
        ),
    ],
)
def test_losses_and_blame(read_text: Read, text: str, quotes: tuple[str, ...]) -> None:
    """Losses that a side reports, killings laid on somebody and what was done hours into a truce break it."""
    assert_read(read_text(text, PUBLISHED), *quotes)


def test_headlines_are_told_once(read_text: Read) -> None:
    """What a headline tells in the present and the first sentence tells again is told by the sentence."""
    text = "Clashes flare in southern hills despite truce. Rebels and militias clashed on the edge of Sula on Monday, a monitor said."
    assert_read(read_text(text, PUBLISHED), "clashed on the edge of Sula")


def test_what_was_done_months_ago_breaks_no_truce_of_now(read_text: Read) -> None:
    """An act with a month of its own that is long over is none, though the truce is told as broken."""
    text = "Rebels broke the truce on Monday by shelling Sula. The army attacked the hills in February. A fair opened."
    assert_read(read_text(text, PUBLISHED), "shelling Sula")
