"""Lines: the JSON contract of archives, in and out."""

import json
from collections.abc import Callable

import pytest

from tests.batch.fakes import FakeReader
from trucebook.batch import ErrorLine, encode, report_of_line
from trucebook.batch.work import read_safely
from trucebook.errors import InputError
from trucebook.model import Reading, new_report


def test_a_line_of_the_contract_becomes_a_report() -> None:
    """Id, source, day and given mentions come through; unknown keys are left alone."""
    report = report_of_line(
        {
            "id": 7,
            "text": "A met B.",
            "published": "2020-01-02",
            "source": "S",
            "x": 1,
            "mentions": [{"kind": "actor", "start": 0, "end": 1}],
        },
        "in",
    )
    assert (report.id, report.published, report.publisher) == ("7", "2020-01-02", "S")
    assert [(m.kind, m.start, m.end) for m in report.given] == [("actor", 0, 1)]


@pytest.mark.parametrize(
    "line",
    [
        {},
        {"text": 3},
        {"text": "ab", "mentions": [{"kind": "actor", "start": 0, "end": 9}]},
        {"text": "<p>", "media_type": "text/html"},
        {"text": "x", "media_type": "image/png"},
    ],
)
def test_a_line_that_breaks_the_contract_names_its_place(line: dict[str, object]) -> None:
    """A wrong line raises an error that begins with where it stands."""
    with pytest.raises(InputError, match=r"^in\.jsonl, line 3"):
        report_of_line(line, "in.jsonl, line 3")


def test_a_web_page_in_a_line_is_read_without_its_markup() -> None:
    """HTML given as text becomes the article's words; what the line says of id and source wins."""
    page = "<html><head><title>Truce in Goma</title></head><body><p>A truce took effect in Goma on Monday.</p></body></html>"
    report = report_of_line({"id": "h", "text": page, "media_type": "text/html", "source": "S", "published": "2021-09-02"}, "in")
    assert (report.id, report.publisher, report.published, report.media_type) == ("h", "S", "2021-09-02", "text/html")
    assert "A truce took effect in Goma on Monday." in report.text
    assert "<" not in report.text


def test_a_report_that_raises_becomes_an_error_line_and_the_others_are_read() -> None:
    """One bad report among three costs only itself."""
    reports = [new_report("a", id="1"), new_report("POISON", id="2"), new_report("c", id="3")]
    results = list(read_safely(reports, FakeReader().open()))
    assert [(r.id, r.error) if isinstance(r, ErrorLine) else r.report.id for r in results] == ["1", ("2", "RuntimeError: poison"), "3"]


def test_output_line_carries_the_id_on_top(read_text: Callable[..., Reading]) -> None:
    """The id stands at the top of the line and in the report."""
    line = json.loads(encode(read_text("Fighting resumed in Goma.")))
    assert line["id"] == line["report"]["id"]
