"""Breaches told plainly: charges in rows and other versions, shots by where they fell, moves, omissions, and what is no act at all."""

from collections.abc import Callable

import pytest

from trucebook.model import Claim, Field, Reading

from .violations_told import assert_read, violations

Read = Callable[..., Reading]
PUBLISHED = "2016-09-10"
TRUCE = "A ceasefire between the army and the rebels took effect on 1 September. "


def doer(claim: Claim) -> str | None:
    field = claim.fields.get("perpetrator")
    return field.text if isinstance(field, Field) else None


@pytest.mark.parametrize(
    ("text", "quote", "perpetrator"),
    [
        (
            "A source in the ministry accused the rebels of massing guns by the weir and of a drone strike on Monday.",
            "drone strike",
            "the rebels",
        ),
        ("The rebels gave the opposite version: soldiers had fired on a bus near the mill.", "fired on a bus", "soldiers"),
        ("The rebels hold the army responsible for the shelling of the mill on Tuesday.", "shelling of the mill", "the army"),
        ("The front accused the army in turn of having fired mortars at the weir.", "fired mortars", "the army"),
    ],
)
def test_a_charge_names_whoever_is_charged(read_text: Read, text: str, quote: str, perpetrator: str) -> None:
    """Rows of charges, another version of what happened and "hold responsible" lay an act on whoever is charged."""
    reading = read_text(TRUCE + text, published=PUBLISHED)
    assert_read(reading, quote)
    assert doer(violations(reading)[0]) == perpetrator


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "On Tuesday mortar rounds fired from a barracks landed in the village of Koru and killed a girl of nine.",
            ("mortar rounds fired from a barracks landed in the village of Koru",),
        ),
        ("On Tuesday shells fired from the ridge fell on the market.", ("shells fired from the ridge fell on the market",)),
        (
            "On Tuesday two rockets landed in the yard of the depot, hours after a visit, and set a shed on fire.",
            ("two rockets landed in the yard of the depot",),
        ),
    ],
)
def test_shots_are_told_by_where_they_came_down(read_text: Read, text: str, quotes: tuple[str, ...]) -> None:
    """Whence a shot came and what it did where it fell are no acts of their own."""
    assert_read(read_text(TRUCE + text, published=PUBLISHED), *quotes)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "The rebels accused the army of breaking it. On Tuesday soldiers entered two villages south of the river.",
            ("entered two villages",),
        ),
        (
            "The rebels said the army had yet to free a single captive and had not kept its part.",
            ("free a single captive", "kept its part"),
        ),
        ("The army broke it: not a single militia has been dissolved.", ("dissolved",)),
        ("The ceasefire was broken when rebels pulled 20 soldiers off the lorries.", ("pulled 20 soldiers off the lorries",)),
        ("Rebels used the truce to bring up howitzers.", ("bring up howitzers",)),
    ],
)
def test_moves_and_omissions(read_text: Read, text: str, quotes: tuple[str, ...]) -> None:
    """People in arms who enter villages, and what a side has yet to do or did not keep, break a truce."""
    assert_read(read_text(TRUCE + text, published=PUBLISHED), *quotes)


def test_the_act_that_ended_a_truce(read_text: Read) -> None:
    """The act with which a truce is told to have ended broke it."""
    told = "A truce between the army and the rebels was agreed in March. "
    assert_read(read_text(told + "It ended with an assault on the dam of Koru.", published=PUBLISHED), "assault on the dam")
    reading = read_text(told + "The army ended it on 3 June with raids on the port.", published=PUBLISHED)
    assert_read(reading, "raids on the port")
    assert doer(violations(reading)[0]) == "The army"


@pytest.mark.parametrize(
    "text",
    [
        "Each side says that the other has not kept its word.",
        "Hours after the ceasefire took hold, monitors could not determine who had fired first.",
        "In violation of the ceasefire, looters are to be shot.",
        "Despite the ceasefire, police keep an open mind on who shot a driver at the weir.",
        "Despite the ceasefire, a crossing near Koru opened on the side of the river held by the army.",
    ],
)
def test_what_is_no_act(read_text: Read, text: str) -> None:
    """What each lays on the other, what is only asked, ordered or of another matter breaks no truce."""
    assert_read(read_text(TRUCE + text, published=PUBLISHED))


def test_what_follows_a_truce_that_holds_elsewhere_is_told_of_it(read_text: Read) -> None:
    """A sentence that turns elsewhere and names the truce there does not set the next ones apart."""
    text = (
        "A ceasefire between the army and the rebels took effect on 1 September. The rebels broke it on Friday by shelling the port. "
        "Elsewhere the ceasefire has largely held. But monitors said rebels had fired rockets into the village of Koru."
    )
    assert_read(read_text(text, published=PUBLISHED), "shelling the port", "fired rockets into the village of Koru")
