"""The calendar's arithmetic on known days."""

from datetime import date

import pytest

from trucebook.reading.times import calendar as cal


@pytest.mark.parametrize(
    ("year", "day"), [(1818, date(1818, 3, 22)), (2016, date(2016, 3, 27)), (2021, date(2021, 4, 4)), (2038, date(2038, 4, 25))]
)
def test_easter(year: int, day: date) -> None:
    """Easter Sunday falls on its known days, the earliest and the latest among them."""
    assert cal.easter(year) == day


@pytest.mark.parametrize(("year", "day"), [(2016, date(2016, 5, 1)), (2021, date(2021, 5, 2)), (2014, date(2014, 4, 20))])
def test_orthodox_easter(year: int, day: date) -> None:
    """Orthodox Easter is given as a Gregorian day."""
    assert cal.orthodox_easter(year) == day


def test_hijri_feasts_come_twice_in_some_years() -> None:
    """The Islamic year is shorter than ours, so a feast can begin twice in one year."""
    assert [d[0] for d in cal.feast_days("hijri 12 10 4", 2006)] == [date(2006, 1, 10), date(2006, 12, 31)]


def test_hijri_years_outside_of_the_table_are_unknown() -> None:
    """A year for which the calendar of the package has no month gives no day."""
    assert cal.feast_days("hijri 9 1 30", 1850) == ()


def test_feast_rules() -> None:
    """Fixed days, nth weekdays and days around Easter."""
    assert cal.feast_days("fixed 03-20 2", 2015) == ((date(2015, 3, 20), date(2015, 3, 21)),)
    assert cal.feast_days("nth 11 4 4", 2016) == ((date(2016, 11, 24), date(2016, 11, 24)),)
    assert cal.feast_days("nth 5 1 -1", 2016) == ((date(2016, 5, 30), date(2016, 5, 30)),)
    assert cal.feast_days("easter -2", 2021) == ((date(2021, 4, 2), date(2021, 4, 2)),)
    assert cal.feast_days("once 1944-06-06", 1945) == ()


@pytest.mark.parametrize(
    ("days", "part", "first", "last"),
    [
        (cal.month_days(2021, 7), "END", date(2021, 7, 21), date(2021, 7, 31)),
        (cal.month_days(2021, 2), "MID", date(2021, 2, 11), date(2021, 2, 20)),
        (cal.year_days(2012), "START", date(2012, 1, 1), date(2012, 4, 30)),
        (cal.year_days(2012), "H1", date(2012, 1, 1), date(2012, 6, 30)),
        (cal.year_days(1960, 10), "END", date(1967, 1, 1), date(1969, 12, 31)),
        (cal.season_days(2021, "SU"), "MID", date(2021, 7, 1), date(2021, 7, 31)),
        (cal.year_days(2012), "EVE", date(2011, 12, 31), date(2011, 12, 31)),
        ((date(2020, 5, 5), date(2020, 5, 5)), "H2", date(2020, 5, 5), date(2020, 5, 5)),
    ],
)
def test_parts(days: cal.Days, part: str, first: date, last: date) -> None:
    """Early, mid and late are thirds cut at the tenth, at months or at years."""
    assert cal.part_days(days, part) == (first, last)


def test_seasons_by_hemisphere() -> None:
    """A southern summer runs over New Year; a winter named by one year may be either of its two."""
    assert cal.season_days(2010, "WI") == (date(2010, 1, 1), date(2011, 2, 28))
    assert cal.season_days(2010, "WI", south=True) == (date(2010, 6, 1), date(2010, 8, 31))


def test_the_edges_of_the_calendar_are_none() -> None:
    """What no calendar holds is None, never an error."""
    assert cal.shift(date.max, 1) is None
    assert cal.year_days(9999, 10) is None
    assert cal.month_days(0, 1) is None
    assert cal.day_of(2021, 2, 29) is None
    assert cal.parse_day("soon") is None
