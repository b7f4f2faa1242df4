"""Periods end to end: real parses of sentences of our own, exact words, values and bounds."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucebook.model import Mention, PeriodValue, new_report
from trucebook.reading.grammar.parse import Parse, reading_copy
from trucebook.reading.times.periods import find_periods, printed_date
from trucebook.reading.times.timewords import load_words

Parser = Callable[[str], Parse]
THURSDAY = "2021-09-02"


def read_periods(parse: Parser, text: str, published: str | None = THURSDAY) -> list[Mention]:
    return list(find_periods(new_report(text, published=published), parse(text)))


def rows(parse: Parser, text: str, published: str | None = THURSDAY) -> list[tuple[str, str | None, str | None, str | None]]:
    found = []
    for mention in read_periods(parse, text, published):
        assert isinstance(mention.value, PeriodValue)
        assert text[mention.start : mention.end] == mention.text
        found.append((mention.text, mention.value.timex, mention.value.first, mention.value.last))
    return found


def bounds(parse: Parser, text: str, words: str, published: str | None = THURSDAY) -> tuple[str | None, str | None]:
    return next((first, last) for said, _, first, last in rows(parse, text, published) if said == words)


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("The guns fell silent on Wednesday.", "Wednesday", "2021-09-01", "2021-09-01"),
        ("The council met on Thursday.", "Thursday", "2021-09-02", "2021-09-02"),
        ("A convoy was shelled on Saturday.", "Saturday", "2021-08-28", "2021-08-28"),
        ("Envoys will return on Saturday.", "Saturday", "2021-09-04", "2021-09-04"),
        ("Talks resume Monday.", "Monday", "2021-09-06", "2021-09-06"),
        ("A mine exploded yesterday near the mill.", "yesterday", "2021-09-01", "2021-09-01"),
        ("The road was cut today.", "today", "2021-09-02", "2021-09-02"),
        ("Two villages changed hands last week.", "last week", "2021-08-23", "2021-08-29"),
        ("This month the river fell.", "This month", "2021-09-01", "2021-09-30"),
        ("The governor left last July.", "last July", "2021-07-01", "2021-07-31"),
        ("Rockets struck the port overnight.", "overnight", "2021-09-02", "2021-09-02"),
        ("Eight men were buried over the past four days.", "the past four days", "2021-08-29", "2021-09-02"),
        ("Buses will leave in the next 48 hours.", "the next 48 hours", "2021-09-02", "2021-09-04"),
        ("The deadline was extended until Friday.", "Friday", "2021-09-03", "2021-09-03"),
        ("Nobody was hurt in the last 24 hours.", "the last 24 hours", "2021-09-01", "2021-09-02"),
        ("Three days ago the bridge fell.", "Three days ago", "2021-08-30", "2021-08-30"),
        ("Two years ago they had signed.", "Two years ago", "2019-01-01", "2019-12-31"),
        ("The weekend was calm, and this weekend they met.", "this weekend", "2021-08-28", "2021-08-29"),
    ],
)
def test_relative_words_count_from_the_publication_day(parse: Parser, text: str, words: str, first: str, last: str) -> None:
    """A relative expression in a dispatch is anchored to the day of publication, by its tense where that matters."""
    assert bounds(parse, text, words) == (first, last)


@pytest.mark.parametrize(
    ("text", "words", "last"),
    [
        ("Some 900 families have fled the valley in two months.", "two months", THURSDAY),
        ("For three weeks, the clinic has been without fuel.", "three weeks", THURSDAY),
        ("The mission will leave within 48 hours.", "48 hours", "2021-09-04"),
    ],
)
def test_a_length_of_time_is_placed_by_its_verb(parse: Parser, text: str, words: str, last: str) -> None:
    """A duration with "in" or "for" ends on the publication day after a perfect tense and begins there after a future."""
    assert bounds(parse, text, words)[1] == last


def test_a_length_without_anchor_has_no_bounds(parse: Parser) -> None:
    """A duration that nothing anchors keeps its value and gets no days."""
    assert rows(parse, "They agreed on a 72-hour pause and a truce of seven days.") == [
        ("72-hour", "PT72H", None, None),
        ("seven days", "P7D", None, None),
    ]


def test_since_opens_to_the_publication_day(parse: Parser) -> None:
    """What lasts since a date reaches to the day of publication, from the first day the words allow."""
    assert rows(parse, "The old town has been cut off since the end of July.") == [("the end of July", "2021-07", "2021-07-21", THURSDAY)]


@pytest.mark.parametrize(
    ("words", "timex", "first", "last"),
    [
        ("Wednesday 1er September", "2021-09-01", "2021-09-01", "2021-09-01"),
        ("the 3 of May", "2021-05-03", "2021-05-03", "2021-05-03"),
        ("March 7, 1997", "1997-03-07", "1997-03-07", "1997-03-07"),
        ("9th Dec. 2004", "2004-12-09", "2004-12-09", "2004-12-09"),
        ("31.08.2021", "2021-08-31", "2021-08-31", "2021-08-31"),
        ("8/15/2021", "2021-08-15", "2021-08-15", "2021-08-15"),
        ("2021-08-31", "2021-08-31", "2021-08-31", "2021-08-31"),
        ("mid-August", "2021-08", "2021-08-11", "2021-08-20"),
        ("early 2016", "2016", "2016-01-01", "2016-04-30"),
        ("the beginning of the summer", "2021-SU", "2021-06-01", "2021-06-30"),
        ("the second half of 2008", "2008-H2", "2008-07-01", "2008-12-31"),
        ("Q3 2019", "2019-Q3", "2019-07-01", "2019-09-30"),
        ("the first quarter of 2016", "2016-Q1", "2016-01-01", "2016-03-31"),
        ("the late 1980s", "198", "1987-01-01", "1989-12-31"),
        ("the 1800s", "18", "1801-01-01", "1900-12-31"),
        ("the 21st century", "20", "2001-01-01", "2100-12-31"),
        ("the winter of 2015-16", "2015-WI", "2015-12-01", "2016-02-29"),
        ("the 4th century BC", "BC03", None, None),
        ("490 BC", "BC0490", None, None),
        ("the last week of October 2014", "P1W", "2014-10-25", "2014-10-31"),
        ("the week of 5 July 2004", "2004-W28", "2004-07-05", "2004-07-11"),
        ("Thursday evening, July 29", "2021-07-29TEV", "2021-07-29", "2021-07-29"),
        ("the night of 8 February 2004", "2004-02-08TNI", "2004-02-08", "2004-02-08"),
    ],
)
def test_dates_of_every_form(parse: Parser, words: str, timex: str, first: str | None, last: str | None) -> None:
    """Dates of any precision and spelling, machine-translated ones too, are one mention with the days they cover."""
    assert (words, timex, first, last) in rows(parse, f"The garrison left the fort in {words}, and nobody came back.")


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Ramadan", "2021-04-12", "2021-05-13"),
        ("Eid al-Fitr", "2021-05-12", "2021-05-16"),
        ("Eid al-Adha", "2021-07-19", "2021-07-24"),
        ("Easter", "2021-04-04", "2021-04-04"),
        ("Christmas 2014", "2014-12-25", "2014-12-25"),
        ("New Year's Eve", "2020-12-31", "2020-12-31"),
    ],
)
def test_feasts_fall_on_their_days(parse: Parser, words: str, first: str, last: str) -> None:
    """A feast is the last one before publication after a past verb; Islamic ones carry a day's doubt at each end."""
    assert bounds(parse, f"The fighters kept quiet during {words} in the hills.", words) == (first, last)


