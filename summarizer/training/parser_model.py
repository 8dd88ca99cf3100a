"""The parser's network as torch trains it: :mod:`summarizer.text.parser_network` with padding and dropout."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from summarizer.text.parser_features import SHAPES, TABLES
from summarizer.text.parser_network import FARTHEST, Floats

_SPREAD = 0.3  # of fresh embeddings
_IMPOSSIBLE = -1e4


@dataclass(frozen=True, slots=True)
class Sizes:
    """Shapes of a network."""

    rows: tuple[int, int, int]
    """Words, endings and beginnings, each with the unknown one."""
    labels: int
    tags: int
    width: int = 128
    embedded: tuple[int, int, int, int] = (64, 32, 16, 16)
    """Numbers an entry of each of TABLES."""
    arc: int = 64
    label: int = 96
    dilations: tuple[int, ...] = (1, 2, 4, 8, 1, 2)


class Model(nn.Module):
    """Scores of arcs, labels and tags; parameters are (inputs, outputs), named as the shipped file names them."""

    def __init__(self, sizes: Sizes, *, dropout: float) -> None:
        super().__init__()
        self.sizes, self.dropout = sizes, dropout
        self.weights = nn.ParameterDict()
        for table, rows, width in zip(TABLES, (*sizes.rows, SHAPES), sizes.embedded, strict=True):
            self.weights[f"{table}_weight"] = nn.Parameter(torch.randn(rows, width) * _SPREAD)
        width = sizes.width
        self._layer("input", sum(sizes.embedded), width)
        for number in range(len(sizes.dilations)):
            self._layer(f"convolution{number}", 3 * width, width)
        self._layer("dependent", width, sizes.arc)
        self._layer("head", width, sizes.arc)
        self._layer("headness", width, 1, bias=False)
        self.weights["distance_weight"] = nn.Parameter(torch.zeros(2 * FARTHEST + 1, 1))
        self._layer("of_dependent", width, sizes.label)
        self._layer("of_head", width, sizes.label, bias=False)
        self._layer("label", sizes.label, sizes.labels)
        self._layer("tag", width, sizes.tags)

    def read(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the state of each token, (b, m, w), from ids (b, m, 4) and the mask of true tokens (b, m)."""
        embedded = [
            functional.embedding(ids[..., n], self.weights[f"{table}_weight"]) for n, table in enumerate(TABLES)
        ]
        seen = mask[..., None].float()
        state = torch.relu(self._apply_layer("input", self._dropped(torch.cat(embedded, dim=-1)))) * seen
        for number, dilation in enumerate(self.sizes.dilations):
            padded = functional.pad(state, (0, 0, dilation, dilation))
            length = state.shape[1]
            window = torch.cat([padded[:, :length], state, padded[:, 2 * dilation :]], dim=-1)
            change = torch.relu(self._apply_layer(f"convolution{number}", window))
            state = (state + change) * seen
        return state

    def arcs(self, state: Tensor, mask: Tensor) -> Tensor:
        """Return scores[b, dependent, head], (b, m, m)."""
        length = state.shape[1]
        dependents, heads = self._apply_layer("dependent", state), self._apply_layer("head", state)
        scores: Tensor = dependents @ heads.transpose(1, 2) / self.sizes.arc**0.5
        scores = scores + (state @ self.weights["headness_weight"]).transpose(1, 2)
        places = torch.arange(length)
        apart = (places[None] - places[:, None]).clamp(-FARTHEST, FARTHEST) + FARTHEST
        scores = scores + self.weights["distance_weight"][apart, 0]
        return scores.masked_fill(~mask[:, None], _IMPOSSIBLE)

    def labels(self, state: Tensor, heads: Tensor) -> Tensor:
        """Return scores of labels under given heads, (b, m, l)."""
        of_head = state @ self.weights["of_head_weight"]
        chosen = torch.gather(of_head, 1, heads[..., None].expand(-1, -1, of_head.shape[-1]))
        both = self._apply_layer("of_dependent", state) + chosen
        return self._apply_layer("label", torch.relu(both))

    def tags(self, state: Tensor) -> Tensor:
        """Return scores of tags, (b, m, t)."""
        return self._apply_layer("tag", state)

    def arrays(self) -> dict[str, Floats]:
        """Return the weights for :func:`summarizer.text.parser_weights.parser_to_bytes`."""
        return {
            name.replace("_weight", ".weight").replace("_bias", ".bias"): weight.detach().numpy().copy()
            for name, weight in self.weights.items()
        }

    def _layer(self, name: str, inputs: int, outputs: int, *, bias: bool = True) -> None:
        self.weights[f"{name}_weight"] = nn.Parameter(torch.empty(inputs, outputs))
        nn.init.kaiming_uniform_(self.weights[f"{name}_weight"].T, a=5**0.5)
        if bias:
            self.weights[f"{name}_bias"] = nn.Parameter(torch.zeros(outputs))

    def _apply_layer(self, name: str, values: Tensor) -> Tensor:
        scores: Tensor = values @ self.weights[f"{name}_weight"] + self.weights[f"{name}_bias"]
        return scores

    def _dropped(self, values: Tensor) -> Tensor:
        return functional.dropout(values, self.dropout, self.training)
