"""How many cells a workbook spreads over, before it is opened: a reader of sheets takes memory for every cell up to the last one.

Invariant: a sheet that would spread over more cells than the limit is refused by what its XML says, however few cells it fills.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from trucebook.errors import InputError
from trucebook.intake.archive import BROKEN
from trucebook.intake.origin import Origin

MOST_CELLS = 10_000_000
_PLACE = re.compile(rb"\br=[\"']([A-Z]{1,7})(\d{1,20})[\"']")
_TAG = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table)\b([^>]*)>")
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated=[\"'](\d{1,20})[\"']")
_CHUNK, _OVERLAP = 2**20, 64


def refuse_spread(raw: bytes, origin: Origin) -> None:
    """Raise InputError where a sheet of an .xlsx or .ods file spreads over too many cells."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            for name in parts.namelist():
                if name.startswith("xl/worksheets/") or name == "content.xml":
                    with parts.open(name) as file:
                        cells = _ods_cells(file.read()) if name == "content.xml" else _xlsx_cells(cast(BinaryIO, file))
                    if cells > MOST_CELLS:
                        raise InputError(
                            f"{origin.name}: has a cell so far out that the sheet spreads over {cells:,} cells; save it as CSV"
                        )
    except BROKEN as error:
        raise InputError(f"{origin.name}: is no whole spreadsheet ({error})") from error


def _xlsx_cells(file: BinaryIO) -> int:
    """Return rows × columns up to the last cell that a sheet names."""
    wide = high = 0
    for chunk in _chunks(file):
        for place in _PLACE.finditer(chunk):
            wide, high = max(wide, _column(place[1])), max(high, int(place[2]))
    return wide * high


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    kept = b""
    while more := file.read(_CHUNK):
        yield kept + more
        kept = more[-_OVERLAP:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _ods_cells(raw: bytes) -> int:
    """Return the most rows × columns of a sheet up to its last cell with something in it; repeated cells count as often."""
    most = wide = high = row = place = 0
    for tag in _TAG.finditer(raw):
        times = int(found[1]) if (found := _REPEATED.search(tag[2])) else 1
        if tag[1] == b"table":
            most, wide, high, row, place = max(most, wide * high), 0, 0, 0, 0
        elif tag[1] == b"table-row":
            row, place = row + times, 0
        else:
            place += times
            if b"value-type" in tag[2]:
                wide, high = max(wide, place), max(high, row)
    return max(most, wide * high)
