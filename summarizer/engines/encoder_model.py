"""The encoder's network: words read in context by a small BERT, sentences weighed against each other.

Word states come from the lower layers of MiniLM (Wang et al. 2020). A sentence's state is the mean of its words',
joined with the extractive features and passed through inter-sentence layers (BERTSUM, Liu and Lapata 2019). Three heads
read a word's state: may it go (deletion-based compression, Filippova et al. 2015), would an editor keep it, and does
a highlight mention it; plausibility and salience stay apart, as in CUPS (Desai et al. 2020). Weights are a plain
mapping of names to tensors, and every function here is pure, so that many threads may share one model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor

Weights = Mapping[str, "Tensor"]

WORD_LOGITS = 3
PLAUSIBLE, KEPT, MENTIONED = range(WORD_LOGITS)
"""Columns of the word logits."""
PICK, SHARE = range(2)
"""Columns of the sentence logits."""
SCALE = ".scale"
"""Ending of the scales, one a row, of a matrix in 8 bits."""

_EPSILON = 1e-12  # BERT's
_EVIDENCE = 3
_TYPICAL_MENTIONS = 20.0  # scales a sum over some twenty words to about 1


@dataclass(frozen=True, slots=True)
class EncoderConfig:
    """Sizes of the network; MiniLM's, and those of the inter-sentence layers."""

    vocabulary: int
    features: tuple[str, ...]
    width: int = 384
    heads: int = 12
    layers: int = 4
    inner: int = 1536
    positions: int = 512
    document_width: int = 256
    document_heads: int = 8
    document_layers: int = 2
    document_inner: int = 512
    places: int = 64
    word_start: int = 2
    """Lower layers that reading words shares with reading sentences."""
    word_layers: int = 0
    """Layers of its own above those; with none, words cannot be judged."""


def shapes(config: EncoderConfig) -> dict[str, tuple[int, ...]]:
    """Return the name and shape of every weight."""
    width, narrow, count = config.width, config.document_width, len(config.features)
    found: dict[str, tuple[int, ...]] = {
        "embeddings.words": (config.vocabulary, width),
        "embeddings.positions": (config.positions, width),
        **_norm("embeddings.norm", width),
        "features.mean": (count,),
        "features.scale": (count,),
        **_linear("words", WORD_LOGITS, width),
        **_norm("sentence.norm", width),
        **_linear("sentence.state", narrow, width),
        **_linear("sentence.features", narrow, count),
        **_linear("sentence.evidence", narrow, _EVIDENCE),
        "sentence.places": (config.places, narrow),
        **_norm("head.norm", narrow),
        **_linear("head.inner", narrow, narrow),
        **_linear("head.out", 2, narrow),
        **_linear("head.features", 2, count),
    }
    for number in range(config.layers):
        found |= _layer(f"layers.{number}", width, config.inner)
    for number in range(config.document_layers):
        found |= _layer(f"document.{number}", narrow, config.document_inner)
    if config.word_layers:
        found |= {**_linear("keep", 1, width), "keep.chain": (2, 2)}
        for name in word_names(config)[config.word_start :]:
            found |= _layer(name, width, config.inner)
    return found


def layer_names(config: EncoderConfig) -> list[str]:
    """Return the names of the layers through which sentences are read."""
    return [f"layers.{number}" for number in range(config.layers)]


def word_names(config: EncoderConfig) -> list[str]:
    """Return the names of the layers through which words are read."""
    return layer_names(config)[: config.word_start] + [f"keep.layers.{number}" for number in range(config.word_layers)]


def read(
    weights: Weights,
    config: EncoderConfig,
    ids: Tensor,
    lengths: Sequence[int],
    *,
    layers: Sequence[str],
) -> Tensor:
    """Return the states of windows of tokens: (b, t) to (b, t, width); ``lengths`` tells tokens from padding."""
    states = _normed(
        weights,
        "embeddings.norm",
        _looked_up(weights, "embeddings.words", ids) + weights["embeddings.positions"][: ids.shape[1]],
    )
    return read_on(weights, config, states, lengths, layers=layers)


def read_on(
    weights: Weights, config: EncoderConfig, states: Tensor, lengths: Sequence[int], *, layers: Sequence[str]
) -> Tensor:
    """Return what further layers make of states, (b, t, width)."""
    import torch

    size = states.shape[1]
    mask = None if min(lengths) == size else _mask(torch.tensor(lengths, device=states.device), size)
    for name in layers:
        states = _normed(weights, f"{name}.norm1", states + _attended(weights, name, states, config.heads, mask))
        states = _normed(weights, f"{name}.norm2", states + _fed(weights, name, states))
    return states.float()


def judge_words(weights: Weights, states: Tensor) -> Tensor:
    """Return the three logits of each word piece: (t, width) to (t, 3)."""
    return _applied(weights, "words", states).float()


def judge_keeping(weights: Weights, states: Tensor) -> Tensor:
    """Return the logit with which each word, taken by itself, is kept: (…, width) to (…)."""
    return _applied(weights, "keep", states)[..., 0].float()


