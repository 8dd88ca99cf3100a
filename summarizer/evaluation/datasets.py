"""Evaluation data: JSON lines, plain or compressed, one article (or one sentence and its compression, or one
statement that people judged and its article) a line.
"""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import IO, Any

from summarizer.errors import MissingExtraError, SourceError
from summarizer.evaluation.judged import Judgement, read_judgement

_OPENERS: dict[str, Callable[..., IO[Any]]] = {".gz": gzip.open, ".xz": lzma.open, ".bz2": bz2.open}


@dataclass(frozen=True, slots=True)
class Example:
    """An article with what people made of it; which of those it has decides which figures it serves."""

    id: str
    text: str
    title: str | None = None
    highlights: tuple[str, ...] = ()
    """Reference highlights; a ``summary`` counts as one."""
    compression: str | None = None
    """What is left of ``text``, one sentence, after words were deleted by hand."""
    language: str | None = None
    judgement: Judgement | None = None
    """A statement about it that a machine wrote and people judged; never one of its highlights."""


def read_examples(path: Path, *, limit: int | None = None) -> Iterator[Example]:
    """Yield the examples of a ``.jsonl`` file, or of its ``.gz``, ``.bz2``, ``.xz`` or ``.zst``.

    Raises SourceError, naming the line, for one that cannot be read or has no text, and MissingExtraError for ``.zst``
    without zstandard.
    """
    try:
        with open_lines(path) as lines:
            filled = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
            for number, line in islice(filled, limit):
                yield _example(line, f"{path.name}:{number}")
    except (OSError, EOFError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: {getattr(error, 'strerror', None) or error}") from error


def open_lines(path: Path) -> IO[str]:
    """Open a text file in UTF-8, compressed or not as its name ends: .gz, .bz2, .xz, or .zst, which needs zstandard."""
    if path.suffix == ".zst":
        try:
            zstandard = import_module("zstandard")
        except ImportError as error:
            raise MissingExtraError("Reading .zst files", "evaluate") from error
        opened: IO[str] = zstandard.open(path, "rt", encoding="utf-8")
        return opened
    lines: IO[str] = _OPENERS.get(path.suffix, open)(path, "rt", encoding="utf-8")
    return lines


def _example(line: str, place: str) -> Example:
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise SourceError(f"{place} is not valid JSON: {error}") from error
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        raise SourceError(f"{place} is not a JSON object with a text.")
    try:
        judgement = read_judgement(fields)
    except (ArithmeticError, KeyError, TypeError, ValueError, SyntaxError) as error:
        raise SourceError(f"{place} has a judgement that cannot be read: {error}") from error
    highlights = fields.get("highlights")
    summary = None if judgement else fields.get("summary")
    if isinstance(summary, dict):  # several people's, by name: the first one's
        summary = next(iter(summary.values()), None)
    if not highlights and summary:
        highlights = [summary]
    if not isinstance(highlights or [], list) or not all(isinstance(text, str) for text in highlights or []):
        raise SourceError(f"{place}: highlights is not a list of texts.")
    title, compression, language = (_text(fields.get(key)) for key in ("title", "compression", "language"))
    return Example(
        id=str(fields.get("id") or place),
        text=fields["text"],
        title=title,
        highlights=tuple(highlights or ()),
        compression=compression,
        language=language,
        judgement=judgement,
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
