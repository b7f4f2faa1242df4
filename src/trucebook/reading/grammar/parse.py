"""One report's text with its words, sentences and grammar, as plain lists.

The rooms of reading look at these lists and never at the parser's own objects: list look-ups are several times faster
than attribute access across the C boundary, and a test can build a Parse by hand.

Invariant: `text` is the report's text untouched; word i covers `text[start[i]:end[i]]`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Set
from functools import cached_property
from typing import Any

from trucebook.gazetteer_names import LOST

_BLANK = [
    *range(9),
    11,
    12,
    *range(14, 32),
    *range(127, 133),
    *range(134, 160),
    0xA0,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x2030),
    0x2007,
    0xFEFF,
    0xFFFD,
]
_PLAIN = {"'": "’‘ʼ", '"': "“”«»„‟", "\n": "\u2028\u2029\x85"}
_SMOOTH = dict.fromkeys(_BLANK, " ") | {ord(ch): plain for plain, fancy in _PLAIN.items() for ch in fancy}
BLOCK_END = "\x0b"  # what stands for a line break where a block ends; `reading_copy` leaves none of a text's own
_LONGEST_RUN = 200
_LONG_RUN = re.compile(rf"\S{{{_LONGEST_RUN},}}")
_LOST_APOSTROPHE = re.compile(r"(?<=[^\W\d_]{2})\ufffd(?=(?:s|t|re|ve|ll)\b)|(?<=\b[dlDLO])\ufffd(?=[A-Z])|(?<=\b[dl])\ufffd(?=[aeiouh])")
_LOST_LETTER = re.compile(r"(?<=[^\W\d_])\ufffd(?=[^\W\d_])|(?<=[^\W\d_])\ufffd\ufffd(?=[^\W\d_])|(?<=[^\W\d_])\ufffd(?=[\s,.;:)]|$)")
_OPENED = re.compile(r"(?:^|\s)\ufffd\w")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FULL = "january february march april may june july august september october november december".split()
_WHEN = frozenset((*(f"on {day}" for day in WEEKDAYS), *(f"in {month}" for month in _FULL)))  # which may run into a name
_YEAR = 4  # digits
_MONTHS = frozenset(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"))


def reading_copy(text: str) -> str:
    """Return a copy of the same length that the parser can read: control characters, typographic quotes and endless
    words smoothed, every other character at its place."""
    smooth = (mark_lost(text) if "\ufffd" in text else text).translate(_SMOOTH)
    if max(map(len, smooth.split()), default=0) < _LONGEST_RUN:
        return smooth
    return _LONG_RUN.sub(lambda m: " ".join(m[0][i : i + 99] for i in range(0, len(m[0]), 100)).ljust(len(m[0]))[: len(m[0])], smooth)


def mark_lost(text: str) -> str:
    """Return a text whose letters that another encoding destroyed (U+FFFD) stay one word: "C\ufffdcuta", "the camp\ufffds".

    Where such characters open words too, they were quotation marks, and one at the end of a word is none of its letters.
    """
    text = _LOST_APOSTROPHE.sub("'", text)
    inside_only = _OPENED.search(text) is not None
    return _LOST_LETTER.sub(lambda m: m[0] if inside_only and not text[m.end() : m.end() + 1].isalpha() else LOST * len(m[0]), text)


_WHOLE = 6  # sentences from which a text is a whole report


class Parse:
    """Words of one report with lemma, part of speech, grammatical head and sentence, all indexed by word.

    `lemma` is in lower case, `pos` holds universal tags, `tag` Penn tags, `dep` spaCy's English labels, `head` word indexes
    (a root is its own head), `sentences` (first, last + 1) pairs of word indexes, `entities` (first, last + 1, label) triples.
    White space is no word. `kept` is for what a room has worked out from a parse and is asked for again.
    """

    def __init__(
        self,
        text: str,
        *,
        start: list[int],
        end: list[int],
        lemma: list[str],
        pos: list[str],
        tag: list[str],
        dep: list[str],
        head: list[int],
        sentences: list[tuple[int, int]],
        entities: list[tuple[int, int, str]] | None = None,
        smooth: str | None = None,
    ) -> None:
        self.text = text
        self.smooth = smooth if smooth is not None else reading_copy(text)
        self.start, self.end = start, end
        self.lemma = [one.lower() for one in lemma]
        self.pos, self.tag, self.dep, self.head = pos, tag, dep, head
        self.sentences = sentences
        self.entities = entities or []
        self.words = [self.smooth[a:b] for a, b in zip(start, end, strict=True)]
        self.lower = [w.lower() for w in self.words]
        self._heads: dict[tuple[int, int], int | None] = {}
        self.kept: dict[str, Any] = {}

    def kept_for(self, owner: object, name: str) -> dict[Any, Any]:
        """Return what is kept under a name, by word or span, for as long as its owner, the words of a codebook or the mentions that it
        is worked out from, is the same; empty at first."""
        known = self.kept.get(name)
        if known is None or known[0] is not owner:
            known = self.kept[name] = owner, dict[Any, Any]()
        found: dict[Any, Any] = known[1]
        return found

    @property
    def is_whole(self) -> bool:
        """Whether this is a whole report, such as most heads have learned from, and no text of a few sentences."""
        return len(self.sentences) >= _WHOLE

    def __len__(self) -> int:
        return len(self.start)

    def loose_copy(self) -> "Parse":
        """Return a parse of the same words whose heads and labels may be changed without touching this one; `kept` starts empty."""
        return Parse(
            self.text,
            start=self.start,
            end=self.end,
            lemma=self.lemma,
            pos=list(self.pos),
            tag=list(self.tag),
            dep=list(self.dep),
            head=list(self.head),
            sentences=self.sentences,
            entities=self.entities,
            smooth=self.smooth,
        )

    @cached_property
    def children(self) -> list[list[int]]:
        """For each word the words it governs, in text order."""
        children: list[list[int]] = [[] for _ in self.start]
        for i, h in enumerate(self.head):
            if h != i:
                children[h].append(i)
        return children

    @cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        left, right, children = list(range(len(self))), list(range(len(self))), self.children
        for first, last in self.sentences:
            order: list[int] = []
            stack = [i for i in range(first, last) if self.head[i] == i]
            while stack:
                i = stack.pop()
                order.append(i)
                stack += children[i]
            for i in reversed(order):
                h = self.head[i]
                if left[i] < left[h]:
                    left[h] = left[i]
                if right[i] > right[h]:
                    right[h] = right[i]
        return left, right

    def left_edge(self, i: int) -> int:
        """Return the first word of the subtree of word i."""
        return self._edges[0][i]

    def right_edge(self, i: int) -> int:
        """Return the last word of the subtree of word i."""
        return self._edges[1][i]

    def subtree(self, i: int) -> list[int]:
        """Return word i and all words under it, in text order."""
        found, stack = [], [i]
        while stack:
            j = stack.pop()
            found.append(j)
            stack.extend(self.children[j])
        return sorted(found)

    def stands_beside(self, i: int) -> bool:
        """Say whether a verb is only set beside its governor by a semicolon: "the envoy met the clan; both agreed to talk"."""
        return self.dep[i] == "ccomp" and i < self.head[i] and ";" in self.lower[i : self.head[i]]

    def is_infinitive(self, i: int) -> bool:
        """Say whether a verb stands with "to"."""
        return any(self.dep[c] == "aux" and self.lower[c] == "to" for c in self.children[i])

    def child(self, i: int, *deps: str) -> int | None:
        """Return the first word that i governs with one of these labels, or None."""
        dep = self.dep
        for c in self.children[i]:
            if dep[c] in deps:
                return c
        return None

    def children_of(self, i: int, *deps: str) -> list[int]:
        """Return the words that i governs with one of these labels."""
        return [c for c in self.children[i] if self.dep[c] in deps]

    def conjuncts(self, i: int) -> list[int]:
        """Return word i and everything coordinated with it to its right."""
        found, dep = [i], self.dep
        for j in found:
            for c in self.children[j]:
                if dep[c] == "conj":
                    found.append(c)
        return found

    def first_conjunct(self, i: int) -> int:
        """Return the word that a chain of conjuncts starts from."""
        while self.dep[i] == "conj" and self.head[i] != i:
            i = self.head[i]
        return i

    def ancestors(self, i: int) -> Iterator[int]:
        """Yield the governors of word i, nearest first."""
        while self.head[i] != i:
            i = self.head[i]
            yield i

    @cached_property
    def sentence_of(self) -> list[int]:
        """For each word the index of its sentence."""
        of = [0] * len(self)
        for s, (first, last) in enumerate(self.sentences):
            of[first:last] = [s] * (last - first)
        return of

    @cached_property
    def quoted(self) -> list[bool]:
        """For each word whether it stands between double quotation marks (a paragraph ends an open quotation)."""
        flags, inside, last = [], False, 0
        for i, w in enumerate(self.words):
            if "\n" in self.smooth[last : self.start[i]] and "\n\n" in self.smooth[last : self.start[i]]:
                inside = False
            if '"' in w:
                inside = not inside
                flags.append(True)
            else:
                flags.append(inside)
            last = self.end[i]
        return flags

    @cached_property
    def _entity_starts(self) -> list[int]:
        return [first for first, _, _ in self.entities]

    def entities_in(self, first: int, last: int) -> list[tuple[int, int, str]]:
        """Return the entities that share a word with words `first` to `last`, both included."""
        at = max(bisect_right(self._entity_starts, first) - 1, 0)
        found = []
        while at < len(self.entities) and self.entities[at][0] <= last:
            if self.entities[at][1] > first:
                found.append(self.entities[at])
            at += 1
        return found

    def word_at(self, offset: int) -> int:
        """Return the word that covers a character offset, or the last one before it (-1 where none is)."""
        return bisect_right(self.start, offset) - 1

    def words_in(self, start: int, end: int) -> range:
        """Return the indexes of the words that begin in a character span."""
        first = bisect_right(self.start, start) - 1
        if first < 0 or self.end[first] <= start:
            first += 1
        return range(first, bisect_left(self.start, end, first))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the character span from word `first` to word `last`, both included."""
        return self.start[first], self.end[last]

    def said(self, first: int, last: int) -> str:
        """Return the report's own words from word `first` to word `last`, both included."""
        return self.text[self.start[first] : self.end[last]]

    def noun_phrase(self, i: int) -> tuple[int, int]:
        """Return first and last word of the noun phrase headed by i: determiners, modifiers and compounds on its left,
        its "of" tail and nothing else on its right."""
        first = i
        for c in self.children[i]:
            if c < i and self.dep[c] in _LEFT:
                first = min(first, self.left_edge(c))
        first = self._after_date(first, i)
        last = i
        for c in self.children[i]:
            if c == last + 1 and self.dep[c] == "prep" and self.lower[c] == "of":
                inner = self.child(c, "pobj")
                if inner is not None and inner > c:
                    last = self.noun_phrase(inner)[1]
        return first, last

    def _after_date(self, first: int, i: int) -> int:
        """Return the first word of a phrase behind a date that runs into it: "3 May 2012 Rebels shelled …", "in May gunmen shot …"."""
        for k in range(first, i - 2):
            if self.words[k + 2].isdigit() and len(self.words[k + 2]) == 4 and self._is_day(k):
                return k + 3
        return first + (first < i and f"{self.lower[first - 1]} {self.lower[first]}" in _WHEN)

    def _is_day(self, i: int) -> bool:
        """Say whether two words are a month and a day of it, in either order: "3 May", "May 3"."""
        pair = sorted(self.lower[i : i + 2], key=str.isdigit)
        return pair[0][:3] in _MONTHS and pair[1].isdigit() and len(pair[1]) < _YEAR

    @cached_property
    def _by_lemma(self) -> dict[str, list[int]]:
        """For each lemma its words, in text order."""
        return _places(self.lemma)

    def words_of(self, lemmas: Set[str]) -> list[int]:
        """Return the words that have one of these lemmas, in text order."""
        return _found_in(self._by_lemma, lemmas)

    @cached_property
    def _by_form(self) -> dict[str, list[int]]:
        """For each form in lower case its words, in text order."""
        return _places(self.lower)

    def forms_of(self, forms: Set[str]) -> list[int]:
        """Return the words that have one of these forms, in text order."""
        return _found_in(self._by_form, forms)

    def tells(self, word: str) -> bool:
        """Say whether a word in lower case is a form or a lemma of the text."""
        return word in self._by_form or word in self._by_lemma

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words of the text in lower case."""
        return frozenset(self._by_form)

    @cached_property
    def four_digits(self) -> list[int]:
        """The words of four digits, which may be years, in text order."""
        return [i for i, word in enumerate(self.words) if len(word) == 4 and word.isdigit()]

    def head_of(self, start: int, end: int) -> int | None:
        """Return the word of a character span whose governor lies outside of it (the span's head), or None."""
        if (start, end) not in self._heads:
            self._heads[start, end] = self._head_of(start, end)
        return self._heads[start, end]

    def _head_of(self, start: int, end: int) -> int | None:
        inside = self.words_in(start, end)
        first, last, head = inside.start, inside.stop, self.head
        for i in inside:
            if (head[i] == i or not first <= head[i] < last) and self.pos[i] not in _NO_HEADS:
                return i
        return inside[-1] if len(inside) else None


_NO_HEADS = frozenset(("DET", "PUNCT", "ADP", "CCONJ"))
_LEFT = {"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "advmod", "neg", "punct", "case"}


def _places(words: list[str]) -> dict[str, list[int]]:
    """Return for each different word where it stands, in text order."""
    found: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        found.setdefault(word, []).append(i)
    return found


def _found_in(places: dict[str, list[int]], wanted: Set[str]) -> list[int]:
    return sorted(i for word in wanted & places.keys() for i in places[word])


def contains(words: Iterable[str], *wanted: str) -> bool:
    """Say whether any of the wanted words is among the words."""
    pool = set(words)
    return any(w in pool for w in wanted)
