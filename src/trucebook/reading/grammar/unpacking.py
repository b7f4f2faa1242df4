"""The parser's own object for a text → its words, tags and heads as plain lists.

Invariant: white-space tokens are dropped, their children lifted to what governed them; every word keeps its place in the text.
"""

from typing import Any

import numpy
from spacy import attrs

from trucebook.reading.grammar.parse import BLOCK_END, Parse

TEXT = "text"
LEMMAS = "lemmas"
_PLACES: list[int | str] = [attrs.IDX, attrs.LENGTH, attrs.HEAD, attrs.SENT_START, attrs.IS_SPACE]
_NAMED: list[int | str] = [attrs.POS, attrs.TAG, attrs.DEP]

Column = Any


class _Names(dict[int, str]):
    """The words that a model's numbers stand for, asked of it once each."""

    def __init__(self, strings: Any) -> None:
        super().__init__()
        self.strings = strings

    def __missing__(self, key: int) -> str:
        name = self[key] = str(self.strings[key])
        return name


def text_of(doc: Any) -> str:
    """Return the text that a Doc was made of: from `user_data["text"]`, since putting it together again costs more than keeping it."""
    text: str | None = doc.user_data.get(TEXT)
    return doc.text if text is None else text


def from_doc(text: str, doc: Any) -> Parse:
    """Turn a spaCy Doc over `reading_copy(text)` into a Parse.

    Lemmas are those in `doc.user_data["lemmas"]` where a component has left them there, else the Doc's own.
    """
    start, length, offset, opens, space = doc.to_array(_PLACES).view("int64").T
    keep = space == 0
    new = keep.cumsum() - 1
    kept: list[bool] = keep.tolist()
    names = _Names(doc.vocab.strings)
    pos, tag, dep = ([names[key] for key in column[keep].tolist()] for column in doc.to_array(_NAMED).T)
    firsts = _firsts(opens, keep)
    return Parse(
        text,
        start=start[keep].tolist(),
        end=(start + length)[keep].tolist(),
        lemma=[one for one, is_word in zip(_lemmas(doc), kept, strict=True) if is_word],
        pos=pos,
        tag=tag,
        dep=dep,
        head=_heads(offset, keep, new),
        sentences=list(zip(firsts, [*firsts[1:], len(pos)][: len(firsts)], strict=True)),
        entities=_entities(doc, kept, new),
        smooth=text_of(doc).replace(BLOCK_END, "\n"),
    )


def _lemmas(doc: Any) -> list[str]:
    told: list[str] | None = doc.user_data.get(LEMMAS)
    return [token.lemma_ for token in doc] if told is None else told


def _firsts(opens: Column, keep: Column) -> list[int]:
    """Return the words that begin a sentence: the first of all, and each with a sign of it on itself or on the white space before it."""
    signs = (opens == 1).cumsum()[keep]
    return [0, *((signs[1:] > signs[:-1]).nonzero()[0] + 1).tolist()] if len(signs) else []


def _heads(offset: Column, keep: Column, new: Column) -> list[int]:
    """Return the head of every word as a word; one that hangs on white space goes to what that hangs on, or is its own."""
    places = numpy.arange(len(offset))
    head = places + offset
    while (lifted := ~keep[head] & (offset[head] != 0) & keep).any():
        head[lifted] += offset[head[lifted]]
    return numpy.where(keep[head], new[head], new)[keep].tolist()  # type: ignore[no-any-return]


def _entities(doc: Any, kept: list[bool], new: Column) -> list[tuple[int, int, str]]:
    found = [e for e in doc.ents if any(kept[e.start : e.end])]
    return [(int(new[e.start]) + (not kept[e.start]), int(new[e.end - 1]) + 1, e.label_) for e in found]
