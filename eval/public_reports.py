"""Annotations of public texts that are not ours, kept as marks without their words: character offsets and codes by the text's id.

`eval/reports/public/marks.json` lists 62 FA-KES articles and re3d documents, `eval/reports/articles/marks.json` 25 more, each marked by
one reader by the guideline. A mark is `at`, the first and last character (end excluded) of its quote, its codes, and names as offsets.
The texts are no part of trucebook; a developer who has the shared gold folder beside the checkout gets the reports in the form of the
gold, and nobody else any.
"""

import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shared_folder import SHARED, shared_module

ROOT = Path(__file__).resolve().parents[1]
FILE = "marks.json"
LISTS = ("agreements", "provisions", "violations", "figures", "events", "quotes")
_SETS = {"fakes": ("fakes", "fakes/fakes_dev.csv"), "re3d": ("re3d", "re3d")}


def public_reports(path: Path) -> list[dict[str, Any]]:
    """Return the reports that a file of marks lists with text, title and source; none, with a word on standard error, where the texts are
    not at hand. Raises ValueError for a text that is not the one that was marked.
    """
    if not (SHARED / "gold").is_dir():
        print(f"{path}: skipped, the texts are no part of trucebook and not beside this checkout", file=sys.stderr)
        return []
    return laid_on(path, _lines())


def laid_on(path: Path, lines: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the reports that a file of marks lists, by the texts of `lines`. Raises ValueError for a text that is not the one marked."""
    found = []
    for marks in json.loads(path.read_text(encoding="utf-8")):
        line = lines[marks["id"]]
        text = line["text"]
        if hashlib.sha256(text.encode()).hexdigest() != marks["sha256"]:
            raise ValueError(f"{path}: the text of {marks['id']} is not the one that was marked; take that entry out or mark it anew")
        told = {key: line[key] for key in ("title", "source") if line.get(key)} | {"text": text}
        found.append(
            {k: v for k, v in marks.items() if k != "sha256"} | told | {key: [_item(text, m) for m in marks[key]] for key in LISTS}
        )
    return found


def _lines() -> dict[str, dict[str, Any]]:
    """Return the lines of the public sets by the id that the marks use: the set, then the text's own id, of re3d its first eight digits."""
    sets = shared_module("sets")
    lines: dict[str, dict[str, Any]] = {}
    for name, (loader, path) in _SETS.items():
        for line, _ in getattr(sets, loader)(str(SHARED / "gold" / path)):
            lines[f"{name}:{line['id'] if name == 'fakes' else line['id'][:8]}"] = line
    return lines


def _item(text: str, mark: dict[str, Any]) -> dict[str, Any]:
    """Return one mark as an item of the gold: its quote, and names in place of offsets."""
    start, end = mark["at"]
    item: dict[str, Any] = {"quote": text[start:end], "start": start, "end": end}
    for name, value in mark.items():
        if name == "at":
            continue
        if _is_span(value):
            item[name] = text[value[0] : value[1]]
        else:
            item[name] = [text[a:b] for a, b in value] if isinstance(value, list) and all(map(_is_span, value)) else value
    return item


def _is_span(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(v, int) for v in value)
