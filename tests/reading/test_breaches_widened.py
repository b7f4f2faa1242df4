"""Acts that a truce can be broken by, told in wider words: weapons that speak, lines that are crossed, posts still held, people killed
by an unsaid hand."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading
from trucebook.reading.deals import breachhead
from trucebook.reading.deals.breachhead import BREACH
from trucebook.reading.linearhead import LinearHead

from .violations_told import violations

Read = Callable[..., Reading]
PUBLISHED = "2015-06-10"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Despite the truce, artillery thudded near the weir on Tuesday.", "artillery thudded"),
        ("Despite the truce, a lorry packed with explosives went off outside the mill.", "went off"),
        ("Despite the truce, militiamen entered the consulate on Monday.", "entered the consulate"),
        ("Despite the truce, five army drones crossed the border on Monday.", "crossed the border"),
        ("Despite the truce, government tanks are still at the weir.", "are still at the weir"),
        ("Despite the truce, the guards still man three posts on the ridge.", "man three posts"),
        ("Despite the truce, soldiers burned two barns near Karo on Monday.", "burned two barns"),
        ("Despite the truce, a volley of rockets hit the ferry on Monday.", "a volley of rockets"),
        ("In breach of the truce the army took most of Karo on Monday.", "took most of Karo"),
        ("Despite the truce, helicopters dropped two drums on the village of Sula.", "dropped two drums"),
    ],
)
def test_acts_in_wider_words(read_text: Read, text: str, quote: str) -> None:
    """What weapons, machines and people in arms are told to do against a truce breaks it, in whichever words."""
    assert any(quote in c.quote for c in violations(read_text(text, PUBLISHED)))


@pytest.mark.parametrize(
    "text",
    [
        "Despite the truce, families crossed the border on Monday.",
        "Despite the truce, the alarm at the mill went off on Monday.",
        "Despite the truce, nurses are still at the weir.",
        "Despite the truce, the fall of the river worried the farmers.",
        "Despite the truce, teachers entered the school on Monday.",
    ],
)
def test_the_same_words_in_peace(read_text: Read, text: str) -> None:
    """Who is not in arms may cross, enter and stay, and not everything that goes off is a bomb."""
    assert violations(read_text(text, PUBLISHED)) == []


def likely(monkeypatch: pytest.MonkeyPatch, bias: int) -> None:
    """Let the head give every act the same chance."""
    monkeypatch.setattr(breachhead, "shipped_heads", lambda _: {BREACH: LinearHead(bias=bias, weights={})})


@pytest.mark.parametrize(
    ("told", "quote"),
    [
        ("Two herders were killed near the weir on Sunday.", "Two herders were killed near the weir"),
        ("A miller was wounded by the ford.", "A miller was wounded"),
    ],
)
def test_harm_by_an_unsaid_hand_is_weighed(read_text: Read, monkeypatch: pytest.MonkeyPatch, told: str, quote: str) -> None:
    """People told as killed by nobody are an act that the head alone may add."""
    text = f"The clans and the army keep a truce in the delta since May. A fair was held. Prices fell. The rain came. {told}"
    likely(monkeypatch, 300)
    assert any(quote in c.quote for c in violations(read_text(text, PUBLISHED)))
    likely(monkeypatch, -300)
    assert violations(read_text(text, PUBLISHED)) == []


@pytest.mark.parametrize(
    "told",
    [
        "Two herders have been killed near the weir since January.",
        "Two herders were killed in a crash near the weir.",
        "No herders would be killed there again, the mayor said.",
    ],
)
def test_tolls_and_accidents_are_no_acts(read_text: Read, monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    """Counts, accidents and what is hoped for are no harm by an unsaid hand."""
    likely(monkeypatch, 300)
    assert violations(read_text(f"The clans and the army keep a truce in the delta since May. {told}", PUBLISHED)) == []
