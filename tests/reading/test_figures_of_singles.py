"""Figures of one person or two told without a number, alone, in rows and among people counted."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]


def _told(read_text: Read, text: str) -> list[tuple[str, str, int]]:
    claims = (c for c in read_text(text, "2015-06-10").claims if c.kind == "figure")
    return [(c.quote, str(c.value("category")), int(str(c.value("low")))) for c in claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A shell that hit the mill killed a guard.", [("a guard", "killed", 1)]),
        ("The army admitted the death of a corporal near Norvik.", [("a corporal", "killed", 1)]),
        ("A courier was killed and a porter was wounded at the ford.", [("a porter", "injured", 1)]),
        ("Mortar fire killed a man and his daughter in Norvik.", [("a man and his daughter", "killed", 2)]),
        ("A driver and a nurse were wounded on the bridge.", [("A driver and a nurse", "injured", 2)]),
        ("Six guards and a teacher were killed in Sudvik.", [("Six guards", "killed", 6), ("a teacher", "killed", 1)]),
        ("Nine people, among them a boy of twelve, were hurt.", [("Nine people", "injured", 9), ("a boy", "injured", 1)]),
        ("Soldiers killed a former mayor of the port.", []),
        ("Rebels shot dead a pilot who had landed in a field.", []),
        ("Gunmen killed a clerk after he had left the bank.", []),
    ],
)
def test_one_person_or_two(read_text: Read, text: str, expected: list[tuple[str, str, int]]) -> None:
    """An article counts one person, a row of them two; who is told of by more than his harm is no count."""
    assert _told(read_text, text) == expected


def test_an_age_behind_a_person_counts_nobody(read_text: Read) -> None:
    """ "A man of 34" is one man, "the murder of two men" two."""
    assert _told(read_text, "A woman of 51 was killed in her garden.") == [("A woman", "killed", 1)]
    assert _told(read_text, "They protested against the murder of two drivers.") == [("two drivers", "killed", 2)]


def test_the_same_number_is_that_of_the_count_before(read_text: Read) -> None:
    """An echo has the value of the people counted before it."""
    text = "Norvik handed over 40 captives in the swap of prisoners. Sudvik received the same number of soldiers."
    assert [(quote, low) for quote, _, low in _told(read_text, text)] == [("40 captives", 40), ("the same number of soldiers", 40)]
