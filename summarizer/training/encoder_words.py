"""Fitting the encoder's word layers to sentences and their compressions, after the sentence network has been fitted.

The layers below are shared and stay as they are. What is learnt is the likelihood of the whole choice of words under a
chain of two states (Lafferty et al. 2001). The weights that are kept are a running average of the last steps'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from summarizer.engines.encoder_device import fastest, halved
from summarizer.engines.encoder_model import EncoderConfig, judge_keeping, read, read_on, word_names
from summarizer.training.encoder_batches import Layout
from summarizer.training.encoder_data import Corpus
from summarizer.training.labels import UNKNOWN

if TYPE_CHECKING:
    import torch
    from torch import Tensor

_WARM_UP = 0.05
_DECAY = 0.01  # of weights, AdamW's usual
_CHAIN_FASTER = 30  # the chain's four weights must travel further than a layer's
_LARGEST_GRADIENT = 1.0
_AVERAGE = 0.995
_SHUFFLE = 6.0  # pieces by which lengths are blurred, so that batches differ from epoch to epoch


@dataclass(frozen=True, slots=True)
class WordPlan:
    """How to train the word layers."""

    layers: int = 2
    """Word layers, on top of two of the sentence network's; without any, words are not learnt."""
    epochs: int = 4
    seed: int = 3
    pieces: int = 1_000
    """Pieces of sentences a step."""
    rate: float = 1e-4
    """Peak learning rate."""
    dropout: float = 0.1


class _Batch(NamedTuple):
    """Sentences to read together: b of at most t pieces, with at most n words."""

    ids: Tensor
    lengths: list[int]
    places: Tensor
    """Where each word begins, shape (b, n)."""
    labels: Tensor
    known: Tensor
    """Which of the (b, n) are words."""


def fit_words(
    start: tuple[dict[str, Tensor], EncoderConfig],
    corpus: Corpus,
    *,
    plan: WordPlan,
    special: tuple[int, int],
    continues: NDArray[np.bool_],
) -> tuple[dict[str, Tensor], EncoderConfig]:
    """Return the weights with word layers fitted to the corpus's pairs, and the sizes that tell of them.

    ``continues`` tells which pieces of the vocabulary go on with a word. The new layers begin as copies of those that
    follow the shared ones. A corpus without pairs changes nothing.
    """
    import torch
    from torch.nn.utils import clip_grad_norm_

    layout = Layout(corpus, start[1].positions - len(special))
    if not plan.layers or not len(layout.pairs()):
        return start
    arithmetic = fastest()
    device = arithmetic.device
    weights, config = _grown(*start, layers=plan.layers)
    weights = {name: weight.to(device, copy=True) for name, weight in weights.items()}
    learnt = [name for name in weights if name.startswith("keep.")]
    for name in learnt:
        weights[name].requires_grad_()
    average = {name: weights[name].detach().clone() for name in learnt}
    groups = [([n for n in learnt if n != "keep.chain"], plan.rate), (["keep.chain"], plan.rate * _CHAIN_FASTER)]
    optimiser = torch.optim.AdamW(
        [{"params": [weights[name] for name in names], "peak": peak, "lr": 0.0} for names, peak in groups],
        weight_decay=_DECAY,
    )
    source = torch.Generator(device).manual_seed(plan.seed)
    batches = _schedule(layout, plan)
    warm = max(1, round(_WARM_UP * len(batches)))
    for step, chosen in enumerate(batches):
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * min((step + 1) / warm, (len(batches) - step) / max(1, len(batches) - warm))
        batch = _collated(layout, chosen, special, continues)
        with halved(arithmetic):
            logits = _logits(weights, config, _on(batch, device), plan.dropout, source)
        value = _surprise(logits, weights["keep.chain"], _on(batch, device))
        optimiser.zero_grad()
        value.backward()  # type: ignore[no-untyped-call]
        clip_grad_norm_([weights[name] for name in learnt], _LARGEST_GRADIENT)
        optimiser.step()
        keep = min(_AVERAGE, (step + 1) / (step + 11))  # a young average must not remember the start
        with torch.no_grad():
            for name in learnt:
                average[name].lerp_(weights[name], 1 - keep)
    return {name: average.get(name, weight).detach().cpu() for name, weight in weights.items()}, config