def test_both_ends_of_a_range_carry_the_range(parse: Parser) -> None:
    """Each end of a range is a mention with its own value and the bounds of the whole."""
    text = "Shelling went on from 3 to 7 May. Before, between 1992 and 1995, and on 12-14 March 1996, it was worse."
    assert rows(parse, text) == [
        ("3", "2021-05-03", "2021-05-03", "2021-05-07"),
        ("7 May", "2021-05-07", "2021-05-03", "2021-05-07"),
        ("1992", "1992", "1992-01-01", "1995-12-31"),
        ("1995", "1995", "1992-01-01", "1995-12-31"),
        ("12", "1996-03-12", "1996-03-12", "1996-03-14"),
        ("14 March 1996", "1996-03-14", "1996-03-12", "1996-03-14"),
    ]


def test_a_side_without_a_year_borrows_it(parse: Parser) -> None:
    """In "April and June 1955" April is of 1955; in "1990-94" the second year is 1994; days after a month keep the month."""
    text = "Villages burned in April and June 1955, in 1990-94, and on October 25-26, 2016."
    assert [timex for _, timex, _, _ in rows(parse, text)] == ["1955-04", "1955-06", "1990", "1994", "2016-10-25", "2016-10-26"]


def test_the_story_anchors_what_follows_it(parse: Parser) -> None:
    """ "A month later" and "the next day" count from the last event told, not from the publication day."""
    text = "In March 2013 the rebels took the dam. A month later a pause failed. On 9 May 2013 a second began. The next day it failed too."
    assert [(words, timex) for words, timex, _, _ in rows(parse, text)] == [
        ("March 2013", "2013-03"),
        ("A month later", "2013-04"),
        ("9 May 2013", "2013-05-09"),
        ("The next day", "2013-05-10"),
    ]


