"""Fitting the encoder to articles with highlights and sentences with their compressions.

One pass over the data teaches all heads at once. AdamW (Loshchilov and Hutter 2019) with a linear warm-up and decay;
the weights that are kept are a running average of those of the last steps (Polyak and Juditsky 1992), the ones of the
best evaluation on articles held out. There is no dropout: one or two passes leave no time to learn by heart.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from summarizer.engines.encoder_device import fastest, halved
from summarizer.engines.encoder_model import SHARE, EncoderConfig
from summarizer.training.encoder_batches import Batch, Layout, Row, collate, schedule, whole_rows
from summarizer.training.encoder_data import Corpus
from summarizer.training.encoder_loss import judge, loss
from summarizer.training.encoder_state import RunState, read_state, write_state
from summarizer.training.progress import Progress

if TYPE_CHECKING:
    from torch import Tensor
    from torch.optim import AdamW

_WARM_UP = 0.05
_DECAY = 0.01  # of weights, AdamW's usual
_LARGEST_GRADIENT = 1.0
_PICKS = 3
_MOST_HELD_OUT = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. Two runs of the same plan on the same data give the same weights."""

    limit: int | None = None
    """Most records read; by default all."""
    layers: int = 4
    """Lower layers taken from a published model."""
    epochs: int = 1
    seed: int = 20
    articles: int = 8
    """Articles a step."""
    pair_rows: int = 1
    """Windows of packed compression pairs a step."""
    window: int = 382
    """Pieces of text in a window; two special ones come on top."""
    frozen: int = 2
    """Lower layers that keep their published weights; so do the word embeddings. It saves a third of the time."""
    rate: float = 1e-4
    """Peak learning rate of the layers read from a published model."""
    head_rate: float = 1e-3
    """Peak learning rate of the new parts."""
    average: float = 0.98
    """How much of the running average stays at each step."""
    held_out: float = 0.03
    """Share of the articles, at most 100, that decide which evaluation was the best."""
    evaluate_every: int = 100
    """Steps between two evaluations, each of which writes the state."""
    patience: int = 8
    """Evaluations without a better one after which the run stops early."""
    word_layers: int = 2
    """Layers that learn from compression pairs alone, once the sentences are learnt."""
    word_epochs: int = 4
    """Passes over the pairs in which they do."""


@dataclass(frozen=True, slots=True)
class Trained:
    """What a run made."""

    weights: dict[str, Tensor]
    config: EncoderConfig
    history: tuple[tuple[int, float, float], ...]
    """Step, mean training loss since the last evaluation, and held-out score, an evaluation each."""


def fit(
    start: tuple[dict[str, Tensor], EncoderConfig],
    corpus: Corpus,
    *,
    plan: Plan,
    special: tuple[int, int],
    folder: Path,
    progress: Progress | None = None,
) -> Trained:
    """Train, and go on from ``folder`` if a run of the same plan and data was stopped there.

    ``special`` holds the ids of the pieces that open and close a window.
    """
    run = _Run(start, corpus, plan, special)
    path = folder / "state.safetensors"
    if path.exists() and (state := read_state(path)).plan == run.fingerprint:
        run.restore(state)
    steps = run.steps()
    losses: list[float] = []
    while run.step < len(steps) and not run.is_stale():
        losses.append(run.advance(steps[run.step], len(steps)))
        if progress is not None:
            progress(run.step, len(steps), losses[-1])
        if run.step % plan.evaluate_every == 0 or run.step == len(steps):
            run.evaluate(float(np.mean(losses)))
            losses.clear()
            write_state(path, run.state())
    return Trained({name: weight.cpu() for name, weight in run.best.items()}, run.config, tuple(run.history))


