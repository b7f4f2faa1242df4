"""Bad input: every one ends in an error that names the file, in little time and memory."""

import json
import random
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.intake import documents as made
from tests.intake.malformed import inputs
from trucebook.errors import InputError
from trucebook.intake import open_reports

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(20))
    + "]>"
)
GOOD: dict[str, Callable[[], bytes]] = {
    "a.pdf": lambda: made.pdf([["The truce holds."]]),
    "a.docx": made.docx,
    "a.html": made.page,
    "a.eml": made.mail,
    "a.xml": made.rss,
    "a.warc": lambda: made.warc({"https://news.invalid/1": made.page()}),
    "a.warc.gz": lambda: made.gzipped(made.warc({"https://news.invalid/1": made.page()})),
    "a.zip": lambda: made.zipped({"a.txt": b"The truce holds.", "b.html": made.page()}),
    "a.csv": lambda: b"text,date\nThe truce holds.,2021-09-02\n",
    "a.jsonl": lambda: b'{"text": "The truce holds."}\n{"text": "Still."}\n',
    "a.xlsx": lambda: made.zipped({"xl/workbook.xml": b"<workbook/>", "[Content_Types].xml": b"<Types/>"}),
    "a.parquet": lambda: b"PAR1" + bytes(range(200)) + b"PAR1",
}


def survive(path: Path) -> None:
    """Open a file to the end: reports or an InputError that names it, nothing else, within ten seconds."""
    started, said = time.monotonic(), path.name
    try:
        for report in open_reports(path):
            assert report.text == report.text.encode().decode()
    except InputError as error:
        said = str(error)
    assert path.name in said
    assert time.monotonic() - started < 10


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What a program of its own said of each malformed input, added to one book under a limit on its memory."""
    for name in ("trafilatura", "pypdfium2", "fastwarc", "feedparser", "python_calamine", "pyarrow"):
        pytest.importorskip(name)
    folder = tmp_path_factory.mktemp("malformed") / "files"
    folder.mkdir()
    for name, (make, _) in inputs().items():
        (folder / name).write_bytes(make())
    command = [sys.executable, "-m", "tests.intake.malformed", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=Path(__file__).parents[2], check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, (lines[-1:], done.stderr[-2000:])
    return {line["name"]: line for line in lines}


def test_two_hundred_malformed_inputs(outcomes: dict[str, dict[str, Any]]) -> None:
    """Each ends in an error that names the file, with nothing stored, or in a report; within 10 seconds and 600 MB."""
    assert set(outcomes) == set(inputs())
    assert len(outcomes) >= 200
    for name, (_, refused) in inputs().items():
        said = outcomes[name]["said"]
        assert (said.startswith("error: ") and name in said) or (not refused and " reports, " in said), (name, said)
        assert outcomes[name]["seconds"] < 10, name
        assert outcomes[name]["peak"] < 600, name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("far.xlsx", "spreads over 17,179,869,184 cells"),
        ("far.ods", "spreads over 17,179,869,184 cells"),
        ("link0.zip", "a link to another file"),
        ("trap0.zip", "leads out of its folder"),
        ("trap.eml", "leads out of its folder"),
        ("deep60.zip", "archives within archives"),
        ("onion.gz", "archives within archives"),
        ("entities0-utf-8.docx", "declares entities"),
        ("entities0-utf-16.docx", "declares entities"),
        ("entities0-utf-16.rss", "declares entities"),
        ("entities1-utf-8.xml", "declares entities"),
        ("length2147.warc", "declares a record of 2,147,4"),
        ("letters3000.eml", "too deep"),
        ("many.eml", "more than 5000 parts"),
        ("bomb.docx", "unpacks to more"),
        ("bombs.zip", "unpacks to more"),
        ("bomb.eml", "unpacks to more"),
        ("huge.xlsx", "a cell of more than 16 MB"),
        ("noise.eml", "is no e-mail"),
        ("nobody.docx", "is no whole Word document"),
        ("locked.zip", "locked"),
    ],
)
def test_errors_say_what_is_wrong(outcomes: dict[str, dict[str, Any]], name: str, words: str) -> None:
    """The message names the harm, not just the file."""
    assert words in outcomes[name]["said"]


@pytest.mark.parametrize("name", GOOD)
def test_damaged_files_end_in_an_error_or_a_report(tmp_path: Path, name: str) -> None:
    """Truncated, flipped and doubled bytes, twenty times each kind."""
    chance, raw = random.Random(name), GOOD[name]()
    for number in range(20):
        damaged = bytearray(raw[: chance.randrange(1, len(raw))] if number % 2 else raw)
        for _ in range(chance.randrange(12)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path = tmp_path / f"{number}-{name}"
        path.write_bytes(damaged)
        survive(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    """A member that unpacks to a gigabyte is refused by what it declares, and one that lies about it by what comes out."""
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts, parts.open("a.txt", "w", force_zip64=True) as out:
        for _ in range(300):
            out.write(b"0" * 2**20)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(InputError, match=r"bomb\.zip: unpacks to more"):
        list(open_reports(path))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_a_workbook_that_is_a_bomb_is_refused(tmp_path: Path) -> None:
    """A sheet that declares to unpack to more than the limit is not unpacked."""
    pytest.importorskip("python_calamine")
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts, parts.open("xl/workbook.xml", "w", force_zip64=True) as out:
        for _ in range(300):
            out.write(b" " * 2**20)
    with pytest.raises(InputError, match=r"bomb\.xlsx: unpacks to more"):
        list(open_reports(path))


@pytest.mark.parametrize("page", [b"<html>" + b"<div>" * 100_000 + b"x", b"<html><p>" + b"word " * 4_000_000])
def test_pages_that_are_too_deep_or_too_long(tmp_path: Path, page: bytes) -> None:
    """They end in an error, or in a report, in little time."""
    path = tmp_path / "a.html"
    path.write_bytes(page)
    survive(path)


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "..\\evil.txt", "C:\\evil.txt"])
def test_names_that_lead_out_of_a_zip_file_are_refused(tmp_path: Path, name: str) -> None:
    """Nothing is read from a zip file that holds one."""
    path = tmp_path / "trap.zip"
    path.write_bytes(made.zipped({"good.txt": b"Good.", name: b"Evil."}))
    with pytest.raises(InputError, match="leads out of its folder"):
        list(open_reports(path))


def test_zip_files_are_not_followed_for_ever(tmp_path: Path) -> None:
    """Archives nested too deep are refused."""
    raw = b"The truce holds."
    raw = made.zipped({"a.txt": raw})
    for _ in range(5):
        raw = made.zipped({"a.zip": raw})
    (tmp_path / "deep.zip").write_bytes(raw)
    with pytest.raises(InputError, match="archives within archives"):
        list(open_reports(tmp_path / "deep.zip"))


@pytest.mark.parametrize("name", ["a.docx", "a.xml", "a.html"])
def test_entities_are_never_expanded(tmp_path: Path, name: str) -> None:
    """A billion laughs end in an error, or in a text without them."""
    path = tmp_path / name
    if name == "a.docx":
        path.write_bytes(made.docx(("&t;",), head=LAUGHS))
    elif name == "a.xml":
        path.write_bytes((LAUGHS + "<rss><channel><item><title>x</title><description>&t;</description></item></channel></rss>").encode())
    else:
        path.write_bytes((LAUGHS + "<html><body><article><p>" + "&t; word " * 50 + "</p></article></body></html>").encode())
    survive(path)
    if name != "a.html":
        with pytest.raises(InputError, match="declares entities"):
            list(open_reports(path))


def test_a_record_that_declares_two_gigabytes(tmp_path: Path) -> None:
    """A WARC record is read only as far as there are bytes and no further than the limit."""
    path = tmp_path / "long.warc"
    path.write_bytes(made.warc({"https://news.invalid/1": made.page()}, length=2**31))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    survive(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("locked.pdf", b"%PDF-1.7\n garbage"),
        ("empty.pdf", b""),
        ("empty.docx", b""),
        ("empty.html", b"<html></html>"),
        ("empty.rss", b""),
        ("empty.warc", b""),
        ("no.csv", b"colour,size\nred,3\n"),
        ("bad.jsonl", b'{"text": "a"\n'),
        ("list.jsonl", b"[1, 2]\n"),
        ("deep.jsonl", b'{"text": ' + b"[" * 100_000 + b"\n"),
        ("bad.xlsx", b"PK\x03\x04 no"),
        ("bad.parquet", b"PAR1"),
        ("wrong.csv", b"\xff\xfet\x00e\x00x\x00t\x00\n"),
        ("binary.txt", b"a\x00b"),
    ],
)
def test_hopeless_files_are_refused_by_name(tmp_path: Path, name: str, raw: bytes) -> None:
    """Each ends in one error that names the file."""
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(InputError, match=name.replace(".", r"\.")):
        list(open_reports(path))


def test_a_pdf_of_pictures_says_so(tmp_path: Path) -> None:
    """A page without text is refused with what to do."""
    pytest.importorskip("pypdfium2")
    path = tmp_path / "scan.pdf"
    path.write_bytes(made.pdf([[""]]))
    with pytest.raises(InputError, match="text recognition"):
        list(open_reports(path))


def test_a_missing_library_names_its_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without trafilatura the error says which extra to install."""
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    path = tmp_path / "a.html"
    path.write_bytes(made.page())
    with pytest.raises(InputError, match=r"pip install 'trucebook\[intake\]'"):
        list(open_reports(path))


