"""Conditions, suggestions, appeals and demands that others turn down or leave open, and new deals of other makers."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]
WAR = " Rebels and government troops shelled each other on Sunday, killing six fighters."


def told(read_text: Read, text: str) -> list[tuple[object, object, str]]:
    """Return type, status and quote of the agreements of a text that goes on with a line of war."""
    claims = read_text(text + WAR, "2021-06-01").claims
    return [(c.value("type"), c.value("status"), c.quote) for c in claims if c.kind == "agreement"]


@pytest.mark.parametrize(
    ("text", "status", "quote"),
    [
        ("The front set a condition that the junta first give up the port. The junta turned that down.", "refused", "a condition that"),
        (
            "The command put forward suggestions on how the wounded might leave, which the rebels left unanswered.",
            "proposed",
            "suggestions",
        ),
        ("The generals refused an appeal made by elders for a corridor to the north.", "refused", "an appeal made by elders"),
        ("Togo demanded that the Benin army pull back from the dam by May, which Cotonou refused to do.", "refused", "the Benin army"),
        ("The fighters offered to free the pilots on condition that a doctor be let in.", "proposed", "free the pilots"),
    ],
)
def test_what_is_turned_down_or_left_open(read_text: Read, text: str, status: str, quote: str) -> None:
    """Conditions that are set, suggestions put forward, appeals and demands on a side that are turned down are offers."""
    (found,) = told(read_text, text)
    assert found[:2] == ("offer", status)
    assert found[2].startswith(quote)


@pytest.mark.parametrize(
    "text",
    [
        "The general set a condition for the parade.",
        "The premier refused an appeal by teachers for better schools.",
        "The official said so on condition of anonymity while fighters offered tea.",
        "The committee refused to do so.",
        "The front set conditions.",
        "The army demanded that the fighters give up two commanders.",
    ],
)
def test_other_conditions_and_appeals_are_none(read_text: Read, text: str) -> None:
    """Conditions and appeals of peace time, and what nobody is told to have put or answered, are no offers."""
    assert told(read_text, text) == []


def test_a_new_deal_of_other_makers(read_text: Read) -> None:
    """A deal that is new in the telling and has makers of its own is not the one told before."""
    text = (
        "In the harbour quarter a similar deal took effect on Monday and fifty men left. Shells fell on the market. The river road is "
        "part of a deal sponsored by Ghana and Togo to spare four districts."
    )
    assert len(told(read_text, "The army and the fighters of the old town struck a deal on Friday. " + text)) == 3
