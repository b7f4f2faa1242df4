"""Bundles: anyone can check one with plain Python, and any change in it is named."""

import hashlib
import json
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.books import truce_report
from tests.test_verify import fill
from trucebook.book import Book
from trucebook.bundling import bundle
from trucebook.errors import InputError
from trucebook.model import Original


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the bundle of an agreement, made of a book that holds others, packed and unpacked."""
    place = tmp_path_factory.mktemp("bundle")
    with Book(place / "b.db", who="ana") as book:
        book.create()
        book.add(
            truce_report("goma", "2021-09-01", "A truce took effect in Goma. A quagga.", type="ceasefire"),
            original=Original(raw=b"quagga bytes"),
        )
        fill(book)
        bundle(book, "Daraa", place / "daraa.zip")
        assert book.verify() == []
        assert book.log()[-1].what == "bundle"
    with zipfile.ZipFile(place / "daraa.zip") as archive:
        archive.extractall(place / "open")
    return place


def check(place: Path, program: Path) -> subprocess.CompletedProcess[str]:
    """Run the bundle's own verifier in a bare Python."""
    return subprocess.run([sys.executable, "-I", "-S", str(program), str(place)], capture_output=True, text=True, check=False)


def test_a_bundle_checks_in_plain_python(folder: Path) -> None:
    """Packed and unpacked, with nothing but the standard library, it stands, and says the head of the log."""
    program = folder / "open" / "verify.py"
    for place in (folder / "daraa.zip", folder / "open"):
        done = check(place, program)
        assert (done.returncode, done.stderr) == (0, "")
        assert "stands; head of the log: line " in done.stdout


def test_a_bundle_holds_its_agreement_and_withholds_the_rest(folder: Path) -> None:
    """Originals, judgements and lines of its reports are there; of another report only hashes of log lines are."""
    names = {p.relative_to(folder / "open").as_posix() for p in (folder / "open").rglob("*") if p.is_file()}
    assert {"record.json", "evidence.jsonl", "log.jsonl", "verify.py", "README.txt", "codebook/events.yaml"} <= names
    assert len([n for n in names if n.startswith("originals/")]) == 3
    whole = b"".join(p.read_bytes() for p in (folder / "open").rglob("*") if p.is_file() and p.suffix != ".yaml")
    assert b"Goma" not in whole
    assert b"quagga" not in whole
    lines = [json.loads(line) for line in (folder / "open" / "log.jsonl").read_text().splitlines()]
    assert set(lines[0]) == {"seq", "previous", "hash"}
    assert {"correct", "merge", "grade", "undo", "claim"} <= {str(line.get("what")) for line in lines}


@pytest.mark.parametrize("name", ["evidence.jsonl", "reports.jsonl", "rows.jsonl", "log.jsonl", "originals", "record.json", "README.txt"])
def test_a_changed_bundle_is_named(folder: Path, tmp_path: Path, name: str) -> None:
    """One byte of any file changed, even with the manifest made to fit, is found; files that vouch for nothing need the manifest."""
    chance = random.Random(name)
    files = {p.relative_to(folder / "open").as_posix(): p.read_bytes() for p in (folder / "open").rglob("*") if p.is_file()}
    for forged in (False, True):
        changed = dict(files)
        wanted = next(n for n in sorted(files) if n.startswith(name))
        raw = bytearray(changed[wanted])
        spots = [n for n, byte in enumerate(raw) if chr(byte).isalnum()]
        at = chance.choice(spots)
        raw[at] = ord("x") if raw[at] != ord("x") else ord("y")
        changed[wanted] = bytes(raw)
        if forged and name not in ("record.json", "README.txt"):
            manifest = json.loads(changed["manifest.json"])
            manifest["files"][wanted] = hashlib.sha256(bytes(raw)).hexdigest()
            changed["manifest.json"] = json.dumps(manifest).encode()
        place = tmp_path / f"{forged}.zip"
        with zipfile.ZipFile(place, "w") as archive:
            for one, content in changed.items():
                archive.writestr(one, content)
        done = check(place, folder / "open" / "verify.py")
        assert done.returncode == 1, (wanted, at, done.stdout)
        assert done.stderr == ""


def test_a_purged_book_still_bundles(tmp_path: Path) -> None:
    """After a purge the bundle stands: covered lines and rows are what the tombstone says."""
    with Book(tmp_path / "b.db", who="ana") as book:
        book.create()
        fill(book)
        book.note("not_at_risk", "Amina Kone", {})
        book.purge(["The army"], why="asked for")
        bundle(book, "Daraa", tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        archive.extract("verify.py", tmp_path)
    done = check(tmp_path / "a.zip", tmp_path / "verify.py")
    assert (done.returncode, done.stdout[:10]) == (0, "every file"), done.stdout


def test_a_bundle_never_shows_a_person_at_risk(tmp_path: Path) -> None:
    """Where a report names a person marked at risk nothing is written; an unknown agreement is refused."""
    with Book(tmp_path / "b.db", who="ana") as book:
        book.create()
        fill(book)
        book.note("at_risk", "The rebels", {})
        for words in ("Daraa", "Atlantis"):
            with pytest.raises(InputError):
                bundle(book, words, tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()
