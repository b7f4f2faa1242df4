"""Readers by name, as workers come by them.

Invariant: naming one loads no model; two that are equal read the same.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources
from pathlib import Path

from msgspec.structs import replace

from trucebook import actors, codebook, gazetteer
from trucebook.batch.work import ReadMany
from trucebook.gazetteer_build import make_stamp
from trucebook.model import ReaderInfo, Reading, Report
from trucebook.own_codes import digest
from trucebook.readers import GROUP, OWN, find_reader
from trucebook.reading import SKIMMING, Sources
from trucebook.reading.grammar.language import card, load, settle


@dataclass(frozen=True)
class NamedReader:
    """Our own reader, with or without a file of own codes, or one that a package brings."""

    name: str = OWN
    codes: str | None = None
    skim: bool = False

    def card(self) -> ReaderInfo:
        """Return who reads; the model's weights are hashed but not loaded."""
        if self.name != OWN:
            points = metadata.entry_points(group=GROUP, name=self.name)
            versions = [point.dist.version for point in points if point.dist is not None]
            return ReaderInfo(name=self.name, version=next(iter(versions), ""), model="", model_sha256="")
        known = replace(card(), name=SKIMMING) if self.skim else card()
        return replace(known, version=f"{known.version}+codes.{digest(Path(self.codes))}") if self.codes else known

    def sources(self) -> str:
        """Return a hash of codebook, tables and gazetteer, the user's own codes and places among them."""
        total = hashlib.sha256(make_stamp().encode())
        for folder in ("codebook", "data"):
            for entry in sorted(resources.files("trucebook").joinpath(folder).iterdir(), key=lambda e: e.name):
                if entry.name.endswith((".yaml", ".csv", ".json")):
                    total.update(entry.read_bytes())
        for own in (gazetteer.where() / gazetteer.OWN_FILE, Path(self.codes or "")):
            total.update(own.read_bytes() if own.is_file() else b"")
        return total.hexdigest()

    def open(self) -> ReadMany:
        """Load the model, the codebook, the gazetteer and the actors."""
        if self.name == OWN:
            load()
        sources = cache(lambda: Sources(codebook=codebook.load(), gazetteer=gazetteer.load(), actors=actors.load()))
        read = find_reader(self.name, sources=sources, codes=Path(self.codes) if self.codes else None, skim=self.skim)
        sources()
        settle()

        def read_all(reports: list[Report]) -> Iterable[Reading]:
            return read(reports)

        return read_all
