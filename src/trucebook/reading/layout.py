"""Layout: captions, credits, datelines, headings and boilerplate told apart from the body.

Invariant: blocks do not overlap and lie in text order.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from trucebook.model import Caption, Report
from trucebook.reading.notes import Block
from trucebook.reading.parse import Parse

_MONTHS = {m: n for n, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_DATE = rf"(?:\d{{4}}-\d\d-\d\d|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}})"
_DAY = re.compile(_DATE, re.IGNORECASE)
_LINE = re.compile(r"[^\n\u2028\u2029\x85]+")
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )?"
_HOUR = r"(?:[ ,]+\d{1,2}:\d\d(?: ?[AaPp]\.?[Mm]\.?)?(?: ?(?:GMT|UTC|EST|EDT|BST|CET)(?:[+-]\d+)?)?)?"
_LABEL = r"(?:(?:date(?: of publication)?|published(?: on| at)?|updated(?: on| at)?|posted(?: on| at)?|last (?:updated|modified))\s*:?\s*)"
_PRINTED = re.compile(rf"\s*(?P<label>{_LABEL})?{_WEEKDAY}{_DATE}{_HOUR}", re.IGNORECASE)
_RELEASE = re.compile(
    rf"\b(?:(?:hand-?out |file |undated )?(?:photo|photograph|picture|image|still image|video grab|screengrab|footage)s?|hand-?out)\b[^.\n]{{0,60}}?"
    rf"\b(?:released|provided|made available|distributed|issued|published|supplied|posted|obtained)\b(?P<by>[^.\n]{{0,120}}?)(?:\bon (?P<day>{_DATE}))?(?=[.,;)\n]|$)",
    re.IGNORECASE,
)
_TAKEN = re.compile(rf"\b(?:taken|shot|captured|photographed|pictured|seen)\b[^.\n]{{0,80}}?\b(?:on )?(?P<day>{_DATE})", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][\"”')\]]*\s+(?=[\"“(\[]?[A-Z0-9])")
_CAPTION_LIMIT, _LONG_LINE, _TAIL_GAP = 400, 600, 700


@dataclass(frozen=True)
class _Lexicon:
    agency: re.Pattern[str]
    names: dict[str, str]
    credit: re.Pattern[str]
    dateline: re.Pattern[str]
    furniture: re.Pattern[str]
    about: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    data = yaml.safe_load((resources.files("trucebook") / "data/layout.yaml").read_text(encoding="utf-8"))
    names = {word: name for name, words in data["agencies"].items() for word in words}
    agency = "|".join(sorted((re.escape(w) for w in names), key=len, reverse=True))
    words = "|".join(data["credit_words"])
    name = r"[A-Z][\w.'’-]*"
    credit = (
        rf"(?P<via>(?:\b{name}(?: {name}){{0,3}} ?/ ?)?\b[Vv][Ii][Aa] (?:{agency})\b)"
        rf"|(?P<slash>\b(?:{agency}) ?/ ?{name}(?: {name}){{0,3}}(?: ?/ ?{name}(?: {name}){{0,3}})?|\b{name}(?: {name}){{0,3}} ?/ ?(?:{agency})\b)"
        rf"|(?P<bracket>[(\[](?=[^)\]\n]{{2,80}}[)\]])(?:[^)\]\n]*\b(?i:{words})\b[^)\]\n]*|(?:{agency})(?:[ /,]+(?:and |via )?{name}){{0,4}}|[\w ]+ and [Aa]gencies)[)\]])"
        rf"|(?P<label>\b(?:Photo|Photograph|Picture|Image)s?(?: [Cc]redit| [Bb]y)?: ?(?:{name}[ /,]*){{1,6}})"
    )
    dateline = rf"\s*(?:(?:{name}|[A-Z]{{2,}})(?:[ ,/]+(?:{name}|\d{{1,2}})){{0,7}},?\s*)?(?:[(\[](?P<wire>{agency})[^)\]\n]{{0,20}}[)\]]\s*(?:[-–—:]+|\s)|(?P<dash>[-–—]{{1,2}})\s)"
    kinds, praise = "|".join(data["self_kind"]), "|".join(data["self_praise"])
    about = rf"[^.!?\n]{{2,80}}\bis (?:the|a|an)\b[^.!?\n]{{0,80}}\b(?:{praise})\b[^.!?\n]{{0,60}}\b(?:{kinds})\b[^.!?\n]*[.!?]?"
    return _Lexicon(
        agency=re.compile(rf"(?<![\w-])(?:{agency})(?![\w-])"),
        names=names,
        credit=re.compile(credit),
        dateline=re.compile(dateline),
        furniture=re.compile("|".join(f"(?:{f})" for f in data["furniture"]), re.IGNORECASE | re.MULTILINE),
        about=re.compile(about),
    )


def find_blocks(parse: Parse) -> tuple[Block, ...]:
    """Return the blocks of a text that are not plain body."""
    text = parse.text
    found: list[Block] = []
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text)]
    first = True
    for start, end in lines:
        if not text[start:end].strip():
            continue
        found.extend(_line_blocks(parse, start, end, first=first))
        first = False
    found.extend(_endings(text))
    return _tidy(text, found)


def _line_blocks(parse: Parse, start: int, end: int, *, first: bool) -> list[Block]:
    """Return the blocks of one line: printed date, dateline, captions with credits, furniture; else a heading."""
    text = parse.text
    blocks = []
    at = start
    printed = _PRINTED.match(text, start, end)
    if printed and (first or printed.end() >= end - 2 or printed["label"]):
        blocks.append(Block("dateline", start, printed.end()))
        at = printed.end()
    dateline = _dateline(text, at, end)
    if dateline is not None:
        blocks.append(Block("dateline", at, dateline))
        at = dateline
    captions = _captions(text, at, end)
    blocks.extend(captions)
    blocks.extend(Block("boilerplate", m.start(), m.end()) for m in _lexicon().furniture.finditer(text, at, end) if m.end() > m.start())
    if not blocks and _is_heading(parse, start, end):
        blocks.append(Block("heading", start, end))
    return blocks


def _dateline(text: str, start: int, end: int) -> int | None:
    """Return where a dateline that opens a line ends: capitals or an agency in brackets, then a dash."""
    m = _lexicon().dateline.match(text, start, min(end, start + 120))
    if m is None:
        return None
    place = text[start : m.start("wire") if m["wire"] else m.start("dash")]
    head = place.split()[0] if place.split() else ""
    if m["wire"] or (len(head) > 2 and head.rstrip(",").isupper()):
        return m.end()
    return None


def _captions(text: str, start: int, end: int) -> list[Block]:
    """Return captions and their credits on one line, found by a credit or by "photo released by"."""
    blocks: list[Block] = []
    floor = start
    short = end - start <= _LONG_LINE
    for m in _marks(text, start, end):
        if m[0] < floor:
            continue
        begin = _caption_start(text, floor, m[0], whole=short and floor == start)
        stop, credit = m[1], m[2]
        if m[0] - begin > _CAPTION_LIMIT or (not text[begin : m[0]].strip() and not m[3]):
            blocks.append(Block("credit", m[0], m[1]))
        else:
            cut = credit[0] if credit else stop
            blocks.append(Block("caption", begin, cut))
            if credit:
                blocks.append(Block("credit", *credit))
        floor = stop
    return blocks


def _marks(text: str, start: int, end: int) -> list[tuple[int, int, tuple[int, int] | None, bool]]:
    """Return what marks a caption on a line: (start, end, credit span, is a release note), in order."""
    found: list[tuple[int, int, tuple[int, int] | None, bool]] = []
    releases = list(_RELEASE.finditer(text, start, end))
    credits = list(_lexicon().credit.finditer(text, start, end))
    used = set()
    for r in releases:
        near = next((c for c in credits if 0 <= c.start() - r.end() <= 6), None)
        if near is not None:
            used.add(near.start())
            found.append((r.start(), near.end(), near.span(), True))
        else:
            found.append((r.start(), min(r.end() + 1, end) if text[r.end() : r.end() + 1] == "." else r.end(), None, True))
    found.extend(
        (c.start(), c.end(), c.span(), False)
        for c in credits
        if c.start() not in used and not any(r.start() <= c.start() < r.end() for r in releases)
    )
    return sorted(found)


def _caption_start(text: str, floor: int, at: int, *, whole: bool) -> int:
    """Return where the caption before a credit begins: the line's start on a short line, else the last sentence's start."""
    while floor < at and text[floor].isspace():
        floor += 1
    if whole:
        return floor
    low = max(floor, at - _CAPTION_LIMIT - 1)
    ends = [m.end() for m in _SENTENCE_END.finditer(text, low, at) if m.end() < at]
    return ends[-1] if ends else low


def _is_heading(parse: Parse, start: int, end: int) -> bool:
    """Say whether a line is a heading: short, without a full stop, in capitals or without a finite verb."""
    line = parse.text[start:end].strip()
    words = line.split()
    if (
        not 1 <= len(words) <= 14
        or len(line) > 110
        or line[-1] in ".!?:;,”\"')"
        or not line[0].isalnum()
        or end - start >= len(parse.text.strip())
    ):
        return False
    letters = [w for w in words if w[0].isalpha()]
    if not letters:
        return False
    if sum(w[0].isupper() for w in letters) / len(letters) >= 0.7:
        return True
    inside = parse.words_in(start, end)
    return line[0].isupper() and not any(parse.tag[i] in ("VBD", "VBZ", "VBP", "MD") for i in inside)


def _endings(text: str) -> list[Block]:
    """Return the furniture and self-descriptions that close a page, to its end."""
    tail = max(0, len(text) - 3000)
    found = []
    about = _lexicon().about.search(text, max(tail, len(text) * 2 // 3))
    if about is not None and len(text) - about.start() < 1500:
        start = about.start()
        while start < len(text) and text[start].isspace():
            start += 1
        found.append(Block("boilerplate", start, len(text.rstrip())))
    marks = [m for m in _lexicon().furniture.finditer(text, tail) if m.end() > m.start()]
    run = 0
    for n in range(len(marks) - 1, -1, -1):
        if (marks[n + 1].start() if n + 1 < len(marks) else len(text)) - marks[n].end() > _TAIL_GAP:
            break
        run += 1
    if run >= 3:
        found.append(Block("boilerplate", marks[len(marks) - run].start(), len(text.rstrip())))
    return found


_RANK = {"boilerplate": 0, "credit": 1, "caption": 2, "dateline": 3, "heading": 4}


def _tidy(text: str, blocks: list[Block]) -> tuple[Block, ...]:
    """Return the blocks trimmed of white space, in order, the longer one kept where two overlap."""
    kept: list[Block] = []
    trimmed = []
    for b in blocks:
        start, end = b.start, b.end
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start:
            trimmed.append(Block(b.role, start, end))
    for b in sorted(trimmed, key=lambda b: (b.start, -b.end, _RANK[b.role])):
        if kept and b.start < kept[-1].end:
            continue
        kept.append(b)
    return tuple(kept)


def find_captions(report: Report, parse: Parse, blocks: tuple[Block, ...]) -> tuple[Caption, ...]:
    """Return the captions of a report with credit line and dates."""
    text = report.text
    found = []
    for n, block in enumerate(blocks):
        if block.role != "caption":
            continue
        following = blocks[n + 1] if n + 1 < len(blocks) else None
        credit = (
            text[following.start : following.end].strip("()[] ")
            if following and following.role == "credit" and following.start - block.end <= 6
            else None
        )
        words = text[block.start : block.end]
        release = next((m for m in _RELEASE.finditer(words) if m["day"]), None)
        taken = _TAKEN.search(words)
        days = [m for m in _DAY.finditer(words) if release is None or not release.start("day") <= m.start() < release.end("day")]
        day = taken["day"] if taken and (release is None or taken.start("day") != release.start("day")) else days[-1][0] if days else None
        found.append(
            Caption(
                start=block.start,
                end=block.end,
                text=words,
                credit=credit,
                taken=_iso(day) if day else None,
                released=_iso(release["day"]) if release else None,
            )
        )
    return tuple(found)


def find_agencies(report: Report, blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """Return the wire agencies that a report credits, in the order of their first credit."""
    lexicon = _lexicon()
    found: dict[str, None] = {}
    for block in blocks:
        if block.role in ("credit", "caption", "dateline", "boilerplate"):
            for m in lexicon.agency.finditer(report.text, block.start, block.end):
                found.setdefault(lexicon.names[m[0]])
    return tuple(found)


def _iso(words: str) -> str | None:
    """Return the ISO day of "August 31, 2021", "31 August 2021" or "2021-08-31", None for a day that is none."""
    if m := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", words):
        year, month, day = int(m[1]), int(m[2]), int(m[3])
    else:
        numbers = [int(n) for n in re.findall(r"\d+", words)]
        name = re.search(r"[A-Za-z]{3,}", re.sub(r"\d+(?:st|nd|rd|th)", " ", words))
        if len(numbers) != 2 or name is None:
            return None
        day, year = numbers
        month = _MONTHS.get(name[0][:3].lower(), 0)
    limits = (31, 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= limits[month - 1] else None
