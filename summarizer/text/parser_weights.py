"""A parser in one ``.npz`` file: a header, vocabulary, and packed weights."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from summarizer.errors import EngineError
from summarizer.text.packed import arrays_of, read_packed
from summarizer.text.parser_features import Vocabulary
from summarizer.text.parser_network import Floats, Network

FORMAT = "newsroom-summarizer parser 1"
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
    header, lists, weights = read_packed(data, FORMAT, _LISTS)
    words, endings, beginnings = map(_numbered, lists)
    vocabulary = Vocabulary(words, endings, beginnings)
    return Parser(
        vocabulary, Network.of(weights, header["dilations"]), tuple(header["labels"]), tuple(header["tags"]), header
    )


def parser_to_bytes(weights: Mapping[str, Floats], lists: Sequence[Sequence[str]], about: Mapping[str, Any]) -> bytes:
    """Return the file of a parser: the same bytes for the same weights, lists (of TABLES' first three) and header.

    ``about`` holds at least ``dilations``, ``labels`` and ``tags``.
    """
    buffer = BytesIO()
    # Not compressed, which would take a tenth off the file and double the time to read it.
    np.savez(buffer, **arrays_of(weights, dict(zip(_LISTS, lists, strict=True)), {"format": FORMAT, **about}))
    return buffer.getvalue()


def _numbered(entries: Sequence[str]) -> dict[str, int]:
    return dict(zip(entries, range(1, len(entries) + 1), strict=True))
