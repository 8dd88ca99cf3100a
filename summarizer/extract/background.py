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
        counts = np.fromiter(map(known.get, index.vocabulary or ("",), repeat(1)), np.int64)
        rarity: Floats = np.log(self.documents / (1 + counts))
        return np.maximum(rarity, 0.0)


def background_features(index: WordIndex, vectors: SentenceVectors, background: Background) -> Floats:
    """Return the background features of n sentences, shape (n, len(BACKGROUND_FEATURES))."""
    rarity = background.rarity(index)
    vectors = vectors.reweighed(rarity)
    count, rows, columns = vectors.count, vectors.rows, vectors.columns
    lengths = np.maximum(index.lengths, 1)
    distinct = np.maximum(np.bincount(rows, minlength=count), 1)
    frequency = np.bincount(index.term_ids[index.term_ids >= 0], minlength=vectors.width)
    sentences_with = np.bincount(columns, minlength=vectors.width)
    weight = frequency * rarity
    weight = weight / max(float(weight.max()), 1e-9)
    top = np.zeros(vectors.width, dtype=bool)
    top[np.argsort(-weight, kind="stable")[:_TOP]] = True

    def total(values: Floats) -> Floats:
        return np.bincount(rows, values[columns], minlength=count).astype(np.float64, copy=False)

    backward, forward = directed(vectors)
    weights = total(weight)
    characters = np.fromiter(map(len, index.words), np.int64, len(index.words))
    return np.column_stack(
        (
            centroid(vectors),
            backward,
            forward,
            vectors.to_sentence(0),
            _to_opening(vectors),
            total(frequency / max(int(frequency.sum()), 1)) / distinct,
            weights,
            weights / distinct,
            total(rarity) / distinct,
            total(top.astype(np.float64)),
            total((sentences_with > 1).astype(np.float64)) / distinct,
            np.bincount(index.owner, characters, minlength=count) / lengths,
            1 - np.bincount(index.owner, index.term_ids >= 0, minlength=count) / lengths,
            index.lengths / lengths.mean(),
            np.full(count, lengths.mean()),
        )
    )


def _to_opening(vectors: SentenceVectors) -> Floats:
    """Return each sentence's cosine to the opening sentences together."""
    opening = vectors.transposed_times((np.arange(vectors.count) < _OPENING).astype(np.float64))
    norm = float(np.sqrt(opening @ opening))
    return vectors.times(opening / norm) if norm else np.zeros(vectors.count)
