"""The articles of one file, whatever it holds: an article, records, other files, or any of those compressed.

What is damaged costs itself: a record, a file inside the archive, or what lies behind the damage in its file.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from summarizer.errors import SourceError, SummarizerError, TooLargeError, UnsupportedMediaError
from summarizer.settings import Settings
from summarizer.sources.entry import Entry, Place, escaped
from summarizer.sources.formats import OPENING_BYTES, Format, tell_format
from summarizer.sources.metering import Meter
from summarizer.sources.recordfields import Fields
from summarizer.sources.seeking import seekable
from summarizer.sources.unpack import unpacked, without_suffix

_SYSTEMS_OWN = frozenset({"__macosx", "desktop.ini", "thumbs.db"})


@dataclass(frozen=True, slots=True)
class _File:
    """A stream to read, what it is called, and how it was reached."""

    stream: io.BufferedReader
    place: Place
    name: str
    """Its name, without the endings of compressions that were undone."""
    depth: int = 0
    """Archives around it."""
    packed: bool = False
    """Whether it has just been decompressed."""


class ArchiveReader:
    """Reads one source file; counts what comes out of it."""

    def __init__(self, settings: Settings, fields: Fields) -> None:
        self._settings = settings
        self._fields = fields
        self._meter = Meter(settings)

    def read(self, stream: io.BufferedReader, place: Place, name: str) -> Iterator[Entry]:
        """Yield the articles in a stream, and a problem for what of it cannot be read."""
        yield from self._guarded(_File(stream, place, name))

    def _guarded(self, file: _File) -> Iterator[Entry]:
        try:
            yield from self._entries(file)
        except SummarizerError as error:
            yield Entry(str(file.place), file.place, problem=error)
        except OSError as error:
            yield Entry(str(file.place), file.place, problem=SourceError(f"{file.place}: {error.strerror or error}"))

    def _entries(self, file: _File) -> Iterator[Entry]:
        match tell_format(file.stream.peek(OPENING_BYTES)[:OPENING_BYTES], file.name):
            case Format.ARTICLE:
                yield self._article(file)
            case Format.STORY:
                yield self._story(file)
            case Format.PACKED:
                yield from self._packed(file)
            case Format.TAR:
                yield from self._tar(file)
            case Format.ZIP:
                yield from self._zip(file)
            case found:
                yield from self._records(file, found)

    def _article(self, file: _File) -> Entry:
        return Entry(str(file.place), file.place, self._whole(file), name=PurePath(file.name).name)

    def _story(self, file: _File) -> Entry:
        """Read a story of the CNN/Daily Mail collection (Hermann et al. 2015), whose highlights stand below it."""
        text, _, _ = self._whole(file).partition(b"\n@highlight")
        return Entry(str(file.place), replace(file.place, format="story"), text)

    def _whole(self, file: _File) -> bytes:
        data = file.stream.read(self._settings.max_bytes + 1)
        if len(data) > self._settings.max_bytes:
            raise TooLargeError(f"{file.place} has more than {self._settings.max_bytes:,} bytes.")
        return data

    def _packed(self, file: _File) -> Iterator[Entry]:
        if file.packed:
            raise UnsupportedMediaError(f"{file.place} is a compressed file inside a compressed file.")
        stream = unpacked(file.stream, self._meter)
        yield from self._entries(replace(file, stream=stream, name=without_suffix(file.name), packed=True))

    def _tar(self, file: _File) -> Iterator[Entry]:
        from summarizer.sources.tarred import tar_members

        self._check_depth(file)
        yield from self._members(tar_members(file.stream, self._meter), file)

    def _zip(self, file: _File) -> Iterator[Entry]:
        from summarizer.sources.zipped import is_document, open_zip, zip_members
        from summarizer.sources.zipsalvage import salvaged_members

        with seekable(file.stream, self._settings) as whole:
            archive = open_zip(whole, self._meter)
            if archive is not None and is_document(archive):
                whole.seek(0)
                yield self._article(replace(file, stream=whole))
                return
            self._check_depth(file)
            found = salvaged_members(whole, self._meter) if archive is None else zip_members(archive, self._meter)
            yield from self._members(found, file)

    def _check_depth(self, file: _File) -> None:
        if file.depth >= self._settings.max_archive_depth:
            raise TooLargeError(f"{file.place} is an archive in too many others; {file.depth} are opened.")

    def _members(self, members: Iterator[tuple[str, io.BufferedReader]], around: _File) -> Iterator[Entry]:
        for name, stream in members:
            if not is_systems_own(name):
                place = replace(around.place, name=f"{around.place.name}/{escaped(name)}")
                yield from self._guarded(_File(stream, place, name, around.depth + 1))
            if self._meter.exhausted:
                return

    def _records(self, file: _File, found: Format) -> Iterator[Entry]:
        stream, place, settings, fields = file.stream, file.place, self._settings, self._fields
        match found:
            case Format.JSON_LINES:
                from summarizer.sources.jsonlines import read_json_lines

                yield from read_json_lines(stream, place, settings=settings, fields=fields)
            case Format.JSON:
                from summarizer.sources.jsonvalues import read_json

                yield from read_json(stream, place, settings=settings, fields=fields)
            case Format.TABLE:
                from summarizer.sources.csvrows import read_rows

                yield from read_rows(stream, place, settings=settings, fields=fields)
            case Format.PARQUET:
                from summarizer.sources.parquetrows import read_parquet

                with seekable(stream, settings) as whole:
                    yield from read_parquet(whole, place, meter=self._meter, fields=fields)
            case Format.WXR:
                from summarizer.sources.wxr import read_wxr

                yield from read_wxr(stream, place)
            case Format.WARC:
                from summarizer.sources.warc import read_warc

                yield from read_warc(stream, place, settings=settings)
            case _:
                from summarizer.sources.feeds import read_feed

                yield from read_feed(self._whole(file), place)


def is_systems_own(name: str) -> bool:
    """Whether a path is one that systems write beside the user's own: ``.DS_Store``, ``a/Thumbs.db``."""
    return any(part.lower() in _SYSTEMS_OWN or part.strip(".") != part.rstrip(".") for part in name.split("/"))
