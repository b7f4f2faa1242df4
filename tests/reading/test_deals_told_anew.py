"""Deals told anew: other makers, another place, month or short length make another arrangement, as do words that stand for one."""

from collections.abc import Callable

import pytest

from tests.reading.agreements_told import agreements, names
from trucebook.model import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    "text",
    [
        "A truce announced by the Kenyan envoy Peter Otieno has calmed the town of Kismayo since Monday. Shops have reopened. "
        "On 12 March the "
        "Marehan elders and the Front for Renewal concluded a truce in Garbaharey, where two people died in a raid.",
        "The Popular Front announced a truce with the government from 12 to 19 June. The government replied with air strikes. "
        "Further north "
        "representatives of the Tubu and Zuwaya tribes of Kufra signed an agreement on Friday to end clashes that killed 30 people.",
        "The accord of Lomé was signed as a three-day pause arranged by the Algerian envoy Ahmed Tazi ran out. Shelling "
        "by rebels and troops killed four civilians.",
        "The government and the rebels have kept a ceasefire since May. Shells fell on the capital on Sunday. In Malakal a "
        "truce negotiated "
        "by church leaders has held since June 3 and traders are back.",
        "Violations of the truce brokered by Oman went on in Marib, where shells killed six. In Taiz, the truce which the Islah party "
        "concluded with the Houthi commanders on 3 March has held.",
        "The rebels have broken the ceasefire since it took effect, the army said, and shelled the port. In place of the ceasefire it "
        "opened a daily pause of four hours for the wounded.",
        "The commanders of Nyala signed an agreement with the army in April. Shelling stopped. An agreement on the airport was "
        "reached on 3 "
        "February through the mediation of Chad after fighting that killed nine.",
    ],
)
def test_told_anew(read_text: Read, text: str) -> None:
    """A new deal of other makers, of another place or month, told in passing or as a short break, is none that is known."""
    assert len(agreements(read_text(text, "2019-06-22"))) == 2


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "The truce of 4 May collapsed in a week of shelling. A second one at the end of July broke down within hours when "
            "rebels fired on "
            "a bus.",
            ["The truce of 4 May", "A second one"],
        ),
        (
            "Several ceasefires followed, none of which lasted. That of 7 June, which both sides accepted, was broken within the "
            "hour; that of "
            "30 June, signed in Accra, held for two days before the army attacked.",
            ["That of 7 June", "that of 30 June"],
        ),
        (
            "The agreement signed on Sunday replaces the one that was reached in December 2015, of which two phases were carried "
            "out before "
            "rebels and army fought again.",
            ["The agreement signed on Sunday", "the one"],
        ),
        (
            "It is the second truce of the summer between the army and the rebels. Under the first, signed in Accra on June 17 by the "
            "government and the Front, troops were to pull back. It broke down in days.",
            ["the second truce of the summer between the army and the rebels", "the first"],
        ),
    ],
)
def test_pronouns_for_deals(read_text: Read, text: str, quotes: list[str]) -> None:
    """ "One", "that of" a day and "the first" behind "under" stand for truces of their own."""
    assert [c.quote for c in agreements(read_text(text, "2019-08-02"))] == quotes


def test_resolution_that_stops_fire(read_text: Read) -> None:
    """A resolution that goes by its number and is told to stop the fighting is a ceasefire; one on anything else is none."""
    told = read_text(
        "Shelling of the port has gone on every day since the Security Council adopted resolution 9850 on 4 March. The "
        "resolution demands that "
        "all parties cease hostilities without delay. The rebels killed five men.",
        "2030-03-20",
    )
    assert [(c.quote, c.value("type"), c.value("status")) for c in agreements(told)] == [("resolution 9850", "ceasefire", "violated")]
    other = read_text(
        "Security Council resolution 9510 renewed the mandate of the mission. Troops and rebels fought and shells killed two."
    )
    assert agreements(other) == []


@pytest.mark.parametrize(
    "text",
    [
        "The offensive is in breach of United Nations Security Council Resolution 9788, which demanded that all sides halt their attacks.",
        "On 28 September the Security Council adopted Resolution 9479, which called on both countries to refrain from the use of force.",
        "The Security Council adopted Resolution 9924, which called for an immediate ceasefire.",
    ],
)
def test_council_of_a_resolution(read_text: Read, text: str) -> None:
    """The council that adopted a resolution brokers the truce it orders and is no side of it."""
    told = agreements(read_text(text + " Rebels and troops fought on and shelling killed five.", "2030-10-20"))
    assert ["Council" in name for claim in told for name in names(claim, "mediators")] == [True]
    assert all("Council" not in name for claim in told for name in names(claim, "parties"))
