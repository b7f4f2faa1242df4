"""Zones of calm that powers agreed on, towns in a row with like deals, and papers told by what was done with them."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]
WAR = "\nTroops and insurgents exchanged artillery fire near the front, killing three."


def agreements(read_text: Read, text: str) -> list[tuple[str, object]]:
    """Return words and type of the agreements of a text that goes on with a line of war."""
    return [(c.quote, c.value("type")) for c in read_text(text + WAR, "2018-06-12").claims if c.kind == "agreement"]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Shells hit a town in a safe zone agreed by Togo and Benin in May.", "a safe zone agreed by Togo"),
        ("Jets struck an area which Oman and Qatar agreed in Muscat should be a de-escalation zone.", "Oman and Qatar agreed in Muscat"),
        ("Ghana, Togo and Benin agreed to set up a safe zone in the north.", "Ghana, Togo and Benin agreed to set up a safe zone"),
    ],
)
def test_zones_of_calm(read_text: Read, text: str, quote: str) -> None:
    """A zone of calm that powers agreed on is a ceasefire, named by the zone or told by the verb."""
    ((said, kind),) = agreements(read_text, text)
    assert said.startswith(quote)
    assert kind == "ceasefire"


def test_zone_under_an_agreement(read_text: Read) -> None:
    """A zone that is told to lie under an agreement is no second one."""
    text = "The province lies in a buffer zone forged by Togo and Benin under an agreement reached in Accra in May 2017."
    ((said, _),) = agreements(read_text, text)
    assert said.startswith("an agreement reached in Accra")


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("Similar agreements were reached earlier this year in Homs, Hama and Latakia.", ["Homs", "Hama", "Latakia"]),
        ("Gunmen left in a way similar to deals that took place in suburbs such as Homs and Hama.", ["Homs", "Hama"]),
        ("Similar protests took place in Homs, Hama and Latakia.", []),
    ],
)
def test_towns_in_a_row(read_text: Read, text: str, towns: list[str]) -> None:
    """Each town of a row in which like deals were made has one of its own; protests in a row are none."""
    first, *others = agreements(read_text, "An evacuation deal was reached in Aleppo on Monday. " + text)
    assert first[1] == "evacuation"
    assert others == [(town, "evacuation") for town in towns]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The bargain that ended the siege was struck on 27 November.", "The bargain"),
        (
            "Under the terms of the Italian surrender dictated by the Allies, the garrison laid down its guns.",
            "the Italian surrender dictated",
        ),
        ("In the exchange known as Little Market, which ran from April to May, the guerrillas returned 600 men.", "the exchange known as"),
        (
            "The field commanders' declaration of Nairobi, signed on 12 May, tied disarmament to a pull-out.",
            "The field commanders' declaration",
        ),
    ],
)
def test_papers_by_what_was_done(read_text: Read, text: str, quote: str) -> None:
    """A bargain that was struck, a surrender that was dictated, an exchange with a name and a side's signed declaration are agreements."""
    ((said, _),) = agreements(read_text, text)
    assert said.startswith(quote)


def test_what_a_draft_holds(read_text: Read) -> None:
    """A ceasefire listed after a colon as what a draft holds is no agreement beside the draft."""
    text = "The envoy urged both to sign his draft: a ceasefire in the whole country, the reopening of the airport and talks."
    ((said, kind),) = agreements(read_text, text)
    assert said in ("his draft", "a ceasefire in the whole country")
    assert kind == "offer"


def test_summary_above_the_tags(read_text: Read) -> None:
    """A summary printed between the date of publication and the tags and the body below tell of one truce."""
    text = "Date of publication 12 June 2018 Two people died days after Accra announced a truce for the valley. Tags Togo siege truce Guns "
    text += "killed two people in the valley on Monday despite a ceasefire that Ghana declared there on Saturday."
    assert [said for said, _ in agreements(read_text, text)] in (["a truce for the valley"], ["a ceasefire that Ghana declared there"])
