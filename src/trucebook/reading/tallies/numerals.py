"""Numerals: the value of digits and number words, without what stands around them.

Invariant: a numeral is read as its words say it; what is no numeral gives None.
"""

import re
from collections.abc import Sequence

UNITS = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
TENS = dict(zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)) | {
    "fourty": 40
}
SCALES = {
    **dict.fromkeys(("hundred",), 100),
    **dict.fromkeys(("thousand", "k", "mil"), 1_000),
    **dict.fromkeys(("lakh", "lakhs", "lac"), 100_000),
    **dict.fromkeys(("million", "m", "mn", "mln", "millones", "millions"), 1_000_000),
    **dict.fromkeys(("crore", "crores"), 10_000_000),
    **dict.fromkeys(("billion", "bn"), 1_000_000_000),
}
# Vague words count as their guideline says: dozens 24, scores 40, hundreds 200, thousands 2000.
VAGUE = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000}
_PLURALS = {"dozen": "dozens", "hundred": "hundreds", "thousand": "thousands", "million": "millions"}
_ONE_OF = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1_000, "millions": 1_000_000}
_DIGIT_MARKS = "0123456789,.'’\u00a0\u202f "
_GROUPED = re.compile(r"\d{1,3}(?:[,.'’  ]\d{3})+")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
STARTS = (
    frozenset(UNITS)
    | frozenset(TENS)
    | frozenset(VAGUE)
    | {"hundred", "thousand", "million", "dozen", "half", "quarter", "couple", "both", "lakh", "crore"}
)


def read_digits(word: str) -> float | None:
    """Return the value of one word of digits ("1,200", "38 000", "2.5", "1.2m", "3k"), None where it is no count."""
    word = word.rstrip("+")
    scale = 1
    letters = word.lstrip(_DIGIT_MARKS).lower()
    if letters:
        if letters not in SCALES:
            return None
        scale, word = SCALES[letters], word[: -len(letters)]
    word = word.rstrip(",.'’ ")
    if _GROUPED.fullmatch(word) and not (letters and "." in word):
        return int(re.sub(r"\D", "", word)) * scale
    if _PLAIN.fullmatch(word) and len(word) < 16:
        return float(word.replace(",", ".")) * scale
    return None


def cardinal(words: Sequence[str], i: int) -> tuple[int, int, bool] | None:
    """Return value, last word and vagueness of the number that begins at word i, without its quantifier."""
    word = words[i]
    if word in VAGUE:
        return _vague(words, i)
    if word in _PLURALS and words[i + 1 : i + 2] == ["of"] and words[i - 1 : i] not in (["a"], ["one"]):
        return VAGUE[_PLURALS[word]], i, True
    if word == "quarter" or (word == "three" and words[i + 1 : i + 2] == ["quarters"]):
        return _quarters(words, i, 1 if word == "quarter" else 3)
    if word == "half":
        return _half(words, i)
    if word == "both":
        return 2, i, False
    if word == "couple":
        return (2, i, False) if i and words[i - 1] == "a" else None
    if word[:1].isdigit():
        return _digits(words, i)
    return _in_words(words, i)


def _vague(words: Sequence[str], i: int) -> tuple[int, int, bool]:
    """Read "dozens", "hundreds of thousands": the plural counts twice, what follows "of" once."""
    value, last = VAGUE[words[i]], i
    while last + 2 < len(words) and words[last + 1] in ("of", "and") and words[last + 2] in VAGUE:
        linked = words[last + 1]
        last += 2
        if linked == "of":
            value *= _ONE_OF[words[last]]
    if last + 2 < len(words) and words[last + 1] == "of" and words[last + 2] in ("thousand", "million"):
        last += 2
        value *= SCALES[words[last]]
    return value, last, True


