"""Which kind of output a name asks for, and the one way to write each from a run's JSON lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from json import loads
from pathlib import Path
from typing import Any

from summarizer.errors import MissingExtraError, UsageError
from summarizer.outputs.indexes import Pages
from summarizer.outputs.inplace import check_folder, new_file, new_folder

_PACKAGES = {".jsonl": None, ".jsonl.gz": None, ".jsonl.zst": "zstandard", ".csv": None, ".parquet": "pyarrow"}
"""Endings of files that can be written, and the packages that it takes."""


def ending(output: Path) -> str | None:
    """Return the ending that says how a file is written, or None for a folder of pages. Raises UsageError."""
    if output.is_dir():
        return None
    name = output.name.lower()
    for known in _PACKAGES:
        if name.endswith(known) and name != known:
            return known
    if output.suffix:
        raise UsageError(
            f"{output.name} has an ending that is not known; there are {', '.join(_PACKAGES)}, and folders of pages: "
            "a name without an ending, or a folder that is there."
        )
    return None


def check(output: Path) -> None:
    """Raise UsageError for an output that cannot be written, MissingExtraError if a package for it is missing."""
    known = ending(output)
    if known is None:
        check_folder(output)
        return
    package = _PACKAGES[known]
    if package and find_spec(package) is None:
        raise MissingExtraError(f"To write {known}", "archive")


def publish(lines: Iterable[bytes], output: Path, *, pages: Pages = Pages.HTML) -> None:
    """Write an output from the JSON lines of its records, whole or not at all. Raises what ``check`` does."""
    known = ending(output)
    check(output)
    if known is None:
        from summarizer.outputs.pages import write_pages

        with new_folder(output) as folder:
            write_pages(_records(lines), folder, pages=pages)
        return
    with new_file(output) as file:
        _writer(known)(lines, file)


def _writer(known: str) -> Callable[[Iterable[bytes], Any], None]:
    match known:
        case ".jsonl.gz":
            from summarizer.outputs.compressed import write_gzip

            return write_gzip
        case ".jsonl.zst":
            from summarizer.outputs.compressed import write_zstandard

            return write_zstandard
        case ".csv":
            from summarizer.outputs.table import write_table

            return lambda lines, file: write_table(_records(lines), file)
        case ".parquet":
            from summarizer.outputs.parquet import write_parquet

            return lambda lines, file: write_parquet(_records(lines), file)
        case _:
            return lambda lines, file: file.writelines(lines)


def _records(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    for line in lines:
        record = loads(line)
        yield encodable(record) if b"\\ud" in line.lower() else record


def encodable(value: Any) -> Any:
    """Return a JSON value whose texts can all be written in UTF-8: a lone surrogate becomes its escape."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, list):
        return [encodable(inner) for inner in value]
    if isinstance(value, dict):
        return {encodable(name): encodable(inner) for name, inner in value.items()}
    return value
