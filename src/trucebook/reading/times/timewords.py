"""Time words: a text cut into tokens, each with the one-letter class that the grammar of periods reads.

Invariant: tokens lie in text order and cover no white space; token i is `smooth[start[i]:end[i]]`, its class `codes[i]`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

_TOKEN = re.compile(
    r"(?P<quarter>[QH][1-4]\b(?=[ -][12]\d{3}\b))"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<iso>[12]\d{3}-[01]\d-[0-3]\d(?:T\d\d:\d\d(?::\d\d)?(?:\.\d+)?Z?)?(?![\d-])|(?:[0-3]?\d[/.][0-3]?\d[/.][12]\d{3}|[12]\d{3}/[01]?\d/[0-3]?\d)(?![\d/.]{0,8}\d))"
    r"|(?P<clock>(?<![^\W_])[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?![\d:])|[0-2]?\d\.[0-5]\d(?=\s?[ap]\.?m)|[0-2]\d[0-5]\d(?=\s?(?:GMT|UTC|hrs|hours)))"
    r"|(?P<decade>[12]\d\d0'?s\b|'?[2-9]0s\b|\d{2,3}0s(?=\s?B\.?C))"
    r"|(?P<ordinal>\d{1,3}(?:st|nd|rd|th|er|ère|re|º)\b)"
    r"|(?P<short>(?<!\w)'\d\d(?![\d\w]))"
    r"|(?P<fraction>\d+[ -]1/2(?!\d))"
    r"|(?P<number>(?<![^\W_])\d+(?:[.,]\d+)*)"
    r"|(?P<gap>\n[^\S\n]*\n\s*)"
    r"|(?P<mark>[^\w\s])"
)
LONGEST_NUMBER = 7  # digits and marks; nobody counts time in longer ones
_CLOSED = {  # tiny closed classes of grammar
    "t": ("the",),
    "a": ("a", "an"),
    "A": ("another",),
    "h": ("this", "these"),
    "H": ("that", "those", "same", "the same", "that same", "that very", "this same", "the very same", "the selfsame"),
    "f": ("of",),
    "i": ("in", "on", "during", "at"),
    "T": ("to", "until", "till", "til", "through", "thru"),
    "&": ("and", "or"),
    "g": ("ago",),
    "l": ("after", "before", "afterwards", "afterward", "previously", "hence", "beforehand", "following", "thereafter"),
    "r": ("long", "old"),
    "G": ("half",),
    "v": ("anniversary", "anniversaries"),
    "k": ("per", "every", "each"),
    "m": ("more", "further", "additional", "full", "whole", "entire", "straight", "consecutive", "extra", "other", "short", "-plus"),
}
_MARKS = {",": ",", ".": ".", "-": "-", "–": "-", "—": "-", "−": "-", "/": "/", "'": "'", "(": "(", ")": ")", ":": ":", '"': '"'}
CLASSES = {
    "months": "M",
    "weekdays": "W",
    "seasons": "S",
    "dayparts": "P",
    "units": "U",
    "numbers": "N",
    "ordinals": "O",
    "vague_counts": "V",
    "edges": "b",
    "modifiers": "e",
    "approximations": "q",
    "previous": "L",
    "next": "X",
    "between": "I",
    "present": "R",
    "days": "Z",
    "times": "c",
    "sets": "s",
    "eras": "B",
    "zones": "z",
    "feasts": "F",
}
_FIRST = ("e", "l", "X", "O", "S", "U")  # classes that win where a word stands in several


@dataclass(frozen=True)
class Tokens:
    """Classes, values and character spans of the tokens of a text; `words` are in lower case."""

    codes: str
    values: list[Any]
    start: list[int]
    end: list[int]
    words: list[str]


@lru_cache(maxsize=1)
def load_words() -> dict[str, Any]:
    """Return the lists of data/periods.yaml."""
    path = resources.files("trucebook") / "data" / "periods.yaml"
    words: dict[str, Any] = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return words


@lru_cache(maxsize=1)
def _lexicon() -> tuple[dict[str, tuple[str, Any]], dict[str, list[tuple[tuple[str, ...], str, Any]]]]:
    """Return single words → (class, value) and first words → phrases of several words, longest first."""
    single: dict[str, tuple[str, Any]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, Any]]] = {}
    entries: list[tuple[str, str, Any]] = [(w, code, w) for code, words in _CLOSED.items() for w in words]
    for name, code in CLASSES.items():
        listed = load_words()[name]
        entries.extend((str(w), code, listed[w] if isinstance(listed, dict) else w) for w in listed)
    entries.extend((w, "p", w[0]) for w in ("am", "a.m", "a.m.", "pm", "p.m", "p.m."))
    for entry, code, value in entries:
        parts = tuple(m[0] for m in _TOKEN.finditer(entry))
        if len(parts) > 1:
            phrases.setdefault(parts[0], []).append((parts, code, value))
        elif parts[0] not in single or code in _FIRST:
            single[parts[0]] = (code, value)
    for found in phrases.values():
        found.sort(key=lambda p: -len(p[0]))
    return single, phrases


@lru_cache(maxsize=1)
def _triggers() -> frozenset[str]:
    """Return every word without which (and without a digit) a sentence holds no expression of time."""
    names = ("months", "weekdays", "seasons", "dayparts", "units", "days", "times", "sets", "present", "feasts")
    return (
        frozenset(part[0] for name in names for word in load_words()[name] for part in _TOKEN.finditer(str(word)) if len(part[0]) > 1)
        - _EMPTY
    )


_EMPTY = frozenset({"the", "this", "of", "at", "by", "al", "new", "all", "holy", "after", "before", "being"})
_DIGIT = re.compile(r"\d")


def find_stretches(
    smooth: str, start: list[int], end: list[int], lower: list[str], sentences: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the character spans of the sentences that may hold an expression of time, neighbours made one."""
    triggers = _triggers()
    found: list[tuple[int, int]] = []
    for first, last in sentences:
        a, b = start[first], end[last - 1]
        if triggers.isdisjoint(lower[first:last]) and not _DIGIT.search(smooth, a, b):
            continue
        if found and smooth.count("\n", found[-1][1], a) < 2 and a - found[-1][1] < 4:
            found[-1] = (found[-1][0], b)
        else:
            found.append((a, b))
    return found


