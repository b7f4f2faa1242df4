"""Nouns of many meanings that name an agreement or a truce only by what is said of them."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]
WAR = " Troops and insurgents exchanged artillery fire near the front on Tuesday, killing three."


def named(read_text: Read, text: str) -> list[tuple[str, object]]:
    """Return words and type of the agreements of a text that goes on with a line of war."""
    return [(c.quote, c.value("type")) for c in read_text(text + WAR, "2020-03-10").claims if c.kind == "agreement"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The four-point paper which a committee carried between the camps obliges both sides to leave the port.", "The four-point paper"),
        ("A month ago in Oslo the government and the rebels came to a set of understandings.", "a set of understandings"),
        ("In Doha the government and the rebels put their names to a declaration of principles.", "a declaration of principles"),
        ("The bargain with the militia, struck in May, was kept to the letter.", "The bargain with the militia"),
        ("The formula that the prince carried between the two capitals has stopped the guns.", "The formula"),
        ("His fighters honour the understanding with the tribes: no shooting at the wells.", "the understanding with the tribes"),
        ("Both sides signed a statement of intent under which the blockade is to end.", "a statement of intent"),
        ("The Protocol initialled in the port by the army and the rebels has been in effect since Monday.", "The Protocol"),
        ("The two protocols of Nabta, of 9 November, were to change this.", "The two protocols of Nabta"),
        ("A three-day pause for the feast in April was over before the prayers were.", "A three-day pause for the feast in April"),
        ("A package of measures agreed by both armies obliges them to pull back.", "A package of measures agreed by both armies"),
    ],
)
def test_papers_that_bind_sides(read_text: Read, text: str, expected: str) -> None:
    """A paper, bargain or formula is an agreement where it is signed, carried between camps, binds sides or is kept."""
    assert [quote for quote, _ in named(read_text, text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The lull between the army and the militants is six days old.",
        "The standstill in the town lasted the whole of Saturday.",
        "The rebels kept to the standstill until Monday.",
    ],
)
def test_quiet_that_is_a_truce(read_text: Read, text: str) -> None:
    """A lull or standstill is a truce where it stands between sides, has an age, lasted or is kept."""
    ((_, kind),) = named(read_text, text)
    assert kind == "ceasefire"


@pytest.mark.parametrize(
    "text",
    [
        "The police signed a statement that the man had died in hospital.",
        "Ministers signed a joint statement condemning the arrest.",
        "A paper published by the institute says that rebels control the north.",
        "An uneasy calm prevailed in the city after a night of shelling.",
        "The quiet of the morning was broken by mortar fire.",
        "The government's formula for the budget was rejected by parliament.",
        "The general explained his plan to the press.",
        "Thousands left under deals between the regime and rebels in recent months.",
    ],
)
def test_papers_and_quiet_of_another_kind(read_text: Read, text: str) -> None:
    """Statements to the press, papers of scholars, budgets and mere quiet are no agreements."""
    assert named(read_text, text) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The truce between the army and the rebels is twelve weeks old today.", "in_force"),
        ("On the second day of a truce between the army and the rebels the market was open.", "in_force"),
        ("The army and the rebels signed a ceasefire on Friday after a day of talks.", "in_force"),
        ("The army and the rebels signed a ceasefire on Friday. It is to begin on Thursday.", "announced"),
        ("The army and the rebels signed a ceasefire on Tuesday.", "announced"),
    ],
)
def test_a_truce_that_has_an_age_or_was_agreed_before_is_in_force(read_text: Read, text: str, status: str) -> None:
    """A truce with an age, or agreed on a day before the report with nothing said of a beginning to come, is in force."""
    (claim,) = [c for c in read_text(text, "2020-03-10").claims if c.kind == "agreement"]
    assert claim.value("status") == status
