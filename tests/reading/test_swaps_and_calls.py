"""Exchanges told as carried out, calls for a truce over a time, and halts that one side makes known."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]
WAR = "\nTroops and insurgents exchanged artillery fire near the front, killing three."


def agreements(read_text: Read, text: str) -> list[tuple[str, object, object]]:
    """Return words, type and status of the agreements of a text that goes on with a line of war."""
    found = [c for c in read_text(text + WAR, "2015-06-12").claims if c.kind == "agreement"]
    return [(c.quote, c.value("type"), c.value("status")) for c in found]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Planes crossed above the gulf on Friday, completing the largest exchange of captives since the war began.",
            "the largest exchange",
        ),
        ("An exchange of 40 captives between the army and the militia was completed at Jajce on Sunday.", "An exchange of 40 captives"),
        ("Elders arranged for seven soldiers to be exchanged for 70 rebels on the border.", "seven soldiers to be exchanged for 70 rebels"),
        ("Some 215 soldiers were freed in exchange for 55 Russians on Wednesday.", "Some 215 soldiers were freed in exchange"),
        ("The army and the rebels exchanged the bodies of 20 fighters on Tuesday.", "The army and the rebels exchanged the bodies"),
        (
            "The front handed over two corpses in return for five prisoners, in a trade mediated by a priest.",
            "a trade mediated by a priest",
        ),
        ("Ukraine and the separatists completed a prisoner swap on Sunday, their biggest since the war began.", "a prisoner swap"),
        ("Togo and Benin swapped 90 prisoners on Monday in a deal brokered by Ghana.", "a deal brokered by Ghana"),
    ],
)
def test_swaps_that_were_carried_out(read_text: Read, text: str, quote: str) -> None:
    """An exchange of captives or of the dead that was carried out is one, fulfilled, named by a noun or told by a verb."""
    ((said, kind, status),) = agreements(read_text, text)
    assert said.startswith(quote)
    assert (kind, status) == ("exchange", "fulfilled")


@pytest.mark.parametrize(
    "text",
    [
        "The two countries exchanged fire, and the Red Cross exchanged prisoners' letters.",
        "Police freed three men in exchange for bail of 100 dollars.",
        "The rebels want to exchange two captured pilots for forty of their men.",
        "Two merchants exchanged goods for cattle in the market.",
        "The two sides exchanged thirty prisoners each, as they had agreed in Oslo.",
        "A swap of prisoners between Moscow and Kyiv would take place next week.",
    ],
)
def test_what_is_no_swap(read_text: Read, text: str) -> None:
    """Fire, goods and letters make no swap; what is only wanted, or carries out what was agreed before, is none of its own."""
    assert agreements(read_text, text) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The envoy called for a ceasefire of three days in the city.", "proposed"),
        ("The Pope called for a truce over Easter.", "proposed"),
        ("The chief of the mission appealed for an immediate suspension of fighting for 30 days in the enclave.", "proposed"),
        ("The two generals ignored a call by Egypt for a three-day truce over the holiday.", "refused"),
        ("The rebels rejected the envoy's appeal for a halt to fighting over the weekend.", "refused"),
    ],
)
def test_calls_for_a_truce_over_a_time(read_text: Read, text: str, status: str) -> None:
    """A truce that somebody calls for over a time or a feast is an offer; a bare call is none."""
    ((_, kind, told),) = agreements(read_text, text)
    assert (kind, told) == ("offer", status)
    assert agreements(read_text, "The chief of the mission called for an immediate ceasefire.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The front said its fighters would hold their fire for a week to give the army time to leave.",
        "The movement said it would end its military operations from midnight.",
        "The group said it had decided to end its armed activity for good.",
        "The jailed leader told his fighters on Thursday to stop fighting.",
        "The army said it would hold fire from 10 a.m. and open corridors out of two towns.",
    ],
)
def test_halts_of_one_side(read_text: Read, text: str) -> None:
    """A side that makes known that it will hold its fire for a time or from an hour on has declared a truce."""
    ((_, kind, _),) = agreements(read_text, text)
    assert kind == "ceasefire"
