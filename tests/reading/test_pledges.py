"""Agreements and offers told by a verb alone: what sides pledge together or at talks, and what one would do if the other did."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]


def told(read_text: Read, text: str) -> list[tuple[str, str]]:
    """Return type and quote of the agreements of a report of 14 October 2018."""
    return [(str(c.value("type")), c.quote) for c in read_text(text, "2018-10-14").claims if c.kind == "agreement"]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "At a conference in Lomé the neighbouring states promised to respect the arms embargo on the warlords. Rifles come by night.",
            "At a conference in Lomé the neighbouring states promised to respect the arms embargo on the warlords",
        ),
        (
            "Elders of the valley agreed with Kabul to withdraw their fighters from the salt mines, a deal that the mullahs cursed. Men "
            "drove in at dawn.",
            "Elders of the valley agreed with Kabul to withdraw their fighters from the salt mines",
        ),
        (
            "Both clans swore to stop all attacks on each other. Elders slaughtered a bull.",
            "Both clans swore to stop all attacks on each other",
        ),
    ],
)
def test_sides_that_pledge(read_text: Read, text: str, quote: str) -> None:
    """What several sides pledge, at talks or to one another, is an agreement, and "a deal which …" behind it is the same one."""
    assert [q for _, q in told(read_text, text)] == [quote]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "The insurgents said they would free the two pilots once the army left the valley. Nobody answered them.",
            "free the two pilots once the army left the valley",
        ),
        ("The guerrillas offered to release eleven soldiers on Sunday. The army went on shelling.", "release eleven soldiers on Sunday"),
    ],
)
def test_offers_by_a_verb(read_text: Read, text: str, quote: str) -> None:
    """What a side would do if another did something, and what rebels offer to do, is an offer."""
    assert told(read_text, text) == [("offer", quote)]


@pytest.mark.parametrize(
    "text",
    [
        "The minister promised to stop the shelling of the port. Rebels hold the hills.",
        "The army warned it would attack the town if the rebels did not leave.",
        "The evacuation stopped for five hours when gunmen turned back a convoy of trucks. Troops stood by.",
        "At a summit in Lagos leaders pledged to build roads. Soldiers guarded the hall.",
    ],
)
def test_words_that_make_no_agreement(read_text: Read, text: str) -> None:
    """A promise of one man, a threat, a convoy that was held up and the civil pledges of a summit are none."""
    assert told(read_text, text) == []


def test_a_truce_contained_in_an_accord(read_text: Read) -> None:
    """The truce that an accord holds is that accord."""
    text = "Both armies broke the truce contained in an accord of May 2016. Shells fell on Wau."
    assert len(told(read_text, text)) == 1


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Soldiers gave the rebels a chance to surrender on Friday. The army shelled the mill all night.", "proposed"),
        ("The militia has dismissed the call by the bishops for a truce. Troops shelled the port.", "refused"),
    ],
)
def test_chances_and_calls_turned_down(read_text: Read, text: str, status: str) -> None:
    """A chance to surrender, and a call for a truce that a side dismisses, are offers."""
    claims = [c for c in read_text(text, "2018-10-14").claims if c.kind == "agreement"]
    assert [(c.value("type"), c.value("status")) for c in claims] == [("offer", status)]


def test_a_headline_tells_no_term(read_text: Read) -> None:
    """What a headline that runs into the text tells in short is a term only where the body tells it."""
    text = (
        "9 May 2013 Gunmen to leave mill as buses roll. The army and the gunmen signed a deal on Thursday. The gunmen are to leave the "
        "mill by noon. Nobody was hurt. Children waved."
    )
    claims = [c for c in read_text(text, "2013-05-09").claims if c.kind == "provision"]
    assert [c.quote for c in claims] == ["leave the mill by noon"]


def test_a_day_takes_nobody_from_a_pledge(read_text: Read) -> None:
    """Where commas are lost and a day stands before them, those who pledge at talks are still found."""
    text = "At a summit in Lomé on January 19 rival camps promised to respect the arms embargo. Rifles still come in by night."
    (claim,) = (c for c in read_text(text, "2018-10-14").claims if c.kind == "agreement")
    assert claim.quote.startswith("At a summit in Lomé")
    assert claim.quote.endswith("arms embargo")


def test_a_treaty_only_drawn_up(read_text: Read) -> None:
    """A treaty that a body drew up beside a truce is an offer; an agreement that settled a return of prisoners is an exchange."""
    text = (
        "The two armies signed a truce in May 1921. Geneva drew up a treaty that provided for the withdrawal of all troops. One state "
        "refused it. In July a third agreement dealt with the release of captives."
    )
    assert [kind for kind, _ in told(read_text, text)] == ["ceasefire", "offer", "exchange"]
