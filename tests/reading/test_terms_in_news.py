"""Terms as fresh news reports tell them, and words there that look like terms and are none, in sentences of our own."""

from collections.abc import Callable

import pytest

from trucebook.model import Claim, Reading

from .dispatches import text_of

Read = Callable[..., Reading]
TRUCE = "A ceasefire between the junta and the clans took effect on Friday. "


def provisions(reading: Reading) -> list[Claim]:
    return [c for c in reading.claims if c.kind == "provision"]


def told(reading: Reading) -> list[tuple[object, object, str]]:
    """Return (action, status, debtor) of the provisions read."""
    return [(c.value("action"), c.value("status"), text_of(c, "debtor")) for c in provisions(reading)]


@pytest.mark.parametrize(
    "sentence",
    [
        # a participle before a noun is an adjective
        "Buses entered the rebel-held quarters of the city under the deal.",
        # what something is for
        "The army declared a truce of three days in order to enable families to celebrate and to stop the bloodshed.",
        # what follows where it is not done
        "The clans said that they reserve the right to answer if the raids do not stop.",
        # what orders and aims are
        '"Our orders are to hold fire," a captain said.',
        # a vote that was held
        "The junta has not recognised the results of the referendum.",
    ],
)
def test_words_that_only_sound_like_terms_make_none(read_text: Read, sentence: str) -> None:
    """Adjectives, purposes, threats, orders and votes that were held bind nobody."""
    assert told(read_text(TRUCE + sentence)) == []


@pytest.mark.parametrize("halt", ["halt fire for a week in order to give time for talks", "pause the fighting to leave room for talks"])
def test_room_for_talks_is_no_term_beside_the_halt_that_makes_it(read_text: Read, halt: str) -> None:
    """Who holds fire to leave time or room for talks promises to hold fire alone."""
    assert told(read_text(f"The two sides agreed to {halt}.")) == [("cease_fire", "promised", "The two sides")]
