"""The parser's network: from the ids of tokens to scores of arcs, labels and tags, in numpy.

Embeddings are read by residual dilated convolutions, whose reach grows with their number as in Strubell,
Verga, Belanger & McCallum, "Fast and Accurate Entity Recognition with Iterated Dilated Convolutions" (2017). Arcs are
scored by a biaffine form of each pair of tokens, as in Dozat & Manning, "Deep Biaffine Attention for Neural Dependency
Parsing" (2017), and by their distance; a token that heads itself is the root.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizer.text.parser_features import TABLES

Floats = NDArray[np.float32]
Ints = NDArray[np.integer[Any]]

FARTHEST = 20
"""Distances beyond are scored as this one."""
LONGEST = 120
"""Most tokens of a sentence."""
_NOWHERE = -(1 << 40)


@dataclass(frozen=True, slots=True)
class Network:
    """Weights ready to run: w is the width, l and t are the numbers of labels and tags."""

    tables: tuple[Floats, ...]
    """Embeddings, for each of TABLES: (rows, its width)."""
    entrance: tuple[Floats, Floats]
    """Weights (sum of those widths, w) and biases (w,) that make a token's first state."""
    convolutions: tuple[tuple[int, Floats, Floats], ...]
    """Dilation, weights (3w, w) of the token before, itself and the one after, and biases (w,)."""
    dependent: tuple[Floats, Floats]
    head: tuple[Floats, Floats]
    headness: Floats
    """What a token's being a head adds to an arc: (w, 1)."""
    distance: Floats
    """What an arc's length and direction add: (LONGEST, LONGEST)."""
    labelled: tuple[Floats, Floats, Floats]
    """Weights (w, h) of a dependent and of its head, and biases (h,)."""
    label: tuple[Floats, Floats]
    tag: tuple[Floats, Floats]

    @classmethod
    def of(cls, weights: Mapping[str, Floats], dilations: list[int]) -> Network:
        """Put weights, as training names them, in their places. Raises KeyError or ValueError if they do not fit."""
        scale = np.float32(1 / np.sqrt(weights["head.weight"].shape[1]))
        places = np.arange(LONGEST)
        apart = np.clip(places[None] - places[:, None], -FARTHEST, FARTHEST) + FARTHEST
        return cls(
            tables=tuple(weights[f"{table}.weight"] for table in TABLES),
            entrance=(weights["input.weight"], weights["input.bias"]),
            convolutions=tuple(
                (d, weights[f"convolution{n}.weight"], weights[f"convolution{n}.bias"]) for n, d in enumerate(dilations)
            ),
            dependent=(weights["dependent.weight"] * scale, weights["dependent.bias"] * scale),
            head=(weights["head.weight"], weights["head.bias"]),
            headness=weights["headness.weight"],
            distance=weights["distance.weight"][apart, 0],
            labelled=(weights["of_dependent.weight"], weights["of_head.weight"], weights["of_dependent.bias"]),
            label=(weights["label.weight"], weights["label.bias"]),
            tag=(weights["tag.weight"], weights["tag.bias"]),
        )

    def read(self, ids: Ints, bounds: list[int]) -> Floats:
        """Return the state of each of n tokens, (n, w), from ids (n, 4); sentence i is bounds[i]:bounds[i + 1]."""
        count = len(ids)
        weights, biases = self.entrance
        state = np.zeros((count + 1, len(biases)), np.float32)  # the last row is what lies outside a sentence
        inner = state[:count]
        embedded = [table.take(column, axis=0) for table, column in zip(self.tables, ids.T, strict=True)]
        np.matmul(np.concatenate(embedded, axis=1), weights, out=inner)
        inner += biases
        np.maximum(inner, 0, out=inner)
        windows = _windows(bounds, tuple(dilation for dilation, _, _ in self.convolutions))
        for window, (_, weights, biases) in zip(windows, self.convolutions, strict=True):
            change = state.take(window, axis=0).reshape(count, -1) @ weights
            change += biases
            inner += np.maximum(change, 0, out=change)
        return inner

    def arcs(self, state: Floats, bounds: list[int]) -> list[Floats]:
        """Return for each sentence of n tokens the scores of arcs, shape (n, n): ``scores[dependent, head]``."""
        dependents = state @ self.dependent[0] + self.dependent[1]
        heads = state @ self.head[0] + self.head[1]
        headness = (state @ self.headness)[:, 0]
        found = []
        for begin, end in pairwise(bounds):
            scores = dependents[begin:end] @ heads[begin:end].T
            scores += headness[begin:end]
            scores += self.distance[: end - begin, : end - begin]
            found.append(scores)
        return found

    def labels(self, state: Floats, heads: Ints) -> Floats:
        """Return the scores of each token's label under its head, shape (n, l)."""
        of_dependent, of_head, biases = self.labelled
        both = state @ of_dependent
        both += (state @ of_head).take(heads, axis=0)
        both += biases
        scores: Floats = np.maximum(both, 0, out=both) @ self.label[0] + self.label[1]
        return scores

    def tags(self, state: Floats) -> Floats:
        """Return the scores of each token's tag, shape (n, t)."""
        scores: Floats = state @ self.tag[0] + self.tag[1]
        return scores


def _windows(bounds: list[int], dilations: tuple[int, ...]) -> Ints:
    """Return for each of d dilations the places of each token's neighbours and its own, (d, n, 3).

    A place is the last row's where a sentence has none.
    """
    return np.concatenate([np.maximum(_window(e - b, dilations) + b, -1) for b, e in pairwise(bounds)], axis=1)


@cache
def _window(length: int, dilations: tuple[int, ...]) -> Ints:
    """Return the same of one sentence alone, a place far below 0 where it has none."""
    window = np.arange(length)[:, None] + np.multiply.outer(dilations, np.arange(-1, 2))[:, None]
    window[(window < 0) | (window >= length)] = _NOWHERE
    return window
