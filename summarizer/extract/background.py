"""What a sentence's words are worth against a background of other articles: one column a feature.

The background is a table of document frequencies, learned with a scorer from its training articles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from summarizer.extract.centrality import centroid, directed
from summarizer.text.similarity import Floats, SentenceVectors
from summarizer.text.words import WordIndex

BACKGROUND_FEATURES = (
    "rare_centroid", "rare_backward", "rare_forward", "rare_first", "rare_opening", "word_probability", "weight",
    "mean_weight", "mean_rarity", "top_terms", "recurring", "word_characters", "stop_words", "relative_length",
    "mean_length",
)  # fmt: skip
"""Names of the columns, in order."""

_OPENING = 3  # sentences: what the lead baseline takes
_TOP = 10


@dataclass(frozen=True, slots=True)
class Background:
    """In how many of ``documents`` articles each term stands; terms left out are rarer than any listed."""

    frequencies: Mapping[str, int]
    documents: int

    def rarity(self, index: WordIndex) -> Floats:
        """Return the inverse document frequency of an article's terms, shape (v,) (Spärck Jones 1972)."""
        known = self.frequencies
        terms = index.vocabulary or ("",)
        counts = np.fromiter(map(known.get, terms, repeat(1)), np.int64, len(terms))
        rarity: Floats = np.log(self.documents / (1 + counts))
        return np.maximum(rarity, 0.0)


def background_features(index: WordIndex, vectors: SentenceVectors, background: Background) -> Floats:
    """Return the background features of n sentences, shape (n, len(BACKGROUND_FEATURES))."""
    rarity = background.rarity(index)
    vectors = vectors.reweighed(rarity)
    count, rows, columns = vectors.count, vectors.rows, vectors.columns
    lengths = np.maximum(index.lengths, 1)
    starts = vectors.starts
    distinct = np.maximum(starts[1:] - starts[:-1], 1)
    content = np.bincount(rows, vectors.frequency, minlength=count)
    characters = np.fromiter(map(len, index.forms), np.int64, len(index.forms)).take(index.form_ids)
    worth = _worth(vectors, rarity)
    sums = np.zeros((len(worth), count))
    some = np.flatnonzero(content)  # a stretch of no terms has no sum
    if len(some):
        sums[:, some] = np.add.reduceat(worth[:, columns], starts[some], axis=1)
    weights, rarities, frequencies, top, recurring = sums
    table = np.empty((len(BACKGROUND_FEATURES), count))
    table[0] = centroid(vectors)
    table[1:3] = directed(vectors)
    table[3] = vectors.to_sentence(0)
    table[4] = _to_opening(vectors)
    table[5] = frequencies / distinct
    table[6] = weights
    table[7] = weights / distinct
    table[8] = rarities / distinct
    table[9] = top
    table[10] = recurring / distinct
    table[11] = np.bincount(index.owner, characters, minlength=count) / lengths
    table[12] = 1 - content / lengths
    table[14] = lengths.mean()
    table[13] = index.lengths / table[14]
    return table.T


def _worth(vectors: SentenceVectors, rarity: Floats) -> Floats:
    """Return five things that a term adds to its sentence, shape (5, v).

    They are its weight, its rarity, its share of the article's terms, whether it is among the top ones, and whether
    other sentences have it too.
    """
    frequency = np.bincount(vectors.columns, vectors.frequency, minlength=vectors.width)
    worth = np.zeros((5, vectors.width))
    weight = frequency * rarity
    worth[0] = weight / max(float(weight.max()), 1e-9)
    worth[1] = rarity
    worth[2] = frequency / max(float(frequency.sum()), 1.0)
    worth[3, np.argsort(-worth[0], kind="stable")[:_TOP]] = 1
    worth[4] = np.bincount(vectors.columns, minlength=vectors.width) > 1
    return worth


def _to_opening(vectors: SentenceVectors) -> Floats:
    """Return each sentence's cosine to the opening sentences together."""
    opening = vectors.transposed_times((np.arange(vectors.count) < _OPENING).astype(np.float64))
    norm = float(np.sqrt(opening @ opening))
    return vectors.times(opening / norm) if norm else np.zeros(vectors.count)
