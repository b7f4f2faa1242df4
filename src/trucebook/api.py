"""What a Python program calls: read a text, read files.

Invariant: the same reader as the command line's, loaded once a process; nothing is kept and nothing is sent anywhere.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from trucebook import actors, codebook, gazetteer
from trucebook.intake import open_reports
from trucebook.model import Reading, Report, new_report
from trucebook.readers import find_reader
from trucebook.reading import Sources


@cache
def sources() -> Sources:
    """Return codebook, gazetteer and actors; the first use on a machine builds the gazetteer (about 10 s)."""
    return Sources(codebook=codebook.load(), gazetteer=gazetteer.load(), actors=actors.load())


def read(
    text: str, *, published: str | None = None, title: str | None = None, publisher: str | None = None, url: str | None = None
) -> Reading:
    """Read one text and return its mentions and claims.

    `published` is the day of publication, YYYY-MM-DD; without it "on Wednesday" stays without a day. Offsets of the reading count
    characters of `reading.report.text`.
    """
    report = new_report(text, published=published, title=title, publisher=publisher, url=url)
    return next(read_reports([report]))


def read_reports(reports: Iterable[Report], *, reader: str = "rules", codes: str | Path | None = None) -> Iterator[Reading]:
    """Yield the readings of reports, in order, parsed in batches.

    `reader` names another package's reader, `codes` a file of own codes for ours; raises InputError or CodebookError where one is wrong.
    """
    return find_reader(reader, sources=sources, codes=Path(codes) if codes is not None else None)(reports)


def read_files(*paths: str | Path, published: str | None = None) -> Iterator[Reading]:
    """Yield the readings of files and folders: text, HTML, PDF, Word, e-mail, feeds, tables, web archives.

    Raises InputError naming a file that cannot be used and what to do.
    """
    return read_reports(report for path in paths for report in open_reports(Path(path), published=published))