def test_that_year_is_the_year_named_last(parse: Parser) -> None:
    """ "July of that year" and "the following year" take the year from the story."""
    text = "In 1987 the pact was drawn up; in July of that year both sides signed it. The following year it lapsed."
    assert [timex for _, timex, _, _ in rows(parse, text)] == ["1987", "1987-07", "1988"]


HISTORY = (
    "The uprising began on 4 March 1911 in the north. In April the town of Ostrava declared for the rebels. The siege of 1911 lasted until "
    "November. In January the army returned. On 6 February 1912 the last fort fell. Two days later an armistice was signed. "
    "By 1913 most exiles were back, but in 1914 a new war came, and in June 1915 the border closed. Quiet came with the end of the year."
)


def test_bare_months_of_a_history_roll_over(parse: Parser) -> None:
    """In a chronicle a bare month takes the year of the story and rolls over into the next where the months wrap."""
    values = {words: timex for words, timex, _, _ in rows(parse, HISTORY, "2009-12-19")}
    assert values["April"] == "1911-04"
    assert values["November"] == "1911-11"
    assert values["January"] == "1912-01"
    assert values["Two days later"] == "1912-02-08"
    assert values["the end of the year"] == "1915"


def test_bare_dates_of_a_dispatch_are_the_latest_past(parse: Parser) -> None:
    """In a dispatch a bare date is the last one before publication, or the next after a future verb."""
    assert bounds(parse, "He was arrested on 28 December.", "28 December") == ("2020-12-28", "2020-12-28")
    assert bounds(parse, "The assembly will vote on 15 October.", "15 October") == ("2021-10-15", "2021-10-15")
    assert bounds(parse, "Aid stopped in June.", "June") == ("2021-06-01", "2021-06-30")


def test_without_publication_day_nothing_is_invented(parse: Parser) -> None:
    """With no publication day relative words keep a value without days and partial dates an X for the year."""
    text = "On 5 June and yesterday there was fire; on Monday and last week there was none."
    assert rows(parse, text, None) == [
        ("5 June", "XXXX-06-05", None, None),
        ("yesterday", "XXXX-XX-XX", None, None),
        ("Monday", "XXXX-WXX-1", None, None),
        ("last week", "XXXX-WXX", None, None),
    ]


def test_a_printed_date_stands_in_for_the_publication_day(parse: Parser) -> None:
    """A date that the text prints as its own anchors the relative words."""
    text = "Date of publication 12 May 2016\n\nThe market was hit on Wednesday."
    assert rows(parse, text, None)[1] == ("Wednesday", "2016-05-11", "2016-05-11", "2016-05-11")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("date 2021-09-02 Smoke over the harbour", "2021-09-02"),
        ("Posted on: March 3, 2015 by the desk", "2015-03-03"),
        ("April 18 2017 Buses leave the valley", "2017-04-18"),
        ("GOMA, Congo, 4 May 2013 (Wire) - Fighters left.", "2013-05-04"),
        ("The mayor recalled that on 4 May 2013 nothing moved.", None),
        ("A picture released on 6 May 2016 shows a crater.", None),
        ("", None),
    ],
)
def test_printed_date(text: str, day: str | None) -> None:
    """A labelled date or a dateline is the text's own day; a date within a sentence is not."""
    assert printed_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the capital.",
        "Resolution 2254 was adopted and 2000 fighters left.",
        "The fall of the city was near.",
        "Radio Today and the Daily Star closed.",
        "One day they will be free.",
        "A 12-year-old boy was hurt.",
        "Three quarters of the houses are gone.",
        "A total of 1957 people fled at 70 km per hour.",
        "Following protests, the mayor left.",
    ],
)
def test_words_that_are_no_time(parse: Parser, text: str) -> None:
    """Modal verbs, counts, ages, names and fractions are no periods."""
    assert rows(parse, text) == []


def test_a_clock_time_takes_the_day_beside_it(parse: Parser) -> None:
    """A clock time or part of the day takes the day that stands after it."""
    assert rows(parse, "It will begin at 10:30 p.m. local time on Friday.")[0] == (
        "10:30 p.m.",
        "2021-09-03T22:30",
        "2021-09-03",
        "2021-09-03",
    )
    assert rows(parse, "They struck at dawn on Sunday.")[0] == ("dawn", "2021-08-29TMO", "2021-08-29", "2021-08-29")


def test_rough_counts_name_no_single_day(parse: Parser) -> None:
    """Weeks ago, and days with "about", cover the days around, never one false day."""
    assert bounds(parse, "Four weeks ago the well ran dry.", "Four weeks ago") == ("2021-08-02", "2021-08-08")
    assert bounds(parse, "About three days ago a convoy left.", "About three days ago") == ("2021-08-29", "2021-08-31")


