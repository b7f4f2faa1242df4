"""An archive → partitions: which stretch of which file is read in one go, found in one streaming pass over the input.

Invariant: the same input in the same order gives the same partitions; every line, row, page and file lies in exactly one of them.
"""

import csv
import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, BinaryIO, Literal, cast

import msgspec

from trucebook.errors import InputError
from trucebook.extras import load
from trucebook.intake import ENDINGS
from trucebook.intake.archive import files_under
from trucebook.intake.table import LONGEST_CELL
from trucebook.intake.warc import is_cut_short

SIZE = 1000
CUT_SHORT = (
    "is cut short behind the start of its page {count:,}; what there is of it is read, the last page as far as it goes; "
    "fetch the file again and code it with --anew"
)
LONGEST_LINE = 256 * 2**20
JSON_ENDINGS = (".jsonl", ".ndjson")
CSV_ENDINGS = (".csv", ".tsv")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
Columns = tuple[tuple[str, str], ...]


class Lines(msgspec.Struct, frozen=True, kw_only=True, tag="lines"):
    """Bytes `start` to `end` of a file of lines or rows, unpacked where it is a gzip file; `first` numbers its first line or row."""

    path: str
    kind: Literal["jsonl", "csv"]
    start: int
    end: int
    first: int
    count: int
    head: bytes = b""
    columns: Columns = ()


class Rows(msgspec.Struct, frozen=True, kw_only=True, tag="rows"):
    """Rows `start` to `start + count` of a Parquet file."""

    path: str
    start: int
    count: int
    columns: Columns = ()


class Pages(msgspec.Struct, frozen=True, kw_only=True, tag="pages"):
    """`count` responses of a web archive from byte `offset` on; `member` is the archive's name inside a WACZ file."""

    path: str
    offset: int
    count: int
    member: str | None = None


class Files(msgspec.Struct, frozen=True, kw_only=True, tag="files"):
    """Whole files, each of which gives one report or more."""

    paths: tuple[str, ...]
    columns: Columns = ()

    @property
    def count(self) -> int:
        """Return how many files there are."""
        return len(self.paths)


Partition = Lines | Rows | Pages | Files


class InputCard(msgspec.Struct, frozen=True, kw_only=True):
    """What an input is known by: its name, size in bytes, hash and how many articles it holds; `remarks` say what is wrong with it
    as a whole and what to do about it."""

    name: str
    bytes: int
    sha256: str
    articles: int
    remarks: tuple[str, ...] = ()


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The inputs and their partitions, in order."""

    inputs: tuple[InputCard, ...]
    partitions: tuple[Partition, ...]

    @property
    def articles(self) -> int:
        """Return how many lines, rows, pages and files there are in all."""
        return sum(card.articles for card in self.inputs)


class _Hashing(io.RawIOBase):
    """A file that hashes what is read from it."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest, self.size = file, hashlib.sha256(), 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        got = cast(io.BufferedReader, self.file).readinto(buffer) or 0
        self.digest.update(memoryview(buffer)[:got])
        self.size += got
        return got


def plan(inputs: Sequence[Path], *, size: int = SIZE, columns: Mapping[str, str] | None = None) -> Plan:
    """Return the partitions of files and folders, about `size` articles each; raises InputError naming what cannot be used."""
    cards, partitions, named = list[InputCard](), list[Partition](), tuple(sorted((columns or {}).items()))
    for path in inputs:
        try:
            card, found = _plan_one(path, size, named)
        except FileNotFoundError as error:
            raise InputError(f"{path}: no such file") from error
        except (OSError, EOFError, zlib.error) as error:
            raise InputError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from error
        cards.append(card)
        partitions += found
    return Plan(inputs=tuple(cards), partitions=tuple(partitions))


