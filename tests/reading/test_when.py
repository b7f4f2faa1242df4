"""Which period dates a claim."""

from collections.abc import Callable

import pytest

from trucebook.model import new_report
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.times.periods import find_periods
from trucebook.reading.times.when import period_for

Parser = Callable[[str], Parse]


def period_of(parse: Parser, text: str, claim: str) -> str | None:
    parsed = parse(text)
    periods = find_periods(new_report(text, published="2021-09-02"), parsed)
    start = text.index(claim)
    period = period_for(parsed, periods, start, start + len(claim))
    return period.text if period else None


@pytest.mark.parametrize(
    ("text", "claim", "words"),
    [
        ("Rebels seized the dam on Monday and the army shelled the port on Tuesday.", "shelled the port", "Tuesday"),
        ("Rebels seized the dam on Monday and the army shelled the port on Tuesday.", "seized the dam", "Monday"),
        ("On Saturday gunmen killed four herders near the well.", "killed four herders", "Saturday"),
        ("The convoy, which was hit on Sunday, reached the camp yesterday.", "reached the camp", "yesterday"),
        ("Residents buried the victims of the raid of 3 August.", "raid of 3 August", "3 August"),
        ("The general said on Tuesday that nine soldiers had died.", "nine soldiers had died", None),
        ("The general said on Tuesday that nine soldiers had died on Sunday.", "nine soldiers had died", "Sunday"),
        ("Gunmen killed four herders. On Saturday it rained.", "killed four herders", None),
        ("The pause of seven days failed.", "failed", None),
        ("Lorries brought flour to the villages which rebels have blockaded since 2012.", "brought flour", None),
        ("The mayor accused the clan of kidnapping nine millers near the weir on Monday.", "accused the clan", None),
        ("Guards shot three men who ran from the mill on Monday.", "shot three men", "Monday"),
        ("He called on both sides to respect the accord of 2002.", "called on both sides to respect the accord of 2002", None),
    ],
)
def test_the_nearest_clause_dates_a_claim(parse: Parser, text: str, claim: str, words: str | None) -> None:
    """A claim is dated by its own clause, else by its sentence, never by the day of the saying or by a mere length."""
    assert period_of(parse, text, claim) == words


def test_no_periods_no_date(parse: Parser) -> None:
    """Without periods there is nothing to date by."""
    assert period_for(parse("Shells fell."), (), 0, 12) is None
