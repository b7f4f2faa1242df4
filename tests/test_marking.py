"""Marked words: what is guessed of them, and what is refused."""

import pytest

from tests.books import DARAA, at, claim, day
from trucebook import codebook
from trucebook.errors import EvidenceError, InputError
from trucebook.marking import check_kind, guess, mark
from trucebook.model import Field, new_report

REPORT = new_report(
    "A truce took effect in Daraa on Wednesday. The army is to lift the siege of the old quarter. Eleven men were wounded by shelling.",
    id="r",
)
TRUCE = claim(
    REPORT,
    "agreement",
    "A truce took effect",
    {
        "type": "ceasefire",
        "status": "in_force",
        "place": at(REPORT.text, "Daraa", DARAA),
        "date": at(REPORT.text, "Wednesday", day("2021-09-01")),
    },
)


def span(words: str) -> tuple[int, int]:
    """Return where words stand."""
    start = REPORT.text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("words", "kind", "name", "code"),
    [
        ("lift the siege", "provision", "action", "lift_siege"),
        ("Eleven men were wounded", "figure", "category", "injured"),
        ("A truce", "agreement", "type", "ceasefire"),
    ],
)
def test_kind_and_code_are_guessed_by_the_codebook(words: str, kind: str, name: str, code: str) -> None:
    """The words of a code decide kind and code, and the guess says which word it was."""
    found = guess(REPORT, *span(words), [TRUCE], codebook.load())
    field = found.fields[name]
    assert isinstance(field, Field)
    assert (found.kind, field.value) == (kind, code)
    assert code in found.reasons[0]


def test_what_stands_beside_is_proposed() -> None:
    """A provision is tied to the nearest agreement and takes the place told beside it, each with its reason."""
    found = guess(REPORT, *span("lift the siege"), [TRUCE], codebook.load())
    agreement, place = found.fields["agreement"], found.fields["place"]
    assert isinstance(agreement, Field)
    assert isinstance(place, Field)
    assert (agreement.value, place.text) == (TRUCE.id, "Daraa")
    assert len(found.reasons) == 3


def test_a_number_in_words_is_counted() -> None:
    """Eleven is 11, at the words it stands on."""
    low = guess(REPORT, *span("Eleven men were wounded"), [], codebook.load()).fields["low"]
    assert isinstance(low, Field)
    assert (low.value, REPORT.text[low.start : low.end]) == (11, "Eleven")


def test_words_without_a_code_are_an_open_guess() -> None:
    """Where no word of the codebook stands, the guess names no code and says so."""
    found = guess(REPORT, *span("of the"), [], codebook.load())
    assert (found.fields, found.reasons) == ({}, ("no word of the codebook stands in it",))


def test_marking_refuses_what_is_not_there() -> None:
    """A span outside of the text, and a kind nobody knows, are refused."""
    with pytest.raises(EvidenceError):
        mark(REPORT, "event", -3, 4, by="ana", at="2021-09-02T00:00:00")
    with pytest.raises(InputError, match="no such kind"):
        check_kind("rumour")
