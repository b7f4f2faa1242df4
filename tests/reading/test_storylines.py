"""Storylines: acts told day by day after an agreement, and further words for acts that break one, in sentences of our own."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

from .dispatches import text_of

Read = Callable[..., Reading]
PUBLISHED = "2015-06-10"


def told(reading: Reading) -> list[tuple[str, str]]:
    """Return the words and the perpetrator of every violation of a reading."""
    return [(c.quote, text_of(c, "perpetrator")) for c in reading.claims if c.kind == "violation"]


SIGNED = "The clans and the junta signed a ceasefire in Sarh in July 2011. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SIGNED + "In August junta troops shelled Moundou.", [("shelled Moundou", "junta troops")]),
        (SIGNED + "The roads were opened. On 3 August gunmen shot a priest and looted his church.", [("shot a priest", "gunmen")]),
        ("A humanitarian pause let families leave in May but mortar fire hit an ambulance on its second day.", [("hit an ambulance", "")]),
        (SIGNED + "Over the next three weeks junta troops bombed two mills.", [("bombed two mills", "junta troops")]),
        ("A truce of two days lapsed on 6 June. During those two days the clans raided Karo.", [("raided Karo", "the clans")]),
        ("The ceasefire entered its fourth day amid scattered sniping in Karo.", [("sniping in Karo", "")]),
        ("The first truce broke down on the same day when troops looted shops in Karo.", [("looted shops in Karo", "troops")]),
    ],
)
def test_acts_after_an_agreement(read_text: Read, text: str, expected: list[tuple[str, str]]) -> None:
    """What sides did on a day after an agreement took effect, or in the clause that turns on it, breaks it."""
    found = told(read_text(text, PUBLISHED))
    assert all(any(quote in said and by == who for said, who in found) for quote, by in expected)
    assert found


@pytest.mark.parametrize(
    "text",
    [
        "The clans and the junta agreed a truce in May. The fighting broke out in March when the clans attacked Karo.",
        "A truce of the clans and the junta took hold in May 2012 and ran out in July. On 9 August the junta bombed Karo.",
        "The clans and the junta keep a truce since Monday. In 2009 the junta took Karo after a long battle.",
        "Despite the truce both sides accused the other of firing first.",
        "The truce is in force. The clans said their men had not fired first.",
        "Under the ceasefire neither side would recruit boys, set off bombs or arrest couriers.",
        "Under the ceasefire the rebels were to be quartered and disarmed within 80 days.",
    ],
)
def test_acts_of_other_times(read_text: Read, text: str) -> None:
    """The outbreak of a war, what came after the end of a truce, an earlier year and what is only laid down break none."""
    assert told(read_text(text, PUBLISHED)) == []


@pytest.mark.parametrize(
    ("act", "quote"),
    [
        ("the rebels set fire to a depot", "set fire to a depot"),
        ("the rebels took away six boys", "took away six boys"),
        ("the rebels took seven monks captive", "took seven monks captive"),
        ("the rebels put up a roadblock at Karo", "put up a roadblock"),
        ("the rebels turned away two relief ships", "turned away two relief ships"),
        ("the rebels expelled the nuns of Karo", "expelled the nuns"),
        ("the rebels wounded a judge", "wounded a judge"),
        ("the rebels answered with rockets", "answered with rockets"),
        ("the rebels sent drones against a mill", "sent drones against a mill"),
        ("the rebels fought again near Karo", "fought again near Karo"),
        ("the rebels moved launchers into a school", "moved launchers into a school"),
        ("the rebels threw grenades at a post", "threw grenades at a post"),
        ("an army drone killed two nuns", "an army drone killed two nuns"),
        ("firing resumed at Karo", "firing resumed at Karo"),
        ("the rebels hid their heavy guns", "hid their heavy guns"),
    ],
)
def test_words_for_acts(read_text: Read, act: str, quote: str) -> None:
    """Burning, seizing men, roadblocks, expulsion, answers by weapons, drones and moved launchers are acts that break a truce."""
    assert any(quote in said for said, _ in told(read_text(f"Despite the truce, {act} on Sunday.", PUBLISHED)))


def test_only_tolls_and_moves(read_text: Read) -> None:
    """Those wounded by an act, and who fight a war somewhere, are no act of their own."""
    found = told(read_text("Despite the truce, the army shelled Karo, killing five and wounding nine.", PUBLISHED))
    assert [quote for quote, _ in found] == ["shelled Karo"]


def test_a_headline_gives_way(read_text: Read) -> None:
    """A headline's noun is told once, by the sentence that tells who did what."""
    text = "Clashes near Karo strain truce. Despite the truce, the junta shelled the ford of Karo on Sunday."
    assert told(read_text(text, PUBLISHED)) == [("shelled the ford of Karo", "the junta")]


@pytest.mark.parametrize(
    ("text", "quote", "perpetrator"),
    [
        ("Despite the truce, NLF artillery shelled Karo.", "shelled Karo", "NLF artillery"),
        ("The truce was broken. Six monks were seized and killed by tribesmen on 3 May.", "monks were seized", "tribesmen"),
        ("The truce was broken. On 9 May rebels ambushed an army patrol near Karo, killing six.", "ambushed an army patrol", "rebels"),
        ("Despite the truce, a drone of the militias hit the ford of Karo.", "drone of the militias hit the ford", "the militias"),
        ("The truce was broken. A mortar round from the northern side fell near Karo.", "fell near Karo", "the northern side"),
        ("A truce was signed in 2014. Army guns went on shelling the suburb of Karo.", "shelling the suburb", "Army guns"),
        ("The truce collapsed in June. On 3 June tribesmen stormed the ford of Karo.", "stormed the ford", "tribesmen"),
        ("In breach of the truce, the heavy guns of Karo were never withdrawn.", "withdrawn", ""),
        ("The clans signed a truce in May. The rebels used it to dig trenches.", "dig trenches", "The rebels"),
    ],
)
def test_whose_acts(read_text: Read, text: str, quote: str, perpetrator: str) -> None:
    """The side of a weapon, agents of a row, those run into a day, and what goes on or stays undone in a storyline."""
    assert any(quote in said and perpetrator == who for said, who in told(read_text(text, PUBLISHED)))


def test_a_toll_of_an_act_is_none(read_text: Read) -> None:
    """Those counted as killed beside an act are its toll, a span of days no doer, and roads cut in a storyline an act."""
    text = "The truce was broken in May. On 3 June gunmen ambushed a patrol and killed nine men. Tribesmen cut the road to Karo on Sunday."
    assert told(read_text(text, PUBLISHED)) == [("ambushed a patrol", "gunmen"), ("cut the road to Karo", "Tribesmen")]
