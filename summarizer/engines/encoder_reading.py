"""Reading documents with the encoder: windows of several together, in memory that no length moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from summarizer.engines.encoder_model import (
    MENTIONED,
    WORD_LOGITS,
    EncoderConfig,
    Weights,
    add_up,
    judge_sentences,
    judge_words,
    layer_names,
    pool,
    read,
)
from summarizer.engines.windows import Window, windows
from summarizer.engines.wordpiece import Pieces
from summarizer.text.similarity import Floats

if TYPE_CHECKING:
    from torch import Tensor

_OVERLAP = 5  # a window shares a fifth of itself with the next: some four sentences
_WINDOWS_TOGETHER = 8
_SENTENCES_TOGETHER = 256  # attention between sentences reaches this far; longer texts are weighed part by part


@dataclass(frozen=True, slots=True)
class Input:
    """A document of n sentences, cut into pieces, and its features, shape (n, f)."""

    pieces: Sequence[Pieces]
    features: NDArray[np.float32]


class _Flat(NamedTuple):
    """A document's pieces in one row."""

    ids: NDArray[np.int64]
    owners: NDArray[np.int64]
    bounds: NDArray[np.int64]


def judge(weights: Weights, config: EncoderConfig, inputs: Sequence[Input], *, ends: tuple[int, int]) -> list[Floats]:
    """Return the logits of each document's n sentences, shape (n, 2).

    ``ends`` holds the ids of the pieces that open and close a window.
    """
    import torch

    device = weights["features.mean"].device
    flats = [_flat(each) for each in inputs]
    logits = [torch.zeros(len(flat.ids), WORD_LOGITS, device=device) for flat in flats]
    sums = [torch.zeros(len(each.pieces), config.width, device=device) for each in inputs]
    for batch in _batches(flats, config.positions - len(ends)):
        states = _read(weights, config, [(flats[n], window) for n, window in batch], ends)
        for (number, window), found in zip(batch, states, strict=True):
            owners = torch.from_numpy(flats[number].owners[window.from_ : window.to]).to(device)
            logits[number][window.from_ : window.to] = judge_words(weights, found)
            sums[number] += add_up(found, owners, len(sums[number]))
    scores = _sentences(weights, config, inputs, (flats, logits, sums))
    return [row.double().cpu().numpy() for row in scores]


def _flat(given: Input) -> _Flat:
    sizes = [len(pieces.ids) for pieces in given.pieces]
    ids = np.array([number for pieces in given.pieces for number in pieces.ids], dtype=np.int64)
    bounds = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))
    return _Flat(ids, np.repeat(np.arange(len(sizes)), sizes), bounds)


def _batches(flats: Sequence[_Flat], size: int) -> Iterator[list[tuple[int, Window]]]:
    """Yield windows to read together, of like lengths, each with the number of its document."""
    found = [
        (n, w)
        for n, flat in enumerate(flats)
        for w in windows(flat.bounds.tolist(), size=size, overlap=size // _OVERLAP)
    ]
    found.sort(key=lambda pair: pair[1].start - pair[1].end)
    for begin in range(0, len(found), _WINDOWS_TOGETHER):
        yield found[begin : begin + _WINDOWS_TOGETHER]


def _read(
    weights: Weights, config: EncoderConfig, batch: Sequence[tuple[_Flat, Window]], ends: tuple[int, int]
) -> list[Tensor]:
    """Return the states of the part taken of each window."""
    import torch

    lengths = [window.end - window.start + len(ends) for _, window in batch]
    ids = np.zeros((len(batch), max(lengths)), dtype=np.int64)
    for row, (flat, window), length in zip(ids, batch, lengths, strict=True):
        row[0], row[1 : length - 1], row[length - 1] = ends[0], flat.ids[window.start : window.end], ends[1]
    states = read(
        weights, config, torch.from_numpy(ids).to(weights["features.mean"].device), lengths, layers=layer_names(config)
    )
    return [
        row[window.from_ - window.start + 1 : window.to - window.start + 1]
        for row, (_, window) in zip(states, batch, strict=True)
    ]


def _sentences(
    weights: Weights,
    config: EncoderConfig,
    inputs: Sequence[Input],
    read_so_far: tuple[Sequence[_Flat], Sequence[Tensor], Sequence[Tensor]],
) -> list[Tensor]:
    """Return the logits of each document's sentences."""
    import torch

    device = weights["features.mean"].device
    pooled = [
        pool(summed, words[:, MENTIONED], torch.from_numpy(flat.owners).to(device))
        for flat, words, summed in zip(*read_so_far, strict=True)
    ]
    features = torch.cat([torch.from_numpy(each.features) for each in inputs]).to(device)
    sizes = [len(each.pieces) for each in inputs]
    places = [part for size in sizes for part in torch.split(torch.arange(size, device=device), _SENTENCES_TOGETHER)]
    together = (torch.cat([state for state, _ in pooled]), torch.cat([evidence for _, evidence in pooled]))
    return list(torch.split(judge_sentences(weights, config, together, features, places), sizes))
