"""Dispatches and reports with marks, as annotated reports: agreements with type, status, parties and mediators, figures with their
category, events with their type, provisions with their action, and nothing else.

A file holds dispatches apart by blank lines: `== DATE | HEADLINE`, then the text. Marks stand in the text: `[A1 type status: words]` names
agreement 1, `[P1: words]` one of its parties, `[M1: words]` one of its mediators; words may belong to more than one (`[P1 P2: words]`).
`[killed: words]` marks a figure by its category, `[accuse: words]` an event by its type, `[assault*: words]` one that breaks an
agreement, and `[term release: words]` a provision by its action. A text without a mark of one kind is not annotated for it, and no
text of a file without a star is annotated for breaches.
"""

import re
from pathlib import Path
from typing import Any

from marked import unmarked
from trucebook import codebook

SHORT = "short dispatch"  # the source of each
_TYPES = frozenset(codebook.load().codes["events"])
_HEAD = re.compile(r"== (\d{4}-\d\d-\d\d) \| (.+)")
_LONG = 1000  # characters from which a text with marks is a report and no short dispatch
_STARRED = re.compile(r"\[[a-z]+\*: ")
_CODED = r"term (?P<action>[a-z_]+)|(?P<code>[a-z]+)(?P<star>\*?)"
_MARK = re.compile(rf"\[(?:(?P<tags>(?:[APM]\d+ ?)+)(?P<codes>(?:[a-z_]+ ?)*)|{_CODED}): (?P<words>[^\[\]]+)\]")


def short_reports(path: Path) -> list[dict[str, Any]]:
    """Return the dispatches of a file in the form of annotated reports; raises ValueError with file and place where one is not in form."""
    raw = path.read_text(encoding="utf-8").strip()
    blocks = re.split(r"\n+(?=== )", raw)
    return [_report(path, number, block, breaches=_STARRED.search(raw) is not None) for number, block in enumerate(blocks, 1)]


def _report(path: Path, number: int, block: str, *, breaches: bool) -> dict[str, Any]:
    first, _, body = block.partition("\n")
    head = _HEAD.fullmatch(first)
    if head is None:
        raise ValueError(f"{path}, dispatch {number}: its first line is {first!r}, not '== YYYY-MM-DD | headline'")
    text, marks = unmarked(body.rstrip(), _MARK)
    if "[" in text or "]" in text:
        raise ValueError(f"{path}, dispatch {number}: a mark is not in form near {text[max(0, text.find('[')) :][:40]!r}")
    report = {"id": f"{path.stem}-{number}", "published": head[1], "title": head[2], "text": text}
    report["source"] = SHORT if len(text) < _LONG else "marked report"
    named = [(start, end, mark) for start, end, mark in marks if mark["tags"]]
    terms = [(m["action"], start, end, m["words"]) for start, end, m in marks if m["action"]]
    acts = [(m["code"].upper(), start, end, m["words"]) for start, end, m in marks if m["code"] and m["code"].upper() in _TYPES]
    counts = [(m["code"], start, end, m["words"]) for start, end, m in marks if m["code"] and m["code"].upper() not in _TYPES]
    told: dict[str, list[dict[str, Any]]] = {}
    if named:
        told["agreements"] = _agreements(named)
    for key, field, coded in (("figures", "category", counts), ("events", "type", acts), ("provisions", "action", terms)):
        if coded:
            told[key] = [{field: code, "quote": words, "start": start, "end": end} for code, start, end, words in coded]
    if breaches:
        told["violations"] = [{"quote": m["words"], "start": start, "end": end} for start, end, m in marks if m["star"]]
    return report | told


def _agreements(marks: list[tuple[int, int, re.Match[str]]]) -> list[dict[str, Any]]:
    """Return the agreements that marks name, each with its parties and mediators."""
    agreements: dict[str, dict[str, Any]] = {}
    sides: dict[str, list[str]] = {}
    for start, end, mark in marks:
        for tag in mark["tags"].split():
            if tag.startswith("A"):
                kind, status = mark["codes"].split()
                agreements[tag[1:]] = {"id": tag, "kind": kind, "status": status, "quote": mark["words"], "start": start, "end": end}
            else:
                sides.setdefault(tag, []).append(mark["words"])
    for key, agreement in agreements.items():
        agreement["parties"], agreement["mediators"] = sides.get(f"P{key}", []), sides.get(f"M{key}", [])
    return list(agreements.values())
