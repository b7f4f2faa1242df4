"""One run over an archive, from the plan of its partitions to the whole output.

Invariant: a target file appears under its name only when it is whole; until then parts and journal lie beside it, and the next run goes on
from them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from trucebook.batch.cluster import Cluster
from trucebook.batch.foreman import Engine, Foreman
from trucebook.batch.local import PATIENCE, Alone, Pool, Watch, cores
from trucebook.batch.manifest import Manifest, Part, Totals, head_of, read_manifest
from trucebook.batch.partitions import SIZE, InputCard, Plan, plan
from trucebook.batch.parts import READINGS, Format, drop_folder, empty_tables, join, part_path, sweep
from trucebook.batch.readers import NamedReader
from trucebook.batch.work import Reader, Task
from trucebook.errors import InputError
from trucebook.extras import load

LINES = (".jsonl", ".ndjson")
PARQUET = ".parquet"
# called with (articles done, articles in all, articles done by an earlier run)
Progress = Callable[[int, int, int], None]


@dataclass(frozen=True)
class Options:
    """How a run is done: `jobs` processes (None: one, or every core where the input is large), `size` articles a partition, `patience`
    with a worker that says nothing (s)."""

    jobs: int | None = None
    size: int = SIZE
    form: Format | None = None
    tables: bool = False
    engine: Literal["local", "dask"] = "local"
    scheduler: str | None = None
    patience: float = PATIENCE
    anew: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    reader: Reader = field(default_factory=NamedReader)


@dataclass(frozen=True)
class Summary:
    """What a run came to: counts over the whole output, whether it had been whole before, the most memory (MB) a worker held, and
    what is wrong with the input as a whole."""

    totals: Totals
    before: bool = False
    peak: int = 0
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Place:
    """Where a run writes: the target as named, the folder that holds parts and manifest, the folder of what is dropped at the end."""

    target: Path
    folder: Path
    work: Path
    form: Format
    joined: bool


def code(inputs: Sequence[Path], target: Path, *, options: Options | None = None, progress: Progress | None = None) -> Summary:
    """Read every article of the inputs into a file or a folder of parts; raises InputError or BatchError naming what is wrong.

    A target that ends in .jsonl, .ndjson or .parquet is one file, any other a folder. A run that was cut off is taken up where it stopped.
    """
    options = options or Options()
    place = _place(inputs, target, options)
    found = plan(inputs, size=options.size, columns=options.columns)
    head = head_of(
        found,
        reader=options.reader.card(),
        sources=options.reader.sources(),
        skim=getattr(options.reader, "skim", False),
        form=place.form,
        tables=options.tables,
        size=options.size,
    )
    if options.anew:
        _begin_anew(place)
    manifest = Manifest(place.folder, place.work, head)
    whole = _whole_before(place, manifest)
    if whole:
        return whole
    manifest.open(what=target)
    try:
        _run(found, place, manifest, options, progress)
        return _finish(found, place, manifest)
    except BaseException:
        if not manifest.done and not manifest.resumed:
            _forget(place)
        raise
    finally:
        manifest.close()


def _place(inputs: Sequence[Path], target: Path, options: Options) -> _Place:
    """Return where a run writes, or raise InputError where it must not."""
    if not target.parent.is_dir():
        raise InputError(f"{target.parent}: no such folder; make it first")
    for path in inputs:
        if not path.exists():
            raise InputError(f"{path}: no such file")
        if path.resolve() == target.resolve() or path.resolve() in target.resolve().parents:
            raise InputError(f"{target}: would overwrite its own input or lie in it; name another output")
    ending = target.suffix.lower()
    form: Format = "parquet" if ending == PARQUET else "jsonl" if ending in LINES else options.form or "parquet"
    if form == "parquet" or options.tables:
        load("pyarrow.parquet", extra="formats", what="Parquet")
    if ending not in (*LINES, PARQUET):
        _refuse_strangers(target)
        return _Place(target, target, target / ".work", form, joined=False)
    if options.tables:
        raise InputError(f"{target}: tables need a folder to lie in; name one, such as -o {target.stem}")
    if options.form and options.form != form:
        raise InputError(f"{target}: its ending says {form}, --format says {options.form}; leave one out")
    if target.is_dir():
        raise InputError(f"{target}: is a folder; name a file")
    work = target.with_name(f".{target.name}.work")
    return _Place(target, work, work, form, joined=True)


def _refuse_strangers(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder}: is a file whose ending is none of .jsonl, .ndjson and .parquet; name another output")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "manifest.json").exists() and not (folder / ".work").exists():
        raise InputError(f"{folder}: holds other files; name a new or an empty folder")


def _begin_anew(place: _Place) -> None:
    drop_folder(place.work)
    if not place.joined:
        (place.folder / "manifest.json").unlink(missing_ok=True)


def _forget(place: _Place) -> None:
    """Leave nothing of a run that came to nothing."""
    drop_folder(place.work)
    if not place.joined:
        (place.folder / "manifest.json").unlink(missing_ok=True)
        for folder in (*place.folder.glob("*/"), place.folder):
            with suppress(OSError):
                folder.rmdir()


def _whole_before(place: _Place, manifest: Manifest) -> Summary | None:
    """Return the summary of a folder that is whole already; raises InputError where it is that of another run."""
    if place.joined or not manifest.path.exists():
        return None
    whole = read_manifest(manifest.path)
    if whole.state != "whole":
        return None
    manifest.refuse_other(place.target)
    return Summary(whole.totals, before=True, remarks=_remarks(manifest.head.inputs))


def _remarks(inputs: Iterable[InputCard]) -> tuple[str, ...]:
    return tuple(remark for card in inputs for remark in card.remarks)


def _run(found: Plan, place: _Place, manifest: Manifest, options: Options, progress: Progress | None) -> None:
    sweep(place.folder)
    todo = [number for number in range(len(found.partitions)) if number not in manifest.done]
    earlier, under_way = manifest.totals.articles, dict[int, int]()

    def say() -> None:
        if progress:
            progress(manifest.totals.articles + sum(under_way.values()), found.articles, earlier)

    def watch(task: Task, done: int) -> None:
        under_way[task.number] = task.low + done
        say()

    def settle(part: Part) -> None:
        under_way.pop(part.number, None)
        manifest.add(part)
        say()

    say()
    if not todo:
        return
    engine = _engine(len(todo), len(found.partitions) == 1, manifest.work, options, watch)
    try:
        Foreman(engine, place.work, settle).run(_tasks(found, todo, place, manifest, options))
    finally:
        engine.close()


def _engine(todo: int, small: bool, work: Path, options: Options, watch: Watch) -> Engine:
    """Return what reads: a cluster, a pool, or this process alone where the input is small and did not end it before."""
    if options.engine == "dask":
        if not options.scheduler:
            raise InputError("--engine dask needs the scheduler's address: --scheduler tcp://HOST:8786")
        return Cluster(options.scheduler, patience=options.patience)
    jobs = min(options.jobs or cores(), todo)
    mark = work / "alone"
    if small and not mark.exists():
        mark.touch()
        return Alone(watch)
    return Pool(jobs, watch, patience=options.patience)


def _tasks(found: Plan, todo: Sequence[int], place: _Place, manifest: Manifest, options: Options) -> Iterator[Task]:
    for number in todo:
        partition = found.partitions[number]
        yield Task(
            number=number,
            partition=partition,
            root=str(Path.cwd()),
            low=0,
            high=partition.count,
            folder=str(place.folder.absolute()),
            form=place.form,
            tables=options.tables,
            reader=options.reader,
            expects=manifest.head.reader,
            knows=manifest.head.sources,
        )


def _finish(found: Plan, place: _Place, manifest: Manifest) -> Summary:
    """Make the output whole: parts joined into the target, or the manifest finished beside them."""
    summary = Summary(manifest.totals, peak=manifest.peak, remarks=_remarks(found.inputs))
    parts = [part_path(place.folder, READINGS, number, place.form) for number in range(len(found.partitions))]
    sweep(place.folder)
    if place.joined:
        join(parts, place.target, place.form)
    else:
        if manifest.head.tables:
            empty_tables(place.folder)
        manifest.finish()
    drop_folder(place.work)
    return summary
