"""What is asked of sides, what sides agreed on that is no paper, halts that one side makes known, and truces told in a row."""

from collections.abc import Callable

import pytest

from tests.reading.agreements_told import agreements
from trucebook.model import Reading

Read = Callable[..., Reading]
WAR = "Rebels and troops fought on and shelling killed two soldiers. "


def told(read_text: Read, text: str) -> list[tuple[str, str]]:
    """Return type and quote of the agreements of a text, in text order."""
    return [(str(c.value("type")), c.quote) for c in agreements(read_text(text))]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The elders asked for a day without shelling. Neither side had replied by nightfall.", "asked for a day without shelling"),
        ("The envoy asked both leaders to stop the shelling at once.", "asked both leaders to stop the shelling at once"),
        ("In May the Security Council demanded that the siege of the port be lifted.", "demanded that the siege of the port be lifted"),
        ("Elders said they would give the rebels two days to surrender their weapons.", "surrender their weapons"),
    ],
)
def test_askings(read_text: Read, text: str, quote: str) -> None:
    """What is asked of those at war is an offer where it is left open, both are to stop, a council demands it or a time is given."""
    assert told(read_text, WAR + text) == [("offer", quote)]


def test_bare_urging_is_none(read_text: Read) -> None:
    """What outsiders merely urge both sides to do names no offer."""
    assert told(read_text, WAR + "Kenya urged both sides to return to the table.") == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The two presidents agreed on five measures to calm the border.", "five measures"),
        ("A timetable negotiated in May between Lomé and Accra has never been kept.", "A timetable negotiated in May"),
        ("A joint council, to which both sides agreed in Lomé, has never met.", "A joint council"),
        ("The referendum was agreed between the junta and the front in June.", "The referendum"),
        ("The envoy obtained a new timetable from both sides.", "a new timetable from both sides"),
        ("Commanders of the junta and the front agreed in Wau to let the wounded through their lines.", "Commanders of the junta"),
        ("In exchange for the airmen, he said, the militia had promised not to enter the port before Friday.", "the militia had promised"),
    ],
)
def test_things_agreed_on(read_text: Read, text: str, quote: str) -> None:
    """What two sides agreed on, or one promised in return for something, is a settlement."""
    ((kind, found),) = told(read_text, WAR + text)
    assert (kind, found.startswith(quote)) == ("settlement", True)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The front declared that it would not attack anyone for a month.", "attack anyone for a month"),
        ("Officials said the army would halt its raids on the port.", "halt its raids on the port"),
        ("In the Wau de-escalation zone the mission counted seven raids.", "the Wau de-escalation zone"),
    ],
)
def test_halts_of_one_side_and_zones(read_text: Read, text: str, quote: str) -> None:
    """What a side forswears for a time or officials say it will stop, and a zone of calm by its place, are ceasefires."""
    assert told(read_text, WAR + text) == [("ceasefire", quote)]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "Two earlier truces, on 12 May and 3 June, collapsed within hours. The first ended with an ambush.",
            ["Two earlier truces, on 12 May", "3 June"],
        ),
        ("Two previous peace accords, those of Lomé in 1999 and Abuja in 2001, ended in war.", ["Lomé in 1999", "Abuja in 2001"]),
        ("Seven previous ceasefires announced by the army came to nothing.", []),
        ("Nine truces have been signed since May. In the latest, brokered on 5 June in Lomé, both armies promised calm.", ["the latest"]),
        ("A truce was reached in Wau. A second attempt, declared in June, lasted an hour.", ["A truce", "A second attempt"]),
        (
            "A similar truce was reached in Wau in May, and the one in Malakal has held since June.",
            ["A similar truce", "the one in Malakal"],
        ),
        ("The two sides freed 40 prisoners and 30 detainees. A fourth exchange is being prepared.", ["A fourth exchange"]),
    ],
)
def test_truces_in_a_row(read_text: Read, text: str, quotes: list[str]) -> None:
    """Truces told by their days, places or order in a row are one claim each; a bare number of them is none."""
    assert [quote for _, quote in told(read_text, WAR + text)] == quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The rebels left their camps two weeks later than the peace agreement demands.", "the peace agreement"),
        ("The weapons were locked up under Borduria's peace accords, the observers said.", "Borduria's peace accords"),
        ("The truce held. The pact, concluded in Lomé in talks convened by the Arab Union, provides for a pull-back.", "The pact"),
    ],
)
def test_papers_named_in_passing(read_text: Read, text: str, quote: str) -> None:
    """A paper before a verb taken for a noun, one of a land, and one made under a league of states are named."""
    assert told(read_text, text)[0][1] == quote
