"""Which typed words are told as events: headlines, participles, words without an act, accords told again; sentences of our own."""

from collections.abc import Callable

import pytest

from trucebook.model import Claim, Reading

Reader = Callable[..., Reading]


def told(read_text: Reader, text: str) -> list[Claim]:
    """Return the events of a text printed in May 2009."""
    return [c for c in read_text(text, "2009-05-05").claims if c.kind == "event"]


@pytest.mark.parametrize(
    "text",
    [
        "All beds of the clinic were occupied by women.",
        "The country moved toward peace.",
        "The clerks were leaving for home.",
        "The flood left the mill in ruins.",
        "A clerk asked not to be named.",
        '"The road is open," the source insisted.',
        '"We are tired," an adviser complained.',
        "No fire was heard in Norvik.",
        "The clan did not agree to the terms.",
        "Violations have threatened the truce.",
        "Withdrawal of weapons.",
    ],
)
def test_words_that_tell_no_act_here(read_text: Reader, text: str) -> None:
    """Beds that are occupied, going home, wishes for no name, speech tags, what did not happen and headings are no events."""
    assert [c.quote for c in told(read_text, text)] == []


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The navy occupied the upper quarter.", "ASSAULT"),
        ("The army moved tanks to the border.", "MOBILIZE"),
        ("The fighters left the quarter on Monday.", "RETREAT"),
        ("The mayor insisted that the clan leave the harbour.", "REQUEST"),
        ("Dock workers' strike entered its third week in Norvik.", "PROTEST"),
    ],
)
def test_the_same_words_that_tell_one(read_text: Reader, text: str, type_: str) -> None:
    """Ground occupied, tanks moved, fighters who leave, a duty insisted on and a strike of workers are events."""
    assert type_ in [c.value("type") for c in told(read_text, text)]


def test_a_headline_that_runs_into_its_text(read_text: Reader) -> None:
    """What stands before the printed day of a text that runs on is its headline, and the text below tells the act."""
    text = "Rebels kill 7 in mill attack Harbour Wire Monday 4 May 2009 At least seven people died on Sunday when rebels attacked the mill."
    assert [c.quote for c in told(read_text, text) if c.value("type") == "ASSAULT"] == ["attacked the mill"]


def test_a_headline_between_small_words(read_text: Reader) -> None:
    """Capitals on the nearest words of weight make a headline, whatever small words stand between."""
    text = "Six Killed as Evacuation of the Upper Towns Resumes. Gunners shelled the mill. Forty rebels were evacuated from Norvik."
    assert "RETREAT" in [c.value("type") for c in told(read_text, text)]
    assert not any(c.quote.startswith("Evacuation") for c in told(read_text, text))


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("The navy shelled a hill seized by rebels.", ["shelled a hill"]),
        ("The navy shelled gunmen positioned near the mill.", ["shelled gunmen"]),
        ("The envoy flew to Norvik to find out whose planes bombed the mill.", []),
        ("Gunners shelled the port a day after bombardments killed nine millers.", ["shelled the port"]),
        ("The raid cut the valley road.", ["cut the valley road"]),
    ],
)
def test_clauses_that_only_say_which_or_when(read_text: Reader, text: str, quotes: list[str]) -> None:
    """Participles that say which hill, questions who did it and what only dates the news are no acts of their own."""
    assert [c.quote for c in told(read_text, text) if c.value("type") in ("ASSAULT", "MOBILIZE", "COERCE")] == quotes


@pytest.mark.parametrize(("noun", "types"), [("truce", ["AGREE", "RETREAT"]), ("agreement", ["AGREE"])])
def test_an_accord_that_takes_effect_is_told_by_its_making(read_text: Reader, noun: str, types: list[str]) -> None:
    """Beside the making of a truce its taking effect is the guns falling silent; that of a paper is the same accord told again."""
    text = f"The clan and the navy agreed on a truce on Sunday. The {noun} took effect on Monday."
    assert [c.value("type") for c in told(read_text, text)] == types


def test_an_accord_that_something_is_done_under(read_text: Reader) -> None:
    """A deal that people leave under is no act beside their leaving."""
    events = told(read_text, "Forty rebels were evacuated from the quarter under a deal with the navy.")
    assert [c.value("type") for c in events] == ["RETREAT"]


def test_what_an_allegation_holds(read_text: Reader) -> None:
    """What a side is alleged to have done is inside the allegation."""
    events = told(read_text, "The envoy met the governor. He repeated allegations that the navy had shelled the mill.")
    assert "ASSAULT" not in [c.value("type") for c in events]


