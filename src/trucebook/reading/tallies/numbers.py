"""Numbers: numerals with the quantifier before or behind them, as low and high.

Invariant: ages, years, ordinals, percentages, money and measures are no numbers here; numbers do not overlap.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import msgspec
from msgspec.structs import replace

from trucebook import codebook
from trucebook.model import Quantifier
from trucebook.reading.tallies.numerals import SCALES, STARTS, VAGUE, cardinal

_DIGITS = frozenset("0123456789")
_DETERMINERS = frozenset("the these those his her their its our all".split())
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
_NUMBERED = frozenset({"dead", "displaced", "wounded", "injured", "missing", "killed", "victims", "prisoners", "refugees", "casualties"})
_HANDS = frozenset("hand hands handed handing turn turned turning give gave given took taken".split())
_YEAR_LEADS = frozenset(["in", "since", "by", "of", "until", "till", "from", "during", "before", "after", "mid", "early", "late"]) | _MONTHS


class Number(msgspec.Struct, frozen=True):
    """One number: words `first` to `last` with its quantifier, `core` the first word of the bare number.

    `low` and `high` are equal for an exact number and None for an open end; `vague` marks "dozens" and the like,
    `further` "another 12", `total` "a total of 12".
    """

    first: int
    core: int
    last: int
    low: int | None
    high: int | None
    quantifier: Quantifier = "exact"
    vague: bool = False
    further: bool = False
    total: bool = False

    @property
    def size(self) -> int:
        """Return the bound that is known, the lower one first."""
        return self.low if self.low is not None else self.high or 0


def read_number(text: str) -> Number | None:
    """Return the one number that fills a text ("between 30 and 40", "more than two dozen"), None where there is none."""
    words = re.findall(r"\d[\d,.]*\d|\d|[^\W\d_]+|[^\w\s]", text.lower())
    found = find_numbers(words)
    return found[0] if len(found) == 1 else None


def find_numbers(words: Sequence[str]) -> list[Number]:
    """Return the numbers of a sequence of words in lower case, in order, without overlap."""
    found: list[Number] = []
    last, starts = -1, STARTS
    for i in [i for i, word in enumerate(words) if word in starts or word[:1] in _DIGITS]:
        if i > last and (number := _number_at(words, i)) is not None:
            number = _with_quantifier(words, number, last)
            found.append(number)
            last = number.last
    return [n for n in found if not _is_other(words, n)]


def _number_at(words: Sequence[str], i: int) -> Number | None:
    """Return the number or the range of numbers that begins at word i."""
    first = cardinal(words, i) if _opens(words, i) else None
    if first is None:
        return None
    value, last, vague = first
    if vague:
        return Number(i, i, last, value, None, "about", vague=True)
    value *= _scale_of_range(words, last, value)
    number = Number(i, i, last, value, value)
    second = _range_end(words, i, last, value)
    return number if second is None else replace(number, high=second[0], last=second[1], quantifier="about")


def _opens(words: Sequence[str], i: int) -> bool:
    """Say whether a scale word can open a number: behind an article or a quantifier, not behind a sign that was lost ("½ million")."""
    if i == 0 or words[i] not in SCALES or words[i] in VAGUE:
        return True
    before = words[i - 1]
    return before in ("a", "an", "one", "several", "many", "few", "the", "and", ",") or before in quantifiers()


def _scale_of_range(words: Sequence[str], last: int, value: int) -> int:
    """Return what a range's first number must be multiplied by: 1000 in "ten to twelve thousand", else 1."""
    if last + 3 >= len(words) or words[last + 1] not in ("to", "-", "–", "or", "and") or value >= 1000:
        return 1
    after = cardinal(words, last + 2)
    if after is None or after[2] or words[after[1]] not in ("thousand", "million", "billion", "lakh", "crore"):
        return 1
    if words[last + 1] == "and" and words[max(0, last - 3) : last].count("between") == 0:
        return 1
    scale = SCALES[words[after[1]]]
    return scale if value < after[0] / scale <= 20 * value else 1


