"""Figures told by a bare number: another source's count, a new value, a share of those before, a place or a side of its own."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]


def _told(read_text: Read, text: str) -> list[tuple[str, str]]:
    return [(c.quote, str(c.value("category"))) for c in read_text(text, "2015-06-10").claims if c.kind == "figure"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A shell killed 15 recruits. The observers could confirm nine.", [("15 recruits", "killed"), ("nine", "killed")]),
        ("The ministry said 12 people were killed. Local clinics say 51.", [("12 people", "killed"), ("51", "killed")]),
        ("The governor put the dead at 40. The rebels name 60.", [("40", "killed"), ("60", "killed")]),
        ("Nineteen soldiers were killed. The clan claimed thirty.", [("Nineteen soldiers", "killed"), ("thirty", "killed")]),
        (
            "The raid killed eight people and hurt two. The surgeon gave a figure of 19.",
            [("eight people", "killed"), ("two", "injured"), ("19", "killed")],
        ),
        ("At least 95 died. The minister brought that figure down to 35.", [("At least 95", "killed"), ("35", "killed")]),
        ("The toll, put at 35 last night, was revised to 31.", [("35", "killed"), ("31", "killed")]),
        ("Nobody knows the death toll; an envoy spoke of as many as 60,000.", [("as many as 60,000", "killed")]),
        ("Nine people died in March, up from five in February.", [("Nine people", "killed"), ("five", "killed")]),
        ("The mayor put at 29 the number of miners who had died.", [("29", "killed")]),
        ("The dead, by the count of the police, number at least 610.", [("at least 610", "killed")]),
        (
            "The observers differ on the number of dead: the army says 40, the clan at least 60.",
            [("40", "killed"), ("at least 60", "killed")],
        ),
    ],
)
def test_other_values(read_text: Read, text: str, expected: list[tuple[str, str]]) -> None:
    """A bare number that a source gives counts the harm told before it, or the toll that its sentence names."""
    assert _told(read_text, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nineteen people were killed. Eleven were soldiers.", [("Nineteen people", "killed"), ("Eleven", "killed")]),
        (
            "Seven men died, five of the Karo clan and two of the Norvik clan.",
            [("Seven men", "killed"), ("five", "killed"), ("two", "killed")],
        ),
        (
            "Some 12,000 people fled, 4,000 to Sudvik and 8,000 to the coast.",
            [("Some 12,000 people", "displaced"), ("4,000", "displaced"), ("8,000", "displaced")],
        ),
        (
            "Ninety bodies were counted in Norvik 60 in Sudvik 20 in Orvik.",
            [("Ninety bodies", "killed"), ("60", "killed"), ("20", "killed")],
        ),
        ("The clinic took in nine bodies and the hospital four.", [("nine bodies", "killed"), ("four", "killed")]),
        ("One of his comrades was killed and another injured.", [("One of his comrades", "killed"), ("another", "injured")]),
        ("The clan said one of its fighters was killed.", [("one of its fighters", "killed")]),
        ("Of some 20,000 inhabitants, 15,000 have left.", [("15,000", "displaced")]),
        ("The war has killed 9,000 people and displaced millions.", [("9,000 people", "killed"), ("millions", "displaced")]),
    ],
)
def test_shares(read_text: Read, text: str, expected: list[tuple[str, str]]) -> None:
    """A bare number tells a share of people just counted, by who they were, whose they were or where."""
    assert _told(read_text, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Soldiers shot 40 former policemen near the mill.", [("40 former policemen", "killed")]),
        ("Guards shot and wounded two smugglers.", [("two smugglers", "injured")]),
        ('The army said 30 "bandits" had been eliminated.', [('30 "bandits', "killed")]),
        ("In the operation 11 rebels were made ineffective.", [("11 rebels", "killed")]),
        ("At least 30 fighters fell by the clan's own account.", [("At least 30 fighters", "killed")]),
        ("Four people wounded in the raid have died of their injuries.", [("Four people", "killed")]),
        ("The brigade claims to have lost 38.", [("38", "killed")]),
        ("The clinic reported 212 cases of measles.", [("212 cases", "affected")]),
        ("The lawyers listed 90 cases of disappearance.", [("90 cases", "missing")]),
        ("Some 2 million people face severe hunger.", [("Some 2 million people", "affected")]),
        ("No food has reached the 9,000 people of Norvik since May.", [("9,000 people", "affected")]),
    ],
)
def test_harm_in_other_words(read_text: Read, text: str, expected: list[tuple[str, str]]) -> None:
    """People shot are killed unless the words say they lived; armies have words of their own for the dead."""
    assert _told(read_text, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fourteen wounded were flown to Norvik.", [("Fourteen wounded", "evacuated")]),
        ("They agreed on the evacuation of 200 wounded.", [("200 wounded", "evacuated")]),
        ("The corridor opened at noon. Nearly 900 people made it out.", [("Nearly 900 people", "evacuated")]),
        ("The besieged town was quiet. Some 300 civilians had been let out.", [("Some 300 civilians", "evacuated")]),
        ("Evacuations stopped when a convoy of 800 people was held up.", [("800 people", "evacuated")]),
        ("About 37,000 people arrived in the district last week.", [("About 37,000 people", "displaced")]),
        ("About 20,000 people have crowded into the compound.", [("About 20,000 people", "displaced")]),
        ("Some 300 people have slept at the mission since May.", [("Some 300 people", "displaced")]),
        ("The shelling set half a million people on the road.", [("half a million people", "displaced")]),
        ("Some 490,000 Danes are refugees.", [("Some 490,000 Danes", "displaced")]),
        ("Nearly 4,000 women remain shut in.", [("Nearly 4,000 women", "besieged")]),
        ("Nine members of the family were still under the rubble.", [("Nine members", "missing")]),
        ("Soldiers took 52 men to a filtration camp.", [("52 men", "detained")]),
        ("Twelve policemen remain in the rebels' hands.", [("Twelve policemen", "detained")]),
        ("Rebels hold 40 soldiers.", [("40 soldiers", "detained")]),
    ],
)
def test_moved_or_held_in_other_words(read_text: Read, text: str, expected: list[tuple[str, str]]) -> None:
    """Who gets out of a siege, arrives in a throng, sleeps under a public roof, or is in somebody's hands."""
    assert _told(read_text, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The commander said one would be enough.",
        "Not one body was handed over.",
        "A contractor gave back eleven of 15 lorries.",
        "The hall holds 300 people.",
    ],
)
def test_no_counts(read_text: Read, text: str) -> None:
    """A bare number with nothing counted before it, or of things, is none."""
    assert _told(read_text, text) == []
