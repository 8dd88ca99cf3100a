"""A network that fills blanks in one ``.npz`` file: a header, its words, and packed weights."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from summarizer.errors import EngineError
from summarizer.faithfulness.cloze_network import Network
from summarizer.faithfulness.cloze_vocabulary import SPECIAL, Floats, Vocabulary
from summarizer.text.packed import arrays_of, read_packed

FORMAT = "newsroom-summarizer cloze 1"
_LISTS = ("words",)


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
    header, [words], weights = read_packed(data, FORMAT, _LISTS)
    return Cloze(vocabulary_of(words), Network.of(weights), header)


def vocabulary_of(words: Sequence[str]) -> Vocabulary:
    """Give words the rows behind the special ones."""
    return Vocabulary(dict(zip(words, range(SPECIAL, SPECIAL + len(words)), strict=True)))


def cloze_to_bytes(weights: Mapping[str, Floats], words: Sequence[str], about: Mapping[str, Any]) -> bytes:
    """Return the file of a network: the same bytes for the same weights, words and header."""
    buffer = BytesIO()
    np.savez_compressed(
        buffer, **arrays_of(weights, dict(zip(_LISTS, [words], strict=True)), {"format": FORMAT, **about})
    )
    return buffer.getvalue()
