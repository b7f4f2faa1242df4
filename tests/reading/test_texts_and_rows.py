"""Agreements that go by the name or day of a paper, are added to one, or stand in a row of truces told one by one."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]
WAR = " Rebels and government troops shelled each other on Sunday, killing six fighters."


def quotes(read_text: Read, text: str) -> list[str]:
    """Return the quotes of the agreements of a text that goes on with a line of war."""
    return [c.quote for c in read_text(text + WAR, "2021-06-01").claims if c.kind == "agreement"]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "The ministry recalls that under the conclusions of the Lomé summit of 4 May 2016 the sides were to exchange all prisoners.",
            "the conclusions of the Lomé summit of 4 May 2016",
        ),
        (
            "The assurances and the commitments given in Vienna a week later were broken within days.",
            "the commitments given in Vienna a week later",
        ),
        ("By the trilateral statement of 9 June, all hostilities ceased on the ridge.", "the trilateral statement of 9 June"),
        (
            "The earliest attempt was the Astrakhan Communiqué of 2 March 1992, in which the leaders agreed to a ceasefire.",
            "the Astrakhan Communiqué of 2 March 1992",
        ),
        (
            "The clinic opened under a document that the security chief and the rebel commander signed in Merka.",
            "a document that the security chief and the rebel commander signed in Merka",
        ),
        ("The group was fired on although it moved under guarantees of silence given through the mission.", "guarantees of silence"),
        ("The observation posts were set up under the Adana memorandum.", "the Adana memorandum"),
    ],
)
def test_a_text_goes_by_its_name_or_day(read_text: Read, text: str, quote: str) -> None:
    """Conclusions, commitments, statements and communiqués of a place or day, and what two have signed, are agreements."""
    assert any(found.startswith(quote) or quote.startswith(found) for found in quotes(read_text, text))


@pytest.mark.parametrize(
    "text",
    [
        "The conclusions of the report of 9 December were harsh.",
        "The president promised in Lagos to crush the rebels.",
        "The council adopted a statement on the situation of women.",
        "They call on the junta to honour the commitments they made.",
        "The commission signed a document on hospital care.",
    ],
)
def test_other_papers_are_none(read_text: Read, text: str) -> None:
    """A report, a promise at large, a statement of one body and commitments that nobody tells more of are no agreements."""
    assert quotes(read_text, text) == []


def test_a_text_added_to_another_is_its_own(read_text: Read) -> None:
    """A protocol or supplement to an accord stands beside it."""
    text = "The patrol is provided for by the additional protocol to the Adana memorandum on the buffer zone."
    assert len(quotes(read_text, text)) == 2


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (
            "The war saw three truces fail. The first, reached in Lomé, was to start on 10 May. The second, announced on 17 May, lasted "
            "four minutes. A third, worked out in Accra, was broken the same morning.",
            3,
        ),
        ("The truce was the third in as many weeks. The first, negotiated by Togo in May, was to let the wounded out.", 2),
        ("An accord was signed by the junta and the front. A second document, signed five days later, dealt with the barracks.", 2),
        ("Three truces failed. The first, a boy of six, died at once, the second in hospital.", 0),
        ("Savoy was the first to sign a truce.", 1),
    ],
)
def test_truces_of_a_row(read_text: Read, text: str, number: int) -> None:
    """What is only called the first or the second after truces were told as a plural is one of them, if it is told as made or held."""
    assert len(quotes(read_text, text)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The Security Council adopted Resolution 9001 demanding a ten-day ceasefire across the delta.", 1),
        ("Resolution 9001 called for an immediate ceasefire in the delta.", 1),
        ("A truce of two days was signed in the port. Resolution 9001 demands a nationwide ceasefire.", 2),
        ("The envoys demanded a ceasefire in the delta and went home.", 0),
    ],
)
def test_truces_that_a_resolution_demands(read_text: Read, text: str, number: int) -> None:
    """A truce that a resolution demands is one of its own, one that envoys only ask for is no truce."""
    claims = [c for c in read_text(text + WAR, "2021-06-01").claims if c.kind == "agreement" and c.value("type") != "offer"]
    assert len(claims) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Elders got both camps to agree on a halt to the shelling so that families could leave.", ["a halt to the shelling"]),
        (
            "The first truce of the war came into effect on 18 June 1985. A cessation of hostilities took effect on 8 January 1995.",
            ["The first truce of the war", "A cessation of hostilities"],
        ),
    ],
)
def test_halts_and_truces_of_other_days(read_text: Read, text: str, expected: list[str]) -> None:
    """A halt that is agreed on is a truce, and two truces that took effect years apart are two."""
    assert [any(found.startswith(e) or e.startswith(found) for found in quotes(read_text, text)) for e in expected] == [True] * len(
        expected
    )
