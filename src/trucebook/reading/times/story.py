"""The story so far: when the last event told took place, and which year a bare "in April" falls in.

Invariant: only dates that the text tells of move the story; what merely looks back or ahead does not.
"""

from dataclasses import dataclass
from datetime import date

from msgspec import Struct

from trucebook.reading.times import calendar as cal
from trucebook.reading.times.expressions import Expression


class Setting(Struct, frozen=True):
    """Where an expression stands: the word before it, the tense of its verb ("past", "perfect", "future" or None),
    whether the sentence already named a year, whether it stands in brackets, whether it opens its sentence, and the
    year and month of the next date that is given in full."""

    before: str = ""
    tense: str | None = None
    named: bool = False
    apart: bool = False
    opens: bool = False
    sentence: int = 0
    ahead: tuple[int, int] | None = None


@dataclass
class Story:
    """The time of the last event told: year (negative BC), month and day, each None where unknown.

    `told` is the day of publication, `history` true for a text that tells of years long before it; `named` is the last
    year that any date had, `sentence` the last sentence that told of a dated month, `past` year and month of the event
    before the story last went on to a later year.
    """

    told: date | None = None
    history: bool = False
    year: int | None = None
    month: int | None = None
    day: int | None = None
    south: bool = False
    named: int | None = None
    past: tuple[int, int] | None = None
    sentence: int = -9

    def move(self, year: int | None, month: int | None = None, day: int | None = None) -> None:
        """Make this the time of the last event."""
        if year and self.year and self.month and year > self.year:
            self.past = (self.year, self.month)
        self.year, self.month, self.day = year, month, day

    @property
    def at(self) -> date | None:
        """The day of the last event, or None."""
        return cal.day_of(self.year, self.month, self.day) if self.year and self.month and self.day and self.year > 0 else None


def goes_on(story: Story, setting: Setting) -> bool:
    """Say whether a text still tells the story it was in: a history always, a dispatch for one more sentence."""
    return story.history or (story.year is not None and (setting.named or setting.sentence - story.sentence <= 1))


def tells(story: Story, setting: Setting) -> bool:
    """Say whether the publication day, not the story, anchors what is left open."""
    if story.told is None or story.history:
        return False
    return not goes_on(story, setting)


_AHEAD = {"for", "until", "till", "by", "before"}


def moves(e: Expression, story: Story, setting: Setting) -> bool:
    """Say whether a date is one the story moves to: a day, a month, or a year that opens an account, not one that looks
    back from afar or merely names a thing ("the 1960 election")."""
    if setting.before == "since" and not e.day:
        return False
    if e.month or story.year is None:
        return True
    if setting.apart:
        return False
    return setting.opens or (story.month is None and setting.tense != "future")


def missing_parts(e: Expression, story: Story, setting: Setting) -> tuple[int | None, int | None]:
    """Return year and month of a date whose year the words leave out."""
    month = e.month
    if month is None:
        return _missing_month(e, story)
    if e.sign:
        return _stepped(month, e.sign, e.base, story), month
    if tells(story, setting):
        return _told_year(month, e.day, story, setting), month
    if story.year is None or (story.told is None and not goes_on(story, setting)):
        return None, month
    return rolled(story, month, setting.ahead), month


def rolled(story: Story, month: int, ahead: tuple[int, int] | None = None) -> int | None:
    """Return the year a bare month falls in, going on from the last event: months that wrap roll over to the next year,
    but not past the next date that the text gives in full (`ahead`, year and month)."""
    if story.year is None or story.month is None:
        return story.year
    now = (story.year, story.month)
    if ahead is not None and _months_between(ahead, now) > 6 and story.past is not None and story.past <= ahead:
        now = story.past
    if ahead is not None and now <= ahead and ahead[0] <= now[0] + 1:
        return min(range(now[0], ahead[0] + 1), key=lambda y: _misfit(y * 12 + month, now, ahead))
    gap = month - story.month
    if gap <= -7:
        return story.year + 1
    if gap >= 10:
        return story.year - 1
    return story.year


def _months_between(first: tuple[int, int], last: tuple[int, int]) -> int:
    return (last[0] - first[0]) * 12 + last[1] - first[1]


def _misfit(month: int, now: tuple[int, int], ahead: tuple[int, int]) -> float:
    """Return how badly a month (counted from year 0) lies between the last event and the next date given in full."""
    first, last = now[0] * 12 + now[1], ahead[0] * 12 + ahead[1]
    return 1.2 * max(0, first - month) + max(0, month - last) + 0.01 * (month - first)


def _told_year(month: int, day: int | None, story: Story, setting: Setting) -> int | None:
    """Return the year of a bare date in a dispatch: the latest past, or the next to come after a future verb."""
    told = story.told
    assert told is not None
    days = cal.month_days(told.year, month)
    first = (cal.day_of(told.year, month, min(day, 28)) if day else days[0] if days else None) or told
    gap = (first - told).days if day else (month - told.month) * 30
    if setting.tense == "future":
        return told.year + 1 if gap < 0 and (day or month != told.month) and gap < -60 else told.year
    if 0 < gap <= 200 and setting.before in _AHEAD:
        return told.year
    if gap <= 0:
        return told.year + 1 if gap < -300 and setting.tense is None else told.year
    if setting.tense is None and gap <= 75:
        return told.year
    return told.year if gap <= 3 else told.year - 1


def _missing_month(e: Expression, story: Story) -> tuple[int | None, int | None]:
    """Return year and month of a bare day ("on the 20th")."""
    if story.month is not None:
        return story.year, story.month
    if story.told is not None and not story.history and e.day:
        year, month = story.told.year, story.told.month
        return cal.add_months(year, month, -1) if e.day > story.told.day else (year, month)
    return story.year, None


def _stepped(month: int, sign: int, base: str, story: Story) -> int | None:
    """Return the year of "last July" or "the following April"."""
    if base == "told" and not story.history:
        year, now = (story.told.year, story.told.month) if story.told else (None, None)
    else:
        year, now = story.year, story.month
    if year is None:
        return None
    if now is None:
        return year + sign
    return year if (sign < 0 and month < now) or (sign > 0 and month > now) else year + sign
