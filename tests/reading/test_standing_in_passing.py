"""Agreements that news names in passing: old ones only told to have been made, ones that fell before something else, days counted back."""

from collections.abc import Callable

import pytest

from trucebook.model import Claim, Field, PeriodValue, Reading

Read = Callable[..., Reading]
WAR = " Troops and insurgents fought near the front, and three soldiers were killed."


def agreement(read_text: Read, text: str, published: str = "2015-06-12") -> Claim:
    """Return the last agreement of a text."""
    return [c for c in read_text(text, published).claims if c.kind == "agreement"][-1]


def day_of(claim: Claim, name: str) -> str | None:
    """Return the first day of a field of an agreement, None where it has none."""
    field = claim.fields.get(name)
    value = field.value if isinstance(field, Field) else None
    return value.first if isinstance(value, PeriodValue) else None


@pytest.mark.parametrize(
    "text",
    [
        "The troops had been released under a truce the month before. The ceasefire of May saw ninety captives freed before it broke down.",
        "The port was quiet for a year under a truce agreed by Togo and Benin in July 2013. Government forces ended it on 19 May.",
        "An earlier truce between the army and the insurgents, signed in Karo on 3 May, was followed by raids within a week.",
        "An accord of 1992, signed by the insurgents and the army, had kept an uneasy peace in the valley.",
        "The militia had been observing a unilateral truce, ordered by its leader in March, when the battle began.",
        "A truce that the two clans had accepted in 2011 broke up after eight weeks when a leader was shot.",
        "The first truce of the spring was announced on 8 May and stood for only a few hours.",
        "The declaration, signed by the insurgents and the army in May, came to nothing.",
        "The ceasefire of March was never applied.",
    ],
)
def test_ends_told_in_passing(read_text: Read, text: str) -> None:
    """A fall told before something else, an end by a side, acts that followed and what it once did tell that it has collapsed."""
    assert agreement(read_text, text + WAR).value("status") == "collapsed"


def test_what_says_no_end(read_text: Read) -> None:
    """A renewal before its term, and a calm that it had brought, end no truce."""
    for text in (
        "The truce was renewed before it lapsed.",
        "A truce signed on Monday had stopped the shelling, and buses were running.",
    ):
        assert agreement(read_text, text + " Soldiers of the army walked past insurgents.").value("status") != "collapsed"


def test_an_old_accord_only_named_as_made_is_unknown(read_text: Read) -> None:
    """Of an accord that news names by its makers alone, years later, nothing is known; one under which something stands is in force."""
    text = "The group split from the front, which signed a peace agreement with the state in November 2009, after a gunfight with the army."
    assert agreement(read_text, text).value("status") == "unknown"
    kept = "Soldiers guard the bridge under the peace agreement signed with the front in November 2009, the army said after a gunfight."
    assert agreement(read_text, kept).value("status") != "unknown"


def test_a_broken_deal_beside_a_newer_one_has_collapsed(read_text: Read) -> None:
    """What was broken and told in one breath, months before a deal of these days, has collapsed."""
    text = "The army and the insurgents signed a ceasefire on 9 June in Karo. A peace accord of August 2014 was violated within a day."
    assert agreement(read_text, text + WAR).value("status") == "collapsed"


def test_acts_that_break_it_make_it_violated(read_text: Read) -> None:
    """A report that tells acts against a truce agreed days ago has it as violated."""
    text = "The army and the insurgents agreed on a truce on Tuesday. The insurgents accused the army of shelling a village on Thursday."
    assert agreement(read_text, text).value("status") == "violated"


def test_a_truce_since_a_month_is_in_force(read_text: Read) -> None:
    """With whom somebody "has had a truce since April" has one in force, which began then."""
    claim = agreement(read_text, "The clan, with which the army has had a separate truce since April, sent rice to the insurgents.")
    assert claim.value("status") == "in_force"
    assert day_of(claim, "began") == "2015-04-01"


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("Shops opened on Wednesday, two days after a truce was declared in the port.", "declared", "2015-06-08"),
        ("The truce between the army and the insurgents was holding on Thursday, eight days after it took effect.", "began", "2015-06-03"),
        ("Eight days after the entry into force of a ceasefire negotiated by Ghana, the guns were quiet.", "began", "2015-06-04"),
        ("It was the worst day since a ceasefire stopped the war with the insurgents in May.", "began", "2015-05-01"),
        ("A ceasefire announced in Karo on 3 May lasted five days.", "began", "2015-05-03"),
        ("Police keep the town under the accord that the army and the insurgents made in Karo in October 2014.", "declared", "2014-10-01"),
        ("A truce reached by word of mouth between the army and the insurgents went into its third day.", "began", "2015-06-10"),
    ],
)
def test_days_counted_back_and_told_by_what_it_ended(read_text: Read, text: str, name: str, day: str) -> None:
    """Days are counted back from what came after, or told by the fighting that a truce ended or by how long it held."""
    assert day_of(agreement(read_text, text + WAR), name) == day
