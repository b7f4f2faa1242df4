"""What an agreement, or a commander to his own men, lays down is promised and not merely asked for."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]
DEAL = "The junta and the front signed a ceasefire agreement in Lomé on Monday. "


def stands(reading: Reading, action: str) -> set[object]:
    """Return how the terms of one action stand."""
    return {c.value("status") for c in reading.claims if c.kind == "provision" and c.value("action") == action}


@pytest.mark.parametrize(
    ("text", "action", "status"),
    [
        ("The agreement demands that the front free its captives.", "release", "promised"),
        ("It obliges both sides to free all captives.", "release", "promised"),
        ("Under it the front must free its captives.", "release", "promised"),
        ("The junta ordered the army to suspend air raids.", "cease_fire", "promised"),
        ("The envoy urged the front to free its captives.", "release", "demanded"),
        ("The envoy said that the front must free its captives.", "release", "demanded"),
    ],
)
def test_what_a_text_demands_is_promised(read_text: Read, text: str, action: str, status: str) -> None:
    """The demands of a paper that was signed bind; those of people are wishes."""
    assert stands(read_text(DEAL + text), action) == {status}


def test_what_is_given_in_return_in_the_present(read_text: Read) -> None:
    """Both halves of an exchange told in the plain present are promised."""
    text = DEAL + "Under it the front frees its captives; in return the junta lifts the siege of the port."
    assert stands(read_text(text), "release") == {"promised"} == stands(read_text(text), "lift_siege")
