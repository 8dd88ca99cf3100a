"""A network that fills blanks in one ``.npz`` file: a header, its words, and weights in 8 bits."""

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
from summarizer.faithfulness.cloze_network import Network
from summarizer.faithfulness.cloze_question import SPECIAL, Floats, Vocabulary
from summarizer.text.parser_weights import packed, unpacked

FORMAT = "newsroom-summarizer cloze 1"


@dataclass(frozen=True, slots=True)
class Cloze:
    """A vocabulary and a network."""

    vocabulary: Vocabulary
    network: Network
    about: Mapping[str, Any]
    """The file's header: how it was made."""


def load_cloze(path: Path) -> Cloze:
    """Read a file of weights. Raises EngineError if it is missing, damaged or of another version."""
    try:
        return cloze_from_bytes(path.read_bytes())
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise EngineError(f"{path} cannot be read as weights of the fact gate: {error}") from error


def cloze_from_bytes(data: bytes) -> Cloze:
    """Read weights from their file's bytes. Raises ValueError, KeyError or BadZipFile if they are damaged."""
    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        header = json.loads(arrays["header"].tobytes())
        if header.get("format") != FORMAT:
            raise ValueError("they were made by another version of this program; train them again")
        words = arrays["words"].tobytes().decode().split("\n")
        weights = unpacked(header["shapes"], arrays["bytes"], arrays["floats"])
    return Cloze(vocabulary_of(words), Network.of(weights), header)


def vocabulary_of(words: Sequence[str]) -> Vocabulary:
    """Give words the rows behind the special ones."""
    return Vocabulary(dict(zip(words, range(SPECIAL, SPECIAL + len(words)), strict=True)))


def cloze_to_bytes(weights: Mapping[str, Floats], words: Sequence[str], about: Mapping[str, Any]) -> bytes:
    """Return the file of a network: the same bytes for the same weights, words and header."""
    shapes = {name: weights[name].shape for name in sorted(weights)}
    small, floats = packed([weights[name] for name in shapes])
    header = json.dumps({"format": FORMAT, **about, "shapes": shapes}).encode()
    buffer = BytesIO()
    np.savez_compressed(
        buffer,
        header=np.frombuffer(header, dtype=np.uint8),
        words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        bytes=small,
        floats=floats,
    )
    return buffer.getvalue()
