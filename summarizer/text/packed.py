"""Small networks in one ``.npz`` file: a header, lists of words, and weights in 8 bits with a scale a row or column."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.int8]
Floats = NDArray[np.float32]

_MOST = 127  # of a signed byte
_TINY = 1e-8
_SMALL = 1_000  # numbers of a matrix that stays as it is


class Contents(NamedTuple):
    """What a file holds."""

    header: dict[str, Any]
    lists: list[list[str]]
    weights: dict[str, Floats]


def read_packed(data: bytes, form: str, lists: Sequence[str]) -> Contents:
    """Read a file of such a format and lists. Raises ValueError, KeyError or BadZipFile if it is damaged or another."""
    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        header = json.loads(arrays["header"].tobytes())
        if header.get("format") != form:
            raise ValueError("it was made by another version of this program; train it again")
        found = [text.split("\n") if (text := arrays[name].tobytes().decode()) else [] for name in lists]
        return Contents(header, found, unpacked(header["shapes"], arrays["bytes"], arrays["floats"]))


def arrays_of(
    weights: Mapping[str, Floats], lists: Mapping[str, Sequence[str]], about: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the arrays of a file: the same for the same weights, lists and header, which holds its ``format``."""
    shapes = {name: weights[name].shape for name in sorted(weights)}
    small, floats = packed([weights[name] for name in shapes])
    header = np.frombuffer(json.dumps({**about, "shapes": shapes}).encode(), dtype=np.uint8)
    entries = {name: np.frombuffer("\n".join(words).encode(), dtype=np.uint8) for name, words in lists.items()}
    return {"header": header, "bytes": small, "floats": floats, **entries}


def quantised(matrix: Floats) -> tuple[Bytes, Floats]:
    """Return a matrix in 8 bits, and the scale of each row or of each column, whichever are more."""
    axis = 1 if matrix.shape[0] > matrix.shape[1] else 0
    scale = np.maximum(np.abs(matrix).max(axis=axis, keepdims=True), _TINY).astype(np.float32) / _MOST
    return np.rint(matrix / scale).astype(np.int8), scale


def packed(weights: Sequence[Floats]) -> tuple[Bytes, Floats]:
    """Return matrices one after another in 8 bits; and, as they are, their scales and what is too small to pay."""
    small, floats = [np.empty(0, np.int8)], [np.empty(0, np.float32)]
    for weight in weights:
        if _pays(weight.shape):
            matrix, scale = quantised(weight)
            small.append(matrix.ravel())
            floats.append(scale.ravel())
        else:
            floats.append(weight.astype(np.float32).ravel())
    return np.concatenate(small), np.concatenate(floats)


def unpacked(shapes: Mapping[str, Sequence[int]], small: Bytes, floats: Floats) -> dict[str, Floats]:
    """Return, by name, the matrices of such shapes that were packed. Raises ValueError if numbers are missing."""
    weights: dict[str, Floats] = {}
    byte = number = 0
    for name, shape in shapes.items():
        size = int(np.prod(shape))
        if _pays(shape):
            rows, columns = shape
            scale = (rows, 1) if rows > columns else (1, columns)
            matrix = small[byte : byte + size].reshape(rows, columns)
            weights[name] = matrix * floats[number : number + max(scale)].reshape(scale)
            byte, number = byte + size, number + max(scale)
        else:
            weights[name] = floats[number : number + size].reshape(shape)
            number += size
    return weights


def _pays(shape: Sequence[int]) -> bool:
    return len(shape) == 2 and shape[0] * shape[1] > _SMALL
