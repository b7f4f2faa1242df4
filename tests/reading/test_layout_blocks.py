"""Layout: what a page prints around its story is told from the story."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucebook.model import Caption, new_report
from trucebook.reading.grammar.parse import Parse, reading_copy
from trucebook.reading.notes import Block
from trucebook.reading.surface.credits import iso_day
from trucebook.reading.surface.layout import find_agencies, find_blocks, find_captions

Make = Callable[[str], Parse]


def roles(parse: Parse) -> list[tuple[str, str]]:
    """Return role and words of every block."""
    return [(b.role, parse.text[b.start : b.end]) for b in find_blocks(parse)]


def captions(parse: Parse) -> tuple[Caption, ...]:
    """Return the captions of a parsed text."""
    return find_captions(new_report(parse.text), parse, find_blocks(parse))


def test_caption_on_one_line_with_date_and_credit(parse: Make) -> None:
    """A printed date, a caption with its release note and a credit may share the first line."""
    made = parse(
        " date 2022-03-04 Burnt trucks near Kharkiv, Ukraine. Photo released by UNIAN on March 2, 2022. UNIAN / VIA AFP\n\nThe road is cut."
    )
    assert roles(made) == [
        ("dateline", "date 2022-03-04"),
        ("caption", "Burnt trucks near Kharkiv, Ukraine. Photo released by UNIAN on March 2, 2022."),
        ("credit", "UNIAN / VIA AFP"),
    ]
    [caption] = captions(made)
    assert (caption.credit, caption.released, caption.taken) == ("UNIAN / VIA AFP", "2022-03-02", None)
    assert made.text[caption.start : caption.end] == caption.text
    assert find_agencies(new_report(made.text), find_blocks(made)) == ("UNIAN", "AFP")


def test_caption_in_running_text(parse: Make) -> None:
    """In a text without line breaks a caption is the sentence before its credit; the day it shows is when it was taken."""
    made = parse(
        "The shells fell all night on the two towns and on the road between. Children queue for bread in Taiz Yemen May 5 2017. (Reuters) "
        "Talks went on in Kuwait while the two sides traded fire in the hills, and nobody could say when the next convoy would go. " * 3
    )
    first = captions(made)[0]
    assert (first.text, first.credit, first.taken) == ("Children queue for bread in Taiz Yemen May 5 2017.", "Reuters", "2017-05-05")


def test_past_tense_before_an_agency_is_no_caption(parse: Make) -> None:
    """A sentence of the story that an agency in brackets closes is no caption."""
    made = parse("The army withdrew from the bridge on Sunday. (AFP) The next day it came back with tanks.")
    assert [role for role, _ in roles(made)] == ["credit"]


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("GOMA, Congo, 3 September 2021 (Reuters) - Aid workers entered the city.", "GOMA, Congo, 3 September 2021 (Reuters) -"),
        ("BAMAKO (Reuters) - Gunmen came at dawn.", "BAMAKO (Reuters) -"),
        ("GOMA, Congo, Nov 3 (AFP) — Rebels took the town.", "GOMA, Congo, Nov 3 (AFP) —"),
        ("KABUL — The airport was shut.", "KABUL —"),
        ("Published March 3 2016 The airport was shut.", "Published March 3 2016"),
    ],
)
def test_dateline(parse: Make, line: str, dateline: str) -> None:
    """Place, date and agency before a dash, or a printed date, open the story."""
    assert ("dateline", dateline) in roles(parse(line))


def test_no_dateline(parse: Make) -> None:
    """A dash behind a plain word makes no dateline."""
    assert roles(parse("Sunday - the third in a row - was calm and the shops were open.")) == []


def test_headings(parse: Make) -> None:
    """A short line in capitals or without a verb and full stop is a heading; a line with a verb is not."""
    made = parse("NEW TALKS\n\nThe envoy left on Monday.\n\nReturn of the displaced\n\nhe said nothing about it\n")
    assert roles(made) == [("heading", "NEW TALKS"), ("heading", "Return of the displaced")]


def test_boilerplate(parse: Make) -> None:
    """Calls to click, bylines of editors and notes of rights are no story."""
    made = parse(
        "The truce held. [Click to enlarge] Shops opened and the buses ran until late.\n"
        "Reporting by Jo Day; Editing by Al Moon\n© 2019 The Daily Star. All rights reserved."
    )
    assert [words for role, words in roles(made) if role == "boilerplate"] == [
        "[Click to enlarge]",
        "Reporting by Jo Day; Editing by Al Moon",
        "© 2019 The Daily Star.",
        "All rights reserved.",
    ]


def test_paper_about_itself(parse: Make) -> None:
    """What a paper prints about itself at the end is boilerplate to the end."""
    story = "The ceasefire held for a third day in the north and the shops were open. " * 12
    about = "The Lakeside Post is the leading independent daily newspaper of the region. It was founded in 1951."
    assert roles(parse(story + about)) == [("boilerplate", about)]


def test_furniture_that_closes_a_page(parse: Make) -> None:
    """Furniture that comes thick at the end takes all that stands between it."""
    story = "The ceasefire held for a third day in the north and the shops were open. " * 12
    tail = "Related News Rain in the hills Follow us on Twitter Privacy Policy Terms of Use"
    assert roles(parse(story + tail)) == [("boilerplate", tail)]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("August 31, 2021", "2021-08-31"),
        ("3 Sept. 2019", "2019-09-03"),
        ("2020-02-29", "2020-02-29"),
        ("February 29, 2021", None),
        ("31 April 2010", None),
    ],
)
def test_days(words: str, day: str | None) -> None:
    """Days are read in three manners of print; a day that is none stays unknown."""
    assert iso_day(words) == day


PIECES = st.sampled_from(
    "(AFP)|(Reuters)|SANA / VIA REUTERS|/|(|[|)|]|Photo released by X on May 1, 2020.|Photo: A B|\n|\n\n|MALI|-|—|read also|© 2020 X|"
    "follow us on x|date 2021-01-01|is the leading daily newspaper.|\u2028|\x00|ق|\ud800|Truce".split("|")
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=60).map(" ".join))
def test_any_text(text: str) -> None:
    """Whatever the text, blocks are in order, do not overlap, hold no blanks at their ends, and captions are exact."""
    report = new_report(text)
    smooth = reading_copy(report.text)
    starts = [i for i, c in enumerate(smooth) if not c.isspace() and (i == 0 or smooth[i - 1].isspace())]
    n = len(starts)
    ends = [next((j for j in range(i, len(smooth)) if smooth[j].isspace()), len(smooth)) for i in starts]
    made = Parse(
        report.text,
        start=starts,
        end=ends,
        lemma=["x"] * n,
        pos=["NOUN"] * n,
        tag=["NN"] * n,
        dep=["dep"] * n,
        head=list(range(n)),
        sentences=[(0, n)],
    )
    last = 0
    blocks: tuple[Block, ...] = find_blocks(made)
    for block in blocks:
        words = report.text[block.start : block.end]
        assert block.start >= last
        assert words == words.strip() != ""
        last = block.end
    for caption in find_captions(report, made, blocks):
        assert report.text[caption.start : caption.end] == caption.text
    find_agencies(report, blocks)
