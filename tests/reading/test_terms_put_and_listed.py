"""Terms that an offer is named to ask for, that a text holds as a truce, or that conditions and points are said to be."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

from .dispatches import text_of

Read = Callable[..., Reading]
TRUCE = "A truce between the army and the rebels took effect on Monday. "


def told(reading: Reading) -> list[tuple[object, object]]:
    """Return (action, status) of the provisions read."""
    return [(c.value("action"), c.value("status")) for c in reading.claims if c.kind == "provision"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A Norwegian proposal to place observers in the valley was rejected by the rebels.", [("monitor", "refused")]),
        ("A UN proposal to freeze the fighting in the port for six weeks was turned down.", [("cease_fire", "refused")]),
        (
            "Their conditions were the withdrawal of the army and the release of prisoners.",
            [("withdraw", "demanded"), ("release", "demanded")],
        ),
        (
            "Its main points are the release of prisoners, and the reopening of the bridge.",
            [("release", "promised"), ("lift_siege", "promised")],
        ),
        ("A committee of officers was set up to monitor compliance.", [("monitor", "under_way")]),
    ],
)
def test_terms_put_forward_or_listed(read_text: Read, sentence: str, expected: list[tuple[str, str]]) -> None:
    """What an offer is to do, what conditions and points are, and what a body was set up to watch are provisions."""
    assert told(read_text(TRUCE + sentence)) == expected


def test_a_truce_is_a_term_of_the_text_that_provides_for_it(read_text: Read) -> None:
    """An agreement that provides for an immediate ceasefire promises it."""
    text = "The two sides signed an agreement in Oslo on Monday. It provided for an immediate ceasefire and the return of the refugees."
    assert ("cease_fire", "promised") in told(read_text(text))


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("The army is to keep armoured vehicles away from schools.", "withdraw"),
        ("Militias undertook to send their fighters to quartering areas.", "withdraw"),
        ("Warplanes are to be grounded.", "cease_fire"),
        ("The two generals are to speak again on Friday.", "talk"),
        ("Foreigners among the gunmen will be deported.", "depart"),
        ("The state pledged to pay the costs of transport.", "other"),
        ("The rebels undertook to give back the corpses of eleven pilots.", "release"),
        ("The Red Cross is to evacuate the wounded.", "aid"),
        ("A company of Kenyan peacekeepers was to be stationed at the bridge.", "deploy"),
    ],
)
def test_more_words_for_terms(read_text: Read, sentence: str, action: str) -> None:
    """Each of the usual words for a term gives its action."""
    assert told(read_text(TRUCE + sentence)) == [(action, "promised")]


def test_who_watches_the_carrying_out_of_a_term_is_told_apart(read_text: Read) -> None:
    """Captives who are to be freed under somebody's supervision are a release and a watching."""
    found = read_text(TRUCE + "The captives are to be freed under the supervision of the Red Cross.")
    assert told(found) == [("release", "promised"), ("monitor", "promised")]


def test_what_is_told_under_it_is_told_under_the_truce(read_text: Read) -> None:
    """What sides have done "under it" they did under the truce named before."""
    found = read_text(TRUCE + "Under it both sides have taken down their roadblocks and handed over the bodies of six dead.")
    assert told(found) == [("lift_siege", "done"), ("release", "done")]


def test_a_halt_that_is_asked_for_is_a_demand(read_text: Read) -> None:
    """Who asks for a lasting halt to the fighting asks the sides to hold fire."""
    assert told(read_text(TRUCE + "The bishops called for a lasting halt to the fighting.")) == [("cease_fire", "demanded")]


@pytest.mark.parametrize(
    ("sentence", "debtors"),
    [
        ("The army was to free 15 sick guerrillas, and the Front to hand over 42 captured soldiers.", ["The army", "the Front"]),
        ("It binds the parties to halt hostilities, to free prisoners of war.", ["the parties", "the parties"]),
    ],
)
def test_who_owes_the_later_terms_of_a_row(read_text: Read, sentence: str, debtors: list[str]) -> None:
    """An infinitive behind somebody in a row is owed by him, and what is halted owes nothing."""
    found = read_text(TRUCE + sentence)
    assert [text_of(c, "debtor") for c in found.claims if c.kind == "provision"] == debtors
