"""What a book promises when things go wrong, in small: eval/endure.py runs the same for long."""

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "eval"))

import endure  # noqa: E402


def test_nothing_acknowledged_is_lost_to_a_kill() -> None:
    """kill -9 at random moments over add, decide, import, migrate and backup."""
    assert endure.kill(3) == []


def test_a_kill_inside_a_migration_leaves_all_steps_or_none() -> None:
    """kill -9 while books of the first release are brought up to date: each has every step or none, opens again and verifies."""
    assert endure.kill_upgrades(4) == []


def test_nothing_acknowledged_on_postgresql_is_lost_to_a_kill() -> None:
    """kill -9 of whoever writes into a shared book, at random moments."""
    assert endure.kill_shared(2) == []


def test_a_full_disk_ends_in_a_clear_error(tmp_path: Path) -> None:
    """Where a file cannot grow, the error says so, and the book holds what was acknowledged and verifies."""
    assert endure.full(str(tmp_path / "b.db"), limit=2 * 2**20) == []


def test_a_read_only_book_ends_in_a_clear_error(tmp_path: Path) -> None:
    """Writing into a book that may not be written says so and leaves it as it was."""
    place = tmp_path / "b.db"
    with endure.Book(place) as book:
        book.create()
        book.add(endure.made("r1", 1))
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere; `python eval/endure.py disk` mounts a read-only disk")
    before = place.read_bytes()
    place.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with endure.Book(place) as book:
            said = endure.refusal(lambda: book.add(endure.made("r2", 2)))
    finally:
        tmp_path.chmod(0o755)
    assert "read-only" in said
    assert place.read_bytes() == before


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_many_hands_lose_nothing(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Two writers and two readers at once: no error, no lost update, and the log has one line for each deed."""
    place = str(tmp_path / "b.db") if kind == "sqlite" else request.getfixturevalue("postgres_url")()
    assert endure.share(place, writers=2, readers=2, seconds=1.5) == []


def test_memory_stays_flat() -> None:
    """Some hundred adds with reviews in one process."""
    assert endure.soak(300) == []
