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
        ("let the fuel ships enter the harbour", "aid"),
        ("allow medical evacuations", "aid"),
        ("let a fighter out of prison", "release"),
        ("clear the mines along the canal", "other"),
        ("inspect the ships in the strait", "monitor"),
        ("dismantle its training camps", "disarm"),
        ("reopen the refinery", "restore_services"),
        ("allow police back into the harbour", "deploy"),
        ("introduce a new law on land", "autonomy"),
        ("stop all troop movements", "other"),
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
