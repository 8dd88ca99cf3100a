"""A parser in one ``.npz`` file: vocabulary, weights in 8 bits with a scale for each row or column, and a header."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from summarizer.errors import EngineError
from summarizer.text.parser_features import Vocabulary
from summarizer.text.parser_network import Floats, Network

FORMAT = "newsroom-summarizer parser 1"
_MOST = 127  # of a signed byte
_SCALE = ".scale"
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
        weights = {
            name: arrays[name].astype(np.float32) * arrays[name + _SCALE] if name + _SCALE in arrays else arrays[name]
            for name in header["weights"]
        }
    network = Network.of(weights, header["dilations"])
    return Parser(
        Vocabulary(words, endings, beginnings), network, tuple(header["labels"]), tuple(header["tags"]), header
    )


def parser_to_bytes(weights: Mapping[str, Floats], lists: Sequence[Sequence[str]], about: Mapping[str, Any]) -> bytes:
    """Return the file of a parser: the same bytes for the same weights, lists (of TABLES' first three) and header.

    ``about`` holds at least ``dilations``, ``labels`` and ``tags``.
    """
    header = {"format": FORMAT, **about, "weights": sorted(weights)}
    arrays: dict[str, Any] = {"header": np.frombuffer(json.dumps(header).encode(), dtype=np.uint8)}
    for name, entries in zip(_LISTS, lists, strict=True):
        arrays[name] = np.frombuffer("\n".join(entries).encode(), dtype=np.uint8)
    for name in sorted(weights):
        if weights[name].ndim == 2 and weights[name].size > 1000:
            arrays[name], arrays[name + _SCALE] = quantised(weights[name])
        else:
            arrays[name] = weights[name].astype(np.float32)
    buffer = BytesIO()
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()


def quantised(matrix: Floats) -> tuple[np.ndarray[Any, np.dtype[np.int8]], Floats]:
    """Return a matrix in 8 bits, and the scale of each row or of each column, whichever are more."""
    axis = 1 if matrix.shape[0] > matrix.shape[1] else 0
    scale = np.maximum(np.abs(matrix).max(axis=axis, keepdims=True), 1e-8).astype(np.float32) / _MOST
    return np.rint(matrix / scale).astype(np.int8), scale


def _numbered(text: str) -> dict[str, int]:
    return {entry: number for number, entry in enumerate(text.split("\n"), 1)} if text else {}