def add_up(states: Tensor, owners: Tensor, count: int) -> Tensor:
    """Return the sums (n, width) of states (t, width) over the sentences that ``owners`` (t,) says they belong to."""
    import torch

    return torch.zeros(count, states.shape[1], dtype=states.dtype, device=states.device).index_add(0, owners, states)


def pool(summed: Tensor, mentions: Tensor, owners: Tensor) -> tuple[Tensor, Tensor]:
    """Return each sentence's mean state (n, width), and what its pieces' mention logits (t,) add up to (n, 3)."""
    import torch

    count = len(summed)
    sizes = torch.bincount(owners, minlength=count).clamp(min=1).to(summed.dtype)
    likely = torch.zeros(count, dtype=summed.dtype, device=summed.device).index_add(0, owners, mentions.sigmoid())
    evidence = torch.stack((likely / sizes, likely / _TYPICAL_MENTIONS, sizes.log()), dim=1)
    return summed / sizes[:, None], evidence


def judge_sentences(
    weights: Weights, config: EncoderConfig, pooled: tuple[Tensor, Tensor], features: Tensor, places: Sequence[Tensor]
) -> Tensor:
    """Return the pick and share logits of the sentences of several documents, (n, 2).

    ``pooled`` is of all sentences, one document after another, ``features`` (n, f) likewise; ``places`` holds, a
    document, the rank of each of its sentences in it.
    """
    import torch
    from torch.nn import functional
    from torch.nn.utils.rnn import pad_sequence

    state, evidence = pooled
    standard = (features - weights["features.mean"]) * weights["features.scale"]
    mixed = (
        _applied(weights, "sentence.state", _normed(weights, "sentence.norm", state))
        + _applied(weights, "sentence.features", standard)
        + _applied(weights, "sentence.evidence", evidence)
        + functional.embedding(torch.cat(list(places)).clamp(max=config.places - 1), weights["sentence.places"])
    )
    lengths = [len(part) for part in places]
    states = pad_sequence(list(torch.split(mixed, lengths)), batch_first=True)
    mask = _mask(torch.tensor(lengths, device=states.device), states.shape[1]) if len(set(lengths)) > 1 else None
    for number in range(config.document_layers):
        name = f"document.{number}"
        within = _normed(weights, f"{name}.norm1", states)
        states = states + _attended(weights, name, within, config.document_heads, mask)
        states = states + _fed(weights, name, _normed(weights, f"{name}.norm2", states))
    flat = torch.cat([row[:length] for row, length in zip(states, lengths, strict=True)])
    inner = functional.gelu(_applied(weights, "head.inner", _normed(weights, "head.norm", flat)))
    return (_applied(weights, "head.out", inner) + _applied(weights, "head.features", standard)).float()


def _attended(weights: Weights, name: str, states: Tensor, heads: int, mask: Tensor | None) -> Tensor:
    from torch.nn import functional

    batch, size, width = states.shape
    packed = _applied(weights, f"{name}.attention.in", states).view(batch, size, 3, heads, width // heads)
    query, key, value = packed.permute(2, 0, 3, 1, 4)
    mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    return _applied(weights, f"{name}.attention.out", mixed.transpose(1, 2).reshape(batch, size, width))


def _fed(weights: Weights, name: str, states: Tensor) -> Tensor:
    from torch.nn import functional

    return _applied(weights, f"{name}.feed.out", functional.gelu(_applied(weights, f"{name}.feed.in", states)))


def _looked_up(weights: Weights, name: str, ids: Tensor) -> Tensor:
    from torch.nn import functional

    rows = functional.embedding(ids, weights[name])
    return rows if rows.is_floating_point() else rows * weights[name + SCALE][ids, None]


def _applied(weights: Weights, name: str, states: Tensor) -> Tensor:
    from torch.nn import functional

    return functional.linear(states, weights[f"{name}.weight"], weights[f"{name}.bias"])


def _normed(weights: Weights, name: str, states: Tensor) -> Tensor:
    from torch.nn import functional

    return functional.layer_norm(
        states, states.shape[-1:], weights[f"{name}.weight"], weights[f"{name}.bias"], _EPSILON
    )


def _mask(lengths: Tensor, size: int) -> Tensor:
    """Return which positions are no padding, shape (b, 1, 1, size)."""
    import torch

    return (torch.arange(size, device=lengths.device) < lengths[:, None])[:, None, None, :]


def _layer(name: str, width: int, inner: int) -> dict[str, tuple[int, ...]]:
    return {
        **_linear(f"{name}.attention.in", 3 * width, width),
        **_linear(f"{name}.attention.out", width, width),
        **_norm(f"{name}.norm1", width),
        **_linear(f"{name}.feed.in", inner, width),
        **_linear(f"{name}.feed.out", width, inner),
        **_norm(f"{name}.norm2", width),
    }


def _linear(name: str, out: int, into: int) -> dict[str, tuple[int, ...]]:
    return {f"{name}.weight": (out, into), f"{name}.bias": (out,)}


def _norm(name: str, width: int) -> dict[str, tuple[int, ...]]:
    return {f"{name}.weight": (width,), f"{name}.bias": (width,)}
