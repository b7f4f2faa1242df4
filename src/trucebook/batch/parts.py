"""Parts: the files that a run is made of, and the joining of them into one.

Invariant: a part has its name only when every byte of it is on disk; joined parts keep their order.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Literal, Protocol

import msgspec

from trucebook.batch.tables import TABLES, Row, arrow_schema, columns_of, reading_row, reading_schema, rows_of
from trucebook.errors import BatchError
from trucebook.extras import load

Format = Literal["jsonl", "parquet"]
READINGS = "readings"
_AT_ONCE = 128


def part_path(folder: Path, table: str, number: int, form: Format) -> Path:
    """Return the name of one partition's part."""
    return folder / table / f"part-{number:06d}.{form}"


class Closing(Protocol):
    """A file being written, as its end sees it."""

    def finish(self) -> None:
        """Write what is held back and close the file."""

    def abandon(self) -> None:
        """Let go of the file, whatever state it is in."""


class Sink(Closing, Protocol):
    """Where results go, a line of bytes at a time."""

    def add(self, line: bytes) -> None:
        """Take one output line."""


class JsonSink:
    """JSON lines."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def add(self, line: bytes) -> None:
        """Take one output line."""
        self.file.write(line + b"\n")

    def finish(self) -> None:
        """Nothing is held back."""

    def abandon(self) -> None:
        """Nothing is held."""


class RowSink:
    """Rows of one Parquet file, written a few at a time so that memory stays flat."""

    def __init__(self, file: IO[bytes], schema: Any) -> None:
        self.arrow = load("pyarrow", extra="formats", what="Parquet")
        parquet = load("pyarrow.parquet", extra="formats", what="Parquet")
        self.writer = parquet.ParquetWriter(file, schema, compression="zstd")
        self.schema, self.rows, self.most, self.count = schema, list[Row](), _AT_ONCE, 0

    def row(self, row: Row) -> None:
        """Take one row."""
        self.count += 1
        self.rows.append(row)
        if len(self.rows) >= self.most:
            self._flush()

    def _flush(self) -> None:
        if self.rows:
            self.writer.write_table(self.arrow.Table.from_pylist(self.rows, schema=self.schema))
            self.rows.clear()

    def finish(self) -> None:
        """Write the rows held back and the file's foot."""
        self._flush()
        self.writer.close()

    def abandon(self) -> None:
        """Close the file without the rows held back."""
        with suppress(Exception):
            self.writer.close()


class ReadingSink(RowSink):
    """Readings as Parquet."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file, reading_schema(load("pyarrow", extra="formats", what="Parquet")))

    def add(self, line: bytes) -> None:
        """Take one output line."""
        self.row(reading_row(msgspec.json.decode(line)))


class Parts:
    """One partition's files under temporary names; they get their own when the block ends well, the readings last, empty tables none."""

    def __init__(self, folder: Path, number: int, *, form: Format, tables: bool) -> None:
        self.folder, self.number, self.form = folder, number, form
        self.tables = TABLES if tables else ()
        self.digest, self.bytes = "", 0

    def __enter__(self) -> "Parts":
        self._stack = ExitStack()
        self._files: dict[str, tuple[Path, IO[bytes]]] = {}
        self._sinks, self._rows = list[Closing](), dict[str, RowSink]()
        try:
            main = self._open(READINGS, self.form)
            self._main: Sink = JsonSink(main) if self.form == "jsonl" else ReadingSink(main)
            self._sinks.append(self._main)
            for table in self.tables:
                self._rows[table] = self._table(table)
        except BaseException:
            self._drop()
            raise
        return self

    def add(self, line: bytes) -> None:
        """Take one output line."""
        self._main.add(line)
        if self._rows:
            for table, row in rows_of(msgspec.json.decode(line)):
                self._rows[table].row(row)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is not None:
            self._drop()
            return
        try:
            for sink in self._sinks:
                sink.finish()
            for table in (*(name for name, rows in self._rows.items() if rows.count), READINGS):
                self._settle(table)
        except OSError as problem:
            words = f"{self.folder}: cannot be written ({problem.strerror}); what is done is kept, run again to go on"
            raise BatchError(words) from problem
        finally:
            self._drop()

    def _table(self, table: str) -> RowSink:
        arrow = load("pyarrow", extra="formats", what="a table")
        sink = RowSink(self._open(table, "parquet"), arrow_schema(arrow, columns_of(table)))
        sink.most = 2048
        self._sinks.append(sink)
        return sink

    def _open(self, table: str, form: Format) -> IO[bytes]:
        target = part_path(self.folder, table, self.number, form)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        file = self._stack.enter_context(os.fdopen(handle, "w+b"))
        self._files[name] = (target, file)
        return file

    def _settle(self, table: str) -> None:
        name = next(n for n, (target, _) in self._files.items() if target.parent.name == table)
        target, file = self._files.pop(name)
        file.flush()
        os.fsync(file.fileno())
        if table == READINGS:
            file.seek(0)
            self.digest, self.bytes = hashlib.file_digest(file, "sha256").hexdigest(), file.tell()  # type: ignore[arg-type]
        take_name(Path(name), target)

    def _drop(self) -> None:
        for sink in self._sinks if self._files else ():
            sink.abandon()
        self._stack.close()
        for name in self._files:
            Path(name).unlink(missing_ok=True)


