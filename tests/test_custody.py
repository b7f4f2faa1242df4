"""Custody: the bytes a report was made of are kept, named by their hash, and come back as they were."""

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.books import three_of_daraa
from trucebook.book import Book
from trucebook.model import Original

MakeBook = Callable[[], Book]


@pytest.fixture(params=["sqlite", "postgres"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Book]:
    """An empty book, on each kind of database."""
    ticks = itertools.count()
    place = str(tmp_path / "b.db") if request.param == "sqlite" else request.getfixturevalue("postgres_url")()
    with Book(place, who="ana", clock=lambda: dt.datetime(2021, 9, 25, 12, tzinfo=dt.UTC) + dt.timedelta(seconds=next(ticks))) as made:
        made.create()
        yield made


def test_original_bytes_come_back_as_received(book: Book) -> None:
    """Bytes given with a report are kept once, with method, media type and instant, and are logged by their hash."""
    one, two, three = three_of_daraa()
    raw = bytes(range(256)) * 40
    book.add(one, original=Original(raw=raw, name="a.csv", media_type="text/csv", retrieved_at="2021-09-02T10:00:00+00:00"))
    book.add(two, original=Original(raw=raw, name="a.csv", media_type="text/csv"))
    book.add(three)
    assert (book.original("r1"), book.original("r2"), book.original("r3")) == (raw, raw, None)
    first, second = book.origins()
    assert (first.sha256, first.size, first.method, first.kept) == (second.sha256, 10240, "file", True)
    assert first.retrieved_at == "2021-09-02T10:00:00+00:00"
    assert second.retrieved_at.startswith("2021-09-25T12:00:0")
    assert first.sha256 in book.log()[0].detail
