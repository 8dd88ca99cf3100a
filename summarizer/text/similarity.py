"""Sentences as sparse TF-IDF vectors: cosine similarity without ever forming an n × n matrix."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from summarizer.text.words import WordIndex

Floats = NDArray[np.float64]
_TINY = 1e-12  # keeps a sentence whose every term is worthless at nought


@dataclass(frozen=True, slots=True)
class SentenceVectors:
    """Rows of unit length, as coordinates: row ``rows[k]`` has ``data[k]`` in column ``columns[k]``.

    Products with the n × n cosine matrix S = X Xᵀ are taken as X (Xᵀ p): linear in the words of the text.
    """

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    data: Floats
    frequency: NDArray[np.int64]
    """How often row ``rows[k]`` has term ``columns[k]``."""
    starts: NDArray[np.int64]
    """The first coordinate of each row, and the end of the last: shape (n + 1,)."""
    by_term: NDArray[np.int64]
    """The order of the coordinates by term, and within a term in reading order."""
    term_rows: NDArray[np.int64]
    term_columns: NDArray[np.int64]
    """The coordinates in that order."""
    count: int
    """Number of sentences, n."""
    width: int
    """Number of distinct terms, v."""

    def times(self, vector: Floats) -> Floats:
        """Return X v, shape (n,), for a vector of shape (v,)."""
        return _sums(self.rows, self.data * vector[self.columns], self.count)

    def transposed_times(self, weights: Floats) -> Floats:
        """Return Xᵀ p, shape (v,), for weights of shape (n,)."""
        return _sums(self.columns, self.data * weights[self.rows], self.width)

    def totals(self) -> Floats:
        """Return the sum of each column, shape (v,)."""
        return _sums(self.columns, self.data, self.width)

    def to_sentence(self, index: int) -> Floats:
        """Return the cosine of every sentence to one of them, shape (n,)."""
        start, end = self.starts[index], self.starts[index + 1]
        row = np.zeros(self.width)
        row[self.columns[start:end]] = self.data[start:end]
        return self.times(row)

    def reweighed(self, rarity: Floats) -> SentenceVectors:
        """Return the vectors of the same sentences with frequency × rarity (v,) for weights."""
        data = self.frequency * rarity[self.columns]
        norms = np.sqrt(_sums(self.rows, data * data, self.count))
        return replace(self, data=data / np.maximum(norms[self.rows], _TINY))


def _sums(groups: NDArray[np.int64], values: Floats, count: int) -> Floats:
    # Where there is nothing to weigh, bincount answers in integers.
    return np.bincount(groups, values, minlength=count).astype(np.float64, copy=False)


def sentence_vectors(index: WordIndex) -> SentenceVectors:
    """Weigh the terms of sentences by TF × ISF (Neto et al. 2000: idf over sentences), rows scaled to unit length."""
    count, width = len(index.bounds) - 1, max(1, len(index.vocabulary))
    content = index.term_ids >= 0
    cells = index.owner[content] * width + index.term_ids[content]
    cells, frequency = np.unique(cells, return_counts=True)
    rows, columns = np.divmod(cells, width)
    by_term = np.argsort(columns, kind="stable")
    bare = SentenceVectors(
        rows=rows,
        columns=columns,
        data=np.ones(len(rows)),
        frequency=frequency,
        starts=np.searchsorted(rows, np.arange(count + 1)),
        by_term=by_term,
        term_rows=rows[by_term],
        term_columns=columns[by_term],
        count=count,
        width=width,
    )
    return bare.reweighed(np.log1p(count / np.maximum(np.bincount(columns, minlength=width), 1)))
