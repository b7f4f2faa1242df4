"""Deals whose making the parser tore off, one of many, made later, about a truce, or offered and agreed side by side."""

from collections.abc import Callable

import pytest

from tests.reading.agreements_told import agreements
from trucebook.model import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "A ceasefire proclaimed by the guerrillas in August 1992 was extended more than thirty times. Under the accord "
            "concluded in December "
            "1997 between the government and the PCJSS, some 1,900 fighters handed in their arms at Khagrachhari.",
            ["A ceasefire proclaimed", "the accord"],
        ),
        (
            "The last fighters left Wadi Musa for Tafila on Sunday in line with the settlement concluded on Saturday by the army "
            "and local "
            "committees. Militants who wish to stay will settle their status.",
            ["the settlement"],
        ),
        (
            "The war saw many short truces. One, mediated by Kazakhstan in September 1991, lasted a few days. Iran brokered "
            "another in Tehran on "
            "8 May 1992, but the town was stormed the same evening.",
            ["One", "another"],
        ),
        (
            "The ministers condemned the shelling of the town in flagrant violation of the ceasefire agreed in Moscow on 10 "
            "October. They called "
            "on both sides to abide by the humanitarian truce brokered by Niger a week later.",
            ["the ceasefire", "the humanitarian truce"],
        ),
        (
            "In the port a 48-hour halt in fighting went into force at six in the morning. A truce of the same length collapsed in "
            "the middle of "
            "the month over the number of prisoners to be freed.",
            ["a 48-hour halt", "A truce of the same length"],
        ),
        (
            "The army and the front signed the Oslo accord on a definitive ceasefire on 4 December 1996. The front had attacked "
            "garrisons until "
            "March of that year.",
            ["a definitive ceasefire"],
        ),
        (
            "He regretted that the offer of the authorities in Sana'a to open three roads out of Taiz had been turned down by the "
            "government. "
            "The exchange of 887 detainees agreed in Bern in March was completed. Fighters and troops shelled the town and a "
            "militia fought.",
            ["the offer", "The exchange"],
        ),
    ],
)
def test_each_deal_once(read_text: Read, text: str, quotes: list[str]) -> None:
    """Each deal is told once, by its own words."""
    found = [c.quote for c in agreements(read_text(text, "2023-05-20"))]
    assert len(found) == len(quotes)
    assert all(quote.startswith(start) for quote, start in zip(found, quotes, strict=True))


def test_accord_told_far_from_a_truce(read_text: Read) -> None:
    """What two sides agreed to do is read though a truce that tells its own day stands near by."""
    text = (
        "The two presidents agreed at a meeting in Kuwait in March 1979 to end their border war and to pull their troops back "
        "within ten days. "
        "The League, which had called for a truce, sent observers. The ceasefire announced on 2 March had lasted less than a day."
    )
    found = [(str(c.value("type")), str(c.value("status"))) for c in agreements(read_text(text, "1979-04-02"))]
    assert len(found) == 2
    assert found[1] == ("ceasefire", "collapsed")


def test_task_force(read_text: Read) -> None:
    """A task force on a truce names no truce."""
    told = read_text(
        "The coalition called on the ceasefire task force to look at crimes of the army and of rebels under the Munich agreement."
    )
    assert all(c.quote != "the ceasefire" for c in agreements(told))


WAR = " Rebels and troops went on fighting and shelling killed two soldiers at a checkpoint."


@pytest.mark.parametrize(
    ("text", "quote", "status"),
    [
        ("Ghana and Togo have agreed on a memorandum of principles for the border zone, a spokesman said.", "a memorandum", "announced"),
        ("An earlier swap in October brought six hostages home.", "An earlier swap", "unknown"),
        ("France deplores the failure of both to keep the Lomé pledge of 3 May to let fuel reach the clinics.", "the Lomé pledge", None),
        (
            "The August undertaking by both armies to keep guns out of the villages was honoured by neither.",
            "The August undertaking",
            "violated",
        ),
        ("A Kenyan proposal to extend the arrangement was dismissed in Accra.", "A Kenyan proposal", "refused"),
        (
            "The accord of August 1996 followed three ceasefires. The one of 31 March was proclaimed by the emir.",
            "The one of 31 March",
            None,
        ),
        ("The guns fell silent under an arrangement worked out by a French colonel and two commanders.", "an arrangement", None),
        (
            "The rebels demanded the release of 200 prisoners before any convoy leaves. The army said no.",
            "release of 200 prisoners",
            "refused",
        ),
    ],
)
def test_words_for_deals(read_text: Read, text: str, quote: str, status: str | None) -> None:
    """What sides agreed on, an earlier swap, pledges by day or by both, "the one of" a day and a plain "no" are read."""
    found = [str(c.value("status")) for c in agreements(read_text(text + WAR, "2019-06-18")) if c.quote.startswith(quote)]
    assert len(found) == 1
    assert status in (None, found[0])


def test_truce_agreed_is_told_once(read_text: Read) -> None:
    """A truce "agreed between A and B" is told by its noun, not by the verb again; zones agreed to reduce nothing by the verb."""
    text = (
        "The truce agreed between Accra and Lomé in Sochi forbids attacks on the zone. The zones agreed to in Lomé have reduced the raids."
    )
    assert [c.quote.startswith("The truce") and "zones" not in c.quote for c in agreements(read_text(text + WAR))] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "A ceasefire agreement signed in February 2002 brought calm. The government withdrew from the agreement on 16 January 2008.",
        "The ceasefire signed in Juba in May is frail. The Ceasefire Commission counted nine raids on villages in a week.",
        "They issued the Lomé communiqué of 23 September, in which the two presidents agreed to a ceasefire and the release of hostages.",
    ],
)
def test_told_of_one_deal(read_text: Read, text: str) -> None:
    """The day on which a side left a deal, a commission named for it and a truce that its paper holds make no second one."""
    assert len(agreements(read_text(text + WAR, "2009-06-18"))) == 1


def test_wishes_are_no_offers(read_text: Read) -> None:
    """What one side is said to want of "us" is no offer it made, nor that somebody be present."""
    text = 'The army has not answered. "They want us to fight first and talk afterwards" the sheikh said. The front dismissed this.'
    assert all("talk afterwards" not in c.quote for c in agreements(read_text(text + WAR)))


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "The army stopped its air raids on the valley under a truce that Accra declared. Rebels held their fire. A similar "
            "cessation in "
            "August held for three months.",
            "A similar cessation",
        ),
        (
            "Army units entered the town after rebels accepted a truce under which they hand over guns. A deal signed in Wau last "
            "year had "
            "never been put into practice.",
            "A deal signed in Wau last year",
        ),
        (
            "The armistice was signed in Lomé on 19 September 1944. Fighting had stopped on 4 September by an agreement which Amadou and "
            "Bello reached through Niamey.",
            "an agreement",
        ),
        (
            "The Tigers have told Togo that they regard the 2002 accord as dead. An offer of talks in Lomé made by Accra last "
            "month has drawn no "
            "answer from Wau.",
            "An offer of talks in Lomé",
        ),
    ],
)
def test_another_in_passing(read_text: Read, text: str, last: str) -> None:
    """A similar halt, a deal signed elsewhere, what had stopped the fighting before and an offer with no answer are others."""
    assert agreements(read_text(text + WAR, "2018-06-18"))[-1].quote.startswith(last)
