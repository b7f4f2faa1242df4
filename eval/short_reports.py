"""Short dispatches with marks, as annotated reports: agreements with type, status, parties and mediators, and nothing else.

A file holds dispatches apart by blank lines: `== DATE | HEADLINE`, then the text. Marks stand in the text: `[A1 type status: words]` names
agreement 1, `[P1: words]` one of its parties, `[M1: words]` one of its mediators; words may belong to more than one (`[P1 P2: words]`).
"""

import re
from pathlib import Path
from typing import Any

from marked import unmarked

_HEAD = re.compile(r"== (\d{4}-\d\d-\d\d) \| (.+)")
_MARK = re.compile(r"\[((?:[APM]\d+ ?)+)((?:[a-z_]+ ?)*): ([^\[\]]+)\]")


def short_reports(path: Path) -> list[dict[str, Any]]:
    """Return the dispatches of a file in the form of annotated reports; raises ValueError with file and place where one is not in form."""
    blocks = re.split(r"\n+(?=== )", path.read_text(encoding="utf-8").strip())
    return [_report(path, number, block) for number, block in enumerate(blocks, 1)]


def _report(path: Path, number: int, block: str) -> dict[str, Any]:
    first, _, body = block.partition("\n")
    head = _HEAD.fullmatch(first)
    if head is None:
        raise ValueError(f"{path}, dispatch {number}: its first line is {first!r}, not '== YYYY-MM-DD | headline'")
    agreements: dict[str, dict[str, Any]] = {}
    sides: dict[str, list[str]] = {}
    text, marks = unmarked(body.rstrip(), _MARK)
    for start, end, mark in marks:
        for tag in mark[1].split():
            if tag.startswith("A"):
                kind, status = mark[2].split()
                agreements[tag[1:]] = {"id": tag, "kind": kind, "status": status, "quote": mark[3], "start": start, "end": end}
            else:
                sides.setdefault(tag, []).append(mark[3])
    if "[" in text or "]" in text:
        raise ValueError(f"{path}, dispatch {number}: a mark is not in form near {text[max(0, text.find('[')) :][:40]!r}")
    for key, agreement in agreements.items():
        agreement["parties"], agreement["mediators"] = sides.get(f"P{key}", []), sides.get(f"M{key}", [])
    return {
        "id": f"{path.stem}-{number}",
        "published": head[1],
        "title": head[2],
        "source": "short dispatch",
        "text": text,
        "agreements": list(agreements.values()),
    }
