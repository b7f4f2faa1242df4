"""Positions: who accepts, refuses, demands, doubts or guarantees an agreement, and what is conduct rather than a stance."""

from collections.abc import Callable

import pytest

from trucebook.matching import fields_of
from trucebook.model import Claim, Reading

ReadText = Callable[..., Reading]


def positions(reading: Reading) -> list[Claim]:
    """Return the position claims of a reading."""
    return [c for c in reading.claims if c.kind == "position"]


@pytest.mark.parametrize(
    ("text", "actor", "stance"),
    [
        ("A truce was agreed in Daraa. The committee rejected the terms.", "The committee", "refuses"),
        ("Damascus welcomed the ceasefire in Idlib.", "Damascus", "accepts"),
        ("Russia vouched for the truce in Daraa.", "Russia", "guarantees"),
        ("Moscow acted as guarantor of the truce in Daraa.", "Moscow", "guarantees"),
        ("Residents doubt that the truce in Homs will last.", "Residents", "doubts"),
        ("Activists expressed doubts about the ceasefire in Ghouta.", "Activists", "doubts"),
        ("Aid workers are sceptical of the truce in Hodeidah.", "Aid workers", "doubts"),
        ("The mayor feared that the truce would collapse.", "The mayor", "doubts"),
        ("The ceasefire took effect. The army says it will abide by the truce.", "it", "accepts"),
        ("The UN urged both sides to respect the ceasefire in Hodeidah.", "The UN", "demands"),
        ("Both sides accepted the proposal for a truce in Taiz.", "Both sides", "accepts"),
        ("The government did not accept the ceasefire.", "The government", "refuses"),
        ("The committee, which rejected the new ceasefire, left the talks.", "The committee", "refuses"),
        ("The truce took effect. The opposition said the army was committed to the truce.", "the army", "accepts"),
    ],
)
def test_a_position_has_actor_and_stance(text: str, actor: str, stance: str, read_text: ReadText) -> None:
    """Verbs, nouns and adjectives of a stance give one position on the agreement the report tells of."""
    reading = read_text(text, published="2021-09-02")
    (claim,) = positions(reading)
    assert ([f.text for f in fields_of(claim, "actor")], claim.value("stance")) == ([actor], stance)
    assert claim.value("agreement") in {c.id for c in reading.claims if c.kind == "agreement"}


@pytest.mark.parametrize(
    "text",
    [
        "The fighters respected the truce on Monday.",
        "The militia signed the truce on Sunday.",
        "The army rejected claims that it broke the truce.",
        "The truce was rejected.",
        "The report welcomed the truce in Daraa.",
        "The council rejected the budget on Monday.",
        "The truce in Daraa did not last.",
    ],
)
def test_conduct_and_other_matters_are_no_positions(text: str, read_text: ReadText) -> None:
    """Keeping or signing a truce, rejecting something else, and a stance nobody holds give nothing."""
    assert positions(read_text(text, published="2021-09-02")) == []


def test_actors_who_take_a_stance_together_hold_it_each(read_text: ReadText) -> None:
    """Two bodies that reject a truce give two positions."""
    found = positions(read_text("The truce was rejected by the Free Army and the tribal council.", published="2021-09-02"))
    assert [f.text for c in found for f in fields_of(c, "actor")] == ["the Free Army", "the tribal council"]


def test_a_stance_under_a_condition_is_hypothetical(read_text: ReadText) -> None:
    """What somebody would accept if something else were done is no acceptance yet."""
    (claim,) = positions(read_text("Hamas said it would accept the truce if Israel withdrew.", published="2021-09-02"))
    assert (claim.value("stance"), claim.assertion) == ("accepts", "hypothetical")


@pytest.mark.parametrize(
    "sentence",
    [
        "Fighters who reject the truce are to leave by bus.",
        "Those who refuse the truce will be moved to the north.",
        "Anyone who signs the truce must hand in his rifle.",
    ],
)
def test_whoever_takes_a_stance_is_nobody_in_particular(sentence: str, read_text: ReadText) -> None:
    """What is to become of whoever refuses or signs tells of nobody's stance."""
    reading = read_text("A truce took effect in Karo. " + sentence)
    assert [c for c in reading.claims if c.kind == "position"] == []


def test_general_words_mean_the_agreement_named_before(read_text: ReadText) -> None:
    """ "The terms" are those of the agreement that was named last."""
    text = (
        "A prisoner exchange deal was reached in Goma on 1 August. A truce was announced in Daraa on Monday. The tribes accepted its terms."
    )
    reading = read_text(text, published="2021-09-02")
    (claim,) = positions(reading)
    (meant,) = [c for c in reading.claims if c.id == claim.value("agreement")]
    assert meant.quote == "A truce"
