"""Layout: captions, credits, datelines, headings and boilerplate told apart from the body.

Invariant: blocks do not overlap and lie in text order.
"""

import re
from functools import cache

from trucebook.model import Caption, Report
from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Block
from trucebook.reading.surface.credits import DATE, DAY, RELEASE, TAKEN, credit_words, find_pictures, iso_day, read_layout

_LINE = re.compile(r"[^\n\u2028\u2029\x85]+")
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )?"
_HOUR = r"(?:[ ,]+\d{1,2}:\d\d(?: ?[AaPp]\.?[Mm]\.?)?(?: ?(?:GMT|UTC|EST|EDT|BST|CET)(?:[+-]\d+)?)?)?"
_VERSION = r"(?:date(?: of publication)?|(?:published|updated|posted)(?: on| at)?|last (?:updated|modified))"
_LABEL = rf"(?:{_VERSION}\s{{0,4}}:?\s{{0,4}})"
_PRINTED = re.compile(rf"\s{{0,8}}(?P<label>{_LABEL})?{_WEEKDAY}{DATE}{_HOUR}", re.IGNORECASE)
_STOP = re.compile(r"[a-z)\"”][.!?](?=\s|$)")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_TAIL, _TAIL_GAP, _TAIL_STOPS, _ABOUT_LIMIT = 3000, 700, 3, 1500
_RANK = {"boilerplate": 0, "credit": 1, "caption": 2, "dateline": 3, "heading": 4}


@cache
def _dateline_pattern() -> re.Pattern[str]:
    name = r"[A-Z][\w.'’-]*"
    place = rf"(?:(?:{name}|[A-Z]{{2,}})(?:[ ,/]{{1,3}}(?:{name}|\d{{1,2}}|(?:19|20)\d\d)){{0,7}},?\s{{0,2}})?"
    wire = rf"[(\[](?P<wire>{credit_words().alternatives})[^)\]\n]{{0,20}}[)\]]\s{{0,2}}(?:[-–—:]+|\s)"
    return re.compile(rf"\s{{0,8}}{place}(?:{wire}|(?P<dash>[-–—]{{1,2}})\s)")


@cache
def _furniture_patterns() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    return tuple((tuple(f["near"]), re.compile(f["like"], re.IGNORECASE | re.MULTILINE)) for f in read_layout()["furniture"])


def _furniture(text: str) -> list[tuple[int, int]]:
    """Return the spans of site furniture in text order."""
    lower = text.lower()
    patterns = [like for near, like in _furniture_patterns() if any(word in lower for word in near)]
    return sorted(m.span() for like in patterns for m in like.finditer(text) if m.end() > m.start())


@cache
def _about() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of a paper's words about itself, and of the praise in them, which is quick to look for."""
    kinds, praise = "|".join(read_layout()["self_kind"]), "|".join(read_layout()["self_praise"])
    tail = rf"\b(?:{praise})\b[^.!?\n]{{0,60}}\b(?:{kinds})\b"
    return re.compile(rf"[^.!?\n]{{2,80}}\bis (?:the|a|an)\b[^.!?\n]{{0,80}}{tail}[^.!?\n]*[.!?]?"), re.compile(tail)


def find_blocks(parse: Parse) -> tuple[Block, ...]:
    """Return the blocks of a text that are not plain body."""
    text = parse.text
    furniture = _furniture(text)
    found = [Block("boilerplate", *span) for span in furniture]
    first = True
    for line in _LINE.finditer(text):
        if text[line.start() : line.end()].isspace():
            continue
        found.extend(_line_blocks(parse, line.start(), line.end(), first=first))
        first = False
    found.extend(_endings(text, furniture))
    return _tidy(text, found)


def _line_blocks(parse: Parse, start: int, end: int, *, first: bool) -> list[Block]:
    """Return the blocks of one line: printed date, dateline, captions with credits, furniture; else a heading."""
    text, at = parse.text, start
    blocks = []
    head = text[start : min(end, start + 60)]
    printed = _PRINTED.match(text, start, min(end, start + 120)) if any(c.isdigit() for c in head) else None
    if printed and (first or printed.end() >= end - 2 or printed["label"]):
        blocks.append(Block("dateline", start, printed.end()))
        at = printed.end()
    dateline = _dateline_end(text, at, end)
    if dateline is not None:
        blocks.append(Block("dateline", at, dateline))
        at = dateline
    blocks.extend(find_pictures(parse, at, end))
    if not blocks and _is_heading(parse, start, end):
        blocks.append(Block("heading", start, end))
    return blocks