def _range_end(words: Sequence[str], i: int, last: int, low: int) -> tuple[int, int] | None:
    """Return high and last word of a range "10 to 15", "30-40", "between 5 and 6"."""
    if last + 2 >= len(words):
        return None
    link = words[last + 1]
    between = i > 0 and words[i - 1] == "between"
    if not (link in ("to", "-", "–", "—", "or") or (link == "and" and between)):
        return None
    after = cardinal(words, last + 2)
    if after is None or after[2] or after[0] <= low or after[0] > 20 * low or _is_change(words, i):
        return None
    if link in ("-", "–", "—") and words[i][:1].isdigit() != words[last + 2][:1].isdigit():
        return None
    return after[0], after[1]


def _is_change(words: Sequence[str], i: int) -> bool:
    """Say whether "from 30 to 45" tells of a rise and not of a range."""
    return i > 0 and words[i - 1] == "from" and not counted_things().changes.isdisjoint(words[max(0, i - 4) : i - 1])


@cache
def quantifiers() -> dict[str, list[tuple[list[str], str]]]:
    """Return last word → (phrase as words, quantifier class) of the codebook's lists, longest phrases first."""
    book = codebook.load()
    table: dict[str, list[tuple[list[str], str]]] = {}
    for kind in ("more_than", "less_than", "about", "totals", "further", "exact"):
        for phrase in book.terms("figures", kind):
            table.setdefault(phrase.split()[-1], []).append((phrase.split(), kind))
    return {last: sorted(phrases, key=lambda p: -len(p[0])) for last, phrases in table.items()}


def _phrase_before(words: Sequence[str], end: int, floor: int) -> tuple[int, str] | None:
    """Return length and class of the quantifier phrase that ends before word `end`, None where there is none."""
    for phrase, kind in quantifiers().get(words[end - 1], ()):
        size = len(phrase)
        if end - size > floor and list(words[end - size : end]) == phrase:
            if phrase == ["over"] and words[max(end - 2, 0)] in _HANDS:
                return None
            return size, kind
    return None


def _with_quantifier(words: Sequence[str], number: Number, floor: int) -> Number:
    """Return the number with the quantifiers that stand before and behind it; `floor` is the last word not to touch."""
    kinds: set[str] = set()
    first = number.core
    if first - 1 > floor and words[first - 1] in ("between", "from") and number.high != number.low and number.high is not None:
        first -= 1
    while first - 1 > floor:
        if (phrase := _phrase_before(words, first, floor)) is not None:
            kinds.add(phrase[1])
            first -= phrase[0]
        elif words[first - 1] in ("a", "an", "several", "many", "few") and (number.vague or words[first] in STARTS or kinds):
            first -= 1
        else:
            break
    while first < number.core and words[first] in _DETERMINERS:
        first += 1
    low, high, vague = number.low, number.high, number.vague
    if "several" in words[first : number.core] or "few" in words[first : number.core]:
        low, high, vague = (low or 0) * 2, None, True
    last, behind = _behind(words, number.last)
    kinds |= behind
    further, total = "further" in kinds, "totals" in kinds
    return _bounded(Number(first, number.core, last, low, high, number.quantifier, vague, further, total), kinds)


def _bounded(number: Number, kinds: set[str]) -> Number:
    """Return the number with low, high and quantifier as its quantifier words have it."""
    if "more_than" in kinds:
        return replace(number, high=None, quantifier="more_than")
    if "less_than" in kinds:
        return replace(number, low=None, high=number.high if number.high is not None else number.low, quantifier="less_than")
    if number.vague:
        return replace(number, high=None, quantifier="about")
    if "about" in kinds:
        return replace(number, quantifier="about")
    return number


def _behind(words: Sequence[str], last: int) -> tuple[int, set[str]]:
    """Return the last word and the classes of a quantifier behind a number: "or more", "or so", "+"."""
    two = tuple(words[last + 1 : last + 3])
    if two == ("or", "more") or two == ("and", "more"):
        return last + 2, {"more_than"}
    if two in (("or", "so"), ("or", "thereabouts")):
        return last + 2, {"about"}
    if two[:1] == ("+",) or words[last].endswith("+"):
        return last + (two[:1] == ("+",)), {"more_than"}
    if two[:1] == ("plus",):
        return last + 1, {"more_than"}
    return last, set()


