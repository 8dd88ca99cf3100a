"""How central each sentence is to the text, by three measures, each linear in the words of the text."""

from __future__ import annotations

import numpy as np

from summarizer.text.similarity import Floats, SentenceVectors

_DAMPING = 0.85  # Brin & Page 1998, as in LexRank
_ITERATIONS = 30
_TOLERANCE = 1e-4  # on scores that average 1: far below what can change an order that anyone would notice


def centroid(vectors: SentenceVectors) -> Floats:
    """Return each sentence's cosine to the TF-IDF centroid (Radev et al. 2004), shape (n,)."""
    centre = vectors.totals()
    norm = float(np.sqrt(centre @ centre))
    return vectors.times(centre / norm) if norm else np.zeros(vectors.count)


def lexrank(vectors: SentenceVectors) -> Floats:
    """Return continuous LexRank (Erkan & Radev 2004) by power iteration, scaled to average 1, shape (n,)."""
    degree = vectors.times(vectors.transposed_times(np.ones(vectors.count)))
    inverse = np.divide(1, degree, out=np.zeros_like(degree), where=degree > 0)
    rank = np.ones(vectors.count)
    for _ in range(_ITERATIONS):
        # S is symmetric, so the step Pᵀ r of the row-stochastic walk P = D⁻¹ S is S (D⁻¹ r).
        step = 1 - _DAMPING + _DAMPING * vectors.times(vectors.transposed_times(inverse * rank))
        settled = float(np.abs(step - rank).max()) < _TOLERANCE
        rank = step
        if settled:
            break
    return rank


def directed(vectors: SentenceVectors) -> tuple[Floats, Floats]:
    """Return mean similarity to earlier and to later sentences (PacSum, Zheng & Lapata 2019), each of shape (n,)."""
    rows, columns, data = vectors.term_rows, vectors.term_columns, vectors.data[vectors.by_term]
    running = np.cumsum(data)
    totals = vectors.totals()
    before_column = np.cumsum(totals) - totals
    earlier = running - data - before_column[columns]
    later = totals[columns] - data - earlier
    backward = np.bincount(rows, data * earlier, minlength=vectors.count)
    forward = np.bincount(rows, data * later, minlength=vectors.count)
    return backward / vectors.count, forward / vectors.count
