"""Terms that a colon opens, that are forbidden or that an agreement is made on, and what is told of their keeping."""

from collections.abc import Callable

import pytest

from trucebook.model import Reading

Read = Callable[..., Reading]
PACT = "The junta and the clans signed a pact on Monday. "


def told(reading: Reading) -> list[tuple[object, object]]:
    return [(c.value("action"), c.value("status")) for c in reading.claims if c.kind == "provision"]


def test_a_sentence_that_ends_on_a_colon_opens_terms(read_text: Read) -> None:
    """Whole clauses on lines of their own are terms where a sentence before them says that terms follow."""
    text = (
        "The clans signed a truce with the junta on Friday. The elders stood by. Its terms were published by the council as follows:\n"
        "- around 700 fighters go to Lund with their rifles\n- about 4,000 civilians are moved to shelters"
    )
    assert told(read_text(text)) == [("depart", "promised"), ("depart", "promised")]


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("It is unsigned. Armed groups may not fire rockets across the river.", "cease_fire"),
        ("Neither side may return to the vacated ground.", "autonomy"),
    ],
)
def test_what_nobody_may_do_after_a_naming_is_promised(read_text: Read, sentence: str, action: str) -> None:
    """A ban told right after an agreement is named holds of it, past a short aside too."""
    assert told(read_text("The accord between the junta and the clans came into force on Monday. " + sentence)) == [(action, "promised")]


def test_what_an_agreement_is_made_on_is_its_term(read_text: Read) -> None:
    """A noun after "on" is what the agreement provides for, past with whom and under whose auspices it was reached."""
    text = "On May 13 the clans reached a truce with the junta, under foreign sponsorship, on the deployment of the army along the border."
    assert told(read_text(text)) == [("deploy", "promised")]


def test_an_accord_that_gave_somebody_a_time_promises_what_it_is_for(read_text: Read) -> None:
    """A time given by the accord itself is a promise, in the past too."""
    assert told(read_text("The October accord gave all foreign forces three months to leave the country.")) == [("depart", "promised")]


@pytest.mark.parametrize(
    ("sentences", "status"),
    [
        ("The clans promised to hand over the bodies of nine guards. Five of the bodies were brought to Bor on Friday.", "under_way"),
        ("The clans promised to hand over the bodies of nine guards. Five of the rebels were killed on Friday.", "promised"),
    ],
)
def test_a_part_told_as_done_is_under_way(read_text: Read, sentences: str, status: str) -> None:
    """A number of those promised that is told as dealt with tells that a part is done."""
    assert told(read_text(PACT + sentences)) == [("release", status)]


@pytest.mark.parametrize(
    "text",
    [
        "The pact of May required the militia to retire to its old lines. It was never put into practice.",
        "The pact signed in May, which required the militia to retire to its old lines, was never applied.",
    ],
)
def test_what_a_pact_that_was_never_applied_required_is_breached(read_text: Read, text: str) -> None:
    """Where nothing of an agreement was carried out, each of its terms is breached."""
    assert told(read_text(text)) == [("withdraw", "breached")]