def test_the_opening_tells_the_act_and_the_text_below_adds_to_it(read_text: Reader) -> None:
    """Of an act that the opening tells with whom it met, a later telling only lends its doer."""
    text = "Nine people were killed on Friday in air strikes on a grain market. The strikes on the market were carried out by the navy."
    events = [c for c in told(read_text, text) if c.value("type") == "ASSAULT"]
    assert [c.quote for c in events] == ["air strikes on a grain market"]
    source = events[0].fields["source"]
    assert getattr(source, "text", None) == "the navy"


@pytest.mark.parametrize(
    "text",
    [
        "Press release of the council.",
        "Troops stood by.",
        "The mayor reminded them that the mill remains one.",
        "No lorries have brought flour since May.",
        "The decree was withdrawn.",
    ],
)
def test_more_words_that_tell_no_act_here(read_text: Reader, text: str) -> None:
    """Press releases, troops who stand by, reminders, aid that did not come and papers taken back are no events."""
    assert [c.quote for c in told(read_text, text)] == []


def test_a_truce_is_made_once(read_text: Reader) -> None:
    """Who brokered an accord and who announced "the truce" do not tell it again beside those who agreed on it."""
    text = "The clan and the navy agreed a ceasefire brokered by the governor on Sunday. The bishop announced the truce in Norvik."
    assert [(c.value("type"), c.quote) for c in told(read_text, text)] == [("AGREE", "agreed a ceasefire")]


def test_a_threat_that_somebody_is(read_text: Reader) -> None:
    """Who is called a threat threatens nobody by that."""
    assert "THREATEN" not in [c.value("type") for c in told(read_text, "The clan is a threat to the valley.")]


@pytest.mark.parametrize(
    "text",
    [
        "The premier considered bombing the hills.",
        "The truce will last if the navy stops its offensive.",
        "The talks stalled over the harbour.",
    ],
)
def test_acts_only_thought_of(read_text: Reader, text: str) -> None:
    """An attack that is considered or made a condition, and talks that stall, are no events."""
    assert [c.quote for c in told(read_text, text) if c.value("type") in ("ASSAULT", "REJECT")] == []


@pytest.mark.parametrize(
    "text",
    [
        "The truce entered its third week in Norvik.",
        "The clan had agreed to no such thing.",
        "The terms agreed in Norvik were read out.",
    ],
)
def test_no_accord_is_made_here(read_text: Reader, text: str) -> None:
    """A truce that grows older, nothing agreed to and terms agreed somewhere are no accords made."""
    assert "AGREE" not in [c.value("type") for c in told(read_text, text)]


def test_a_headline_in_the_present(read_text: Reader) -> None:
    """A first line in the present tense is a headline, whose acts the text below tells."""
    text = (
        "Minister welcomes accord between the clan and the navy.\n\nMinister Lena Holt said on Friday "
        "that the accord between the clan and the navy of Norvik was signed in Sudvik."
    )
    assert len([c for c in told(read_text, text) if c.value("type") == "AGREE"]) == 1


def test_a_lead_printed_twice(read_text: Reader) -> None:
    """A lead that a page prints twice tells its act once."""
    lead = "Air strikes in the north of Norvik struck a market and a mill on Friday. "
    assert len([c for c in told(read_text, lead + lead) if c.value("type") == "ASSAULT"]) == 1


def test_what_an_offensive_brings_about(read_text: Reader) -> None:
    """An act that stands only as the cause of something counts for less than the acts told."""
    events = told(read_text, "Rebels seized the port. The offensive also triggered the fall of the cabinet.")
    assert [c.quote for c in events if c.value("type") == "ASSAULT"] == ["seized the port"]


def test_an_attack_that_is_parried_is_one_act(read_text: Reader) -> None:
    """Those who push back an attack and those who made it are in one act of force."""
    events = told(read_text, "The guards pushed back an attack by islanders on their fort.")
    assert [c.value("type") for c in events] == ["ASSAULT"]


@pytest.mark.parametrize("text", ["The clan gave the miller three hours of quiet.", "The rebels left nine men behind."])
def test_hours_given_and_men_left_behind(read_text: Reader, text: str) -> None:
    """Hours in which nothing has to be done are no ultimatum, and men left behind no pulling back."""
    assert [c.quote for c in told(read_text, text)] == []
