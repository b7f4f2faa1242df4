"""Violations: hostile acts that the report ties to an agreement."""

from collections.abc import Callable

import pytest

from trucebook import codebook
from trucebook.model import Reading

from .dispatches import Tally, count, load, text_of
from .violations_told import violations

Read = Callable[..., Reading]


@pytest.fixture(scope="module")
def tally(read_text: Read) -> Tally:
    """Our own dispatches, read and counted."""
    total = Tally()
    for dispatch in load().values():
        count(total, dispatch, read_text(dispatch["text"], dispatch["published"]), "violations")
    return total


def test_dispatches_are_read(tally: Tally) -> None:
    """Violations of our own dispatches are found."""
    assert tally.f1 >= 0.86


def test_perpetrators_of_dispatches_are_read(tally: Tally) -> None:
    """Who broke the truce is right."""
    assert tally.share("perpetrator") >= 0.85


@pytest.mark.parametrize("code", codebook.load().codes["violations"].values(), ids=lambda c: c.id)
def test_examples_are_read_as_their_code(read_text: Read, code: codebook.Code) -> None:
    """Every act's example is read as that act, at its quote."""
    assert code.example is not None
    found = [(c.quote, c.value("act")) for c in violations(read_text(code.example.text))]
    assert any(value == code.id and ((code.example.quote or "") in quote or quote in (code.example.quote or "")) for quote, value in found)


@pytest.mark.parametrize(
    ("text", "quote", "perpetrator"),
    [
        ("Despite the truce, the army shelled the port.", "shelled the port", "the army"),
        ("The rebels violated the ceasefire by attacking a convoy.", "attacking a convoy", "The rebels"),
        ("The mayor accused the militia of breaking the truce by firing on buses.", "firing on buses", "the militia"),
        ("Hours after a ceasefire was announced, warplanes bombed the market.", "bombed the market", "warplanes"),
        ("A truce was reached in May. It did not last. The army bombed the city.", "bombed the city", "The army"),
        ("The ceasefire was repeatedly broken by the southern brigades.", "broken by the southern brigades", "the southern brigades"),
        ("Militias obstructed the implementation of a truce.", "obstructed the implementation", "Militias"),
        ("Despite the truce, the patrol came under fire.", "came under fire", ""),
        ("In breach of the truce, rebels killed a nurse at the mill.", "killed a nurse", "rebels"),
        ("In violation of the truce the army closed the only road into the town.", "closed the only road", "the army"),
        ("The truce took effect on Monday. Despite some exchanges of fire, it held.", "exchanges of fire", ""),
        ("Despite the truce, the militia took dozens of hostages.", "took dozens of hostages", "the militia"),
        ("The clans signed a truce. Hours after the announcement the army shelled the ford.", "shelled the ford", "the army"),
        ("A truce was signed in May. The guards broke it by raiding the mill.", "raiding the mill", "The guards"),
        ("The clans accused the navy of breaching the truce by sinking a trawler.", "sinking a trawler", "the navy"),
        (
            "The governor accused the rebels of violating the truce by sending 20 lorries of arms to the port.",
            "sending 20 lorries",
            "the rebels",
        ),
    ],
)
def test_ties(read_text: Read, text: str, quote: str, perpetrator: str) -> None:
    """Despite, by doing, accusations, hours after, a truce that did not last and bare breaches each tie an act."""
    found = violations(read_text(text))
    assert len(found) == 1
    assert quote in found[0].quote
    assert text_of(found[0], "perpetrator") == perpetrator


@pytest.mark.parametrize(
    "text",
    [
        "The army had shelled the port for weeks before a truce took effect on Monday.",
        "A truce is due to take effect on Sunday. The army shelled the port on Friday.",
        "The truce expired at midnight and the army shelled the port at dawn.",
        "The army shelled the port on Monday. A truce in the valley collapsed last year.",
        "The truce will stop attacks on the port.",
        "The army violated the ceasefire 214 times in a week.",
        "The truce, broken only by rain since fighting broke out in April, is holding.",
        "A truce took effect in Tafas on Monday. Elsewhere, the army and the rebels clashed.",
        "Gunmen have killed nine nurses since a truce collapsed on Friday.",
        "Despite the truce, the elders condemned the attack.",
        "Elders signed a truce. Gunmen attacked a post hours after the end of the truce.",
        "Despite a truce in the valley, jets raided a town held by a group that has not joined the deal.",
    ],
)
def test_what_is_no_violation(read_text: Read, text: str) -> None:
    """Acts before, after or without a truce in force, acts to be stopped and mere counts are none."""
    assert violations(read_text(text)) == []
