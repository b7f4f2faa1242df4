"""What a run is and how far it has come: the manifest, and the journal beside it that a resumed run reads.

Invariant: a partition is in the journal only when its part is on disk; a run goes on only with the input, reader and settings it was
begun with.
"""

import importlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import msgspec
from msgspec.structs import replace

from trucebook import __version__
from trucebook.batch.lines import ErrorLine
from trucebook.batch.partitions import InputCard, Plan
from trucebook.batch.parts import READINGS, Format, part_path, settle_folder, write_file
from trucebook.errors import BatchError, InputError
from trucebook.model import ReaderInfo

NAME = "manifest.json"
JOURNAL = "journal.jsonl"


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What became of articles: reports read, errors, articles without a report; claims; where reports were skimmed, those of which no
    sentence was read (`skipped`), and the sentences in all and read."""

    read: int = 0
    errors: int = 0
    passed: int = 0
    skipped: int = 0
    claims: int = 0
    sentences: int = 0
    sentences_read: int = 0

    def plus(self, other: "Counts") -> Self:
        """Return these counts with others added."""
        return replace(self, **{name: getattr(self, name) + getattr(other, name) for name in Counts.__struct_fields__})


class Totals(Counts, frozen=True, kw_only=True):
    """Counts over finished partitions, with the articles looked at, the CPU seconds, and how often a worker died or hung over them."""

    articles: int = 0
    cpu_seconds: float = 0.0
    deaths: int = 0

    def with_(self, part: "Part") -> "Totals":
        """Return the totals with a finished partition."""
        return replace(
            self.plus(part),
            articles=self.articles + part.articles,
            cpu_seconds=round(self.cpu_seconds + part.cpu_seconds, 3),
            deaths=self.deaths + len(part.deaths),
        )


class Part(Counts, frozen=True, kw_only=True):
    """One finished partition: its counts, its part's size and hash, what went wrong, and what it cost.

    `trouble` names each article that could not be read; `left_out` those that ended the process that read them; `deaths` tells how each
    worker that did not get through it ended. `seconds` is wall time, `cpu_seconds` user and system; `rss` the worker's memory in MB when it
    ended, `peak` the most it had.
    """

    number: int
    articles: int
    bytes: int = 0
    sha256: str = ""
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    rss: int = 0
    peak: int = 0
    worker: str = ""
    trouble: tuple[ErrorLine, ...] = ()
    left_out: tuple[ErrorLine, ...] = ()
    deaths: tuple[str, ...] = ()


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a run is: it may go on only where all of this is the same, the day it began and the file names aside."""

    inputs: tuple[InputCard, ...]
    reader: ReaderInfo
    sources: str
    skim: bool
    form: Format
    tables: bool
    size: int
    partitions: int
    trucebook: str = __version__
    begun: str = msgspec.field(default_factory=lambda: _now())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class Manifest:
    """The manifest of one run, held by one process at a time; `done` are the numbers of finished partitions."""

    def __init__(self, folder: Path, work: Path, head: Head) -> None:
        self.folder, self.work, self.head = folder, work, head
        self.done, self.totals, self.resumed = set[int](), Totals(), False
        self._parts: dict[int, int] = {}
        self.peak = 0

    @property
    def path(self) -> Path:
        """Return where the manifest lies."""
        return self.folder / NAME

    @property
    def journal(self) -> Path:
        """Return where the journal lies."""
        return self.work / JOURNAL

    def open(self, *, what: Path) -> None:
        """Begin a run, or take up the one whose manifest lies there; raises InputError where that one is another run."""
        self.work.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(self.work / "lock", what)
        if self.path.exists():
            begun = _read(self.path)
            _refuse_other(begun, self.head, what)
            self.head, self.resumed = begun, True
            for part in self._journaled():
                target = part_path(self.folder, READINGS, part.number, self.head.form)
                if part.number not in self.done and target.exists() and target.stat().st_size == part.bytes:
                    self._count(part)
        else:
            self._write("running")
        self._out = self.journal.open("ab")
        settle_folder(self.work)

    def refuse_other(self, what: Path) -> None:
        """Raise InputError where the manifest that lies there is that of another run."""
        _refuse_other(_read(self.path), self.head, what)

    def add(self, part: Part) -> None:
        """Enter a partition whose part is on disk."""
        self._out.write(msgspec.json.encode(part) + b"\n")
        self._out.flush()
        os.fsync(self._out.fileno())
        self._count(part)

    def finish(self) -> None:
        """Write the manifest of a whole run, every partition in order."""
        self._write("whole")

    def close(self) -> None:
        """Let go of the journal and the lock."""
        self._out.close()
        self._lock.close()

    def _count(self, part: Part) -> None:
        self.done.add(part.number)
        self.totals = self.totals.with_(part)
        self.peak = max(self.peak, part.peak)

    def _journaled(self) -> Iterator[Part]:
        """Yield what the journal holds; a last line that was cut off by a crash is taken out of it."""
        if not self.journal.exists():
            return
        whole = 0
        with self.journal.open("rb") as lines:
            for line in lines:
                if not line.endswith(b"\n"):
                    break
                whole += len(line)
                yield msgspec.json.decode(line, type=Part)
        os.truncate(self.journal, whole)

    def _write(self, state: str) -> None:
        write_file(self.path, self._pieces(state))

    def _pieces(self, state: str) -> Iterator[bytes]:
        head = {"state": state, "written": _now()} | msgspec.to_builtins(self.head) | {"totals": msgspec.to_builtins(self.totals)}
        yield msgspec.json.format(msgspec.json.encode(head), indent=1)[:-2]
        yield b',\n "parts": ['
        if state == "whole":
            yield from self._in_order()
        yield b"\n ]\n}\n"

    def _in_order(self) -> Iterator[bytes]:
        """Yield the journal's lines in the order of partitions, the last one of each."""
        places: dict[int, tuple[int, int]] = {}
        with self.journal.open("rb") as lines:
            at = 0
            for line in lines:
                places[msgspec.json.decode(line, type=_Number).number] = (at, len(line))
                at += len(line)
            for count, (_, (place, length)) in enumerate(sorted(places.items())):
                lines.seek(place)
                yield (b",\n  " if count else b"\n  ") + lines.read(length).rstrip()


