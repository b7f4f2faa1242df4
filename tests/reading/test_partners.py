"""Partners: sides of a truce told by what they do with it, and those who call for it, in sentences of our own."""

from collections.abc import Callable

import pytest

from trucebook.model import Claim, Reading

Read = Callable[..., Reading]


def named(reading: Reading, role: str) -> set[str]:
    claim: Claim = next(c for c in reading.claims if c.kind == "agreement")
    fields = claim.fields.get(role)
    return {f.text or "" for f in fields} if isinstance(fields, list) else set()


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        # who leaves, yields or acts under a deal
        ("The rebels gave up the town of Bunagana under an agreement with Kinshasa.", {"The rebels", "Kinshasa"}),
        ("The separatists surrendered the airport under a deal guaranteed by Moscow.", {"The separatists"}),
        # with whom one dealt
        ("Houthi fighters resumed leaving Hajour on Monday after a new deal was reached with them.", {"Houthi fighters"}),
        # who charges others with a breach
        ("The guerrillas said the Angolan army had violated the truce nine times.", {"The guerrillas", "the Angolan army"}),
        # to whom a time is given
        ("The army gave the militiamen in Baidoa two days to accept a settlement.", {"The army", "the militiamen"}),
        # a second side that the verb took for its own
        (
            "A UN-brokered truce in Yemen between the Saudi-led coalition and the Iran-aligned Houthis expired on Sunday.",
            {"the Saudi-led coalition", "the Iran-aligned Houthis"},
        ),
    ],
)
def test_those_who_deal_are_sides(read_text: Read, text: str, sides: set[str]) -> None:
    """Who leaves, deals, charges or is given a time under an agreement is a side of it."""
    assert sides <= named(read_text(text), "parties")


@pytest.mark.parametrize(
    "text",
    [
        "The Observatory said the truce was holding after the army had entered the town.",
        "The Red Cross said the rebels had violated the truce.",
    ],
)
def test_who_only_speaks_is_no_side(read_text: Read, text: str) -> None:
    """Who tells of a truce or of its breach from outside is no side of it."""
    assert not {"The Observatory", "The Red Cross"} & named(read_text(text), "parties")


@pytest.mark.parametrize(
    ("text", "brokers"),
    [
        (
            "A ceasefire was called by Ankara which backs the Tripoli government and by Cairo which supports the eastern forces.",
            {"Ankara", "Cairo"},
        ),
        ("Former President Ana Costa secured a four month ceasefire between the army and the rebels.", {"Former President Ana Costa"}),
        ("The two emirates signed a truce at the prompting of Riyadh.", {"Riyadh"}),
    ],
)
def test_who_brings_it_about_brokers(read_text: Read, text: str, brokers: set[str]) -> None:
    """Backers who call for a truce, who secures one between others and at whose prompting it is signed are its brokers."""
    assert brokers <= named(read_text(text), "mediators")
