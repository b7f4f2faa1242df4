"""Dated rows: truces told as a plural and then one by one, by their days or places ("two earlier truces, on 12 May and 3 June").

Invariant: every member of the row has a day, a month or a year, and there are as many as the plural says where it says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trucebook.reading.deals.deallexicon import Lexicon
from trucebook.reading.deals.dealwords import deal_words
from trucebook.reading.deals.namings import is_plural, modifiers_before
from trucebook.reading.grammar.parse import Parse

_MONTHS = deal_words("months") | {f"{m[:3]}." for m in deal_words("months")} | {"sept.", "sept"}
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
_PLACING = {"at", "in", "of", "on"}
_ENDING = {"collapse", "crumble", "end", "fail", "fall", "founder", "unravel"}
_FAR = 18  # words behind the plural in which its row is told


@dataclass(frozen=True)
class DatedRow:
    """Truces in a row: the plural noun, its type, whether they are told to be over, first and last word of each of them."""

    noun: int
    kind: str
    over: bool
    members: tuple[tuple[int, int], ...]


def find_dated_rows(parse: Parse, lexicon: Lexicon) -> Iterator[DatedRow]:
    """Yield the rows of truces told by their days: "truces in May and July", "two accords, those of A in 1991 and B in 1994"."""
    for i, word in enumerate(parse.lower):
        if word not in lexicon.triggers or not is_plural(parse, i):
            continue
        known, mods = lexicon.triggers[word], modifiers_before(parse, i)
        kind = lexicon.heads.get(known)
        if kind is None and known in lexicon.generic:
            kind = next((lexicon.modifiers[m] for m in sorted(mods) if m in lexicon.modifiers), None)
        members = members_of(parse, i) if kind is not None else []
        if kind is not None and members:
            over = parse.lemma[parse.head[i]] in _ENDING or bool(mods & lexicon.terms("earlier_words"))
            yield DatedRow(i, kind, over, tuple(members))


def members_of(parse: Parse, i: int) -> list[tuple[int, int]]:
    """Return first and last word of the members of the row behind a plural, the first with the plural itself; none where it has no row."""
    at = i + 1
    last = min(parse.sentences[parse.sentence_of[i]][1], i + _FAR)
    at += parse.words[at : at + 1] == [","]
    named = parse.lower[at : at + 1] == ["those"]
    at += named
    if at >= last or parse.lower[at] not in _PLACING:
        return []
    parts: list[list[int]] = [[]]
    for j in range(at, last):
        if parse.lower[j] == "and" or parse.words[j] == ",":
            parts += [[]] if parts[-1] else []
        elif parse.lower[j] in _PLACING or parse.tag[j] in ("NNP", "CD") or parse.lower[j] in _MONTHS:
            parts[-1].append(j)
        else:
            break
    parts = [p for p in parts if p]
    counted = next((_NUMBERS[parse.lower[c]] for c in parse.children[i] if parse.lower[c] in _NUMBERS), len(parts))
    if len(parts) < 2 or len(parts) != counted or not all(_is_dated(parse, p) for p in parts):
        return []
    spans = [(p[1] if parse.lower[p[0]] in _PLACING else p[0], p[-1]) for p in parts]
    return spans if named else [(parse.left_edge(i), spans[0][1]), *spans[1:]]


def _is_dated(parse: Parse, words: list[int]) -> bool:
    """Say whether a member of a row has a month or a year; a place alone tells no day."""
    return any(parse.lower[j] in _MONTHS or (parse.lower[j].isdigit() and len(parse.lower[j]) == 4) for j in words)
