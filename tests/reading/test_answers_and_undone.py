"""How an arrangement stands by what others answered, what was left undone and what took its place, in sentences of our own."""

from collections.abc import Callable

import pytest

from trucebook.model import Claim, Reading

Read = Callable[..., Reading]


def agreements(read_text: Read, text: str, published: str | None = "2017-05-10") -> list[Claim]:
    """Return the agreements of a text."""
    return [c for c in read_text(text, published).claims if c.kind == "agreement"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The chairman proposed a truce for the month of Ramadan. The rebels laughed at the idea.", "refused"),
        ("Bishops called for a Christmas truce in December but neither army took any notice.", "refused"),
        ("The council demanded a truce of thirty days in May but neither side heeded it.", "refused"),
        ("In May the front offered to observe a ceasefire but the junta brushed the offer aside and shelled its camps.", "refused"),
        ("The emir offered the rebels a ceasefire in May. The chief of the clans refused.", "refused"),
        ("The envoy proposed a truce to the rebels and the army in May. Neither has answered.", "proposed"),
        ("The rebels offered to free captives in exchange for a ceasefire. The junta turned the proposal down.", "refused"),
    ],
)
def test_answers_in_the_sequel(read_text: Read, text: str, expected: str) -> None:
    """What is laughed at, brushed aside, left unheeded or simply refused is a refused offer; what is not answered yet is still proposed."""
    assert expected in [c.value("status") for c in agreements(read_text, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rebels and the army signed an accord in Juba on 9 April. The rebels were to list their camps. They have not done so.",
            "violated",
        ),
        (
            "Under a truce signed in 2015 the rebels were to hand over their guns and free 40 troops, which has never come about.",
            "violated",
        ),
        ("Shells fell on Bor. Under an accord of 2015 between rebels and the army the road was to open. Nothing was kept.", "violated"),
        ("All parties to the ceasefire signed in Doha failed to respect it and shells fell on Bor.", "violated"),
        ("Neither side respected the truce signed in Bor on Sunday as gunners shelled the port.", "violated"),
        ("Clashes spread to four towns a week after the collapse of a ceasefire brokered by Chad.", "collapsed"),
        ("The army pulled back after nine months of calm. The truce signed in Bor in May is holding.", "in_force"),
    ],
)
def test_what_was_left_undone(read_text: Read, text: str, expected: str) -> None:
    """Terms told as never done, and a truce that nobody respected, are broken; a collapse taken for a fact has come about."""
    assert expected in [c.value("status") for c in agreements(read_text, text)]


def test_a_revised_text_takes_the_place_of_the_first(read_text: Read) -> None:
    """A revised agreement supersedes the accord before it, which voters had turned down, and not the truce that stands beside them."""
    text = (
        "The state and the rebels signed a peace accord in Bangui on 3 March 2016. Voters rejected the accord in April 2016. "
        "A truce between the army and the rebels is holding. On 8 May 2016 both sides signed a revised peace accord in Bangui."
    )
    old, truce, new = agreements(read_text, text, "2016-05-10")
    assert (old.value("status"), truce.value("status")) == ("superseded", "in_force")
    assert new.value("supersedes") == old.id


