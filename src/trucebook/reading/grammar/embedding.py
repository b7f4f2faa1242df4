"""Word vectors by memory: what the model's embedding layers say of a word is computed once and looked up afterwards.

A convolutional model of spaCy turns every word into a vector by hashing its form and looking up its static vector, without a look at
its neighbours; then four layers of convolution look left and right. The first half depends on form, norm and the space behind alone,
so it can be kept. The second half is matrix arithmetic, for which numpy's own library is several times faster than
the generic one that the parser's wheels bring.

Invariant: row by row the vectors are those of the wrapped layer, whatever was read before; a batch of new words is never smaller
than `_FEWEST`, below which matrix libraries sum in another order.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import numpy
from spacy import attrs
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

from trucebook.reading.grammar.convolution import quick_encoder

_OF_THE_WORD = frozenset((attrs.ORTH, attrs.NORM, attrs.LOWER, attrs.PREFIX, attrs.SUFFIX, attrs.SHAPE, attrs.IS_SPACE, attrs.SPACY))
_KEY: list[int | str] = [attrs.ORTH, attrs.NORM, attrs.SPACY]
_MOST = 40_000
_FEWEST = 16

_THREADS = ThreadpoolController()

Key = tuple[int, int, int]


def one_thread() -> AbstractContextManager[Any]:
    """Keep matrix arithmetic on the caller's own core for a while: archives are read by one process a core."""
    limited: AbstractContextManager[Any] = _THREADS.limit(limits=1, user_api="blas")
    return limited


class WordMemory:
    """The vectors of the words seen so far, of one embedding layer; at most `most` words, then it starts anew."""

    def __init__(self, layer: Model[Any, Any], most: int = _MOST) -> None:
        self.layer, self.most = layer, most
        self.rows: dict[Key, int] = {}
        self.vectors = numpy.zeros((1024, layer.get_dim("nO")), dtype="float32")

    def look_up(self, docs: list[Doc]) -> list[Any]:
        """Return one array of vectors for each Doc."""
        keys = [list(zip(*doc.to_array(_KEY).T.tolist(), strict=True)) for doc in docs]
        fresh = dict.fromkeys(key for row in keys for key in row if key not in self.rows)
        if len(self.rows) + len(fresh) > self.most:
            self.rows.clear()
            fresh = dict.fromkeys(key for row in keys for key in row)
        if fresh:
            self._learn(docs[0].vocab, list(fresh))
        return [self.vectors[[self.rows[key] for key in row]] if row else self.vectors[:0] for row in keys]

    def _learn(self, vocab: Any, fresh: list[Key]) -> None:
        """Ask the layer about new words, in one small Doc, and keep what it says."""
        padded = fresh + fresh[:1] * (_FEWEST - len(fresh))
        small = Doc(vocab, words=[vocab.strings[orth] for orth, _, _ in padded], spaces=[bool(space) for _, _, space in padded])
        small.from_array([attrs.NORM], numpy.array([norm for _, norm, _ in padded], dtype="uint64"))  # type: ignore[arg-type]
        said = self.layer.predict([small])[0]
        first, last = len(self.rows), len(self.rows) + len(fresh)
        if last > len(self.vectors):
            grown = numpy.zeros((max(last, 2 * len(self.vectors)), self.vectors.shape[1]), dtype="float32")
            grown[:first] = self.vectors[:first]
            self.vectors = grown
        self.vectors[first:last] = said[: len(fresh)]
        self.rows.update(zip(fresh, range(first, last), strict=True))


def remember_words(nlp: Any) -> None:
    """Put memories in the place of every embedding layer that looks at single words only, and let numpy multiply for the rest."""
    plain = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        for node in list(component.model.walk()) if isinstance(getattr(component, "model", None), Model) else ():
            node.ops = plain
            if node.has_ref("embed") and node.has_ref("encode") and _looks_at_words_only(node.get_ref("embed")):
                embed, encode = node.get_ref("embed"), node.get_ref("encode")
                node.replace_node(embed, _remembering(embed))
                node.replace_node(encode, quick_encoder(encode, plain) or encode)


def forget_unused(nlp: Any) -> None:
    """Keep a new word from being asked what nothing here looks at: whether it is like a number, an address, a stop word."""
    used = _OF_THE_WORD | {attrs.LANG} | {attrs.intify_attr(c) for named in _columns(nlp) for c in named}
    nlp.vocab.lex_attr_getters = {attr: getter for attr, getter in nlp.vocab.lex_attr_getters.items() if attr in used}


def _columns(nlp: Any) -> Iterator[list[int | str]]:
    """Yield the attributes that each layer of the pipeline's models extracts."""
    for _, component in nlp.pipeline:
        for node in component.model.walk() if isinstance(getattr(component, "model", None), Model) else ():
            if node.name == "extract_features":
                yield node.attrs["columns"]


def _looks_at_words_only(embed: Model[Any, Any]) -> bool:
    """Say whether a layer starts from attributes that form, norm and space determine, and from nothing else."""
    columns = [node.attrs["columns"] for node in embed.walk() if node.name == "extract_features"]
    return bool(columns) and all({attrs.intify_attr(c) for c in named} <= _OF_THE_WORD for named in columns)


def _remembering(embed: Model[Any, Any]) -> Model[Any, Any]:
    """Return a layer that answers from memory; it cannot be trained."""
    memory = WordMemory(embed)

    def forward(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[list[Any], Callable[[Any], Any]]:  # noqa: ARG001
        return memory.look_up(docs), _untrained

    return Model("remembered_words", forward, dims={"nO": embed.get_dim("nO")})


def _untrained(_: Any) -> Any:
    raise NotImplementedError("a remembered layer is for reading only")
