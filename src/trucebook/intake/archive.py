"""Zip files and folders → the documents in them, one by one, in the order of their names.

Invariant: nothing is ever unpacked to disk; a member that leaves its folder, is locked, or unpacks to more than the limit ends in an error.
"""

import gzip
import io
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from trucebook.errors import InputError
from trucebook.intake.origin import MOST_BYTES, Origin

MOST_MEMBERS = 100_000
MOST_UNPACKED = 4 * 2**30
MOST_OF_ONE = MOST_BYTES
BROKEN = (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, zlib.error, ValueError)


def files_under(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and of those below it; hidden ones and links to folders are passed over."""
    for place, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if not name.startswith("."))
        yield from (file for name in sorted(names) if not name.startswith(".") and (file := Path(place) / name).is_file())


def names_in(raw: bytes) -> list[str]:
    """Return the names in a zip file, none where it is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            return parts.namelist()
    except BROKEN:
        return []


def members_of(raw: bytes, origin: Origin) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of a zip file's members; raises InputError for one that is broken or means harm."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            wanted = [m for m in parts.infolist() if not m.is_dir()]
            _refuse_harm(wanted, origin)
            for member in sorted(wanted, key=lambda m: m.filename):
                with parts.open(member) as file:
                    content = file.read(MOST_OF_ONE + 1)
                if len(content) > MOST_OF_ONE:
                    raise InputError(f"{origin.name}: {member.filename} unpacks to more than {MOST_OF_ONE >> 20} MB")
                yield member.filename, content
    except BROKEN as error:
        raise InputError(f"{origin.name}: is no whole zip file ({error})") from error


def refuse_bomb(raw: bytes, origin: Origin) -> None:
    """Raise InputError where an office file, which is a zip file, is broken or unpacks to more than trucebook takes in at once."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            _refuse_harm(parts.infolist(), origin)
    except BROKEN as error:
        raise InputError(f"{origin.name}: is no whole office file ({error})") from error


def _refuse_harm(members: list[zipfile.ZipInfo], origin: Origin) -> None:
    if len(members) > MOST_MEMBERS:
        raise InputError(f"{origin.name}: holds {len(members)} files, more than {MOST_MEMBERS}")
    if sum(m.file_size for m in members) > MOST_UNPACKED or any(m.file_size > MOST_OF_ONE for m in members):
        raise InputError(f"{origin.name}: unpacks to more than trucebook takes in at once; unpack it and name the files")
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if not path.parts:
            continue
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            raise InputError(f"{origin.name}: holds {member.filename!r}, a name that leads out of its folder; nothing was read")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise InputError(f"{origin.name}: holds {member.filename!r}, a link to another file; nothing was read")
        if member.flag_bits & 1:
            raise InputError(f"{origin.name}: {member.filename} is locked with a password; unpack it and name the files")


def unzipped(raw: bytes, origin: Origin) -> bytes:
    """Return what a gzip file holds, up to the limit."""
    try:
        with gzip.open(io.BytesIO(raw)) as file:
            content = file.read(MOST_OF_ONE + 1)
    except BROKEN as error:
        raise InputError(f"{origin.name}: is no whole gzip file ({error})") from error
    if len(content) > MOST_OF_ONE:
        raise InputError(f"{origin.name}: unpacks to more than {MOST_OF_ONE >> 20} MB")
    return content
