"""Terms whose action hangs on what an act is about, who does it and what it is done for, in sentences of our own."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

from .dispatches import text_of

Read = Callable[..., Reading]
TRUCE = "A ceasefire between the junta and the clans took effect on Friday. "


def told(reading: Reading) -> list[tuple[object, str]]:
    """Return (action, debtor) of the provisions read."""
    return [(c.value("action"), text_of(c, "debtor")) for c in reading.claims if c.kind == "provision"]


@pytest.mark.parametrize(
    ("duty", "action"),
    [
        ("settle the cases of deserters", "integrate"),
        ("let the fuel lorries enter the valley", "aid"),
        ("allow medical evacuations", "aid"),
        ("let a fighter out of prison", "release"),
        ("clear the mines along the canal", "other"),
        ("inspect the ships in the strait", "monitor"),
        ("dismantle its training camps", "disarm"),
        ("reopen the refinery", "restore_services"),
        ("allow police back into the harbour", "deploy"),
        ("introduce a new law on land", "autonomy"),
        ("stop all troop movements", "cease_fire"),
        ("run the airport", "autonomy"),
    ],
)
def test_an_action_by_what_it_is_about(read_text: Read, duty: str, action: str) -> None:
    """The same verbs are other actions with other things."""
    assert told(read_text(TRUCE + f"Under the truce the junta is to {duty}.")) == [(action, "the junta")]


@pytest.mark.parametrize(
    ("sentence", "terms"),
    [
        ("The junta will let the guards home so that a vote can be held.", []),
        ("Under the truce the clans hand over the ports of Bahr and Salim to the coast guard.", ["deploy"]),
        ("Under the truce the junta allows lorries with flour safe passage.", ["aid"]),
        ("The clans accepted a proposal for a truce.", []),
    ],
)
def test_what_stands_beside_a_term_is_none(read_text: Read, sentence: str, terms: list[str]) -> None:
    """Purposes, names in a row, passage for aid and a proposal that is accepted are no terms of their own."""
    beside = ("talk", "deploy", "aid", "depart", "cease_fire")
    assert [action for action, _ in told(read_text(TRUCE + sentence)) if action in beside] == terms


@pytest.mark.parametrize(
    ("text", "debtors"),
    [
        ("Rival clans agreed on Sunday at a parley called by the bishops to end all raids and to reopen the road.", {"Rival clans"}),
        (TRUCE + "Under the truce the clans will let lorries with flour pass and pull their men out of the mills.", {"the clans"}),
    ],
)
def test_who_owes_a_row_owes_all_of_it(read_text: Read, text: str, debtors: set[str]) -> None:
    """Who agreed, or who lets others do something, owes the later verbs of the row too."""
    read = told(read_text(text))
    assert len(read) > 1
    assert {debtor for _, debtor in read} == debtors


def test_a_promise_asked_for_is_demanded(read_text: Read) -> None:
    """To agree on something is asked for where the agreeing is."""
    text = TRUCE + "The pope urged the clans to meet the junta and to agree on the release of the nuns."
    assert [c.value("status") for c in read_text(text).claims if c.kind == "provision"][-1] == "demanded"


def test_a_body_is_owed_by_who_sets_it_up(read_text: Read) -> None:
    """Who sets a body up owes it, not the body."""
    assert told(read_text(TRUCE + "Under the truce both sides will set up a joint monitoring body.")) == [("monitor", "both sides")]


def test_a_clause_hung_on_the_phrase_before_it_is_the_sentence(read_text: Read) -> None:
    """For want of a comma the parser hangs what was done on the truce it was done under."""
    text = TRUCE + "As part of the truce clan fighters have freed nine nuns."
    assert told(read_text(text)) == [("release", "clan fighters")]


@pytest.mark.parametrize(
    ("sentence", "terms"),
    [
        ("The clans are to free Okello.", [("release", "The clans")]),
        ("Under the truce, the militias are to be disarmed by the army.", [("disarm", "the militias")]),
        ("Under the truce, 900 villagers would be moved out of the fort.", [("depart", "900 villagers")]),
        ("Under the truce, the gunmen are to be given safe passage to the coast.", [("depart", "the gunmen")]),
        ("Under the truce each militia must stay on its own bank of the canal.", [("withdraw", "each militia")]),
        ("Under the truce 300 soldiers of the junta may stay in the fort.", [("deploy", "300 soldiers of the junta")]),
        ("Under the truce the junta is to grant the monitors access to the mines.", [("monitor", "the junta")]),
        ("Under the truce the junta is to allow relief teams into the delta.", [("aid", "the junta")]),
        ("The clans would leave the federation.", []),
        ("The memorandum bars helicopters from flying over the delta.", [("cease_fire", "")]),
        ("Gunmen are to be taken with their families to the coast under the truce.", [("depart", "Gunmen")]),
        (
            "According to the terms of the truce deserters must settle their status and those who refuse will be moved to the coast.",
            [("integrate", "deserters"), ("depart", "those who refuse")],
        ),
        ("The accord gives the delta self-rule and sets aside nine seats for the clans.", [("autonomy", ""), ("autonomy", "")]),
    ],
)
def test_an_action_by_who_does_it_and_how(read_text: Read, sentence: str, terms: list[tuple[str, str]]) -> None:
    """Who is freed by name, who keeps to a line, who is let in and who is moved with whom decide over the action and its debtor."""
    assert told(read_text(TRUCE + sentence)) == terms


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The junta did not pull its guns back from the canal as it had promised to do.", "breached"),
        ("The clans have not opened the road as agreed.", "breached"),
        ("The junta freed nine captives as promised.", "done"),
        ("The clans handed in 40 rifles on Sunday as the first step of the truce.", "done"),
    ],
)
def test_what_was_promised_is_measured_by_what_was_done(read_text: Read, sentence: str, status: str) -> None:
    """What was done "as agreed" was a promise, kept or not."""
    reading = read_text(TRUCE + sentence)
    assert [c.value("status") for c in reading.claims if c.kind == "provision"] == [status]


def test_a_leaving_that_is_completed_was_a_term(read_text: Read) -> None:
    """A noun of leaving that a verb tells as completed is done under the deal on it."""
    text = "Gunmen agreed to an evacuation deal with the junta. The departure of the gunmen and their families was completed on Sunday."
    last = [c for c in read_text(text).claims if c.kind == "provision"][-1]
    assert (last.value("action"), last.value("status"), last.quote[:13]) == ("depart", "done", "The departure")
