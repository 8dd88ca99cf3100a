"""Every article of files, folders and archives, in a stable order, one at a time, each under an id of its own.

An id is the record's own, unless an entry before it has the same; else it is the article's place: the name of the
source, the path inside it, and the number of the record after a colon. A source is named by the end of its path, by as
much of it as tells it from the sources before it: ``archive/2023/a.txt``, ``more.jsonl:17``. Where even the place is
taken, by some record's own id, ``~2`` follows it. A byte of a name that is not UTF-8 is written ``%FF``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from summarizer.errors import SourceError
from summarizer.settings import Settings
from summarizer.sources.archive import ArchiveReader, is_systems_own
from summarizer.sources.entry import Entry, Place, escaped
from summarizer.sources.recordfields import Fields

_NOTHING: Mapping[str, str] = MappingProxyType({})


def _unnoticed(path: Path) -> None:
    """Tell nobody of what is passed over."""


def entries(
    paths: Iterable[Path],
    *,
    settings: Settings,
    fields: Mapping[str, str] = _NOTHING,
    without: Collection[Path] = (),
    skipped: Callable[[Path], None] = _unnoticed,
) -> Iterator[Entry]:
    """Yield the articles of the paths, lazily: folders by name and recursively, archives in their own order.

    ``fields`` maps what an article has (id, text, html, title, language, published, byline, site, url) to the name of
    the records' field for it, where it is not to be guessed. Hidden files of a folder, and what is at the
    resolved paths ``without``, are passed over; so is what is neither a file nor a folder, or a link to a folder or to
    nothing, of which ``skipped`` is told. What cannot be read is an entry with a problem. Raises UsageError for a field
    that no article has.
    """
    reader = _Reader(settings, Fields(fields))
    files = source_files(tuple(paths), without=without, skipped=skipped)
    return _unique(entry for file, name in files for entry in reader.read(file, name))


def source_files(
    paths: tuple[Path, ...], *, without: Collection[Path] = (), skipped: Callable[[Path], None] = _unnoticed
) -> Iterator[tuple[Path, str]]:
    """Yield the files whose articles ``entries`` yields, in its order, and what each is called in ids."""
    for path, label in zip(paths, _labels(paths), strict=True):
        for file in _files(path, without, skipped):
            yield file, escaped(f"{label}/{file.relative_to(path).as_posix()}" if file != path else label)


def _files(path: Path, without: Collection[Path], skipped: Callable[[Path], None]) -> Iterator[Path]:
    """Yield a file, or the files of a folder by name, of which only one folder's names are held at a time.

    A folder that cannot be listed is yielded itself: opening it says why.
    """
    if not path.is_dir():
        yield path
        return
    waiting = [iter([path])]
    while waiting:
        entry = next(waiting[-1], None)
        if entry is None:
            waiting.pop()
        elif Path(os.path.realpath(entry)) in without:  # resolve() would raise at a link to itself
            continue
        elif entry.is_dir() and (entry is path or not entry.is_symlink()):
            try:
                waiting.append(iter(_listed(entry)))
            except OSError:
                yield entry
        elif entry.is_file():
            yield entry
        else:
            skipped(entry)


def _listed(folder: Path) -> list[Path]:
    return [folder / name for name in sorted(os.listdir(folder)) if not is_systems_own(name)]


def _labels(paths: Iterable[Path]) -> list[str]:
    """Return for each source the shortest end of its path that none before it has."""
    taken: set[str] = set()
    labels = []
    for path in paths:
        parts = path.absolute().parts[1:] if path.name not in ("", "..") else path.resolve().parts[1:]
        ends = ("/".join(parts[-count:]) for count in range(1, len(parts) + 1))
        label = next((end for end in ends if end not in taken), "/".join(parts))
        taken.add(label)
        labels.append(label)
    return labels


def _unique(found: Iterable[Entry]) -> Iterator[Entry]:
    """Give each entry an id that none before it has. Of the ids only 64 bits each are kept."""
    taken: set[int] = set()
    for entry in found:
        identifier, place, number = entry.id, str(entry.place), 1
        while (key := _key(identifier)) in taken:
            identifier, number = f"{place}~{number}" if number > 1 else place, number + 1
        taken.add(key)
        yield entry if identifier == entry.id else replace(entry, id=identifier)


def _key(identifier: str) -> int:
    digest = blake2b(identifier.encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "little")


class _Reader(NamedTuple):
    """Reads source files."""

    settings: Settings
    fields: Fields

    def read(self, path: Path, name: str) -> Iterator[Entry]:
        """Yield the articles of a file that ids call by a name, or why it cannot be opened."""
        place = Place(str(path), name)
        try:
            with path.open("rb") as file:
                yield from ArchiveReader(self.settings, self.fields).read(file, place, path.name)
        except OSError as error:
            yield Entry(name, place, problem=SourceError(f"{escaped(str(path))}: {error.strerror or error}"))
