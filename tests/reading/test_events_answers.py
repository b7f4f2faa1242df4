"""What sides answer, who goes home, what is handed over, and accords that are only named; sentences of our own."""

from collections.abc import Callable

import pytest

from trucebook.model import Claim, Reading

Reader = Callable[..., Reading]


def told(read_text: Reader, text: str) -> list[Claim]:
    """Return the events of a text printed in May 2009."""
    return [c for c in read_text(text, "2009-05-05").claims if c.kind == "event"]


def types(read_text: Reader, text: str) -> list[object]:
    """Return the types of the events of a text."""
    return [c.value("type") for c in told(read_text, text)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The ministry denied that its gunners had shelled the port.", "denied that its gunners had shelled the port"),
        ("The clan denied any part in the raid.", "denied any part"),
        ("The navy denies it.", "denies it"),
        ("Both clans said no on Sunday.", None),
        ("The navy put off the release of nine sailors.", "put off the release"),
        ("The clan suspended its part in the talks.", "suspended its part"),
    ],
)
def test_answers_that_turn_away(read_text: Reader, text: str, quote: str | None) -> None:
    """A charge denied, a nay and a step of a deal put off are refusals."""
    events = [c for c in told(read_text, text) if c.value("type") == "REJECT"]
    assert len(events) == 1
    assert quote is None or quote in events[0].quote


def test_an_answer_meets_who_accused(read_text: Reader) -> None:
    """A denial that names nobody is aimed at who laid the charge."""
    denial = next(c for c in told(read_text, "The mayor blamed the navy for the raid. The navy denied it.") if c.value("type") == "REJECT")
    target = denial.fields["target"]
    assert not isinstance(target, list)
    assert target.text == "The mayor"


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Forty families went back home on Tuesday.", "RETREAT"),
        ("The rebels came out of the fort on Monday.", "RETREAT"),
        ("The clan delivered 20 captives on Monday.", "RETREAT"),
        ("The rebels handed in two mortars on Monday.", "RETREAT"),
        ("The navy set free nine sailors.", "RETREAT"),
        ("The river crossing opened on Monday. The road opened on Tuesday.", "RETREAT"),
        ("Medics moved nine wounded men to Norvik.", "AID"),
        ("Six lorries reached the quarter on Sunday.", "AID"),
        ("The mayor proposed a halt of one week to the clans.", "REQUEST"),
        ("The rebels accepted six conditions.", "CONCEDE"),
        ("The rebels accepted the truce.", "AGREE"),
        ("The ministry promised an inquiry.", "CONCEDE"),
        ("A court in Norvik sentenced three gunmen to ten years.", "SANCTION"),
        ("The clans signed a truce. It took effect at noon.", "AGREE"),
    ],
)
def test_goings_and_gifts(read_text: Reader, text: str, type_: str) -> None:
    """Those who go home or come out, captives and arms handed over, the wounded moved, lorries that get in, proposals, conditions
    accepted, inquiries promised and sentences are acts of their types."""
    assert type_ in types(read_text, text)


@pytest.mark.parametrize(
    "text",
    [
        "No captive was freed.",
        "Not one rifle has been handed over.",
        "The clan holds forty fighters.",
        "Asked whether he would go, the mayor shrugged.",
        "The guards received 14 captives.",
        '"The road is mined," an elder warned.',
        "A colonel offered another date.",
        "Buses moved 57 people, most of them injured.",
    ],
)
def test_what_tells_no_act(read_text: Reader, text: str) -> None:
    """What nobody did, captives held or received, questions put, speech tags, dates offered and the injured named are none."""
    assert not {"ASSAULT", "COERCE", "REQUEST", "CONSULT", "THREATEN", "AGREE", "RETREAT"} & set(types(read_text, text))


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Rockets fell on the port and killed two sailors.", 1),
        ("The army and the clan agreed to stop shelling the port.", 0),
        ("Both clans refrained from shelling the port.", 0),
    ],
)
def test_force_that_ends_or_goes_on_to_harm(read_text: Reader, text: str, quotes: int) -> None:
    """Harm that a weapon's blow went on to do is that blow, and shelling that is to stop is none."""
    assert types(read_text, text).count("ASSAULT") == quotes


def test_old_accords_are_history(read_text: Reader) -> None:
    """An accord of another year and one that is only named for what became of it are no acts of the news."""
    text = "Gunners shelled the port on Monday. A truce signed in Norvik in May 2007 collapsed within days."
    assert types(read_text, text) == ["ASSAULT"]


def test_promises_to_close_and_not_to_enter_are_no_threats(read_text: Reader) -> None:
    """What a side promises to do or to leave undone threatens nobody; a vow of harm does."""
    assert "THREATEN" not in types(read_text, "The navy promised not to enter the port. The clan pledged to close two posts.")
    assert "THREATEN" in types(read_text, "The navy vowed to shell the port.")
