"""Where the encoder computes and in what arithmetic: chosen once, when it is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from summarizer.engines.encoder_model import SCALE, Weights
from summarizer.engines.encoder_weights import floats

if TYPE_CHECKING:
    import torch

_CPU, _CUDA = "cpu", "cuda"
_WORDS = "embeddings.words"
_AMPERE = (8, 0)  # the first generation with units for bfloat16
_HALF_CAPABILITIES = ("amx_bf16", "avx512_bf16")


class Arithmetic(NamedTuple):
    """A device, as torch names it, and whether it takes matrix products in bfloat16; all else is in floats of 32 bits.

    Products in 8 bits were a third faster on a processor with AVX2, but picked other sentences in 13 of 100 articles.
    """

    device: str
    halves: bool

    @property
    def together(self) -> bool:
        """Whether several documents should be read at once.

        A GPU needs that to be busy. A processor does not, and alone a document's scores hang on nothing but itself.
        """
        return self.device != _CPU


def fastest(wanted: str = "auto") -> Arithmetic:
    """Return how to read on a device: on a GPU if there is one, unless another is wanted."""
    import torch

    device = (_CUDA if torch.cuda.is_available() else _CPU) if wanted == "auto" else wanted
    return Arithmetic(device, _multiplies_halves(device))


def _multiplies_halves(device: str) -> bool:
    """Tell whether a device has units for bfloat16; without, it is many times slower than floats."""
    import torch

    if device.startswith(_CUDA):
        return torch.cuda.get_device_capability(device) >= _AMPERE
    if device != _CPU:
        return False
    told: dict[str, object] = getattr(torch.cpu, "get_capabilities", dict)()  # older releases of torch cannot tell
    return any(told.get(name, False) for name in _HALF_CAPABILITIES)


def placed(weights: Weights, arithmetic: Arithmetic) -> Weights:
    """Return weights as a file holds them, as floats on a device.

    The words' vectors stay in 8 bits, for few are looked up at a time.
    """
    kept = {name: weights[name] for name in (_WORDS, _WORDS + SCALE) if name in weights}
    found = floats({name: weight for name, weight in weights.items() if name not in kept}) | kept
    return {name: weight.to(arithmetic.device) for name, weight in found.items()}


@contextmanager
def computing(arithmetic: Arithmetic) -> Iterator[None]:
    """Compute in an arithmetic, for reading only."""
    import torch

    with torch.inference_mode(), halved(arithmetic):
        yield


def halved(arithmetic: Arithmetic) -> torch.autocast:
    """Return a context in which matrix products are taken in bfloat16 where the arithmetic says so."""
    import torch

    return torch.autocast(torch.device(arithmetic.device).type, dtype=torch.bfloat16, enabled=arithmetic.halves)
