"""Evaluation data: JSON lines, plain or compressed, one article (or one sentence and its compression, or one
statement that people judged and its article) a line.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from summarizer.errors import SourceError
from summarizer.evaluation.judged import Judgement, read_judgement
from summarizer.settings import Settings
from summarizer.sources.metering import Meter
from summarizer.sources.unpack import is_packed, unpacked


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
    """Yield the examples of a file of JSON lines; raise what :func:`lines_of` does.

    Raises SourceError, naming the line, for one that is no example.
    """
    filled = ((number, line) for number, line in enumerate(lines_of(path), 1) if line.strip())
    for number, line in islice(filled, limit):
        yield _example(line, f"{path.name}:{number}")


def lines_of(path: Path) -> Iterator[str]:
    """Yield the lines of a text file in UTF-8, plain or compressed by gzip, bzip2, xz or Zstandard.

    Raises SourceError for a file that cannot be read, is damaged or ends too early, and MissingExtraError for
    Zstandard without its package.
    """
    try:
        with path.open("rb") as file:
            data = unpacked(file, Meter(Settings())) if is_packed(file.peek()) else file
            yield from io.TextIOWrapper(data, encoding="utf-8")
    except (SourceError, OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: {getattr(error, 'strerror', None) or error}") from error


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
