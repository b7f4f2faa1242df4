"""Plain text: what a file's bytes become, and how bad ones are refused."""

import codecs
from pathlib import Path

import pytest

from trucebook.errors import InputError
from trucebook.intake import day, open_reports, report_from_bytes


def test_utf8_text_is_kept_to_the_letter(tmp_path: Path) -> None:
    """Line ends, accents and trailing blanks stay; the hash is that of the bytes."""
    path = tmp_path / "a.txt"
    path.write_bytes("Trêve à Deraa \r\n\r\nfin ".encode())
    (report,) = open_reports(path)
    assert report.text == "Trêve à Deraa \r\n\r\nfin "
    assert len(report.sha256) == 64
    assert report.published is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_are_understood(encoding: str) -> None:
    """A marked encoding is decoded and the mark is no part of the text."""
    assert report_from_bytes("Ceasefire in Goma".encode(encoding), name="x").text == "Ceasefire in Goma"


def test_a_legacy_encoding_is_detected() -> None:
    """Windows-1252 text comes out with its letters right."""
    words = "Le cessez-le-feu a été signé à Nouméa après une longue journée de négociations. Les négociateurs étaient épuisés."
    assert report_from_bytes(words.encode("cp1252"), name="x").text == words


@pytest.mark.parametrize(
    "raw", [b"%PDF-1.7 ...", b"PK\x03\x04zip", b"\x89PNG\r\n", b"abc\x00def", b"<!DOCTYPE html><html>", bytes(range(1, 256)) * 4]
)
def test_what_is_no_plain_text_is_refused_by_name(raw: bytes) -> None:
    """Binary and web files raise an error that names the file."""
    with pytest.raises(InputError, match=r"odd\.txt"):
        report_from_bytes(raw, name="odd.txt")


def test_broken_utf16_is_refused() -> None:
    """A file that starts as UTF-16 and ends in the middle of a character names the byte."""
    with pytest.raises(InputError, match="byte"):
        report_from_bytes(codecs.BOM_UTF16_LE + b"a\x00b", name="x")


def test_the_day_in_a_file_name_is_its_publication(tmp_path: Path) -> None:
    """An ISO day in the name serves where none is given; one that is given wins; an impossible one is none."""
    path = tmp_path / "2021-09-02-daraa.txt"
    path.write_text("x")
    assert next(open_reports(path)).published == "2021-09-02"
    assert next(open_reports(path, published="2020-01-01")).published == "2020-01-01"
    odd = tmp_path / "2021-13-42.txt"
    odd.write_text("x")
    assert next(open_reports(odd)).published is None


def test_a_headline_becomes_the_title() -> None:
    """A short first line with an empty line below is the title; a first sentence is not."""
    assert report_from_bytes(b"Truce in Goma\n\nIt holds.", name="x").title == "Truce in Goma"
    assert report_from_bytes(b"It holds.\n\nMore.", name="x").title is None
    assert report_from_bytes(b"", name="x").title is None


@pytest.mark.parametrize("words", ["2021-9-2", "yesterday", "2021-02-30", ""])
def test_a_wrong_day_says_how_to_write_one(words: str) -> None:
    """A day that is none raises an error with the form expected."""
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        day(words, what="--published")


def test_missing_and_folder(tmp_path: Path) -> None:
    """A missing file and a folder are named as such."""
    with pytest.raises(InputError, match="no such file"):
        next(open_reports(tmp_path / "none.txt"))
    with pytest.raises(InputError, match="folder"):
        next(open_reports(tmp_path))
