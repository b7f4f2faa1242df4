"""Where a document comes from, and how much of one is taken in.

Invariant: nothing larger than a limit is held in memory; what is larger ends in an error that names it.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import BinaryIO

from trucebook.errors import InputError

MOST_BYTES = 256 * 2**20
_DAY_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d)")
_ISO_START = re.compile(r"((?:19|20)\d\d-[01]\d-[0-3]\d)(?:$|[T ])")


@dataclass(frozen=True)
class Origin:
    """What is known of a document before it is opened.

    `name` is what errors call it by, `published` a publication day given for it, `ending` what it is by another's word (".html" for
    a page that was fetched), where the name may not tell.
    """

    name: str
    published: str | None = None
    ending: str = ""

    def kind(self) -> str:
        """Return the name by whose ending the document is told."""
        return (self.name + self.ending).lower()

    def day(self, found: str | None, basis: str) -> tuple[str | None, str | None]:
        """Return (day, basis): the day given, else the one found in the document, else one in the name."""
        if self.published:
            return self.published, "given"
        if found:
            return found, basis
        named = day_in_name(self.name.replace("\\", "/").rpartition("/")[2])
        return (named, "address" if "://" in self.name else "file name") if named else (None, None)


def read_whole(file: BinaryIO, origin: Origin) -> bytes:
    """Return all bytes of a file; raises InputError for one over the limit."""
    raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise InputError(f"{origin.name}: is larger than {MOST_BYTES >> 20} MB; split it")
    return raw


def declares(raw: bytes, *marks: bytes) -> bool:
    """Say whether XML holds one of some marks, whichever Unicode encoding it is written in."""
    plain = raw.replace(b"\x00", b"") if b"\x00" in raw else raw
    return any(mark in plain for mark in marks)


def day_in_name(name: str) -> str | None:
    """Return the first real ISO day in a file's name."""
    return next((day for m in _DAY_IN_NAME.finditer(name) if (day := real_day(m[1]))), None)


def real_day(words: object) -> str | None:
    """Return the ISO day that words begin with, None where they begin with none."""
    match = _ISO_START.match(str(words or "").strip())
    if match is None:
        return None
    try:
        return dt.date.fromisoformat(match[1]).isoformat()
    except ValueError:
        return None
