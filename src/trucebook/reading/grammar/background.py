"""Background: whether a verb or noun tells history beside the news, by its tense or by a year or time that it names.

Invariant: a time that cannot be compared with the report's year makes nothing history.
"""

import re
from bisect import bisect_left

from trucebook.reading.grammar.parse import Parse

_OPENING = 7
_YEAR = re.compile(r"(?<![\d.,])(1[89]\d\d|20\d\d)(?![\d,]|\.\d)")


def year_of(parse: Parse, published: str | None) -> int | None:
    """Return the year the news is from: that of publication, else the latest year the text names, else None."""
    if published and published[:4].isdigit():
        return int(published[:4])
    return max((int(y) for y in _YEAR.findall(parse.smooth[:200_000])), default=None)


def is_background(parse: Parse, i: int, year: int | None) -> bool:
    """Say whether verb or noun i tells history beside the news: the pluperfect, a year before `year`, "years ago"."""
    for c in parse.children[i]:
        dep = parse.dep[c]
        if dep == "aux" and parse.lower[c] == "had" and parse.tag[i] in ("VBN", "VBG"):
            return True
        if dep in ("prep", "npadvmod", "advmod", "pobj") and _names_the_past(parse, c, year):
            return True
    first = parse.sentences[parse.sentence_of[i]][0]
    numbers = parse.four_digits
    low, high = bisect_left(numbers, first), bisect_left(numbers, min(first + _OPENING, i))
    return year is not None and any(_is_earlier_year(parse.words[j], year) for j in numbers[low:high])


def _is_earlier_year(word: str, year: int) -> bool:
    return len(word) == 4 and word.isdigit() and _YEAR.match(word) is not None and int(word) < year


def _names_the_past(parse: Parse, c: int, year: int | None) -> bool:
    """Say whether a phrase names an earlier year or a time years ago."""
    low = parse.lower[c]
    if low in ("ago", "previously", "formerly", "historically"):
        first = parse.left_edge(c)
        span = parse.lower[first:c]
        return low != "ago" or any(w.startswith(("year", "month", "decade", "centur")) for w in span)
    for j in (c, *parse.children[c], *(g for d in parse.children[c] for g in parse.children[d])):
        if year is not None and _is_earlier_year(parse.words[j], year):
            return True
        if parse.lower[j] in ("past", "1980s", "1990s", "1970s", "1960s") and low == "in":
            return True
    return False
