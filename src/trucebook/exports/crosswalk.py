"""The data file that says how our codes become those of other schemes.

Invariant: what the file does not name has no counterpart and is left blank.
"""

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def scheme(name: str) -> dict[str, Any]:
    """Return one scheme's part of `data/crosswalk.yaml`."""
    loaded: dict[str, Any] = yaml.safe_load((resources.files("trucebook") / "data" / "crosswalk.yaml").read_bytes())[name]
    return loaded