class _Number(msgspec.Struct, frozen=True):
    number: int


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    """A manifest as it is read back."""

    state: str
    totals: Totals
    parts: tuple[Part, ...] = ()


def read_manifest(path: Path) -> Whole:
    """Return what a manifest says of a run's end; raises InputError where it is no manifest."""
    return _decoded(path, Whole)


def _read(path: Path) -> Head:
    return _decoded(path, Head)


def _decoded[T](path: Path, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: is no manifest of a run ({error}); name another output") from error


def _refuse_other(begun: Head, now: Head, what: Path) -> None:
    """Raise InputError where the run that lies there is not the one asked for."""
    for difference in _differences(begun, now):
        raise InputError(f"{what}: was begun {difference}; name another output, or begin again with --anew")


def _differences(begun: Head, now: Head) -> Iterator[str]:
    if [(i.bytes, i.sha256) for i in begun.inputs] != [(i.bytes, i.sha256) for i in now.inputs]:
        yield f"with other input ({', '.join(i.name for i in begun.inputs)}, since changed or not the one named now)"
    if begun.reader != now.reader:
        yield f"with another reader ({_card(begun.reader)}; here is {_card(now.reader)})"
    if begun.sources != now.sources:
        yield "with another codebook, gazetteer or table of actors"
    for name, words in (("skim", "--skim"), ("form", "--format"), ("tables", "--tables"), ("size", "--partition")):
        if getattr(begun, name) != getattr(now, name):
            yield f"with another {words} ({getattr(begun, name)})"


def _card(reader: ReaderInfo) -> str:
    return f"{reader.name} {reader.version}, {reader.model}, {reader.model_sha256[:12]}"


def head_of(plan: Plan, *, reader: ReaderInfo, sources: str, skim: bool, form: Format, tables: bool, size: int) -> Head:
    """Return the head of a run over a plan."""
    return Head(
        inputs=plan.inputs,
        reader=reader,
        sources=sources,
        skim=skim,
        form=form,
        tables=tables,
        size=size,
        partitions=len(plan.partitions),
    )


def _locked(path: Path, what: Path) -> Any:
    """Return an open file that holds the run's lock, which ends with the process however it ends."""
    file = path.open("ab")
    if os.name != "posix":
        return file
    fcntl = importlib.import_module("fcntl")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        raise BatchError(f"{what}: another run is writing it; wait for that one, or name another output") from error
    except OSError:
        return file  # a file system without locks: nothing is known of other runs
    return file
