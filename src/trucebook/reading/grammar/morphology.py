"""Parts of speech and irregular lemmas by memory: what the model's attribute rules say of a word is looked up, not matched again.

The rules of the English models look at one word's tag, form and grammatical label (and, after "there", at the word before), so
their answer for a combination never changes; matching them token by token costs a tenth of the whole pipeline.

Invariant: for every word the answer is the one the model's own component gives (a test compares them).
"""

from typing import Any

import numpy
from spacy import attrs
from spacy.language import Language
from spacy.tokens import Doc

_SEEN: list[int | str] = [attrs.TAG, attrs.LOWER, attrs.DEP]
_GIVEN: list[int | str] = [attrs.POS, attrs.LEMMA, attrs.MORPH]
_MOST = 200_000

Key = tuple[int, int, int, bool]


class RememberedRuler:
    """Stands in for the attribute ruler: runs it on new combinations alone, with their neighbours, and remembers what it said."""

    def __init__(self, ruler: Any, strings: Any) -> None:
        self.ruler = ruler
        self.known: dict[Key, tuple[int, int, int]] = {}
        self.expletive = strings.add("expl")

    def __call__(self, doc: Doc) -> Doc:
        """Set part of speech, morphology and irregular lemmas of a parsed Doc."""
        rows = doc.to_array(_SEEN).tolist()
        keys = self._keys(rows)
        fresh = {key: i for i, key in enumerate(keys) if key not in self.known}
        if fresh:
            if len(self.known) > _MOST:
                self.known.clear()
                fresh = {key: i for i, key in enumerate(keys)}
            self._learn(doc, fresh)
        if keys:
            doc.from_array(_GIVEN, numpy.array([self.known[key] for key in keys], dtype="uint64"))  # type: ignore[arg-type]
        return doc

    def _learn(self, doc: Doc, fresh: dict[Key, int]) -> None:
        """Ask the ruler about words of a Doc, each between the words it stands between, and remember the answers."""
        last = len(doc) - 1
        around = [j for i in fresh.values() for j in (max(i - 1, 0), i, min(i + 1, last))]
        tokens = [doc[j] for j in around]
        small = Doc(
            doc.vocab,
            words=[t.text for t in tokens],
            tags=[t.tag_ for t in tokens],
            deps=[t.dep_ for t in tokens],
            heads=list(range(len(tokens))),
        )
        given = self.ruler(small).to_array(_GIVEN).tolist()
        self.known.update({key: tuple(given[3 * n + 1]) for n, key in enumerate(fresh)})

    def _keys(self, rows: list[list[int]]) -> list[Key]:
        keys, after = [], False
        for tag, lower, dep in rows:
            keys.append((tag, lower, dep, after))
            after = dep == self.expletive
        return keys


def _make(nlp: Language, name: str) -> RememberedRuler:  # noqa: ARG001
    return RememberedRuler(None, nlp.vocab.strings)


def remember(nlp: Language) -> None:
    """Put a remembering ruler in the place of the pipeline's attribute ruler, where it has one."""
    if "attribute_ruler" in nlp.pipe_names:
        ruler = nlp.get_pipe("attribute_ruler")
        if not Language.has_factory("remembered_ruler"):
            Language.factory("remembered_ruler", func=_make)
        nlp.replace_pipe("attribute_ruler", "remembered_ruler")
        nlp.get_pipe("attribute_ruler").ruler = ruler  # type: ignore[attr-defined]
