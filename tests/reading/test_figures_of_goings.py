"""Figures of people who go, come back, are brought to safety or taken in, and of those who are cut off from what they live on."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]


def _told(read_text: Read, text: str) -> list[tuple[str, str]]:
    return [(c.quote, str(c.value("category"))) for c in read_text(text, "2015-06-10").claims if c.kind == "figure"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dozens of families trickled back to the ruined quarter.", [("Dozens of families", "returned")]),
        ("Hundreds of displaced villagers made their way back to Norvik.", [("Hundreds of displaced villagers", "returned")]),
        ("The army escorted 900 villagers to safety before dawn.", [("900 villagers", "evacuated")]),
        ("The mayor said he expected another 1200 rebels to leave by Friday.", [("another 1200 rebels", "evacuated")]),
        ("By the evening 2,300 guerrillas had sailed for Tunis.", [("2,300 guerrillas", "evacuated")]),
        ("Some 400 militants are preparing to leave the quarter.", [("Some 400 militants", "evacuated")]),
        ("Some 300 people were driven out on green buses.", [("Some 300 people", "evacuated")]),
        ("Ambulances carried 50 wounded fighters across the river.", [("50 wounded fighters", "evacuated")]),
    ],
)
def test_who_leaves_and_who_comes_back(read_text: Read, text: str, expected: list[tuple[str, str]]) -> None:
    """Irregulars who leave and people brought to safety are evacuated; who makes his way back has returned."""
    assert _told(read_text, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 3,000 people had crossed to the Chadian town of Adre since Monday.", [("Some 3,000 people", "displaced")]),
        ("Hundreds of people were seen driving north with their beds on the roof.", [("Hundreds of people", "displaced")]),
        ("By Sunday thousands had again left for the hills.", [("thousands", "displaced")]),
        ("The UN said 9,000 people had reached Norvik since the offensive began.", [("9,000 people", "displaced")]),
        ("The border town has taken in 6,000 families from the valley.", [("6,000 families", "displaced")]),
        ("Some 11,000 inhabitants are hiding in the bush.", [("Some 11,000 inhabitants", "displaced")]),
        ("Some 300 delegates reached the capital for the congress.", []),
        ("About 500 soldiers left the fort for the front.", []),
        ("Some 600 people came to the market fair.", []),
    ],
)
def test_people_under_way(read_text: Read, text: str, expected: list[tuple[str, str]]) -> None:
    """Civilians who cross a border, head away or get to a camp are displaced, and so are those a town takes in; others are none."""
    assert _told(read_text, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The saboteurs cut off water to 40,000 people in the delta.", [("40,000 people", "affected")]),
        ("Militiamen raped three girls in the camp.", [("three girls", "affected")]),
        ("About 4,000 sick people are waiting to be evacuated.", [("About 4,000 sick people", "affected")]),
        ("More than 300 patients need to be taken out of the enclave.", [("More than 300 patients", "affected")]),
        ("Nothing has been heard of two drivers since the ambush.", [("two drivers", "missing")]),
        ("Soldiers lined up and shot 17 villagers.", [("17 villagers", "killed")]),
        ("The raiders shot 25 constables who had laid down their arms.", [("25 constables", "killed")]),
        ("Ten miners sheltering in a tunnel were unharmed.", []),
        ('"There is no bread", said Iren, a mother of five who had fled from the valley.', []),
    ],
)
def test_people_in_other_plights(read_text: Read, text: str, expected: list[tuple[str, str]]) -> None:
    """People cut off from water or waiting to be taken out are affected, those shot after they gave up killed, the unharmed none."""
    assert _told(read_text, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mission has pulled 42 of its foreign staff out of Karo.", [("42 of its foreign staff", "evacuated")]),
        ("The Red Cross flew 120 foreigners to Norvik on Thursday.", [("120 foreigners", "evacuated")]),
        ("State radio said 2,800 people were on board the buses that left the mill.", [("2,800 people", "evacuated")]),
        ("The army shot down a plane; 70 people were on board.", []),
        ("In return the front let go some 70 people.", [("some 70 people", "released")]),
        ("The front let 14 men go on Friday.", [("14 men", "released")]),
        ("The general let 200 soldiers go home for the feast.", []),
        ("The warlord had driven 6,000 villagers out of Karo.", [("6,000 villagers", "displaced")]),
        ("More than 100 guards gave their lives in the battle.", [("More than 100 guards", "killed")]),
    ],
)
def test_who_is_carried_out_or_let_go(read_text: Read, text: str, expected: list[tuple[str, str]]) -> None:
    """People flown or pulled out or on the buses of a convoy are evacuated, captives let go released, whoever is driven out displaced."""
    assert _told(read_text, text) == expected