_PLAIN: tuple[str, Any] = ("x", None)


def cut_tokens(smooth: str, stretches: list[tuple[int, int]] | None = None) -> Tokens:
    """Cut a reading copy (or stretches of it) into tokens with their classes.

    What is no word of time has class "x", a blank line or the end of a stretch "\\n".
    """
    single, phrases = _lexicon()
    codes: list[str] = []
    values: list[Any] = []
    start: list[int] = []
    end: list[int] = []
    words: list[str] = []
    for first, last in [(0, len(smooth))] if stretches is None else stretches:
        for found in _TOKEN.finditer(smooth, first, last):
            kind, text = found.lastgroup, found[0]
            lower = text.lower()
            if kind == "word":
                code, value = single.get(lower, _PLAIN)
            elif kind == "mark":
                code, value = _MARKS.get(text, "x"), None
            else:
                code, value = _number(str(kind), lower)
            codes.append(code)
            values.append(value)
            start.append(found.start())
            end.append(found.end())
            words.append(lower)
        if last < len(smooth):
            codes.append("\n")
            values.append(None)
            start.append(last)
            end.append(last)
            words.append("\n")
    tokens = Tokens("".join(codes), values, start, end, words)
    return _join(tokens, phrases)


def _number(kind: str, text: str) -> tuple[str, Any]:
    """Return class and value of a token that begins with a digit, or of a blank line."""
    if kind == "quarter":
        return "Y", text.upper()
    if kind == "gap":
        return "\n", None
    if kind == "iso":
        return "K", text
    if kind == "clock":
        digits = re.sub(r"\D", "", text)
        clock = (int(digits[:-2]), int(digits[-2:])) if len(digits) <= 4 else (int(digits[:-4]), int(digits[-4:-2]))
        return ("C", clock) if clock[0] <= 24 else ("x", None)
    if kind == "decade":
        return "D", int(re.sub(r"\D", "", text))
    if kind == "ordinal":
        value = int(re.sub(r"\D", "", text))
        return ("o" if 1 <= value <= 31 else "O"), value
    if kind == "short":
        return "Q", int(text[1:])
    if kind == "fraction" and len(text) > LONGEST_NUMBER:
        return "x", None
    if kind == "fraction":
        return "2", int(text[:-4]) + 0.5
    if len(text) > LONGEST_NUMBER:
        return "x", None
    if text.isdecimal():
        value = int(text)
        if len(text) == 4 and 1000 <= value <= 2199:
            return "y", value
        return ("1" if 1 <= value <= 31 and len(text) <= 2 else "2"), value
    try:
        return "2", float(text.replace(",", "")) if "," in text or text.count(".") == 1 else None
    except ValueError:
        return "x", None


def _join(tokens: Tokens, phrases: dict[str, list[tuple[tuple[str, ...], str, Any]]]) -> Tokens:
    """Return the tokens with every phrase of several words made one token."""
    words, count = tokens.words, len(tokens.words)
    found: list[tuple[int, int, str, Any]] = []
    i = 0
    while i < count:
        for parts, code, value in phrases.get(words[i], ()):
            if tuple(words[i : i + len(parts)]) == parts:
                found.append((i, i + len(parts), code, value))
                i += len(parts) - 1
                break
        i += 1
    if not found:
        return tokens
    codes, values, start, end, lower = [], [], [], [], []
    last = 0
    for a, b, code, value in [*found, (count, count, "", None)]:
        codes.append(tokens.codes[last:a])
        values += tokens.values[last:a]
        start += tokens.start[last:a]
        end += tokens.end[last:a]
        lower += words[last:a]
        if a < b:
            codes.append(code)
            values.append(value)
            start.append(tokens.start[a])
            end.append(tokens.end[b - 1])
            lower.append(" ".join(words[a:b]))
        last = b
    return Tokens("".join(codes), values, start, end, lower)
