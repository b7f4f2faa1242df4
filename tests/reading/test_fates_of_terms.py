"""What a report tells of a promised term elsewhere: that it was done, is under way, was not done or was turned down."""

from collections.abc import Callable

import pytest

from trucebook.model import Claim, Reading

Read = Callable[..., Reading]


def provisions(reading: Reading) -> list[Claim]:
    return [c for c in reading.claims if c.kind == "provision"]


def stands(reading: Reading, action: str) -> set[object]:
    """Return how the terms of one action stand."""
    return {c.value("status") for c in provisions(reading) if c.value("action") == action}


PACT = "Under the ceasefire signed on Monday the junta agreed to free all captives and the clans were to pull their men out of the school. "


@pytest.mark.parametrize(
    ("sequel", "status"),
    [
        ("The captives were set free on Tuesday.", "done"),
        ("Forty captives were set free on Tuesday.", "under_way"),
        ("The junta began releasing captives at noon.", "under_way"),
        ("The junta never freed the captives.", "breached"),
        ("The junta then refused to release the captives.", "breached"),
        ("Most captives are still held in the fort.", "breached"),
        ("Neither was done.", "breached"),
        ("The weather was fine.", "promised"),
    ],
)
def test_a_promise_stands_by_what_is_told_of_it_later(read_text: Read, sequel: str, status: str) -> None:
    """A release that was promised is done, under way or breached by what the next sentence tells of the captives."""
    assert stands(read_text(PACT + sequel), "release") == {status}


def test_another_agreement_between_parts_a_promise_from_its_fate(read_text: Read) -> None:
    """What is told after another deal was named is no fate of the first one's terms."""
    text = (
        "A truce of 1991 obliged the junta to free its captives. A prisoner swap was agreed in 1994 under Norwegian mediation. "
        "The captives were set free in May 1994."
    )
    assert "done" not in {c.value("status") for c in provisions(read_text(text)) if "free its captives" in c.quote}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The truce let 300 villagers leave the island.", "done"),
        ("The truce allowed relief trucks into the camp for a week.", "done"),
        ("The truce lets 300 villagers leave the island.", "promised"),
    ],
)
def test_what_an_agreement_brought_is_done(read_text: Read, text: str, status: str) -> None:
    """What a truce is told in the past to have let happen has happened."""
    assert {c.value("status") for c in provisions(read_text("A truce was agreed in Port Sel on Friday. " + text))} == {status}


@pytest.mark.parametrize(
    "sequel",
    ["The governor rejected the offer.", "The governor brushed the idea aside.", "The governor turned it down within hours."],
)
def test_terms_of_an_offer_that_is_turned_down_are_refused(read_text: Read, sequel: str) -> None:
    """What a side put forward is refused where the answer says so in any of the usual words."""
    text = "A truce with the governor broke down. The clans made an offer in which they would free ten captured policemen. "
    assert stands(read_text(text + sequel), "release") == {"refused"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The 1992 accord provided for an exchange of prisoners. The exchange did not come about.", "breached"),
        ("Both sides agreed in a ceasefire on Monday to exchange prisoners. A first swap took place on Thursday.", "under_way"),
        ("The 1992 accord obliged the army to reopen the coastal highway. The road was opened within weeks.", "done"),
        ("Under the ceasefire observers were to be posted along the river but never came.", "breached"),
        ("Under the ceasefire the clans were to hand in their guns. Only some 300 rusted rifles were handed in.", "under_way"),
    ],
)
def test_a_fate_told_in_other_words(read_text: Read, text: str, status: str) -> None:
    """A noun that points back, another word for the thing, a clause without subject and a scant number tell what became of a term."""
    assert {c.value("status") for c in provisions(read_text(text))} == {status}


@pytest.mark.parametrize(
    ("term", "status"),
    [
        ("Under it the clans were to hand in their guns.", "unknown"),
        ("Under it the clans will hand in their guns.", "promised"),
        ("It obliges the clans to hand in their guns.", "promised"),
    ],
)
def test_the_tense_of_a_term_tells_whether_it_still_holds(read_text: Read, term: str, status: str) -> None:
    """What was to be done under a truce that fell is of unknown standing; what a report tells in the present is still promised."""
    text = "A truce between the army and the clans was signed in May. " + term + " The truce collapsed in June."
    assert stands(read_text(text), "disarm") == {status}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Under the pact of 2018 the clans had been able to keep their posts in the old quarter.", "done"),
        (
            "Under the evacuation deal 300 people were taken out on Friday. The baker hopes to leave soon under the deal.",
            "promised",
        ),
    ],
)
def test_what_a_side_was_able_to_do_is_done_and_what_is_hoped_for_is_not(read_text: Read, text: str, status: str) -> None:
    """What somebody managed under a deal is done; a hope stays a promise whatever others have done already."""
    assert provisions(read_text(text, "2021-06-10"))[-1].value("status") == status
