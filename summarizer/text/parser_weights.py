"""A parser in one ``.npz`` file: a header, vocabulary, and weights in 8 bits with a scale for each row or column."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizer.errors import EngineError
from summarizer.text.parser_features import Vocabulary
from summarizer.text.parser_network import Floats, Network

Bytes = NDArray[np.int8]

FORMAT = "newsroom-summarizer parser 1"
_MOST = 127  # of a signed byte
_TINY = 1e-8
_SMALL = 1_000  # numbers of a matrix that stays as it is
_LISTS = ("words", "endings", "beginnings")


@dataclass(frozen=True, slots=True)
class Parser:
    """A vocabulary, a network, and what its outputs are called."""

    vocabulary: Vocabulary
    network: Network
    labels: tuple[str, ...]
    tags: tuple[str, ...]
    about: Mapping[str, Any]
    """The file's header: how the parser was made."""


def load_parser(path: Path) -> Parser:
    """Read a parser's file. Raises EngineError if it is missing, damaged or of another version."""
    try:
        return parser_from_bytes(path.read_bytes())
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise EngineError(f"{path} cannot be read as a parser: {error}") from error


def parser_from_bytes(data: bytes) -> Parser:
    """Read a parser from its file's bytes. Raises ValueError, KeyError or BadZipFile if they are damaged."""
    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        header = json.loads(arrays["header"].tobytes())
        if header.get("format") != FORMAT:
            raise ValueError("it was made by another version of this program; train it again")
        words, endings, beginnings = (_numbered(arrays[name].tobytes().decode()) for name in _LISTS)
        weights = unpacked(header["shapes"], arrays["bytes"], arrays["floats"])
    network = Network.of(weights, header["dilations"])
    vocabulary = Vocabulary(words, endings, beginnings)
    return Parser(vocabulary, network, tuple(header["labels"]), tuple(header["tags"]), header)


def parser_to_bytes(weights: Mapping[str, Floats], lists: Sequence[Sequence[str]], about: Mapping[str, Any]) -> bytes:
    """Return the file of a parser: the same bytes for the same weights, lists (of TABLES' first three) and header.

    ``about`` holds at least ``dilations``, ``labels`` and ``tags``.
    """
    shapes = {name: weights[name].shape for name in sorted(weights)}
    small, floats = packed([weights[name] for name in shapes])
    arrays: dict[str, Any] = {
        name: np.frombuffer("\n".join(entries).encode(), dtype=np.uint8)
        for name, entries in zip(_LISTS, lists, strict=True)
    }
    header = json.dumps({"format": FORMAT, **about, "shapes": shapes}).encode()
    buffer = BytesIO()
    # Not compressed, which would take a tenth off the file and double the time to read it.
    np.savez(buffer, header=np.frombuffer(header, dtype=np.uint8), bytes=small, floats=floats, **arrays)
    return buffer.getvalue()


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


def _numbered(text: str) -> dict[str, int]:
    entries = text.split("\n") if text else []
    return dict(zip(entries, range(1, len(entries) + 1), strict=True))