def _dateline_end(text: str, start: int, end: int) -> int | None:
    """Return where a dateline that opens a line ends: capitals or an agency in brackets, then a dash."""
    head = text[start : min(end, start + 120)]
    m = _dateline_pattern().match(text, start, min(end, start + 120)) if any(c in head for c in "([-–—") else None
    if m is None:
        return None
    place = text[start : m.start("wire") if m["wire"] else m.start("dash")].split()
    return m.end() if m["wire"] or (place and len(place[0]) > 2 and place[0].rstrip(",").isupper()) else None


def _is_heading(parse: Parse, start: int, end: int) -> bool:
    """Say whether a line is a heading: short, without a full stop, in capitals or without a finite verb."""
    if end - start > 140:
        return False
    line = parse.text[start:end].strip()
    words = line.split()
    if not 1 <= len(words) <= 14 or line[-1] in ".!?:;,”\"')" or not line[0].isalnum() or len(parse.text) - (end - start) < 2:
        return False
    letters = [w for w in words if w[0].isalpha()]
    if not letters:
        return False
    if sum(w[0].isupper() for w in letters) >= 0.7 * len(letters):
        return True
    return line[0].isupper() and not any(parse.tag[i] in _FINITE for i in parse.words_in(start, end))


def _endings(text: str, furniture: list[tuple[int, int]]) -> list[Block]:
    """Return what closes a page, to its end: the paper's words about itself, and furniture that comes thick."""
    found = []
    closing, (whole, praise) = max(0, len(text) - _TAIL, len(text) * 2 // 3), _about()
    about = whole.search(text, closing) if praise.search(text, closing) else None
    if about is not None and len(text) - about.start() < _ABOUT_LIMIT:
        found.append(Block("boilerplate", about.start(), len(text)))
    run, following = 0, len(text)
    for start, end in reversed(furniture):
        if start < len(text) - _TAIL or start < len(text) // 2 or following - end > _TAIL_GAP or _tells(text, end, following):
            break
        run, following = run + 1, start
    if run >= 3:
        found.append(Block("boilerplate", following, len(text)))
    return found


def _tells(text: str, start: int, end: int) -> bool:
    """Say whether prose stands between two pieces of furniture: several sentences come to their end."""
    return len(_STOP.findall(text, start, end)) > _TAIL_STOPS


def _tidy(text: str, blocks: list[Block]) -> tuple[Block, ...]:
    """Return the blocks trimmed of white space, in order; where two overlap the one that begins first stays."""
    kept: list[Block] = []
    for b in sorted(blocks, key=lambda b: (b.start, _RANK[b.role] > 0, -b.end, _RANK[b.role])):
        start, end = b.start, b.end
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start and (not kept or start >= kept[-1].end):
            kept.append(Block(b.role, start, end))
    return tuple(kept)


def find_captions(report: Report, parse: Parse, blocks: tuple[Block, ...]) -> tuple[Caption, ...]:
    """Return the captions of a report with credit line and dates (ISO days); `parse` is of the same report."""
    if len(parse.text) != len(report.text):
        return ()
    found = []
    for n, block in enumerate(blocks):
        if block.role != "caption":
            continue
        after = blocks[n + 1] if n + 1 < len(blocks) else None
        credited = after is not None and after.role == "credit" and after.start - block.end <= 6
        credit = report.text[after.start : after.end].strip("()[] ") if after is not None and credited else None
        taken, released = _days(report.text[block.start : block.end])
        found.append(
            Caption(
                start=block.start, end=block.end, text=report.text[block.start : block.end], credit=credit, taken=taken, released=released
            )
        )
    return tuple(found)


def _days(words: str) -> tuple[str | None, str | None]:
    """Return the day a picture was taken and the day it was released; a date without either word is the day it shows."""
    release = next((m for m in RELEASE.finditer(words) if m["day"]), None)
    given = release.span("day") if release is not None else (0, 0)
    taken = next((m["day"] for m in TAKEN.finditer(words) if m.span("day") != given), None)
    shown = [m[0] for m in DAY.finditer(words) if not (given[0] <= m.start() < given[1])]
    day = taken or (shown[-1] if shown else None)
    return iso_day(day) if day else None, iso_day(release["day"]) if release is not None else None


def find_agencies(report: Report, blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """Return the wire agencies that a report credits, in the order of their first credit."""
    words = credit_words()
    found: dict[str, None] = {}
    for block in blocks:
        if block.role in ("credit", "caption", "dateline", "boilerplate"):
            for m in words.agency.finditer(report.text, block.start, block.end):
                found.setdefault(words.names[m[0]])
    return tuple(found)
