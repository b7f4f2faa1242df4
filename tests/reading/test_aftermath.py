"""What became of a truce or a deal, told by its length, its end or by the acts after it, in sentences of our own."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]


def statuses(read_text: Read, text: str, published: str = "2017-05-10") -> list[object]:
    """Return the statuses of the agreements of a text."""
    return [c.value("status") for c in read_text(text, published).claims if c.kind == "agreement"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # how long it held, where the parser loses the length
        ("A truce agreed in June lasted barely four days before army units attacked the rebel camp of Bor.", "collapsed"),
        ("The ceasefire held for only a few minutes before gunmen stormed the mill.", "collapsed"),
        ("On 3 March the clans signed a truce; a week later the emir tore it up and his riders burned two villages.", "collapsed"),
        ("The ceasefire had lasted since Monday. At dusk the colonel said the ceasefire no longer existed.", "collapsed"),
        ("The junta suspended its participation in the Nairobi ceasefire on Sunday.", "collapsed"),
        ("The Bangui deal lasted until May when the air force bombed the camp of the rebels.", "collapsed"),
        ("The insurgents walked away from the peace deal in 2011 and seized Bor.", "collapsed"),
        ("The rebels said they had lifted their ceasefire because of raids by the army.", "collapsed"),
        ("The holiday truce is over and the gunners are back at their posts.", "expired"),
        ("The first truce ended on Monday when its 48 hours ran out and shells fell on the port.", "expired"),
        ("Under the deal the army was to stay out of the port but soldiers shelled it on Tuesday and rebels fled.", "violated"),
        # what is for a set time runs out when it ends
        ("The Ramadan truce declared by the insurgents came to an end on Tuesday.", "expired"),
        ("The four-month truce in Darfur was allowed to lapse in June after the rebels turned down new terms.", "expired"),
        ("With the end of the two-week Easter ceasefire, the navy resumed its patrols off Jaffna.", "expired"),
        # breaches told beside it
        ("The truce in Taiz has largely held but heavy shelling has been reported almost every night since April.", "violated"),
        ("The enemy fired nine times on our posts near Gori, ignoring the ceasefire regime.", "violated"),
        ("The brigades respected the ceasefire but the army shelled them on Monday.", "violated"),
        ("The truce, hailed by the envoys on Sunday, had yet to silence the guns in Bor by Monday.", "violated"),
        ("The truce was renewed on Monday for another three months.", "in_force"),
        ("Diplomats are working on a truce that would let the sick out of Bor as shells fall.", "proposed"),
        ("Both delegations put their names to a truce on Monday which is to take effect within two days.", "announced"),
        ("No violations of the ceasefire have been seen since dawn, the observers said.", "in_force"),
    ],
)
def test_truces_by_their_length_and_end(read_text: Read, text: str, expected: str) -> None:
    """A truce that was cut short has collapsed, one for a set time that ended has expired, one that held but for attacks is violated."""
    assert expected in statuses(read_text, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("All the gunmen had left Kidal by Monday night under a deal reached last week.", "fulfilled"),
        ("In Rastan rebels gave up under a deal brokered by Oman. The departure of the rebels was completed on Friday.", "fulfilled"),
        ("The two sides swapped 80 prisoners near Gori on Sunday in line with an agreement mediated by Austria.", "fulfilled"),
        ("Not all the gunmen had left Kidal by Monday night under a deal reached last week.", "in_force"),
        ("Buses began to leave Rastan on Monday under a deal between insurgents and the government.", "in_force"),
        (
            "A row in Bor was ended by a local deal in which the governor promised to dissolve a militia. The militia was never dissolved.",
            "violated",
        ),
        (
            "Under the peace accord of Bor the rebels were to stay in their camps. In May an offensive by the army took twenty villages.",
            "collapsed",
        ),
        ("Raids by both camps have pushed the 2011 ceasefire to the brink of collapse.", "violated"),
        ("The governor gave the gunmen of Rastan three days to accept a settlement or face an assault.", "proposed"),
        ("The pact renews the peace agreement of May 2014, which broke down in June 2015.", "collapsed"),
        ("Under a peace agreement in Bor each camp promised to free its captives. Neither has kept its promise.", "violated"),
        ("In Rastan the insurgents have left under an agreement reached in April.", "fulfilled"),
        ("The junta offered the rebels a truce for Eid on Monday and their leader dismissed it as a trick.", "refused"),
        ("The army offered the clans a truce for the holiday but the clans vowed to fight on.", "refused"),
    ],
)
def test_deals_by_what_followed(read_text: Read, text: str, expected: str) -> None:
    """A deal is fulfilled, broken, over or refused by the acts that follow it, though none of them names it."""
    assert expected in statuses(read_text, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Under the truce signed in May the army was to lift its siege of Bor by the end of the month. Nothing came of it.",
            "breached",
        ),
        (
            "Under the peace agreement of Kano the rebels were to release all prisoners. Neither happened and the army attacked in June.",
            "breached",
        ),
        (
            "Under a deal in Bor the governor promised to free captives and to disarm the militia. Shops are open again. "
            "The militia was never disarmed, elders said.",
            "breached",
        ),
        (
            "In the truce of 2014 the army undertook to lift its siege of Bor. The truce broke down in 2015 after raids by both camps.",
            "unknown",
        ),
    ],
)
def test_terms_of_a_deal_that_was_not_kept(read_text: Read, text: str, expected: str) -> None:
    """A promise that came to nothing is broken, one under a text that fell apart is owed no more."""
    claims = read_text(text, "2017-05-10").claims
    assert expected in [c.value("status") for c in claims if c.kind == "provision"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an end that one side lays on the other is a breach, one that somebody brought about is an end
        ("Each of the two camps accused the other of killing off the truce that took effect on Sunday.", "violated"),
        ("The governor blamed the rebels for tearing up the ceasefire that began a week ago in Kidal.", "violated"),
        ("The militia was accused of torpedoing a truce reached by the elders in December.", "collapsed"),
        # what is kept or broken may be a part of it, what stalls its carrying out
        ("The junta has not honoured a single point of the truce that it signed with our town in January.", "violated"),
        ("Some 200 rebels left Bor under an accord reached in 2014, but its implementation came to a halt in May.", "collapsed"),
        ("The first 80 gunmen left in January under a local truce, whose application then stalled over the captives.", "collapsed"),
        # what one side alone declared is turned down
        ("The colonel waved away the truce that the council had announced on Monday, calling it a show.", "refused"),
        ("The announcement of a ceasefire made by the council was dismissed by the rebels of the north as a ploy.", "refused"),
        ("The rebels offered a truce of ten days. The governor described it as a trap.", "refused"),
        # who was no side may denounce it
        ("The truce has held in Bor since Monday. The king of Norland, who was no party to it, denounced the truce.", "in_force"),
        # a verb that lost its subject to a participle
        ("The truce agreed last week holds in Bor, the elders said.", "in_force"),
        ("The harvest truce agreed between the clans and the army took effect at midnight in Bor.", "in_force"),
    ],
)
def test_truces_by_blame_parts_and_answers(read_text: Read, text: str, expected: str) -> None:
    """Blame for an end makes a breach, a part stands for the whole, and what one side declared can be turned down."""
    assert expected in statuses(read_text, text)


def test_truce_of_weeks_ago_amid_war(read_text: Read) -> None:
    """A truce of months ago that no word calls kept is broken where a report tells of fighting, and stands where it tells of none."""
    truce = "Under the Bor ceasefire of January 2017 the clans were to leave the ridge. "
    assert statuses(read_text, truce + "Gunmen shelled the mill on Tuesday and killed two men.")[0] == "violated"
    assert statuses(read_text, truce + "The market was full of people on Tuesday.")[0] == "in_force"


def test_moves_of_weeks_ago_are_done(read_text: Read) -> None:
    """An evacuation that began weeks before the report was carried out, one of these days goes on."""
    assert statuses(read_text, "More than 700 rebels were bused out of Bor in May 2016 under an evacuation deal.") == ["fulfilled"]
    assert statuses(read_text, "More than 700 rebels were bused out of Bor on Monday under an evacuation deal.") == ["in_force"]


def test_nobody_freed_is_no_swap_done(read_text: Read) -> None:
    """A swap under which not one captive has been freed was only agreed."""
    text = "The army and the clans signed a prisoner swap deal in Bor on Monday, although not one prisoner has yet been freed."
    assert "fulfilled" not in statuses(read_text, text)
