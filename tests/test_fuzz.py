"""The fuzzing harnesses: each takes its own seeds, and what once broke something stays mended."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "fuzz"))

import fuzz


@pytest.mark.parametrize("kind", fuzz.KINDS)
def test_seeds_go_through(kind: str) -> None:
    """Every seed, cut short and with a byte changed too, ends in reports or a clear error."""
    hit = fuzz.target(kind)
    found = fuzz.seeds(kind)
    assert found
    for raw in found:
        hit(raw)
        if kind != "reader":
            hit(raw[: len(raw) // 2])
            hit(raw[:100] + b"\xff" + raw[101:])