def _news() -> bytes:
    return made.warc({f"https://news.invalid/{n}": made.page() for n in range(3)})


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.warc", lambda: _news()[:200]),
        ("a.warc", lambda: _news()[:400]),
        ("a.warc.gz", lambda: made.gzipped(_news())[:200]),
        ("a.wacz", lambda: made.zipped({"archive/inside.warc": _news()[:300], "datapackage.json": b"{}"})),
        ("a.rss", lambda: made.rss()[:120]),
        ("a.rss", lambda: made.rss()[:260]),
    ],
)
def test_what_is_cut_short_and_gives_nothing_says_so(tmp_path: Path, name: str, raw: Callable[[], bytes]) -> None:
    """An archive or a feed of which no article is left ends in an error that names it, never in silence."""
    (tmp_path / name).write_bytes(raw())
    with pytest.raises(InputError, match=r"a\.(warc|warc\.gz|wacz|rss)"):
        list(open_reports(tmp_path / name))


def test_what_is_cut_short_keeps_its_whole_articles(tmp_path: Path) -> None:
    """Pages before the cut are reports."""
    (tmp_path / "a.warc").write_bytes(_news()[:-300])
    assert len(list(open_reports(tmp_path / "a.warc"))) >= 2


def test_a_whole_archive_without_articles_is_no_error(tmp_path: Path) -> None:
    """Pages that were not found are passed over; so are a feed's entries without text."""
    (tmp_path / "a.warc").write_bytes(made.warc({"https://news.invalid/1": made.page()}, status="404 Not Found"))
    (tmp_path / "a.warc.gz").write_bytes(made.gzipped((tmp_path / "a.warc").read_bytes()))
    (tmp_path / "a.rss").write_bytes(b'<?xml version="1.0"?><rss version="2.0"><channel><item><title>x</title></item></channel></rss>')
    assert [list(open_reports(tmp_path / name)) for name in ("a.warc", "a.warc.gz", "a.rss")] == [[], [], []]
