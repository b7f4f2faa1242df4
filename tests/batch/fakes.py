"""A reader that needs no model and does harm when a text tells it to, and a run with it as a program of its own."""

import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from trucebook.batch import Options, code
from trucebook.batch.work import ReadMany
from trucebook.model import Claim, Field, Mention, PlaceValue, ReaderInfo, Reading, Report

CARD = ReaderInfo(name="fake", version="1", model="none", model_sha256="0" * 64)


@dataclass(frozen=True)
class FakeReader:
    """Finds one event in the first word of every text; POISON raises, MURDER ends the process, ONCE path ends it, STOP path
    stops it without an end, the first time."""

    version: str = "1"
    knows: str = "a"
    delay: float = 0.0

    def card(self) -> ReaderInfo:
        """Return the card of a reader of that version."""
        return ReaderInfo(name=CARD.name, version=self.version, model=CARD.model, model_sha256=CARD.model_sha256)

    def sources(self) -> str:
        """Return what stands for the hash of codebook and gazetteer."""
        return self.knows

    def open(self) -> ReadMany:
        """Return the function that reads."""

        def read_many(reports: list[Report]) -> Iterable[Reading]:
            return [self._read(report) for report in reports]

        return read_many

    def _read(self, report: Report) -> Reading:
        time.sleep(self.delay)
        harm(report.text)
        words = report.text.split()[0] if report.text.split() else ""
        if not words:
            return Reading(report=report, mentions=(), claims=(), reader=self.card())
        place = PlaceValue(place_id="1", name="Goma", lat=-1.67, lon=29.22, country="CD", precision="town")
        spot = Field(text=words, start=0, end=len(words), value=place)
        claim = Claim(
            id=f"c{report.id}", kind="event", start=0, end=len(words), quote=words, fields={"place": spot, "type": Field(value="AID")}
        )
        mention = Mention(kind="place", start=0, end=len(words), text=words, value=place)
        return Reading(report=report, mentions=(mention,), claims=(claim,), reader=self.card())


@dataclass(frozen=True)
class StillbornReader(FakeReader):
    """A reader whose loading ends the process."""

    def open(self) -> ReadMany:
        """End the process."""
        os._exit(9)


def harm(text: str) -> None:
    """Do what a text says."""
    if "POISON" in text:
        raise RuntimeError("poison")
    if "MURDER" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "ONCE" in text:
        mark = Path(text.split("ONCE ")[1].split()[0])
        if not mark.exists():
            mark.touch()
            os._exit(3)
    if "STOP" in text:
        mark = Path(text.split("STOP ")[1].split()[0])
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGSTOP)


def lines(count: int, special: dict[int, str] | None = None) -> Iterator[str]:
    """Yield JSON lines of an archive; `special` gives texts by number."""
    for number in range(count):
        text = (special or {}).get(number, f"Aid number {number} reached Goma on Monday.")
        yield f'{{"id": "d{number:05d}", "text": "{text}"}}\n'


def archive(folder: Path, count: int, special: dict[int, str] | None = None) -> Path:
    """Write an archive of JSON lines and return its path."""
    path = folder / "in.jsonl"
    path.write_text("".join(lines(count, special)), encoding="utf-8")
    return path


def main() -> None:
    """Run over an archive: IN OUT JOBS SIZE DELAY [SCHEDULER]."""
    source, target, jobs, size, delay, *scheduler = sys.argv[1:]
    options = Options(
        jobs=int(jobs),
        size=int(size),
        form="jsonl",
        reader=FakeReader(delay=float(delay)),
        engine="dask" if scheduler else "local",
        scheduler=scheduler[0] if scheduler else None,
    )
    code([Path(source)], Path(target), options=options)


if __name__ == "__main__":
    main()