def take_name(made: Path, target: Path) -> None:
    """Give a finished file its name, readable as the user's other files are, and see the name to disk."""
    umask = os.umask(0)
    os.umask(umask)
    os.chmod(made, 0o666 & ~umask)
    os.replace(made, target)
    settle_folder(target.parent)


def settle_folder(folder: Path) -> None:
    """See a folder's names to disk, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_file(target: Path, content: Iterable[bytes]) -> None:
    """Write a file whole or not at all."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            out.writelines(content)
            out.flush()
            os.fsync(out.fileno())
        take_name(Path(name), target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def join(parts: Sequence[Path], target: Path, form: Format) -> None:
    """Join parts into one file, in order, a piece at a time."""
    if form == "parquet":
        _join_parquet(parts, target)
    else:
        write_file(target, _pieces(parts))


def _pieces(parts: Iterable[Path]) -> Iterator[bytes]:
    for part in parts:
        with part.open("rb") as file:
            while piece := file.read(1 << 20):
                yield piece


def _join_parquet(parts: Sequence[Path], target: Path) -> None:
    arrow = load("pyarrow", extra="formats", what="Parquet")
    parquet = load("pyarrow.parquet", extra="formats", what="Parquet")
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w+b") as out:
            with parquet.ParquetWriter(out, reading_schema(arrow), compression="zstd") as writer:
                for part in parts:
                    with parquet.ParquetFile(part) as file:
                        for group in range(file.num_row_groups):
                            writer.write_table(file.read_row_group(group))
            out.flush()
            os.fsync(out.fileno())
        take_name(Path(name), target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def empty_tables(folder: Path) -> None:
    """Write an empty part for every table that has none, so that each can be opened."""
    arrow = load("pyarrow", extra="formats", what="a table")
    parquet = load("pyarrow.parquet", extra="formats", what="a table")
    for table in TABLES:
        if not any((folder / table).glob("part-*.parquet")):
            schema = arrow_schema(arrow, columns_of(table))
            (folder / table).mkdir(exist_ok=True)
            parquet.write_table(schema.empty_table(), folder / table / "part-none.parquet", compression="zstd")


def sweep(folder: Path) -> None:
    """Remove what killed workers left under temporary names."""
    for leftover in (*folder.glob("*/.part-*"), *folder.glob("*/part-none.parquet")):
        leftover.unlink(missing_ok=True)


def drop_folder(folder: Path) -> None:
    """Remove a work folder and all in it."""
    shutil.rmtree(folder, ignore_errors=True)