def _plan_one(path: Path, size: int, columns: Columns) -> tuple[InputCard, list[Partition]]:
    name, remarks = path.name.lower().removesuffix(".gz"), list[str]()
    if path.is_dir():
        return _plan_folder(path, size, columns)
    if name.endswith((*JSON_ENDINGS, *CSV_ENDINGS)):
        return _plan_lines(path, size, columns, "jsonl" if name.endswith(JSON_ENDINGS) else "csv")
    if name.endswith(".parquet"):
        found = _plan_rows(path, size, columns)
    elif name.endswith((".warc", ".wacz")):
        found, remarks = _plan_pages(path, size)
    else:
        found = [Files(paths=(str(path),), columns=columns)]
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    articles = sum(partition.count for partition in found)
    size_of = path.stat().st_size
    return InputCard(name=str(path), bytes=size_of, sha256=digest, articles=articles, remarks=tuple(remarks)), found


def _plan_lines(path: Path, size: int, columns: Columns, kind: Literal["jsonl", "csv"]) -> tuple[InputCard, list[Partition]]:
    with path.open("rb") as raw:
        hashing = _Hashing(raw)
        file: IO[bytes] = io.BufferedReader(hashing, 1 << 20)
        if path.name.lower().endswith(".gz"):
            file = cast(IO[bytes], gzip.GzipFile(fileobj=file))
        head, records = (b"", _json_records(file, path)) if kind == "jsonl" else _csv_records(file, path)
        found = [
            Lines(path=str(path), kind=kind, start=start, end=end, first=first, count=count, head=head, columns=columns)
            for start, end, first, count in _stretches(records, size)
        ]
        while hashing.read(1 << 20):
            pass
    card = InputCard(name=str(path), bytes=hashing.size, sha256=hashing.digest.hexdigest(), articles=sum(p.count for p in found))
    return card, list(found)


