"""The network that fills blanks, run by numpy: how well each value of the article suits a statement's blank.

Each side is read by windows of tokens (residual convolutions, dilated on the article's); between the two, the
article's tokens take in the statement's that are the same or alike in meaning, with their distance from the blank, as
Chen et al. have it in "Reading Wikipedia to Answer Open-Domain Questions" (2017).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from summarizer.faithfulness.cloze_question import BLANK, Floats, Question

DILATIONS = (1, 2, 4, 8)
STATED = 2
"""Convolutions over the statement."""

_TINY = 1e-6
ALIKE = 20.0  # how much being like no word weighs, before training
OF_BLANK = 0.25  # of what the blank asks for beside what any value has


@dataclass(frozen=True, slots=True)
class Network:
    """Weights ready to run: w is the width of words, h that of the article's states."""

    words: Floats
    """Embeddings, (rows, w)."""
    keys: Floats
    """The same, turned and of length 1: alike where words are of like meaning."""
    distances: Floats
    """What a distance from the blank adds to a word, (BLANK + 1, w)."""
    kinds: Floats
    """What is asked for, (KINDS, w)."""
    stated: tuple[tuple[Floats, Floats], ...]
    """Weights (3w, w) and biases of the statement's convolutions."""
    attention: Floats
    """How much likeness weighs, sameness, and the logarithm of what being like none does: (3,)."""
    entrance: tuple[Floats, Floats]
    """Weights (3w + measures, h) and biases that make the article's first states."""
    convolutions: tuple[tuple[Floats, Floats], ...]
    """Weights (3h, h) and biases, one for each of DILATIONS."""
    value: Floats
    """What any value has, (h,)."""
    asked: Floats
    """What is asked for, of the blank: (w, h)."""

    @classmethod
    def of(cls, weights: Mapping[str, Floats]) -> Network:
        """Put weights, as training names them, in their places. Raises KeyError if some are missing."""
        keys = weights["word"] @ weights["key"]
        return cls(
            words=weights["word"],
            keys=keys / np.maximum(np.linalg.norm(keys, axis=1, keepdims=True), _TINY),
            distances=weights["distance"],
            kinds=weights["kind"],
            stated=tuple((weights[f"stated{n}"], weights[f"stated{n}.bias"]) for n in range(STATED)),
            attention=weights["attention"],
            entrance=(weights["entrance"], weights["entrance.bias"]),
            convolutions=tuple((weights[f"told{n}"], weights[f"told{n}.bias"]) for n in range(len(DILATIONS))),
            value=weights["value"],
            asked=weights["asked"],
        )

    def scores(self, question: Question) -> Floats:
        """Return how well a value that ends at each of n tokens of the article would fill the blank, (n,)."""
        asked = self._stated(question)
        likeness, sameness, none = self.attention
        content = question.rarities > 0
        same = question.equal & content
        alike = np.exp(self.keys[question.words] @ (self.keys[question.stated] * likeness).T + same * sameness)
        alike *= content
        alike /= alike.sum(axis=1, keepdims=True) + np.exp(none) * ALIKE
        equal = question.equal.astype(np.float32)
        count = equal.sum(axis=1, keepdims=True)
        rarest = (same * question.rarities).max(axis=1, keepdims=True)
        seen = [self.words[question.words], equal @ asked / (count + _TINY), alike @ asked, question.measures]
        state = _layer(np.concatenate([*seen, np.minimum(count, 1), rarest], axis=1), self.entrance)
        for dilation, layer in zip(DILATIONS, self.convolutions, strict=True):
            state += _layer(windows(state, dilation), layer)
        wanted = asked[question.distances == BLANK].mean(axis=0)
        scores: Floats = state @ (self.value + OF_BLANK * (wanted @ self.asked))
        return scores

    def _stated(self, question: Question) -> Floats:
        """Return the states of the statement's tokens, (m, w)."""
        state = self.words[question.stated] + self.distances[question.distances]
        state[question.distances == BLANK] += self.kinds[question.kind]
        for layer in self.stated:
            state += _layer(windows(state, 1), layer)
        return state


def windows(state: Floats, dilation: int) -> Floats:
    """Return each of n states between the one so far before and the one so far after it, (n, 3h)."""
    size, width = state.shape
    made = np.zeros((size, 3 * width), np.float32)
    made[dilation:, :width] = state[: max(size - dilation, 0)]
    made[:, width : 2 * width] = state
    made[: max(size - dilation, 0), 2 * width :] = state[dilation:]
    return made


def _layer(values: Floats, layer: tuple[Floats, Floats]) -> Floats:
    weights, biases = layer
    made: Floats = values @ weights
    made += biases
    return np.maximum(made, 0, out=made)
