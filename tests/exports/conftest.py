"""The dossier that every test of exports writes."""

import pytest

from tests.exports import dossier_of
from trucebook.exports import Dossier


@pytest.fixture(scope="session")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """What the hand-made book holds."""
    return dossier_of(tmp_path_factory.mktemp("exports") / "book.db")
