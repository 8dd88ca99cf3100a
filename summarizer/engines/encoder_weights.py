"""The encoder on disk: one safetensors file with 8-bit weights, the vocabulary and a description of itself.

Matrices are stored as integers from −127 to 127 with a scale for each row, which takes a quarter of the room of floats;
vectors stay floats. Nothing in the file is code: reading it can fail, but not run anything.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.engines.encoder_model import SCALE, EncoderConfig, shapes
from summarizer.errors import EngineError

if TYPE_CHECKING:
    from torch import Tensor

FORMAT = "newsroom-summarizer-encoder/1"
_ABOUT, _VOCABULARY = "about", "vocabulary"
_LARGEST = 127
_SEPARATOR = "\n"


@dataclass(frozen=True, slots=True)
class StoredEncoder:
    """An encoder as its file holds it."""

    config: EncoderConfig
    weights: Mapping[str, Tensor]
    """Vectors, and matrices in 8 bits with the scales of their rows; :func:`floats` makes floats of them."""
    vocabulary: tuple[str, ...]
    about: Mapping[str, Any]
    """What the file says about its training."""
    revision: str
    """SHA-256 of the file."""


def save_encoder(
    path: Path,
    weights: Mapping[str, Tensor],
    config: EncoderConfig,
    *,
    vocabulary: Sequence[str],
    about: Mapping[str, Any],
) -> None:
    """Write an encoder; ``about`` must be fit for JSON. A file that was there stays whole until the new one is."""
    import torch
    from safetensors.torch import save

    tensors: dict[str, Tensor] = {}
    for name, weight in weights.items():
        weight = weight.detach().float().contiguous()
        if weight.dim() == 2:
            tensors[name], tensors[name + SCALE] = quantised(weight)
        else:
            tensors[name] = weight
    words = _SEPARATOR.join(vocabulary).encode()
    tensors[_VOCABULARY] = torch.frombuffer(bytearray(words), dtype=torch.uint8)
    description = json.dumps({"format": FORMAT, "config": asdict(config), **about}, ensure_ascii=False)
    fresh = path.with_suffix(".partial")
    fresh.write_bytes(save(tensors, metadata={_ABOUT: description}))  # save_file would hide it from other users
    fresh.replace(path)


def load_encoder(path: Path) -> StoredEncoder:
    """Read an encoder. Raises EngineError if the file is missing, cut short, damaged or no encoder of this format."""
    from safetensors import SafetensorError
    from safetensors.torch import load

    try:
        data = path.read_bytes()
        tensors = load(data)
        about = json.loads(_header(data)["__metadata__"][_ABOUT])
        if about.pop("format") != FORMAT:
            raise EngineError(f"The encoder in {path} is of another format than {FORMAT}.")
        fields = about.pop("config")
        config = EncoderConfig(**{**fields, "features": tuple(fields["features"])})
        vocabulary = tuple(tensors[_VOCABULARY].numpy().tobytes().decode().split(_SEPARATOR))
        weights: dict[str, Tensor] = {}
        for name, shape in shapes(config).items():
            weights |= _checked(tensors, name, shape)
    except (OSError, SafetensorError, KeyError, TypeError, ValueError) as reason:
        raise EngineError(f"The encoder's weights in {path} cannot be read: {reason}") from reason
    if len(vocabulary) != config.vocabulary:
        raise EngineError(f"The encoder in {path} has {len(vocabulary)} words, where {config.vocabulary} are expected.")
    return StoredEncoder(config, weights, vocabulary, about, hashlib.sha256(data).hexdigest())


def quantised(weight: Tensor) -> tuple[Tensor, Tensor]:
    """Return a matrix as 8-bit integers, and the scale of each row, shape (rows,)."""
    import torch

    scale = (weight.abs().amax(dim=1) / _LARGEST).clamp(min=torch.finfo(torch.float32).tiny)
    return torch.round(weight / scale[:, None]).to(torch.int8), scale


def floats(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return weights as a file holds them, as floats."""
    return {
        name: weight if weight.is_floating_point() else weight.float() * weights[name + SCALE][:, None]
        for name, weight in weights.items()
        if name.removesuffix(SCALE) == name or name.removesuffix(SCALE) not in weights
    }


def _checked(tensors: Mapping[str, Tensor], name: str, shape: tuple[int, ...]) -> dict[str, Tensor]:
    """Return a weight, with its scales if it has any. Raises KeyError or ValueError if it is not what it should be."""
    stored = tensors[name]
    if tuple(stored.shape) != shape:
        raise ValueError(f"{name} has the shape {tuple(stored.shape)}, where {shape} is expected")
    if stored.is_floating_point():
        return {name: stored}
    scale = tensors[name + SCALE]
    if tuple(scale.shape) != shape[:1]:
        raise ValueError(f"{name} has scales of the shape {tuple(scale.shape)}, where {shape[:1]} is expected")
    return {name: stored, name + SCALE: scale}


def _header(data: bytes) -> dict[str, Any]:
    """Return the JSON header of safetensors data: eight bytes of length, then the text."""
    length = int.from_bytes(data[:8], "little")
    header: dict[str, Any] = json.loads(data[8 : 8 + length])
    return header
