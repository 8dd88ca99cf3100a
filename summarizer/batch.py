"""Archives: every article of JSON-lines files and folders, one output line each, failures beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from summarizer import sources
from summarizer.document import RawArticle
from summarizer.errors import SourceError, SummarizerError, TooLargeError, UsageError
from summarizer.pipeline import Summarizer
from summarizer.records import Options, Summary
from summarizer.settings import Settings

_CLOCK_READINGS = {"generator": {"created_at", "elapsed_ms"}}
_CONTENT = ("text", "html")


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of an archive, or the reason why it cannot be read."""

    id: str
    article: RawArticle | Path | SummarizerError
    title: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How a run went."""

    done: int
    failed: int
    errors: Path
    """File of the failures; there only if some failed."""


def run(
    paths: Sequence[Path], output: Path, *, summarizer: Summarizer, limit: int | None = None, fresh: bool = False
) -> Tally:
    """Summarise every article of the paths into ``output``, one JSON line each, in input order.

    Records carry no clock readings, so that equal input gives equal bytes. Raises UsageError if the output exists and
    ``fresh`` is not set.
    """
    errors = output.with_name(f"{output.stem}.errors.jsonl")
    if not fresh and (output.exists() or errors.exists()):
        raise UsageError(f"{output} exists already; --fresh starts over.")
    errors.unlink(missing_ok=True)
    done = failed = 0
    with output.open("w", encoding="utf-8") as good:
        for entry in islice(entries(paths, settings=summarizer.settings), limit):
            try:
                summary = _summarize(entry, summarizer)
            except SummarizerError as error:
                failed += 1
                _append(errors, {"id": entry.id, "problem": error.problem()})
            else:
                done += 1
                good.write(record(summary, entry.id) + "\n")
    return Tally(done, failed, errors)


def _summarize(entry: Entry, summarizer: Summarizer) -> Summary:
    if isinstance(entry.article, SummarizerError):
        raise entry.article
    options = summarizer.options
    if entry.language and not options.language:
        options = Options.model_validate({**dict(options), "language": entry.language})
    return summarizer.summarize(entry.article, title=entry.title, options=options)


def record(summary: Summary, identifier: str) -> str:
    """Return a summary as one JSON line, its id first, without clock readings."""
    fields = summary.model_dump(mode="json", exclude=_CLOCK_READINGS)
    return json.dumps({**fields, "id": identifier}, ensure_ascii=False)


def _append(path: Path, value: dict[str, Any]) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(value, ensure_ascii=False) + "\n")


def entries(paths: Iterable[Path], *, settings: Settings) -> Iterator[Entry]:
    """Yield the articles of JSON-lines files, of folders (recursively, by name), and of single files of any kind."""
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts):
                    yield from _of_file(file, file.relative_to(path).as_posix(), settings)
        else:
            yield from _of_file(path, path.name, settings)


def _of_file(path: Path, name: str, settings: Settings) -> Iterator[Entry]:
    if path.suffix != ".jsonl":
        yield Entry(name, path)
        return
    with path.open("rb") as file:
        number = 0
        while line := file.readline(settings.max_bytes + 1):
            number += 1
            if len(line) > settings.max_bytes:
                yield Entry(f"{name}:{number}", TooLargeError(f"Line {number} is over {settings.max_bytes:,} bytes."))
                _skip_line(file, line)
            elif line.strip():
                yield _of_line(line, f"{name}:{number}", settings)


def _skip_line(file: Any, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = file.readline(1 << 20)


def _of_line(line: bytes, place: str, settings: Settings) -> Entry:
    """Read one record: ``{"id", "text" | "html", "title"?, "language"?, …}``."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Entry(place, SourceError(f"{place} is not valid JSON: {error}"))
    if not isinstance(fields, dict):
        return Entry(place, SourceError(f"{place} is not a JSON object."))
    identifier = str(fields.get("id") or place)
    content = next((key for key in _CONTENT if isinstance(fields.get(key), str)), None)
    if content is None:
        return Entry(identifier, SourceError(f"{place} has no text or html."))
    try:
        read = sources.read_text if content == "text" else sources.read_html
        article: RawArticle | SummarizerError = read(fields[content], settings=settings)
    except SummarizerError as error:
        article = error
    title, language = (value if isinstance(value := fields.get(key), str) else None for key in ("title", "language"))
    return Entry(identifier, article, title or None, language or None)
