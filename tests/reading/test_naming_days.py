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
        ("The hours-old truce between the clans was broken by the militia.", "2020-03-10"),
        ("The week-old truce between the clans was broken by the militia.", "2020-03-03"),
        ("The militia broke the truce of 3 March.", "2020-03-03"),
        ("The 3 March ceasefire, which Togo arranged for the whole valley, fell apart.", "2020-03-03"),
        ("The ceasefire between the army and the clans, effective since 3 March, is shaky.", "2020-03-03"),
        ("The militia kept its lines on Monday, a day after declaring a ceasefire.", "2020-03-08"),
        ("Three farmers were killed on Monday, hours after the militia began a four-day truce.", "2020-03-09"),
        ("Fighting flared in the hills on Monday, a week after the ceasefire between the clans.", "2020-03-02"),
        ("Two days into the truce of the clans the market was shelled on Monday.", "2020-03-07"),
        ("The army and the clans agreed to a truce on Friday after a day of talks. It came into effect at midnight.", "2020-03-07"),
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


@pytest.mark.parametrize(
    ("text", "began"),
    [
        ("The two towns have been bound by a mutual truce since March 2018.", "2018-03-01"),
        ("The valley had been since March 2018 under a truce.", "2018-03-01"),
        ("The council prolonged the truce, first declared from 1 March 2019, by a year.", "2019-03-01"),
        ("A first truce of the clans, from 2 to 5 February, was broken by the militia.", "2020-02-02"),
        ("The army and the clans began on Sunday to observe a ceasefire meant for the lowlands.", "2020-03-08"),
        ("In 2017 the army and the clans observed a ceasefire.", "2017-01-01"),
        ("In January the Red Cross took 400 people out of the town during a humanitarian pause.", "2020-01-01"),
        ("In January a truce of three days allowed 40 people out of the town.", "2020-01-01"),
        ("A first cessation of hostilities, born in January under the same sponsors, fell to pieces.", "2020-01-01"),
        ("The daily truce of two hours, which the air force introduced on 7 March, was too short.", "2020-03-07"),
        ("There have been no raids since Saturday, when a ceasefire declared by the junta came into effect.", "2020-03-07"),
        ("Shells fell on Monday after the end of a truce for the feast. It ran from midnight on Friday until Monday noon.", "2020-03-06"),
        ("Under a truce of the army and the clans both sides cease fire from six in the morning on Tuesday.", "2020-03-10"),
        ("The guns fell silent on Sunday under a truce between the army and the clans.", "2020-03-08"),
    ],
)
def test_when_it_began_by_other_words(read_text: Read, text: str, began: str) -> None:
    """A truce began when it is told to have bound somebody since, when sides began to keep it or fire stopped, and when people first
    left or were let out under a new one."""
    assert day(read_text, text, "began") == began


@pytest.mark.parametrize(
    ("text", "began"),
    [
        ("The army and the clans agreed to an immediate ceasefire on Sunday.", "2020-03-08"),
        ("The army announced a truce with the clans on Sunday, effective immediately.", "2020-03-08"),
        ("The militia declared a unilateral ceasefire on 3 March. The army went on firing.", "2020-03-03"),
        ("A ceasefire that the two camps declared on 3 March was over within three days.", "2020-03-03"),
        ("A truce between the clans was agreed on 3 March.", None),
        ("The clans signed a peace accord on 3 March.", None),
    ],
)
def test_a_truce_that_held_from_its_making_on(read_text: Read, text: str, began: str | None) -> None:
    """An immediate truce, one that a side declares by itself and one that lived hours or days began on the day of its making."""
    assert day(read_text, text, "began") == began


def test_the_first_to_leave_under_a_deal(read_text: Read) -> None:
    """An evacuation began on the day on which the first left."""
    text = "Buses left the town on Monday under an evacuation deal between the militia and the army. The first convoy left on Saturday."
    assert day(read_text, text, "began") == "2020-03-07"
