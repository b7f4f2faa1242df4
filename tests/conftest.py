"""What tests share: the real model, loaded once, and short ways to a parse and to a reading."""

import uuid
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy

from tests.postgres import running_postgres
from trucebook import actors, codebook, gazetteer
from trucebook.model import Reading, new_report
from trucebook.reading import Sources, read
from trucebook.reading.grammar.language import parse_many
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Notes


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


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server of the test run's own."""
    with running_postgres() as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[Callable[[], str]]:
    """A function that makes an empty database and returns its URL."""
    made: list[str] = []
    engine = sqlalchemy.create_engine(postgres_server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")

    def make() -> str:
        name = f"book_{uuid.uuid4().hex[:12]}"
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        made.append(name)
        head, _, query = postgres_server.partition("?")
        return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")

    yield make
    with engine.connect() as connection:
        for name in made:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()
