"""Captions and credits: pictures' lines told by who took or released them, and the wire agencies a report names.

Invariant: a caption ends where its credit begins; a credit alone, without words before it, makes no caption.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from trucebook.reading.grammar.parse import Parse
from trucebook.reading.notes import Block

_MONTHS = {m: n for n, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
DATE = rf"(?:\d{{4}}-\d\d-\d\d|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? \d{{4}})"
DAY = re.compile(DATE, re.IGNORECASE)
_PICTURE = r"(?:hand-?out |file |undated )?(?:photo|photograph|picture|image|still image|video grab|screengrab|footage)s?|hand-?out"
_GIVEN = r"released|provided|made available|distributed|issued|published|supplied|posted|obtained"
RELEASE = re.compile(
    rf"\b(?:{_PICTURE})\b[^.\n]{{0,60}}?\b(?:{_GIVEN})\b[^.\n]{{0,120}}?(?:\bon (?P<day>{DATE}))?(?=[.,;)\n]|$)", re.IGNORECASE
)
TAKEN = re.compile(rf"\b(?:taken|shot|captured|photographed|pictured|seen)\b[^.\n]{{0,80}}?\b(?:on )?(?P<day>{DATE})", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][\"”')\]]*\s+(?=[\"“(\[]?[A-Z0-9])")
_PLACE_BEFORE = re.compile(r"(?:^|[.!?\"”)\]]\s+|\s)(?P<place>[A-Z][A-Z'’-]{2,}(?:[ ,/]+[A-Z][\w.'’-]*){0,3},?\s*)$")
_HINT = re.compile(r"[/(\[]|\b[Vv][Ii][Aa]\b|\b(?:Photo|Picture|Image)")
_CAPTION_LIMIT, _LONG_LINE, _BEFORE_HINT, _AFTER_HINT = 400, 600, 40, 90


@dataclass(frozen=True)
class CreditWords:
    """The agencies with their spellings, and the patterns of a credit: beside a slash or "via", in brackets, after a label."""

    agency: re.Pattern[str]
    names: dict[str, str]
    beside: re.Pattern[str]
    bracket: re.Pattern[str]
    label: re.Pattern[str]
    alternatives: str


@dataclass(frozen=True)
class _Mark:
    """What tells a caption: its characters, the credit among them, and whether it is a release note, which is part of it."""

    start: int
    end: int
    credit: tuple[int, int] | None
    release: bool


@cache
def read_layout() -> dict[str, Any]:
    """Load data/layout.yaml, once."""
    data: dict[str, Any] = yaml.safe_load((resources.files("trucebook") / "data/layout.yaml").read_text(encoding="utf-8"))
    return data


@cache
def credit_words() -> CreditWords:
    """Build the patterns of agencies and credits, once."""
    data = read_layout()
    names = {word: name for name, words in data["agencies"].items() for word in words}
    agency = "|".join(sorted((re.escape(w) for w in names), key=len, reverse=True))
    words = "|".join(data["credit_words"])
    name = r"[A-Z][\w.'’-]*"
    person = rf"{name}(?: (?!The\b|A\b|An\b|In\b|On\b|At\b){name})?"
    beside = "|".join(
        (
            rf"(?:\b{name}(?: {name}){{0,3}} ?/ ?)?\b[Vv][Ii][Aa] (?:{agency})\b",
            rf"\b(?:{agency}) ?/ ?{person}(?: ?/ ?{person})?",
            rf"\b{name}(?: {name}){{0,3}} ?/ ?(?:{agency})\b",
        )
    )
    bracket = rf"[(\[](?!\d)(?:[^)\]\n]*\b(?i:{words})\b[^)\]\n]*|(?:{agency})(?:[ /,]+(?:and |via )?{name}){{0,4}})[)\]]"
    label = rf"\b(?:Photo|Photograph|Picture|Image)s?(?: [Cc]redit| [Bb]y)?: ?(?:{name}[ /,]*){{1,6}}"
    return CreditWords(
        agency=re.compile(rf"(?<![\w-])(?:{agency})(?![\w-])"),
        names=names,
        beside=re.compile(beside),
        bracket=re.compile(bracket),
        label=re.compile(label),
        alternatives=agency,
    )


def find_pictures(parse: Parse, start: int, end: int) -> list[Block]:
    """Return captions and credits on one line, and the datelines that an agency in brackets closes inside the line."""
    text = parse.text
    blocks: list[Block] = []
    floor, short = start, end - start <= _LONG_LINE
    for mark in _marks(text, start, end):
        if mark.start < floor:
            continue
        place = _PLACE_BEFORE.search(text, max(floor, mark.start - 60), mark.start) if text[mark.start] in "([" else None
        begin = _caption_start(text, floor, mark.start, whole=short and floor == start)
        if place is not None:
            blocks.append(Block("dateline", place.start("place"), mark.end))
        elif not mark.release and not _is_caption(parse, begin, mark.start):
            blocks.append(Block("credit", mark.start, mark.end))
        else:
            blocks.append(Block("caption", begin, mark.credit[0] if mark.credit else mark.end))
            if mark.credit:
                blocks.append(Block("credit", *mark.credit))
        floor = mark.end
    return blocks


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """Return what marks a caption on a line, in order; a credit right behind a release note belongs to it."""
    releases = list(RELEASE.finditer(text, start, end)) if _may_release(text, start, end) else []
    credits = _credits(text, start, end)
    found, used, n = [], set(), 0
    for r in releases:
        while n < len(credits) and credits[n].start() < r.end():
            used.add(credits[n].start())
            n += 1
        if n < len(credits) and credits[n].start() - r.end() <= 6:
            used.add(credits[n].start())
            found.append(_Mark(r.start(), credits[n].end(), credits[n].span(), True))
        else:
            found.append(_Mark(r.start(), r.end() + text.startswith(".", r.end()), None, True))
    within = {c.start() for c in credits if c.start() in used}
    found.extend(_Mark(c.start(), c.end(), c.span(), False) for c in credits if c.start() not in within)
    return sorted(found, key=lambda m: m.start)


def _credits(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the credits of a line; the costly patterns are tried only at a slash, a bracket, "via" or "Photo"."""
    found: list[re.Match[str]] = []
    floor = start
    for hint in _HINT.finditer(text, start, end):
        if hint.start() >= floor and (m := _credit_at(text, hint.start(), floor, end)) is not None:
            found.append(m)
            floor = m.end()
    return found


