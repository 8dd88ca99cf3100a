"""The network that fills blanks, run by numpy: how well each value of the article suits a statement's blank.

Each side is read by windows of tokens (residual convolutions, dilated on the article's); between the two, the
article's tokens take in the statement's that are the same or alike in meaning, with their distance from the blank, as
Chen et al. have it in "Reading Wikipedia to Answer Open-Domain Questions" (2017).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from summarizer.faithfulness.cloze_question import BLANK, Flags, Question
from summarizer.faithfulness.cloze_vocabulary import Floats, Ints

DILATIONS = (1, 2, 4, 8)
EDGE = max(DILATIONS)
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
    entering: Floats
    """What each word brings into the article's first states, biases included, (rows, h)."""
    entrance: tuple[Floats, Floats, Floats]
    """Weights of what equal words, (w, h), and like words of the statement bring into them, and the measures."""
    convolutions: tuple[tuple[Floats, Floats], ...]
    """Weights (3h, h) and biases, one for each of DILATIONS."""
    value: Floats
    """What any value has, (h,)."""
    asked: Floats
    """What is asked for, of the blank: (w, h)."""

    @classmethod
    def of(cls, weights: Mapping[str, Floats]) -> Network:
        """Put weights, as training names them, in their places. Raises KeyError if some are missing."""
        keys, width = weights["word"] @ weights["key"], weights["word"].shape[1]
        of_word, of_equal, of_like, of_measures = np.split(weights["entrance"], [width, 2 * width, 3 * width])
        return cls(
            words=weights["word"],
            keys=keys / np.maximum(np.linalg.norm(keys, axis=1, keepdims=True), _TINY),
            distances=weights["distance"],
            kinds=weights["kind"],
            stated=tuple((weights[f"stated{n}"], weights[f"stated{n}.bias"]) for n in range(STATED)),
            attention=weights["attention"],
            entering=weights["word"] @ of_word + weights["entrance.bias"],
            entrance=(of_equal, of_like, of_measures),
            convolutions=tuple((weights[f"told{n}"], weights[f"told{n}.bias"]) for n in range(len(DILATIONS))),
            value=weights["value"],
            asked=weights["asked"],
        )

    def scores(self, question: Question) -> Floats:
        """Return how well each of the article's k values would fill the blank, in their order, (k,)."""
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
        measures = np.concatenate([question.measures, np.minimum(count, 1), rarest], axis=1)
        of_equal, of_like, of_measures = self.entrance
        entered = self.entering[question.words] + (equal / (count + _TINY)) @ (asked @ of_equal)
        entered += alike @ (asked @ of_like) + measures @ of_measures
        state = padded(np.maximum(entered, 0, out=entered))
        for dilation, layer, rows in zip(DILATIONS, self.convolutions, needed(question.ends), strict=True):
            state[rows + EDGE] += _layer(windows(state, dilation, rows), layer)
        state = state[np.flatnonzero(question.ends) + EDGE]
        wanted = asked[question.distances == BLANK].mean(axis=0)
        scores: Floats = state @ (self.value + OF_BLANK * (wanted @ self.asked))
        return scores

    def _stated(self, question: Question) -> Floats:
        """Return the states of the statement's tokens, (m, w)."""
        stated = self.words[question.stated] + self.distances[question.distances]
        stated[question.distances == BLANK] += self.kinds[question.kind]
        state, rows = padded(stated), np.arange(len(stated))
        for layer in self.stated:
            state[rows + EDGE] += _layer(windows(state, 1, rows), layer)
        return state[rows + EDGE]


def padded(state: Floats) -> Floats:
    """Return n states with EDGE of nothing on either side, (n + 2 EDGE, h)."""
    made = np.zeros((len(state) + 2 * EDGE, state.shape[1]), np.float32)
    made[EDGE:-EDGE] = state
    return made


def needed(ends: Flags) -> Sequence[Ints]:
    """Return, for each convolution, the tokens whose state is wanted in the end; ``ends`` may have axes before."""
    wanted = ends
    found = []
    for dilation in reversed(DILATIONS):
        found.append(np.flatnonzero(wanted))
        wider = wanted.copy()
        wider[..., dilation:] |= wanted[..., :-dilation]
        wider[..., :-dilation] |= wanted[..., dilation:]
        wanted = wider
    return found[::-1]


def windows(state: Floats, dilation: int, rows: Ints) -> Floats:
    """Return each of k padded states between the one so far before and the one so far after it, (k, 3h)."""
    at = rows + EDGE
    return np.concatenate([state[at - dilation], state[at], state[at + dilation]], axis=1)


def _layer(values: Floats, layer: tuple[Floats, Floats]) -> Floats:
    weights, biases = layer
    made: Floats = values @ weights
    made += biases
    return np.maximum(made, 0, out=made)
