"""The tools of a release: notes cut from the changelog, and a wheel that holds everything."""

import importlib.util
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import nbformat
import pytest

from trucebook import __version__

ROOT = Path(__file__).resolve().parents[1]


def tool(name: str) -> ModuleType:
    """Return a tool as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def release() -> ModuleType:
    """The release tool as a module."""
    return tool("release")


def test_the_version_has_one_home(release: ModuleType) -> None:
    """The tool, the package and the citation name one version, and the changelog has its section."""
    assert release.version() == __version__
    assert f"version: {__version__}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert release.notes((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), __version__).startswith(f"# trucebook {__version__}")


def test_notes_are_cut_for_one_version_alone(release: ModuleType) -> None:
    """Only the section of the version asked for is taken; a version without words is refused."""
    words = "# Changelog\n\n## 0.2.0 (2027-01-01)\n- New.\n\n## 0.1.0 (2026-12-01)\n- Old.\n\n## 0.0.1\n"
    assert release.notes(words, "0.1.0") == "# trucebook 0.1.0 (2026-12-01)\n- Old.\n"
    for missing in ("0.0.1", "0.3.0"):
        with pytest.raises(ValueError, match="write its section first"):
            release.notes(words, missing)


def test_the_wheel_holds_every_file_of_the_package(release: ModuleType, tmp_path: Path) -> None:
    """A wheel built from here lacks neither codebook nor data nor pages, and its like without one file is caught."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], cwd=ROOT, check=True, capture_output=True
    )
    wheel = next(tmp_path.glob("*.whl"))
    assert release.missing_from(wheel) == []
    lacking = tmp_path / "lacking.whl"
    with zipfile.ZipFile(wheel) as whole, zipfile.ZipFile(lacking, "w") as part:
        for name in whole.namelist():
            if name != "trucebook/codebook/events.yaml":
                part.writestr(name, whole.read(name))
    assert release.missing_from(lacking) == ["trucebook/codebook/events.yaml"]


@pytest.mark.parametrize("name", ["one-agreement", "archive-to-map"])
def test_a_notebook_runs_from_top_to_bottom_and_is_kept_with_what_it_printed(name: str) -> None:
    """Its cells run on a small archive without an error, and the notebook in docs holds the same cells, each with its outputs."""
    notebooks = tool("notebooks")
    made = notebooks.run(ROOT / "tools" / "notebooks" / f"{name}.py", 30)
    kept = nbformat.read(ROOT / "docs" / "notebooks" / f"{name}.ipynb", as_version=4)
    assert [c.source for c in kept.cells] == [c.source for c in made.cells]
    for cell in (c for c in (*made.cells, *kept.cells) if c.cell_type == "code"):
        assert cell.execution_count
        assert not [o for o in cell.outputs if o.output_type == "error"]
    assert sum(bool(c.outputs) for c in kept.cells if c.cell_type == "code") >= 5