def _stretches(records: Iterable[tuple[int, int, int]], size: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield (start, end, number of the first, count) of every `size` records, each given as (start, end, number)."""
    begin = stop = first = count = 0
    for start, end, number in records:
        if count == size:
            yield begin, stop, first, count
            count = 0
        if not count:
            begin, first = start, number
        stop, count = end, count + 1
    if count:
        yield begin, stop, first, count


def _read_lines(file: IO[bytes], path: Path) -> Iterator[bytes]:
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise InputError(f"{path}: has a line of more than {LONGEST_LINE >> 20} MB; is it JSON lines or CSV?")
        yield line


def _json_records(file: IO[bytes], path: Path) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, line number) of every line that is not blank."""
    place = 0
    for number, line in enumerate(_read_lines(file, path), 1):
        if line.strip():
            yield place, place + len(line), number
        place += len(line)


def _csv_records(file: IO[bytes], path: Path) -> tuple[bytes, Iterator[tuple[int, int, int]]]:
    """Return the bytes of the header and (start, end, row number) of every row below it, by CSV's own rules for line ends in quotes."""
    place, taken = 0, list[bytes]()

    def lines() -> Iterator[str]:
        for line in _read_lines(file, path):
            if not taken and place == 0 and line.startswith(_WIDE):
                raise InputError(f"{path}: is in UTF-16 or UTF-32; save it as UTF-8")
            taken.append(line)
            yield line.decode("latin-1")

    feed = lines()
    opening = next(feed, "")
    csv.field_size_limit(LONGEST_CELL)
    rows = csv.reader(_again(opening, feed), delimiter=delimiter_of(opening), strict=True)
    next(rows, None)
    head = b"".join(taken)
    place = len(head)
    taken.clear()

    def records() -> Iterator[tuple[int, int, int]]:
        nonlocal place
        number = 0
        try:
            for row in rows:
                start, place = place, place + sum(map(len, taken))
                taken.clear()
                if row:
                    number += 1
                    yield start, place, number
        except csv.Error as error:
            raise InputError(f"{path}, after row {number}: is no CSV table ({error})") from error

    return head, records()


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    if first:
        yield first
    yield from rest


def delimiter_of(header: str) -> str:
    """Return what parts the cells of a table, by its header."""
    return max(",;\t|", key=header.partition("\n")[0].count)


def _plan_rows(path: Path, size: int, columns: Columns) -> list[Partition]:
    parquet = load("pyarrow.parquet", extra="formats", what=f"{path}: Parquet")
    arrow = load("pyarrow", extra="formats", what=f"{path}: Parquet")
    try:
        rows = parquet.read_metadata(path).num_rows
    except arrow.ArrowException as error:
        raise InputError(f"{path}: is no whole Parquet file ({error})") from error
    return [Rows(path=str(path), start=at, count=min(size, rows - at), columns=columns) for at in range(0, rows, size)]


def _plan_pages(path: Path, size: int) -> tuple[list[Partition], list[str]]:
    """Return the stretches of a web archive, and a remark on each file of it that is cut short."""
    if not path.name.lower().endswith(".wacz"):
        with path.open("rb") as file:
            found, remark = _stretches_of_pages(file, path, path.stat().st_size, size)
            return found, remark
    try:
        with zipfile.ZipFile(path) as parts:
            found, remarks = list[Partition](), list[str]()
            for member in sorted((m for m in parts.infolist() if is_web_archive(m.filename)), key=lambda m: m.filename):
                with parts.open(member) as inside:
                    more, remark = _stretches_of_pages(inside, path, member.file_size, size, member.filename)
                found += more
                remarks += remark
            return found, remarks
    except zipfile.BadZipFile as error:
        raise InputError(f"{path}: is no whole WACZ file ({error})") from error


def is_web_archive(name: str) -> bool:
    """Say whether a name is that of a WARC file."""
    return name.lower().endswith((".warc", ".warc.gz"))


def _stretches_of_pages(
    file: IO[bytes], path: Path, length: int, size: int, member: str | None = None
) -> tuple[list[Partition], list[str]]:
    """Return stretches of `size` responses, with a remark where the archive is cut short.

    An archive packed as one gzip stream cannot be entered midway and is one stretch.
    """
    warc = load("fastwarc.warc", extra="intake", what=f"{path}: a WARC file")
    name = f"{path}, {member}" if member else str(path)
    places, count, last, trouble = list[int](), 0, 0, None
    try:
        for record in warc.ArchiveIterator(file, record_types=warc.WarcRecordType.response, parse_http=False):
            if count % size == 0:
                places.append(record.stream_pos)
            count, last = count + 1, record.stream_pos
    except (RuntimeError, ValueError, OSError, EOFError) as error:
        trouble = error
    short = is_cut_short(cast(BinaryIO, file), last)
    if trouble is not None and not (count and short):
        raise trouble if isinstance(trouble, OSError) else InputError(f"{name}: is no whole WARC file ({trouble})") from trouble
    if not count:
        raise InputError(f"{name}: holds no web page that was fetched, or is no WARC file")
    remarks = [f"{name}: {CUT_SHORT.format(count=count)}"] if short else []
    if len(set(places)) < len(places) or places[-1] >= length:
        return [Pages(path=str(path), offset=0, count=count, member=member)], remarks
    counts = [min(size, count - number * size) for number in range(len(places))]
    return [Pages(path=str(path), offset=at, count=n, member=member) for at, n in zip(places, counts, strict=True)], remarks


def _plan_folder(path: Path, size: int, columns: Columns) -> tuple[InputCard, list[Partition]]:
    """Return the partitions of a folder: tables and web archives on their own, other files together by name.

    The folder's hash is over names, sizes and times of change, so that large folders need not be read twice.
    """
    digest, total, loose, found, remarks = hashlib.sha256(), 0, list[str](), list[Partition](), list[str]()
    for file in files_under(path):
        name = file.name.lower().removesuffix(".gz")
        if not name.endswith(ENDINGS):
            continue
        state = file.stat()
        digest.update(f"{file.relative_to(path).as_posix()}\0{state.st_size}\0{state.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
        total += state.st_size
        if name.endswith((*JSON_ENDINGS, *CSV_ENDINGS, ".parquet", ".warc", ".wacz")):
            card, more = _plan_one(file, size, columns)
            found += more
            remarks += card.remarks
        else:
            loose.append(str(file))
    found += [Files(paths=tuple(loose[at : at + size]), columns=columns) for at in range(0, len(loose), size)]
    if not found:
        raise InputError(f"{path}: is a folder without a file that can be read")
    articles = sum(partition.count for partition in found)
    return InputCard(name=str(path), bytes=total, sha256=digest.hexdigest(), articles=articles, remarks=tuple(remarks)), found
