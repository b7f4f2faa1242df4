"""Numbers in digits and words: low, high and quantifier, and what is no count of heads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucebook.reading.tallies.numbers import find_numbers, read_number
from trucebook.reading.tallies.numerals import SCALES, TENS, UNITS, read_digits

ONES = {value: word for word, value in UNITS.items()}
TENTHS = {value: word for word, value in TENS.items() if word != "fourty"}


def spell(number: int) -> str:
    """Spell a number below a billion in English words."""
    if number < 20:
        return ONES[number]
    if number < 100:
        ten, one = divmod(number, 10)
        return TENTHS[ten * 10] + (f"-{ONES[one]}" if one else "")
    for name, size in (("million", 1_000_000), ("thousand", 1_000), ("hundred", 100)):
        if number >= size:
            head, rest = divmod(number, size)
            link = " and " if name == "hundred" else " "
            return f"{spell(head)} {name}" + (link + spell(rest) if rest else "")
    raise AssertionError(number)


@pytest.mark.parametrize(
    ("text", "low", "high", "quantifier"),
    [
        ("1,200", 1200, 1200, "exact"),
        ("38 000", 38000, 38000, "exact"),
        ("61, 000", 61000, 61000, "exact"),
        ("2.000", 2000, 2000, "exact"),
        ("2.5 million", 2_500_000, 2_500_000, "exact"),
        ("1.2m", 1_200_000, 1_200_000, "exact"),
        ("3k", 3000, 3000, "exact"),
        ("2.14 lakh", 214_000, 214_000, "exact"),
        ("3 crore", 30_000_000, 30_000_000, "exact"),
        ("twenty-five", 25, 25, "exact"),
        ("fourty", 40, 40, "exact"),
        ("a hundred", 100, 100, "exact"),
        ("two hundred and fifty-three thousand", 253_000, 253_000, "exact"),
        ("half a million", 500_000, 500_000, "exact"),
        ("half a dozen", 6, 6, "exact"),
        ("a quarter of a million", 250_000, 250_000, "exact"),
        ("three quarters of a million", 750_000, 750_000, "exact"),
        ("more than thousand", 1000, None, "more_than"),
        ("a million and a half", 1_500_000, 1_500_000, "exact"),
        ("a couple of", 2, 2, "exact"),
        ("two dozen", 24, 24, "exact"),
        ("a total of 33", 33, 33, "exact"),
        ("dozens", 24, None, "about"),
        ("scores of", 40, None, "about"),
        ("hundreds", 200, None, "about"),
        ("thousands", 2000, None, "about"),
        ("thousand of people", 2000, None, "about"),
        ("tens of thousands", 20_000, None, "about"),
        ("hundreds of thousands", 200_000, None, "about"),
        ("several hundred", 200, None, "about"),
        ("a few thousand", 2000, None, "about"),
        ("about 50", 50, 50, "about"),
        ("an estimated 300", 300, 300, "about"),
        ("close to 1,000", 1000, 1000, "about"),
        ("nearly 70 000", 70_000, 70_000, "about"),
        ("12 or so", 12, 12, "about"),
        ("between 250000 and 300000", 250_000, 300_000, "about"),
        ("10 to 15", 10, 15, "about"),
        ("30-40", 30, 40, "about"),
        ("more than 60", 60, None, "more_than"),
        ("at least twelve", 12, None, "more_than"),
        ("no fewer than 8", 8, None, "more_than"),
        ("well over a dozen", 12, None, "more_than"),
        ("40 or more", 40, None, "more_than"),
        ("more than two dozen", 24, None, "more_than"),
        ("up to 60", None, 60, "less_than"),
        ("as many as 90", None, 90, "less_than"),
        ("fewer than 5", None, 5, "less_than"),
        ("up to 10 to 15", None, 15, "less_than"),
    ],
)
def test_reads_numbers_with_their_quantifiers(text: str, low: int | None, high: int | None, quantifier: str) -> None:
    """Every form of a number gives the bounds and the quantifier of the annotation guideline."""
    number = read_number(text)
    assert number is not None
    assert (number.low, number.high, number.quantifier) == (low, high, quantifier)


@pytest.mark.parametrize(
    "text",
    [
        "$5 million",
        "12 percent",
        "30 km",
        "resolution 2254",
        "in 2013",
        "3 march",
        "march 3",
        "aged 14",
        "2021-09-02",
        "12/05/2019",
        "a 45-year-old man",
        "05",
        "½ million",
        "no people",
        "",
    ],
)
def test_leaves_what_counts_no_heads(text: str) -> None:
    """Money, measures, years, days, ages, dates in figures and numbered texts are no numbers here."""
    assert read_number(text) is None


def test_marks_what_comes_on_top_and_what_is_a_total() -> None:
    """ "Another 12" is told apart from "a total of 12"."""
    more, total = read_number("another 12"), read_number("a total of 12")
    assert more is not None
    assert total is not None
    assert (more.further, more.total, total.further, total.total) == (True, False, False, True)


def test_finds_several_numbers_with_their_words() -> None:
    """Numbers of one sentence keep apart, each with its own quantifier words."""
    words = "at least 12 people died and some two hundred were hurt".split()
    assert [(n.first, n.core, n.last, n.size) for n in find_numbers(words)] == [(0, 2, 2, 12), (6, 7, 8, 200)]


def test_digits_without_value_are_none() -> None:
    """A word of digits that is no count has no value."""
    assert [read_digits(word) for word in ("12th", "F-16", "1:30", "3.4.5", "")] == [None] * 5


@given(st.integers(min_value=0, max_value=999_999_999))
def test_words_and_digits_agree(value: int) -> None:
    """A number spelled out, or written with or without grouping, is read back as itself."""
    assert _value(spell(value)) == value
    grouped = f"{value:,}"
    assert read_digits(grouped) == value
    if value >= 1000:
        assert _value(grouped.replace(",", " ")) == value


def _value(text: str) -> int | None:
    number = read_number(text)
    return number.low if number is not None and number.low == number.high else None


@given(
    st.lists(
        st.sampled_from(
            [*UNITS, *TENS, *SCALES, "dozens", "of", "and", "-", "a", "half", "to", "more", "than", "7", "300", "2.5", "people"]
        ),
        max_size=30,
    )
)
def test_any_row_of_number_words_is_read_in_order_without_overlap(words: list[str]) -> None:
    """No row of words raises; the numbers found are ordered, apart and within the row."""
    last = -1
    for number in find_numbers(words):
        assert last < number.first <= number.core <= number.last < len(words)
        assert number.low is None or number.high is None or number.low <= number.high
        last = number.last


def test_a_particle_is_no_quantifier() -> None:
    """In "handed over five bodies" five are counted, and in "over five bodies" more than five."""
    (handed,) = find_numbers("they handed over five bodies".split())
    (over,) = find_numbers("there were over five bodies".split())
    assert (handed.quantifier, over.quantifier) == ("exact", "more_than")
