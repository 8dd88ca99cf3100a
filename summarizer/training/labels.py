"""What a scorer or an encoder should learn of an article whose highlights an editor wrote.

A sentence has two targets: whether the greedy oracle picks it, and its gain, a softer measure of what it adds to a
summary. A word has two: whether a highlight mentions it, and, where the sentence is one that a highlight was made from,
whether the editor kept it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from summarizer.evaluation.oracle import oracle_tokens
from summarizer.evaluation.rouge import Matcher, overlap, tokens

UNKNOWN = -1
"""Label of a word that has none."""
_PICKS = 3

# A set of sentences with h hits of R reference words in l words has F1 = 2h / (l + R). Adding a sentence lifts it if
# its hits per word exceed F1 / 2 (Dinkelbach 1967), so that a sentence's share is h − l · F1 / 2. F1 is what good
# extractive highlights of CNN stories reach: 0.31 on words, 0.12 on pairs.
_WORD_PRICE, _PAIR_PRICE = 0.155, 0.06
_WORD_WEIGHT = 2  # words count for ROUGE-1 and, nearly all of them, for ROUGE-L
_ALIGNED = 0.6
"""Share of a highlight's words, in order, that a sentence must have to be where the highlight comes from."""
_WORD = re.compile("[A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class SentenceLabels:
    """Labels of n sentences, and of their words as ROUGE counts them (runs of letters and digits)."""

    picks: NDArray[np.bool_]
    gains: NDArray[np.float32]
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
    reference = [token for line in wanted for token in line]
    pairs = list(pairwise(reference))
    known = frozenset(reference)
    return SentenceLabels(
        picks,
        np.array([_gain(line, reference, pairs) for line in lines], dtype=np.float32),
        [[int(token in known) for token in line] for line in lines],
        _kept(lines, wanted),
    )


def _gain(line: list[str], reference: list[str], pairs: list[tuple[str, str]]) -> float:
    """Return what a sentence adds to a summary: hits beyond the price of its words, a reference word."""
    words = overlap(reference, line) - _WORD_PRICE * len(line)
    doubles = overlap(pairs, pairwise(line)) - _PAIR_PRICE * len(line)
    return (_WORD_WEIGHT * words + doubles) / max(len(reference), 1)


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