def test_seasons_of_the_south(parse: Parser) -> None:
    """Where the caller knows the place is southern, summer runs over New Year and both summers of a year are covered."""
    text = "The highlands burned in the summer of 2010."
    (mention,) = find_periods(new_report(text, published=THURSDAY), parse(text), south=True)
    assert isinstance(mention.value, PeriodValue)
    assert (mention.value.first, mention.value.last, mention.value.timex) == ("2010-01-01", "2011-02-28", "2010-SU")


def test_a_date_inside_a_tail_stands_by_itself(parse: Parser) -> None:
    """A tail never swallows a date: both the length and the date are mentions."""
    text = "Three weeks after the pause came into force on August 4, 2021, it failed."
    assert [words for words, *_ in rows(parse, text)] == ["Three weeks", "August 4, 2021"]


def test_an_impossible_day_has_no_bounds(parse: Parser) -> None:
    """A day that the calendar lacks keeps its words and has no bounds."""
    assert rows(parse, "The deal was dated 31 June 2019.") == [("31 June 2019", "2019-06-31", None, None)]


def test_tails_belong_to_a_length(parse: Parser) -> None:
    """A length of time keeps its "of" tail, and a distance from an event the event."""
    assert [words for words, *_ in rows(parse, "After six weeks of heavy rain, they left.")] == ["six weeks of heavy rain"]
    assert [words for words, *_ in rows(parse, "They came two days after the landing, on foot.")] == ["two days after the landing"]


_WORDS = [str(w) for name in load_words() for w in load_words()[name]]
_GLUE = [
    "the",
    "a",
    "of",
    "in",
    "to",
    "and",
    "12",
    "31",
    "1942",
    "490",
    "2021-09-02",
    "10:30",
    "1990s",
    "-",
    ",",
    ".",
    "(",
    "\n",
    "'s",
    "999999",
    "ago",
]


def stub_parse(text: str) -> Parse:
    smooth = reading_copy(text)
    cuts = [(i, i + len(w)) for i, w in _words(smooth)]
    n = len(cuts)
    return Parse(
        text,
        start=[a for a, _ in cuts],
        end=[b for _, b in cuts],
        lemma=[smooth[a:b] for a, b in cuts],
        pos=["X"] * n,
        tag=["XX"] * n,
        dep=["dep"] * n,
        head=[max(0, i - 1) for i in range(n)],
        sentences=[(0, n)] if n else [],
    )


def _words(smooth: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for word in smooth.split():
        at = smooth.index(word, at)
        found.append((at, word))
        at += len(word)
    return found


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(st.text(max_size=80), st.lists(st.sampled_from(_WORDS + _GLUE), max_size=14).map(lambda w: " ".join(w).title())),
    st.sampled_from([None, THURSDAY, "0001-01-01", "9999-12-31", "no date"]),
)
def test_no_text_breaks_it(text: str, published: str | None) -> None:
    """Any text gives exact spans in order without overlap, bounds the right way round, and never an error."""
    report = new_report(text, published=published)
    last = 0
    for mention in find_periods(report, stub_parse(report.text)):
        assert mention.text
        assert report.text[mention.start : mention.end] == mention.text
        assert mention.start >= last
        last = mention.end
        assert isinstance(mention.value, PeriodValue)
        if mention.value.first and mention.value.last:
            assert mention.value.first <= mention.value.last


@pytest.mark.parametrize(
    "text", ["the end of " * 5000, "1.1.1999." * 5000, "9" * 5000 + " days ago", "from 1 to " * 5000, "half a " * 5000 + "year"]
)
def test_long_repetitions_are_read_quickly(text: str) -> None:
    """A long run of the same words neither recurses without end nor overflows."""
    for mention in find_periods(new_report(text, published=THURSDAY), stub_parse(text)):
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    ("text", "words", "timex"),
    [
        ("The bridge fell in October last year.", "October last year", "2020-10"),
        ("The siege began on 12 March last year.", "12 March last year", "2020-03-12"),
        ("They met at 3 p.m. Tuesday.", "3 p.m. Tuesday", "2021-08-31T15:00"),
        ("The truce ended at midnight Sunday.", "midnight Sunday", "2021-08-29T24:00"),
        ("Imports fell in the second quarter.", "the second quarter", "2021-Q2"),
        ("Fourth-quarter imports fell.", "Fourth-quarter", "2020-Q4"),
        ("Imports fell in the last quarter of last year.", "the last quarter of last year", "2020-Q4"),
        ("The budget for fiscal 2022 passed.", "fiscal 2022", "2022"),
        ("They live in the second quarter of the old city.", "the second quarter", None),
    ],
)
def test_news_of_quarters_clock_days_and_last_year(parse: Parser, text: str, words: str, timex: str | None) -> None:
    """A quarter takes the last one begun, a month or day takes the year behind it, a clock time the day behind it."""
    found = {said: value for said, value, _, _ in rows(parse, text)}
    assert found.get(words) == timex if timex else "2021-Q2" not in found.values()
