"""Figures of plights: people in need, gone for good, traded, about to leave, and single people beside counted ones."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("More than 8 million Yemenis need some form of assistance.", [("More than 8 million Yemenis", "affected")]),
        ("In May more than 100,000 settlers left the colony for good.", [("more than 100,000 settlers", "displaced")]),
        ("More than 12,000 people are sleeping in schools and mosques.", [("More than 12,000 people", "displaced")]),
        ("The deal will see some 200 fighters leave the quarter on Friday.", [("some 200 fighters", "evacuated")]),
        ("Under the agreement about 60 gunmen are to leave for the coast.", [("about 60 gunmen", "evacuated")]),
        ("The fate of seven policemen whom the militia has held since June is unknown.", [("seven policemen", "detained")]),
        ("In April the rebels returned 40 men in an exchange of prisoners.", [("40 men", "released")]),
        ("Six soldiers were exchanged for 90 rebels on the border.", [("Six soldiers", "released"), ("90 rebels", "released")]),
        ("Some 28 nurses had to be flown out.", [("Some 28 nurses", "evacuated")]),
        ("On Sunday 900 gunmen and members of their families left the suburb.", [("900 gunmen", "evacuated")]),
        ("A second batch of 1,100 people reached the crossing.", [("1,100 people", "evacuated")]),
        ("A raid wiped out a family of six.", [("family of six", "killed")]),
        ("Nearly 300 people boarded buses at the stadium.", [("Nearly 300 people", "evacuated")]),
        ("Some 1,200 Danes had crossed its border in two days.", [("Some 1,200 Danes", "displaced")]),
        ("About 250 wounded and sick people were taken to the coast.", [("About 250 wounded and sick people", "injured")]),
        (
            "The shelling has taken the lives of 300 villagers and of 11 soldiers.",
            [("300 villagers", "killed"), ("11 soldiers", "killed")],
        ),
        (
            "Some 900 people fled the port; 400 of them have since gone back.",
            [("Some 900 people", "displaced"), ("400", "returned")],
        ),
    ],
)
def test_plights(read_text: Read, text: str, expected: list[tuple[str, str]]) -> None:
    """People in need, gone for good, traded or about to leave, and parts with a harm of their own are counted."""
    figures = [c for c in read_text(text, "2015-06-10").claims if c.kind == "figure"]
    assert [(c.quote, c.value("category")) for c in figures] == expected


def test_single_people_are_no_figure_beside_counted_ones(read_text: Read) -> None:
    """One woman told of after the first sentences is none in a report of many counts of dead, and one in a report of few."""
    few = "Shells hit the port on Monday. " * 3 + "They killed 12 people. The mayor spoke. Rain fell. "
    many = few + "Five guards died at the gate. In Sudvik 30 men were killed. At the ford nine boys died. "
    last = "Later a woman was killed at the mill."
    quotes = [[c.quote for c in read_text(text + last, "2015-06-10").claims if c.kind == "figure"] for text in (few, many)]
    assert quotes == [["12 people", "a woman"], ["12 people", "Five guards", "30 men", "nine boys"]]
