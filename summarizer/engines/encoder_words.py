"""Which words of a sentence could go (deletion-based compression, Filippova et al. 2015).

A sentence is read alone, through the lower layers of the sentence network and some of its own. Words are judged
together: a chain of two states, kept and cut (linear-chain CRF, Lafferty et al. 2001), makes of their logits the
probability of each to be kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from summarizer.document import Span
from summarizer.engines.encoder_model import EncoderConfig, Weights, judge_keeping, read, word_names
from summarizer.engines.wordpiece import CONTINUES, Pieces
from summarizer.extract.dispensable import Word
from summarizer.text.similarity import Floats

_TOGETHER = 1_000  # pieces of sentences read at once
LEANING = 0.4
"""Towards keeping: the network by itself cuts too much. Swept on a tenth of the pairs that was held back."""


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
) -> list[list[Word]]:
    """Judge the words of sentences, each placed in its own sentence; those beyond what can be read at once are kept.

    ``bias`` is added to each word's logit: above nought, more words are kept. Needs weights with word layers.
    """
    most = config.positions - len(ends)
    starts = [word_starts(sentence, pieces, continues) for sentence, pieces in sentences]
    chain = weights["keep.chain"].double().cpu().numpy()
    found: dict[int, list[Word]] = {}
    for group in _groups([min(len(pieces.ids), most) for _, pieces in sentences]):
        rows = _logits(weights, config, [sentences[n][1].ids[:most] for n in group], ends)
        for number, row in zip(group, rows, strict=True):
            pieces = sentences[number][1]
            inside = np.array([place for place in starts[number] if place < most], dtype=np.int64)
            logits = np.full(len(starts[number]), np.inf)
            logits[: len(inside)] = row[inside] + bias
            spans = _spans(pieces, starts[number], continues)
            found[number] = list(map(Word, spans, chained(logits, chain).tolist()))
    return [found[number] for number in range(len(sentences))]


def chained(logits: Floats, chain: Floats) -> Floats:
    """Return the probabilities that a chain makes of n logits, infinite where a word must stay.

    ``chain`` (2, 2) holds the weight of each step from state to state, the second state being "kept".
    """
    count = len(logits)
    alone = np.stack((np.where(np.isinf(logits), -np.inf, 0.0), np.where(np.isinf(logits), 0.0, logits)), axis=1)
    forward, backward = alone.copy(), np.zeros((count, 2))
    for place in range(1, count):
        forward[place] += np.logaddexp.reduce(forward[place - 1][:, None] + chain, axis=0)
    for place in range(count - 2, -1, -1):
        backward[place] = np.logaddexp.reduce(chain + alone[place + 1] + backward[place + 1], axis=1)
    both = forward + backward
    probabilities: Floats = np.exp(both[:, 1] - np.logaddexp.reduce(both, axis=1)) if count else np.zeros(0)
    return probabilities


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


def _spans(pieces: Pieces, starts: Sequence[int], continues: NDArray[np.bool_]) -> list[Span]:
    """Return where each word stands, all of its pieces together."""
    spans = []
    for place in starts:
        last = place
        while last + 1 < len(pieces.ids) and continues[pieces.ids[last + 1]]:
            last += 1
        spans.append(Span(pieces.offsets[place][0], pieces.offsets[last][1]))
    return spans
