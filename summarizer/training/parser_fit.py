"""Fitting the parser to a treebank: Adam (Kingma & Ba 2015), its rate raised at first and then lowered to nothing.

What is lessened is the sum of three cross-entropies: of heads, of labels under the right heads, and of tags.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from summarizer.text.parser_features import UNKNOWN
from summarizer.training.parser_data import Batch, Corpus, collate, schedule
from summarizer.training.parser_model import Model, Sizes
from summarizer.training.progress import Progress

_TAGS = 0.5  # weight of tags, which are learnt in no time
_WARM_UP = 200  # steps, if there are many
_LARGEST_GRADIENT = 5.0


@dataclass(frozen=True, slots=True)
class Fit:
    """How to fit. The same on the same data, processor and number of threads gives the same weights."""

    epochs: int
    seed: int
    tokens: int = 2_500
    """In a batch."""
    rate: float = 3e-3
    """Highest learning rate."""
    dropout: float = 0.1
    """Share of embeddings' numbers that are silenced at a step."""
    unknown: float = 0.04
    """Share of words that are hidden, so that endings and beginnings learn to stand in."""


class Training:
    """A run's moving parts."""

    def __init__(self, data: Corpus, sizes: Sizes, how: Fit) -> None:
        torch.manual_seed(how.seed)
        self.data, self.how, self.step = data, how, 0
        self.rng = np.random.default_rng(how.seed)
        self.model = Model(sizes, dropout=how.dropout)
        self.optimiser = torch.optim.Adam(self.model.parameters(), how.rate, betas=(0.9, 0.95), fused=True)
        self.epochs = [schedule(data, tokens=how.tokens, rng=self.rng) for _ in range(how.epochs)]
        self.steps = sum(map(len, self.epochs))

    def advance(self, group: NDArray[np.int64]) -> float:
        """Take one step on a group of sentences, and return its loss."""
        warm = min(_WARM_UP, 1 + self.steps // 20)
        rate = self.how.rate * min(1.0, (self.step + 1) / warm, (self.steps - self.step) / self.steps)
        for parameters in self.optimiser.param_groups:
            parameters["lr"] = rate
        batch = collate(self.data, group)
        batch.ids[..., 0][self.rng.random(batch.mask.shape) < self.how.unknown] = UNKNOWN
        value = loss(self.model, batch)
        self.optimiser.zero_grad()
        value.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), _LARGEST_GRADIENT)
        self.optimiser.step()
        self.step += 1
        return value.item()


def fit(
    data: Corpus,
    sizes: Sizes,
    how: Fit,
    *,
    progress: Progress | None = None,
    each_epoch: Callable[[Model], None] | None = None,
) -> Model:
    """Train a model from scratch and return it. ``each_epoch`` is called with the model as it then is."""
    run = Training(data, sizes, how)
    for epoch in run.epochs:
        run.model.train()
        for group in epoch:
            value = run.advance(group)
            if progress is not None:
                progress(run.step, run.steps, value)
        run.model.eval()
        if each_epoch is not None:
            each_epoch(run.model)
    return run.model


def loss(model: Model, batch: Batch) -> Tensor:
    """Return what a batch costs."""
    ids, heads, labels, tags, mask = map(
        torch.from_numpy, (batch.ids, batch.heads, batch.labels, batch.tags, batch.mask)
    )
    state = model.read(ids, mask)
    of_arcs = functional.cross_entropy(model.arcs(state, mask)[mask], heads[mask])
    of_labels = functional.cross_entropy(model.labels(state, heads)[mask], labels[mask])
    of_tags = functional.cross_entropy(model.tags(state)[mask], tags[mask])
    return of_arcs + of_labels + _TAGS * of_tags
