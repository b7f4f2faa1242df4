"""The real reader with two documents that do harm: one that raises and one that ends the process that reads it.

What is left of an archive must be what the reader gives of it anyway; `eval/endings.py` looks.
"""

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass

from trucebook.batch.readers import NamedReader
from trucebook.batch.work import ReadMany
from trucebook.model import Reading, Report


@dataclass(frozen=True)
class HarmedReader(NamedReader):
    """Our own reader, to which the report of id `poison` raises and that of id `murder` is the end, each in the middle of its batch."""

    poison: str = ""
    murder: str = ""

    def open(self) -> ReadMany:
        """Load what reading needs."""
        read = super().open()

        def read_all(reports: list[Report]) -> Iterator[Reading]:
            for reading in read(reports):
                if reading.report.id == self.poison:
                    raise RuntimeError("poison")
                if reading.report.id == self.murder:
                    os.kill(os.getpid(), signal.SIGKILL)
                yield reading

        return read_all
