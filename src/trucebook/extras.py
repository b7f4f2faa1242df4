"""Heavy libraries that only some files and formats need, loaded at the door that needs them.

Invariant: a missing one ends in an error that names the command which installs it.
"""

import importlib
from typing import Any

from trucebook.errors import InputError


def load(module: str, *, extra: str, what: str) -> Any:
    """Return a module of an optional extra; raises InputError naming the pip command where it is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise InputError(f"{what} needs {error.name or module}, which is not installed; run: pip install 'trucebook[{extra}]'") from error
