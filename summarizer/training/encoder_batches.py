"""From a corpus to batches: which windows are read together, in an order that only the seed and the epoch decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from summarizer.training.encoder_data import Corpus

if TYPE_CHECKING:
    from torch import Tensor

_BEGINNINGS = 0.6
"""Share of articles read from their first sentence on; the others show what windows further down look like."""
_POOL = 16  # batches sorted by length together: little padding, and still a random order


class Row(NamedTuple):
    """A window: runs of sentences (first, last), and the first sentence of the article, or −1 for pairs."""

    sentences: NDArray[np.int64]
    article: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of articles, then of packed pairs, as the network takes them: T pieces, n sentences of articles."""

    ids: Tensor
    lengths: list[int]
    content: Tensor
    """Where the T pieces lie in the flattened windows."""
    owners: Tensor
    """Which sentence each piece belongs to, articles' sentences first."""
    labels: Tensor
    """Shape (T, 3), columns as the word logits'."""
    places: list[Tensor]
    """Ranks of the sentences in their article, one tensor an article."""
    features: Tensor
    picks: Tensor
    shares: Tensor
    sentences: int
    """Sentences of articles and pairs."""

    def to(self, device: str) -> Batch:
        """Return the batch on a device."""
        tensors = ("ids", "content", "owners", "labels", "features", "picks", "shares")
        moved = {name: getattr(self, name).to(device) for name in tensors}
        return replace(self, **moved, places=[part.to(device) for part in self.places])


class Layout:
    """Where each sentence's pieces lie in a corpus, and which sentences each example has."""

    def __init__(self, corpus: Corpus, window: int) -> None:
        self.corpus = corpus
        self.window = window
        self.starts = np.concatenate(([0], np.cumsum(corpus.pieces, dtype=np.int64)))
        self.first = np.concatenate(([0], np.cumsum(corpus.sentences, dtype=np.int64)))

    def articles(self) -> NDArray[np.int64]:
        """Return the examples that are articles."""
        return np.flatnonzero(~self.corpus.is_pair)

    def pairs(self) -> NDArray[np.int64]:
        """Return the examples that are pairs."""
        return np.flatnonzero(self.corpus.is_pair)

    def fitting(self, start: int, stop: int) -> NDArray[np.int64]:
        """Return the sentences from ``start`` that one window holds; at least one, cut to size later."""
        ends = self.starts[start + 1 : stop + 1] - self.starts[start]
        return np.arange(start, start + max(1, int(np.searchsorted(ends, self.window, side="right"))))


def whole_rows(layout: Layout, chosen: NDArray[np.int64]) -> list[Row]:
    """Return one window an article, its beginning: what evaluation reads."""
    return [Row(layout.fitting(layout.first[e], layout.first[e + 1]), int(layout.first[e])) for e in chosen]


def drawn_rows(layout: Layout, chosen: NDArray[np.int64], random: np.random.Generator) -> list[Row]:
    """Return one window an article: its beginning, or now and then another part of it.

    Which part is drawn must not depend on what its labels are: a window that always held the best sentences would teach
    that sentences which resemble many others in the window are good.
    """
    rows = []
    for example in chosen:
        first, last = int(layout.first[example]), int(layout.first[example + 1])
        latest = int(np.searchsorted(layout.starts, layout.starts[last] - layout.window, side="left"))
        start = first if random.random() < _BEGINNINGS else int(random.integers(first, max(latest, first) + 1))
        rows.append(Row(layout.fitting(start, last), first))
    return rows


def rows_of_pairs(layout: Layout, chosen: NDArray[np.int64]) -> list[Row]:
    """Pack pairs into windows, in the order given."""
    rows: list[Row] = []
    held: list[int] = []
    room = layout.window
    for example in chosen:
        sentence = int(layout.first[example])
        size = int(layout.corpus.pieces[sentence])
        if held and size > room:
            rows.append(Row(np.array(held), -1))
            held, room = [], layout.window
        held.append(sentence)
        room -= size
    return [*rows, Row(np.array(held), -1)] if held else rows


def schedule(
    layout: Layout, articles: NDArray[np.int64], *, seed: tuple[int, int], size: int, pair_rows: int
) -> list[list[Row]]:
    """Return an epoch's batches: each article once, ``size`` a batch, and ``pair_rows`` windows of pairs with each."""
    random = np.random.default_rng(seed)
    rows = drawn_rows(layout, random.permutation(articles), random)
    batches: list[list[Row]] = []
    for start in range(0, len(rows), size * _POOL):
        pool = sorted(rows[start : start + size * _POOL], key=lambda row: -layout.corpus.pieces[row.sentences].sum())
        batches += [pool[i : i + size] for i in range(0, len(pool), size)]
    order = random.permutation(len(batches))
    endless = _endless_pairs(layout, random)
    return [[*batches[i], *(next(endless) for _ in range(pair_rows if len(layout.pairs()) else 0))] for i in order]


def _endless_pairs(layout: Layout, random: np.random.Generator) -> Iterator[Row]:
    while True:
        yield from rows_of_pairs(layout, random.permutation(layout.pairs()))


def collate(layout: Layout, rows: Sequence[Row], *, cls: int, sep: int) -> Batch:
    """Make a batch of windows."""
    import torch

    corpus, starts, window = layout.corpus, layout.starts, layout.window
    pieces = [np.concatenate([np.arange(starts[s], starts[s + 1]) for s in row.sentences])[:window] for row in rows]
    owners, count = [], 0
    for row, taken in zip(rows, pieces, strict=True):
        owners.append(np.repeat(np.arange(len(row.sentences)), corpus.pieces[row.sentences])[: len(taken)] + count)
        count += len(row.sentences)
    lengths = [len(taken) + 2 for taken in pieces]
    ids = np.zeros((len(rows), max(lengths)), dtype=np.int64)
    for line, taken in zip(ids, pieces, strict=True):
        line[0], line[1 : len(taken) + 1], line[len(taken) + 1] = cls, corpus.ids[taken], sep
    content = np.concatenate([np.arange(len(taken)) + 1 + i * ids.shape[1] for i, taken in enumerate(pieces)])
    flat = np.concatenate(pieces)
    articles = [row for row in rows if row.article >= 0]
    known = np.concatenate([row.sentences for row in articles]) if articles else np.zeros(0, dtype=np.int64)
    return Batch(
        ids=torch.from_numpy(ids),
        lengths=lengths,
        content=torch.from_numpy(content),
        owners=torch.from_numpy(np.concatenate(owners)),
        labels=torch.from_numpy(np.stack((corpus.plausible[flat], corpus.kept[flat], corpus.mentioned[flat]), axis=1)),
        places=[torch.from_numpy(row.sentences - row.article) for row in articles],
        features=torch.from_numpy(corpus.features[known]),
        picks=torch.from_numpy(corpus.picks[known]),
        shares=torch.from_numpy(corpus.shares[known]),
        sentences=count,
    )
