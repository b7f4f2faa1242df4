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


class RememberedRuler:
    """Stands in for the attribute ruler: runs it on texts that hold a new combination, and remembers what it said."""

    def __init__(self, ruler: Any, strings: Any) -> None:
        self.ruler = ruler
        self.known: dict[tuple[int, int, int, bool], tuple[int, int, int]] = {}
        self.expletive = strings.add("expl")

    def __call__(self, doc: Doc) -> Doc:
        """Set part of speech, morphology and irregular lemmas of a parsed Doc."""
        keys = self._keys(doc)
        found = [self.known.get(key) for key in keys]
        if None in found:
            doc = self.ruler(doc)
            if len(self.known) < _MOST:
                self.known.update(zip(keys, map(tuple, doc.to_array(_GIVEN).tolist()), strict=True))
            return doc
        if found:
            doc.from_array(_GIVEN, numpy.array(found, dtype="uint64"))  # type: ignore[arg-type]
        return doc

    def _keys(self, doc: Doc) -> list[tuple[int, int, int, bool]]:
        rows = doc.to_array(_SEEN).tolist()
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
