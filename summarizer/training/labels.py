"""What a scorer or an encoder should learn of an article whose highlights an editor wrote.

A sentence has two targets: whether the greedy oracle picks it, and its share, a softer measure: how near it comes to
being picked at each step of the greedy search, so that a sentence which repeats a better one has little. A word has
two: whether a highlight mentions it, and, where the sentence is one that a highlight was made from, whether the editor
kept it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from summarizer.evaluation.oracle import oracle_tokens
from summarizer.evaluation.rouge import Matcher, tokens

UNKNOWN = -1
"""Label of a word that has none."""
_PICKS = 3

_TEMPERATURE = 0.05
"""Of the softmax over ROUGE-1 + ROUGE-2 at each step: a sentence 0.05 below the best has a third of its share."""
_ALIGNED = 0.6
"""Share of a highlight's words, in order, that a sentence must have to be where the highlight comes from."""
_WORD = re.compile("[A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class SentenceLabels:
    """Labels of n sentences, and of their words as ROUGE counts them (runs of letters and digits)."""

    picks: NDArray[np.bool_]
    shares: NDArray[np.float32]
    """What each sentence has of the choice, 1 in all."""
    mentioned: list[list[int]]
    """A sentence's words: 1 if a highlight has the word, else 0."""
    kept: list[list[int]]
    """A sentence's words: 1 kept, 0 cut by the editor, UNKNOWN in sentences that no highlight comes from."""


def word_spans(sentence: str) -> list[tuple[int, int]]:
    """Return where the words that ROUGE counts stand in a sentence."""
    return [found.span() for found in _WORD.finditer(sentence)]


def label(sentences: Sequence[str], highlights: Sequence[str]) -> SentenceLabels:
    """Label the sentences of an article by its highlights."""
    lines = [[token for start, end in word_spans(s) for token in tokens(s[start:end])] for s in sentences]
    wanted = [tokens(text) for text in highlights]
    picks = np.zeros(len(lines), dtype=bool)
    picks[oracle_tokens(lines, wanted, _PICKS)] = True
    known = frozenset(token for line in wanted for token in line)
    return SentenceLabels(
        picks,
        _shares(lines, [token for line in wanted for token in line]),
        [[int(token in known) for token in line] for line in lines],
        _kept(lines, wanted),
    )


def _shares(lines: list[list[str]], reference: list[str]) -> NDArray[np.float32]:
    """Return the mean over the steps of the greedy search of each sentence's chance at that step."""
    counted = [_Hits(lines, reference), _Hits([[*pairwise(line)] for line in lines], [*pairwise(reference)])]
    free = np.ones(len(lines), dtype=bool)
    steps: list[NDArray[np.float64]] = []
    best = 0.0
    while free.any() and len(steps) < _PICKS:
        scores = np.where(free, sum(hits.f1() for hits in counted), -np.inf)
        if steps and scores.max() <= best:
            break
        chances = np.exp((scores - scores.max()) / _TEMPERATURE)
        steps.append(chances / chances.sum())
        picked, best = int(scores.argmax()), float(scores.max())
        free[picked] = False
        for hits in counted:
            hits.take(picked)
    shares: NDArray[np.float32] = np.mean(steps, axis=0).astype(np.float32)
    return shares


class _Hits:
    """How often each line has each item of a reference, and what has been taken so far."""

    def __init__(self, lines: Sequence[Sequence[Hashable]], reference: Sequence[Hashable]) -> None:
        wanted = Counter(reference)
        columns = {item: column for column, item in enumerate(wanted)}
        self._wanted = np.array(list(wanted.values()), dtype=np.int64)
        self._counts = np.zeros((len(lines), len(columns)), dtype=np.int64)
        for row, line in enumerate(lines):
            for item in line:
                if item in columns:
                    self._counts[row, columns[item]] += 1
        self._lengths = np.array([len(line) for line in lines])
        self._total = max(1, len(reference))

    def f1(self) -> NDArray[np.float64]:
        """Return the F1 of what has been taken together with each line."""
        scores: NDArray[np.float64] = (
            2 * np.minimum(self._counts, self._wanted).sum(axis=1) / (self._lengths + self._total)
        )
        return scores

    def take(self, row: int) -> None:
        """Take a line: the counts are now those of what has been taken and each line."""
        self._counts = self._counts + self._counts[row]
        self._lengths = self._lengths + self._lengths[row]


def _kept(lines: list[list[str]], highlights: list[list[str]]) -> list[list[int]]:
    """Align each highlight with the sentence that has most of its words in order; those words were kept."""
    kept = [[UNKNOWN] * len(line) for line in lines]
    bags = [Counter(line) for line in lines]
    for highlight in highlights:
        bag = Counter(highlight)
        shared = [(bag & other).total() for other in bags]
        best = int(np.argmax(shared)) if shared else 0
        if not highlight or shared[best] < _ALIGNED * len(highlight):
            continue
        common = Matcher(highlight).common(lines[best])
        if len(common) >= _ALIGNED * len(highlight):
            row = [0 if known == UNKNOWN else known for known in kept[best]]
            for position in common:
                row[position] = 1
            kept[best] = row
    return kept
