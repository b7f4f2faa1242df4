"""Partitions: every line, row, page and file lies in exactly one, whatever the format and however it is packed."""

import csv
import gzip
import io
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as arrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pyarrow import parquet

from trucebook.batch.items import open_items
from trucebook.batch.partitions import plan
from trucebook.errors import InputError, TrucebookError
from trucebook.model import Report

TEXTS = [f"Report {n} says that {n + 2} people were killed in Goma on Monday, as the truce took effect." for n in range(23)]
PAGE = "<html><head><title>T</title></head><body><article><p>{}</p><p>{}</p></article></body></html>"


def read(*inputs: Path, size: int, step: int | None = None) -> list[tuple[str, str | None]]:
    """Return (place, text) of every item, each partition opened in stretches of `step` items."""
    found: list[tuple[str, str | None]] = []
    for part in plan(inputs, size=size).partitions:
        for low in range(0, part.count, step or part.count):
            for item in open_items(part, low, min(low + (step or part.count), part.count)):
                found += [(item.where, report.text if report else None) for report in reports(item.reports)]
    return found


def reports(make: Callable[[], object]) -> Iterator[Report | None]:
    """Yield an item's reports, None for one that cannot be used."""
    try:
        yield from make()  # type: ignore[misc]
    except TrucebookError:
        yield None


