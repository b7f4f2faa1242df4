"""Survival: base rates keep their class, number and bounds."""

import pytest

from trucebook.model import Agreement
from trucebook.survival import DAYS, load_rates, rate_for


def test_every_class_has_bounds_in_order() -> None:
    """Low is never above high, shares lie in 0–1 and fall over time."""
    for rate in load_rates().values():
        assert rate.ends_known <= rate.n
        assert [s.days for s in rate.shares] == list(DAYS)
        for share in rate.shares:
            assert share.low is not None
            assert share.high is not None
            assert 0 <= share.low <= share.high <= 1
        lows = [s.low for s in rate.shares if s.low is not None]
        assert lows == sorted(lows, reverse=True)


@pytest.mark.parametrize(
    ("agreement", "country", "name"),
    [
        (Agreement(id="a", label="a", duration="PT72H"), None, "fixed term"),
        (Agreement(id="a", label="a", duration="PT72H"), "SY", "fixed term, Syria"),
        (Agreement(id="a", label="a", parties=("x", "y")), "SD", "open-ended, two sides or more"),
        (Agreement(id="a", label="a", parties=("x",)), None, "open-ended, unilateral"),
        (Agreement(id="a", label="a"), None, "open-ended"),
    ],
)
def test_the_narrowest_known_class_is_chosen(agreement: Agreement, country: str | None, name: str) -> None:
    """What reports say picks the class; what they leave open picks nothing."""
    assert rate_for(agreement, country=country).reference_class == name
