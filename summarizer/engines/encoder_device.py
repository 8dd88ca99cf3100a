"""Where the encoder computes and in what arithmetic: chosen once, when it is loaded."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from summarizer.engines.encoder_model import PACKED, SCALE, EncoderConfig, Weights, matrices
from summarizer.engines.encoder_weights import floats

if TYPE_CHECKING:
    import torch
    from torch import Tensor

_CPU, _CUDA = "cpu", "cuda"
_WORDS = "embeddings.words"
_BACKENDS = frozenset({"x86", "fbgemm", "onednn"})
_AMPERE = (8, 0)  # the first generation with units for bfloat16
_MAKER = "_make_per_channel_quantized_tensor"
_HALF_CAPABILITIES = ("amx_bf16", "avx512_bf16")


class Numbers(Enum):
    """What the products of the large matrices are computed in; all else is in floats of 32 bits."""

    FLOATS = "32 bits"
    HALVES = "bfloat16"
    BYTES = "8 bits"


class Arithmetic(NamedTuple):
    """A device, as torch names it, and the numbers that it computes with."""

    device: str
    numbers: Numbers

    @property
    def together(self) -> bool:
        """Whether several documents should be read at once.

        A GPU needs that to be busy. A processor does not, and alone a document's scores hang on nothing but itself.
        """
        return self.device != _CPU


def fastest(wanted: str = "auto") -> Arithmetic:
    """Return how to read on a device: on a GPU if there is one, unless another is wanted.

    Bfloat16 where the hardware multiplies it, else 8 bits on processors that know them, else plain floats.
    """
    import torch

    device = (_CUDA if torch.cuda.is_available() else _CPU) if wanted == "auto" else wanted
    if multiplies_halves(device):
        return Arithmetic(device, Numbers.HALVES)
    known = device == _CPU and torch.backends.quantized.engine in _BACKENDS and hasattr(torch, _MAKER)
    return Arithmetic(device, Numbers.BYTES if known else Numbers.FLOATS)


def multiplies_halves(device: str) -> bool:
    """Tell whether a device has units for bfloat16; without, it is many times slower than floats."""
    import torch

    if device.startswith(_CUDA):
        return torch.cuda.get_device_capability(device) >= _AMPERE
    if device != _CPU:
        return False
    told: dict[str, object] = getattr(torch.cpu, "get_capabilities", dict)()  # older releases of torch cannot tell
    return any(told.get(name, False) for name in _HALF_CAPABILITIES)


def placed(weights: Weights, config: EncoderConfig, arithmetic: Arithmetic) -> Weights:
    """Return weights as a file holds them, as the arithmetic wants them, on its device."""
    if arithmetic.numbers is not Numbers.BYTES:
        return {name: weight.to(arithmetic.device) for name, weight in floats(weights).items()}
    large = [f"{name}.weight" for name in matrices(config)]
    kept = {*large, *(name + SCALE for name in large), _WORDS, _WORDS + SCALE}
    found = floats({name: weight for name, weight in weights.items() if name not in kept})
    found |= {name: weights[name] for name in (_WORDS, _WORDS + SCALE)}
    for name in matrices(config):
        found[name + PACKED] = _packed(
            weights[f"{name}.weight"], weights[f"{name}.weight{SCALE}"], weights[f"{name}.bias"]
        )
    return found


def _packed(whole: Tensor, scale: Tensor, bias: Tensor) -> Any:
    import torch

    nought = torch.zeros(len(scale), dtype=torch.long)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # it may go one day; fastest() looks whether it is there
        rows = torch._make_per_channel_quantized_tensor(whole, scale.double(), nought, 0)
    return torch.ops.quantized.linear_prepack(rows, bias)


@contextmanager
def computing(arithmetic: Arithmetic) -> Iterator[None]:
    """Compute in an arithmetic, for reading only."""
    import torch

    with torch.inference_mode(), halved(torch.device(arithmetic.device), on=arithmetic.numbers is Numbers.HALVES):
        yield


def halved(device: torch.device, *, on: bool) -> torch.autocast:
    """Return a context in which matrix products are taken in bfloat16 if ``on``."""
    import torch

    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=on)
