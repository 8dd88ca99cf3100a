"""Which words of a sentence could go (deletion-based compression, Filippova et al. 2015).

A sentence is read alone, through the lower layers of the sentence network and some of its own. Words are judged
together: a chain of two states, kept and cut (linear-chain CRF, Lafferty et al. 2001), makes of their logits the
probability of each to be kept, and the likeliest choice as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer.engines.encoder_model import EncoderConfig, Weights, judge_keeping, read, word_names
from summarizer.engines.wordpiece import CONTINUES, Pieces
from summarizer.text.similarity import Floats

_TOGETHER = 1_000  # pieces of sentences read at once
LEANING = 0.4
"""Towards keeping: the likeliest choice by itself cuts too much. Swept on a tenth of the pairs that was held back."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """The n words of a sentence, and which of them an editor would keep."""

    spans: list[tuple[int, int]]
    """Where each word stands in the sentence."""
    probabilities: Floats
    """Of being kept, shape (n,)."""
    kept: NDArray[np.bool_]
    """The likeliest choice as a whole, shape (n,)."""


def continuing(vocabulary: Sequence[str]) -> NDArray[np.bool_]:
    """Tell which pieces of a vocabulary go on with a word."""
    return np.array([piece.startswith(CONTINUES) for piece in vocabulary])


def word_starts(sentence: str, pieces: Pieces, continues: NDArray[np.bool_]) -> list[int]:
    """Return which of a sentence's pieces begin a word; punctuation is none."""
    return [
        place
        for place, (number, (start, _)) in enumerate(zip(pieces.ids, pieces.offsets, strict=True))
        if not continues[number] and sentence[start].isalnum()
    ]


def keeping(
    weights: Weights,
    config: EncoderConfig,
    sentences: Sequence[tuple[str, Pieces]],
    *,
    ends: tuple[int, int],
    continues: NDArray[np.bool_],
    bias: float = LEANING,
) -> list[Keeping]:
    """Judge the words of sentences; those beyond what can be read at once are kept.

    ``bias`` is added to each word's logit: above nought, more words are kept. Needs weights with word layers.
    """
    most = config.positions - len(ends)
    starts = [word_starts(sentence, pieces, continues) for sentence, pieces in sentences]
    chain = weights["keep.chain"].double().cpu().numpy()
    found: dict[int, Keeping] = {}
    for group in _groups([min(len(pieces.ids), most) for _, pieces in sentences]):
        rows = _logits(weights, config, [sentences[n][1].ids[:most] for n in group], ends)
        for number, row in zip(group, rows, strict=True):
            pieces = sentences[number][1]
            inside = np.array([place for place in starts[number] if place < most], dtype=np.int64)
            logits = np.full(len(starts[number]), np.inf)
            logits[: len(inside)] = row[inside] + bias
            found[number] = Keeping(_spans(pieces, starts[number], continues), *decoded(logits, chain))
    return [found[number] for number in range(len(sentences))]


def decoded(logits: Floats, chain: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Return what a chain makes of n logits, infinite where a word must stay: probabilities, and the likeliest choice.

    ``chain`` (2, 2) holds the weight of each step from state to state, the second state being "kept".
    """
    count = len(logits)
    alone = np.stack((np.where(np.isinf(logits), -np.inf, 0.0), np.where(np.isinf(logits), 0.0, logits)), axis=1)
    forward, best, came = alone.copy(), alone.copy(), np.zeros((count, 2), dtype=np.int64)
    backward = np.zeros((count, 2))
    for place in range(1, count):
        forward[place] += np.logaddexp.reduce(forward[place - 1][:, None] + chain, axis=0)
        steps = best[place - 1][:, None] + chain
        came[place] = steps.argmax(axis=0)
        best[place] += steps.max(axis=0)
    for place in range(count - 2, -1, -1):
        backward[place] = np.logaddexp.reduce(chain + alone[place + 1] + backward[place + 1], axis=1)
    both = forward + backward
    probabilities: Floats = np.exp(both[:, 1] - np.logaddexp.reduce(both, axis=1)) if count else np.zeros(0)
    kept = np.zeros(count, dtype=bool)
    state = int(best[-1].argmax()) if count else 0
    for place in range(count - 1, -1, -1):
        kept[place] = bool(state)
        state = int(came[place, state])
    return probabilities, kept


def _groups(sizes: Sequence[int]) -> Iterator[list[int]]:
    """Yield which sentences to read together, of like lengths."""
    group: list[int] = []
    for number in np.argsort(np.array(sizes, dtype=np.int64), kind="stable").tolist():
        if group and sizes[number] * (len(group) + 1) > _TOGETHER:
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def _logits(
    weights: Weights, config: EncoderConfig, rows: Sequence[Sequence[int]], ends: tuple[int, int]
) -> list[Floats]:
    """Return the logits of the pieces of each row."""
    import torch

    lengths = [len(row) + len(ends) for row in rows]
    ids = np.zeros((len(rows), max(lengths)), dtype=np.int64)
    for line, row, length in zip(ids, rows, lengths, strict=True):
        line[0], line[1 : length - 1], line[length - 1] = ends[0], row, ends[1]
    device = weights["features.mean"].device
    states = read(weights, config, torch.from_numpy(ids).to(device), lengths, layers=word_names(config))
    logits = judge_keeping(weights, states).double().cpu().numpy()
    return [row[1 : length - 1] for row, length in zip(logits, lengths, strict=True)]


def _spans(pieces: Pieces, starts: Sequence[int], continues: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return where each word stands, all of its pieces together."""
    spans = []
    for place in starts:
        last = place
        while last + 1 < len(pieces.ids) and continues[pieces.ids[last + 1]]:
            last += 1
        spans.append((pieces.offsets[place][0], pieces.offsets[last][1]))
    return spans
