"""Choosing sentences: the greatest salience that fits the budget, less what repeats, spread over the article.

Greedy maximisation of Σ salience − redundancy (maximal marginal relevance, Carbonell & Goldstein 1998) under a budget
of sentences, words or characters; greedy is near-optimal for such submodular gains (Lin & Bilmes 2011).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer.text.similarity import Floats

REDUNDANCY = 0.35
"""Price of a cosine of 1 to a chosen sentence, in salience. Swept from 0 to 0.8: flat between 0.2 and 0.5."""
SAME_FEW_SECTION, SAME_SECTION, SAME_THIRD = 0.5, 0.15, 0.02
"""Price of each sentence already chosen from the same part: dear where headings divide the article, dearest into no
more sections than there are points, slight in a plain text, where spreading picks costs ROUGE."""
REPEATS = 0.6
"""Cosine from which a sentence says what another has said, and is not chosen beside it."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be chosen: sentences, and if given words and characters in all."""

    sentences: int
    words: int | None = None
    characters: int | None = None


class Room:
    """What a budget still has room for, as statements are taken in one by one."""

    def __init__(self, budget: Budget) -> None:
        self._sentences = budget.sentences
        self._words = budget.words or math.inf
        self._characters = budget.characters or math.inf

    def take(self, words: int, characters: int) -> bool:
        """Take in a statement of so many words and characters, if it fits."""
        if self._sentences < 1 or words > self._words or characters > self._characters:
            return False
        self._sentences -= 1
        self._words -= words
        self._characters -= characters
        return True


@dataclass(frozen=True, slots=True)
class Parts:
    """The article's parts: ``number`` (n,) says which one each sentence is in, ``price`` what staying in one costs."""

    number: NDArray[np.int64]
    price: float


def select(
    salience: Floats,
    similarity: Callable[[int], Floats],
    *,
    sizes: NDArray[np.int64],
    parts: Parts,
    budget: Budget,
) -> list[int]:
    """Return the chosen sentences' indices, best first.

    ``salience`` (n,) is 0 to 1; ``similarity(i)`` gives the cosines (n,) to sentence i; ``sizes`` (n, 2) holds words
    and characters. Equal gains go to the earlier sentence.
    """
    limited = bool(budget.words or budget.characters)
    left = np.array([budget.words or np.inf, budget.characters or np.inf])
    gain = salience.astype(np.float64)  # a copy; −∞ where a sentence may not be chosen
    worst = np.zeros(len(gain))
    value = gain
    chosen: list[int] = []
    while len(chosen) < budget.sentences and len(gain):
        if limited:
            value = np.where((sizes <= left).all(axis=1), value, -np.inf)
        best = int(value.argmax())
        if value[best] == -np.inf:
            break
        chosen.append(best)
        if len(chosen) == budget.sentences:
            break
        if limited:
            left = left - sizes[best]
        np.maximum(worst, similarity(best), out=worst)
        gain[parts.number == parts.number[best]] -= parts.price
        gain[worst >= REPEATS] = -np.inf
        gain[best] = -np.inf
        value = gain - REDUNDANCY * worst
    return chosen
