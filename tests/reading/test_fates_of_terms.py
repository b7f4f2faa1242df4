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


@pytest.mark.parametrize(
    ("text", "action", "status"),
    [
        # what undoes a promise, or was done with nothing of it
        (
            "The elders signed a truce on 3 May to open the coast road. Militiamen closed the road again on Friday.",
            "lift_siege",
            "breached",
        ),
        (
            "Under the truce the army was to reopen the bridge. Soldiers blocked the bridge with lorries on Sunday.",
            "lift_siege",
            "breached",
        ),
        ("Under the truce the army was to reopen the bridge. Pupils crossed the bridge on Sunday.", "lift_siege", "promised"),
        ("Under the ceasefire the army was to leave the school. The army has kept its post in the school.", "withdraw", "breached"),
        ("Under the truce the militia was to store its rifles in sheds. Not one rifle has been put there.", "disarm", "breached"),
        ("Under the truce aid was to be let in. No convoy has been allowed through since.", "aid", "breached"),
        ("The clans accused the army of going back on its word to withdraw from the port under the truce.", "withdraw", "breached"),
        # some of those who were to be freed, by whatever name
        (
            "Under the truce the clans were to free some 60 women and children. The monitors said 20 of the captives had been freed.",
            "release",
            "under_way",
        ),
        # a watch that is kept
        ("The truce came into force on Monday. Under that truce a joint committee monitors the front line.", "monitor", "under_way"),
    ],
)
def test_promises_undone_kept_in_part_and_watched(read_text: Read, text: str, action: str, status: str) -> None:
    """What undoes a promise or was done with nothing breaks it, some of many keep it in part, and a watch told in the present is kept."""
    assert status in stands(read_text(text), action)


@pytest.mark.parametrize(
    "answer",
    [
        "The rebels said they would not withdraw.",
        "A rebel spokesman said his men would not pull out of the port.",
    ],
)
def test_a_demand_is_refused_by_what_a_side_will_not_do(read_text: Read, answer: str) -> None:
    """What is demanded is refused where a later sentence has it that the side will not do it."""
    text = "Under the truce the junta demanded that the rebels withdraw from the port. "
    assert stands(read_text(text + answer), "withdraw") == {"refused"}


def test_a_demand_that_was_refused_in_its_relative(read_text: Read) -> None:
    """What "the army refused to do" is refused."""
    text = "Under the truce Norland had demanded that the army pull back behind the river, which the army refused to do."
    assert "refused" in stands(read_text(text), "withdraw")
