"""Bytes → Report: one door, `open_reports(path)`.

Invariant: the text is what the bytes say, decoded and nothing else; the hash is that of the bytes as received.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from trucebook.errors import InputError
from trucebook.intake.text import decode
from trucebook.model import Report, new_report

__all__ = ["day", "open_reports", "report_from_bytes"]

_DAY_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d)")


def open_reports(path: Path, *, published: str | None = None) -> Iterator[Report]:
    """Yield the reports of one file; raises InputError where it cannot be read or is no text.

    A publication day that is not given is taken from an ISO day in the file's name.
    """
    try:
        raw = path.read_bytes()
    except IsADirectoryError as error:
        raise InputError(f"{path}: is a folder; name the files in it, or use `trucebook code` for archives") from error
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    yield report_from_bytes(raw, name=str(path), published=published or _day_in_name(path.name))


def report_from_bytes(raw: bytes, *, name: str, published: str | None = None) -> Report:
    """Return the report of a text file's bytes; `name` is what an error calls the file."""
    digest = hashlib.sha256(raw).hexdigest()
    text = decode(raw, name=name)
    return new_report(text, title=_title(text), published=published, sha256=digest)


def _title(text: str) -> str | None:
    """Return the first line where it stands alone like a headline: short, no full stop, an empty line below."""
    first, _, rest = text.lstrip().partition("\n")
    words = first.strip()
    return words if 0 < len(words) <= 150 and words[-1] not in ".,:;" and rest[:1] in ("\n", "\r") else None


def day(words: str, *, what: str) -> str:
    """Return an ISO day as it was given, or raise InputError naming what it was given for."""
    try:
        return dt.date.fromisoformat(words.strip()).isoformat()
    except ValueError as error:
        raise InputError(f"{what}: {words!r} is not a day; write it as YYYY-MM-DD, for example 2021-09-02") from error


def _day_in_name(name: str) -> str | None:
    """Return the first real ISO day in a file's name."""
    for match in _DAY_IN_NAME.finditer(name):
        try:
            return dt.date.fromisoformat(match[1]).isoformat()
        except ValueError:
            continue
    return None
