"""Compressed streams (gzip, bzip2, xz, Zstandard) read as what they hold: in pieces, metered, their end checked."""

from __future__ import annotations

import io
import lzma
import zlib
from collections.abc import Callable
from typing import Any, Protocol

from summarizer.errors import MissingExtraError, SourceError
from summarizer.sources.metering import Meter

STEP = 1 << 16
_MOST_MEMORY = 1 << 27
"""Bytes of window that a stream may ask for: ``xz -9`` takes 64 MiB, and ``zstd --long`` 128."""
_ZSTD_STEP = 1 << 10
"""Zstandard has no bound on what comes out of a piece. A block of four bytes makes up to 128 KiB (RFC 8878), so that
out of this many come 32 MiB at most."""

SUFFIXES = {
    ".gz": "", ".tgz": ".tar", ".bz2": "", ".tbz": ".tar", ".tbz2": ".tar", ".xz": "", ".txz": ".tar", ".zst": "",
    ".tzst": ".tar",
}  # fmt: skip
"""Endings of compressed files' names, and what they stand for without the compression."""


class _Decompressor(Protocol):
    """What :mod:`lzma` and :mod:`bz2` have, and the others are given."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Gzip:
    def __init__(self) -> None:
        self._stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._stream.eof

    @property
    def unused_data(self) -> bytes:
        return self._stream.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        piece = self._stream.decompress(self._stream.unconsumed_tail + data, max_length)
        # A full piece may have more behind it, although all of the input went in.
        self.needs_input = not self._stream.unconsumed_tail and len(piece) < max_length
        return piece


class _Zstandard:
    def __init__(self) -> None:
        try:
            import zstandard
        except ImportError as error:
            raise MissingExtraError("Reading .zst files", "archive") from error
        self._error: type[Exception] = zstandard.ZstdError
        self._stream: Any = zstandard.ZstdDecompressor(max_window_size=_MOST_MEMORY).decompressobj()
        self._waiting = b""

    @property
    def eof(self) -> bool:
        return bool(self._stream.eof)

    @property
    def needs_input(self) -> bool:
        return not self._waiting

    @property
    def unused_data(self) -> bytes:
        return bytes(self._stream.unused_data) + self._waiting

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        data = self._waiting + data
        self._waiting = data[_ZSTD_STEP:]
        try:
            return bytes(self._stream.decompress(data[:_ZSTD_STEP]))
        except self._error as error:
            raise OSError(str(error)) from error


def _bzip2() -> _Decompressor:
    import bz2

    return bz2.BZ2Decompressor()


def _xz() -> _Decompressor:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MOST_MEMORY)


_SKIPPABLE = tuple(bytes([0x50 + number]) + b"\x2a\x4d\x18" for number in range(16))
"""Frames of notes (RFC 8878, 3.1.2) that parallel compressors put between those of data."""
_KINDS: tuple[tuple[tuple[bytes, ...], Callable[[], _Decompressor]], ...] = (
    ((b"\x1f\x8b",), _Gzip),
    ((b"BZh",), _bzip2),
    ((b"\xfd7zXZ\x00",), _xz),
    ((b"\x28\xb5\x2f\xfd", *_SKIPPABLE), _Zstandard),
)
_LONGEST_MAGIC = 6


def is_packed(opening: bytes) -> bool:
    """Whether data opens like a compressed stream."""
    return any(opening.startswith(magics) for magics, _ in _KINDS)


def without_suffix(name: str) -> str:
    """Return the name that a compressed file has when it is not."""
    stem, dot, ending = name.rpartition(".")
    return stem + SUFFIXES.get(f"{dot}{ending}".lower(), f"{dot}{ending}")


def unpacked(packed: io.BufferedReader, meter: Meter) -> io.BufferedReader:
    """Return the stream that a compressed one holds; one after the other, if it is several in a row.

    Reading it raises SourceError for damaged data or an early end, after all that came before, and TooLargeError over
    the limits of the meter.
    """
    return io.BufferedReader(_Unpacked(packed, meter), STEP)


class _Unpacked(io.RawIOBase):
    def __init__(self, packed: io.BufferedReader, meter: Meter) -> None:
        opening = packed.peek(_LONGEST_MAGIC)
        self._packed = packed
        self._meter = meter
        self._magics, self._make = next(kind for kind in _KINDS if opening.startswith(kind[0]))
        self._stream: _Decompressor | None = self._make()
        self._held = b""
        self._ready = memoryview(b"")
        self._in = self._out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready and self._stream is not None:
            self._ready = memoryview(self._piece(self._stream))
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def _piece(self, stream: _Decompressor) -> bytes:
        data = b""
        if stream.needs_input:
            data, self._held = self._held or self._packed.read1(STEP), b""
            if not data:
                raise SourceError("The compressed data ends too early.")
            self._in += len(data)
        try:
            piece = stream.decompress(data, STEP)
        except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError) as error:
            raise SourceError("The compressed data is damaged.") from error
        if stream.eof:
            self._held = stream.unused_data
            self._in -= len(self._held)
            self._stream = self._next()
        self._out += len(piece)
        self._meter.count(len(piece))
        self._meter.weigh(packed=self._in, unpacked=self._out)
        return piece

    def _next(self) -> _Decompressor | None:
        """Start the stream that follows, if one does. Zeros between them are padding, anything else is the end."""
        held = self._held.lstrip(b"\0")
        while len(held) < _LONGEST_MAGIC and (more := self._packed.read1(STEP)):
            held = (held + more).lstrip(b"\0")
        self._held = held
        return self._make() if held.startswith(self._magics) else None
