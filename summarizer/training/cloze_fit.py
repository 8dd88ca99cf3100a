"""Fitting the network that fills blanks: Adam (Kingma & Ba 2015), its rate raised first and then lowered to nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import torch

from summarizer.faithfulness.cloze_question import Question
from summarizer.faithfulness.cloze_vocabulary import Floats
from summarizer.training.cloze_data import collate
from summarizer.training.cloze_model import Model
from summarizer.training.progress import Progress

_TOGETHER = 24  # blanks a step
_SORTED = 4  # steps whose blanks are put together by the length of what is read
_RATE, _RATE_OF_WORDS = 3e-3, 1e-3
_WARM_UP, _LEAST = 100, 0.02  # steps, and share of the rate at the end
_LARGEST_GRADIENT = 1.0


def fit(asked: Sequence[Question], words: Floats, *, epochs: int, seed: int, progress: Progress | None = None) -> Model:
    """Train a model from such embeddings. The same blanks, seed, processor and threads give the same weights."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = Model(words).train()
    others = [weight for name, weight in model.weights.items() if name != "word"]
    groups = [{"params": [model.weights["word"]], "lr": _RATE_OF_WORDS}, {"params": others, "lr": _RATE}]
    optimiser = torch.optim.Adam(groups, fused=True)
    order = [group for _ in range(epochs) for group in _groups(asked, rng)]
    for step, group in enumerate(order):
        share = min(1.0, (step + 1) / min(_WARM_UP, len(order))) * max(_LEAST, 1 - step / len(order))
        for parameters, rate in zip(optimiser.param_groups, (_RATE_OF_WORDS, _RATE), strict=True):
            parameters["lr"] = rate * share
        value = model.loss(collate([asked[number] for number in group]))
        optimiser.zero_grad()
        value.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), _LARGEST_GRADIENT)
        optimiser.step()
        if progress is not None:
            progress(step + 1, len(order), value.item())
    return model.eval()


def _groups(asked: Sequence[Question], rng: np.random.Generator) -> Iterator[list[int]]:
    """Yield the blanks of each step, in an order by chance."""
    order = rng.permutation(len(asked)).tolist()
    for begin in range(0, len(order), _SORTED * _TOGETHER):
        some = sorted(order[begin : begin + _SORTED * _TOGETHER], key=lambda number: len(asked[number].words))
        yield from (some[at : at + _TOGETHER] for at in range(0, len(some), _TOGETHER))
