"""The other ways a name may be written: case, accents, order, initials, particles, one letter off, the family name alone.

Invariant: a variant is found as a span of the text as it is; looking too widely is the safe side, for what is found is hidden or stops an
export.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

SHORTEST_ALONE = 4
SHORTEST_LOOSE = 4
MOST_BETWEEN = 2
PARTICLES = frozenset("al el ul as ad ar bin ibn bint van von der de da dos del di le la".split())
TITLES = frozenset("mr mrs ms dr sir sheikh shaykh imam general colonel captain major commander minister president haj hajj".split())
_WORD = re.compile(r"[^\W_]+(?:['’ʼʿʾ`][^\W_]+)*")
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "'": "", "’": "", "ʼ": "", "ʿ": "", "ʾ": "", "`": ""}
)
_OWNED = re.compile("['’]s$")
_SOUNDS = tuple(
    (re.compile(old), new)
    for old, new in (
        ("ou|oo", "u"),
        ("ee|ei|ey|ie", "i"),
        ("y", "i"),
        ("q|ck", "k"),
        ("ph", "f"),
        ("(?<=.)[ae]h$", "a"),
        (r"([^\W\d_])\1", r"\1"),
    )
)


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Return a word without case, accents and apostrophes, its sounds written one way ("Kassem" and "Qasim" meet)."""
    bare = "".join(ch for ch in unicodedata.normalize("NFKD", _OWNED.sub("", word.casefold())) if not unicodedata.combining(ch)).translate(
        _PLAIN
    )
    for sound, plain in _SOUNDS:
        bare = sound.sub(plain, bare)
    return bare


def find_variants(name: str, text: str, *, known: frozenset[str] = frozenset()) -> Iterator[tuple[int, int]]:
    """Yield the spans of a text that may be a name, the longest at each place.

    `known` holds folded words that are places' or other actors' names: one of them alone is no person's family name.
    """
    parts = [p for w in _WORD.findall(name) if (p := fold(w)) not in PARTICLES | TITLES] or [fold(w) for w in _WORD.findall(name)]
    words, place = _words_of(text), 0
    while parts and place < len(words):
        last = _longest(parts, words, place, known) if _may_begin(tuple(parts), words[place][2]) else None
        if last is None:
            place += 1
            continue
        yield words[place][0], words[last][1]
        place = last + 1


@lru_cache(maxsize=1)
def _words_of(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return the words of a text with their spans; several names are looked for in one text after another."""
    return tuple((m.start(), m.end(), fold(m[0])) for m in _WORD.finditer(text))


@lru_cache(maxsize=100_000)
def _may_begin(parts: tuple[str, ...], word: str) -> bool:
    """Say whether a variant of a name can begin with a word; most words of a text are told apart by this alone."""
    return any(_alike(part, word, initial=True) for part in parts)


def _longest(parts: Sequence[str], words: Sequence[tuple[int, int, str]], place: int, known: frozenset[str]) -> int | None:
    """Return the last word of the longest variant that begins with a word, None where none does."""
    orders = [parts, [*parts[1:], parts[0]], [parts[-1], *parts[:-1]]] if len(parts) > 1 else [parts]
    if len(parts) > 2:
        orders += [[parts[0], parts[-1]], [parts[-1], parts[0]]]
    ends = [end for order in orders if (end := _follow(order, words, place)) is not None]
    word = words[place][2]
    if len(parts) > 1 and word == parts[-1] and len(word) >= SHORTEST_ALONE and word not in known:
        ends.append(place)
    return max(ends, default=None)


def _follow(parts: Sequence[str], words: Sequence[tuple[int, int, str]], place: int) -> int | None:
    """Return the last word where the parts of a name follow each other from a word on, particles and initials between them."""
    if not _alike(parts[0], words[place][2], initial=len(parts) > 1):
        return None
    last, whole = place, len(words[place][2]) > 1
    for part in parts[1:]:
        ahead = range(last + 1, min(last + 2 + MOST_BETWEEN, len(words)))
        found = next((n for n in ahead if _alike(part, words[n][2], initial=whole)), None)
        if found is None or any(len(words[n][2]) > 1 and words[n][2] not in PARTICLES for n in range(last + 1, found)):
            return None
        last, whole = found, whole or len(words[found][2]) > 1
    return last if whole else None


def _alike(part: str, word: str, *, initial: bool) -> bool:
    """Say whether a word may stand for a part of a name: the same, one letter off in a long one, or its initial."""
    if part == word or (initial and len(word) == 1 and part.startswith(word)):
        return True
    return min(len(part), len(word)) >= SHORTEST_LOOSE and abs(len(part) - len(word)) <= 1 and _one_off(part, word)


def _one_off(one: str, other: str) -> bool:
    """Say whether two words differ by one letter put in, left out, changed, or by two neighbours swapped."""
    if len(one) > len(other):
        one, other = other, one
    n = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[n:] == other[n + 1 :]
    return one[n + 1 :] == other[n + 1 :] or (one[n : n + 2] == other[n : n + 2][::-1] and one[n + 2 :] == other[n + 2 :])
