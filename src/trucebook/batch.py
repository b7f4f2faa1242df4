"""Archives too large for a book: the same reading over many reports, one JSON line each.

Invariant: the output appears under its name only when it is whole; a document that raises gives an error line.
"""

from typing import Any

from trucebook.errors import InputError
from trucebook.model import GivenMention, Report, new_report


def report_of_line(line: dict[str, Any], where: str) -> Report:
    """Return the report of one input line of the JSON contract; raises InputError naming the line."""
    text = line.get("text")
    if not isinstance(text, str):
        raise InputError(f"{where}: no `text` in this line; each line must be an object with at least id and text")
    given = tuple(GivenMention(m["kind"], m["start"], m["end"]) for m in line.get("mentions") or ())
    name = line.get("id")
    return new_report(
        text,
        id=None if name is None else str(name),
        published=line.get("published"),
        title=line.get("title"),
        publisher=line.get("source"),
        url=line.get("url"),
        given=given,
    )