def csv_of(texts: list[str], end: str = "\n") -> bytes:
    """Return a table whose cells hold quotes, commas and line ends."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=end, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(["id", "body", "date"])
    writer.writerows([n, text, "2021-09-02"] for n, text in enumerate(texts))
    return out.getvalue().encode()


def warc_of(texts: list[str]) -> list[bytes]:
    """Return the records of a web archive, among them a picture and a page that was not found."""
    pages = [("text/html", "200 OK", PAGE.format(text, text)) for text in texts]
    pages[3:3] = [("image/png", "200 OK", "x"), ("text/html", "404 Not Found", PAGE.format("a", "b"))]
    records = []
    for number, (kind, status, body) in enumerate(pages):
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{body}".encode()
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{number}\r\n"
        head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        records.append(head.encode() + http + b"\r\n\r\n")
    return records


def write(folder: Path, name: str) -> Path:
    """Write the texts in the format of a name."""
    path = folder / name
    lines = b"".join(f'{{"text": "{text}"}}\n\n'.encode() for text in TEXTS)
    tricky = [text.replace(" says", ' "says",\r\nsays\n') for text in TEXTS]
    if name.endswith(".parquet"):
        parquet.write_table(arrow.table({"content": TEXTS, "id": list(range(23))}), path, row_group_size=7)
    elif name.endswith(".wacz"):
        with zipfile.ZipFile(path, "w") as parts:
            parts.writestr("archive/data.warc.gz", b"".join(map(gzip.compress, warc_of(TEXTS))))
            parts.writestr("pages/pages.jsonl", "{}")
    elif name == "whole.warc.gz":
        path.write_bytes(gzip.compress(b"".join(warc_of(TEXTS))))
    else:
        raw = {"jsonl": lines, "csv": csv_of(tricky), "warc": b"".join(warc_of(TEXTS))}[name.removesuffix(".gz").rpartition(".")[2]]
        packed = b"".join(map(gzip.compress, warc_of(TEXTS))) if name == "in.warc.gz" else gzip.compress(raw)
        path.write_bytes(packed if name.endswith(".gz") else raw)
    return path


NAMES = ("in.jsonl", "in.jsonl.gz", "in.csv", "in.csv.gz", "in.parquet", "in.warc", "in.warc.gz", "whole.warc.gz", "in.wacz")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("size", "step"), [(1000, None), (5, None), (5, 2), (1, None)])
def test_every_item_is_read_once_and_in_order(name: str, size: int, step: int | None, tmp_path: Path) -> None:
    """However an archive is cut and packed, its articles come out in order, each once, each with its place."""
    found = read(write(tmp_path, name), size=size, step=step)
    assert [number(text) for _, text in found if text] == list(range(23))
    assert len({where for where, _ in found}) == len(found)


def number(text: str) -> int:
    """Return the number a text gives itself."""
    return int(text.split("Report ")[1].split()[0])


def test_a_folder_gives_its_tables_and_its_files(tmp_path: Path) -> None:
    """Text, pages and tables of a folder and of those below it come together; hidden and unknown files are passed over."""
    (tmp_path / "below").mkdir()
    (tmp_path / "a.txt").write_text(TEXTS[0])
    (tmp_path / "below" / "b.html").write_text(PAGE.format(TEXTS[1], TEXTS[1]))
    (tmp_path / "below" / "c.csv").write_bytes(csv_of(TEXTS[2:4]))
    (tmp_path / ".hidden.txt").write_text("x")
    (tmp_path / "program.exe").write_bytes(b"x")
    assert sorted(number(text) for _, text in read(tmp_path, size=2) if text) == [0, 1, 2, 3]
    before = plan([tmp_path]).inputs[0].sha256
    (tmp_path / "a.txt").write_text(TEXTS[5])
    assert plan([tmp_path]).inputs[0].sha256 != before


def test_inputs_come_one_after_the_other(tmp_path: Path) -> None:
    """Two inputs give the articles of the first, then those of the second; their hashes are those of the files."""
    first, second = write(tmp_path, "in.jsonl"), write(tmp_path, "in.csv")
    assert [where.rpartition("/")[2] for where, _ in read(first, second, size=20)][22:24] == ["in.jsonl, line 45", "in.csv, row 1"]
    assert plan([first, second]).articles == 46


@settings(max_examples=60, deadline=None)
@given(
    some.lists(some.text(alphabet="ab\",;\r\n'é ", max_size=12), min_size=1, max_size=12),
    some.integers(1, 4),
    some.sampled_from(["\n", "\r\n"]),
)
def test_any_table_is_cut_where_its_rows_end(tmp_path_factory: pytest.TempPathFactory, texts: list[str], size: int, end: str) -> None:
    """Whatever cells hold, the rows of all stretches together are the rows of the table read whole."""
    path = tmp_path_factory.mktemp("tables") / "in.csv"
    path.write_bytes(csv_of(texts, end))
    whole = [row["body"] for row in csv.DictReader(io.StringIO(path.read_bytes().decode(), newline=""))]
    assert [text or "" for _, text in read(path, size=size)] == [text if text.strip() else "" for text in whole]


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("in.csv", "text\nx".encode("utf-16"), "save it as UTF-8"),
        ("in.csv", b'text\n"a"b\n', "is no CSV table"),
        ("in.parquet", b"PAR1 no", "is no whole Parquet file"),
        ("in.warc", b"hello", "cannot be read"),
        ("in.wacz", b"hello", "is no whole WACZ file"),
        ("in.jsonl.gz", b"hello", "cannot be read"),
    ],
)
def test_an_input_that_cannot_be_used_is_named(name: str, raw: bytes, words: str, tmp_path: Path) -> None:
    """A broken file ends in one error before anything is read."""
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(InputError, match=words) as error:
        plan([tmp_path / name])
    assert name in str(error.value)


@pytest.mark.parametrize("name", ["in.warc", "in.warc.gz", "whole.warc.gz"])
def test_a_web_archive_that_is_cut_short_is_named(name: str, tmp_path: Path) -> None:
    """Wherever an archive breaks off, what is there is read and the plan says that it is cut short, also where it lies in a folder."""
    path = write(tmp_path, name)
    raw = path.read_bytes()
    assert plan([path]).inputs[0].remarks == ()
    for share in (0.3, 0.6, 0.9, 0.99):
        path.write_bytes(raw[: int(share * len(raw))])
        for source in (path, tmp_path):
            (remark,) = plan([source], size=5).inputs[0].remarks
            assert remark.startswith(f"{path}: is cut short behind the start of its page")
        whole = [number(text) for _, text in read(path, size=5) if text]
        assert whole == list(range(len(whole)))


def test_a_member_of_a_wacz_that_is_cut_short_is_named(tmp_path: Path) -> None:
    """The archive inside is named beside the file it lies in."""
    packed = b"".join(map(gzip.compress, warc_of(TEXTS)))
    with zipfile.ZipFile(tmp_path / "in.wacz", "w") as parts:
        parts.writestr("archive/data.warc.gz", packed[:-40])
    (remark,) = plan([tmp_path / "in.wacz"]).inputs[0].remarks
    assert remark.startswith(f"{tmp_path / 'in.wacz'}, archive/data.warc.gz: is cut short")


def test_keys_of_json_lines_may_be_named(tmp_path: Path) -> None:
    """--column names keys of JSON lines too; lines without them, and lines that are no objects, are left as they are."""
    (tmp_path / "in.jsonl").write_text('{"body": "A truce.", "outlet": "S", "text": "x"}\n{"text": "B"}\n[1]\nno\n')
    part = plan([tmp_path / "in.jsonl"], columns={"text": "body", "publisher": "outlet"}).partitions[0]
    found = [report for item in open_items(part, 0, 4) for report in reports(item.reports)]
    assert [(r.text, r.publisher) if r else None for r in found] == [("A truce.", "S"), ("B", None), None, None]


def test_a_packed_archive_may_be_read_backwards(tmp_path: Path) -> None:
    """Stretches of a gzip file may be asked for in any order, as a rescue does."""
    parts = list(plan([write(tmp_path, "in.jsonl.gz")], size=3).partitions)
    random.Random(3).shuffle(parts)
    texts = [report.text for part in parts for item in open_items(part, 0, part.count) for report in item.reports()]
    assert sorted(map(number, texts)) == list(range(23))
