"""The days that stand in and beside the naming of an agreement: when it was made, when it took effect, when it ended."""

from collections.abc import Callable

import pytest

from trucebook.model import PeriodValue, Reading

Read = Callable[..., Reading]


def day(read_text: Read, text: str, name: str) -> str | None:
    """Return the first day of one field of the only agreement of a report of 10 March 2020, a Tuesday."""
    (claim,) = [c for c in read_text(text, "2020-03-10").claims if c.kind == "agreement"]
    value = claim.value(name)
    return value.first if isinstance(value, PeriodValue) else None


@pytest.mark.parametrize(
    ("text", "began"),
    [
        ("Both camps have broken the truce again and again since it came into effect on 27 February.", "2020-02-27"),
        ("Since the truce took effect on 27 February armed groups have broken it twelve times.", "2020-02-27"),
        ("It was the worst shelling since Thursday, when the ceasefire of the two armies came into force.", "2020-03-05"),
        ("The harvest ceasefire, effective from 00:01 on 7 March, was broken by the militia.", "2020-03-07"),
        ("On 7 March the clans agreed to a truce as of midnight on 8 March.", "2020-03-08"),
        ("The clan stood apart from a February ceasefire in the valley.", "2020-02-01"),
        ("A truce in August between the clans lasted four days.", "2019-08-01"),
        ("The truce between the clans entered its third day on Monday.", "2020-03-07"),
        ("On the second day of a truce between the clans shells fell on the market.", "2020-03-09"),
    ],
)
def test_when_it_took_effect(read_text: Read, text: str, began: str) -> None:
    """A day of effect stands behind what tells it, in the name of a truce, or is counted back from the day told of."""
    assert day(read_text, text, "began") == began


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("A truce arranged by elders in 2014 fell apart.", "2014-01-01"),
        ("A ceasefire between the army and the rebels brokered by Togo in February has been broken by both.", "2020-02-01"),
        ("The truce of the clans, reached late on Thursday after three rounds of talks, lets the farmers go home.", "2020-03-05"),
        ("A truce that was brokered by Togo last week has ended.", "2020-03-02"),
        ("The clans signed a truce on 3 March in the mosque.", "2020-03-03"),
    ],
)
def test_when_it_was_made(read_text: Read, text: str, declared: str) -> None:
    """The day on the verb that made an agreement is that of its declaration, and no day of effect or end."""
    assert day(read_text, text, "declared") == declared
    assert day(read_text, text, "began") is None
    assert day(read_text, text, "ended") is None


def test_a_day_to_last_until_is_no_beginning(read_text: Read) -> None:
    """A truce extended until a day did not begin on it."""
    assert day(read_text, "The truce of the clans was extended until 20 March.", "began") is None