def _quarters(words: Sequence[str], i: int, count: int) -> tuple[int, int, bool] | None:
    """Read "a quarter of a million", "three quarters of a million"."""
    last = i + (3 if count == 1 else 4)
    if last >= len(words) or list(words[last - 2 : last]) != ["of", "a"] or SCALES.get(words[last], 0) < 1000:
        return None
    return SCALES[words[last]] // 4 * count, last, False


def _half(words: Sequence[str], i: int) -> tuple[int, int, bool] | None:
    """Read "half a million", "half a dozen"."""
    last = i + 2 if i + 2 < len(words) and words[i + 1] in ("a", "of") else i + 1
    if last >= len(words):
        return None
    if words[last] == "dozen":
        return 6, last, False
    scale = SCALES.get(words[last])
    return (scale // 2, last, False) if scale and scale >= 1000 else None


def _digits(words: Sequence[str], i: int) -> tuple[int, int, bool] | None:
    """Read digits with their groups set apart by spaces and the scale word behind them."""
    value = read_digits(words[i])
    if value is None:
        return None
    last = i
    if words[i].isdigit() and len(words[i]) <= 3 and words[i][0] != "0":
        value, last = _groups(words, i)
    scaled, last = _scale(words, last, value)
    return (round(scaled), last, False) if scaled == int(scaled) or scaled > 1000 else None


def _groups(words: Sequence[str], i: int) -> tuple[float, int]:
    """Join "38 000" and "9 300": groups of three digits behind one to three; "61, 000" only before "000"."""
    digits, last = words[i], i
    while last + 1 < len(words):
        step = 2 if words[last + 1] == "," and last + 2 < len(words) and words[last + 2] == "000" else 1
        group = words[last + step]
        if not (len(group) == 3 and group.isdigit()):
            break
        digits, last = digits + group, last + step
    return float(digits), last


def _scale(words: Sequence[str], last: int, value: float) -> tuple[float, int]:
    """Multiply by the scale words behind a number: "2.5 million", "12 lakh", "two dozen"."""
    while last + 1 < len(words):
        word = words[last + 1]
        step = 2 if word == "-" and last + 2 < len(words) and words[last + 2] in SCALES else 1
        word = words[last + step]
        if word == "dozen":
            return value * 12, last + step
        if word not in SCALES or (word == "m" and value >= 100):
            break
        value, last = value * SCALES[word], last + step
        if list(words[last + 1 : last + 4]) == ["and", "a", "half"]:
            return value + SCALES[word] / 2, last + 3
    return value, last


def _in_words(words: Sequence[str], i: int) -> tuple[int, int, bool] | None:
    """Read a number in words: "two hundred and fifty-three thousand"."""
    total, part, last, j = 0, 0, i - 1, i
    while j < len(words):
        word = words[j]
        if word in UNITS or word in TENS:
            value = UNITS[word] if word in UNITS else TENS[word]
            if last >= i and part % (100 if word in TENS else 10 if part % 100 >= 20 and 0 < value < 10 else 100):
                break
            part += value
        elif word == "dozen":
            part, last = (part or 1) * 12, j
            break
        elif word in ("hundred", "thousand", "million", "billion", "lakh", "crore"):
            if word == "hundred":
                part = (part or 1) * 100
            else:
                total, part = total + (part or 1) * SCALES[word], 0
        elif word in ("and", "-") and last >= i and j + 1 < len(words) and _joins(words, j):
            j += 1
            continue
        else:
            break
        last, j = j, j + 1
    if last >= i and words[last] in SCALES and list(words[last + 1 : last + 4]) == ["and", "a", "half"]:
        return total + part + SCALES[words[last]] // 2, last + 3, False
    return (total + part, last, False) if last >= i else None


def _joins(words: Sequence[str], j: int) -> bool:
    """Say whether the "and" or hyphen at word j stands inside a number."""
    before, after = words[j - 1], words[j + 1]
    if words[j] == "-":
        return (before in TENS and 0 < UNITS.get(after, 0) < 10) or after in SCALES or after == "dozen"
    return before in ("hundred", "thousand", "million") and (after in UNITS or after in TENS)
