"""Where training starts from: the weights of a published BERT of MiniLM's kind, the heads new."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.engines.encoder_model import EncoderConfig, shapes
from summarizer.errors import UsageError
from summarizer.extract.features import FEATURES

if TYPE_CHECKING:
    from torch import Tensor

_SPREAD = 0.02  # BERT's, for new weights


def config_of(folder: Path, vocabulary: int, layers: int) -> EncoderConfig:
    """Return the sizes of a model folder in Hugging Face's layout, cut to its lower layers."""
    found = json.loads((folder / "config.json").read_text())
    return EncoderConfig(
        vocabulary=vocabulary,
        features=tuple(FEATURES),
        width=found["hidden_size"],
        heads=found["num_attention_heads"],
        layers=min(layers, found["num_hidden_layers"]),
        inner=found["intermediate_size"],
        positions=found["max_position_embeddings"],
    )


def random_weights(config: EncoderConfig, seed: int) -> dict[str, Tensor]:
    """Return new weights: norms neutral, biases nought, the rest drawn."""
    import torch

    source = torch.Generator().manual_seed(seed)
    found = {}
    for name, shape in shapes(config).items():
        if name.endswith(".bias") or name == "features.mean":
            found[name] = torch.zeros(shape)
        elif "norm" in name or name == "features.scale":
            found[name] = torch.ones(shape)
        else:
            found[name] = torch.randn(shape, generator=source) * _SPREAD
    return found


def published_weights(folder: Path, config: EncoderConfig, seed: int) -> dict[str, Tensor]:
    """Return the weights of ``model.safetensors`` in a model folder, with new heads.

    Raises UsageError if the folder holds no BERT of these sizes.
    """
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        stored = load_file(folder / "model.safetensors")
        weights = random_weights(config, seed)
        kinds = stored["embeddings.token_type_embeddings.weight"]
        weights["embeddings.words"] = stored["embeddings.word_embeddings.weight"]
        # Every token is of the first kind, so that its vector belongs to the position as well.
        weights["embeddings.positions"] = stored["embeddings.position_embeddings.weight"] + kinds[0]
        pairs = {"embeddings.norm": "embeddings.LayerNorm"}
        for number in range(config.layers):
            mine, theirs = f"layers.{number}", f"encoder.layer.{number}"
            for part in ("weight", "bias"):
                packed = [stored[f"{theirs}.attention.self.{which}.{part}"] for which in ("query", "key", "value")]
                weights[f"{mine}.attention.in.{part}"] = torch.cat(packed)
            pairs |= {
                f"{mine}.attention.out": f"{theirs}.attention.output.dense",
                f"{mine}.norm1": f"{theirs}.attention.output.LayerNorm",
                f"{mine}.feed.in": f"{theirs}.intermediate.dense",
                f"{mine}.feed.out": f"{theirs}.output.dense",
                f"{mine}.norm2": f"{theirs}.output.LayerNorm",
            }
        for mine, theirs in pairs.items():
            for part in ("weight", "bias"):
                weights[f"{mine}.{part}"] = stored[f"{theirs}.{part}"]
    except (OSError, KeyError, SafetensorError) as reason:
        raise UsageError(f"{folder} holds no BERT that the encoder could start from: {reason}") from reason
    return weights
