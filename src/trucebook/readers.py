"""Readers by name: trucebook's own, with or without a user's codes, and those that other packages bring.

Invariant: whoever reads, a claim whose quote is not in the text at its offsets is refused, and the text stays as it was given.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from trucebook.claim_ids import name_claims
from trucebook.errors import EvidenceError, InputError
from trucebook.model import Reading, Report
from trucebook.own_codes import digest, learn, named
from trucebook.reading import Sources, read_many
from trucebook.reading.evidence import check

GROUP = "trucebook.readers"
OWN = "rules"
Reader = Callable[[Iterable[Report]], Iterator[Reading]]


def reader_names() -> list[str]:
    """Return the readers that can be asked for: ours, then those of installed packages."""
    return [OWN, *sorted(point.name for point in metadata.entry_points(group=GROUP))]


def find_reader(name: str, *, sources: Callable[[], Sources], codes: Path | None = None, skim: bool = False) -> Reader:
    """Return a reader by its name; `codes` is a file of own codes, which only our own reader takes, as it alone can `skim`.

    A package's entry point in the group `trucebook.readers` names a function of one Report that returns its Reading.
    Raises InputError for a name nobody knows and EvidenceError, when it reads, for a quote that is not there.
    """
    if name == OWN and codes is not None:
        return _with_codes(sources, codes, skim)
    if name == OWN:
        return lambda reports: read_many(reports, sources=sources(), skim=skim)
    point = next((p for p in metadata.entry_points(group=GROUP) if p.name == name), None)
    if point is None:
        raise InputError(f"{name}: no such reader; there are {', '.join(reader_names())}")
    if codes is not None:
        raise InputError(f"{name}: only the reader {OWN!r} takes a file of own codes")
    if skim:
        raise InputError(f"{name}: only the reader {OWN!r} can skim")
    read = point.load()
    return lambda reports: (_checked(read(report), report, name) for report in reports)


def _with_codes(sources: Callable[[], Sources], codes: Path, skim: bool) -> Reader:
    """Return our own reader with a user's codes; its version names their file's hash."""

    taught = cache(lambda: (learn(codes, sources())[0], digest(codes)))

    def read(reports: Iterable[Report]) -> Iterator[Reading]:
        known, mark = taught()
        return (named(reading, mark) for reading in read_many(reports, sources=known, skim=skim))

    return read


def _checked(reading: Reading, report: Report, name: str) -> Reading:
    if reading.report.text != report.text or reading.report.id != report.id:
        raise EvidenceError(f"reader {name}: it changed the text or the id of report {report.id}; offsets must be those of the text given")
    return name_claims(check(reading))
