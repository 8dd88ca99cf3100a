"""Whether a fact stands among its neighbours: the words around it in the statement, found around it in the article.

A figure or a name taken from elsewhere in the same article is still false. So each fact carries its statement's other
words with it, nearest first, and every place of the article is weighed by how near those words are to it. The best of
the fact's own places is compared with the best place of what could have stood there instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from summarizer.faithfulness.evidence import Evidence, Floats
from summarizer.faithfulness.reading import Reading

_NEAR, _FALL = 0.4, 4.0  # as in evidence.py, by tokens within the statement


@dataclass(frozen=True, slots=True)
class Bond:
    """How well the words around a fact stand around its places in the article, and around its rivals'; 0 to 1."""

    own: float
    own_at: int
    """The best of its own places, -1 if it has none."""
    rival: float
    rival_at: int
    best: float
    """The best of any place."""


class Bonds:
    """The words of one statement, laid over an article."""

    def __init__(self, statement: Reading, evidence: Evidence) -> None:
        self._size = len(evidence.reading)
        self._tokens: list[int] = []
        self._weights: list[float] = []
        rows: list[Floats] = []
        for token, term in enumerate(statement.terms):
            row = evidence.nearness(term) if term else None
            if row is not None:
                self._tokens.append(token)
                self._weights.append(evidence.rarity(term))
                rows.append(row)
        self._rows = np.array(rows) if rows else np.zeros((0, self._size))
        self._at = np.array(self._tokens, dtype=np.float64)
        self._rarity = np.array(self._weights)

    def around(self, first: int, last: int) -> Floats:
        """Return how well each place of the article suits the words around a fact of the statement, 0 to 1."""
        apart = np.maximum(first - self._at, self._at - last)
        weights = np.where(apart > 0, self._rarity * (_NEAR + (1 - _NEAR) * np.exp(-apart / _FALL)), 0.0)
        total = weights.sum()
        return weights @ self._rows / total if total else np.zeros(self._size)

    def bond(self, first: int, last: int, own: Sequence[int], rivals: Sequence[int]) -> Bond:
        """Weigh a fact's own places against those of its rivals."""
        fit = self.around(first, last)
        own_at = max(own, key=lambda token: fit[token], default=-1)
        rival_at = max(rivals, key=lambda token: fit[token], default=-1)
        return Bond(
            float(fit[own_at]) if own else 0.0,
            own_at,
            float(fit[rival_at]) if rivals else 0.0,
            rival_at,
            float(fit.max()) if self._size else 0.0,
        )
