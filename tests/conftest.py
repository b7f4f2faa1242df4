"""What tests share: the real model, loaded once, and short ways to a parse and to a reading."""

from collections.abc import Callable

import pytest

from trucebook import actors, codebook, gazetteer
from trucebook.model import Reading, new_report
from trucebook.reading import Sources, read
from trucebook.reading.language import parse_many
from trucebook.reading.notes import Notes
from trucebook.reading.parse import Parse


@pytest.fixture(scope="session")
def sources() -> Sources:
    """Everything reading knows before it sees a report."""
    return Sources(codebook=codebook.load(), gazetteer=gazetteer.load(), actors=actors.load())


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Parse]:
    """A function that parses a text."""
    return lambda text: next(parse_many([new_report(text)]))[1]


@pytest.fixture(scope="session")
def take_notes(parse: Callable[[str], Parse]) -> Callable[..., Notes]:
    """A function that gives the notes of a text before any step has run; finds can be handed in by name."""

    def make(text: str, published: str | None = None, **finds: object) -> Notes:
        report = new_report(text, published=published)
        return Notes(report=report, parse=parse(text)).with_(**finds)

    return make


@pytest.fixture(scope="session")
def read_text(sources: Sources) -> Callable[..., Reading]:
    """A function that reads a text wholly."""
    return lambda text, published=None: read(new_report(text, published=published), sources=sources)
