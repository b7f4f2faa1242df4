"""Evidence: reading never raises and every span is exact, whatever the text."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucebook.errors import EvidenceError
from trucebook.model import Field, Reading, new_report
from trucebook.reading.evidence import check, cut, new_claim, new_mention

WORDS = (
    "a truce ceasefire agreement army rebels Russia Daraa said killed 38,000 more than people displaced on Wednesday 1er September 2021 "
    "in exchange for the withdrawal of siege lifted by refused “ ” \" ' , . ; : - – \n \n\n \t according to he they who and will not under "
    "the deal Goma M23 bombed dozens of civilians hours after mediators demanded that release prisoners \u200f الجيش \x00 \x07 \ud800 🙂 ’s"
).split(" ")
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@SLOW
@given(st.text(max_size=300))
def test_any_text_is_read(read_text: Callable[..., Reading], text: str) -> None:
    """Random characters, lone surrogates included, are read without an error and with exact evidence."""
    check(read_text(text, published="2021-09-02"))


@SLOW
@given(st.lists(st.sampled_from(WORDS), max_size=80), st.sampled_from([None, "2021-09-02"]))
def test_scrambled_dispatches_are_read(read_text: Callable[..., Reading], words: list[str], published: str | None) -> None:
    """The words of dispatches in any order never break a rule's footing."""
    check(read_text(" ".join(words), published=published))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "\x00" * 500,
        "\ud800\udfff",
        "a" * 5000,
        '"' * 300,
        "(" * 300,
        "9" * 400,
        "، وقف إطلاق النار في درعا " * 40,
        "\u202e" * 50,
        "said " * 300,
    ],
)
def test_odd_texts_are_read(read_text: Callable[..., Reading], text: str) -> None:
    """Emptiness, control characters, endless words and right-to-left text are read like any other."""
    check(read_text(text))


def test_a_megabyte_of_one_line_is_read(read_text: Callable[..., Reading]) -> None:
    """1 MB without a line break is read, in time that grows with its length."""
    sentence = "The army shelled Goma on 3 May 2012, killing 12 civilians, and the rebels said they would respect the truce. "
    check(read_text(sentence * (1_000_000 // len(sentence))))


def test_a_broken_quote_is_refused(read_text: Callable[..., Reading]) -> None:
    """A mention, claim or field whose words are not at its offsets raises EvidenceError."""
    reading = read_text("Fighting resumed in Goma.")
    from msgspec.structs import replace

    report = reading.report
    good = new_claim(report, "event", 0, 8, fields={"place": cut(report.text, 20, 24)})
    check(replace(reading, claims=(good,)))
    for bad in (
        replace(good, quote="Calm"),
        replace(good, fields={"place": Field(text="Kivu", start=20, end=24)}),
        replace(good, speaker=Field(text="x")),
    ):
        with pytest.raises(EvidenceError):
            check(replace(reading, claims=(bad,)))
    with pytest.raises(EvidenceError):
        check(replace(reading, mentions=(replace(new_mention(report.text, "place", 20, 24), end=23),)))


def test_claim_ids_are_stable_and_told_apart() -> None:
    """The same claim has the same id in every run; another span or code has another."""
    report = new_report("Fighting resumed in Goma.")
    first = new_claim(report, "event", 0, 8, key="ASSAULT")
    assert first.id == new_claim(report, "event", 0, 8, key="ASSAULT").id
    assert len({first.id, new_claim(report, "event", 0, 8, key="COERCE").id, new_claim(report, "event", 0, 16, key="ASSAULT").id}) == 3


@pytest.mark.parametrize(
    ("end_of", "words"),
    [
        ("Forces (RDF", "the River Defence Forces (RDF)"),
        ("Forces (RDF)", "the River Defence Forces (RDF)"),
        ("Forces (RDF and", "the River Defence Forces"),
    ],
)
def test_no_bracket_stays_open_in_a_quote(end_of: str, words: str) -> None:
    """A span that the parser breaks off inside a bracket takes the bracket whole, or stops before it."""
    text = (
        "On Monday the River Defence Forces (RDF) left."
        if "and" not in end_of
        else "On Monday the River Defence Forces (RDF and others) left."
    )
    start, end = text.index("the River"), text.index(end_of) + len(end_of)
    assert cut(text, start, end).text == words
