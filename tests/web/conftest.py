"""What tests of the pages share: books of hand-made readings, and a client that never leaves the process."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="pages need the extra web")
pytest.importorskip("httpx2", reason="the in-process client needs httpx2")

from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.books import three_of_daraa
from trucebook.book import Book
from trucebook.web import make_app

PORT = 8765
BASE = f"http://127.0.0.1:{PORT}"
TODAY = dt.datetime(2021, 9, 6, 12, tzinfo=dt.UTC)


@dataclass
class Desk:
    """A served book: the book, its application, and clients of a visitor who may write and of one who may not."""

    book: Book
    app: Starlette

    def visitor(self) -> TestClient:
        """Return a client that has no session."""
        return TestClient(self.app, base_url=BASE, raise_server_exceptions=False)

    def writer(self) -> TestClient:
        """Return a client that came with the token."""
        client = self.visitor()
        assert client.get("/?token=secret").status_code == 200
        return client


def mark_of(client: TestClient) -> str:
    """Return the mark that the visitor's forms carry."""
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/review").text)
    assert found, "the page shows no form"
    return found[1]


def send(client: TestClient, address: str, /, **form: str) -> Any:
    """Send a form with the visitor's mark and return the answer, redirects not followed."""
    return client.post(address, data={"csrf": mark_of(client), **form}, follow_redirects=False)


@pytest.fixture
def make_desk(tmp_path: Path) -> Callable[..., Desk]:
    """A function that serves a book of three reports on Daraa, or of the readings given."""

    def make(readings: Any = None, **more: Any) -> Desk:
        book = Book(tmp_path / f"b{len(list(tmp_path.iterdir()))}.db", who="ana", clock=lambda: dt.datetime.now(dt.UTC))
        book.create()
        for reading in three_of_daraa() if readings is None else readings:
            book.add(reading)
        return Desk(book, make_app(book, port=PORT, **({"token": "secret", "clock": lambda: TODAY} | more)))

    return make
