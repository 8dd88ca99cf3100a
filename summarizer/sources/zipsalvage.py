"""The files in a zip archive that is cut short: without the directory at its end, by the headers before each file."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from summarizer.errors import SourceError
from summarizer.sources.metering import Meter
from summarizer.sources.slices import Slice

_STEP = 1 << 16
_HEADER = struct.Struct("<4s2xHH8xL4xHH")
"""Local file header (APPNOTE 6.3.10, 4.3.7): signature, flags, method, packed size, lengths of name and extra field."""
_MAGIC = b"PK\x03\x04"
_ENCRYPTED, _SIZE_BEHIND, _UTF_8 = 1, 1 << 3, 1 << 11
_STORED, _DEFLATED = 0, 8
_DESCRIPTOR_BYTES = (0, 12, 16, 20, 24)
"""Lengths of what may follow a file whose size its header did not know (4.3.9)."""


def salvaged_members(file: io.BufferedReader, meter: Meter) -> Iterator[tuple[str, io.BufferedReader]]:
    """Yield the name and content of each file that can be found, then raise SourceError, since others may be lost."""
    file.seek(0)
    position = 0
    while len(header := file.read(_HEADER.size)) == _HEADER.size:
        magic, flags, method, size, name_bytes, extra_bytes = _HEADER.unpack(header)
        unknown = flags & _SIZE_BEHIND and method == _STORED
        if magic != _MAGIC or flags & _ENCRYPTED or method not in (_STORED, _DEFLATED) or unknown:
            break
        name = file.read(name_bytes).decode("utf-8" if flags & _UTF_8 else "cp437", "replace")
        position += _HEADER.size + name_bytes + extra_bytes
        file.seek(position)
        meter.member()
        content = _Inflated(file, meter) if method == _DEFLATED else Slice(file, size)
        if not name.endswith("/"):
            yield name, io.BufferedReader(content, _STEP)
        content.drain()
        position += content.size if isinstance(content, _Inflated) else size
        if flags & _SIZE_BEHIND:
            position += _descriptor(file, position)
        file.seek(position)
    raise SourceError("The zip archive is damaged or cut short.")


def _descriptor(file: io.BufferedReader, position: int) -> int:
    file.seek(position)
    behind = file.read(_DESCRIPTOR_BYTES[-1] + len(_MAGIC))
    return next((length for length in _DESCRIPTOR_BYTES if behind.startswith(_MAGIC, length)), 0)


class _Inflated(io.RawIOBase):
    """Deflate data from where a file stands, to the end that it marks itself."""

    def __init__(self, file: io.BufferedReader, meter: Meter) -> None:
        self._file = file
        self._meter = meter
        self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
        self._out = 0
        self.size = 0
        """Packed bytes read so far."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = b""
        while not piece and not self._stream.eof:
            data = self._stream.unconsumed_tail or self._file.read1(_STEP)
            if not data:
                raise SourceError("The zip archive is cut short.")
            try:
                piece = self._stream.decompress(data, len(buffer))
            except zlib.error as error:
                raise SourceError("The file in the zip archive is damaged.") from error
            self.size += len(data) - len(self._stream.unconsumed_tail) - len(self._stream.unused_data)
            self._out += len(piece)
            self._meter.count(len(piece))
            self._meter.weigh(packed=self.size, unpacked=self._out)
        buffer[: len(piece)] = piece
        return len(piece)

    def drain(self) -> None:
        scrap = memoryview(bytearray(_STEP))
        while not self._stream.eof:
            self.readinto(scrap)
