"""The annotated reports of our own that heads are fitted on and measured by: each mark stands on its words, with codes of the codebook."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from trucebook import codebook

FOLDER = Path(__file__).resolve().parents[2] / "eval" / "reports"
LISTS = ("agreements", "provisions", "violations", "figures", "events", "quotes")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
REPORTS = sorted(FOLDER.glob("*/*.yaml"))
CODES = {("agreements", "kind"): "agreements", ("provisions", "action"): "provisions", ("figures", "category"): "figures"}


def load(path: Path) -> dict[str, Any]:
    report: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    return report


@pytest.mark.parametrize("name", ["fitted", "held", "news"])
def test_every_mark_stands_on_its_words(name: str) -> None:
    """A quote is the text's at its place: where it begins, or where it stands alone."""
    for path in sorted((FOLDER / name).glob("*.yaml")):
        report = load(path)
        text = report["text"]
        assert report["id"] == path.stem
        for item in (i for key in LISTS for i in report[key]):
            quote = item["quote"]
            assert "start" in item or text.count(quote) == 1, (path.name, quote)
            start = item.get("start", text.find(quote))
            assert text[start : start + len(quote)] == quote, (path.name, quote)


def test_codes_are_those_of_the_codebook() -> None:
    """Types, actions and categories are codes of the codebook, and terms and breaches name an agreement of their report or none."""
    known = {key: set(codebook.load().codes[book]) for key, book in CODES.items()}
    for path in REPORTS:
        report = load(path)
        for (key, name), codes in known.items():
            assert {i[name] for i in report[key]} <= codes, path.name
        ids = {a["id"] for a in report["agreements"]}
        assert {i.get("agreement") for i in (*report["provisions"], *report["violations"])} - {None} <= ids, path.name


def test_what_is_measured_was_not_fitted() -> None:
    """No report stands on both sides, by its name or by its words."""
    fitted, *held = ({load(p)["text"] for p in (FOLDER / name).glob("*.yaml")} for name in ("fitted", "held", "news"))
    names = [path.name for path in REPORTS]
    assert len(names) == len(set(names))
    assert fitted
    assert all(held)
    assert not fitted & set().union(*held)


@pytest.mark.parametrize(
    ("name", "form", "book"),
    [("acts", "([a-z]+)", "events"), ("stories", r"([a-z]+)\*?", "events"), ("duties", "term ([a-z_]+)", "provisions")],
)
def test_marks_in_texts_are_codes_of_the_codebook(name: str, form: str, book: str) -> None:
    """Each dispatch has a day and a headline, each mark a code; a star is one of a breach and stands in reports alone."""
    codes = {code.lower() for code in codebook.load().codes[book]}
    mark = re.compile(rf"\[{form}: [^\[\]]+\]")
    for path in sorted((FOLDER / name).glob("*.txt")):
        for dispatch in path.read_text(encoding="utf-8").strip().split("\n\n"):
            head, _, text = dispatch.strip().partition("\n")
            assert re.fullmatch(r"== \d{4}-\d\d-\d\d \| [^\[\]]+", head), (path.name, head)
            assert set(mark.findall(text)) <= codes, (path.name, head)
            assert not re.search(r"[\[\]]", mark.sub("", text)), (path.name, head)
