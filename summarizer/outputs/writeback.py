"""The sources of a batch written again with their summaries in them: WordPress exports and files of ninjs items."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from summarizer.errors import UsageError
from summarizer.outputs.filled import Filled
from summarizer.outputs.inplace import check_folder, new_file, new_folder
from summarizer.outputs.ninjsfile import write_json, write_lines
from summarizer.outputs.wxrfile import write_wxr
from summarizer.sources.entries import source_files
from summarizer.sources.entry import Place
from summarizer.sources.formats import OPENING_BYTES, Format, tell_format

Result = tuple[Place, str, Mapping[str, Any] | None]
"""Where an article stands, its id, and its summary if it has one."""
_WRITTEN = (Format.WXR, Format.JSON, Format.JSON_LINES)
_FORMATS = ("wxr", "ninjs")
"""What the places of articles say that can be written back."""


@dataclass(frozen=True, slots=True)
class Left:
    """Files of the sources that were not written back: pages, tables, and whatever lies in an archive or is packed."""

    count: int = 0
    first: str = ""
    """Name in ids of the first of them."""


NOTHING_LEFT = Left()


@dataclass(frozen=True, slots=True)
class Journey:
    """Which files are written back, and where to."""

    sources: Sequence[Path]
    output: Path
    overwrite: bool = False
    """Whether excerpts and descriptions that are there already are replaced."""
    limit: int = 10_000_000
    """Most bytes of a record, as for those who read them."""
    without: frozenset[Path] = frozenset()
    """Resolved paths that are no sources, although they are in a folder of sources."""

    @property
    def is_file(self) -> bool:
        """Whether the output is one file, as it is for one source unless it is named as a folder."""
        single = len(self.sources) == 1 and not self.sources[0].is_dir()
        return single and bool(self.output.suffix) and not self.output.is_dir()


def check(journey: Journey) -> None:
    """Raise UsageError if nothing can be written back, or not to this output."""
    if not journey.is_file:
        check_folder(journey.output)
    if not any(_format(path) in _WRITTEN for path, _ in _files(journey)):
        raise UsageError(
            "None of the sources can be written back; --round-trip takes WordPress exports and ninjs, not in archives."
        )


def write_back(results: Iterable[Result], journey: Journey) -> Left:
    """Write every file that can be written back, and return the others.

    ``results`` are those of all articles, in the order of the sources.
    """
    left = NOTHING_LEFT
    groups = groupby(results, key=lambda result: result[0].source)
    with ExitStack() as stack:
        folder = None if journey.is_file else stack.enter_context(new_folder(journey.output))
        group = next(groups, None)
        for path, name in _files(journey):
            is_next = group is not None and group[0] == str(path)
            if _format(path) in _WRITTEN:
                found = _settable(group[1]) if group is not None and is_next else iter(())
                with ExitStack() as inner:
                    target = inner.enter_context(_target(journey.output, folder, name))
                    source = inner.enter_context(path.open("rb"))
                    _write(source, target, path, found, journey)
            else:
                left = Left(left.count + 1, left.first or name)
            if is_next:
                group = next(groups, None)
    return left


def _target(output: Path, folder: Path | None, name: str) -> AbstractContextManager[BinaryIO]:
    if folder is None:
        return new_file(output)
    place = folder.joinpath(*("_" if part in ("..", "/") else part for part in PurePosixPath(name).parts))
    place.parent.mkdir(parents=True, exist_ok=True)
    return place.open("xb")


def _settable(results: Iterable[Result]) -> Iterator[Filled]:
    """Yield the results that can be set in the file that their articles come from."""
    for place, identifier, record in results:
        if record is not None and place.position is not None and place.format in _FORMATS:
            yield Filled(place.position, identifier, record)


def _write(
    source: io.BufferedReader, target: BinaryIO, path: Path, results: Iterator[Filled], journey: Journey
) -> None:
    match _format(path):
        case Format.WXR:
            write_wxr(source, target, results, overwrite=journey.overwrite)
        case Format.JSON:
            write_json(source, target, results, limit=journey.limit, overwrite=journey.overwrite)
        case _:
            write_lines(source, target, results, limit=journey.limit, overwrite=journey.overwrite)


def _files(journey: Journey) -> Iterator[tuple[Path, str]]:
    """Yield the files of the sources, and their names in ids."""
    return source_files(tuple(journey.sources), without=journey.without)


def _format(path: Path) -> Format | None:
    try:
        with path.open("rb") as file:
            return tell_format(file.read(OPENING_BYTES), path.name)
    except OSError:  # the run has named it as a problem
        return None
