"""Scorers: from the features of sentences to their salience. A scorer scores; it never chooses."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from summarizer.document import Document
from summarizer.extract.features import FEATURES, features
from summarizer.text.similarity import Floats, SentenceVectors
from summarizer.text.words import WordIndex


class Scorer(Protocol):
    """Anything that gives each sentence a salience."""

    def score(self, document: Document, index: WordIndex, vectors: SentenceVectors) -> Floats:
        """Return the salience of n sentences, shape (n,), 0 to 1."""
        ...


# Set by hand, on the scale of log-odds: what every study of news extracts agrees on, and leaning openings down.
_WEIGHTS = {
    "centroid": 1.2, "lexrank": 0.15, "forward": 2.0, "lead": 2.0, "position": -2.0, "paragraph_first": 0.1,
    "short": -0.8, "long": -0.3, "title": 0.8, "heading": 0.6, "names": 0.8, "numbers": 0.5, "quoted": -0.5,
    "speech": -0.5, "first_person": -1.2, "question": -1.0, "unresolved": -0.9, "connective": -0.25, "dangling": -0.6,
    "unfinished": -0.6,
}  # fmt: skip


class HandSetScorer:
    """A fixed linear score of the features, squashed by the logistic function. Needs no file."""

    def __init__(self) -> None:
        self._weights = np.array([_WEIGHTS.get(name, 0.0) for name in FEATURES])

    def score(self, document: Document, index: WordIndex, vectors: SentenceVectors) -> Floats:
        """Return the salience of n sentences, shape (n,), 0 to 1."""
        scores: Floats = 1 / (1 + np.exp(-features(document, index, vectors) @ self._weights))
        return scores
