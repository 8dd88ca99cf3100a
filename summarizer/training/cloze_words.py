"""Embeddings to start from: words that stand near the same words lie near each other.

Positive pointwise mutual information within a few tokens, cut down to its greatest singular vectors, as Levy & Goldberg
found to do what word2vec does ("Neural Word Embedding as Implicit Matrix Factorization", 2014).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizer.faithfulness.cloze_vocabulary import Floats, Ints

_NEAR = 5  # tokens
_SMOOTHED = 0.75  # power of a word's frequency as a neighbour (Levy, Goldberg & Dagan 2015)
_SHIFT = 0.5  # of the information, below which there is none
_SPARE, _ROUNDS = 2, 4  # how many times the vectors wanted are followed, and how long (Halko et al. 2011)
_TINY = 1e-3


def embeddings(texts: Iterable[Ints], *, rows: int, width: int) -> Floats:
    """Return vectors of length 1, (rows, width), from texts given as rows of their words. Row 0 is nothing's."""
    near = _neighbours(texts, rows)
    often = near.sum(axis=1) + _TINY
    as_neighbour = often**_SMOOTHED
    as_neighbour /= as_neighbour.sum()
    with np.errstate(divide="ignore"):
        information = np.log(near / np.outer(often, as_neighbour)) - _SHIFT
    vectors = _strongest(np.maximum(information, 0).astype(np.float32), width)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), _TINY)
    return vectors


def _neighbours(texts: Iterable[Ints], rows: int) -> NDArray[np.float32]:
    """Return how often each word stands near each other one, the nearer the more."""
    apart = np.zeros(_NEAR, np.int64)
    words = np.concatenate([part for text in texts for part in (text.astype(np.int64), apart)])
    counted = np.zeros(rows * rows, np.float32)
    for away in range(1, _NEAR + 1):
        pairs = words[:-away] * rows + words[away:]
        counted += np.bincount(pairs, minlength=rows * rows).astype(np.float32) / away**0.5
    near = counted.reshape(rows, rows)
    near = near + near.T
    near[0] = near[:, 0] = 0
    return near


def _strongest(matrix: NDArray[np.float32], width: int) -> NDArray[Any]:
    """Return the singular vectors after the first, which tells frequent words from others, with half their weight."""
    followed = (
        np.random.default_rng(0).standard_normal((len(matrix), min(_SPARE * width, len(matrix)))).astype(np.float32)
    )
    for _ in range(_ROUNDS):
        followed, _triangle = np.linalg.qr(matrix @ (matrix.T @ followed))
    turned, strengths, _rest = np.linalg.svd(followed.T @ matrix, full_matrices=False)
    kept: NDArray[Any] = (followed @ turned)[:, 1 : width + 1] * strengths[1 : width + 1] ** 0.5
    return kept
