"""A user's own base rates: figures against hand counts, and rows that cannot be used."""

from pathlib import Path

import pytest

from trucebook.errors import InputError
from trucebook.rates import own_rates, read_rows

TABLE = """began,ended,outcome,until
2020-01-01,2020-01-05,abandoned,
2020-01-01,2020-01-21,expired,
2020-01-01,2020-04-10,abandoned,
2020-01-01,,in_force,2021-06-01
2020-01-01,,unknown,2020-02-01
"""


def test_shares_against_a_hand_count(tmp_path: Path) -> None:
    """Four known cases: 3 of 4 live past day 7, 2 of 4 past day 30, 1 of 4 past day 365; the unknown one sets the band."""
    path = tmp_path / "t.csv"
    path.write_text(TABLE)
    found = own_rates(read_rows(path), name="t.csv")
    rate = found.rate
    assert (rate.n, rate.ends_known, rate.median_days) == (5, 3, 20)
    assert [s.known for s in rate.shares] == [0.75, 0.5, 0.5, 0.25]
    assert [s.low for s in rate.shares] == [0.6, 0.4, 0.4, 0.2]
    assert all(s.low is not None and s.high is not None and s.low <= s.high for s in rate.shares)
    assert set(found.causes) == {"abandoned", "expired"}
    assert found.causes["expired"][7] == 0.0
    assert found.causes["expired"][30] == 0.2


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("", "began is missing"),
        ("began,ended,outcome\n", "no agreement"),
        ("began,ended,outcome\n2020-13-01,,unknown\n", "line 2"),
        ("began,ended,outcome\n2020-01-01,,exploded\n", "exploded"),
        ("began,ended,outcome\n2020-01-09,2020-01-01,expired\n", "not before"),
        ("began,ended,outcome\n2020-01-01,,expired\n", "last day"),
    ],
)
def test_bad_tables_are_named(tmp_path: Path, table: str, words: str) -> None:
    """What is wrong with a table is said with file and line."""
    path = tmp_path / "t.csv"
    path.write_text(table)
    with pytest.raises(InputError, match=words):
        read_rows(path)
    with pytest.raises(InputError, match="cannot be read"):
        read_rows(tmp_path / "none.csv")
