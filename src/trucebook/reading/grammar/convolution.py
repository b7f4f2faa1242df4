"""The convolution of spaCy's maxout-window encoder, for reading alone: the same sums in the same order, in pieces that fit the cache.

Invariant: bit for bit what the layers it stands for give with the same matrix library (a test compares them).
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy
from thinc.api import Model, NumpyOps

_ROWS = 768
_LAYER = ["expand_window", "maxout", "layernorm"]

Vectors = Any


class Step(NamedTuple):
    """One residual layer: weights with the pieces of a maxout side by side, bias, scale and shift."""

    weights: Vectors
    bias: Vectors
    pieces: int
    scale: Vectors
    shift: Vectors


def quick_encoder(encoder: Model[Any, Any], ops: NumpyOps) -> Model[Any, Any] | None:
    """Return a layer that does what an encoder of residual maxout windows of one word on each side does; None for any other."""
    residuals = [node for node in encoder.walk() if node.name.startswith("residual(") and ">>residual(" not in node.name]
    steps = [step for node in residuals if (step := _step_of(node)) is not None]
    if not residuals or len(steps) < len(residuals) or "pad" not in encoder.attrs:
        return None
    pad: int = encoder.attrs["pad"]

    def forward(model: Model[Any, Any], arrays: list[Vectors], is_train: bool) -> tuple[list[Vectors], Callable[[Any], Any]]:  # noqa: ARG001
        found: list[Vectors] = []
        for group in _groups(arrays):
            lengths = numpy.array([len(array) for array in group], dtype="int32")
            found.extend(ops.unflatten(_run(steps, ops.flatten(group, pad=pad), ops), lengths, pad=pad))
        return found, _untrained

    return Model("quick_encoder", forward, dims={"nO": encoder.get_dim("nO")})


def _step_of(residual: Model[Any, Any]) -> Step | None:
    """Return the weights of one residual layer, or None where it is built in another way."""
    parts = {node.name: node for node in residual.walk() if node.name in _LAYER}
    names = [node.name for node in residual.walk() if not node.layers and node.name != "dropout"]
    if names != _LAYER or parts["expand_window"].attrs["window_size"] != 1:
        return None
    maxout, norm = parts["maxout"], parts["layernorm"]
    weights: Vectors = maxout.get_param("W")
    bias: Vectors = maxout.get_param("b")
    weights = weights.transpose(1, 0, 2)
    pieces, width, inner = weights.shape
    flat = numpy.ascontiguousarray(weights.reshape(pieces * width, inner))
    return Step(flat, numpy.ascontiguousarray(bias.T.reshape(-1)), pieces, norm.get_param("G"), norm.get_param("b"))


def _groups(arrays: list[Vectors]) -> Iterator[list[Vectors]]:
    """Yield neighbouring arrays together until they hold enough rows for one round of arithmetic."""
    group: list[Vectors] = []
    rows = 0
    for array in arrays:
        group.append(array)
        rows += len(array)
        if rows >= _ROWS:
            yield group
            group, rows = [], 0
    if group:
        yield group


def _run(steps: list[Step], vectors: Vectors, ops: NumpyOps) -> Vectors:
    """Return vectors after every layer; the order of the sums is that of thinc's own layers."""
    for step in steps:
        sums = ops.seq2col(vectors, 1) @ step.weights.T
        sums += step.bias
        width = sums.shape[1] // step.pieces
        best = sums[:, :width].copy()
        for piece in range(1, step.pieces):
            numpy.maximum(best, sums[:, piece * width : (piece + 1) * width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        spread = numpy.multiply(best, best, out=sums[:, :width]).mean(axis=1, keepdims=True) + 1e-08
        best *= spread ** (-1.0 / 2.0)
        best *= step.scale
        best += step.shift
        vectors = vectors + best
    return vectors


def _untrained(_: Any) -> Any:
    raise NotImplementedError("a quick encoder is for reading only")
