"""The network that fills blanks as torch trains it: :mod:`summarizer.faithfulness.cloze_network` with padding."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from summarizer.faithfulness.cloze_network import ALIKE, DILATIONS, EDGE, OF_BLANK, STATED, needed
from summarizer.faithfulness.cloze_question import BLANK, KINDS, MEASURES
from summarizer.faithfulness.cloze_vocabulary import Floats, Ints
from summarizer.training.cloze_data import Batch

WORD, STATE = 32, 48
"""Widths of a word's embedding and of the states of the article's tokens."""
_DROPOUT = 0.1
_START = (4.0, 4.0, 0.0)  # of likeness, sameness, and none
_IMPOSSIBLE = -1e4
_TINY = 1e-6


class Model(nn.Module):
    """Scores of an article's tokens; weights are (inputs, outputs), named as the shipped file names them."""

    def __init__(self, words: Floats) -> None:
        super().__init__()
        self.weights = nn.ParameterDict({"word": nn.Parameter(torch.from_numpy(words.copy()))})
        self.weights["distance"] = nn.Parameter(torch.randn(BLANK + 1, WORD))
        self.weights["kind"] = nn.Parameter(torch.randn(KINDS, WORD))
        self.weights["attention"] = nn.Parameter(torch.tensor(_START))
        self._matrix("key", WORD, WORD)
        for number in range(STATED):
            self._layer(f"stated{number}", 3 * WORD, WORD)
        self._layer("entrance", 3 * WORD + MEASURES + 2, STATE)
        for number in range(len(DILATIONS)):
            self._layer(f"told{number}", 3 * STATE, STATE)
        self.weights["value"] = nn.Parameter(torch.randn(STATE) / STATE**0.5)
        self._matrix("asked", WORD, STATE)

    def loss(self, batch: Batch) -> Tensor:
        """Return the mean surprise at the values that people wrote: their places' share of the probability."""
        given = {name: torch.from_numpy(array) for name, array in batch.arrays.items()}
        scores = self.scores(given, torch.from_numpy(batch.read)[..., None], torch.from_numpy(batch.said)[..., None])
        own = scores.masked_fill(~given["own"], _IMPOSSIBLE).logsumexp(dim=1)
        every = scores.masked_fill(~(given["own"] | given["others"]), _IMPOSSIBLE).logsumexp(dim=1)
        return (every - own).mean()

    def scores(self, given: dict[str, Tensor], read: Tensor, said: Tensor) -> Tensor:
        """Return scores of the articles' tokens, (b, n): the same as the network's where a value ends."""
        weights, blank = self.weights, given["blank"][..., None]
        stated = functional.embedding(given["stated"], weights["word"])
        asked = (
            stated
            + functional.embedding(given["distances"], weights["distance"])
            + blank * functional.embedding(given["kind"], weights["kind"])[:, None]
        )
        asked = self._dropped(asked * said)
        for number in range(STATED):
            asked = (asked + self._apply_layer(f"stated{number}", _windows(asked, 1))) * said
        words = self._dropped(functional.embedding(given["words"], weights["word"]))
        equal, content = given["equal"].float(), (given["rarities"] > 0)[:, None]
        same = equal * content
        likeness, sameness, none = weights["attention"]
        alike = self._keys(words) @ (self._keys(stated) * likeness).transpose(1, 2) + same * sameness
        alike = alike.exp() * content
        alike = alike / (alike.sum(dim=2, keepdim=True) + none.exp() * ALIKE)
        count = equal.sum(dim=2, keepdim=True)
        rarest = (same * given["rarities"][:, None]).amax(dim=2, keepdim=True)
        seen = [words, equal @ asked / (count + _TINY), alike @ asked, given["measures"], count.clamp(max=1), rarest]
        state = self._apply_layer("entrance", torch.cat(seen, dim=2)) * read
        state = self._told(state, needed((given["own"] | given["others"]).numpy()), read)
        wanted = (asked * blank).sum(dim=1) / blank.sum(dim=1)
        scores: Tensor = state @ (weights["value"] + OF_BLANK * (wanted @ weights["asked"]))[..., None]
        return scores[..., 0]

    def _told(self, state: Tensor, rows_of: Sequence[Ints], read: Tensor) -> Tensor:
        """Return the states of the articles' tokens as far as they are needed, (b, n, h)."""
        tokens = state.shape[1]
        padded = functional.pad(state, (0, 0, EDGE, EDGE))
        flat = padded.flatten(0, 1)
        for number, dilation in enumerate(DILATIONS):
            rows = torch.from_numpy(rows_of[number])
            rows = rows[read.flatten()[rows]]
            rows = rows + EDGE * (2 * (rows // tokens) + 1)
            seen = torch.cat([flat[rows - dilation], flat[rows], flat[rows + dilation]], dim=1)
            flat = flat.index_add(0, rows, self._dropped(self._apply_layer(f"told{number}", seen)))
        return flat.view_as(padded)[:, EDGE : EDGE + tokens]

    def arrays(self) -> dict[str, Floats]:
        """Return the weights for :func:`summarizer.faithfulness.cloze_weights.cloze_to_bytes`."""
        return {
            name.replace("_bias", ".bias"): weight.detach().numpy().astype(np.float32)
            for name, weight in self.weights.items()
        }

    def _matrix(self, name: str, inputs: int, outputs: int) -> None:
        self.weights[name] = nn.Parameter(torch.empty(inputs, outputs))
        nn.init.kaiming_uniform_(self.weights[name].T, a=5**0.5)

    def _layer(self, name: str, inputs: int, outputs: int) -> None:
        self._matrix(name, inputs, outputs)
        self.weights[f"{name}_bias"] = nn.Parameter(torch.zeros(outputs))

    def _apply_layer(self, name: str, values: Tensor) -> Tensor:
        return torch.relu(values @ self.weights[name] + self.weights[f"{name}_bias"])

    def _keys(self, words: Tensor) -> Tensor:
        return functional.normalize(words @ self.weights["key"], dim=-1)

    def _dropped(self, values: Tensor) -> Tensor:
        return functional.dropout(values, _DROPOUT, self.training)


def _windows(state: Tensor, dilation: int) -> Tensor:
    """Return each state between the one so far before and the one so far after it, (b, n, 3h)."""
    padded = functional.pad(state, (0, 0, dilation, dilation))
    return torch.cat([padded[:, : state.shape[1]], state, padded[:, 2 * dilation :]], dim=2)
