"""Plug-ins: the example package's export and reader are found by their entry points and held to the house's rules."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from msgspec.structs import replace

from trucebook import exports, readers
from trucebook.errors import EvidenceError, InputError
from trucebook.model import Reading, Report, new_report
from trucebook.readers import find_reader
from trucebook.reading import Sources

PACKAGE = Path(__file__).resolve().parents[1] / "examples" / "trucebook-example"
SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "2021-09-02-daraa-truce-in-force.txt"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the example package as an installer would leave it, entry points and all."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "trucebook_example").symlink_to(PACKAGE / "src" / "trucebook_example")
    info = folder / "trucebook_example-1.0.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: trucebook-example\nVersion: 1.0.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(_entry_points(), encoding="utf-8")
    return folder


def _entry_points() -> str:
    """Return the package's entry points in the form of an installed package, from its pyproject.toml."""
    groups = tomllib.loads((PACKAGE / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    return "\n".join(f"[{group}]\n" + "\n".join(f"{k} = {v}" for k, v in points.items()) for group, points in groups.items())


def run(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run trucebook with the example package on its path."""
    path = os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")]))
    return subprocess.run(
        [sys.executable, "-m", "trucebook", *args], capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": path}
    )


def test_the_example_export_is_a_format_like_any_other(installed: Path, tmp_path: Path) -> None:
    """`export --format markdown` writes the example's file, and an unknown format names it among those there are."""
    book = str(tmp_path / "book.db")
    assert run(installed, "--book", book, "add", str(SAMPLE)).returncode == 0
    done = run(installed, "--book", book, "export", "--format", "markdown", "-o", str(tmp_path / "out.md"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out.md").read_text(encoding="utf-8").startswith("# Agreements\n\n- **")
    assert "markdown" in run(installed, "--book", book, "export", "--format", "poem", "-o", str(tmp_path / "x")).stderr


def test_the_example_reader_reads(installed: Path) -> None:
    """`--reader headlines` reads the first line and signs with its own name."""
    said = run(installed, "--reader", "headlines", "read", "--json", str(SAMPLE))
    assert said.returncode == 0, said.stderr
    assert '"name":"headlines"' in said.stdout
    assert SAMPLE.read_text(encoding="utf-8").split("\n", 1)[0] in said.stdout


def test_a_reader_nobody_knows_is_refused(installed: Path) -> None:
    """The error lists the readers there are."""
    done = run(installed, "--reader", "oracle", "read", str(SAMPLE))
    assert done.returncode == 2
    assert "headlines" in done.stderr
    assert "rules" in done.stderr


class _Point:
    """An entry point made by hand."""

    name = "liar"

    def __init__(self, read: object) -> None:
        self._read = read

    def load(self) -> object:
        return self._read


@pytest.fixture
def with_reader(monkeypatch: pytest.MonkeyPatch) -> object:
    """A function that makes a function of Report the reader `liar`."""

    def make(read: object) -> None:
        monkeypatch.setattr(readers.metadata, "entry_points", lambda group: [_Point(read)] if group == readers.GROUP else [])

    return make


def test_a_reader_that_changes_the_text_is_refused(with_reader: object, sources: Sources) -> None:
    """Offsets must be those of the text given: another text or a quote that is not there raises EvidenceError."""
    report = new_report("A truce took effect in Goma.")
    read = next(iter(find_reader("rules", sources=lambda: sources)([report])))

    def shortened(given: Report) -> Reading:
        return replace(read, report=replace(given, text=given.text[2:]))

    def misquoted(given: Report) -> Reading:
        return replace(read, report=given, claims=(replace(read.claims[0], quote="A peace"),))

    for lie in (shortened, misquoted):
        with_reader(lie)  # type: ignore[operator]
        with pytest.raises(EvidenceError):
            list(find_reader("liar", sources=lambda: sources)([report]))
    with pytest.raises(InputError, match="own codes"):
        find_reader("liar", sources=lambda: sources, codes=Path("codes.yaml"))


def test_a_package_cannot_take_the_name_of_a_format_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """`csv` stays ours whoever brings another, and a new name is taken in."""
    mine = exports.Format("poem", "A poem.", lambda *_: None)
    points = [_Point(mine), _Point(mine)]
    points[0].name, points[1].name = "csv", "poem"
    monkeypatch.setattr(exports.metadata, "entry_points", lambda group: points if group == exports.GROUP else [])
    exports.formats.cache_clear()
    assert exports.formats()["csv"] is exports.FORMATS["csv"]
    assert exports.formats()["poem"] is mine
    exports.formats.cache_clear()
