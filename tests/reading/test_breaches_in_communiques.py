"""Breaches as newspapers, ministries and monitors word them: moves and seizures told by nouns, lists, what is set apart from a truce."""

from collections.abc import Callable

import pytest

from trucebook.model import Claim, Field, Reading

Read = Callable[..., Reading]


def breaches(reading: Reading) -> list[tuple[str, str]]:
    """Return (quote, perpetrator) of each violation of a reading."""
    return [(c.quote, _by(c)) for c in reading.claims if c.kind == "violation"]


def _by(claim: Claim) -> str:
    field = claim.fields.get("perpetrator")
    return (field.text or "") if isinstance(field, Field) else ""


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "The violations of the truce included shelling of the granary, sniper fire on a ferry and the seizure of two lorries.",
            ["shelling of the granary", "sniper fire on a ferry", "the seizure of two lorries"],
        ),
        (
            "Among the breaches of the ceasefire were the construction of trenches on the dunes and the flight of three drones.",
            ["the construction of trenches on the dunes", "the flight of three drones"],
        ),
        ("The militia broke the pact by its march on the capital.", ["its march on the capital"]),
        ("Despite the truce, six people were wounded by fire on the crowd at the mill.", ["fire on the crowd at the mill"]),
        ("Despite the truce, a bomb against a bus killed four people.", ["a bomb against a bus killed four people"]),
        ("The ceasefire took effect on Monday. On Tuesday there was heavy shelling of the port.", ["heavy shelling of the port"]),
        ("The ceasefire took effect on Monday. There were clashes in the port on Tuesday.", ["clashes in the port"]),
        (
            "HARBOUR TOWN, Jan 26 - Rockets crashed into the grain market on Tuesday, a day after both sides signed a truce.",
            ["Rockets crashed into the grain market"],
        ),
        ("The two sides signed a truce on Monday, but clashes overnight killed 11 people.", ["clashes overnight killed 11 people"]),
        (
            "The guns fell silent under a truce on Friday. Rockets fell near the weir about four hours after the deadline.",
            ["Rockets fell near the weir"],
        ),
        ("The truce took effect on Friday. The front was quiet apart from sporadic shelling.", ["sporadic shelling"]),
        ("The rebels used the agreement to smuggle in rifles and to conscript boys.", ["smuggle in rifles", "conscript boys"]),
        ("In violation of the truce the militia set up new checkpoints at the mill.", ["set up new checkpoints at the mill"]),
    ],
)
def test_breaches_are_told_by_their_shortest_words(read_text: Read, text: str, quotes: list[str]) -> None:
    """Moves, seizures, thrusts and shots are acts where what stands on the noun says so, each of a row by itself."""
    found = [quote for quote, _ in breaches(read_text(text))]
    assert len(found) == len(quotes)
    assert all(wanted in quote or quote in wanted for wanted, quote in zip(quotes, found, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "The rebels and the army agreed a ceasefire on Monday. Elsewhere the war went on. In the east the army took a village on Tuesday.",
        "The truce took effect on Monday. Further north, gunmen killed seven millers on Tuesday.",
        "The truce took effect on Monday. In a separate incident, gunmen threw grenades at a police van on Tuesday.",
        "The ceasefire took effect on Monday. The Dune League is not party to the ceasefire. On Tuesday the Dune League shelled Oum.",
        "The ceasefire took effect on Monday. There is no truce with the Desert League, and a sniper of the Desert League killed a guard.",
        "The ceasefire took effect on Monday. On Tuesday a band that is aligned with neither side seized six monitors.",
        "Those who fire on convoys break the truce, the envoy said.",
        "The envoy said the truce would be void if one side broke it.",
        "The ceasefire has been in force since May. For weeks artillery was hardly heard in the valley.",
        "Fighting in the oasis stopped under a truce on Tuesday, a week after street battles began.",
        "Two men were shot dead by a patrol on Monday, hours before the truce was signed.",
        "The first day of the truce passed with fewer explosions than before.",
        "Asked if the two sides were closer to a clash, he said the armistice was in force.",
        "The observers took up positions on the river on Saturday, hours after a truce came into effect.",
        "A humanitarian truce broke down in August, with each party blaming the other for firing first.",
        "The government said the rebels had used earlier truces to regroup before a ceasefire was offered.",
        "The truce has been violated by both sides.",
        "A ceasefire was holding on Monday, monitors said.",
        "The army and the growers signed an agreement on wages in May. On Tuesday the army shelled the hills.",
    ],
)
def test_what_is_set_apart_breaks_nothing(read_text: Read, text: str) -> None:
    """Acts elsewhere, by those whom no truce binds, before it, of anybody or of nobody break none; nor do acts of war break a pay deal."""
    assert breaches(read_text(text)) == []


@pytest.mark.parametrize(
    ("text", "perpetrator"),
    [
        ("The army committed 12 violations of the ceasefire, among them the shelling of two villages.", "The army"),
        (
            "The border guards violated the truce as follows:\n1. Shelling of the pits at Oula.\n2. Sniping at farmers near the dam.",
            "The border guards",
        ),
        (
            "The clans committed 20 breaches of the ceasefire on Thursday. He said that these included artillery shelling of the dunes.",
            "The clans",
        ),
    ],
)
def test_lists_name_who_broke_it_once(read_text: Read, text: str, perpetrator: str) -> None:
    """Who is told at the head of a list to have broken a truce did every act of it."""
    found = breaches(read_text(text))
    assert found
    assert {by for _, by in found} == {perpetrator}
