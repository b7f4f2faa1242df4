"""Acts that mean another action by a word beside their theme, in sentences of our own."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]
TRUCE = "The two sides signed a truce on Monday. "


def actions(reading: Reading) -> list[object]:
    return [c.value("action") for c in reading.claims if c.kind == "provision"]


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("Under it the clans are to let technicians and power crews into the valley.", "restore_services"),
        ("The mayor promised that power would be back within a month.", "restore_services"),
        ("The mayor promised that the public services would return.", "restore_services"),
        ("Three shepherds held since March are to be set free by the guards.", "release"),
        ("The clans undertook to give up 12 sick soldiers.", "release"),
        ("The clans undertook to hand over the fighters they hold.", "release"),
        ("The militia will disband its roadblocks.", "lift_siege"),
        ("The rebels agreed to cease resistance.", "cease_fire"),
        ("The details are to be settled by the two defence ministries within a week.", "talk"),
        ("Talks on a political settlement would open at Bor airport.", "talk"),
        ("A plebiscite was to be held in nine districts.", "talk"),
        ("The two sides are to send their defence ministers to Bor by Friday.", "talk"),
        ("Security in the harbour is to be left to the local police.", "deploy"),
        ("Military police are to be on duty there.", "deploy"),
        ("The police will protect the coast road.", "deploy"),
        ("Some 200 patients were to leave by way of the northern bridge.", "depart"),
        ("Under the deal 900 people have departed in two groups.", "depart"),
        ("The army undertook to let the families of the officers go to the coast.", "depart"),
        ("The movement too would depart for the north with its wounded.", "depart"),
        ("Relief convoys will be able to cross from the north.", "aid"),
        ("Ninety truckloads of aid are to enter every day.", "aid"),
        ("The clans undertook not to penetrate into the port.", "autonomy"),
        ("The clans will dismantle the mines around the dam.", "other"),
        ("It requires the army to bring its guns and lorries back from the villages.", "withdraw"),
    ],
)
def test_an_act_means_what_it_is_done_to(read_text: Read, sentence: str, action: str) -> None:
    """The action of an act is read from what it is done to, not from a word that only stands near it."""
    assert actions(read_text(TRUCE + sentence)) == [action]


def test_what_or_joins_to_a_denied_act_is_denied_too(read_text: Read) -> None:
    """Who will not enter a place or bomb it promises to hold fire as well."""
    assert actions(read_text(TRUCE + "The army will not enter the valley or bomb it.")) == ["autonomy", "cease_fire"]
