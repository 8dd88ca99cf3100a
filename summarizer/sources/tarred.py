"""The files in a tar archive, read front to back (POSIX.1-2017 ustar and pax, and GNU long names), each as a stream.

Links and devices are passed over. Names are never used as paths. A header's claim about sizes costs
nothing until the bytes are there.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator

from summarizer.errors import SourceError, TooLargeError
from summarizer.sources.metering import Meter
from summarizer.sources.slices import Slice

_BLOCK = tarfile.BLOCKSIZE
_LONGEST_NAME = 1 << 16
"""Bytes of extended header that are read; paths have 4,096 at most, and the rest are times and owners."""
_REGULAR = (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE)
_STEP = 1 << 16


def tar_members(file: io.BufferedIOBase, meter: Meter) -> Iterator[tuple[str, io.BufferedReader]]:
    """Yield the name and content of each regular file; a stream serves until the next one is asked for.

    Raises SourceError where the archive is damaged or ends too early, TooLargeError over the limit of files.
    """
    told: dict[str, str] = {}
    while (header := _header(file)) is not None:
        meter.member()
        size = int(told.get("size", header.size))
        if header.type in (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE):
            told |= _pax(_extended(file, size))
        elif header.type == tarfile.GNUTYPE_LONGNAME:
            told["path"] = _extended(file, size).rstrip(b"\0").decode("utf-8", "surrogateescape")
        else:
            content = Slice(file, size)
            if header.type in _REGULAR and not header.name.endswith("/"):
                yield told.get("path", header.name), io.BufferedReader(content, _STEP)
            content.drain()
            if header.type not in (tarfile.XGLTYPE, tarfile.GNUTYPE_LONGLINK):
                told = {}
            _skip(file, -size % _BLOCK)


def _header(file: io.BufferedIOBase) -> tarfile.TarInfo | None:
    block = file.read(_BLOCK)
    if len(block) < _BLOCK:
        raise SourceError("The tar archive ends too early.")
    if not block.strip(b"\0"):
        return None
    try:
        header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError) as error:
        raise SourceError(f"The tar archive is damaged: {error}.") from error
    if header.size < 0 or header.type == tarfile.GNUTYPE_SPARSE:
        # The map of a sparse file lies outside its size, so that nothing behind it could be found.
        raise SourceError("The tar archive holds a file that is not stored whole.")
    return header


def _extended(file: io.BufferedIOBase, size: int) -> bytes:
    if size > _LONGEST_NAME:
        raise TooLargeError(f"The tar archive has a header of more than {_LONGEST_NAME:,} bytes.")
    data = file.read(size)
    _skip(file, -size % _BLOCK)
    return data


def _pax(data: bytes) -> dict[str, str]:
    """Return the path and size that an extended header gives the next file: lines of ``length key=value``."""
    found = {}
    while data:
        length, _, _ = data.partition(b" ")
        if not length.isdigit() or not len(length) < int(length) <= len(data):
            raise SourceError("The tar archive has a damaged header.")
        key, _, value = data[len(length) + 1 : int(length) - 1].partition(b"=")
        if key == b"path" or (key == b"size" and value.isdigit() and len(value) < 20):
            found[key.decode()] = value.decode("utf-8", "surrogateescape")
        data = data[int(length) :]
    return found


def _skip(file: io.BufferedIOBase, count: int) -> None:
    Slice(file, count).drain()
