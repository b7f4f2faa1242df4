"""How deals stand where verbs are torn from them, days frame them, plans are answered later and other truces are told beside them."""

from collections.abc import Callable

import pytest

from tests.reading.agreements_told import agreements
from trucebook.model import Reading

Read = Callable[..., Reading]
WAR = " Rebels and troops went on fighting elsewhere and shelling killed two soldiers."


@pytest.mark.parametrize(
    ("text", "quote", "status"),
    [
        (
            "An earlier understanding, reached between field commanders at Wau on 20 October, under which each side was to stop "
            "firing on the "
            "other, lasted less than a day. The two armies are at war.",
            "An earlier understanding",
            "collapsed",
        ),
        (
            "In the suburb of Nyala, a local agreement reached on 1 December through the good offices of the United Nations has held.",
            "a local agreement",
            "in_force",
        ),
        ("A truce signed at the pagoda in April 2011 was broken within days.", "A truce", "collapsed"),
        (
            "The government had announced a truce with the rebels, but not with the militia, from 12 to 28 June.",
            "a truce with the rebels",
            "in_force",
        ),
        ("The government had announced a truce with the rebels from 2 to 8 June.", "a truce with the rebels", "expired"),
        (
            "Moscow has offered a daily pause of five hours, with a so-called corridor for civilians at the bridge, which the "
            "armed groups "
            "have rejected.",
            "a daily pause of five hours",
            "refused",
        ),
        ("An earlier plan, put forward by the envoy, foundered when the emir rejected a clause.", "An earlier plan", "refused"),
        (
            "The council repeats the call of the envoy for a nationwide ceasefire, which neither the government nor the front has "
            "accepted.",
            "a nationwide ceasefire",
            "proposed",
        ),
        (
            "In January Togo and the Red Cross arranged the repatriation of sick prisoners and 117 soldiers were flown home.",
            "the repatriation of sick prisoners",
            "fulfilled",
        ),
        ("The army declared a halt to its raids on 1 June and abandoned it after four days.", "a halt", "collapsed"),
    ],
)
def test_how_it_stands(read_text: Read, text: str, quote: str, status: str) -> None:
    """A deal stands as the end of its sentence, the days around it and the answers to it say."""
    found = [c for c in agreements(read_text(text + WAR, "2019-06-18")) if c.quote.startswith(quote)]
    assert [c.value("status") for c in found] == [status]


def test_breach_of_another_truce(read_text: Read) -> None:
    """A rocket fired in breach of a truce named on its own does not break the local deal told before it."""
    told = read_text(
        "Gunmen left the town on Wednesday under a reconciliation agreement reached there last month. Meanwhile rebels fired "
        "six rockets in "
        "breach of the cessation of hostilities agreement which took effect in December.",
        "2019-06-18",
    )
    assert next(iter(agreements(told))).value("status") != "violated"


def test_the_new_agreement(read_text: Read) -> None:
    """ "The new agreement" is the one deal of these days that was told, not another."""
    told = read_text(
        "The parties signed an agreement in Abuja on Monday. We urge all to hold those who violate the new agreement to account." + WAR
    )
    assert len(agreements(told)) == 1
