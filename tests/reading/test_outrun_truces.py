"""Truces that were over by the day of the report, and what words of quiet, holding and withering tell of how one stands."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]
WAR = "\nTroops and insurgents exchanged artillery fire near the front, killing three."


def statuses(read_text: Read, text: str, published: str = "2015-06-12") -> list[object]:
    """Return the statuses of the agreements of a text."""
    return [c.value("status") for c in read_text(text, published).claims if c.kind == "agreement"]


def test_truce_whose_length_ran_out(read_text: Read) -> None:
    """A truce of a few days that was declared weeks ago has expired, one declared yesterday has not."""
    assert statuses(read_text, "A three-day truce was declared on 2 May. Shops were open in the port.") == ["expired"]
    assert "expired" not in statuses(read_text, "A three-day truce was declared on 11 June. Shops were open in the port.")
    assert "expired" not in statuses(read_text, "A three-day truce was declared on 2 May and has been extended. Shops were open.")


def test_broken_truce_beside_a_newer_one(read_text: Read) -> None:
    """A truce of months ago that was broken has collapsed where a newer one stands beside it."""
    text = "A new ceasefire was announced on 8 June. The truce declared on 3 January was violated within hours."
    assert statuses(read_text, text)[-1] == "collapsed"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The armies let the truce of January 12 fizzle out within days.", "collapsed"),
        ("The truce signed on Monday did not silence the guns.", "violated"),
        ("A truce in April held for a week.", "collapsed"),
        ("The front offered to free its captives in exchange for an immediate ceasefire. The junta turned the proposal down.", "refused"),
    ],
)
def test_words_that_tell_how_a_truce_stands(read_text: Read, text: str, expected: str) -> None:
    """Withering, guns not silenced, a length told in the past and a proposal turned down give the status."""
    assert statuses(read_text, text + WAR)[0] == expected
