"""The greedy extractive oracle: the sentences that a summariser would pick if it had read the reference.

Sentences are added one by one, each the one that lifts ROUGE-1 F1 + ROUGE-2 F1 most, until none lifts it (Nallapati,
Zhai and Zhou, "SummaRuNNer", 2017; this sum is the one of Liu and Lapata, "Text summarization with pretrained
encoders", 2019). It is the ceiling that an evaluation row is held against, and the label that a scorer learns from.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from summarizer.evaluation.rouge import tokens

DEFAULT_LIMIT = 3
"""Most sentences taken: as many as the lead row has."""


def oracle(sentences: Sequence[str], highlights: Sequence[str], limit: int = DEFAULT_LIMIT) -> list[int]:
    """Return the indices of at most ``limit`` sentences, in reading order; ties go to the earlier sentence.

    Fewer come back when no further sentence lifts the score, and none when no word is shared.
    """
    return oracle_tokens([tokens(sentence) for sentence in sentences], [tokens(text) for text in highlights], limit)


def oracle_tokens(sentences: Sequence[list[str]], highlights: Sequence[list[str]], limit: int) -> list[int]:
    """Do the work of :func:`oracle` on texts that are :func:`~summarizer.evaluation.rouge.tokens` already."""
    reference = [token for line in highlights for token in line]
    words, pairs = _Bag(reference), _Bag(pairwise(reference))
    candidates = [index for index, line in enumerate(sentences) if not words.columns.keys().isdisjoint(line)]
    lines = [sentences[index] for index in candidates]
    lengths = np.array([len(line) for line in lines], dtype=np.int64)
    word_counts = words.count(lines)
    pair_counts = pairs.count([pairwise(line) for line in lines])
    picked: list[int] = []
    best = 0.0
    for _ in range(min(limit, len(lines))):
        with_pairs = pair_counts + pair_counts[picked].sum(axis=0)
        for row, pair in _seams(lines, picked):
            if pair in pairs.columns:
                with_pairs[row, pairs.columns[pair]] += 1
        length = lengths + lengths[picked].sum()
        score = words.f1(word_counts + word_counts[picked].sum(axis=0), length) + pairs.f1(with_pairs, length - 1)
        score[picked] = 0.0
        row = int(score.argmax())
        if score[row] <= best:
            break
        best = float(score[row])
        picked = sorted([*picked, row])
    return [candidates[row] for row in picked]


class _Bag:
    """The words, or pairs of words, of a reference: a column for each, and how often it may be hit."""

    def __init__(self, items: Iterator[Hashable] | Sequence[Hashable]) -> None:
        counts = Counter(items)
        self.columns = {item: column for column, item in enumerate(counts)}
        self.wanted = np.array(list(counts.values()), dtype=np.int64)
        self.total = int(self.wanted.sum())

    def count(self, lines: Sequence[Iterator[Hashable] | Sequence[Hashable]]) -> NDArray[np.int64]:
        """Return how often each line has each item: an array of lines × columns."""
        width = len(self.columns)
        columns = self.columns
        cells = [row * width + columns[item] for row, line in enumerate(lines) for item in line if item in columns]
        return np.bincount(np.array(cells, dtype=np.int64), minlength=len(lines) * width).reshape(len(lines), width)

    def f1(self, counts: NDArray[np.int64], found: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the F1 of each row of counts, whose texts have ``found`` items; the arithmetic is ``rouge.f1``'s."""
        hits = np.minimum(counts, self.wanted).sum(axis=1)
        precision = hits / np.maximum(found, 1)
        recall = hits / max(self.total, 1)
        scores: NDArray[np.float64] = 2 * precision * recall / np.where(hits, precision + recall, 1.0)
        return scores


def _seams(lines: Sequence[list[str]], picked: list[int]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield, for each line added to the picked ones in reading order, the pairs of words that meet between lines."""
    if not picked:
        return
    for row in range(len(lines)):
        place = bisect(picked, row)
        for left, right in pairwise([*picked[:place], row, *picked[place:]]):
            yield row, (lines[left][-1], lines[right][0])
