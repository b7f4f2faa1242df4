"""The folder with gold sets and scorers that lies beside a developer's checkout, and its modules; trucebook never needs it."""

import importlib
import os
import sys
from pathlib import Path
from typing import Any

SHARED = Path(os.environ.get("TRUCEBOOK_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def shared_module(name: str) -> Any:
    """Import a module of the shared eval folder by its file."""
    folder = str(SHARED / "eval")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return importlib.import_module(name)
