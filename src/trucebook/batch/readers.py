"""The reader of the house, as workers come by it.

Invariant: naming it loads no model; two that are equal read the same.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

from trucebook import actors, codebook, gazetteer
from trucebook.batch.work import BATCH, ReadMany
from trucebook.gazetteer_build import make_stamp
from trucebook.model import ReaderInfo, Reading, Report
from trucebook.reading import Sources, read_many
from trucebook.reading.grammar.language import card, load


@dataclass(frozen=True)
class RulesReader:
    """Reading by rules over the parse."""

    def card(self) -> ReaderInfo:
        """Return who reads; the model's weights are hashed but not loaded."""
        return card()

    def sources(self) -> str:
        """Return a hash of codebook, tables and gazetteer, the user's own places among them."""
        total = hashlib.sha256(make_stamp().encode())
        for folder in ("codebook", "data"):
            for entry in sorted(resources.files("trucebook").joinpath(folder).iterdir(), key=lambda e: e.name):
                if entry.name.endswith((".yaml", ".csv", ".json")):
                    total.update(entry.read_bytes())
        own = gazetteer.where() / gazetteer.OWN_FILE
        total.update(own.read_bytes() if own.exists() else b"")
        return total.hexdigest()

    def open(self) -> ReadMany:
        """Load the model, the codebook, the gazetteer and the actors."""
        load()
        sources = Sources(codebook=codebook.load(), gazetteer=gazetteer.load(), actors=actors.load())

        def read_all(reports: list[Report]) -> Iterable[Reading]:
            return read_many(reports, sources=sources, batch=BATCH)

        return read_all