@dataclass(frozen=True)
class OtherThings:
    """The codebook's words beside a number that counts no heads: units of measure, currencies, numbered texts."""

    measures: frozenset[str]
    money: frozenset[str]
    numbered: frozenset[str]
    changes: frozenset[str]
    shares: frozenset[str]
    funds: frozenset[str]


@cache
def counted_things() -> OtherThings:
    """Return the words beside other numbers, of the codebook that ships with trucebook."""
    book = codebook.load()
    return OtherThings(*(book.terms("figures", name) for name in ("measures", "money", "numbered", "changes", "shares", "funds")))


def _is_date(words: Sequence[str], number: Number) -> bool:
    """Say whether a number is a piece of a date in figures ("2021-09-02", "12/05/2019") or of a score ("3-1-2")."""
    if not words[number.core][:1].isdigit() or _opens_story(words, number.core):
        return False
    for mark in ("-", "/", ".", ":"):
        before = number.core > 1 and words[number.core - 1] == mark and words[number.core - 2][:1].isdigit()
        after = number.last + 2 < len(words) and words[number.last + 1] == mark and words[number.last + 2][:1].isdigit()
        if before or (after and mark != "."):
            return True
    return False


def _opens_story(words: Sequence[str], i: int) -> bool:
    """Say whether a number stands behind the dash of a dateline: "ANKARA, Jan 11 - 30 guards", "11 January 2005 - 30 guards"."""
    if i < 3 or words[i - 1] not in ("-", "–", "—"):
        return False
    return words[i - 3] in _MONTHS or (len(words[i - 2]) == 4 and (words[i - 3] in _MONTHS or words[i - 3] == ","))


def _is_other(words: Sequence[str], number: Number) -> bool:
    """Say whether a number counts no heads: money, measures, ages, years, days of a month, numbers of a resolution."""
    before = words[number.core - 1] if number.core else ""
    after = words[number.last + 1] if number.last + 1 < len(words) else ""
    other = counted_things()
    if before == "number" and number.core > 1 and words[number.core - 2] in _NUMBERED:
        return False  # "the dead number 30"
    if before in other.money or before in other.numbered or before in ("aged", "age"):
        return before not in ("no", "number") or words[number.core][:1].isdigit()
    if after in other.measures or after in other.money:
        return True
    if words[number.core][:1] == "0" or _is_date(words, number):
        return True
    if after == "-" and number.last + 2 < len(words) and words[number.last + 2] in counted_things().measures:
        return True
    if before in _MONTHS and number.low is not None and number.low <= 31 and words[number.core].isdigit():
        return True
    if after in _MONTHS and words[number.core].isdigit() and number.core == number.first and number.size <= 31:
        return True
    bare = words[number.core]
    return len(bare) == 4 and bare.isdigit() and 1900 <= int(bare) <= 2099 and number.core == number.last and (before in _YEAR_LEADS)


def is_share(words: list[str], number: Number) -> bool:
    """Say whether only a share of the number is meant ("most of the 300 prisoners"), or one in so many."""
    at = number.first
    while at > 0 and words[at - 1] in _DETERMINERS:
        at -= 1
    for i in range(at - 1, max(0, at - 5), -1):
        if words[i] == "'s" and words[max(0, i - 3) : i].count("of"):
            at = i - words[max(0, i - 3) : i][::-1].index("of")
    before = words[max(0, at - 2) : at]
    return (before[1:] == ["of"] and before[0] in counted_things().shares) or before == ["one", "in"]


def are_ones_own(words: list[str], number: Number) -> bool:
    """Say whether a bare number tells how many children somebody has: "a mother of five who fled"."""
    return words[max(0, number.first - 2) : number.first] in (["mother", "of"], ["father", "of"], ["grandmother", "of"], ["parents", "of"])
