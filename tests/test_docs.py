"""Docs: what is generated is fresh, what is linked exists, what is said of commands is true, and nothing leaks."""

import doctest
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from trucebook import __version__

ROOT = Path(__file__).resolve().parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def tracked() -> list[Path]:
    """Return every file that git tracks, or an empty list outside of a checkout."""
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [ROOT / name for name in done.stdout.splitlines() if (ROOT / name).is_file()]


def test_generated_pages_are_fresh() -> None:
    """Commands, codebook and accuracy say what the code says."""
    done = subprocess.run([sys.executable, str(ROOT / "docs" / "generate.py"), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page names a file that exists."""
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_commands_in_pages_exist() -> None:
    """Each `trucebook VERB` and each `make TARGET` that a page shows is one there is."""
    verbs = set(re.findall(r"^## trucebook (\S+)", (ROOT / "docs" / "cli.md").read_text(encoding="utf-8"), re.M))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    for page in PAGES:
        words = page.read_text(encoding="utf-8")
        shown = "\n".join(re.findall(r"```(?:sh|console)\n(.*?)```", words, re.S)) + "\n".join(
            re.findall(r"`((?:make|trucebook) [^`]+)`", words)
        )
        assert set(re.findall(r"\btrucebook ([a-z]+)\b", shown)) <= verbs, page.name
        assert set(re.findall(r"\bmake ([a-z]+)\b", shown)) <= targets, page.name


def test_requirements_are_locked_and_name_no_index() -> None:
    """The .in file repeats pyproject's dependencies; the locks hold hashes and no address."""
    wanted = sorted(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"])
    lines = (ROOT / "requirements" / "base.in").read_text(encoding="utf-8").splitlines()
    assert sorted(line for line in lines if line and not line.startswith("#")) == wanted
    for lock in (ROOT / "requirements").glob("*.txt"):
        words = lock.read_text(encoding="utf-8")
        assert "--hash=sha256:" in words
        assert "://" not in words
        assert "--index" not in words


def test_version_is_said_once() -> None:
    """Changelog and citation name the package's version."""
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"version: {__version__}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_no_path_of_a_machine_is_tracked() -> None:
    """No tracked text file names a folder of the machine it was written on."""
    pattern = re.compile(r"(?<![A-Za-z0-9._~-])/(?:work|root|home/[a-z]+|tmp/bash_jobs)/")
    for path in tracked():
        if path.suffix in {".py", ".md", ".yaml", ".csv", ".txt", ".toml", ".json", ".cfg", ".tsv", ""}:
            assert not pattern.search(path.read_text(encoding="utf-8", errors="replace")), path


def test_readme_has_two_set_up_commands() -> None:
    """The set-up block of the README is `make demo` and `make test`, nothing else."""
    block = re.search(r"## Set up\n.*?```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    assert block
    assert [line.split("#")[0].strip() for line in block[1].strip().splitlines()] == ["make demo", "make test"]


def test_python_examples_are_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples of the Python page print what the page says."""
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    monkeypatch.chdir(tmp_path)
    done = doctest.testfile(str(ROOT / "docs" / "python.head.md"), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert done.attempted > 5
    assert done.failed == 0


def test_every_page_is_in_the_site() -> None:
    """The site's navigation names every page of docs once, and nothing else."""
    listed = re.findall(r"^\s+- [^:]+: (\S+\.md)$|^  - [^:]+: (\S+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.M)
    pages = {
        p.relative_to(ROOT / "docs").as_posix() for p in (ROOT / "docs").rglob("*.md") if not p.name.endswith((".head.md", ".tail.md"))
    }
    assert sorted(a or b for a, b in listed) == sorted(pages), "name each page of docs in the nav of mkdocs.yml"


def test_no_command_of_the_tutorial_fails() -> None:
    """The pages made from commands show no error: what they name is there."""
    words = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    assert words.count("\n$ ") > 8
    assert not re.search(r"^(trucebook: |Usage: |Error)|Traceback", words, re.M)