def test_what_opens_a_report_came_of_its_deal(read_text: Read) -> None:
    """All who left before a report names "the deal" left under it: it is fulfilled, although men were shot at on the way."""
    text = (
        "The last rebel fighters left the old town of Bor on Friday. Some 300 of them boarded the last buses. "
        "The deal was worked out between rebel commanders and the army. Gunmen fired on one bus on Wednesday."
    )
    assert [c.value("status") for c in agreements(read_text, text)] == ["fulfilled"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A ceasefire has held in Bor since July though both sides report occasional fire.", "violated"),
        ("The ceasefire in Bor took effect on Friday. Shelling is heard almost every night.", "violated"),
        ("Monitors registered four violations in Bor and two in Wau. The ceasefire is on the whole being observed.", "violated"),
        ("The ceasefire in Bor took effect on Friday and neither shelling nor raids have been reported.", "in_force"),
        ("Rebels took the port on Monday. A ceasefire had taken effect in May 2016 but was breached within days.", "collapsed"),
        ("Rebels and troops clashed in Bor. Each laid the breach of a ceasefire that Chad had brokered on the other.", "violated"),
        ("War broke out again in August after a truce brokered by Chad.", "collapsed"),
        ("Rebels shelled Bor. A week-long truce in May was not renewed.", "expired"),
        ("Under a truce signed in 2015 the rebels and the army were to pull back guns but neither side has withdrawn.", "violated"),
    ],
)
def test_violence_that_goes_on_and_ends_told_in_passing(read_text: Read, text: str, expected: str) -> None:
    """Violence told in general mars a truce in force, unless there is little or none of it; a truce told as past and broken is over."""
    assert expected in [c.value("status") for c in agreements(read_text, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The state and the rebels signed a peace accord in Bangui in May 2016. Parliament rejected the accord in June 2016.", "refused"),
        ("The state and the rebels signed a peace accord in Bangui in May 2016. A splinter group rejected the accord.", "in_force"),
        ("Jets struck Bor a day after the army declared an end to a truce that had lasted four days.", "collapsed"),
        ("A truce that took effect on 1 May fell apart before the end of that month as rebels shelled Bor.", "collapsed"),
        (
            "The envoy proposed a truce to the rebels in May. It named a port. The army was silent. The rebels turned it down.",
            "refused",
        ),
        ("The prisoner swap agreed by rebels and the army took place on Thursday near Bor.", "fulfilled"),
        ("Buses began to take rebels out of Bor on Monday. Some 600 are to leave under a deal with the army.", "in_force"),
        ("Elders recalled the truce of Wau in May 2006. In February 2007 the rebels stormed the town.", "collapsed"),
    ],
)
def test_ends_and_answers_of_many_kinds(read_text: Read, text: str, expected: str) -> None:
    """Who has to ratify a text can void it and a splinter group cannot; an end declared, a swap that took place and a town stormed tell."""
    assert expected in [c.value("status") for c in agreements(read_text, text)]


def test_a_day_to_come_makes_no_history(read_text: Read) -> None:
    """A report that names a day of the next half year tells news, not history: a truce that began on a day before is in force."""
    text = (
        "The truce between the army and the rebels began on 2 April 2022. It is to last until 2 April 2023. "
        "The army signed an accord with the rebels in Stockholm in December 2018."
    )
    first, *_ = agreements(read_text, text, "2022-10-04")
    assert first.value("status") == "in_force"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels and the army signed a truce in Bor on Thursday. On Monday the army resumed its military operations.", "collapsed"),
        (
            "A ceasefire was announced in Bor on Thursday. The junta said on Monday it was resuming its offensive on the rebels.",
            "collapsed",
        ),
        ("Rebels and the army signed a truce in Bor on Thursday. The army threatened to resume its offensive.", "in_force"),
        ("The army said the week-long ceasefire was over and resumed raids on rebels in Bor on Monday.", "expired"),
        ("Guns fell silent in Bor on Tuesday, the first full day of a truce brokered by Chad.", "in_force"),
        ("Rebels in Bor agreed on Wednesday to hand over their heavy weapons to the army. The handover began on Thursday.", "in_force"),
    ],
)
def test_operations_resumed_and_steps_begun(read_text: Read, text: str, expected: str) -> None:
    """A side that resumes its operations ends a truce, unless that came before it; a first day and a step begun put a deal in force."""
    assert expected in [c.value("status") for c in agreements(read_text, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Shells hit a clinic in Bor in April 2016 and a truce proclaimed by rebels and the army in March was never observed.",
            "collapsed",
        ),
        ("A three-day truce for the feast was ignored by both camps and rebels shelled Bor.", "collapsed"),
        ("A truce in the south between the rebels and the army is holding. Two rebels were shot dead by soldiers by mistake.", "in_force"),
        ("A truce in the south between the rebels and the army is largely holding. Rebels shot two soldiers dead on Monday.", "violated"),
    ],
)
def test_words_outweigh_acts(read_text: Read, text: str, expected: str) -> None:
    """A truce never observed, or ignored by all, came to nothing; one said to be holding stands although a shot fell, a hedged one not."""
    assert expected in [c.value("status") for c in agreements(read_text, text)]
