"""Archives: every article of JSON-lines files and folders, one output line each, failures beside them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from summarizer import sources
from summarizer.document import RawArticle
from summarizer.errors import SourceError, SummarizerError, TooLargeError, UsageError
from summarizer.pipeline import Summarizer, options_of
from summarizer.records import Summary
from summarizer.settings import Settings
from summarizer.sources.metadata import as_datetime

_CLOCK_READINGS = {"generator": {"created_at", "elapsed_ms"}}
_CONTENT = ("text", "html")
# A lone surrogate, from a JSON escape or a file name, is written as the escape that JSON reads back.
_UNENCODABLE = "backslashreplace"


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
    ``fresh`` is not set, or is itself one of the paths.
    """
    errors = output.with_name(f"{output.stem}.errors.jsonl")
    _check(paths, output, errors, fresh=fresh)
    errors.unlink(missing_ok=True)
    own = {output.resolve(), errors.resolve()}
    done = failed = 0
    with output.open("w", encoding="utf-8", errors=_UNENCODABLE) as good:
        for entry in islice(entries(paths, settings=summarizer.settings, without=own), limit):
            try:
                summary = _summarize(entry, summarizer)
            except SummarizerError as error:
                failed += 1
                _append(errors, {"id": entry.id, "problem": error.problem()})
            else:
                done += 1
                good.write(record(summary, entry.id) + "\n")
    return Tally(done, failed, errors)


def _check(paths: Sequence[Path], output: Path, errors: Path, *, fresh: bool) -> None:
    if output.suffix != ".jsonl":
        raise UsageError(f"{output}: the output is JSON lines, and its name must end in .jsonl.")
    if not output.parent.is_dir():
        raise UsageError(f"{output.parent} is not a folder.")
    if {path.resolve() for path in paths} & {output.resolve(), errors.resolve()}:
        raise UsageError(f"{output} is one of the sources; it would be written over.")
    if not fresh and (output.exists() or errors.exists()):
        raise UsageError(f"{output if output.exists() else errors} exists already; --fresh starts over.")


def _summarize(entry: Entry, summarizer: Summarizer) -> Summary:
    if isinstance(entry.article, SummarizerError):
        raise entry.article
    options = summarizer.options
    if entry.language and not options.language:
        options = options_of({**dict(options), "language": entry.language})
    return summarizer.summarize(entry.article, title=entry.title, options=options)


def record(summary: Summary, identifier: str) -> str:
    """Return a summary as one JSON line, its id first, without clock readings."""
    fields = summary.model_dump(mode="json", exclude=_CLOCK_READINGS)
    return json.dumps({**fields, "id": identifier}, ensure_ascii=False)


def _append(path: Path, value: dict[str, Any]) -> None:
    with path.open("a", encoding="utf-8", errors=_UNENCODABLE) as file:
        file.write(json.dumps(value, ensure_ascii=False) + "\n")


def entries(paths: Iterable[Path], *, settings: Settings, without: Collection[Path] = frozenset()) -> Iterator[Entry]:
    """Yield the articles of JSON-lines files, of folders (recursively, by name), and of single files of any kind.

    Hidden files of a folder, and those at the resolved paths ``without``, are passed over.
    """
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
                if not hidden and file.is_file() and file.resolve() not in without:
                    yield from _of_file(file, file.relative_to(path).as_posix(), settings)
        else:
            yield from _of_file(path, path.name, settings)


def _of_file(path: Path, name: str, settings: Settings) -> Iterator[Entry]:
    if path.suffix.lower() != ".jsonl":
        yield Entry(name, path)
        return
    try:
        yield from _of_lines(path, name, settings)
    except OSError as error:
        yield Entry(name, SourceError(f"{path}: {error.strerror or error}"))


def _of_lines(path: Path, name: str, settings: Settings) -> Iterator[Entry]:
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
    """Read one record: ``{"id", "text" | "html", "title"?, "language"?, "published"?, …}``."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Entry(place, SourceError(f"{place} is not valid JSON: {error}"))
    if not isinstance(fields, dict):
        return Entry(place, SourceError(f"{place} is not a JSON object."))
    identifier = place if fields.get("id") in (None, "") else str(fields["id"])
    told = {key: value for key, value in fields.items() if isinstance(value, str) and value.strip()}
    content = next((key for key in _CONTENT if key in told), None)
    if content is None:
        return Entry(identifier, SourceError(f"{place} has no text or html."))
    try:
        read = sources.read_text if content == "text" else sources.read_html
        article: RawArticle | SummarizerError = _described(read(told[content], settings=settings), told)
    except SummarizerError as error:
        article = error
    return Entry(identifier, article, told.get("title"), told.get("language"))


def _described(article: RawArticle, told: dict[str, str]) -> RawArticle:
    """Add what the record says of its article to what the article says of itself."""
    return replace(
        article,
        byline=told.get("byline", article.byline),
        published=as_datetime(told.get("published")) or article.published,
        site=told.get("site", article.site),
        url=told.get("url", article.url),
    )
