"""The files in a zip archive (APPNOTE 6.3.10), each as a stream, in the order of its directory.

Names are never used as paths, and sizes that the directory claims are not believed.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any

from summarizer.errors import SourceError, TooLargeError
from summarizer.sources.metering import Meter

_STEP = 1 << 16
_DIRECTORY_BYTES = 100
"""Bytes of directory for each file that an archive may hold: 46 and its name (APPNOTE 4.3.12)."""
_DOCUMENTS = frozenset({"[Content_Types].xml", "mimetype", "META-INF/container.xml"})
"""Files by which a zip is one document: Office Open XML, OpenDocument, EPUB."""
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)
"""What :mod:`zipfile` raises for damaged, encrypted and unknown data."""


def open_zip(file: IO[bytes], meter: Meter) -> zipfile.ZipFile | None:
    """Return an archive with its directory read, or None where that is damaged or cut off.

    Raises TooLargeError where the directory is larger than the limit of files.
    """
    most = _DIRECTORY_BYTES * meter.settings.max_archive_members
    try:
        return zipfile.ZipFile(_Guarded(file, most))
    except _DAMAGE:
        return None


def is_document(archive: zipfile.ZipFile) -> bool:
    """Whether a zip is a document in one of the formats that are zips, not a container of files."""
    return not _DOCUMENTS.isdisjoint(archive.NameToInfo)


def zip_members(archive: zipfile.ZipFile, meter: Meter) -> Iterator[tuple[str, io.BufferedReader]]:
    """Yield the name and content of each file; a stream serves until the next one is asked for.

    Reading a stream raises SourceError where its data is damaged or encrypted, TooLargeError over the meter's limits.
    Asking for a file too many raises TooLargeError.
    """
    for info in archive.infolist():
        if not info.is_dir():
            meter.member()
            with _Member(archive, info, meter) as member:
                yield info.filename, io.BufferedReader(member, _STEP)


class _Guarded:
    """A file that refuses to be read in one go where :mod:`zipfile` trusts the size that an archive claims."""

    def __init__(self, file: IO[bytes], most: int) -> None:
        self._most = most
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        if size > self._most:
            raise TooLargeError(f"The zip archive's directory has more than {self._most:,} bytes.")
        return self._file.read(size)


class _Member(io.RawIOBase):
    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, meter: Meter) -> None:
        self._archive, self._info, self._meter = archive, info, meter
        self._content: IO[bytes] | None = None
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            if self._content is None:
                self._content = self._archive.open(self._info)
            data = self._content.read(len(buffer))
        except _DAMAGE as error:
            raise SourceError(f"The file in the zip archive cannot be read: {error}") from error
        self._size += len(data)
        self._meter.count(len(data))
        self._meter.weigh(packed=self._info.compress_size, unpacked=self._size)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if self._content is not None:
            self._content.close()
        super().close()