def _grown(
    weights: dict[str, Tensor], config: EncoderConfig, *, layers: int
) -> tuple[dict[str, Tensor], EncoderConfig]:
    """Return weights with word layers, copied from those of the sentence network that stand in their place."""
    import torch

    if config.word_layers == layers:
        return weights, config
    weights = {name: weight for name, weight in weights.items() if not name.startswith("keep.")}
    start = min(config.word_start, config.layers - 1)
    config = replace(config, word_start=start, word_layers=layers)
    for number, name in enumerate(word_names(config)[start:]):
        model = f"layers.{min(start + number, config.layers - 1)}."
        weights |= {f"{name}.{n.removeprefix(model)}": w for n, w in weights.items() if n.startswith(model)}
    return weights | {
        "keep.weight": torch.zeros(1, config.width),
        "keep.bias": torch.zeros(1),
        "keep.chain": torch.zeros(2, 2),
    }, config


def _schedule(layout: Layout, plan: WordPlan) -> list[list[int]]:
    """Return the batches of all epochs, each of sentences of like lengths."""
    random = np.random.default_rng(plan.seed)
    pairs = layout.pairs()
    sizes = layout.corpus.pieces[layout.first[pairs]]
    found: list[list[int]] = []
    for _ in range(plan.epochs):
        epoch: list[list[int]] = [[]]
        for place in np.argsort(sizes + random.random(len(sizes)) * _SHUFFLE, kind="stable"):
            if epoch[-1] and (int(sizes[place]) + 2) * (len(epoch[-1]) + 1) > plan.pieces:
                epoch.append([])
            epoch[-1].append(int(layout.first[pairs[place]]))
        found += [epoch[number] for number in random.permutation(len(epoch))]
    return found


def _collated(layout: Layout, chosen: Sequence[int], special: tuple[int, int], continues: NDArray[np.bool_]) -> _Batch:
    import torch

    corpus = layout.corpus
    taken = [np.arange(layout.starts[s], layout.starts[s + 1])[: layout.window] for s in chosen]
    begins = [np.flatnonzero((corpus.plausible[part] != UNKNOWN) & ~continues[corpus.ids[part]]) for part in taken]
    lengths = [len(part) + len(special) for part in taken]
    ids = np.zeros((len(taken), max(lengths)), dtype=np.int64)
    places = np.zeros((len(taken), max(1, *map(len, begins))), dtype=np.int64)
    labels, known = np.zeros_like(places), np.zeros(places.shape, dtype=bool)
    for row, (part, where) in enumerate(zip(taken, begins, strict=True)):
        ids[row, : lengths[row]] = [special[0], *corpus.ids[part], special[1]]
        places[row, : len(where)] = where + 1
        labels[row, : len(where)] = corpus.plausible[part][where]
        known[row, : len(where)] = True
    tensors = [torch.from_numpy(part) for part in (ids, places, labels, known)]
    return _Batch(tensors[0], lengths, *tensors[1:])


def _on(batch: _Batch, device: str) -> _Batch:
    moved = [part.to(device) for part in (batch.places, batch.labels, batch.known)]
    return _Batch(batch.ids.to(device), batch.lengths, *moved)


def _logits(
    weights: dict[str, Tensor], config: EncoderConfig, batch: _Batch, dropout: float, source: torch.Generator
) -> Tensor:
    """Return the logit of each word, shape (b, n)."""
    import torch

    names = word_names(config)
    with torch.no_grad():
        states = read(weights, config, batch.ids, batch.lengths, layers=names[: config.word_start])
    for name in names[config.word_start :]:
        left = torch.rand(states.shape, generator=source, device=states.device) >= dropout
        states = read_on(weights, config, states * left / (1 - dropout), batch.lengths, layers=[name])
    words = states.gather(1, batch.places[:, :, None].expand(-1, -1, config.width))
    return judge_keeping(weights, words)


def _surprise(logits: Tensor, chain: Tensor, batch: _Batch) -> Tensor:
    """Return the mean negative log-likelihood, a word, of the labels under the chain."""
    import torch

    alone = torch.stack((torch.zeros_like(logits), logits), dim=2)
    told = alone.gather(2, batch.labels[:, :, None])[..., 0].masked_fill(~batch.known, 0).sum(dim=1)
    steps = chain[batch.labels[:, :-1], batch.labels[:, 1:]].masked_fill(~batch.known[:, 1:], 0).sum(dim=1)
    forward = alone[:, 0]
    for place in range(1, logits.shape[1]):
        onward = torch.logsumexp(forward[:, :, None] + chain, dim=1) + alone[:, place]
        forward = torch.where(batch.known[:, place, None], onward, forward)
    return (torch.logsumexp(forward, dim=1) - told - steps).sum() / batch.known.sum()
