"""Archives too large for a book: the same reading over many reports, one JSON line each.

Invariant: the output appears under its name only when it is whole; a line that cannot be used or a report that raises
becomes an error line with its id, and the run goes on.
"""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from trucebook.errors import InputError, TrucebookError
from trucebook.intake import report_from_markup
from trucebook.model import GivenMention, MentionKind, Reading, Report, new_report
from trucebook.reading import Sources, read_many

BATCH = 16
Progress = Callable[[int, int], None]


class InputMention(msgspec.Struct, frozen=True):
    """A mention given with an input line; more keys are allowed and left alone."""

    kind: MentionKind
    start: int
    end: int


class InputLine(msgspec.Struct, frozen=True):
    """One input line of the JSON contract; more keys are allowed and left alone."""

    text: str
    id: str | int | None = None
    published: str | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    media_type: str | None = None
    mentions: tuple[InputMention, ...] = ()


class ErrorLine(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the output for a report that could not be read."""

    id: str
    error: str


def report_of_line(line: InputLine | dict[str, Any], where: str) -> Report:
    """Return the report of one input line; raises InputError naming the line and what is wrong with it."""
    try:
        item = msgspec.convert(line, InputLine) if isinstance(line, dict) else line
    except msgspec.ValidationError as error:
        raise InputError(f"{where}: {error}; a line is an object with at least `text`") from error
    name = None if item.id is None else str(item.id)
    if item.media_type == "text/html" and not item.mentions:
        page = report_from_markup(item.text, name=where, published=item.published, url=item.url)
        return replace(page, id=name or page.id, title=item.title or page.title, publisher=item.source or page.publisher)
    if item.media_type not in (None, "text/plain"):
        raise InputError(f"{where}: media type {item.media_type} cannot be read; give text/plain, or text/html without mentions")
    for mention in item.mentions:
        if not 0 <= mention.start < mention.end <= len(item.text):
            raise InputError(f"{where}: mention {mention.start}:{mention.end} lies outside the text of {len(item.text)} characters")
    return new_report(
        item.text,
        id=name,
        published=item.published,
        title=item.title,
        publisher=item.source,
        url=item.url,
        given=tuple(GivenMention(m.kind, m.start, m.end) for m in item.mentions),
    )


def code(source: Path, target: Path, *, sources: Sources, progress: Progress | None = None) -> tuple[int, int]:
    """Read every line of a JSON lines file into another; returns (reports read, error lines).

    The output is written beside its place under a temporary name and renamed when whole. `progress` is called with
    bytes read and bytes in all. Raises InputError for a file that cannot be opened or written.
    """
    if not target.parent.is_dir():
        raise InputError(f"{target.parent}: no such folder; make it first")
    try:
        size = source.stat().st_size
        with source.open("rb") as lines:
            return _write_whole(target, _coded(lines, source, size, sources, progress))
    except FileNotFoundError as error:
        raise InputError(f"{source}: no such file") from error
    except OSError as error:
        raise InputError(f"{error.filename or source}: {error.strerror}") from error


def _write_whole(target: Path, results: Iterable[Reading | ErrorLine]) -> tuple[int, int]:
    """Write results as JSON lines; the file gets its name when the last one is on disk."""
    good = bad = 0
    handle, part = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            for result in results:
                good, bad = (good, bad + 1) if isinstance(result, ErrorLine) else (good + 1, bad)
                out.write(encode(result) + b"\n")
            out.flush()
            os.fsync(out.fileno())
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(part, 0o666 & ~umask)
        os.replace(part, target)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    return good, bad


def encode(result: Reading | ErrorLine) -> bytes:
    """Return one output line without its line end: the JSON contract, with the report's id on top."""
    if isinstance(result, ErrorLine):
        return msgspec.json.encode(result)
    return b'{"id":' + msgspec.json.encode(result.report.id) + b"," + msgspec.json.encode(result)[1:]


def _coded(lines: Iterable[bytes], source: Path, size: int, sources: Sources, progress: Progress | None) -> Iterator[Reading | ErrorLine]:
    """Yield what became of each line, a batch at a time."""
    done, batch = 0, list[Report]()
    for number, line in enumerate(lines, 1):
        done += len(line)
        if not line.strip():
            continue
        where = f"{source}, line {number}"
        try:
            batch.append(report_of_line(msgspec.json.decode(line, type=InputLine), where))
        except (TrucebookError, msgspec.MsgspecError, UnicodeDecodeError) as error:
            yield ErrorLine(id=where, error=str(error))
        if len(batch) == BATCH:
            yield from read_safely(batch, sources=sources)
            batch = []
            if progress:
                progress(done, size)
    yield from read_safely(batch, sources=sources)
    if progress:
        progress(size, size)


def read_safely(reports: list[Report], *, sources: Sources) -> Iterator[Reading | ErrorLine]:
    """Yield a reading for each report; where one raises, the batch is read one by one and it becomes an error line."""
    try:
        readings: list[Reading | ErrorLine] = list(read_many(reports, sources=sources, batch=BATCH))
    except Exception as error:
        if len(reports) == 1:
            yield ErrorLine(id=reports[0].id, error=f"{type(error).__name__}: {error}")
            return
        for report in reports:
            yield from read_safely([report], sources=sources)
        return
    yield from readings
