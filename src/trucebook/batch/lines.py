"""One line of input → a report; one result → one line of output: the JSON contract of archives.

Invariant: a line that cannot be used is refused with its place; a result is one line of bytes with its id on top.
"""

from typing import Any

import msgspec
from msgspec.structs import replace

from trucebook.errors import InputError, TrucebookError
from trucebook.intake import report_from_markup
from trucebook.model import GivenMention, MentionKind, Reading, Report, new_report


class InputMention(msgspec.Struct, frozen=True):
    """A mention given with an input line; more keys are allowed and left alone."""

    kind: MentionKind
    start: int
    end: int


class InputLine(msgspec.Struct, frozen=True):
    """One input line of the JSON contract; more keys are allowed and left alone."""

    text: str
    id: str | int | None = None
    published: str | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    media_type: str | None = None
    mentions: tuple[InputMention, ...] = ()


class ErrorLine(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the output for a report that could not be read."""

    id: str
    error: str


def report_of_line(line: InputLine | dict[str, Any], where: str) -> Report:
    """Return the report of one input line; raises InputError naming the line and what is wrong with it."""
    try:
        item = msgspec.convert(line, InputLine) if isinstance(line, dict) else line
    except msgspec.ValidationError as error:
        raise InputError(f"{where}: {error}; a line is an object with at least `text`") from error
    name = None if item.id is None else str(item.id)
    if item.media_type == "text/html" and not item.mentions:
        page = report_from_markup(item.text, name=where, published=item.published, url=item.url)
        return replace(page, id=name or page.id, title=item.title or page.title, publisher=item.source or page.publisher)
    if item.media_type not in (None, "text/plain"):
        raise InputError(f"{where}: media type {item.media_type} cannot be read; give text/plain, or text/html without mentions")
    for mention in item.mentions:
        if not 0 <= mention.start < mention.end <= len(item.text):
            raise InputError(f"{where}: mention {mention.start}:{mention.end} lies outside the text of {len(item.text)} characters")
    return new_report(
        item.text,
        id=name,
        published=item.published,
        title=item.title,
        publisher=item.source,
        url=item.url,
        given=tuple(GivenMention(m.kind, m.start, m.end) for m in item.mentions),
    )


def report_of_json(line: bytes, where: str) -> Report:
    """Return the report of one line's bytes; raises InputError naming the line."""
    try:
        return report_of_line(msgspec.json.decode(line, type=InputLine), where)
    except TrucebookError:
        raise
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputError(str(error)) from error


def encode(result: Reading | ErrorLine) -> bytes:
    """Return one output line without its line end: the JSON contract, with the report's id on top."""
    if isinstance(result, ErrorLine):
        return msgspec.json.encode(result)
    return b'{"id":' + msgspec.json.encode(result.report.id) + b"," + msgspec.json.encode(result)[1:]
