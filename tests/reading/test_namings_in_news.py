"""Agreements as news names them: by the fullest words, one after another, and drafts that nobody signed."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]


def told(read_text: Read, text: str) -> list[tuple[str, str]]:
    """Return type and quote of the agreements of a report of 14 October 2018."""
    return [(str(c.value("type")), c.quote) for c in read_text(text, "2018-10-14").claims if c.kind == "agreement"]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (
            "Observers drove to the hills as part of the ceasefire that the two governments agreed in Lomé on September 3. The truce came "
            "into force a day later. Rebels have broken the truce with mortars.",
            "the ceasefire",
        ),
        (
            "The rebels have to give up their guns as laid down in the Kampala deal. The agreement ended two years of war.",
            "the Kampala deal",
        ),
    ],
)
def test_the_fullest_naming_is_quoted(read_text: Read, text: str, start: str) -> None:
    """A truce is quoted where the report tells who agreed it, a deal where it goes by its name, not where it is only pointed back to."""
    assert [quote.startswith(start) for _, quote in told(read_text, text)] == [True]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (
            "The army and the clans have kept a truce in Merka since Friday. In March a ceasefire brokered by Kenya fell apart when "
            "the army shelled the port.",
            2,
        ),
        (
            "Both sides announced a peace accord in Lusaka on Friday after the guerrillas had scorned an earlier one. The war has killed "
            "thousands.",
            2,
        ),
        ("Shelling around the harbour has pushed a 2014 ceasefire to the edge of ruin. The ceasefire is watched by Fijian officers.", 1),
        ("A ceasefire committee met in Juba about the rebels. It looked into breaches of the Khartoum deal of August 2018.", 1),
    ],
)
def test_one_and_another(read_text: Read, text: str, number: int) -> None:
    """A truce of an earlier month and "an earlier one" are others; one that acts only push about, or a body named for it, is none more."""
    assert len(told(read_text, text)) == number


@pytest.mark.parametrize(
    "text",
    [
        "The general flew home from Lomé without signing a proposal that called for the pullout of his troops.",
        "The rebels failed to sign the proposal that the bishops had drawn up for a truce in the delta.",
    ],
)
def test_a_draft_that_a_side_leaves_unsigned(read_text: Read, text: str) -> None:
    """Who leaves without signing a paper, or fails to sign it, turns an offer down."""
    claims = [c for c in read_text(text, "2018-10-14").claims if c.kind == "agreement"]
    assert [(c.value("type"), c.value("status")) for c in claims] == [("offer", "refused")]


@pytest.mark.parametrize(
    "text",
    [
        "The trade truce between Washington and Beijing ends in June. Soldiers paraded in the capital.",
        "The fare truce of the two airlines broke down on Monday.",
    ],
)
def test_truces_of_traders(read_text: Read, text: str) -> None:
    """A truce of trade, prices or parties in parliament is none of arms."""
    assert told(read_text, text) == []
