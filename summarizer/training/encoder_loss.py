"""What the encoder is trained to do: share out the choice of sentences, tell the oracle's picks, and judge words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from summarizer.engines.encoder_model import (
    MENTIONED,
    PICK,
    SHARE,
    EncoderConfig,
    Weights,
    add_up,
    judge_sentences,
    judge_words,
    layer_names,
    pool,
    read,
)
from summarizer.training.encoder_batches import Batch

if TYPE_CHECKING:
    from torch import Tensor

_LEAST = 1e-6
_WORD_WEIGHTS = (1.0, 0.5, 0.5)
"""Of the losses of plausible, kept and mentioned, against 1 for each sentence loss."""


class Judged(NamedTuple):
    """Logits of a batch: its pieces (T, 3) and the sentences of its articles (n, 2)."""

    words: Tensor
    sentences: Tensor


def judge(weights: Weights, config: EncoderConfig, batch: Batch) -> Judged:
    """Run the network on a batch."""
    states = read(weights, config, batch.ids, batch.lengths, layers=layer_names(config)).flatten(0, 1)[batch.content]
    words = judge_words(weights, states)
    sizes = [len(places) for places in batch.places]
    state, evidence = pool(add_up(states, batch.owners, batch.sentences), words[:, MENTIONED], batch.owners)
    of_articles = (state[: sum(sizes)], evidence[: sum(sizes)])
    return Judged(words, judge_sentences(weights, config, of_articles, batch.features, batch.places))


def loss(judged: Judged, batch: Batch) -> Tensor:
    """Return the loss of a batch, a scalar."""
    import torch
    from torch.nn import functional

    sizes = [len(places) for places in batch.places]
    rows = zip(torch.split(judged.sentences[:, SHARE], sizes), torch.split(batch.shares, sizes), strict=True)
    # Not all of an article's sentences are in its window: what these have of the choice is made to add up to 1, and
    # a window that has little of it counts for little.
    weighed = [s.sum() * functional.cross_entropy(z[None], (s / s.sum().clamp(min=_LEAST))[None]) for z, s in rows]
    total = torch.stack(weighed).sum() / batch.shares.sum().clamp(min=_LEAST)
    picks = functional.binary_cross_entropy_with_logits(judged.sentences[:, PICK], batch.picks.float())
    total = total + picks
    for column, weight in enumerate(_WORD_WEIGHTS):
        labels = batch.labels[:, column]
        known = labels >= 0
        if known.any():
            logits = judged.words[known, column]
            total = total + weight * functional.binary_cross_entropy_with_logits(logits, labels[known].float())
    return total
