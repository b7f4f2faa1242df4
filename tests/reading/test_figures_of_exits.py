"""Figures of people who get out or are carried away, of captives set free, and of people hurt in body."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]


def _told(read_text: Read, text: str) -> list[tuple[str, str]]:
    return [(c.quote, str(c.value("category"))) for c in read_text(text, "2015-06-10").claims if c.kind == "figure"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The besiegers let out 300 civilians at noon.", [("300 civilians", "evacuated")]),
        ("A ship left Norvik at dawn with 640 people on board.", [("640 people", "evacuated")]),
        ("The agency moved 210 patients from Norvik to Sudvik.", [("210 patients", "evacuated")]),
        ("Some 900 people left the port by plane on Monday.", [("Some 900 people", "evacuated")]),
        ("Helicopters have flown out 60 wounded so far.", [("60 wounded", "evacuated")]),
        ("Dozens of gunmen walked out of the church on Friday.", [("Dozens of gunmen", "evacuated")]),
        ("The deal covers 80 rebels, who will be taken to Sudvik.", [("80 rebels", "evacuated")]),
    ],
)
def test_who_gets_out(read_text: Read, text: str, expected: list[tuple[str, str]]) -> None:
    """A way out, a carrier or a place where people are brought makes an evacuation."""
    assert _told(read_text, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The militia set free 40 women at the mill.", [("40 women", "released")]),
        ("Twelve captives changed hands at the ford.", [("Twelve captives", "released")]),
        ("Sixty sailors returned from enemy captivity on Monday.", [("Sixty sailors", "released")]),
        ("Nine pilgrims arrested in May were handed back by the navy.", [("Nine pilgrims", "released")]),
        ("Thirty boys were brought out of the prison on Sunday.", [("Thirty boys", "released")]),
        ("Gunmen pulled 12 men off a bus at the ford.", [("12 men", "detained")]),
        ("Some 90 convicts fled; forty have been caught.", [("Some 90 convicts", "displaced"), ("forty", "detained")]),
        ("Five of the boys have never been found.", [("Five of the boys", "missing")]),
        ("The navy put off the release of 18 fishermen.", [("18 fishermen", "detained")]),
    ],
)
def test_who_is_set_free_and_who_is_held(read_text: Read, text: str, expected: list[tuple[str, str]]) -> None:
    """Captives sent home are released, people taken off a bus or caught again detained, those never found missing."""
    assert _told(read_text, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two of the miners lost a leg.", [("Two of the miners", "injured")]),
        ("A shell hit the mill and three suffered light burns.", [("three", "injured")]),
        ("Guards shot two smugglers in the legs.", [("two smugglers", "injured")]),
        ("The clinic took in 30 people with shrapnel wounds.", [("30 people", "injured")]),
        ("The blast killed two guards. Ten others were taken to hospital.", [("two guards", "killed"), ("Ten others", "injured")]),
        (
            "The raid left two patients dead and eight others hurt the clinic said.",
            [("two patients", "killed"), ("eight others", "injured")],
        ),
        ("The bombing of the market claimed seven.", [("seven", "killed")]),
        ("A network of doctors gave the toll as 27.", [("27", "killed")]),
        ("The posts, 12 of them, were burned. The council named a body of eight men.", []),
    ],
)
def test_who_is_hurt_or_killed(read_text: Read, text: str, expected: list[tuple[str, str]]) -> None:
    """Limbs, wounds and hospitals tell of injured people, attacks that claim a number of dead."""
    assert _told(read_text, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 9,000 inhabitants have not been able to go home.", [("Some 9,000 inhabitants", "displaced")]),
        ("Clashes have driven 700 families towards the border.", [("700 families", "displaced")]),
        ("About 900 villagers took flight in the night.", [("About 900 villagers", "displaced")]),
        ("Of the displaced, 3,000 have been allowed back.", [("3,000", "returned")]),
        ("Twelve monitors are to return to Norvik.", []),
        ("Some 200 families have applied to return.", []),
        ("About 800 miners are in the hands of the group.", [("About 800 miners", "detained")]),
    ],
)
def test_who_is_away_and_who_is_back(read_text: Read, text: str, expected: list[tuple[str, str]]) -> None:
    """Those who cannot go home are displaced, those allowed back have returned; visitors and applicants are none."""
    assert _told(read_text, text) == expected