class _Run:
    """A run's moving parts."""

    def __init__(
        self,
        start: tuple[dict[str, Tensor], EncoderConfig],
        corpus: Corpus,
        plan: Plan,
        special: tuple[int, int],
    ) -> None:
        weights, self.config = start
        self.plan, self.special, self.step = plan, special, 0
        self.arithmetic = fastest()
        self.device = self.arithmetic.device
        self.layout = Layout(corpus, plan.window)
        self.held_layout = Layout(corpus, self.config.positions - 2)
        self.training, self.held_out = _split(self.layout, plan)
        self.fingerprint = _fingerprint(corpus, plan, self.config)
        weights = weights | _standard(corpus, self.layout, self.training)
        fixed = ("embeddings.words", "features.", "keep.", *(f"layers.{n}." for n in range(plan.frozen)))
        if plan.frozen:
            fixed = (*fixed, "embeddings.")
        self.weights = {
            n: w.to(self.device, copy=True).requires_grad_(not n.startswith(fixed)) for n, w in weights.items()
        }
        self.learnt = [name for name, weight in self.weights.items() if weight.requires_grad]
        self.average = {name: self.weights[name].detach().clone() for name in self.learnt}
        self.best = {name: weight.detach().clone() for name, weight in self.weights.items()}
        self.history: list[tuple[int, float, float]] = []
        self.optimiser = self._optimiser()

    def _optimiser(self) -> AdamW:
        from torch.optim import AdamW

        read = [name for name in self.learnt if name.startswith(("embeddings.", "layers."))]
        new = [name for name in self.learnt if name not in read]
        groups = [
            {"params": [self.weights[name] for name in names], "peak": peak, "lr": 0.0}
            for names, peak in ((read, self.plan.rate), (new, self.plan.head_rate))
            if names
        ]
        self.learnt = read + new
        return AdamW(groups, weight_decay=_DECAY)

    def steps(self) -> list[list[Row]]:
        """Return the batches of the whole run."""
        found: list[list[Row]] = []
        for epoch in range(self.plan.epochs):
            found += schedule(
                self.layout,
                self.training,
                seed=(self.plan.seed, epoch),
                size=self.plan.articles,
                pair_rows=self.plan.pair_rows,
            )
        return found

    def advance(self, rows: Sequence[Row], total: int) -> float:
        """Take one step, and return its loss."""
        import torch
        from torch.nn.utils import clip_grad_norm_

        batch = self._batch(self.layout, rows)
        warm = max(1, round(_WARM_UP * total))
        slope = min((self.step + 1) / warm, (total - self.step) / max(1, total - warm))
        for group in self.optimiser.param_groups:
            group["lr"] = group["peak"] * slope
        with halved(self.arithmetic):
            value = loss(judge(self.weights, self.config, batch), batch)
        self.optimiser.zero_grad()
        value.backward()  # type: ignore[no-untyped-call]
        clip_grad_norm_([self.weights[name] for name in self.learnt], _LARGEST_GRADIENT)
        self.optimiser.step()
        self.step += 1
        keep = min(self.plan.average, self.step / (self.step + 10))  # a young average must not remember the start
        with torch.no_grad():
            for name in self.learnt:
                self.average[name].lerp_(self.weights[name], 1 - keep)
        return float(value.item())

    def evaluate(self, training_loss: float) -> None:
        """Score the running average on the articles held out, and keep it if none was better."""
        import torch

        current = {name: self.average.get(name, weight).detach() for name, weight in self.weights.items()}
        with torch.inference_mode():
            score = self._score(current)
        if score >= max((past[2] for past in self.history), default=-np.inf):
            self.best = {name: weight.clone() for name, weight in current.items()}
        self.history.append((self.step, training_loss, score))

    def is_stale(self) -> bool:
        """Tell whether the last evaluations were all worse than one before them."""
        scores = [score for _, _, score in self.history]
        return len(scores) - 1 - int(np.argmax(scores)) >= self.plan.patience if scores else False

    def _score(self, weights: dict[str, Tensor]) -> float:
        """Return how far the model's picks come from the first three sentences' shares to the best three's."""
        lead, best, ours = 0.0, 0.0, 0.0
        import torch

        rows = whole_rows(self.held_layout, self.held_out)
        for begin in range(0, len(rows), self.plan.articles):
            batch = self._batch(self.held_layout, rows[begin : begin + self.plan.articles])
            sizes = [len(places) for places in batch.places]
            scores = torch.split(judge(weights, self.config, batch).sentences[:, SHARE], sizes)
            for shares, found in zip(torch.split(batch.shares, sizes), scores, strict=True):
                lead += float(shares[:_PICKS].sum())
                best += float(shares.sort(descending=True).values[:_PICKS].sum())
                ours += float(shares[found.argsort(descending=True)[:_PICKS]].sum())
        return (ours - lead) / (best - lead) if best > lead else 0.0

    def _batch(self, layout: Layout, rows: Sequence[Row]) -> Batch:
        return collate(layout, rows, cls=self.special[0], sep=self.special[1]).to(self.device)

    def state(self) -> RunState:
        """Return all that the run needs to go on."""
        tensors = {f"best.{name}": self.best[name] for name in self.best}
        for name in self.learnt:
            moments = self.optimiser.state[self.weights[name]]
            tensors[f"now.{name}"] = self.weights[name].detach()
            tensors[f"average.{name}"] = self.average[name]
            for moment in ("exp_avg", "exp_avg_sq", "step"):
                tensors[f"{moment}.{name}"] = moments[moment]
        return RunState(self.step, tensors, tuple(self.history), self.fingerprint)

    def restore(self, state: RunState) -> None:
        """Go on from a state."""
        import torch

        self.step, self.history = state.step, list(state.history)
        self.best = {name: state.tensors[f"best.{name}"].to(self.device) for name in self.best}
        with torch.no_grad():
            for name in self.learnt:
                self.weights[name].copy_(state.tensors[f"now.{name}"])
                self.average[name] = state.tensors[f"average.{name}"].to(self.device)
                self.optimiser.state[self.weights[name]] = {
                    "step": state.tensors[f"step.{name}"],
                    **{m: state.tensors[f"{m}.{name}"].to(self.device) for m in ("exp_avg", "exp_avg_sq")},
                }


def _split(layout: Layout, plan: Plan) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the articles to learn from and those held out, which only the seed decides."""
    articles = np.random.default_rng(plan.seed).permutation(layout.articles())
    count = min(_MOST_HELD_OUT, round(len(articles) * plan.held_out))
    return np.sort(articles[count:]), np.sort(articles[:count])


def _standard(corpus: Corpus, layout: Layout, training: NDArray[np.int64]) -> dict[str, Tensor]:
    """Return what gives features mean 0 and spread 1; one that never varies, and teaches nothing, is silenced."""
    import torch

    known = np.concatenate([np.arange(layout.first[e], layout.first[e + 1]) for e in training])
    values = corpus.features[known].astype(np.float64)
    spread = values.std(axis=0)
    scale = np.divide(1, spread, out=np.zeros_like(spread), where=spread > 1e-6)
    return {
        "features.mean": torch.from_numpy(values.mean(axis=0)).float(),
        "features.scale": torch.from_numpy(scale).float(),
    }


def _fingerprint(corpus: Corpus, plan: Plan, config: EncoderConfig) -> str:
    digest = hashlib.sha256(json.dumps([asdict(plan), asdict(config)]).encode())
    digest.update(corpus.ids.tobytes())
    digest.update(corpus.shares.tobytes())
    return digest.hexdigest()