def _credit_at(text: str, at: int, floor: int, end: int) -> re.Match[str] | None:
    """Return the credit that covers a hint, or None."""
    words = credit_words()
    stop = min(end, at + _AFTER_HINT)
    if text[at] in "([":
        return words.bracket.match(text, at, stop) if text.find(")", at, stop) > 0 or text.find("]", at, stop) > 0 else None
    if text[at] in "PI":
        return words.label.match(text, at, stop)
    low = max(floor, at - _BEFORE_HINT)
    if words.agency.search(text, low, stop) is None:
        return None
    m = words.beside.search(text, low, stop)
    return m if m is not None and m.start() <= at < m.end() else None


def _may_release(text: str, start: int, end: int) -> bool:
    return any(
        text.find(word, start, end) >= 0
        for word in ("eleased", "rovided", "vailable", "istributed", "ssued", "ublished", "upplied", "osted", "btained")
    )


def _caption_start(text: str, floor: int, at: int, *, whole: bool) -> int:
    """Return where the caption before a credit begins: the line's start on a short line, else the last sentence's start."""
    while floor < at and text[floor].isspace():
        floor += 1
    if whole:
        return floor
    low = max(floor, at - _CAPTION_LIMIT - 1)
    ends = [m.end() for m in _SENTENCE_END.finditer(text, low, at) if m.end() < at]
    return ends[-1] if ends else low


def _is_caption(parse: Parse, start: int, end: int) -> bool:
    """Say whether words before a credit caption a picture: some words, not too many, and none that tells of the past."""
    if end - start > _CAPTION_LIMIT or not parse.text[start:end].strip():
        return False
    return not any(parse.tag[i] == "VBD" and parse.dep[i] == "ROOT" for i in parse.words_in(start, end))


def iso_day(words: str) -> str | None:
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
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    limits = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= limits[month - 1] else None
